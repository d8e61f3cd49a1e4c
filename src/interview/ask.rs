//! From answers to an assessment and the next question, as an interview puts it.

use engine::agenda::{Agenda, Outlook};
use engine::assess::reassess;
use engine::assessment::Assessment;
use engine::changes::bits;
use engine::fact::{FactId, Kind, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::state::State;

use super::Interview;

/// Which wording of a question fits the stage of the venture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Registered,
    Plan,
    /// Not told yet.
    Open,
}

/// Assesses, and asks every question once: a month or a larger place is as far as the person knows. Only what
/// was answered by a band is asked again where the exact value matters.
///
/// `before` is what followed from other answers on the same day, by the same catalogue: the same comes of it, sooner.
pub fn assess(catalogue: &Catalogue, interview: &Interview, before: Option<(&Situation, &Assessment)>) -> Assessment {
    let Interview { situation, banded, about, .. } = interview;
    let assessment = match before {
        Some((was, before)) if was.as_of == situation.as_of => reassess(catalogue, was, before, situation),
        _ => engine::assess(catalogue, situation),
    };
    // Where every answer is exact, what is asked once is asked.
    let is_exact = |answer: Answer| !matches!(answer, Answer::Given(known) if !known.is_exact());
    if about.is_none() && situation.asked().all(|(_, answer)| is_exact(answer)) {
        return assessment;
    }
    let (next, left) = ahead(catalogue, situation, banded, &assessment, *about);
    Assessment { next, left, ..assessment }
}

/// The next question of those that are asked once, and how many there are.
pub fn ahead(
    catalogue: &Catalogue,
    situation: &Situation,
    banded: &[FactId],
    assessment: &Assessment,
    about: Option<PolicyId>,
) -> (Option<FactId>, usize) {
    let state = State::new(catalogue, situation);
    let once = once(situation, banded);
    Agenda { catalogue, situation: &once, state: &state, findings: &assessment.findings, about }.next()
}

/// The answers as the agenda is to see them: what is known as far as it goes is not asked again.
fn once(situation: &Situation, banded: &[FactId]) -> Situation {
    let mut once = situation.clone();
    for (fact, answer) in situation.asked() {
        if matches!(answer, Answer::Given(known) if !known.is_exact()) && !banded.contains(&fact) {
            once.set(fact, Answer::Declined);
        }
    }
    once
}

/// What a question is shown with.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    pub fact: FactId,
    /// The intervals that the thresholds cut, where it is a number or date.
    pub bands: Vec<(i64, i64)>,
    /// An amount or a window follows from the exact value.
    pub needs_exact: bool,
    /// The policies that the answer can still matter to.
    pub serves: Vec<PolicyId>,
    /// What each answer would settle at once, where that was asked for.
    pub outlook: Vec<Outlook>,
}

impl Asking {
    /// The very first question, before anything was worked out: it may matter to every policy.
    pub fn first(catalogue: &Catalogue, fact: FactId) -> Asking {
        let serves = (0u16..).map(PolicyId).zip(&catalogue.policies).map(|(id, _)| id).collect();
        Asking { fact, bands: Vec::new(), needs_exact: false, serves, outlook: Vec::new() }
    }

    /// What the question about a fact is shown with; one that was answered already is put anew.
    pub fn of(catalogue: &Catalogue, interview: &Interview, assessment: &Assessment, fact: FactId) -> Asking {
        let mut situation = interview.situation.clone();
        let is_new = situation.answer(fact) == Answer::Absent || interview.banded.contains(&fact);
        let anew = if is_new {
            None
        } else {
            situation.set(fact, Answer::Absent);
            Some(engine::assess(catalogue, &situation))
        };
        let findings = &anew.as_ref().unwrap_or(assessment).findings;
        let state = State::new(catalogue, &situation);
        // Any question can be chosen: what it is shown with looks at every policy where the one asked about has no use for it.
        let narrow = Agenda { catalogue, situation: &situation, state: &state, findings, about: interview.about };
        let is_of_it = !narrow.serves(fact).is_empty();
        let agenda = if is_of_it { narrow } else { Agenda { about: None, ..narrow } };
        let bands = agenda.bands(fact, days(catalogue, &situation, fact));
        let outlook =
            if interview.why { agenda.outlook(fact, &answers(catalogue, &state, fact, &bands)) } else { Vec::new() };
        let (serves, needs_exact) = (agenda.serves(fact), agenda.needs_exact(fact));
        Asking { fact, bands, needs_exact, serves, outlook }
    }
}

/// What the last answer settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Policies that may have paid before it, and are refused now.
    pub out: usize,
    /// Policies of which every condition holds now.
    pub fit: usize,
}

impl Step {
    /// What an answer settled, from the assessments before and after it.
    pub fn between(before: &Assessment, after: &Assessment) -> Step {
        let mut step = Step::default();
        for finding in &before.findings {
            if finding.superseded_by.is_some() || !finding.verdict.may_pay() {
                continue;
            }
            let now = after.findings.iter().find(|other| other.policy == finding.policy);
            match now.map(|now| now.verdict) {
                None => step.out += 1,
                Some(now) if now.is_refusal() => step.out += 1,
                Some(now) if now.is_grant() && !finding.verdict.is_grant() => step.fit += 1,
                Some(_) => {}
            }
        }
        step
    }
}

/// The answers whose effect is told: each value, each band, or none of a set.
fn answers(catalogue: &Catalogue, state: &State, id: FactId, bands: &[(i64, i64)]) -> Vec<Known> {
    let fact = catalogue.fact_of(id);
    let mut answers = Vec::new();
    match (state.known(id), fact.kind) {
        (Known::Among(_), Kind::Place) | (Known::Span { .. }, _) => {
            for (lo, hi) in bands {
                answers.push(Known::Span { lo: *lo, hi: *hi });
            }
        }
        (Known::Among(mask), _) => bits(mask, &mut |bit| answers.push(Known::Among(bit))),
        (Known::Set { .. }, _) => {
            answers.push(Known::Set { has: 0, may: 0 });
            bits(fact.all_values(), &mut |has| answers.push(Known::Set { has, may: 0 }));
        }
    }
    answers
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
    let mut mask = 0;
    for finding in &assessment.findings {
        if let Some(limit) = catalogue.policy_of(finding.policy).limit.filter(|_| finding.superseded_by.is_none()) {
            mask |= 1 << limit.bit;
        }
    }
    mask
}

const STATUS: &str = "venture.status";
const REGISTERED_ON: &str = "venture.registered_on";
/// The set of policies that were received.
pub const RECEIVED: &str = "founder.received";
