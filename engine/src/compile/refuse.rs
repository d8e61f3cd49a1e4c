//! Rules that cannot be meant: requirements that never or always hold, or that get better with time.

use super::lint::alone;
use super::policies::Read;
use crate::condition::{Comparison, Condition};
use crate::policy::{Catalogue, Policy, Requirement};
use crate::reading::readings;
use crate::settle::can_be;
use crate::situation::Situation;
use crate::state::State;
use crate::term::{Part, Term};

/// Complains of every requirement that no founder could mean.
pub fn refuse(catalogue: &Catalogue, policies: &[Read]) {
    let state = State::new(catalogue, &Situation::empty(catalogue, catalogue.date));
    for read in policies {
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
