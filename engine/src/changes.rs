//! The smallest change within the founder's control that turns a no.

use crate::assessment::Change;
use crate::fact::{FactId, Kind, Known};
use crate::policy::{Policy, Requirement};
use crate::reading::{Fate, Reading, readings};
use crate::settle::{put, settle, thresholds};
use crate::state::State;
use crate::term::Part;
use crate::truth::Truth;
use crate::verdict::Verdict;

/// How facts would have to change: for every single fact whose value alone is enough, that value;
/// where none is, the nearest values of every two facts that are enough together.
///
/// Only answers that the founder can and may change are tried; what has happened already, such as a
/// registration, is not.
pub fn smallest(policy: &Policy, state: &State) -> Vec<Change> {
    let mut facts: Vec<FactId> = Vec::new();
    let readings = readings(policy, state);
    for reading in &readings {
        reading.version.walk_rule(&mut |part| part.facts(&mut |fact| put(&mut facts, fact)));
    }
    facts.retain(|fact| is_changeable(*fact, state));
    let mut changes = Vec::new();
    for fact in &facts {
        if !is_lost(policy, &readings, *fact, state)
            && let Some(change) = single(policy, *fact, state)
        {
            changes.push(change);
        }
    }
    let [reading] = readings.as_slice() else { return changes };
    if !changes.is_empty() {
        return changes;
    }
    let mut unmet: Vec<&Requirement> = Vec::new();
    for requirement in &reading.version.requirements {
        if reading.holds(requirement, state) == Truth::False {
            unmet.push(requirement);
        }
    }
    for (i, a) in facts.iter().enumerate() {
        for b in &facts[i + 1..] {
            if unmet.iter().all(|one| reads(one, *a, state) || reads(one, *b, state))
                && let Some(change) = pair(policy, reading, (*a, *b), state)
            {
                changes.push(change);
            }
        }
    }
    changes
}

/// Whatever else is answered for a fact, the policy stays refused: its days do not move with the fact, and they are
/// over, or some requirement is unmet that reads nothing of it.
fn is_lost(policy: &Policy, readings: &[Reading], fact: FactId, state: &State) -> bool {
    let [reading] = readings else { return false };
    let moved = |read| moves(fact, read, state);
    if policy.versions.iter().any(|version| reads_any(&mut |visit| version.walk_days(visit), &moved)) {
        return false;
    }
    let unread = |requirement: &Requirement| {
        !requirement.conditions().any(|condition| reads_any(&mut |visit| condition.walk(visit), &moved))
    };
    let unmet = |requirement: &&Requirement| reading.holds(requirement, state) == Truth::False;
    matches!(reading.fate, Fate::Ended(_))
        || reading.closed == Truth::True
        || reading.version.requirements.iter().filter(unmet).any(unread)
}

/// What is known of a fact, or whether it applies, may differ once another is answered otherwise.
fn moves(changed: FactId, fact: FactId, state: &State) -> bool {
    let catalogue = state.catalogue();
    changed == fact
        || catalogue.fact_of(changed).decides.contains(&fact)
        || catalogue.fact_of(fact).is_bound && state.moves_bounds(changed)
}

/// What a walk calls with each piece that it meets.
type Visit<'v> = dyn FnMut(Part<'_>) + 'v;

/// Some piece met on a walk reads one of some facts.
fn reads_any(walk: &mut dyn FnMut(&mut Visit), is_one: &dyn Fn(FactId) -> bool) -> bool {
    let mut found = false;
    walk(&mut |part| part.facts(&mut |fact| found |= is_one(fact)));
    found
}

/// The founder can and may change it, and it has not happened yet.
pub fn is_changeable(fact: FactId, state: &State) -> bool {
    let definition = state.catalogue().fact_of(fact);
    let known = state.known(fact);
    let past =
        definition.kind == Kind::Date && matches!(known, Known::Span { lo, .. } if lo <= i64::from(state.as_of().0));
    definition.changeable && known.is_exact() && !past && state.applies(fact) == Truth::True
}

/// A requirement reads a fact, or one that applies only where the fact says so.
fn reads(requirement: &Requirement, fact: FactId, state: &State) -> bool {
    let decides = &state.catalogue().fact_of(fact).decides;
    let is_one = |read| read == fact || decides.contains(&read);
    requirement.conditions().any(|condition| reads_any(&mut |visit| condition.walk(visit), &is_one))
}

/// The nearest value of one fact with which the answer is a yes, now or later.
fn single(policy: &Policy, fact: FactId, state: &State) -> Option<Change> {
    tries(policy, fact, state).into_iter().find_map(|known| {
        let verdict = turned(policy, &state.with(fact, known))?;
        Some(Change { set: vec![(fact, known)], verdict })
    })
}

/// The values of two facts with which the answer is a yes: those that lie nearest, counted together.
fn pair(policy: &Policy, reading: &Reading, (a, b): (FactId, FactId), state: &State) -> Option<Change> {
    let mut best: Option<(usize, Change)> = None;
    for (i, one) in tries(policy, a, state).into_iter().enumerate() {
        let changed = state.with(a, one);
        if best.as_ref().is_some_and(|(distance, _)| *distance <= i) || changed.applies(b) != Truth::True {
            continue;
        }
        if is_lost(policy, &readings(policy, &changed), b, &changed) {
            continue;
        }
        for (j, other) in tries(policy, b, &changed).into_iter().enumerate() {
            if best.as_ref().is_some_and(|(distance, _)| *distance <= i + j) {
                break;
            }
            let both = changed.with(b, other);
            // Kleene's rules are cheap, and refuse most.
            if both.contradiction().is_some() || reading.dated(&both).met(&both) == Truth::False {
                continue;
            }
            if let Some(verdict) = turned(policy, &both) {
                best = Some((i + j, Change { set: vec![(a, one), (b, other)], verdict }));
                break;
            }
        }
    }
    best.map(|(_, change)| change)
}

/// The verdict of a state, where it is a yes, now or later.
fn turned(policy: &Policy, state: &State) -> Option<Verdict> {
    let verdict = settle(policy, state).verdict;
    (verdict.is_grant() || verdict == Verdict::Upcoming).then_some(verdict)
}

/// The other values of a fact that can make a difference, nearest first.
fn tries(policy: &Policy, fact: FactId, state: &State) -> Vec<Known> {
    let mut tries = Vec::new();
    match state.known(fact) {
        Known::Among(mask) => {
            let open = match state.catalogue().fact_of(fact).open(&state.catalogue().places) {
                Known::Among(all) => all & !mask,
                Known::Set { .. } | Known::Span { .. } => 0,
            };
            bits(open, &mut |bit| tries.push(Known::Among(bit)));
        }
        Known::Set { has, .. } => {
            let more = state.catalogue().fact_of(fact).all_values() & !has;
            bits(more, &mut |bit| tries.push(Known::Set { has: has | bit, may: 0 }));
        }
        Known::Span { lo, .. } => {
            let mut near = Vec::new();
            for value in thresholds(policy, fact, state) {
                put(&mut near, (value.abs_diff(lo), value));
            }
            for (_, value) in near {
                tries.push(Known::Span { lo: value, hi: value });
            }
        }
    }
    tries
}

/// Visits each bit of a mask, the lowest first.
pub fn bits(mask: u64, visit: &mut dyn FnMut(u64)) {
    for at in 0..u64::BITS {
        let bit = 1u64 << at;
        if mask & bit != 0 {
            visit(bit);
        }
    }
}
