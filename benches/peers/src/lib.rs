//! The catalogue's requirements as trees that other rule engines can be given, and situations to try them on.
//!
//! A tree is `true`, `false`, `{"all"|"any": [tree]}`, `{"in": [name, [number]]}`, `{"is"|"not": name}` or
//! `{"cmp": [sign, term, term]}`; a term is a number, a name, or `{"sum"|"min"|"max": [term]}`,
//! `{"times": [term, number]}`, `{"product": [term, term]}`. What no peer knows is given to all of them as a number
//! that is worked out beforehand: dates moved by months, months between dates, dated figures, the day of application.

mod situations;
mod trees;

use std::cell::RefCell;

use engine::assess::findings;
use engine::situation::Situation;
use engine::state::State;
use engine::truth::Truth;
use engine::wire::situation;
use qibu_api::catalogue;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static ROWS: RefCell<Vec<Situation>> = const { RefCell::new(Vec::new()) };
}

/// Makes so many complete situations and keeps them; every requirement's tree, and what each row gives the names in them.
///
/// `{"rules": [{"policy", "version", "requirement", "tree"}], "rows": [{"json", "values", "rules", "holds"}]}`, where
/// `rules` are the positions of those that count in a row and `holds` is what this engine says of each.
#[wasm_bindgen]
pub fn prepare(count: usize) -> String {
    let catalogue = catalogue();
    let situations = situations::complete(catalogue, count);
    let trees = trees::Trees::new(catalogue);
    let rows: Vec<Value> = situations
        .iter()
        .map(|one| {
            let state = State::new(catalogue, one);
            let (rules, holds) = trees.counting(&state);
            let mut values = trees::facts(&state);
            trees.derived(&state, &rules, &mut values);
            json!({ "json": situation::write(catalogue, one).to_string(), "values": values, "rules": rules, "holds": holds })
        })
        .collect();
    ROWS.with_borrow_mut(|kept| *kept = situations);
    json!({ "rules": trees.rules(), "rows": rows }).to_string()
}

/// How many requirements hold in a row: every finding with its reasons, without changes and without a next question.
#[wasm_bindgen]
pub fn reasons(row: usize) -> usize {
    ROWS.with_borrow(|rows| {
        let found = findings(&State::new(catalogue(), &rows[row]));
        let held = |truth: Truth| usize::from(truth == Truth::True);
        found.iter().flat_map(|one| &one.requirements).map(|one| held(one.truth)).sum()
    })
}

/// How many policies are told of in a row: the whole assessment.
#[wasm_bindgen]
pub fn assessed(row: usize) -> usize {
    ROWS.with_borrow(|rows| engine::assess(catalogue(), &rows[row]).findings.len())
}

/// As [`reasons`], for the situation of which nothing is known.
#[wasm_bindgen]
pub fn reasons_of_nothing() -> usize {
    let empty = Situation::empty(catalogue(), catalogue().date);
    findings(&State::new(catalogue(), &empty)).len()
}
