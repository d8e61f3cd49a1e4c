//! Policies of which not all can be had: which of them the sums count, and what another choice changes.

use engine::assessment::Finding;
use engine::bundle::{self, Measure};
use engine::policy::{BenefitKind, Exclusion, Scope};

use super::entry::Entry;
use crate::report::{Choice, format};
use crate::words::{Word, fill, word};

/// One for every cluster of policies of the founder that may pay and exclude each other.
///
/// `findings` are those that the sums count.
pub fn choices(entries: &[Entry], findings: &[Finding]) -> Vec<Choice> {
    let mut rest: Vec<&Entry> = Vec::new();
    for entry in entries {
        if entry.is_mine() && may_pay(entry) {
            rest.push(entry);
        }
    }
    let mut choices = Vec::new();
    while !rest.is_empty() {
        let cluster = cluster(&mut rest);
        if cluster.len() > 1 {
            choices.push(Cluster { entries: cluster, findings }.choice());
        }
    }
    choices
}

/// What was used up, or comes to nothing, leaves nothing to choose.
fn may_pay(entry: &Entry) -> bool {
    let found = entry.finding.benefit;
    entry.finding.verdict.may_pay() && found.periods.1 > 0 && found.fen.is_none_or(|(_, most)| most > 0)
}

/// Takes the first entry out, with all that it excludes, directly or through others.
fn cluster<'a>(rest: &mut Vec<&'a Entry<'a>>) -> Vec<&'a Entry<'a>> {
    let mut cluster = vec![rest.remove(0)];
    while let Some(at) = rest.iter().position(|other| cluster.iter().any(|one| exclusion(one, other).is_some())) {
        cluster.push(rest.remove(at));
    }
    cluster
}

fn exclusion<'a>(one: &Entry<'a>, other: &Entry) -> Option<&'a Exclusion> {
    one.policy.excludes.iter().find(|exclusion| exclusion.policy == other.finding.policy)
}

struct Cluster<'a> {
    entries: Vec<&'a Entry<'a>>,
    /// As the sums count them.
    findings: &'a [Finding],
}

impl Cluster<'_> {
    fn choice(&self) -> Choice {
        let pairs = self.pairs();
        let n = self.entries.len();
        // Of a cluster in which not everything excludes everything, more than one can be had.
        let head = if pairs.len() == n * (n - 1) / 2 { Word::ChoiceOne } else { Word::ChoiceSome };
        let (mut policies, mut options) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            policies.push(entry.finding.policy);
            options.push(entry.option());
        }
        let mut lines = self.sums();
        let (_, _, first) = pairs[0];
        let alike = pairs.iter().all(|(_, _, one)| one.scope == first.scope && one.assumed == first.assumed);
        if head == Word::ChoiceOne && alike {
            lines.push(self.scope(first));
        } else {
            for (one, other, exclusion) in &pairs {
                let names = [name(one), self.word(Word::ListAnd), name(other)].concat();
                lines.push(self.fill(Word::Labelled, &[("a", &names), ("b", &self.scope(exclusion))]));
            }
        }
        Choice {
            policies,
            headline: self.fill(head, &[("a", &format::any_of(&options, self.entries[0].texts))]),
            lines,
        }
    }

    /// Every two that exclude each other.
    fn pairs(&self) -> Vec<(&Entry<'_>, &Entry<'_>, &Exclusion)> {
        let mut pairs = Vec::new();
        for (i, one) in self.entries.iter().enumerate() {
            for other in &self.entries[i + 1..] {
                if let Some(exclusion) = exclusion(one, other) {
                    pairs.push((*one, *other, exclusion));
                }
            }
        }
        pairs
    }

    /// Who can have only one of them, and whether a text says so.
    fn scope(&self, exclusion: &Exclusion) -> String {
        let scope = match exclusion.scope {
            Scope::Person => Word::ChoicePerson,
            Scope::Venture => Word::ChoiceVenture,
            Scope::Worker => Word::ChoiceWorker,
            Scope::Loan => Word::ChoiceLoan,
        };
        let key = if exclusion.assumed { Word::ChoiceAssumed } else { Word::ChoiceWritten };
        self.fill(key, &[("a", self.word(scope))])
    }

    /// Which of them the sums count and why, and the largest sum of every other choice.
    fn sums(&self) -> Vec<String> {
        let kinds = |wanted: fn(BenefitKind) -> bool| {
            self.entries.iter().all(|entry| wanted(entry.finding.benefit.kind) && entry.finding.benefit.fen.is_some())
        };
        let (measure, label) = if kinds(|kind| matches!(kind, BenefitKind::Cash | BenefitKind::Interest)) {
            (Measure::Cash, Word::TotalCash)
        } else if kinds(|kind| kind == BenefitKind::TaxRelief) {
            (Measure::TaxRelief, Word::TotalTax)
        } else {
            return vec![self.word(Word::ChoiceApart).to_string()];
        };
        let catalogue = self.entries[0].state.catalogue();
        let best = |taken| bundle::best(catalogue, self.findings, measure, taken);
        let (most, chosen) = best(None);
        let mut counted = Vec::new();
        let mut sums: Vec<(&Entry, i64)> = Vec::new();
        let (mut is_open, mut is_equal) = (false, false);
        for entry in &self.entries {
            if chosen.contains(&entry.finding.policy) {
                counted.push(name(entry).to_string());
            } else {
                let sum = best(Some(entry.finding.policy)).0;
                is_open |= entry.rests_on_headcount();
                is_equal |= sum == most;
                sums.push((entry, sum));
            }
        }
        let mut lines = Vec::new();
        if !counted.is_empty() {
            let key = match (is_open, is_equal) {
                (true, _) => Word::ChoiceCounted,
                (false, true) => Word::ChoiceCountedEqual,
                (false, false) => Word::ChoiceCountedMore,
            };
            let counted = format::all_of(&counted, self.entries[0].texts);
            lines.push(self.fill(key, &[("l", self.word(label)), ("a", &counted)]));
        }
        for (entry, sum) in sums {
            let sum = format::money(sum.into(), entry.texts);
            let key = if entry.rests_on_headcount() { Word::ChoiceOpen } else { Word::ChoiceInstead };
            lines.push(self.fill(key, &[("a", name(entry)), ("l", self.word(label)), ("n", &sum)]));
        }
        lines
    }

    fn word(&self, key: Word) -> &str {
        word(self.entries[0].texts, key)
    }

    fn fill(&self, key: Word, parts: &[(&str, &str)]) -> String {
        fill(self.entries[0].texts, key, parts)
    }
}

impl Entry<'_> {
    /// Its name, and what it brings at most: cash over all its periods, everything else as on its card.
    fn option(&self) -> String {
        let brings = match bundle::cash(self.finding) {
            (_, most) if most > 0 && !self.rests_on_headcount() => {
                self.fill(Word::TotalMost, &[("a", &format::money(most.into(), self.texts))])
            }
            _ => {
                let mut parts = vec![self.amount(), self.rhythm().unwrap_or_default()];
                parts.retain(|part| !part.is_empty());
                format::clauses(&parts, self.texts)
            }
        };
        [name(self), &format::bracketed(&brings, self.texts)].concat()
    }
}

fn name<'a>(entry: &Entry<'a>) -> &'a str {
    &entry.policy_text.name
}
