//! Sums over the policies, one for each kind of money; kinds are never added together.

use engine::assessment::{Assessment, Finding, Totals};
use engine::fact::Kind;
use engine::policy::BenefitKind;
use engine::texts::Texts;
use engine::verdict::Verdict;

use super::entry::Entry;
use crate::report::{Total, format};
use crate::words::{Word, fill, word};

/// Which benefits make up a line.
struct Line {
    label: Word,
    note: Word,
    kinds: &'static [BenefitKind],
}

const CASH: Line =
    Line { label: Word::TotalCash, note: Word::TotalCashNote, kinds: &[BenefitKind::Cash, BenefitKind::Interest] };
const LOAN: Line = Line { label: Word::TotalLoan, note: Word::TotalLoanNote, kinds: &[BenefitKind::Loan] };
const TAX: Line = Line { label: Word::TotalTax, note: Word::TotalTaxNote, kinds: &[BenefitKind::TaxRelief] };

/// The lines that are not zero.
pub fn totals(entries: &[Entry], totals: Totals) -> Vec<Total> {
    let mut lines = Vec::new();
    for (line, sums) in [(CASH, totals.cash), (LOAN, totals.loan), (TAX, totals.tax_relief)] {
        if sums.1 > 0 && !entries.is_empty() {
            lines.push(line.total(sums, entries));
        }
    }
    lines
}

/// The findings as sums count them, where that is not as they are.
///
/// INVARIANT: a headline never rests on an unanswered headcount: such an amount counts with its least.
pub fn cautious(entries: &[Entry], assessment: &Assessment) -> Option<Vec<Finding>> {
    let shown = assessment.findings.iter().filter(|finding| finding.superseded_by.is_none());
    if shown.count() == entries.len() && !entries.iter().any(Entry::rests_on_headcount) {
        return None;
    }
    let mut findings = Vec::new();
    for finding in &assessment.findings {
        // What is not shown, such as a policy whose texts have not come, is in no sum.
        let Some(entry) = entries.iter().find(|entry| entry.finding.policy == finding.policy) else { continue };
        let mut finding = finding.clone();
        if entry.rests_on_headcount() {
            let found = &mut finding.benefit;
            found.fen = found.fen.map(|(lo, _)| (lo, lo));
            if entry.has_endless_periods() {
                found.periods.1 = found.periods.0;
            }
        }
        findings.push(finding);
    }
    Some(findings)
}

impl Entry<'_> {
    /// How much follows from a number that is not known.
    pub fn rests_on_headcount(&self) -> bool {
        let open = self.finding.benefit.fen.is_some_and(|(lo, hi)| lo < hi);
        self.has_endless_periods()
            || open && (self.is_unbounded() || !self.rests_on(|kind| kind == Kind::Count).is_empty())
    }
}

/// What may come at least and at most; where the least is nothing, only the most is told.
pub fn range((lo, hi): (i64, i64), texts: &Texts) -> String {
    if lo == 0 || lo == hi {
        return fill(texts, Word::TotalMost, &[("a", &format::money(hi.into(), texts))]);
    }
    format::money_range((lo.into(), hi.into()), texts)
}

impl Line {
    fn total(&self, sums: (i64, i64), entries: &[Entry]) -> Total {
        // INVARIANT: there is a first entry, since only entries give sums.
        let texts = entries[0].texts;
        let mut notes = vec![word(texts, self.note).to_string()];
        let names = |wanted: fn(&Entry) -> bool| {
            let mut names = Vec::new();
            for entry in entries {
                if self.kinds.contains(&entry.finding.benefit.kind) && wanted(entry) {
                    names.push(entry.policy_text.name.clone());
                }
            }
            names
        };
        let doubtful = |entry: &Entry| entry.finding.verdict.may_pay() && entry.finding.verdict != Verdict::Eligible;
        let left_out = |entry: &Entry| entry.finding.verdict.may_pay() && entry.rests_on_headcount();
        for (key, names) in [(Word::TotalToConfirm, names(doubtful)), (Word::TotalLeftOut, names(left_out))] {
            if !names.is_empty() {
                notes.push(fill(texts, key, &[("a", &format::few(&names, texts))]));
            }
        }
        Total {
            label: word(texts, self.label).to_string(),
            range: range(sums, texts),
            note: format::clauses(&notes, texts),
        }
    }
}
