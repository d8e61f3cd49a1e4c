//! What else a change alters is what two whole assessments differ in, on random situations.

mod common;

use std::time::Instant;

use common::Seed;
use engine::assess;
use engine::assess::reassess;
use engine::assessment::Finding;
use engine::effects::{Effect, class, effects};
use engine::fact::{FactId, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::verdict::Verdict;

/// The verdict as a person sees it: absent and superseded count as a no.
fn shown(findings: &[Finding], policy: PolicyId) -> Verdict {
    let found = findings.iter().find(|finding| finding.policy == policy && finding.superseded_by.is_none());
    found.map_or(Verdict::Ineligible, |finding| finding.verdict)
}

fn difference(catalogue: &Catalogue, before: &[Finding], after: &[Finding]) -> Vec<Effect> {
    let all = (0u16..).map(PolicyId).take(catalogue.policies.len());
    let both = all.map(|policy| Effect { policy, before: shown(before, policy), after: shown(after, policy) });
    both.filter(|one| class(one.before) != class(one.after)).collect()
}

fn changed(situation: &Situation, set: &[(FactId, Known)]) -> Situation {
    let mut changed = situation.clone();
    set.iter().for_each(|(fact, known)| changed.set(*fact, Answer::Given(*known)));
    changed
}

fn check(catalogue: &Catalogue, situation: &Situation, set: &[(FactId, Known)]) -> usize {
    let before = assess(catalogue, situation).findings;
    let after = assess(catalogue, &changed(situation, set)).findings;
    let found = effects(catalogue, situation, &before, set);
    let names: Vec<&str> = set.iter().map(|(fact, _)| catalogue.fact_of(*fact).id.as_str()).collect();
    assert_eq!(
        found,
        difference(catalogue, &before, &after),
        "{names:?}: {}",
        engine::wire::situation::write(catalogue, situation)
    );
    found.len()
}

#[test]
fn effects_are_the_difference_of_two_assessments() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(21);
    let mut seen = 0;
    for _ in 0..120 {
        let answered = 30 + seed.below(70);
        let situation = seed.partial(catalogue, answered);
        let full = seed.complete(catalogue, &Situation::empty(catalogue, situation.as_of));
        for _ in 0..3 {
            let mut set = Vec::new();
            for _ in 0..=seed.below(2) {
                let at = u16::try_from(seed.below(catalogue.facts.len() as u64)).expect("fewer than 65536 facts");
                set.push((FactId(at), full.known(catalogue, FactId(at))));
            }
            if engine::wire::situation::check(catalogue, &changed(&situation, &set)).is_ok() {
                seen += check(catalogue, &situation, &set);
            }
        }
    }
    assert!(seen > 300, "only {seen} effects were seen");
}

/// Another place brings other policies and takes some away; another form does both.
#[test]
fn place_and_form_are_changed_on_every_founder() {
    let catalogue = &common::compiled().catalogue;
    let fact = |id: &str| catalogue.fact(id).unwrap_or_else(|| panic!("no fact `{id}`"));
    let (place, form) = (fact("venture.place"), fact("venture.form"));
    let leaf = |id: &str| Known::Among(catalogue.places.mask(id).unwrap_or_else(|| panic!("no place `{id}`")));
    let mut seed = Seed(22);
    let mut seen = 0;
    for _ in 0..25 {
        let situation = seed.complete(catalogue, &Situation::empty(catalogue, catalogue.date));
        for id in ["shanghai/minhang", "shanghai/hongkou", "henan/puyang/hualong"] {
            seen += check(catalogue, &situation, &[(place, leaf(id))]);
        }
        for bit in 0..catalogue.fact_of(form).values.len() {
            seen += check(catalogue, &situation, &[(form, Known::Among(1 << bit))]);
        }
    }
    assert!(seen > 500, "only {seen} effects were seen");
}

/// Cheap: told for every change of a founder, it costs less than one assessment for each.
#[test]
fn effects_cost_less_than_an_assessment() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(23);
    let (mut whole, mut apart, mut changes) = (0, 0, 0);
    for _ in 0..20 {
        let situation = seed.partial(catalogue, 80);
        let start = Instant::now();
        let assessment = assess(catalogue, &situation);
        whole += start.elapsed().as_micros();
        for change in assessment.findings.iter().flat_map(|finding| &finding.changes) {
            let start = Instant::now();
            effects(catalogue, &situation, &assessment.findings, &change.set);
            apart += start.elapsed().as_micros();
            changes += 1;
        }
    }
    assert!(changes > 20, "only {changes} changes");
    println!("assess {} µs, effects {} µs each", whole / 20, apart / changes);
    assert!(apart / changes < whole / 20, "{apart} µs for {changes} changes, {whole} µs for 20 assessments");
}

/// Answers, refusals to answer and second thoughts, one after another: what is kept from step to step stays what a
/// whole assessment tells.
#[test]
fn an_assessment_from_the_one_before_is_a_whole_one() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(23);
    let mut kept = 0;
    for walk in 0..60 {
        let mut situation = seed.partial(catalogue, 20 + 10 * (walk % 8));
        if engine::wire::situation::check(catalogue, &situation).is_err() {
            continue;
        }
        let mut assessment = assess(catalogue, &situation);
        for _ in 0..12 {
            let full = seed.complete(catalogue, &Situation::empty(catalogue, situation.as_of));
            let other = seed.partial(catalogue, 60);
            let mut next = situation.clone();
            for _ in 0..=seed.below(2) {
                let at =
                    FactId(u16::try_from(seed.below(catalogue.facts.len() as u64)).expect("fewer than 65536 facts"));
                next.set(
                    at,
                    match seed.below(6) {
                        0 => Answer::Absent,
                        1 => Answer::Declined,
                        2 => other.answer(at),
                        _ => Answer::Given(full.known(catalogue, at)),
                    },
                );
            }
            if engine::wire::situation::check(catalogue, &next).is_err() {
                continue;
            }
            let whole = assess(catalogue, &next);
            let told = |situation| engine::wire::situation::write(catalogue, situation);
            let found = reassess(catalogue, &situation, &assessment, &next);
            for (one, other) in found.findings.iter().zip(&whole.findings) {
                let id = &catalogue.policy_of(other.policy).id;
                assert_eq!(one, other, "{id}: {} after {}", told(&next), told(&situation));
            }
            assert_eq!(found, whole, "{} after {}", told(&next), told(&situation));
            kept += whole.findings.iter().filter(|one| assessment.findings.contains(one)).count();
            (situation, assessment) = (next, found);
        }
    }
    assert!(kept > 10_000, "only {kept} findings stayed what they were");
}
