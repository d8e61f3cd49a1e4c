//! In a browser: how long the engine takes over the sample founders. Told, never asserted.

#![cfg(target_arch = "wasm32")]

use engine::agenda::Agenda;
use engine::assessment::Assessment;
use engine::changes;
use engine::fact::FactId;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::wire::situation;
use js_sys::Date;
use serde_json::Value;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// How often each founder is timed: what else the machine does should not count.
const TIMES: u64 = 8;

/// Microseconds for one of `count` founders, on average and for the slowest.
fn time(name: &str, count: usize, mut work: impl FnMut(usize)) {
    let (mut all, mut slowest) = (0, (0, 0));
    for i in 0..count {
        let start = Date::now() as u64;
        (0..TIMES).for_each(|_| work(i));
        let each = (Date::now() as u64 - start) * 1000 / TIMES;
        all += each;
        slowest = slowest.max((each, i));
    }
    let (each, (most, which)) = (all / count as u64, slowest);
    console_log!("{name}: {each} µs each over {count}, the slowest {most} µs (number {which})");
}

#[wasm_bindgen_test]
fn how_long_an_answer_takes() {
    let catalogue = qibu_api::catalogue();
    let founders: Vec<Value> = serde_json::from_str(include_str!("../../policies/founders.json")).expect("JSON");
    let read = |founder: &Value| {
        let draft = situation::read(catalogue, &founder["situation"].to_string()).expect("a situation");
        draft.on(catalogue, None).expect("a day")
    };
    let whole: Vec<Situation> = founders.iter().map(read).collect();
    // Every founder in the middle of an interview: the opening and every other answer.
    let halves: Vec<Situation> = whole
        .iter()
        .map(|full| {
            let mut half = Situation::empty(catalogue, full.as_of);
            let opening = ["founder.groups", "venture.place", "venture.status"].map(|id| catalogue.fact(id));
            for fact in (0u16..).map(FactId).take(catalogue.facts.len()) {
                let given = full.answer(fact) != Answer::Absent;
                if given && (fact.0 % 2 == 0 || opening.contains(&Some(fact))) {
                    half.set(fact, full.answer(fact));
                }
            }
            half
        })
        .collect();
    time("assess, whole", whole.len(), |i| drop(engine::assess(catalogue, &whole[i])));
    time("assess, half", halves.len(), |i| drop(engine::assess(catalogue, &halves[i])));

    let found: Vec<(State, Assessment)> = halves
        .iter()
        .map(|situation| (State::new(catalogue, situation), engine::assess(catalogue, situation)))
        .collect();
    time("next question", halves.len(), |i| {
        let (state, assessment) = &found[i];
        let next =
            Agenda { catalogue, situation: &halves[i], state, findings: &assessment.findings, about: None }.next();
        assert!(next.0.is_none_or(|fact| halves[i].answer(fact) == Answer::Absent || next.1 > 0));
    });
    let found: Vec<(State, Assessment)> = whole
        .iter()
        .map(|situation| (State::new(catalogue, situation), engine::assess(catalogue, situation)))
        .collect();
    time("all smallest changes", whole.len(), |i| {
        let (state, assessment) = &found[i];
        for finding in assessment.findings.iter().filter(|one| one.verdict.is_refusal() && one.superseded_by.is_none())
        {
            assert_eq!(changes::smallest(catalogue.policy_of(finding.policy), state), finding.changes);
        }
    });
}
