//! Partial situations: every completion that thresholds can tell apart, and what all of them come to.

use std::collections::BTreeSet;

use super::files::{Files, Policy};
use super::formula::{Expr, Value, whole};
use super::opening::{NARROW, named, opened, reads, thresholds};
use super::random::{Answer, Seed, complete, is_consistent};
use super::verdict::{Outcome, judge};

/// How many completions are tried of one case.
const COMPLETIONS: usize = 800;

/// A fact of which not everything is known.
pub struct Open {
    pub fact: usize,
    pub values: Vec<Value>,
}

pub struct Case<'a> {
    pub policy: &'a Policy,
    pub today: i64,
    pub answers: Vec<Answer>,
    pub open: Vec<Open>,
    /// One for each choice of values, the first fact changing fastest; `None` where the answers contradict each other.
    pub outcomes: Vec<Option<Outcome>>,
    /// Some comparison or formula reads two open facts.
    pub is_coupled: bool,
    /// No cell was left out for want of time.
    pub is_whole: bool,
}

impl Case<'_> {
    pub fn completions(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().flatten()
    }

    /// What facts imply of each other rules completions out.
    ///
    /// The engine rules out only what is contradictory whatever still decides which facts apply; until that is known
    /// it says less than it might.
    pub fn is_bounded(&self) -> bool {
        self.outcomes.iter().any(Option::is_none)
    }

    /// Pairs of completions that differ in one open fact only.
    pub fn differing_in(&self, at: usize) -> impl Iterator<Item = (&Outcome, &Outcome)> {
        let stride: usize = self.open[..at].iter().map(|open| open.values.len()).product();
        let count = self.open[at].values.len();
        (0..self.outcomes.len()).filter_map(move |i| {
            let first = i - (i / stride % count) * stride;
            let base = (0..count).find_map(|nth| self.outcomes[first + nth * stride].as_ref())?;
            Some((base, self.outcomes[i].as_ref()?))
        })
    }
}

/// What changes by steps.
fn steps(one: Option<&Outcome>) -> Option<impl PartialEq + use<>> {
    let one = one?;
    let days = (one.opens.is_some(), one.closes.is_some());
    let sum = (one.case, one.fen.is_some(), one.periods);
    Some((one.verdict, one.version, sum, days, one.requirements.clone()))
}

/// Opens one to four facts of a situation near an example and works out the completions.
///
/// `None` where nothing is open.
pub fn case<'a>(files: &'a Files, seed: &mut Seed, policy: &'a Policy) -> Option<Case<'a>> {
    let (base, today) = complete(files, seed, policy, 4);
    let mut answers: Vec<Answer> = base.iter().map(|value| Answer::Exact(*value)).collect();
    let reads = reads(files, policy);
    let mut open: Vec<Open> = Vec::new();
    let mut wanted: Vec<usize> = (0..=seed.below(4)).map(|_| seed.pick(&reads)).collect();
    if seed.chance(25) {
        // Facts of one condition or formula, which often meet in one comparison.
        let version = seed.pick(&policy.versions.iter().collect::<Vec<_>>());
        let expressions = version.expressions();
        if !expressions.is_empty() {
            let mut together = BTreeSet::new();
            named(seed.pick(&expressions), &mut together);
            wanted = together.into_iter().take(3).chain(wanted.into_iter().take(1)).collect();
        }
    }
    for fact in wanted {
        if open.iter().any(|one| one.fact == fact) {
            continue;
        }
        let (answer, values) = opened(files, policy, seed, fact, base[fact]);
        let count: usize = open.iter().map(|one| one.values.len()).product();
        if count * values.len() <= COMPLETIONS {
            answers[fact] = answer;
            open.push(Open { fact, values });
        }
    }
    if open.is_empty() {
        return None;
    }
    let outcome = |values: &[Value]| is_consistent(files, values, today).then(|| judge(files, policy, values, today));
    let mut is_whole = true;
    for at in 0..open.len() {
        is_whole &= refine(files, policy, seed, &base, today, &mut open, at, &outcome);
    }
    let count: usize = open.iter().map(|one| one.values.len()).product();
    let mut outcomes = Vec::with_capacity(count);
    let mut values = base.clone();
    for i in 0..count {
        let mut rest = i;
        for one in &open {
            values[one.fact] = one.values[rest % one.values.len()];
            rest /= one.values.len();
        }
        outcomes.push(outcome(&values));
    }
    let is_coupled = is_coupled(policy, &open);
    Some(Case { policy, today, answers, open, outcomes, is_coupled, is_whole })
}

/// Gives a wide range the values beside every threshold; whether no threshold had to be left out.
#[allow(clippy::too_many_arguments, reason = "one step of `case`")]
fn refine(
    files: &Files,
    policy: &Policy,
    seed: &mut Seed,
    base: &[Value],
    today: i64,
    open: &mut [Open],
    at: usize,
    outcome: &dyn Fn(&[Value]) -> Option<Outcome>,
) -> bool {
    let fact = open[at].fact;
    let ends: Option<Vec<i64>> = open[at].values.iter().map(|value| value.number()).collect();
    let Some([lo, .., hi]) = ends.as_deref() else { return true };
    let (lo, hi) = (*lo, *hi);
    if hi - lo <= NARROW {
        return true;
    }
    let near = thresholds(files, policy, files.facts[fact].kind, base, today);
    let mut points: BTreeSet<i64> = near.into_iter().filter(|value| (lo..=hi).contains(value)).collect();
    points.extend([lo, hi]);
    points.extend((1..8).map(|nth| lo + (hi - lo) / 8 * nth));
    let points: Vec<i64> = points.into_iter().collect();
    let mut found = BTreeSet::from([lo, hi]);
    found.extend(base[fact].number());
    let mut values = base.to_vec();
    for nth in 0..4 {
        if nth > 0 {
            for one in open.iter() {
                values[one.fact] = seed.pick(&one.values);
            }
        }
        let mut look = |value: i64| {
            values[fact] = whole(value);
            outcome(&values)
        };
        let seen: Vec<Option<Outcome>> = points.iter().map(|point| look(*point)).collect();
        for i in 1..points.len() {
            let (mut left, mut right) = (points[i - 1], points[i]);
            let start = steps(seen[i - 1].as_ref());
            let jumps = |one: &Option<Outcome>| one.as_ref().map(|one| (one.fen, one.opens));
            if start == steps(seen[i].as_ref()) {
                // Between neighbours a sum or a day may leap.
                if right - left == 1 && jumps(&seen[i - 1]) != jumps(&seen[i]) {
                    found.extend([left, right]);
                }
                continue;
            }
            while right - left > 1 {
                let middle = left + (right - left) / 2;
                if steps(look(middle).as_ref()) == start {
                    left = middle;
                } else {
                    right = middle;
                }
            }
            found.extend([left, right]);
        }
    }
    let others: usize = open.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, one)| one.values.len()).product();
    let room = (COMPLETIONS / others).max(3);
    let mut found: Vec<i64> = found.into_iter().collect();
    let fits = found.len() <= room;
    while found.len() > room {
        // The ends stay.
        let gone = 1 + seed.below(found.len() - 2);
        found.remove(gone);
    }
    open[at].values = found.into_iter().map(whole).collect();
    fits
}

/// Whether some comparison or formula reads two open facts; `as_of` reads the facts that the window and the event read.
fn is_coupled(policy: &Policy, open: &[Open]) -> bool {
    let is_open = |at: &usize| open.iter().any(|one| one.fact == *at);
    policy.versions.iter().any(|version| {
        let mut waiting = BTreeSet::new();
        let formulas = version.windows.iter().flat_map(|window| window.opens.iter().chain(&window.closes));
        formulas.chain(&version.event).for_each(|one| named(one, &mut waiting));
        let two = |atom: &Expr| {
            let mut read = BTreeSet::new();
            named(atom, &mut read);
            let mut waits = false;
            atom.walk(&mut |part| waits |= matches!(part, Expr::AsOf));
            if waits {
                read.extend(waiting.iter().copied());
            }
            read.iter().filter(|at| is_open(at)).count() > 1
        };
        let mut conditions = version.conditions();
        conditions.extend(version.cases.iter().filter_map(|case| case.when.as_ref()));
        let mut formulas: Vec<&Expr> = version.cases.iter().filter_map(|case| case.amount.as_ref()).collect();
        formulas.extend(&version.periods);
        conditions.into_iter().any(|condition| atoms(condition, &two))
            || formulas.into_iter().any(two)
            || waiting.iter().filter(|at| is_open(at)).count() > 1
    })
}

/// Whether something holds of one of the comparisons that a condition is made of.
fn atoms(condition: &Expr, of: &dyn Fn(&Expr) -> bool) -> bool {
    match condition {
        Expr::Not(_) | Expr::And(_) | Expr::Or(_) => condition.parts().iter().any(|part| atoms(part, of)),
        atom => of(atom),
    }
}
