//! What would turn a no, within what the founder can and may change.

use engine::assess::find;
use engine::assessment::Change;
use engine::fact::{FactId, Kind, Known};
use engine::verdict::Verdict;

use super::entry::Entry;
use crate::interview::scenario::HIRES;
use crate::report::format;
use crate::words::Word;

impl Entry<'_> {
    pub fn changes(&self) -> Vec<String> {
        let mut changes = Vec::new();
        for change in &self.finding.changes {
            changes.push(self.change(change));
        }
        changes
    }

    /// One fact, or two that only help together.
    fn change(&self, change: &Change) -> String {
        let then = match change.verdict {
            Verdict::Eligible => Word::ThenEligible,
            Verdict::Upcoming => Word::ThenUpcoming,
            _ => Word::ThenLikely,
        };
        let then = self.dated(change, self.word(then));
        let mut parts = Vec::new();
        for (fact, known) in &change.set {
            parts.push(self.if_only(*fact, *known, &then));
        }
        let together = format::clauses(&parts, self.texts);
        if parts.len() == 1 { together } else { self.fill(Word::ChangeTogether, &[("a", &together)]) }
    }

    /// With the day from which one can apply then, and the last one, where each is one day.
    fn dated(&self, change: &Change, then: String) -> String {
        let mut state = self.state.clone();
        for (fact, known) in &change.set {
            state = state.with(*fact, *known);
        }
        let window = find(self.finding.policy, self.policy, &state).window;
        let mut parts = vec![then];
        for (key, days) in [(Word::ThenFrom, window.opens), (Word::ThenUntil, window.closes)] {
            if let Some((day, last)) = days
                && day == last
                && day > self.state.as_of()
            {
                parts.push(self.fill(key, &[("a", &format::date(day, self.texts))]));
            }
        }
        format::clauses(&parts, self.texts)
    }

    fn if_only(&self, fact: FactId, known: Known, then: &str) -> String {
        let kind = self.state.catalogue().fact_of(fact).kind;
        let explainer = self.explainer();
        let (key, value) = match known {
            Known::Among(mask) if kind == Kind::YesNo => (Word::ChangeClause, explainer.holds(fact, mask)),
            Known::Among(mask) if kind == Kind::Place => {
                (Word::ChangeChoice, format::any_of(&explainer.places(mask), self.texts))
            }
            Known::Among(mask) => (Word::ChangeChoice, format::any_of(&explainer.values(fact, mask), self.texts)),
            Known::Set { has, .. } => {
                let held = if let Known::Set { has, .. } = self.state.known(fact) { has } else { 0 };
                (Word::ChangeSet, format::all_of(&explainer.values(fact, has & !held), self.texts))
            }
            Known::Span { lo, .. } => (self.frame(fact, lo), explainer.value(fact, lo)),
        };
        self.fill(key, &[("f", explainer.noun(fact)), ("v", &value), ("then", then)])
    }

    /// More people means real employment; fewer is only said, never advised.
    fn frame(&self, fact: FactId, value: i64) -> Word {
        let hire = HIRES.contains(&self.state.catalogue().fact_of(fact).id.as_str());
        let now = if let Known::Span { lo, .. } = self.state.known(fact) { lo } else { 0 };
        match (hire, value > now) {
            (true, true) => Word::ChangeHire,
            (true, false) => Word::ChangeFewer,
            (false, _) => Word::ChangeFigure,
        }
    }
}
