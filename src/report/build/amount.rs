//! What a policy pays, in words that promise nothing.

use engine::fact::{FactId, Kind, Known};
use engine::grade::Grade;
use engine::policy::{Beneficiary, BenefitKind, Per, figure_days};
use engine::term::{Part, Term};

use super::entry::Entry;
use crate::report::format;
use crate::words::Word;

/// A sum that nobody is paid: the answer that it rests on has no upper end yet. In fen.
const UNREAL: i64 = 1_000_000_000;

/// More months than any benefit runs.
const LONG: i64 = 120;

impl Entry<'_> {
    /// Large on the card.
    pub fn amount(&self) -> String {
        let found = self.finding.benefit;
        let Some((lo, hi)) = found.fen else {
            return if found.kind.is_money() { self.word(Word::AmountAtOffice) } else { String::new() };
        };
        if self.is_unbounded() {
            return self.word(Word::AmountDepends);
        }
        let range = format::money_range((lo.into(), hi.into()), self.texts);
        match (found.kind, lo == hi) {
            (BenefitKind::Loan, true) => self.fill(Word::AmountLoan, &[("a", &range)]),
            (BenefitKind::Loan, false) => self.fill(Word::AmountLoanRange, &[("a", &range)]),
            (_, true) if found.at_most => self.fill(Word::AmountMost, &[("a", &range)]),
            _ => range,
        }
    }

    /// The largest sum rests on an answer that has no upper end.
    pub fn is_unbounded(&self) -> bool {
        self.finding.benefit.fen.is_some_and(|(lo, hi)| hi > UNREAL && lo < hi)
    }

    /// How often it can still be claimed follows from a day that is not known.
    pub fn has_endless_periods(&self) -> bool {
        let (lo, hi) = self.finding.benefit.periods;
        lo < hi && hi > LONG
    }

    /// Small, beside the amount.
    pub fn amount_note(&self) -> String {
        let found = self.finding.benefit;
        if !found.kind.is_money() {
            return String::new();
        }
        let mut notes = Vec::new();
        if let Some((lo, hi)) = found.fen
            && lo == hi
            && let Some(beside) = format::ten_thousands(hi.into(), self.texts)
        {
            notes.push(self.fill(Word::NoteBeside, &[("a", &beside)]));
        }
        notes.extend(self.rhythm());
        notes.extend(self.nature());
        notes.extend(self.receiver());
        let open = self.rests_on(|_| true);
        if found.fen.is_some_and(|(lo, hi)| lo < hi) && !open.is_empty() {
            notes.push(self.fill(Word::NoteRestsOn, &[("a", &format::all_of(&open, self.texts))]));
        }
        format::clauses(&notes, self.texts)
    }

    /// Once, or how often and for how long.
    pub fn rhythm(&self) -> Option<String> {
        let found = self.finding.benefit;
        let (bare, periods, unit) = match found.per {
            Per::Once if found.kind == BenefitKind::Loan => return None,
            Per::Once => return Some(self.word(Word::NoteOnce)),
            Per::Month => (Word::NoteMonth, Word::NoteMonthPeriods, Word::CountMonths),
            Per::Year => (Word::NoteYear, Word::NoteYearPeriods, Word::CountYears),
        };
        let known =
            self.version.benefit.periods.is_some() && self.finding.verdict.may_pay() && !self.has_endless_periods();
        let count = format::count(found.periods.1.into(), unit, self.texts);
        Some(if known && found.periods.1 > 0 { self.fill(periods, &[("n", &count)]) } else { self.word(bare) })
    }

    /// What the money is, and who decides.
    fn nature(&self) -> Vec<String> {
        match self.finding.benefit.kind {
            BenefitKind::Loan => self.loan(),
            BenefitKind::Interest => vec![self.word(Word::NoteInterest)],
            BenefitKind::TaxRelief => vec![self.word(Word::NoteTax)],
            BenefitKind::FeeRelief => vec![self.word(Word::NoteFee)],
            _ => Vec::new(),
        }
    }

    fn loan(&self) -> Vec<String> {
        let benefit = &self.version.benefit;
        let mut notes = vec![self.word(Word::NoteLoan)];
        if let Some((months, grade)) = benefit.term {
            let months = format::count(months.into(), Word::CountMonths, self.texts);
            notes.push(self.graded(self.fill(Word::NoteLoanTerm, &[("n", &months)]), grade));
        }
        if let Some(rate) = benefit.rate {
            let points = format::decimal(rate.points.into(), 100);
            notes.push(self.graded(self.fill(Word::NoteLoanRate, &[("n", &points)]), rate.grade));
        }
        if let Some((share, grade)) = benefit.interest_share {
            notes.push(self.graded(self.fill(Word::NoteLoanShare, &[("n", &format::percent(share.into()))]), grade));
        }
        notes
    }

    /// A figure on weak evidence says so.
    pub fn graded(&self, text: String, grade: Grade) -> String {
        if grade.is_firm() {
            return text;
        }
        text + &format::bracketed(&self.word(Word::ToConfirm), self.texts)
    }

    fn receiver(&self) -> Option<String> {
        let pays = matches!(self.finding.benefit.kind, BenefitKind::Cash | BenefitKind::Interest);
        match self.policy.beneficiary {
            Beneficiary::Founder => None,
            Beneficiary::Venture => pays.then(|| self.word(Word::NoteVenture)),
            Beneficiary::Operator => Some(self.word(Word::NoteOperator)),
            Beneficiary::TrainingBody => Some(self.word(Word::NoteTrainingBody)),
        }
    }

    /// The open facts that the amount reads and whose largest value is still open.
    pub fn rests_on(&self, wanted: fn(Kind) -> bool) -> Vec<String> {
        let mut facts: Vec<FactId> = Vec::new();
        let mut visit = |part: Part<'_>| part.facts(&mut |fact| engine::settle::put(&mut facts, fact));
        for (case, _) in self.reading.cases(self.state) {
            if let Some(amount) = &case.amount {
                amount.term.walk(&mut visit);
            }
        }
        let mut nouns = Vec::new();
        for fact in facts {
            if wanted(self.state.catalogue().fact_of(fact).kind) && self.has_no_end(fact) {
                nouns.push(self.explainer().noun(fact).to_string());
            }
        }
        nouns
    }

    fn has_no_end(&self, fact: FactId) -> bool {
        let end = self.state.catalogue().fact_of(fact).bounds.1;
        self.state.is_open(fact) && matches!(self.state.known(fact), Known::Span { hi, .. } if hi == end)
    }

    /// How the amount is worked out.
    pub fn formula(&self) -> String {
        self.explainer().formula(&self.reading.cases(self.state))
    }

    /// The worst grade of the figures that may count, in words; empty where there is no figure.
    pub fn amount_grade(&self) -> String {
        let mut worst = None;
        for (case, _) in self.reading.cases(self.state) {
            if let Some(amount) = &case.amount {
                worst = worst.max(Some(case.cite.grade));
                amount.term.walk(&mut |part| worst = worst.max(self.figure_grade(part)));
            }
        }
        worst.map_or_else(String::new, |grade| self.word(grade_word(grade)))
    }

    fn figure_grade(&self, part: Part<'_>) -> Option<Grade> {
        let Part::Term(Term::Param(id, date)) = part else { return None };
        let days = self.reading.days;
        let (lo, hi) = date.as_deref().map_or(days.event, |date| date.span(self.state, days)).range?;
        let values = &self.state.catalogue().parameters[usize::from(id.0)].values;
        let mut worst = None;
        for (i, figure) in values.iter().enumerate() {
            let (from, end) = figure_days(values, i);
            if from <= hi && lo <= end {
                worst = worst.max(Some(figure.grade));
            }
        }
        worst
    }
}

/// A grade in words.
pub fn grade_word(grade: Grade) -> Word {
    match grade {
        Grade::Official => Word::GradeOfficial,
        Grade::Reported => Word::GradeReported,
        Grade::Station => Word::GradeStation,
        Grade::Unconfirmed => Word::GradeUnconfirmed,
    }
}
