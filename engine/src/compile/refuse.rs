//! Rules that cannot be meant: requirements that never or always hold, or that get better with time.

use super::lint::alone;
use super::policies::Read;
use crate::condition::{Comparison, Condition};
use crate::fact::Otherwise;
use crate::policy::{Catalogue, Policy, Requirement};
use crate::reading::readings;
use crate::settle::can_be;
use crate::situation::Situation;
use crate::state::State;
use crate::term::{Part, Term};

/// No day and no count of days or months lies further from zero.
const MOST_DAYS: i128 = 1_000_000;

/// Complains of every requirement that no founder could mean.
pub fn refuse(catalogue: &Catalogue, policies: &[Read]) {
    let state = State::new(catalogue, &Situation::empty(catalogue, catalogue.date));
    for read in policies {
        if !fits(&read.policy, catalogue) {
            let hint = "multiply and add less: every step is counted in 64 bits".to_owned();
            read.root.complain("a formula may come to a number that is too large", Some(hint));
        }
        for (i, (version, places)) in read.policy.versions.iter().zip(&read.places).enumerate() {
            for (requirement, table) in version.requirements.iter().zip(places) {
                let complain = |what: &str, hint: &str| {
                    table.complain(format!("the requirement `{}` {what}", requirement.id), Some(hint.into()));
                };
                match extremes(&read.policy, i, requirement, &state) {
                    (false, _) => complain("can never hold", "no answers make it true"),
                    (_, false) => complain("always holds", "no answers make it false"),
                    _ => {}
                }
                if gets_better(requirement) {
                    complain("gets better as time passes", "waiting lives in a window: `opens = 'add_months(…)'`");
                }
            }
        }
    }
}

/// No formula of a policy leaves 64 bits, whatever the answers.
fn fits(policy: &Policy, catalogue: &Catalogue) -> bool {
    let mut fits = true;
    let mut look = |part: Part<'_>| {
        if let Part::Term(term) = part {
            fits &= reach(term, catalogue).is_some();
        }
    };
    for version in &policy.versions {
        version.walk_rule(&mut look);
        version.walk_benefit(&mut look);
        // Two sums are compared over the product of their denominators.
        let amounts = version.benefit.cases.iter().filter_map(|case| case.amount.as_ref());
        for (amount, other) in amounts.zip(version.benefit.disputed.iter().cycle()) {
            for (one, over) in [(amount, other.over), (other, amount.over)] {
                look(Part::Term(&Term::Times(Box::new(one.term.clone()), over)));
            }
        }
    }
    fits
}

/// Whether some answers make a requirement true, and some false.
fn extremes(policy: &Policy, version: usize, requirement: &Requirement, state: &State) -> (bool, bool) {
    let alone = alone(policy, version);
    let readings = readings(&alone, state);
    readings.first().map_or((true, true), |reading| can_be(reading, requirement, state))
}

/// A comparison of the requirement may become true merely because the day of application moves on.
fn gets_better(requirement: &Requirement) -> bool {
    let mut better = false;
    for condition in requirement.conditions() {
        condition.walk(&mut |part| {
            if let Part::Condition(Condition::Compare { op, left, right }) = part {
                better |= improves(*op, drift(left), drift(right));
            }
        });
    }
    better
}

fn improves(op: Comparison, left: Drift, right: Drift) -> bool {
    let still = left == Drift::STILL && right == Drift::STILL;
    match op {
        Comparison::Equal | Comparison::Unequal => !still,
        Comparison::Less | Comparison::AtMost => right.up || left.down,
        Comparison::More | Comparison::AtLeast => left.up || right.down,
    }
}

/// Which way a formula may move as the day of application moves on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Drift {
    up: bool,
    down: bool,
}

impl Drift {
    const STILL: Drift = Drift { up: false, down: false };

    fn and(self, other: Drift) -> Drift {
        Drift { up: self.up || other.up, down: self.down || other.down }
    }

    fn turned(self) -> Drift {
        Drift { up: self.down, down: self.up }
    }
}

fn drift(term: &Term) -> Drift {
    match term {
        Term::AsOf => Drift { up: true, down: false },
        Term::Number(_) | Term::Fact(_) | Term::Retirement { .. } | Term::Param(_, None) => Drift::STILL,
        Term::Sum(terms) | Term::Min(terms) | Term::Max(terms) => {
            terms.iter().map(drift).fold(Drift::STILL, Drift::and)
        }
        Term::Times(term, factor) => {
            if *factor < 0 {
                drift(term).turned()
            } else {
                drift(term)
            }
        }
        Term::Product(a, b) | Term::AddMonths(a, b) | Term::AddDays(a, b) => drift(a).and(drift(b)),
        Term::MonthsBetween(from, to) | Term::YearsBetween(from, to) => drift(from).turned().and(drift(to)),
        Term::Param(_, Some(date)) => both_ways(drift(date)),
        Term::If(condition, yes, no) => {
            let mut moves = false;
            condition.walk(&mut |part| moves |= matches!(part, Part::Term(Term::AsOf)));
            let inner = drift(yes).and(drift(no));
            if moves { Drift { up: true, down: true } } else { inner }
        }
    }
}

fn both_ways(drift: Drift) -> Drift {
    if drift == Drift::STILL { drift } else { Drift { up: true, down: true } }
}

/// The smallest and largest number that a formula can come to, whatever the answers; `None` where some step on the way
/// leaves 64 bits.
fn reach(term: &Term, catalogue: &Catalogue) -> Option<(i128, i128)> {
    let of = |term: &Term| reach(term, catalogue);
    let (lo, hi) = match term {
        Term::Number(value) => (i128::from(*value), i128::from(*value)),
        Term::Fact(id) => {
            let fact = catalogue.fact_of(*id);
            let otherwise = match fact.otherwise {
                Some(Otherwise::Number(value)) => value,
                _ => fact.bounds.0,
            };
            (fact.bounds.0.min(otherwise).into(), fact.bounds.1.max(otherwise).into())
        }
        Term::Sum(terms) => {
            let mut sum = (0, 0);
            for term in terms {
                let (lo, hi) = of(term)?;
                sum = (sum.0 + lo, sum.1 + hi);
            }
            sum
        }
        Term::Times(term, factor) => {
            let (lo, hi) = of(term)?;
            let (a, b) = (lo * i128::from(*factor), hi * i128::from(*factor));
            (a.min(b), a.max(b))
        }
        Term::Product(a, b) => {
            let ((a, b), (c, d)) = (of(a)?, of(b)?);
            let corners = [a * c, a * d, b * c, b * d];
            (corners.into_iter().fold(i128::MAX, i128::min), corners.into_iter().fold(i128::MIN, i128::max))
        }
        Term::Min(terms) | Term::Max(terms) => {
            let mut all: Option<(i128, i128)> = None;
            for term in terms {
                let (lo, hi) = of(term)?;
                all = Some(all.map_or((lo, hi), |(a, b)| (a.min(lo), b.max(hi))));
            }
            all?
        }
        Term::If(_, yes, no) => {
            let ((a, b), (c, d)) = (of(yes)?, of(no)?);
            (a.min(c), b.max(d))
        }
        Term::Param(id, _) => {
            let values = catalogue.parameters[usize::from(id.0)].values.iter().map(|figure| i128::from(figure.value));
            (values.clone().min()?, values.max()?)
        }
        Term::AsOf
        | Term::AddMonths(..)
        | Term::AddDays(..)
        | Term::MonthsBetween(..)
        | Term::YearsBetween(..)
        | Term::Retirement { .. } => (-MOST_DAYS, MOST_DAYS),
    };
    let fits = |value: i128| i64::try_from(value).is_ok();
    (fits(lo) && fits(hi)).then_some((lo, hi))
}
