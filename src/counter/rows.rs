//! The form: which questions it holds, in which groups, and which of them can still matter.

use engine::assessment::{Assessment, Finding};
use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::truth::Truth;

use crate::interview::{Interview, ask};
use crate::words::Word;

/// What follows from the answers, made once for each change of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    pub assessment: Assessment,
    /// The questions that apply, and those that were answered, in the order of the form.
    pub rows: Vec<(Group, Vec<FactId>)>,
    /// The questions that can still matter: the next one first, then those that most policies wait for.
    pub open: Vec<FactId>,
    /// The answers that do not apply beside the others, and count for nothing.
    pub void: Vec<FactId>,
}

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Founder,
    Venture,
    Loan,
    /// For how many months something was received.
    Received,
}

impl Group {
    pub const ALL: [(Group, &'static str, Word); 4] = [
        (Group::Founder, "founder.", Word::StaffCounterFounder),
        (Group::Venture, "venture.", Word::StaffCounterVenture),
        (Group::Loan, "loan.", Word::StaffCounterLoan),
        (Group::Received, "used_months.", Word::StaffCounterReceived),
    ];
}

impl Assessed {
    pub fn of(catalogue: &Catalogue, interview: &Interview) -> Assessed {
        let Interview { situation, .. } = interview;
        let assessment = ask::assess(catalogue, interview, None);
        let state = State::new(catalogue, situation);
        let all = || (0u16..).map(FactId).zip(&catalogue.facts);
        let is_there = |fact: FactId| state.applies(fact) == Truth::True || situation.answer(fact) != Answer::Absent;
        let mut rows = Vec::new();
        for (group, prefix, _) in Group::ALL {
            let facts = all().filter(|(id, fact)| fact.id.starts_with(prefix) && is_there(*id)).map(|(id, _)| id);
            let facts: Vec<FactId> = facts.collect();
            if !facts.is_empty() {
                rows.push((group, facts));
            }
        }
        let void = situation.asked().map(|(fact, _)| fact).filter(|fact| !state.applies(*fact).can_be_true());
        Assessed { open: open(catalogue, situation, &state, &assessment), void: void.collect(), rows, assessment }
    }

    /// The question before or behind one in the form; round at its ends.
    pub fn beside(&self, fact: Option<FactId>, is_forward: bool) -> Option<FactId> {
        let rows: Vec<FactId> = self.rows.iter().flat_map(|(_, facts)| facts.iter().copied()).collect();
        let at = rows.iter().position(|row| Some(*row) == fact);
        let at = match (at, is_forward) {
            (None, true) => 0,
            (None, false) => rows.len().checked_sub(1)?,
            (Some(at), true) => (at + 1) % rows.len(),
            (Some(at), false) => at.checked_sub(1).unwrap_or(rows.len() - 1),
        };
        rows.get(at).copied()
    }

    /// The next question that can still matter behind one of them.
    pub fn after(&self, fact: Option<FactId>) -> Option<FactId> {
        let at = self.open.iter().position(|open| Some(*open) == fact);
        self.open.get(at.map_or(0, |at| (at + 1) % self.open.len())).copied()
    }
}

fn open(catalogue: &Catalogue, situation: &Situation, state: &State, assessment: &Assessment) -> Vec<FactId> {
    let mut counted: Vec<(usize, FactId)> = Vec::new();
    for finding in assessment.findings.iter().filter(|finding| finding.superseded_by.is_none()) {
        let Finding { missing, .. } = finding;
        for fact in missing.iter().filter(|fact| state.applies(**fact) == Truth::True) {
            match counted.iter_mut().find(|(_, known)| known == fact) {
                Some((policies, _)) => *policies += 1,
                None => counted.push((1, *fact)),
            }
        }
    }
    counted.retain(|(_, fact)| is_unasked(catalogue, situation, *fact));
    counted.sort_by_key(|(policies, fact)| (std::cmp::Reverse(*policies), *fact));
    let mut open: Vec<FactId> = assessment.next.into_iter().collect();
    open.extend(counted.into_iter().map(|(_, fact)| fact).filter(|fact| Some(*fact) != assessment.next));
    open
}

/// Nobody has said anything about it, or only whereabouts a place lies.
fn is_unasked(catalogue: &Catalogue, situation: &Situation, fact: FactId) -> bool {
    match situation.answer(fact) {
        Answer::Absent => true,
        Answer::Given(known @ Known::Among(_)) => !known.is_exact() && catalogue.fact_of(fact).kind == Kind::Place,
        Answer::Declined | Answer::Given(_) => false,
    }
}
