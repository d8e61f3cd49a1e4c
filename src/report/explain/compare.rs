//! Clauses about comparisons: dates, ages, shares, money and numbers.

use engine::condition::{Comparison, Condition};
use engine::digits::signed;
use engine::term::Term;

use super::term::Unit;
use super::{Explainer, merge};
use crate::report::format;
use crate::words::Word;

impl Explainer<'_> {
    pub(super) fn compare(&self, op: Comparison, left: &Term, right: &Term) -> String {
        self.special(op, left, right).unwrap_or_else(|| {
            let (op, left, right) = oriented(op, left, right);
            let unit = self.unit(left).or(self.unit(right));
            self.said(op, self.opening(left, unit), right, unit)
        })
    }

    /// The comparison without its subject, for a clause that goes on about the same one.
    pub(super) fn predicate(&self, op: Comparison, left: &Term, right: &Term) -> String {
        let (op, left, right) = oriented(op, left, right);
        let unit = self.unit(left).or(self.unit(right));
        self.said(op, String::new(), right, unit).trim_start().to_owned()
    }

    /// What a plain comparison speaks of.
    pub(super) fn subject<'c>(&self, part: &'c Condition) -> Option<&'c Term> {
        let Condition::Compare { op, left, right } = part else { return None };
        self.special(*op, left, right).is_none().then(|| oriented(*op, left, right).1)
    }

    /// From one fixed day to another, in one clause.
    pub(super) fn period(&self, first: &Condition, last: &Condition) -> Option<String> {
        let (
            Condition::Compare { op: Comparison::AtLeast, left, right: Term::Number(from) },
            Condition::Compare { op: Comparison::AtMost, left: same, right: Term::Number(until) },
        ) = (first, last)
        else {
            return None;
        };
        let dates = left == same && self.unit(left) == Some(Unit::Date);
        let (from, until) = (format::day((*from).into()), format::day((*until).into()));
        let ((year, first_month, first_day), (last_year, last_month, last_day)) = (from.ymd(), until.ymd());
        let subject = ("a", self.opening(left, Some(Unit::Date)));
        if !dates {
            return None;
        }
        if year == last_year && (first_month, first_day, last_month, last_day) == (1, 1, 12, 31) {
            return Some(self.fill(Word::DateInYear, &[subject, ("y", signed(year.into()))]));
        }
        let (from, until) = (format::date(from, self.texts), format::date(until, self.texts));
        Some(self.fill(Word::DateBetween, &[subject, ("b", from), ("c", until)]))
    }

    fn said(&self, op: Comparison, subject: String, object: &Term, unit: Option<Unit>) -> String {
        let (op, object) = match (op, object, unit) {
            (Comparison::More, Term::Number(0), Some(Unit::Count(_))) => (Comparison::AtLeast, &Term::Number(1)),
            other => (other.0, other.1),
        };
        self.fill(key(op, unit), &[("a", subject), ("b", self.valued(object, unit))])
    }

    /// A subject is named; what it comes to is told only where it is worked out.
    fn opening(&self, term: &Term, unit: Option<Unit>) -> String {
        if matches!(term, Term::Fact(_)) { self.phrase(term, unit) } else { self.valued(term, unit) }
    }

    fn special(&self, op: Comparison, left: &Term, right: &Term) -> Option<String> {
        self.age(op, left, right)
            .or_else(|| self.age(flipped(op), right, left))
            .or_else(|| self.retirement(op, left, right))
            .or_else(|| self.retirement(flipped(op), right, left))
            .or_else(|| self.share(op, left, right))
            .or_else(|| self.share(flipped(op), right, left))
    }

    /// Full years of life, or a birthday, beside a day.
    fn age(&self, op: Comparison, left: &Term, right: &Term) -> Option<String> {
        let (op, day, years) = match (left, right) {
            (Term::YearsBetween(born, day), Term::Number(years)) if self.is_birth(born) => (op, &**day, *years),
            (day, Term::AddMonths(born, months)) if self.is_birth(born) => match (op, &**months) {
                (Comparison::Less | Comparison::AtLeast, Term::Number(months)) if months % 12 == 0 => {
                    (op, day, months / 12)
                }
                _ => return None,
            },
            _ => return None,
        };
        let (key, years) = match op {
            Comparison::Less => (Word::AgeUnder, years),
            Comparison::AtMost => (Word::AgeUnder, years + 1),
            Comparison::AtLeast => (Word::AgeReached, years),
            Comparison::More => (Word::AgeReached, years + 1),
            Comparison::Equal => (Word::AgeIs, years),
            Comparison::Unequal => (Word::AgeIsNot, years),
        };
        Some(self.fill(key, &[("d", self.on_the_day(day)), ("n", signed(years.into()))]))
    }

    pub(super) fn is_birth(&self, term: &Term) -> bool {
        matches!(term, Term::Fact(id) if self.catalogue.fact_of(*id).id == "founder.born_on")
    }

    fn retirement(&self, op: Comparison, left: &Term, right: &Term) -> Option<String> {
        let Term::Retirement { .. } = right else { return None };
        let key = match op {
            Comparison::Less => Word::RetirementAhead,
            Comparison::AtLeast => Word::RetirementReached,
            _ => return None,
        };
        let date = self.computed(right, Some(Unit::Date)).unwrap_or_default();
        Some(self.fill(key, &[("d", self.on_the_day(left)), ("x", format::bracketed(&date, self.texts))]))
    }

    fn on_the_day(&self, day: &Term) -> String {
        let phrase = self.phrase(day, Some(Unit::Date));
        if *day == Term::AsOf { phrase } else { self.fill(Word::OnTheDay, &[("a", phrase)]) }
    }

    fn share(&self, op: Comparison, left: &Term, right: &Term) -> Option<String> {
        let share = merge::share(left, right)?;
        let key = match op {
            Comparison::Less => Word::ShareLess,
            Comparison::AtMost => Word::ShareAtMost,
            Comparison::Equal => Word::ShareEqual,
            Comparison::Unequal => Word::ShareUnequal,
            Comparison::AtLeast => Word::ShareAtLeast,
            Comparison::More => Word::ShareMore,
        };
        let (times, over) = (i128::from(share.times) * 1_000_000, i128::from(share.over));
        let exact = times % over == 0;
        let portion = if exact { format::percent(times / over) } else { format::fraction(share.times.into(), over) };
        let (part, whole) = (self.noun(share.part).to_string(), self.noun(share.whole).to_string());
        Some(self.fill(key, &[("a", part), ("b", whole), ("n", portion)]))
    }
}

fn key(op: Comparison, unit: Option<Unit>) -> Word {
    match (unit, op) {
        (Some(Unit::Date), Comparison::Less) => Word::DateLess,
        (Some(Unit::Date), Comparison::AtMost) => Word::DateAtMost,
        (Some(Unit::Date), Comparison::Equal) => Word::DateEqual,
        (Some(Unit::Date), Comparison::Unequal) => Word::DateUnequal,
        (Some(Unit::Date), Comparison::AtLeast) => Word::DateAtLeast,
        (Some(Unit::Date), Comparison::More) => Word::DateMore,
        (Some(Unit::Money | Unit::Rate), Comparison::Less) => Word::FigureLess,
        (Some(Unit::Money | Unit::Rate), Comparison::AtLeast) => Word::FigureAtLeast,
        (Some(Unit::Money | Unit::Rate), Comparison::More) => Word::FigureMore,
        (_, Comparison::Less) => Word::NumberLess,
        (_, Comparison::AtLeast) => Word::NumberAtLeast,
        (_, Comparison::More) => Word::NumberMore,
        (_, Comparison::AtMost) => Word::FigureAtMost,
        (_, Comparison::Equal) => Word::FigureEqual,
        (_, Comparison::Unequal) => Word::FigureUnequal,
    }
}

/// A literal or a dated figure never opens a sentence.
fn oriented<'c>(op: Comparison, left: &'c Term, right: &'c Term) -> (Comparison, &'c Term, &'c Term) {
    let constant = |term: &Term| matches!(term, Term::Number(_) | Term::Param(..));
    if constant(left) && !constant(right) { (flipped(op), right, left) } else { (op, left, right) }
}

/// The same comparison, read from the other side.
fn flipped(op: Comparison) -> Comparison {
    match op {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::More => Comparison::Less,
        same => same,
    }
}
