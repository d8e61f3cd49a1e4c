//! Partial situations: every completion that thresholds can tell apart, and what all of them come to.

use std::collections::BTreeSet;

use super::calendar;
use super::files::{Files, Kind, Policy};
use super::formula::{Expr, Value, whole};
use super::random::{Answer, Seed, complete, is_consistent};
use super::verdict::{Outcome, judge};

/// How many completions are tried of one case.
const COMPLETIONS: usize = 800;

/// Ranges up to this width are tried value by value.
const NARROW: i64 = 31;

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

/// The facts that an expression names.
fn named(expression: &Expr, found: &mut BTreeSet<usize>) {
    expression.walk(&mut |part| {
        if let Expr::Fact(at) | Expr::Has(at, _) = part {
            found.insert(*at);
        }
    });
}

/// The facts that a policy reads, and those that decide whether these apply.
pub fn reads(files: &Files, policy: &Policy) -> Vec<usize> {
    let mut found = BTreeSet::from([policy.place_of]);
    policy.versions.iter().flat_map(|version| version.expressions()).for_each(|one| named(one, &mut found));
    loop {
        let mut more = found.clone();
        found.iter().filter_map(|at| files.facts[*at].applies.as_ref()).for_each(|one| named(one, &mut more));
        if more == found {
            return found.into_iter().collect();
        }
        found = more;
    }
}

/// The values of a set that a policy looks for, or a fact of which it depends whether it applies.
fn looked_for(files: &Files, policy: &Policy, set: usize) -> u64 {
    let mut mask = 0;
    let mut see = |part: &Expr| {
        if let Expr::Has(other, values) = part
            && *other == set
        {
            mask |= values;
        }
    };
    policy.versions.iter().flat_map(|version| version.expressions()).for_each(|one| one.walk(&mut see));
    reads(files, policy).iter().filter_map(|at| files.facts[*at].applies.as_ref()).for_each(|one| one.walk(&mut see));
    mask
}

fn bits(mask: u64) -> Vec<u64> {
    (0..64).map(|bit| 1u64 << bit).filter(|bit| mask & bit != 0).collect()
}

/// Makes one fact less than exact: the answer that says so, and the values it leaves open.
///
/// Wide ranges come with their ends only.
fn opened(files: &Files, policy: &Policy, seed: &mut Seed, at: usize, own: Value) -> (Answer, Vec<Value>) {
    let fact = &files.facts[at];
    let silent = if seed.chance(50) { Answer::Absent } else { Answer::Declined };
    match fact.kind {
        Kind::YesNo => (silent, vec![Value::Bool(false), Value::Bool(true)]),
        Kind::Choice => {
            let all = fact.values.iter().map(|value| Value::Text(files.names.text(value))).collect();
            let undecided = fact.id == "venture.form" && seed.chance(50);
            (if undecided { Answer::Undecided } else { silent }, all)
        }
        Kind::Place => {
            let Value::Text(own) = own else { panic!("a place") };
            let own = files.names.text_of(own);
            let around: Vec<&str> = own.match_indices('/').map(|(end, _)| &own[..end]).collect();
            if around.is_empty() || seed.chance(40) {
                return (silent, files.names.all_leaves().into_iter().map(Value::Text).collect());
            }
            let around = seed.pick(&around);
            let leaves = files.names.leaves(around).into_iter().map(Value::Text).collect();
            (Answer::Around(around.to_owned()), leaves)
        }
        Kind::Set => {
            let Value::Set(own) = own else { panic!("a set") };
            let looked = looked_for(files, policy, at);
            let all = (1u64 << fact.values.len()) - 1;
            let unsure = if looked.count_ones() <= 5 && seed.chance(30) {
                all
            } else {
                let mut unsure = 1 << seed.below(fact.values.len());
                for _ in 0..=seed.below(3) {
                    unsure |= if looked == 0 { 0 } else { seed.pick(&bits(looked)) };
                }
                unsure
            };
            let has = own & !unsure;
            let mut sets = vec![has];
            for bit in bits(unsure & looked) {
                sets.extend(sets.clone().into_iter().map(|set| set | bit));
            }
            sets.push(has | unsure);
            let answer = if unsure == all { silent } else { Answer::Unsure { has, unsure } };
            (answer, sets.into_iter().map(Value::Set).collect())
        }
        Kind::Date | Kind::Count | Kind::Money | Kind::Rate => {
            let own = own.number().expect("a number");
            let widths: &[i64] = match fact.kind {
                Kind::Date => &[3, 15, 15, 200, 1_500],
                Kind::Count => &[1, 3, 8, 60],
                _ => &[1, 15, 50_000, 5_000_000],
            };
            let (down, up) = (seed.pick(widths), seed.pick(widths));
            let near = (own - seed.between(0, down), own + seed.between(1, up));
            let (lo, hi) = match seed.below(10) {
                0 => (fact.bounds.0, near.1),
                1 => (near.0, fact.bounds.1),
                2 | 3 => fact.bounds,
                _ => near,
            };
            let (lo, hi) = (lo.max(fact.bounds.0), hi.min(fact.bounds.1));
            let values = if hi - lo <= NARROW { (lo..=hi).collect() } else { vec![lo, own, hi] };
            let answer = if (lo, hi) == fact.bounds { silent } else { Answer::Range(lo, hi) };
            (answer, values.into_iter().map(whole).collect())
        }
    }
}

/// Numbers near which something may change: what the policy names, what the other answers say, and the months
/// that lie between these.
fn thresholds(files: &Files, policy: &Policy, kind: Kind, base: &[Value], today: i64) -> BTreeSet<i64> {
    let mut written = BTreeSet::new();
    let expressions = policy.versions.iter().flat_map(|version| version.expressions());
    expressions.for_each(|one| {
        one.walk(&mut |part| {
            if let Expr::Constant(Value::Number(ratio)) = part {
                written.insert(ratio.rounded());
            }
        });
    });
    let others = reads(files, policy).into_iter().filter(|at| files.facts[*at].kind == kind);
    let mut anchors: BTreeSet<i64> = others.filter_map(|at| base[at].number()).collect();
    let mut found = BTreeSet::new();
    if kind == Kind::Date {
        anchors.insert(today);
        for version in &policy.versions {
            anchors.insert(version.from);
            anchors.extend(version.until.iter().flat_map(|(until, _)| [*until, calendar::add_months(*until, 12)]));
        }
        let calendar = calendar::parse("1900-01-01")..=calendar::parse("2199-12-31");
        anchors.extend(written.iter().filter(|number| **number > 1_200 && calendar.contains(number)));
        anchors.extend(files.parameters.iter().flat_map(|parameter| parameter.days()));
        let months = written.iter().filter(|number| (1..=1_200).contains(*number));
        let months: BTreeSet<i64> = months.flat_map(|n| [*n, -n, n * 12, -n * 12]).filter(|n| n.abs() <= 800).collect();
        for anchor in &anchors {
            found.extend(months.iter().map(|n| calendar::add_months(*anchor, *n)));
        }
    } else {
        let shares = written.iter().filter(|number| (1..=100).contains(*number));
        found.extend(shares.flat_map(|share| anchors.iter().map(move |anchor| anchor * share / 100)));
        found.extend(anchors.iter().flat_map(|anchor| [anchor * 100 / 15, anchor * 2, anchor * 3]));
        found.extend(written.iter().copied());
        found.extend(0..12);
    }
    found.extend(anchors);
    found.iter().flat_map(|number| [number - 1, *number, number + 1]).collect()
}

/// What changes by steps.
fn steps(one: Option<&Outcome>) -> Option<impl PartialEq + use<>> {
    let one = one?;
    let days = (one.opens.is_some(), one.closes.is_some());
    Some((one.verdict, one.version, one.fen.is_some(), one.periods, days, one.requirements.clone()))
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
