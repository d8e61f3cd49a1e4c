//! Phrases for the parts of a formula: days, figures and facts.

use engine::digits::{digits, signed};
use engine::fact::{FactId, Kind};
use engine::term::{ParameterId, Term};

use super::Explainer;
use crate::report::format;
use crate::words::Word;

/// What a number counts; without it a figure could not be written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Date,
    Money,
    Rate,
    /// In the unit of a fact.
    Count(FactId),
    Months,
    Years,
}

impl Explainer<'_> {
    /// The unit of a formula, where something in it tells.
    pub(super) fn unit(&self, term: &Term) -> Option<Unit> {
        match term {
            Term::Fact(id) => self.fact_unit(*id),
            Term::AsOf | Term::AddMonths(..) | Term::AddDays(..) | Term::Retirement { .. } => Some(Unit::Date),
            Term::MonthsBetween(..) => Some(Unit::Months),
            Term::YearsBetween(..) => Some(Unit::Years),
            Term::Sum(terms) | Term::Min(terms) | Term::Max(terms) => terms.iter().find_map(|term| self.unit(term)),
            Term::Times(term, _) => self.unit(term),
            Term::Product(a, b) => match (self.unit(a), self.unit(b)) {
                (Some(Unit::Money), _) | (_, Some(Unit::Money)) => Some(Unit::Money),
                (a, b) => a.or(b),
            },
            Term::If(_, yes, no) => self.unit(yes).or(self.unit(no)),
            Term::Number(_) | Term::Param(..) => None,
        }
    }

    fn fact_unit(&self, id: FactId) -> Option<Unit> {
        match self.catalogue.fact_of(id).kind {
            Kind::Date => Some(Unit::Date),
            Kind::Money => Some(Unit::Money),
            Kind::Rate => Some(Unit::Rate),
            Kind::Count => Some(Unit::Count(id)),
            Kind::YesNo | Kind::Choice | Kind::Set | Kind::Place => None,
        }
    }

    /// A value with its unit.
    pub(super) fn figure(&self, value: i128, unit: Option<Unit>) -> String {
        match unit {
            Some(Unit::Date) => format::date(format::day(value), self.texts),
            Some(Unit::Money) => format::money(value, self.texts),
            Some(Unit::Rate) => format::percent(value),
            Some(Unit::Months) => format::count(value, Word::CountMonths, self.texts),
            Some(Unit::Years) => format::count(value, Word::CountYears, self.texts),
            Some(Unit::Count(id)) => {
                format::quantity(value, self.texts.facts[usize::from(id.0)].unit.as_deref(), self.texts)
            }
            None => format::number(value),
        }
    }

    /// What a formula comes to, where nothing in it is open.
    pub(super) fn computed(&self, term: &Term, unit: Option<Unit>) -> Option<String> {
        term.span(self.state, self.days).single().map(|value| self.figure(value.into(), unit))
    }

    /// The phrase, and behind it what it comes to.
    pub(super) fn valued(&self, term: &Term, unit: Option<Unit>) -> String {
        let phrase = self.phrase(term, unit);
        if matches!(term, Term::Number(_) | Term::AsOf) {
            return phrase;
        }
        let value = self.computed(term, unit).filter(|value| *value != phrase).unwrap_or_default();
        phrase + &format::bracketed(&value, self.texts)
    }

    /// How a sentence names a formula.
    pub(super) fn phrase(&self, term: &Term, unit: Option<Unit>) -> String {
        let date = Some(Unit::Date);
        match term {
            Term::Number(value) => self.figure((*value).into(), unit),
            Term::Fact(id) => self.noun(*id).to_string(),
            Term::AsOf => self.word(Word::DayOfApplication),
            Term::Param(id, _) => self.parameter(*id),
            Term::AddMonths(day, n) => self.moved(day, n, Word::MonthsAfter, Word::MonthsBefore),
            Term::AddDays(day, n) => self.moved(day, n, Word::DaysAfter, Word::DaysBefore),
            Term::MonthsBetween(a, b) => {
                self.fill(Word::MonthsBetween, &[("a", self.phrase(a, date)), ("b", self.phrase(b, date))])
            }
            Term::YearsBetween(a, b) => {
                self.fill(Word::YearsBetween, &[("a", self.phrase(a, date)), ("b", self.phrase(b, date))])
            }
            Term::Retirement { .. } => self.word(Word::RetirementDay),
            Term::Min(terms) if unit == date => self.one_of(Word::EarliestOf, terms),
            Term::Max(terms) if unit == date => self.one_of(Word::LatestOf, terms),
            Term::If(condition, yes, no) => {
                let (yes, no) = (self.phrase(yes, unit), self.phrase(no, unit));
                self.fill(Word::EitherValue, &[("c", self.clause(condition)), ("a", yes), ("b", no)])
            }
            Term::Sum(_) | Term::Times(..) | Term::Product(..) | Term::Min(_) | Term::Max(_) => {
                self.worth(term, 1, unit)
            }
        }
    }

    fn one_of(&self, key: Word, days: &[Term]) -> String {
        let mut phrases = Vec::new();
        for day in days {
            phrases.push(self.fill(Word::Quoted, &[("x", self.phrase(day, Some(Unit::Date)))]));
        }
        self.fill(key, &[("a", format::all_of(&phrases, self.texts))])
    }

    /// A day that lies before or after another.
    fn moved(&self, day: &Term, n: &Term, after: Word, before: Word) -> String {
        let (key, n) = match n {
            Term::Number(n) if after == Word::MonthsAfter && self.is_birth(day) && n % 12 == 0 => {
                return self.fill(Word::Birthday, &[("n", signed((n / 12).into()))]);
            }
            Term::Number(n) if *n < 0 => (before, digits(n.unsigned_abs().into())),
            Term::Number(n) => (after, signed((*n).into())),
            n => (after, self.phrase(n, None)),
        };
        self.fill(key, &[("a", self.phrase(day, Some(Unit::Date))), ("n", n)])
    }

    /// The label of a dated figure.
    pub(super) fn parameter(&self, id: ParameterId) -> String {
        self.texts.parameters[usize::from(id.0)].clone()
    }
}
