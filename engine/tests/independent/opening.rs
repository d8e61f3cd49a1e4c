//! Which facts a policy reads, how one of them is left open, and near which numbers something may change.

use std::collections::BTreeSet;

use super::calendar;
use super::files::{Files, Kind, Policy};
use super::formula::{Expr, Value, whole};
use super::random::{Answer, Seed};

/// Ranges up to this width are tried value by value.
pub const NARROW: i64 = 31;

/// The facts that an expression names.
pub fn named(expression: &Expr, found: &mut BTreeSet<usize>) {
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
pub fn opened(files: &Files, policy: &Policy, seed: &mut Seed, at: usize, own: Value) -> (Answer, Vec<Value>) {
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
pub fn thresholds(files: &Files, policy: &Policy, kind: Kind, base: &[Value], today: i64) -> BTreeSet<i64> {
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
        let few = || written.iter().filter(|number| (1..=12).contains(*number));
        found.extend(written.iter().flat_map(|number| few().map(move |by| number.saturating_mul(*by))));
        found.extend(written.iter().copied());
        found.extend(0..12);
    }
    found.extend(anchors);
    found.iter().flat_map(|number| [number - 1, *number, number + 1]).collect()
}
