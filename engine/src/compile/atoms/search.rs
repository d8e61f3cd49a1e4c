//! Finds examples for comparisons that no example shows yet.
//!
//! A best-first search from the examples that people wrote: one answer is changed at a time, guided
//! by how many comparisons still stand in the way.

use super::{Atom, Spot, only_reading, shown_by};
use crate::assess::find;
use crate::compile::Compiled;
use crate::compile::examples::Sample;
use crate::condition::Condition;
use crate::fact::{FactId, Kind, Known};
use crate::policy::{Catalogue, Policy, PolicyId, Requirement};
use crate::reading::{About, Question, readings};
use crate::reads::by_version;
use crate::settle::{cut, put};
use crate::situation::{Answer, Situation};
use crate::state::State;
use crate::term::Days;
use crate::truth::Truth;
use crate::wire::example::{Base, Example, Expect};
use crate::wire::situation::check;

/// How many situations are looked around from for one comparison.
const LOOKS: usize = 300;

/// How many answers an example may change.
const CHANGES: usize = 7;

/// What stands in the way where the version does not even apply.
const ELSEWHERE: u32 = 20;

/// Examples for every comparison that those of the catalogue do not show, as `NAME.examples.toml`:
/// the path below the folder of policies and the text, for each policy that needs any.
pub fn write(compiled: &Compiled) -> Vec<(String, String)> {
    let catalogue = &compiled.catalogue;
    let policies = (0u16..).map(PolicyId).zip(&catalogue.policies).zip(&compiled.examples);
    let files = policies.filter_map(|((id, policy), samples)| {
        let mut text = String::new();
        for found in fill(catalogue, id, policy, samples) {
            text.push_str(&found);
        }
        (!text.is_empty()).then(|| {
            let head = "# Written by `qibu check --atoms --write`: each example turns one comparison of the rule on its own.\n";
            (format!("{}.examples.toml", policy.id), format!("{head}{text}"))
        })
    });
    files.collect()
}

fn fill(catalogue: &Catalogue, id: PolicyId, policy: &Policy, samples: &[Sample]) -> Vec<String> {
    let mut atoms = shown_by(catalogue, id, policy, samples);
    let mut written = Vec::new();
    for i in 0..atoms.len() {
        for value in [true, false] {
            if atoms[i].shown[usize::from(value)].is_some() {
                continue;
            }
            let strict = Search { catalogue, policy, atom: &atoms[i], value, strict: true };
            let found = strict.run(samples).or_else(|| Search { strict: false, ..strict }.run(samples));
            let Some((base, situation)) = found else { continue };
            let holds = if value { "holds" } else { "fails" };
            let name = format!("{} {}: {} {holds}", written.len() + 1, atoms[i].place(catalogue), atoms[i].text);
            let state = State::new(catalogue, &situation);
            let sample = Sample::new(name, situation);
            atoms.iter_mut().for_each(|atom| atom.look(policy, &sample, &state));
            written.push(example(catalogue, id, base, &sample, &state));
        }
    }
    written
}

/// An example that says only what differs from another.
fn example(catalogue: &Catalogue, id: PolicyId, base: &Sample, sample: &Sample, state: &State) -> String {
    let verdict = find(id, catalogue.policy_of(id), state).verdict;
    let facts = (0u16..).map(FactId).take(catalogue.facts.len());
    let changed = facts.filter_map(|fact| match sample.situation.answer(fact) {
        Answer::Given(known) if base.situation.answer(fact) != Answer::Given(known) => Some((fact, known)),
        _ => None,
    });
    let expect = Expect { verdict, fen: None, opens: None, closes: None };
    Example { name: &sample.name, base: Base::Like(&base.name), given: changed.collect(), expect }.write(catalogue)
}

/// A search for one comparison with one value.
struct Search<'a> {
    catalogue: &'a Catalogue,
    policy: &'a Policy,
    atom: &'a Atom<'a>,
    value: bool,
    /// The requirement itself shall turn, and not only whether every source says so.
    strict: bool,
}

/// A situation on the way: what stands in the way, how many answers differ, from which example.
#[derive(Clone)]
struct Place<'a> {
    cost: u32,
    changed: usize,
    base: &'a Sample,
    situation: Situation,
}

impl Search<'_> {
    fn run<'s>(&self, samples: &'s [Sample]) -> Option<(&'s Sample, Situation)> {
        let mut frontier: Vec<Place> = Vec::new();
        for base in samples {
            let cost = self.cost(&State::new(self.catalogue, &base.situation));
            insert(&mut frontier, Place { cost, changed: 0, base, situation: base.situation.clone() });
        }
        let mut seen: Vec<Situation> = Vec::new();
        for _ in 0..LOOKS {
            if frontier.is_empty() {
                return None;
            }
            let place = frontier.remove(0);
            if place.changed >= CHANGES || seen.contains(&place.situation) {
                continue;
            }
            seen.push(place.situation.clone());
            for situation in self.around(&place.situation) {
                let state = State::new(self.catalogue, &situation);
                let cost = self.cost(&state);
                if cost == 0 && self.atom.decides(self.policy, &state) == Some(self.value) {
                    return Some((place.base, situation));
                }
                if cost <= place.cost {
                    insert(&mut frontier, Place { cost, changed: place.changed + 1, base: place.base, situation });
                }
            }
            frontier.truncate(400);
        }
        None
    }

    /// Situations that differ in one answer.
    fn around(&self, situation: &Situation) -> Vec<Situation> {
        let version = &self.policy.versions[self.atom.version];
        let state = State::new(self.catalogue, situation);
        let read = by_version(self.catalogue, self.policy, version);
        let mut found = Vec::new();
        for fact in &read {
            for known in self.values(*fact, &state) {
                let mut next = situation.clone();
                next.set(*fact, Answer::Given(known));
                if next == *situation || check(self.catalogue, &next).is_err() {
                    continue;
                }
                found.extend(self.completed(&next, &state, &read));
                found.push(next);
            }
        }
        found
    }

    /// A fact that applies only since the change, and has no answer, takes each of its values.
    fn completed(&self, situation: &Situation, before: &State, read: &[FactId]) -> Vec<Situation> {
        let state = State::new(self.catalogue, situation);
        let new = read.iter().find(|fact| {
            let applies = before.applies(**fact) != Truth::True && state.applies(**fact) == Truth::True;
            applies && situation.answer(**fact) == Answer::Absent
        });
        let values = new.map(|fact| (*fact, self.values(*fact, &state)));
        let filled = values.into_iter().flat_map(|(fact, values)| {
            values.into_iter().map(move |known| {
                let mut next = situation.clone();
                next.set(fact, Answer::Given(known));
                next
            })
        });
        filled.filter(|next| check(self.catalogue, next).is_ok()).collect()
    }

    /// The values of a fact that can make a difference to the policy.
    fn values(&self, fact: FactId, state: &State) -> Vec<Known> {
        let definition = self.catalogue.fact_of(fact);
        let version = &self.policy.versions[self.atom.version];
        let mut conditions: Vec<&Condition> = Vec::new();
        for condition in all_conditions(version) {
            super::leaves(condition, &mut |atom| conditions.push(atom));
        }
        let applies = self.catalogue.facts.iter().filter_map(|fact| fact.applies.as_ref());
        for condition in applies {
            super::leaves(condition, &mut |atom| conditions.push(atom));
        }
        match definition.open(&self.catalogue.places) {
            Known::Among(all) => {
                let mut found: Vec<(Vec<Truth>, u64)> = Vec::new();
                for bit in (0..64).map(|bit| 1u64 << bit).filter(|bit| all & bit != 0) {
                    let one = state.with(fact, Known::Among(bit));
                    let mut truths: Vec<Truth> =
                        conditions.iter().map(|condition| condition.truth(&one, one.today())).collect();
                    truths.push(one.is_among(self.policy.place_of, self.policy.place));
                    if !found.iter().any(|(known, _)| *known == truths) {
                        found.push((truths, bit));
                    }
                }
                found.into_iter().map(|(_, bit)| Known::Among(bit)).collect()
            }
            Known::Set { .. } => {
                let mut mask = 0;
                for condition in &conditions {
                    if let Condition::Has { fact: other, mask: read, .. } = condition
                        && *other == fact
                    {
                        mask |= read;
                    }
                }
                let now = match state.known(fact) {
                    Known::Set { has, .. } => has,
                    Known::Among(_) | Known::Span { .. } => 0,
                };
                let bits = (0..64).map(|bit| 1u64 << bit).filter(|bit| mask & bit != 0);
                let toggled = bits.clone().map(|bit| now ^ bit);
                let alone = bits.chain([0, now]);
                toggled.chain(alone).map(|has| Known::Set { has, may: 0 }).collect()
            }
            whole @ Known::Span { .. } => {
                let open = state.with(fact, whole);
                let Known::Span { lo, hi } = open.known(fact) else { return Vec::new() };
                let mut starts = Vec::new();
                for reading in readings(self.policy, &open) {
                    let ask = |about| Question { reading, about };
                    let atoms = conditions.iter().map(|condition| ask(About::Atom(condition)));
                    for question in
                        [ask(About::Covered), ask(About::Closed), ask(About::Early)].into_iter().chain(atoms)
                    {
                        cut(&question, fact, (lo, hi), &open, &mut starts);
                    }
                }
                let mut values = Vec::new();
                let around = starts.iter().flat_map(|start| [start - 1, *start]);
                around.filter(|value| (lo..=hi).contains(value)).for_each(|value| put(&mut values, value));
                if values.is_empty() && matches!(definition.kind, Kind::Count | Kind::Money) {
                    values = vec![0, 1];
                }
                values.into_iter().map(|value| Known::Span { lo: value, hi: value }).collect()
            }
        }
    }

    /// How many comparisons stand in the way of the one looked for.
    fn cost(&self, state: &State) -> u32 {
        let Some(reading) = only_reading(self.policy, self.atom.version, state) else { return ELSEWHERE };
        let days = reading.days;
        let requirements = reading.version.requirements.iter().enumerate();
        match self.atom.spot {
            Spot::Requirement(i) => requirements
                .map(|(j, requirement)| match self.atom.condition {
                    _ if j != i => met(requirement, state, days),
                    None if self.value => met(requirement, state, days),
                    None => unmet(requirement, state, days),
                    Some(atom) => self.turns(requirement, atom, state, days),
                })
                .sum(),
            Spot::Case(i) => {
                let Some(atom) = self.atom.condition else { return ELSEWHERE };
                let cases = reading.version.benefit.cases.iter().enumerate().take(i + 1);
                cases
                    .map(|(j, case)| {
                        if j == i {
                            self.path(&case.when, atom, state, days)
                        } else {
                            flips(&case.when, false, state, days)
                        }
                    })
                    .sum()
            }
        }
    }

    /// What stands in the way of a comparison that shall turn its requirement.
    fn turns(&self, requirement: &Requirement, atom: &Condition, state: &State, days: Days) -> u32 {
        let parts = requirement.any.iter().flat_map(|one| {
            let disputed = one.disputed.as_ref().filter(|wider| self.strict || holds_atom(wider, atom));
            [Some(&one.when), disputed]
        });
        parts
            .flatten()
            .map(|part| {
                if holds_atom(part, atom) {
                    self.path(part, atom, state, days)
                } else {
                    flips(part, false, state, days)
                }
            })
            .sum()
    }

    /// What stands in the way of a comparison that shall turn a condition.
    fn path(&self, condition: &Condition, atom: &Condition, state: &State, days: Days) -> u32 {
        if std::ptr::eq(condition, atom) {
            return u32::from(atom.truth(state, days) != Truth::from(self.value));
        }
        let (parts, wanted) = match condition {
            Condition::All(parts) => (parts, true),
            Condition::Any(parts) => (parts, false),
            Condition::Named { body, .. } => return self.path(body, atom, state, days),
            _ => return 0,
        };
        let part = |part: &Condition| {
            if holds_atom(part, atom) { self.path(part, atom, state, days) } else { flips(part, wanted, state, days) }
        };
        parts.iter().map(part).sum()
    }
}

fn all_conditions(version: &crate::policy::Version) -> impl Iterator<Item = &Condition> {
    version
        .requirements
        .iter()
        .flat_map(Requirement::conditions)
        .chain(version.benefit.cases.iter().map(|case| &case.when))
}

fn insert<'a>(frontier: &mut Vec<Place<'a>>, place: Place<'a>) {
    let key = |place: &Place| (place.cost, place.changed);
    let at = frontier.partition_point(|other| key(other) <= key(&place));
    frontier.insert(at, place);
}

fn holds_atom(condition: &Condition, atom: &Condition) -> bool {
    let mut found = false;
    super::leaves(condition, &mut |leaf| found |= std::ptr::eq(leaf, atom));
    found
}

fn met(requirement: &Requirement, state: &State, days: Days) -> u32 {
    requirement.conditions().map(|part| flips(part, true, state, days)).min().unwrap_or(0)
}

fn unmet(requirement: &Requirement, state: &State, days: Days) -> u32 {
    requirement.conditions().map(|part| flips(part, false, state, days)).sum()
}

/// How many comparisons would have to turn for a condition to come out as wanted.
fn flips(condition: &Condition, wanted: bool, state: &State, days: Days) -> u32 {
    let inner = |part: &Condition| flips(part, wanted, state, days);
    match (condition, wanted) {
        (Condition::All(parts), true) | (Condition::Any(parts), false) => parts.iter().map(inner).sum(),
        (Condition::All(parts), false) | (Condition::Any(parts), true) => parts.iter().map(inner).min().unwrap_or(0),
        (Condition::Named { body, .. }, _) => inner(body),
        (atom, _) => u32::from(atom.truth(state, days) != Truth::from(wanted)),
    }
}
