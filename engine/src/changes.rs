//! The smallest change within the founder's control that turns a no.

use crate::assessment::Change;
use crate::fact::{FactId, Kind, Known};
use crate::policy::Policy;
use crate::reading::readings;
use crate::settle::{put, settle, thresholds};
use crate::state::State;
use crate::truth::Truth;
use crate::verdict::Verdict;

/// How a single fact would have to change, for every fact where one value is enough.
///
/// Only answers that the founder can and may change are tried; what has happened already, such as a
/// registration, is not.
pub fn smallest(policy: &Policy, state: &State) -> Vec<Change> {
    let mut facts: Vec<FactId> = Vec::new();
    for reading in readings(policy, state) {
        reading.version.walk_rule(&mut |part| part.facts(&mut |fact| put(&mut facts, fact)));
    }
    facts.retain(|fact| is_changeable(*fact, state));
    facts.into_iter().filter_map(|fact| change(policy, fact, state)).collect()
}

fn is_changeable(fact: FactId, state: &State) -> bool {
    let definition = state.catalogue().fact_of(fact);
    let known = state.known(fact);
    let past =
        definition.kind == Kind::Date && matches!(known, Known::Span { lo, .. } if lo <= i64::from(state.as_of().0));
    definition.changeable && known.is_exact() && !past && state.applies(fact) == Truth::True
}

/// The nearest value of one fact with which the answer is a yes, now or later.
fn change(policy: &Policy, fact: FactId, state: &State) -> Option<Change> {
    let tries: Vec<Known> = match state.known(fact) {
        Known::Among(mask) => {
            let open = match state.catalogue().fact_of(fact).open(&state.catalogue().places) {
                Known::Among(all) => all & !mask,
                Known::Set { .. } | Known::Span { .. } => 0,
            };
            (0..64).map(|bit| 1u64 << bit).filter(|bit| open & bit != 0).map(Known::Among).collect()
        }
        Known::Set { has, .. } => {
            let all = state.catalogue().fact_of(fact).all_values();
            let more = (0..64).map(|bit| 1u64 << bit).filter(|bit| all & !has & bit != 0);
            more.map(|bit| Known::Set { has: has | bit, may: 0 }).collect()
        }
        Known::Span { lo, .. } => {
            let mut near = Vec::new();
            for value in thresholds(policy, fact, state) {
                put(&mut near, (value.abs_diff(lo), value));
            }
            near.into_iter().map(|(_, value)| Known::Span { lo: value, hi: value }).collect()
        }
    };
    tries.into_iter().find_map(|known| {
        let verdict = settle(policy, &state.with(fact, known)).verdict;
        let turned = verdict.is_grant() || verdict == Verdict::Upcoming;
        turned.then(|| Change { set: vec![(fact, known)], verdict })
    })
}
