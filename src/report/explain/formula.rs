//! How an amount is worked out, made from its formula: `缴费基数下限 7,546 元 × 25.5% × 50%`.
//!
//! A formula is whole numbers over one denominator: a rate of the situation is kept in millionths,
//! and a literal share such as 25.5% in lowest terms.

use engine::digits::signed;
use engine::policy::{Amount, Case};
use engine::term::{ParameterId, Term};
use engine::truth::Truth;

use super::Explainer;
use super::term::Unit;
use crate::report::format;
use crate::words::Word;

const MILLION: i128 = 1_000_000;

impl Explainer<'_> {
    /// The formulas of the cases that may count; empty where there is only a plain sum.
    pub fn formula(&self, cases: &[(&Case, Truth)]) -> String {
        if let [(case, _)] = cases {
            return case
                .amount
                .as_ref()
                .filter(|amount| !is_plain(amount))
                .map_or_else(String::new, |amount| self.amount(amount));
        }
        let mut lines = Vec::new();
        for (case, truth) in cases {
            lines.push(self.case(case, *truth));
        }
        format::clauses(&lines, self.texts)
    }

    /// A dated figure as it stands in the formulas of the cases.
    pub fn parameter_now(&self, cases: &[(&Case, Truth)], id: ParameterId) -> Option<String> {
        let amounts = cases.iter().filter_map(|(case, _)| case.amount.as_ref());
        let (term, unit) =
            amounts.flat_map(|amount| self.find(&amount.term, amount.over.into(), Some(Unit::Money), id)).next()?;
        self.computed(term, unit)
    }

    /// A dated figure inside a formula, with its unit there.
    fn find<'t>(
        &self,
        term: &'t Term,
        over: i128,
        unit: Option<Unit>,
        id: ParameterId,
    ) -> Option<(&'t Term, Option<Unit>)> {
        let inside = |inner: &'t Term| self.find(inner, over, unit, id);
        match term {
            Term::Param(own, _) if *own == id => Some((term, unit)),
            Term::Sum(terms) | Term::Min(terms) | Term::Max(terms) => terms.iter().find_map(inside),
            Term::If(_, yes, no) => inside(yes).or_else(|| inside(no)),
            Term::Times(..) | Term::Product(..) => {
                let (mut parts, mut left) = (Vec::new(), over);
                flatten(term, &mut Vec::new(), &mut parts);
                let units = self.units(&parts, unit, &mut left);
                parts.into_iter().zip(units).find_map(|(part, unit)| self.find(part, 1, unit, id))
            }
            _ => None,
        }
    }

    fn case(&self, case: &Case, truth: Truth) -> String {
        let amount = case.amount.as_ref().map_or_else(|| self.word(Word::AmountAtOffice), |amount| self.amount(amount));
        if truth == Truth::True {
            return self.fill(Word::CaseOtherwise, &[("a", amount)]);
        }
        self.fill(Word::CaseWhen, &[("c", self.clause(&case.when)), ("a", amount)])
    }

    fn amount(&self, amount: &Amount) -> String {
        self.worth(&amount.term, amount.over.into(), Some(Unit::Money))
    }

    /// A formula over a denominator, in symbols.
    pub(super) fn worth(&self, term: &Term, over: i128, unit: Option<Unit>) -> String {
        match term {
            Term::Sum(terms) => self.sum(terms, over, unit),
            Term::Min(terms) => self.capped(terms, over, unit, Word::CappedAt, Word::LowestOf),
            Term::Max(terms) => self.capped(terms, over, unit, Word::AtTheLeast, Word::HighestOf),
            Term::If(condition, yes, no) => {
                let (yes, no) = (self.worth(yes, over, unit), self.worth(no, over, unit));
                self.fill(Word::EitherValue, &[("c", self.clause(condition)), ("a", yes), ("b", no)])
            }
            Term::Number(_) | Term::Times(..) | Term::Product(..) => self.product(term, over, unit),
            Term::Fact(_) | Term::Param(..) if over != 1 => self.product(term, over, unit),
            Term::Param(id, _) => {
                let value = self.computed(term, unit).map_or_else(String::new, |value| [" ", &value].concat());
                self.parameter(*id) + &value
            }
            other => self.phrase(other, unit),
        }
    }

    fn sum(&self, terms: &[Term], over: i128, unit: Option<Unit>) -> String {
        let mut out = String::new();
        for term in terms {
            let (sign, text) = match term {
                Term::Times(inner, factor) if *factor < 0 => {
                    let positive = Term::Times(inner.clone(), factor.saturating_neg());
                    (" − ", self.worth(&positive, over, unit))
                }
                term => (" + ", self.worth(term, over, unit)),
            };
            match (out.is_empty(), sign) {
                (true, " + ") => {}
                (true, _) => out.push('−'),
                (false, sign) => out.push_str(sign),
            }
            out.push_str(&text);
        }
        out
    }

    /// The lower (or higher) of several; a fixed bound stands behind what it bounds.
    fn capped(&self, terms: &[Term], over: i128, unit: Option<Unit>, bound: Word, choice: Word) -> String {
        let unit = unit.or_else(|| terms.iter().find_map(|term| self.unit(term)));
        let text = |term: &Term| self.worth(term, over, unit);
        match bounded(terms) {
            Some((part, fixed)) => self.fill(bound, &[("a", text(part)), ("b", text(fixed))]),
            None => {
                let mut parts = Vec::new();
                for term in terms {
                    parts.push(text(term));
                }
                self.fill(choice, &[("a", format::clauses(&parts, self.texts))])
            }
        }
    }

    fn product(&self, term: &Term, over: i128, unit: Option<Unit>) -> String {
        let (mut literals, mut parts) = (Vec::new(), Vec::new());
        flatten(term, &mut literals, &mut parts);
        if parts.is_empty() {
            return self.quotient(literals.iter().fold(1, |a, b| a.saturating_mul(*b)), over, unit);
        }
        let mut left = over;
        let units = self.units(&parts, unit, &mut left);
        let mut texts: Vec<String> = parts.iter().zip(&units).map(|(part, unit)| self.part(part, *unit)).collect();
        if unit == Some(Unit::Money) && !units.contains(&unit) {
            texts.extend(take_largest(&mut literals).map(|sum| self.figure(sum, unit)));
        }
        texts.extend(ratios(&literals, left));
        format::joined(&texts, " × ")
    }

    fn quotient(&self, value: i128, over: i128, unit: Option<Unit>) -> String {
        let divisor = common_divisor(value, over);
        let figure = self.figure(value / divisor, unit);
        if over == divisor { figure } else { figure + " ÷ " + &signed(over / divisor) }
    }

    /// A factor that is a formula of its own, in brackets where it has to be.
    fn part(&self, part: &Term, unit: Option<Unit>) -> String {
        let text = self.worth(part, 1, unit);
        let loose = match part {
            Term::Sum(_) | Term::If(..) => true,
            Term::Min(terms) | Term::Max(terms) => bounded(terms).is_none(),
            _ => false,
        };
        if loose { self.fill(Word::Nested, &[("x", text)]) } else { text }
    }

    /// The units of the factors; each rate takes its millionths from the denominator.
    fn units(&self, parts: &[&Term], unit: Option<Unit>, left: &mut i128) -> Vec<Option<Unit>> {
        let mut units: Vec<Option<Unit>> = parts.iter().map(|part| self.unit(part)).collect();
        let rates = units.iter().filter(|own| **own == Some(Unit::Rate)).count();
        (0..rates).for_each(|_| *left /= if *left % MILLION == 0 { MILLION } else { 1 });
        for i in 0..units.len() {
            if units[i].is_none() {
                units[i] = if unit == Some(Unit::Money) && !units.contains(&unit) {
                    unit
                } else if *left % MILLION == 0 {
                    *left /= MILLION;
                    Some(Unit::Rate)
                } else {
                    None
                };
            }
        }
        units
    }
}

/// The literals and what is left of the denominator: whole factors, then a share.
fn ratios(literals: &[i128], over: i128) -> Vec<String> {
    let (mut literals, mut over) = (literals.to_vec(), over);
    while let Some(last) = literals.last().filter(|last| **last > 1 && over % **last == 0) {
        over /= last;
        literals.pop();
    }
    let share = literals.last().copied().filter(|last| common_divisor(*last, over) == 1 && *last < over * 2);
    if over > 1 && share.is_some() {
        literals.pop();
    }
    let mut texts: Vec<String> = literals.iter().filter(|one| **one != 1).map(|one| format::number(*one)).collect();
    if over > 1 {
        texts.push(portion(share.unwrap_or(1), over));
    }
    texts
}

/// A percentage where that is exact, a fraction otherwise.
fn portion(times: i128, over: i128) -> String {
    let millionths = times.saturating_mul(MILLION);
    if millionths % over == 0 { format::percent(millionths / over) } else { format::fraction(times, over) }
}

fn take_largest(literals: &mut Vec<i128>) -> Option<i128> {
    let at = (0..literals.len()).max_by_key(|i| literals[*i])?;
    Some(literals.remove(at))
}

fn flatten<'t>(term: &'t Term, literals: &mut Vec<i128>, parts: &mut Vec<&'t Term>) {
    match term {
        Term::Number(value) => literals.push((*value).into()),
        Term::Times(inner, factor) => {
            flatten(inner, literals, parts);
            literals.push((*factor).into());
        }
        Term::Product(a, b) => {
            flatten(a, literals, parts);
            flatten(b, literals, parts);
        }
        other => parts.push(other),
    }
}

/// A sum without a formula.
fn is_plain(amount: &Amount) -> bool {
    let mut plain = true;
    amount.term.walk(&mut |part| {
        plain &= matches!(part, engine::term::Part::Term(Term::Number(_) | Term::Times(..) | Term::Product(..)));
    });
    plain
}

/// A formula and the fixed bound beside it.
fn bounded(terms: &[Term]) -> Option<(&Term, &Term)> {
    match terms {
        [part, fixed] | [fixed, part] if is_fixed(fixed) && !is_fixed(part) => Some((part, fixed)),
        _ => None,
    }
}

/// A literal or a dated figure, multiplied out for a common denominator or not.
fn is_fixed(term: &Term) -> bool {
    match term {
        Term::Number(_) | Term::Param(..) => true,
        Term::Times(inner, _) => is_fixed(inner),
        Term::Product(a, b) => is_fixed(a) && is_fixed(b),
        _ => false,
    }
}

fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
