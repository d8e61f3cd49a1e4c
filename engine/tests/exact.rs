//! Exactness, by brute force: what is said of a partial situation is held against every completion of it.

mod common;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use common::Seed;
use common::completions::{Case, Outcome, case, near, reads, spoken};
use engine::assess::find;
use engine::assessment::{Change, Finding, Totals};
use engine::bundle::totals;
use engine::changes::{is_changeable, smallest};
use engine::compile::Compiled;
use engine::date::Date;
use engine::fact::{FactId, Known};
use engine::policy::{Beneficiary, BenefitKind, Catalogue, PolicyId};
use engine::settle::settle;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::truth::Truth;
use engine::verdict::Verdict;

/// Partial situations near the examples of every policy, with all their completions.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let compiled = common::compiled();
        let some = |seed: u64| {
            let mut seed = Seed(seed);
            (0..4_000).filter_map(|_| case(compiled, &mut seed)).collect::<Vec<Case>>()
        };
        std::thread::scope(|scope| {
            let halves = [11, 12].map(|seed| scope.spawn(move || some(seed)));
            halves.into_iter().flat_map(|half| half.join().expect("no case panics")).collect()
        })
    })
}

/// How often something came out, where no comparison reads two open facts and elsewhere; the first few that are wrong.
#[derive(Default)]
struct Tally {
    plain: BTreeMap<&'static str, usize>,
    coupled: BTreeMap<&'static str, usize>,
    shapes: Vec<String>,
}

impl Tally {
    fn count(&mut self, case: &Case, word: &'static str) {
        let side = if case.coupled < 2 { &mut self.plain } else { &mut self.coupled };
        *side.entry(word).or_default() += 1;
    }

    fn wrong(&mut self, case: &Case, word: &'static str, what: &str) {
        self.count(case, word);
        if case.coupled < 2 && self.shapes.len() < 10 {
            self.shapes.push(format!("{word}: {what}: {}", describe(case)));
        }
    }

    /// Where no comparison reads two open facts, and elsewhere.
    fn of(&self, word: &str) -> (usize, usize) {
        let count = |side: &BTreeMap<&'static str, usize>| side.get(word).copied().unwrap_or_default();
        (count(&self.plain), count(&self.coupled))
    }

    fn print(&self, what: &str) {
        println!("{what}: one open fact in a comparison {:?}, two {:?}", self.plain, self.coupled);
        self.shapes.iter().for_each(|shape| println!("{shape}"));
    }
}

/// The policy, what is open, and the answers that the policy reads.
fn describe(case: &Case) -> String {
    let catalogue = &common::compiled().catalogue;
    let opened = case.open.iter().map(|(fact, values)| {
        let id = &catalogue.fact_of(*fact).id;
        format!("{id} ({} values)", values.len())
    });
    let policy = catalogue.policy_of(case.policy);
    let mut partial = Situation::empty(catalogue, case.partial.as_of);
    for fact in reads(catalogue, policy) {
        partial.set(fact, case.partial.answer(fact));
    }
    let answers = engine::wire::situation::write(catalogue, &partial);
    format!("{}: open {}\n{answers}", policy.id, opened.collect::<Vec<_>>().join(", "))
}

#[test]
fn a_verdict_is_decided_exactly_where_every_completion_agrees() {
    let mut tally = Tally::default();
    for case in cases() {
        let mut classes: Vec<Verdict> = case.completions().map(Outcome::class).collect();
        classes.sort_unstable();
        classes.dedup();
        let found = case.finding.verdict;
        if found != Verdict::Undetermined {
            let class = if found.is_refusal() { Verdict::Ineligible } else { found };
            assert_eq!(classes, [class], "{}", describe(case));
            tally.count(case, if found.is_refusal() { "refused" } else { "granted" });
        } else if classes.len() > 1 {
            tally.count(case, "undetermined, rightly");
        } else {
            tally.wrong(case, "undetermined, in vain", &format!("{classes:?}"));
        }
    }
    tally.print("verdicts");
    let ((plain, coupled), (vain, vain_coupled)) =
        (tally.of("undetermined, rightly"), tally.of("undetermined, in vain"));
    assert_eq!(vain, 0, "a verdict could have been decided: {:#?}", tally.shapes);
    assert!(vain_coupled * 20 <= coupled, "{vain_coupled} of {coupled} stay open in vain");
    let (granted, refused) = (tally.of("granted").0, tally.of("refused").0);
    assert!(plain > 3_000 && coupled > 300 && granted > 1_500 && refused > 1_000, "too little was tried");
}

#[test]
fn a_missing_fact_can_matter_and_no_other() {
    let catalogue = &common::compiled().catalogue;
    let mut tally = Tally::default();
    for case in cases() {
        let name = |fact: FactId| catalogue.fact_of(fact).id.as_str();
        let missing = &case.finding.missing;
        for fact in missing {
            let at = case.open.iter().position(|(open, _)| open == fact);
            let at = at.unwrap_or_else(|| panic!("{} is known: {}", name(*fact), describe(case)));
            if case.differing_only_in(at).any(|(a, b)| a.told() != b.told()) {
                tally.count(case, "missing, matters");
            } else {
                tally.wrong(case, "missing, in vain", &format!("{} {:?}", name(*fact), case.finding.verdict));
            }
        }
        for (at, (fact, _)) in case.open.iter().enumerate().filter(|(_, (fact, _))| !missing.contains(fact)) {
            let wrong = case.differing_only_in(at).find(|(a, b)| a.class() != b.class());
            if let Some(wrong) = wrong {
                tally.wrong(case, "not missing, turns", &format!("{} {wrong:?}", name(*fact)));
                continue;
            }
            let matters = case.differing_only_in(at).find(|(a, b)| a.told() != b.told());
            match matters {
                Some(_) if case.finding.verdict.is_refusal() => tally.count(case, "not missing, refused"),
                Some(pair) => tally.wrong(case, "not missing, matters", &format!("{} {pair:?}", name(*fact))),
                None => tally.count(case, "not missing, rightly"),
            }
        }
    }
    tally.print("missing facts");
    let ((plain, coupled), (vain, vain_coupled)) = (tally.of("missing, matters"), tally.of("missing, in vain"));
    assert_eq!(tally.of("not missing, turns"), (0, 0), "{:#?}", tally.shapes);
    assert_eq!(tally.of("not missing, matters"), (0, 0), "{:#?}", tally.shapes);
    // Versions or alternatives that come to the same whichever of them counts.
    assert!(vain * 100 <= plain, "{vain} of {plain} facts are missing in vain: {:#?}", tally.shapes);
    assert!(vain_coupled * 8 <= coupled, "{vain_coupled} of {coupled} facts are missing in vain");
    assert!(plain > 4_000 && coupled > 600 && tally.of("not missing, rightly").0 > 4_000, "too little was tried");
}

#[test]
fn a_range_runs_from_the_smallest_completion_to_the_largest() {
    type Value = fn(Outcome) -> Option<i64>;
    let days = |range: Option<(Date, Date)>| range.map(|(first, last)| (i64::from(first.0), i64::from(last.0)));
    for (what, enough) in [("sum", 150), ("periods", 30), ("opens", 500), ("closes", 40)] {
        let mut tally = Tally::default();
        for case in cases() {
            let (benefit, window) = (&case.finding.benefit, &case.finding.window);
            let (range, value): (Option<(i64, i64)>, Value) = match what {
                "sum" => (benefit.fen, |one| one.fen),
                "periods" => (Some(benefit.periods), |one| Some(one.periods)),
                "opens" => (days(window.opens), |one| one.opens.map(|day| day.0.into())),
                _ => (days(window.closes), |one| one.closes.map(|day| day.0.into())),
            };
            let values: Vec<Option<i64>> = case.completions().map(value).collect();
            let ends = values.iter().flatten().min().copied().zip(values.iter().flatten().max().copied());
            let told = format!("{range:?} for {ends:?}");
            match (range, ends) {
                (None, None) => tally.count(case, "none"),
                // A day that some completion has not is not told; a sum is.
                (None, Some(_)) if what != "sum" && values.contains(&None) => tally.count(case, "not told"),
                (None, Some(_)) if what != "sum" => tally.wrong(case, "not told, in vain", &told),
                (None, Some(_)) => tally.wrong(case, "outside", &told),
                (Some(_), None) => tally.wrong(case, "from nowhere", &told),
                (Some((min, max)), Some((low, high))) if low < min || max < high => {
                    tally.wrong(case, "outside", &told);
                }
                (Some((min, max)), Some(ends)) if (min, max) == ends => {
                    tally.count(case, if min == max { "one value" } else { "both ends" });
                }
                _ => tally.wrong(case, "wider", &told),
            }
        }
        tally.print(what);
        let shapes = &tally.shapes;
        assert_eq!(tally.of("outside"), (0, 0), "{what}: {shapes:#?}");
        assert_eq!(tally.of("from nowhere"), (0, 0), "{what}: {shapes:#?}");
        assert_eq!(tally.of("not told, in vain").0, 0, "{what}: {shapes:#?}");
        let (both, wider) = (tally.of("both ends").0, tally.of("wider").0);
        // A number of periods may read one date twice, in the cases of its formula and in the day of application.
        assert!(if what == "periods" { wider * 3 <= both } else { wider == 0 }, "{what}: {wider} wider: {shapes:#?}");
        assert!(both > enough, "{what}: too little was tried: {both}");
    }
}

/// A refusal made of an example that is granted, by other answers to one to three questions.
struct Spoilt {
    policy: PolicyId,
    situation: Situation,
    /// The answers that were granted.
    before: Vec<(FactId, Known)>,
}

fn spoilt(compiled: &Compiled, seed: &mut Seed) -> Option<Spoilt> {
    let catalogue = &compiled.catalogue;
    let policy = PolicyId(u16::try_from(seed.below(catalogue.policies.len() as u64)).ok()?);
    let mut situation = near(compiled, seed, policy, 0);
    leave_out(catalogue, &mut situation);
    verdict(catalogue, policy, &situation).filter(|verdict| is_yes(*verdict))?;
    let mut before: Vec<(FactId, Known)> = Vec::new();
    let read = reads(catalogue, catalogue.policy_of(policy));
    for _ in 0..=seed.below(3) {
        let state = State::new(catalogue, &situation);
        let open: Vec<FactId> = read.iter().copied().filter(|fact| is_changeable(*fact, &state)).collect();
        if open.is_empty() {
            return None;
        }
        let fact = *seed.pick(&open);
        let values = others(catalogue, policy, &situation, fact);
        let known = situation.known(catalogue, fact);
        // A set loses what it has; anything else takes another value.
        let other = match known {
            Known::Set { has, .. } => Known::Set { has: has & !seed.bit(has | 1), may: 0 },
            _ if values.is_empty() => continue,
            _ => *seed.pick(&values),
        };
        if before.iter().all(|(known, _)| *known != fact) {
            before.push((fact, known));
        }
        situation.set(fact, Answer::Given(other));
        leave_out(catalogue, &mut situation);
    }
    let state = State::new(catalogue, &situation);
    let rule = catalogue.policy_of(policy);
    // Where the policy does not belong to the place, there is no entry that could be changed.
    let refused = state.is_among(rule.place_of, rule.place) == Truth::True
        && verdict(catalogue, policy, &situation)?.is_refusal();
    refused.then_some(Spoilt { policy, situation, before })
}

/// An answer to what does not apply is no answer; a change may not rest on it.
fn leave_out(catalogue: &Catalogue, situation: &mut Situation) {
    let state = State::new(catalogue, situation);
    let all = (0u16..).map(FactId).take(catalogue.facts.len());
    all.filter(|fact| state.applies(*fact) != Truth::True).for_each(|fact| situation.set(fact, Answer::Absent));
}

/// The verdict of a situation; `None` where its answers contradict each other.
fn verdict(catalogue: &Catalogue, policy: PolicyId, situation: &Situation) -> Option<Verdict> {
    let state = State::new(catalogue, situation);
    state.contradiction().is_none().then(|| settle(catalogue.policy_of(policy), &state).verdict)
}

fn is_yes(verdict: Verdict) -> bool {
    verdict.is_grant() || verdict == Verdict::Upcoming
}

/// Every other value that a fact can be changed to: of a number all within 400, the bounds, and those that the rule speaks of.
fn others(catalogue: &Catalogue, policy: PolicyId, situation: &Situation, fact: FactId) -> Vec<Known> {
    let definition = catalogue.fact_of(fact);
    let bits = |mask: u64| (0..64).map(|bit| 1u64 << bit).filter(move |bit| mask & bit != 0);
    match (situation.known(catalogue, fact), definition.open(&catalogue.places)) {
        (Known::Among(mask), Known::Among(all)) => bits(all & !mask).map(Known::Among).collect(),
        (Known::Set { has, .. }, Known::Set { may, .. }) => {
            bits(may & !has).map(|bit| Known::Set { has: has | bit, may: 0 }).collect()
        }
        (Known::Span { lo: now, .. }, Known::Span { lo: first, hi: last }) => {
            let mut values = spoken(catalogue, catalogue.policy_of(policy), situation, fact);
            values.extend([first, last]);
            values.extend((1..=400).flat_map(|step| [now - step, now + step]));
            values.sort_unstable();
            values.dedup();
            values.retain(|value| (first..=last).contains(value) && *value != now);
            values.into_iter().map(|value| Known::Span { lo: value, hi: value }).collect()
        }
        _ => Vec::new(),
    }
}

/// How far one value lies from another: choices are all equally far.
fn distance(from: Known, to: Known) -> u64 {
    match (from, to) {
        (Known::Span { lo: from, .. }, Known::Span { lo: to, .. }) => from.abs_diff(to),
        _ => 1,
    }
}

#[test]
fn the_smallest_changes_are_those_that_trying_everything_finds() {
    let compiled = common::compiled();
    let catalogue = &compiled.catalogue;
    let mut seed = Seed(13);
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for _ in 0..20_000 {
        let Some(Spoilt { policy, situation, before }) = spoilt(compiled, &mut seed) else { continue };
        *by.entry("refusals").or_default() += 1;
        let state = State::new(catalogue, &situation);
        let reported = smallest(catalogue.policy_of(policy), &state);
        let read = reads(catalogue, catalogue.policy_of(policy));
        let changed = |set: &[(FactId, Known)]| {
            let mut situation = situation.clone();
            set.iter().for_each(|(fact, known)| situation.set(*fact, Answer::Given(*known)));
            verdict(catalogue, policy, &situation)
        };
        let names = |set: &[(FactId, Known)]| {
            let names: Vec<String> =
                set.iter().map(|(fact, known)| format!("{} {known:?}", catalogue.fact_of(*fact).id)).collect();
            names.join(", ")
        };
        let mut complain = |what: &str, set: &[(FactId, Known)]| {
            wrong.push(format!(
                "{what}: {}; reported {:?}: {}\n{}",
                names(set),
                reported.iter().map(|change| names(&change.set)).collect::<Vec<_>>(),
                catalogue.policy_of(policy).id,
                engine::wire::situation::write(catalogue, &situation)
            ));
        };
        for Change { set, verdict } in &reported {
            *by.entry(if set.len() == 1 { "singles reported" } else { "pairs reported" }).or_default() += 1;
            if changed(set) != Some(*verdict) || !is_yes(*verdict) {
                complain("turns nothing", set);
            }
        }
        let open: Vec<FactId> =
            (0u16..).map(FactId).take(catalogue.facts.len()).filter(|fact| is_changeable(*fact, &state)).collect();
        let mut alone = Vec::new();
        for fact in &open {
            let now = situation.known(catalogue, *fact);
            let mut values = others(catalogue, policy, &situation, *fact);
            if !read.contains(fact) {
                // What the policy does not read is tried at a few values only.
                values = (0..6).filter(|_| !values.is_empty()).map(|_| *seed.pick(&values)).collect();
            }
            values.extend(before.iter().filter(|(known, _)| known == fact).map(|(_, known)| *known));
            *by.entry("values tried alone").or_default() += values.len();
            let turning = values.into_iter().filter(|value| changed(&[(*fact, *value)]).is_some_and(is_yes));
            let nearest = turning.min_by_key(|value| distance(now, *value));
            let single = reported.iter().find(|change| change.set.len() == 1 && change.set[0].0 == *fact);
            alone.extend(nearest.map(|_| *fact));
            match (single, nearest) {
                (None, Some(value)) => complain("turns it alone", &[(*fact, value)]),
                (Some(change), Some(value)) => {
                    *by.entry("singles found").or_default() += 1;
                    if distance(now, value) < distance(now, change.set[0].1) {
                        complain("lies nearer", &[(*fact, value)]);
                    }
                }
                (Some(change), None) if distance(now, change.set[0].1) <= 400 => complain("was not found", &change.set),
                _ => {}
            }
        }
        if !alone.is_empty() {
            if reported.iter().any(|change| change.set.len() > 1) {
                complain("one is enough", &[]);
            }
            continue;
        }
        let mut pairs: Vec<[(FactId, Known); 2]> = Vec::new();
        let able: Vec<FactId> = open.iter().copied().filter(|fact| read.contains(fact)).collect();
        for _ in 0..if open.is_empty() { 0 } else { 300 } {
            let (a, b) = (*seed.pick(&open), *seed.pick(if able.is_empty() { &open } else { &able }));
            let (one, other) = (others(catalogue, policy, &situation, a), others(catalogue, policy, &situation, b));
            if a != b && !one.is_empty() && !other.is_empty() {
                pairs.push([(a, *seed.pick(&one)), (b, *seed.pick(&other))]);
            }
        }
        if let [one, other] = before.as_slice() {
            pairs.push([*one, *other]);
        }
        *by.entry("pairs tried").or_default() += pairs.len();
        for pair in pairs {
            let both_open = pair.iter().all(|(fact, _)| open.contains(fact));
            if !both_open || !changed(&pair).is_some_and(is_yes) {
                continue;
            }
            // Two numbers of which one may not exceed the other are not moved together.
            let bound = |a: FactId, b: FactId| catalogue.fact_of(a).at_most.contains(&b);
            let [(a, _), (b, _)] = pair;
            if bound(a, b) || bound(b, a) {
                *by.entry("pairs that bound each other").or_default() += 1;
                continue;
            }
            *by.entry("pairs found").or_default() += 1;
            let same =
                |change: &&Change| change.set.iter().all(|(fact, _)| pair.iter().any(|(other, _)| other == fact));
            if !reported.iter().any(|change| same(&change)) {
                complain("turn it together", &pair);
            }
        }
    }
    println!("changes: {by:?}");
    assert!(wrong.is_empty(), "{} wrong: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
    assert!(by["singles found"] > 400 && by["pairs found"] > 20, "too little was tried: {by:?}");
}

/// Findings of real policies with sums and verdicts at random; many exclude each other.
fn findings(catalogue: &Catalogue, all: &[Finding], seed: &mut Seed) -> Vec<Finding> {
    let mut chosen: Vec<usize> = Vec::new();
    let excluding: Vec<usize> = (0..all.len()).filter(|i| !catalogue.policies[*i].excludes.is_empty()).collect();
    for _ in 0..2 + seed.below(13) {
        let rivals: Vec<usize> = chosen
            .iter()
            .flat_map(|i| catalogue.policies[*i].excludes.iter().map(|rival| usize::from(rival.policy.0)))
            .collect();
        let at = match seed.below(5) {
            0..=2 if !rivals.is_empty() => *seed.pick(&rivals),
            0..=3 => *seed.pick(&excluding),
            _ => usize::try_from(seed.below(all.len() as u64)).unwrap_or_default(),
        };
        if !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    chosen.sort_unstable();
    let kinds = [
        BenefitKind::Cash,
        BenefitKind::Cash,
        BenefitKind::Cash,
        BenefitKind::Cash,
        BenefitKind::Interest,
        BenefitKind::TaxRelief,
        BenefitKind::TaxRelief,
        BenefitKind::Loan,
        BenefitKind::Space,
    ];
    let verdicts = [Verdict::Eligible, Verdict::Eligible, Verdict::Likely, Verdict::Upcoming, Verdict::Undetermined];
    let mut list: Vec<Finding> = chosen.into_iter().map(|i| all[i].clone()).collect();
    for finding in &mut list {
        finding.verdict = if seed.chance(15) { *seed.pick(&Verdict::ALL) } else { *seed.pick(&verdicts) };
        finding.superseded_by = seed.chance(8).then_some(PolicyId(0));
        let lo = seed.between(0, 9) * 1_000;
        finding.benefit.kind = *seed.pick(&kinds);
        finding.benefit.fen = seed.chance(90).then(|| (lo, lo + seed.between(0, 9) * 700));
        let least = seed.between(0, 3);
        finding.benefit.periods = (least, least + seed.between(0, 3));
    }
    list
}

/// The largest sum over every subset of which no two exclude each other, and over every subset.
fn best(catalogue: &Catalogue, worth: &[(PolicyId, i64)]) -> (i64, i64) {
    let excludes = |a: PolicyId, b: PolicyId| catalogue.policy_of(a).excludes.iter().any(|one| one.policy == b);
    let mut lawful = 0;
    for mask in 0..1u32 << worth.len() {
        let taken: Vec<(PolicyId, i64)> =
            worth.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, one)| *one).collect();
        let clash = taken.iter().any(|(a, _)| taken.iter().any(|(b, _)| excludes(*a, *b)));
        if !clash {
            lawful = lawful.max(taken.iter().map(|(_, sum)| sum).sum());
        }
    }
    (lawful, worth.iter().map(|(_, sum)| sum).sum())
}

#[test]
fn the_totals_are_those_of_the_best_bundle() {
    let catalogue = &common::compiled().catalogue;
    let situation = Situation::empty(catalogue, catalogue.date);
    let state = State::new(catalogue, &situation);
    let all: Vec<Finding> =
        (0u16..).map(PolicyId).zip(&catalogue.policies).map(|(id, policy)| find(id, policy, &state)).collect();
    let mut seed = Seed(14);
    let (mut tried, mut bound) = (0, 0);
    for _ in 0..1_000 {
        let list = findings(catalogue, &all, &mut seed);
        let mine: Vec<&Finding> = list
            .iter()
            .filter(|one| one.superseded_by.is_none())
            .filter(|one| {
                let beneficiary = catalogue.policy_of(one.policy).beneficiary;
                beneficiary == Beneficiary::Founder || beneficiary == Beneficiary::Venture
            })
            .collect();
        let mut sums = |kinds: &[BenefitKind], largest: bool, repeats: bool| {
            let counted = mine.iter().filter(|one| {
                kinds.contains(&one.benefit.kind)
                    && (one.verdict == Verdict::Eligible || largest && !one.verdict.is_refusal())
            });
            let worth: Vec<(PolicyId, i64)> = counted
                .map(|one| {
                    let ((lo, hi), (few, many)) = (one.benefit.fen.unwrap_or((0, 0)), one.benefit.periods);
                    let (sum, times) = if largest { (hi, many) } else { (lo, few) };
                    (one.policy, if repeats { sum * times } else { sum })
                })
                .collect();
            if kinds == [BenefitKind::Loan] {
                return worth.iter().map(|(_, sum)| *sum).max().unwrap_or(0);
            }
            let (lawful, whole) = best(catalogue, &worth);
            tried += 1;
            bound += usize::from(lawful < whole);
            lawful
        };
        let money = [BenefitKind::Cash, BenefitKind::Interest];
        let wanted = Totals {
            cash: (sums(&money, false, true), sums(&money, true, true)),
            loan: (sums(&[BenefitKind::Loan], false, false), sums(&[BenefitKind::Loan], true, false)),
            tax_relief: (sums(&[BenefitKind::TaxRelief], false, false), sums(&[BenefitKind::TaxRelief], true, false)),
        };
        assert_eq!(totals(catalogue, &list), wanted, "{list:#?}");
    }
    println!("{tried} bundles, {bound} of them bound by an exclusion");
    assert!(tried > 3_000 && bound > 200, "too little was tried: {tried}, {bound}");
}
