//! The answers, as checked: what is known of each fact on a day.

use crate::date::Date;
use crate::fact::{Fact, FactId, Known};
use crate::policy::Catalogue;

/// Answers on a day. One entry per fact of the catalogue, in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    pub as_of: Date,
    answers: Vec<Answer>,
}

/// What became of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Not asked yet.
    Absent,
    /// Not known, or not told.
    Declined,
    Given(Known),
}

impl Situation {
    /// Nothing answered.
    pub fn empty(catalogue: &Catalogue, as_of: Date) -> Situation {
        Situation { as_of, answers: vec![Answer::Absent; catalogue.facts.len()] }
    }

    pub fn answer(&self, fact: FactId) -> Answer {
        self.answers.get(usize::from(fact.0)).copied().unwrap_or(Answer::Absent)
    }

    pub fn set(&mut self, fact: FactId, answer: Answer) {
        if let Some(slot) = self.answers.get_mut(usize::from(fact.0)) {
            *slot = answer;
        }
    }

    /// What is known of a fact, within its domain.
    pub fn known(&self, catalogue: &Catalogue, id: FactId) -> Known {
        let fact: &Fact = catalogue.fact_of(id);
        match self.answer(id) {
            Answer::Given(known) => known,
            Answer::Absent | Answer::Declined => fact.open(&catalogue.places),
        }
    }

    /// The facts that were answered or declined, in the order of the catalogue.
    pub fn asked(&self) -> impl Iterator<Item = (FactId, Answer)> {
        let ids = (0u16..).map(FactId);
        ids.zip(self.answers.iter().copied()).filter(|(_, answer)| *answer != Answer::Absent)
    }
}
