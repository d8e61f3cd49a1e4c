//! How long the engine takes over whole catalogues: `make bench`. Told, never asserted.

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;
use std::time::Duration;

use common::{Seed, compiled};
use criterion::{Criterion, Throughput};
use engine::agenda::Agenda;
use engine::assess::{assess, find, findings, superseders};
use engine::assessment::{Assessment, Finding};
use engine::bundle::totals;
use engine::changes::smallest;
use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::reading::readings;
use engine::settle::settle;
use engine::situation::{Answer, Situation};
use engine::state::State;
use serde_json::Value;

/// How many rows a screening has.
const ROWS: usize = 10_000;

/// Founders of one kind: each bench takes the next one, so that its time is that of an average founder.
struct Founders {
    name: &'static str,
    situations: Vec<Situation>,
    assessments: Vec<Assessment>,
}

impl Founders {
    fn of(catalogue: &Catalogue, name: &'static str, situations: Vec<Situation>) -> Founders {
        let assessments = situations.iter().map(|situation| assess(catalogue, situation)).collect();
        Founders { name, situations, assessments }
    }
}

/// The opening and every other answer: an interview half way.
fn half(catalogue: &Catalogue, full: &Situation) -> Situation {
    let mut half = Situation::empty(catalogue, full.as_of);
    let opening = ["founder.groups", "venture.place", "venture.status"].map(|id| catalogue.fact(id));
    for (fact, answer) in full.asked() {
        if fact.0 % 2 == 0 || opening.contains(&Some(fact)) {
            half.set(fact, answer);
        }
    }
    half
}

fn founders(catalogue: &Catalogue) -> [Founders; 3] {
    let text = std::fs::read_to_string(common::folder().join("founders.json")).expect("the sample founders");
    let list: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let all: Vec<Situation> = list.iter().map(|one| common::situation(catalogue, &one["situation"])).collect();
    // Nothing is left to ask: the situation that the page shows at the end of an interview.
    let full: Vec<Situation> = all.into_iter().filter(|one| assess(catalogue, one).left == 0).collect();
    let halves = full.iter().map(|one| half(catalogue, one)).collect();
    let empty = vec![Situation::empty(catalogue, catalogue.date)];
    [
        Founders::of(catalogue, "full", full),
        Founders::of(catalogue, "half", halves),
        Founders::of(catalogue, "empty", empty),
    ]
}

/// Complete situations as a screening has them, by a fixed seed: sample founders with every open fact filled in.
fn rows(catalogue: &Catalogue, full: &[Situation]) -> Vec<Situation> {
    let mut seed = Seed(7);
    (0..ROWS)
        .map(|_| {
            let mut row = seed.pick(full).clone();
            let fact = FactId(u16::try_from(seed.below(catalogue.facts.len() as u64)).expect("small"));
            row.set(fact, Answer::Absent);
            seed.complete(catalogue, &row)
        })
        .collect()
}

/// One founder after another.
fn each(criterion: &mut Criterion, name: String, count: usize, mut work: impl FnMut(usize)) {
    let mut i = 0;
    criterion.bench_function(&name, |bencher| {
        bencher.iter(|| {
            work(i);
            i = (i + 1) % count;
        });
    });
}

fn whole(criterion: &mut Criterion, catalogue: &Catalogue, founders: &Founders) {
    let Founders { name, situations, assessments } = founders;
    let count = situations.len();
    let present: usize = assessments.iter().map(|one| one.findings.len()).sum();
    println!("{name}: {count} situations, {} policies present on average", present / count);
    let states: Vec<State> = situations.iter().map(|one| State::new(catalogue, one)).collect();
    let each_finding = |i: usize, visit: &mut dyn FnMut(&Finding)| assessments[i].findings.iter().for_each(visit);

    each(criterion, format!("{name}/assess"), count, |i| drop(black_box(assess(catalogue, &situations[i]))));
    each(criterion, format!("{name}/reasons"), count, |i| {
        drop(black_box(findings(&State::new(catalogue, &situations[i]))));
    });
    each(criterion, format!("{name}/state"), count, |i| drop(black_box(State::new(catalogue, &situations[i]))));
    each(criterion, format!("{name}/readings"), count, |i| {
        each_finding(i, &mut |one| drop(black_box(readings(catalogue.policy_of(one.policy), &states[i]))));
    });
    each(criterion, format!("{name}/settle"), count, |i| {
        each_finding(i, &mut |one| _ = black_box(settle(catalogue.policy_of(one.policy), &states[i])));
    });
    each(criterion, format!("{name}/find"), count, |i| {
        each_finding(i, &mut |one| drop(black_box(find(one.policy, catalogue.policy_of(one.policy), &states[i]))));
    });
    each(criterion, format!("{name}/superseder"), count, |i| drop(black_box(superseders(&states[i]))));
    each(criterion, format!("{name}/totals"), count, |i| {
        _ = black_box(totals(catalogue, &assessments[i].findings));
    });
    each(criterion, format!("{name}/smallest changes"), count, |i| {
        each_finding(i, &mut |one| {
            if one.verdict.is_refusal() && one.superseded_by.is_none() {
                drop(black_box(smallest(catalogue.policy_of(one.policy), &states[i])));
            }
        });
    });
    each(criterion, format!("{name}/next question"), count, |i| {
        let (situation, state, findings) = (&situations[i], &states[i], &assessments[i].findings);
        _ = black_box(Agenda { catalogue, situation, state, findings, about: None }.next());
    });
}

fn main() {
    let catalogue = &compiled().catalogue;
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_500))
        .configure_from_args();
    let kinds = founders(catalogue);
    for kind in &kinds {
        whole(&mut criterion, catalogue, kind);
    }
    let rows = rows(catalogue, &kinds[0].situations);
    let mut group = criterion.benchmark_group("rows");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("reasons of 10 000", |bencher| {
        bencher.iter(|| rows.iter().for_each(|row| drop(black_box(findings(&State::new(catalogue, row))))));
    });
    group.finish();
    criterion.final_summary();
}
