//! Puts together what one clause can say, so that a sentence never repeats itself.

use engine::condition::{Comparison, Condition};
use engine::fact::FactId;
use engine::term::Term;

/// Parts that must all hold, flat, without those that say nothing of their own.
pub fn all(parts: &[Condition]) -> Vec<Condition> {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Condition::Always(true) => {}
            Condition::All(inner) => all(inner).into_iter().for_each(|part| join(&mut out, part, same_need)),
            other => join(&mut out, alone(other), same_need),
        }
    }
    let divisors: Vec<FactId> = out.iter().filter_map(divisor).collect();
    out.retain(|part| above_nothing(part).is_none_or(|fact| !divisors.contains(&fact)));
    out
}

/// Parts of which one must hold, flat; values of one fact stand in one clause.
pub fn any(parts: &[Condition]) -> Vec<Condition> {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Condition::Always(false) => {}
            Condition::Any(inner) if parts.len() == 1 => {
                let inner = any(inner);
                return if inner.len() == 1 { inner } else { vec![Condition::Any(inner)] };
            }
            Condition::Any(inner) => any(inner).into_iter().for_each(|part| join(&mut out, part, same_choice)),
            other => join(&mut out, alone(other), same_choice),
        }
    }
    out
}

/// A list of one part is that part.
fn alone(part: &Condition) -> Condition {
    let parts = match part {
        Condition::All(parts) => all(parts),
        Condition::Any(parts) => any(parts),
        other => return other.clone(),
    };
    match parts.as_slice() {
        [one] => one.clone(),
        _ => part.clone(),
    }
}

fn join(out: &mut Vec<Condition>, part: Condition, merged: fn(&Condition, &Condition) -> Option<Condition>) {
    match out.iter_mut().find_map(|held| merged(held, &part).map(|both| (held, both))) {
        Some((held, both)) => *held = both,
        None => out.push(part),
    }
}

/// Of either value is of both masks together.
fn same_choice(a: &Condition, b: &Condition) -> Option<Condition> {
    match (a, b) {
        (Condition::Among { fact, mask }, Condition::Among { fact: other, mask: more }) if fact == other => {
            Some(Condition::Among { fact: *fact, mask: mask | more })
        }
        (Condition::Has { fact, mask, negated: false }, Condition::Has { fact: other, mask: more, negated: false })
            if fact == other =>
        {
            Some(Condition::Has { fact: *fact, mask: mask | more, negated: false })
        }
        _ => None,
    }
}

/// None of these and none of those is none of either.
fn same_need(a: &Condition, b: &Condition) -> Option<Condition> {
    match (a, b) {
        (Condition::Among { fact, mask }, Condition::Among { fact: other, mask: more }) if fact == other => {
            Some(Condition::Among { fact: *fact, mask: mask & more })
        }
        (Condition::Has { fact, mask, negated: true }, Condition::Has { fact: other, mask: more, negated: true })
            if fact == other =>
        {
            Some(Condition::Has { fact: *fact, mask: mask | more, negated: true })
        }
        _ => None,
    }
}

/// The whole of which a comparison asks a share.
fn divisor(part: &Condition) -> Option<FactId> {
    let Condition::Compare { left, right, .. } = part else { return None };
    share(left, right).map(|share| share.whole)
}

/// A fact that only has to be more than nothing.
fn above_nothing(part: &Condition) -> Option<FactId> {
    match part {
        Condition::Compare { op: Comparison::More, left: Term::Fact(fact), right: Term::Number(0) }
        | Condition::Compare { op: Comparison::AtLeast, left: Term::Fact(fact), right: Term::Number(1) } => Some(*fact),
        _ => None,
    }
}

/// A ratio written without division: `part × over` beside `whole × times`.
pub struct Share {
    pub part: FactId,
    pub whole: FactId,
    pub times: i64,
    pub over: i64,
}

/// The ratio that two multiples of facts are compared for.
pub fn share(left: &Term, right: &Term) -> Option<Share> {
    let ((part, over), (whole, times)) = (multiple(left)?, multiple(right)?);
    let ratio = part != whole && over > 1 && times >= 1 && times <= over;
    ratio.then_some(Share { part, whole, times, over })
}

fn multiple(term: &Term) -> Option<(FactId, i64)> {
    match term {
        Term::Fact(fact) => Some((*fact, 1)),
        Term::Times(inner, factor) => match **inner {
            Term::Fact(fact) => Some((fact, *factor)),
            _ => None,
        },
        Term::Product(a, b) => match (&**a, &**b) {
            (Term::Fact(fact), Term::Number(factor)) | (Term::Number(factor), Term::Fact(fact)) => {
                Some((*fact, *factor))
            }
            _ => None,
        },
        _ => None,
    }
}
