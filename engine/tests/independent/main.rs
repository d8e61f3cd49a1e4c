//! The policy files read a second time, plainly and slowly, beside the engine.
//!
//! Nothing here is shared with engine or compiler but the format of the files and the JSON of situations:
//! the TOML is read again, conditions come from the parser of the `cel` crate, dates from `jiff`.

mod calendar;
mod compare;
mod files;
mod formula;
mod opening;
mod partial;
mod random;
mod reader;
mod syntax;
mod verdict;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use compare::differences;
use engine::assessment::Finding;
use engine::compile::{Source, compile, read_folder};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Situation;
use engine::state::State;
use files::{Files, Policy};
use random::{Answer, Seed};
use verdict::{ABSENT, ELIGIBLE, ENDED, INELIGIBLE, LIKELY, MISSED, Outcome, UPCOMING, judge};

/// How many situations each test tries.
const COMPLETE: usize = 30_000;
const WHOLE: usize = 300;
const PARTIAL: usize = 30_000;

/// Policies that use what the catalogue does not: several windows, pauses, versions still to come.
const ODD: [(&str, &str); 3] = [
    ("national/odd-windows.toml", include_str!("odd/windows.toml")),
    ("national/odd-paused.toml", include_str!("odd/paused.toml")),
    ("shanghai/odd-later.toml", include_str!("odd/later.toml")),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies")
}

fn files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut texts = Vec::new();
        reader::below(&folder(), "", &mut texts);
        texts.extend(ODD.map(|(path, text)| (path.to_owned(), text.to_owned())));
        reader::read(&texts)
    })
}

/// What the engine reads out of the same files.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let mut sources = read_folder(&folder()).expect("the policies can be read");
        sources.extend(ODD.map(|(path, text)| Source { path: path.into(), text: text.into() }));
        let codes = sources.iter_mut().find(|source| source.path == "codes.toml").expect("the codes");
        for (code, (path, _)) in (60_000..).zip(ODD) {
            codes.text.push_str(&format!("\"{}\" = {code}\n", path.trim_end_matches(".toml")));
        }
        compile(&sources, None).unwrap_or_else(|errors| panic!("{errors:#?}")).catalogue
    })
}

/// The situation that the engine reads out of the JSON; `None` where its answers contradict each other.
fn situation(answers: &[Answer], today: i64) -> Option<Situation> {
    let json = random::json(files(), answers, today).to_string();
    let draft = engine::wire::situation::read(catalogue(), &json).unwrap_or_else(|errors| panic!("{errors:?}: {json}"));
    draft.on(catalogue(), None).ok()
}

/// What the engine finds about one policy; `None` where it has no entry.
fn find(id: &str, state: &State) -> Option<Finding> {
    let at = catalogue().policies.iter().position(|policy| policy.id == id).expect("the same policies");
    let policy_id = PolicyId(u16::try_from(at).expect("a few hundred policies"));
    let policy = catalogue().policy_of(policy_id);
    let here = state.is_among(policy.place_of, policy.place).can_be_true();
    here.then(|| engine::assess::find(policy_id, policy, state))
}

/// What differed, by kind and policy: how often, and the first.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<&'static str, usize>,
    wrong: BTreeMap<String, (usize, String)>,
}

impl Tally {
    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    fn of(&self, what: &str) -> usize {
        self.counts.get(what).copied().unwrap_or_default()
    }

    fn wrong(&mut self, policy: &str, difference: &str, situation: impl FnOnce() -> String) {
        let key = format!("{policy}: {}", difference.split(':').next().unwrap_or_default());
        let entry = self.wrong.entry(key).or_insert_with(|| (0, format!("{difference}\n    {}", situation())));
        entry.0 += 1;
    }

    fn join(mut self, other: Tally) -> Tally {
        other.counts.into_iter().for_each(|(what, count)| *self.counts.entry(what).or_default() += count);
        for (key, (count, first)) in other.wrong {
            self.wrong.entry(key).or_insert((0, first)).0 += count;
        }
        self
    }

    /// Prints what was compared; what differed fails.
    fn settle(&self, what: &str) {
        println!("{what}: {:#?}", self.counts);
        let list = self.wrong.iter().map(|(key, (count, first))| format!("{key}, {count} times: {first}"));
        let list: Vec<String> = list.collect();
        assert!(list.is_empty(), "{what}: {} kinds of difference\n{}", list.len(), list.join("\n"));
    }
}

/// Half of the work on each of two threads.
fn halves(work: impl Fn(u64) -> Tally + Sync) -> Tally {
    files();
    catalogue();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(2));
        work(1).join(other.join().expect("no half panics"))
    })
}

#[test]
fn complete_situations_come_to_the_same() {
    let tally = halves(|half| {
        let (mut tally, mut seed) = (Tally::default(), Seed(half));
        for nth in 0..COMPLETE / 2 {
            let policy = &files().policies[nth % files().policies.len()];
            let changed = seed.pick(&[0, 3, 10, 40]);
            let (answers, today) = random::complete(files(), &mut seed, policy, changed);
            let given: Vec<Answer> = answers.iter().map(|value| Answer::Exact(*value)).collect();
            let situation = situation(&given, today).expect("the answers agree with each other");
            let state = State::new(catalogue(), &situation);
            let ours = judge(files(), policy, &answers, today);
            tally.count(ours.verdict);
            for difference in differences(policy, &ours, find(&policy.id, &state).as_ref()) {
                tally.wrong(&policy.id, &difference, || random::json(files(), &given, today).to_string());
            }
        }
        tally
    });
    tally.settle("complete situations");
    let least = [ELIGIBLE, LIKELY, UPCOMING, INELIGIBLE, MISSED, ENDED, ABSENT].map(|verdict| tally.of(verdict));
    assert!(least.iter().all(|count| *count > COMPLETE / 500), "too little was tried: {least:?}");
}

#[test]
fn whole_assessments_of_complete_situations_come_to_the_same() {
    let tally = halves(|half| {
        let (mut tally, mut seed) = (Tally::default(), Seed(half + 10));
        for _ in 0..WHOLE / 2 {
            let near = seed.below(files().policies.len());
            let (answers, today) = random::complete(files(), &mut seed, &files().policies[near], 10);
            let given: Vec<Answer> = answers.iter().map(|value| Answer::Exact(*value)).collect();
            let situation = situation(&given, today).expect("the answers agree with each other");
            let assessment = engine::assess(catalogue(), &situation);
            let json = || random::json(files(), &given, today).to_string();
            let outcomes: Vec<Outcome> =
                files().policies.iter().map(|policy| judge(files(), policy, &answers, today)).collect();
            for (policy, ours) in files().policies.iter().zip(&outcomes) {
                let id = |at: PolicyId| catalogue().policy_of(at).id.as_str();
                let found = assessment.findings.iter().find(|finding| id(finding.policy) == policy.id);
                for difference in differences(policy, ours, found) {
                    tally.wrong(&policy.id, &difference, json);
                }
                tally.count("policies");
                let Some(found) = found else { continue };
                let hides = |other: &Policy, outcome: &Outcome| {
                    outcome.verdict != ABSENT && other.supersedes.contains(&policy.id)
                };
                let hidden = files().policies.iter().zip(&outcomes).any(|(other, outcome)| hides(other, outcome));
                if hidden != found.superseded_by.is_some() {
                    tally.wrong(&policy.id, "superseded", json);
                }
                if hidden {
                    tally.count("superseded");
                }
            }
        }
        tally
    });
    tally.settle("whole assessments");
    assert!(tally.of("superseded") > WHOLE / 4, "too little was tried");
}

#[test]
fn partial_situations_come_to_what_all_completions_come_to() {
    let tally = halves(|half| {
        let (mut tally, mut seed) = (Tally::default(), Seed(half + 20));
        for nth in 0..PARTIAL / 2 {
            let policy = &files().policies[nth % files().policies.len()];
            let Some(case) = partial::case(files(), &mut seed, policy) else { continue };
            let Some(situation) = situation(&case.answers, case.today) else { continue };
            if case.completions().next().is_none() {
                continue;
            }
            let state = State::new(catalogue(), &situation);
            let found = find(&policy.id, &state);
            compare::partial(&case, found.as_ref(), catalogue(), &mut tally);
        }
        tally
    });
    tally.settle("partial situations");
    let of = |what: &str| tally.of(what);
    let (plain, open) = (of("case: plain"), of("verdict: undetermined, rightly"));
    let (granted, refused) = (of("verdict: granted"), of("verdict: refused"));
    assert!(plain > PARTIAL * 3 / 4 && open > PARTIAL / 2, "too little was tried: {plain}, {open}");
    assert!(granted > PARTIAL / 10 && refused > PARTIAL / 10, "too little was tried: {granted}, {refused}");
    assert!(of("range: both ends") > PARTIAL / 10, "too little was tried");
    // Where it is not plain, something may stay open in vain, but seldom does.
    let vain = of("verdict: undetermined, perhaps in vain");
    assert!(vain * 100 <= open, "{vain} of {open} verdicts stay open in vain");
    let (vain, matter) = (of("missing: in vain") + of("missing: perhaps in vain"), of("missing: matters"));
    assert!(vain * 50 <= matter, "{vain} of {matter} facts are missing in vain");
}
