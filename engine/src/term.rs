//! Formulas over numbers and dates, read with intervals: what a value may be while answers are open.

use crate::condition::Condition;
use crate::date::{Date, retirement_date};
use crate::fact::FactId;
use crate::packed::packed;
use crate::state::State;
use crate::truth::Truth;

/// A formula. Dates are days, money is fen; a rate carries a denominator that the compiler tracks,
/// so every value is a whole number and nothing is rounded before the end.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Number(i64),
    Fact(FactId),
    /// The day of application.
    AsOf,
    Sum(Vec<Term>),
    /// A whole factor, negative for subtraction.
    Times(Box<Term>, i64),
    Product(Box<Term>, Box<Term>),
    Min(Vec<Term>),
    Max(Vec<Term>),
    AddMonths(Box<Term>, Box<Term>),
    AddDays(Box<Term>, Box<Term>),
    MonthsBetween(Box<Term>, Box<Term>),
    YearsBetween(Box<Term>, Box<Term>),
    /// A dated figure on a date; without one, on the event date of the version.
    Param(ParameterId, Option<Box<Term>>),
    Retirement {
        born: Box<Term>,
        sex: FactId,
        track: FactId,
    },
    If(Box<Condition>, Box<Term>, Box<Term>),
}

packed!(enum Term {
    0 = Number(value),
    1 = Fact(id),
    2 = AsOf,
    3 = Sum(terms),
    4 = Times(term, factor),
    5 = Product(a, b),
    6 = Min(terms),
    7 = Max(terms),
    8 = AddMonths(date, n),
    9 = AddDays(date, n),
    10 = MonthsBetween(from, to),
    11 = YearsBetween(from, to),
    12 = Param(id, date),
    13 = Retirement { born, sex, track },
    14 = If(condition, yes, no),
});

/// Position of a parameter in [`crate::policy::Catalogue::parameters`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub u16);

packed!(ParameterId { 0 });

/// What a formula may come to: a range (both ends included), no value at all, or either.
///
/// The compiler refuses formulas that could leave 64 bits, so that nothing is ever cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub range: Option<(i64, i64)>,
    pub none: bool,
}

impl Span {
    pub const NONE: Span = Span { range: None, none: true };

    pub fn exact(value: i64) -> Span {
        Span { range: Some((value, value)), none: false }
    }

    pub fn between(lo: i64, hi: i64) -> Span {
        Span { range: Some((lo, hi)), none: false }
    }

    /// The one value that is left.
    pub fn single(self) -> Option<i64> {
        match self.range {
            Some((lo, hi)) if lo == hi && !self.none => Some(lo),
            _ => None,
        }
    }

    /// Nothing about it is open: one value, or certainly none.
    pub fn is_settled(self) -> bool {
        self.single().is_some() || self.range.is_none()
    }

    /// Either of two may be the real one.
    pub fn join(self, other: Span) -> Span {
        let range = match (self.range, other.range) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (range, None) | (None, range) => range,
        };
        Span { range, none: self.none || other.none }
    }

    fn map2(self, other: Span, f: impl Fn((i64, i64), (i64, i64)) -> (i64, i64)) -> Span {
        let range = self.range.zip(other.range).map(|(a, b)| f(a, b));
        Span { range, none: self.none || other.none }
    }

    /// `max` and `min` leave out what has no value.
    fn pick(self, other: Span, choose: fn(i64, i64) -> i64) -> Span {
        let both = self.range.zip(other.range).map(|((a, b), (c, d))| (choose(a, c), choose(b, d)));
        let mut result = Span { range: both, none: self.none && other.none };
        if self.none {
            result = result.join(Span { range: other.range, none: false });
        }
        if other.none {
            result = result.join(Span { range: self.range, none: false });
        }
        result
    }

    pub fn max(self, other: Span) -> Span {
        self.pick(other, i64::max)
    }

    pub fn min(self, other: Span) -> Span {
        self.pick(other, i64::min)
    }

    /// `self <= other`; false where one of them has no value.
    pub fn at_most(self, other: Span) -> Truth {
        let truth = match (self.range, other.range) {
            (Some((_, hi)), Some((lo, _))) if hi <= lo => Truth::True,
            (Some((lo, _)), Some((_, hi))) if lo <= hi => Truth::Unknown,
            _ => Truth::False,
        };
        truth.and(if self.none || other.none { truth.join(Truth::False) } else { Truth::True })
    }

    /// `self < other`; false where one of them has no value.
    pub fn below(self, other: Span) -> Truth {
        self.at_most(Span {
            range: other.range.map(|(lo, hi)| (lo.saturating_sub(1), hi.saturating_sub(1))),
            none: other.none,
        })
    }

    /// `self == other`; false where one of them has no value.
    pub fn equal(self, other: Span) -> Truth {
        self.at_most(other).and(other.at_most(self))
    }

    /// `self != other`; false where one of them has no value.
    pub fn unequal(self, other: Span) -> Truth {
        self.below(other).or(other.below(self))
    }
}

/// The days that a formula is read at.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The day of application.
    pub as_of: Span,
    /// The event date of the version: it chooses the dated figures.
    pub event: Span,
}

impl Term {
    /// What the formula may come to in a state.
    pub fn span(&self, state: &State, days: Days) -> Span {
        let span = |term: &Term| term.span(state, days);
        match self {
            Term::Number(value) => Span::exact(*value),
            Term::Fact(id) => state.span(*id),
            Term::AsOf => days.as_of,
            Term::Sum(terms) => terms
                .iter()
                .map(span)
                .reduce(|a, b| a.map2(b, |(a, b), (c, d)| (a.saturating_add(c), b.saturating_add(d))))
                .unwrap_or(Span::exact(0)),
            Term::Times(term, factor) => {
                let of = span(term);
                let scaled = |(lo, hi): (i64, i64)| (lo.saturating_mul(*factor), hi.saturating_mul(*factor));
                Span { range: of.range.map(scaled).map(|(a, b)| (a.min(b), a.max(b))), none: of.none }
            }
            Term::Product(a, b) => span(a).map2(span(b), |(a, b), (c, d)| {
                let corners = [(a, c), (a, d), (b, c), (b, d)].map(|(x, y)| x.saturating_mul(y));
                (corners.into_iter().fold(i64::MAX, i64::min), corners.into_iter().fold(i64::MIN, i64::max))
            }),
            Term::Min(terms) => terms.iter().map(span).reduce(Span::min).unwrap_or(Span::NONE),
            Term::Max(terms) => terms.iter().map(span).reduce(Span::max).unwrap_or(Span::NONE),
            Term::AddMonths(date, n) => {
                span(date).map2(span(n), |(a, b), (n, m)| (months_after(a, n), months_after(b, m)))
            }
            Term::AddDays(date, n) => {
                span(date).map2(span(n), |(a, b), (n, m)| (a.saturating_add(n), b.saturating_add(m)))
            }
            Term::MonthsBetween(from, to) => {
                span(from).map2(span(to), |(a, b), (c, d)| (months_from(b, c), months_from(a, d)))
            }
            Term::YearsBetween(from, to) => span(from)
                .map2(span(to), |(a, b), (c, d)| (months_from(b, c).div_euclid(12), months_from(a, d).div_euclid(12))),
            Term::Param(id, date) => state.catalogue().parameter(*id, date.as_deref().map_or(days.event, span)),
            Term::Retirement { born, sex, track } => retirement(span(born), state.among(*sex), state.among(*track)),
            Term::If(condition, yes, no) => match condition.truth(state, days) {
                Truth::True => span(yes),
                Truth::False => span(no),
                Truth::Unknown => span(yes).join(span(no)),
            },
        }
    }

    /// Calls `visit` with every formula inside this one, itself included, and every condition.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Part<'a>)) {
        visit(Part::Term(self));
        match self {
            Term::Number(_) | Term::Fact(_) | Term::AsOf => {}
            Term::Sum(terms) | Term::Min(terms) | Term::Max(terms) => terms.iter().for_each(|term| term.walk(visit)),
            Term::Times(term, _) => term.walk(visit),
            Term::Product(a, b)
            | Term::AddMonths(a, b)
            | Term::AddDays(a, b)
            | Term::MonthsBetween(a, b)
            | Term::YearsBetween(a, b) => {
                a.walk(visit);
                b.walk(visit);
            }
            Term::Param(_, date) => {
                if let Some(date) = date {
                    date.walk(visit);
                }
            }
            Term::Retirement { born, .. } => born.walk(visit),
            Term::If(condition, yes, no) => {
                condition.walk(visit);
                yes.walk(visit);
                no.walk(visit);
            }
        }
    }
}

/// A piece of a rule met on a walk.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    Term(&'a Term),
    Condition(&'a Condition),
}

impl Part<'_> {
    /// Calls `visit` with the facts that this piece itself reads.
    pub fn facts(self, visit: &mut dyn FnMut(FactId)) {
        match self {
            Part::Term(Term::Fact(id))
            | Part::Condition(Condition::Among { fact: id, .. } | Condition::Has { fact: id, .. }) => visit(*id),
            Part::Term(Term::Retirement { sex, track, .. }) => {
                visit(*sex);
                visit(*track);
            }
            _ => {}
        }
    }
}

/// A day, kept inside what the calendar can count.
fn day(value: i64) -> Date {
    Date(i32::try_from(value.clamp(-1_000_000, 1_000_000)).unwrap_or_default())
}

fn months_after(date: i64, months: i64) -> i64 {
    let months = i32::try_from(months.clamp(-24_000, 24_000)).unwrap_or_default();
    day(date).add_months(months).0.into()
}

fn months_from(from: i64, to: i64) -> i64 {
    day(from).months_until(day(to)).into()
}

/// Former age, last age and step of each track, by the masks of `founder.sex` and
/// `founder.retirement_track` (bit 0 female, bit 1 male; bit 0 standard, bit 1 women of 55).
fn retirement(born: Span, sex: Option<u64>, track: Option<u64>) -> Span {
    let (Some(sex), Some(track)) = (sex, track) else { return Span::NONE };
    let rules = [
        (sex & 0b10 != 0, (60, 63, 4)),
        (sex & 0b01 != 0 && track & 0b10 != 0, (55, 58, 4)),
        (sex & 0b01 != 0 && track & 0b01 != 0, (50, 55, 2)),
    ];
    let dates = rules.into_iter().filter(|(may, _)| *may).map(|(_, (former, last, step))| {
        let date = |born: i64| i64::from(retirement_date(day(born), former, last, step).0);
        Span { range: born.range.map(|(lo, hi)| (date(lo), date(hi))), none: born.none }
    });
    dates.reduce(Span::join).unwrap_or(Span::NONE)
}
