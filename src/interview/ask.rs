//! From answers to an assessment and the next question, as an interview puts it.

use engine::agenda;
use engine::assessment::Assessment;
use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::state::State;

/// Which wording of a question fits the stage of the venture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Registered,
    Plan,
    /// Not told yet.
    Open,
}

/// Assesses, and asks every question once: a band or a larger place is as far as the person knows.
pub fn assess(catalogue: &Catalogue, situation: &Situation) -> Assessment {
    let assessment = engine::assess(catalogue, situation);
    let mut once = situation.clone();
    for (fact, answer) in situation.asked() {
        if matches!(answer, Answer::Given(known) if !known.is_exact()) {
            once.set(fact, Answer::Declined);
        }
    }
    let state = State::new(catalogue, situation);
    let (next, left) = agenda::next(catalogue, &once, &state, &assessment.findings);
    Assessment { next, left, ..assessment }
}

impl Stage {
    pub fn of(catalogue: &Catalogue, situation: &Situation) -> Stage {
        let Some(id) = catalogue.fact(STATUS) else { return Stage::Open };
        let registered = catalogue.fact_of(id).value("registered").map_or(0, |bit| 1u64 << bit);
        match situation.answer(id) {
            Answer::Given(Known::Among(mask)) if mask == registered => Stage::Registered,
            Answer::Given(Known::Among(mask)) if mask & registered == 0 => Stage::Plan,
            _ => Stage::Open,
        }
    }
}

/// The first and last day that a date question offers, as days.
pub fn days(catalogue: &Catalogue, situation: &Situation, id: FactId) -> (i64, i64) {
    let fact = catalogue.fact_of(id);
    let today = i64::from(situation.as_of.0);
    let (lo, hi) = fact.bounds;
    let stage = if fact.id == REGISTERED_ON { Stage::of(catalogue, situation) } else { Stage::Open };
    match stage {
        Stage::Registered => (lo, hi.min(today)),
        Stage::Plan => (lo.max(today), hi),
        Stage::Open if fact.plan => (lo, hi),
        Stage::Open => (lo, hi.min(today)),
    }
}

/// The values of a set that are worth showing; of the support already received, what belongs to the place.
pub fn shown(catalogue: &Catalogue, assessment: &Assessment, id: FactId) -> u64 {
    let fact = catalogue.fact_of(id);
    if fact.kind != Kind::Set || fact.id != RECEIVED {
        return fact.all_values();
    }
    let limits = assessment.findings.iter().filter(|finding| finding.superseded_by.is_none());
    let limits = limits.filter_map(|finding| catalogue.policy_of(finding.policy).limit);
    limits.fold(0, |mask, limit| mask | 1 << limit.bit)
}

const STATUS: &str = "venture.status";
const REGISTERED_ON: &str = "venture.registered_on";
const RECEIVED: &str = "founder.received";
