//! Answers that contradict each other: the newest one stands.

use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::state::State;

/// The earlier answers that cannot stand beside a new one.
///
/// The answers did not contradict each other before, so each contradiction has the new one at one of
/// its ends, and removing the other end removes it.
pub fn contradicted(catalogue: &Catalogue, situation: &Situation, by: FactId) -> Vec<FactId> {
    let clashes = |situation: &Situation| State::new(catalogue, situation).contradiction().is_some();
    let mut left = situation.clone();
    let mut dropped = Vec::new();
    let asked: Vec<FactId> = situation.asked().map(|(fact, _)| fact).filter(|fact| *fact != by).collect();
    for fact in &asked {
        // Alone with the new answer, beside everything that is no number: does it clash?
        let mut pair = left.clone();
        asked
            .iter()
            .filter(|other| *other != fact && is_limited(catalogue, **other))
            .for_each(|other| pair.set(*other, Answer::Absent));
        if is_limited(catalogue, *fact) && clashes(&pair) {
            left.set(*fact, Answer::Absent);
            dropped.push(*fact);
        }
    }
    dropped
}

/// This number is bounded by another one, or bounds one.
fn is_limited(catalogue: &Catalogue, fact: FactId) -> bool {
    !catalogue.fact_of(fact).at_most.is_empty() || catalogue.facts.iter().any(|other| other.at_most.contains(&fact))
}
