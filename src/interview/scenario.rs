//! A scenario: the answers as they are, but for a few that are supposed otherwise; never kept.

use engine::assessment::Assessment;
use engine::changes::is_changeable;
use engine::effects;
use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::truth::Truth;

use super::ask::Stage;
use super::clash::contradicted;

/// The facts that are supposed otherwise, in the order in which they were.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    pub set: Vec<(FactId, Answer)>,
}

/// What follows from a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Supposed {
    pub situation: Situation,
    /// Answers that cannot stand beside what is supposed; they count as not answered.
    pub dropped: Vec<FactId>,
    pub assessment: Assessment,
}

impl Scenario {
    pub fn suppose(&mut self, fact: FactId, answer: Answer) {
        self.unsuppose(fact);
        self.set.push((fact, answer));
    }

    pub fn unsuppose(&mut self, fact: FactId) {
        self.set.retain(|(supposed, _)| *supposed != fact);
    }

    /// The answers of the scenario, and those that had to go.
    pub fn situation(&self, catalogue: &Catalogue, answers: &Situation) -> (Situation, Vec<FactId>) {
        let mut situation = answers.clone();
        let mut dropped = Vec::new();
        for (fact, answer) in &self.set {
            situation.set(*fact, *answer);
            for other in contradicted(catalogue, &situation, *fact) {
                situation.set(other, Answer::Absent);
                dropped.push(other);
            }
        }
        (situation, dropped)
    }
}

/// Assesses a scenario; nothing while nothing is supposed.
pub fn suppose(catalogue: &Catalogue, answers: &Situation, scenario: Option<&Scenario>) -> Option<Supposed> {
    let scenario = scenario.filter(|scenario| !scenario.set.is_empty())?;
    Some(supposed(catalogue, answers, scenario))
}

#[inline(never)]
fn supposed(catalogue: &Catalogue, answers: &Situation, scenario: &Scenario) -> Supposed {
    let (situation, dropped) = scenario.situation(catalogue, answers);
    let assessment = engine::assess(catalogue, &situation);
    Supposed { situation, dropped, assessment }
}

/// What can be supposed otherwise: what the founder may change, has not happened yet, and some policy
/// that is shown reads.
pub fn offered(catalogue: &Catalogue, situation: &Situation, assessment: &Assessment) -> Vec<FactId> {
    let state = State::new(catalogue, situation);
    let mut read: Vec<FactId> = Vec::new();
    for finding in &assessment.findings {
        if finding.superseded_by.is_some() {
            continue;
        }
        for fact in effects::facts(catalogue.policy_of(finding.policy)) {
            engine::settle::put(&mut read, fact);
        }
    }
    let is_plan = Stage::of(catalogue, situation) == Stage::Plan;
    read.retain(|fact| {
        let definition = catalogue.fact_of(*fact);
        let is_open = definition.changeable && state.applies(*fact) == Truth::True && !state.known(*fact).is_exact();
        (is_changeable(*fact, &state) || is_open) && (definition.kind != Kind::Date || is_plan)
    });
    read
}

/// More people of a kind are supposed than there are: that takes real employment.
pub fn takes_hiring(catalogue: &Catalogue, situation: &Situation, fact: FactId, answer: Answer) -> bool {
    let more = match (situation.known(catalogue, fact), answer) {
        (Known::Span { lo, .. }, Answer::Given(Known::Span { hi, .. })) => hi > lo,
        _ => false,
    };
    more && HIRES.contains(&catalogue.fact_of(fact).id.as_str())
}

/// Facts that only real employment may change.
pub const HIRES: [&str; 7] = [
    "venture.staff",
    "venture.insured_staff",
    "venture.local_staff",
    "venture.new_key_group_staff",
    "venture.hard_to_employ_staff",
    "venture.graduate_staff",
    "venture.veteran_staff",
];
