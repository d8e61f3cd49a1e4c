//! What a roster comes to: rows, and for each policy how many founders stand where.

use engine::digits::digits;
use engine::policy::{Catalogue, PolicyId};
use engine::texts::Texts;

use super::screen::{LIGHTS, Outcome};
use crate::report::Light;
use crate::words::{Word, fill, word};

/// Counts over some rows; those of parts add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub assessed: u64,
    pub failed: u64,
    pub empty: u64,
    /// For each policy of the catalogue, rows by light; empty until one was counted.
    policies: Vec<[u64; LIGHTS.len()]>,
}

impl Tally {
    /// Counts a row.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Empty => self.empty += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Assessed(lights) => self.place(lights.iter().copied()),
        }
    }

    /// Counts an assessed row by where each policy stands.
    pub fn place(&mut self, lights: impl Iterator<Item = (PolicyId, Light)>) {
        self.assessed += 1;
        lights.for_each(|(policy, light)| *self.slot(policy, light) += 1);
    }

    /// Takes in the counts of other rows.
    pub fn take(&mut self, other: &Tally) {
        self.assessed += other.assessed;
        self.failed += other.failed;
        self.empty += other.empty;
        for (policy, counts) in (0u16..).map(PolicyId).zip(&other.policies) {
            for ((light, _), count) in LIGHTS.iter().zip(counts) {
                *self.slot(policy, *light) += count;
            }
        }
    }

    pub fn rows(&self) -> u64 {
        self.assessed + self.failed + self.empty
    }

    /// How many rows there were, and what became of them.
    pub fn summary(&self, texts: &Texts) -> String {
        let [all, assessed, failed, empty] =
            [self.rows(), self.assessed, self.failed, self.empty].map(|count| digits(count.into()));
        fill(texts, Word::ScreenSummary, &[("n", &all), ("a", &assessed), ("b", &failed), ("c", &empty)])
    }

    /// A table with its head: a line for each policy that anybody was told about, in the order of the catalogue.
    pub fn table(&self, catalogue: &Catalogue, texts: &Texts) -> Vec<Vec<String>> {
        let head = [Word::ScreenPolicy, Word::ScreenName].into_iter().chain(LIGHTS.iter().map(|(_, title)| *title));
        let mut lines = vec![head.map(|title| word(texts, title).to_owned()).collect()];
        for ((counts, policy), text) in self.policies.iter().zip(&catalogue.policies).zip(&texts.policies) {
            if counts.iter().any(|count| *count > 0) {
                let counts = counts.iter().map(|count| digits((*count).into()));
                lines.push([policy.id.clone(), text.name.clone()].into_iter().chain(counts).collect());
            }
        }
        lines
    }

    fn slot(&mut self, policy: PolicyId, light: Light) -> &mut u64 {
        let (at, column) = (usize::from(policy.0), light as usize);
        if self.policies.len() <= at {
            self.policies.resize(at + 1, [0; LIGHTS.len()]);
        }
        &mut self.policies[at][column]
    }
}
