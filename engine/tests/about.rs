//! An interview about one policy asks only what that one misses, and ends when it is settled.

mod common;

use std::fs;

use engine::agenda::Agenda;
use engine::assess;
use engine::assessment::{Finding, standing};
use engine::compile::samples;
use engine::fact::FactId;
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::truth::Truth;
use engine::verdict::Verdict;

fn founders(catalogue: &Catalogue) -> Vec<Situation> {
    let text = fs::read_to_string(common::folder().join("founders.json")).expect("the founders can be read");
    let samples = samples::read(catalogue, &text).expect("the founders are situations");
    samples.into_iter().map(|sample| sample.situation).collect()
}

fn next(catalogue: &Catalogue, situation: &Situation, about: PolicyId) -> (Option<FactId>, usize, Vec<Finding>) {
    let state = State::new(catalogue, situation);
    let findings = assess(catalogue, situation).findings;
    let agenda = Agenda { catalogue, situation, state: &state, findings: &findings, about: Some(about) };
    let (fact, left) = agenda.next();
    (fact, left, findings)
}

/// Whether it is the place that says if another policy takes the place of this one.
fn is_rival(catalogue: &Catalogue, situation: &Situation, about: PolicyId, fact: FactId) -> bool {
    let state = State::new(catalogue, situation);
    catalogue.policies.iter().any(|policy| {
        policy.supersedes.contains(&about)
            && policy.place_of == fact
            && state.is_among(fact, policy.place) == Truth::Unknown
    })
}

#[test]
fn only_what_the_policy_misses_is_asked_until_it_is_settled() {
    let catalogue = &common::compiled().catalogue;
    let (mut asked, mut settled, mut replaced, mut elsewhere) = (0, 0, 0, 0);
    for founder in founders(catalogue).iter().step_by(12) {
        for at in (0..catalogue.policies.len()).step_by(6) {
            let about = PolicyId(u16::try_from(at).expect("small"));
            let id = &catalogue.policy_of(about).id;
            let mut situation = Situation::empty(catalogue, founder.as_of);
            let mut questions = 0;
            let findings = loop {
                let (fact, left, findings) = next(catalogue, &situation, about);
                let Some(fact) = fact else { break findings };
                assert!(left > 0, "{id}");
                let target = standing(&findings, about);
                let is_missed = target.is_some_and(|finding| finding.missing.contains(&fact));
                let standing = target.map_or(about, |finding| finding.policy);
                assert!(is_missed || is_rival(catalogue, &situation, standing, fact), "{id} does not miss {fact:?}");
                let answer = match founder.answer(fact) {
                    Answer::Given(known) if known.is_exact() => Answer::Given(known),
                    _ => Answer::Declined,
                };
                situation.set(fact, answer);
                questions += 1;
                assert!(questions <= catalogue.facts.len(), "{id}: a question is asked twice");
            };
            asked += questions;
            let Some(finding) = standing(&findings, about) else {
                elsewhere += 1;
                continue;
            };
            replaced += usize::from(finding.policy != about);
            // What only matters where an answer that was declined is a yes cannot be asked.
            let state = State::new(catalogue, &situation);
            let is_open = finding
                .missing
                .iter()
                .any(|fact| situation.answer(*fact) == Answer::Absent && state.applies(*fact) == Truth::True);
            assert!(!is_open, "{id}: a question that matters was not asked");
            if situation.asked().all(|(_, answer)| answer != Answer::Declined) {
                assert_ne!(finding.verdict, Verdict::Undetermined, "{id}");
                // Whatever else the founder would say changes nothing about it; a policy of another place counts as a no.
                let whole = assess(catalogue, founder).findings;
                let is_refused = standing(&whole, about).is_none_or(|whole| whole.verdict.is_refusal());
                assert_eq!(is_refused, finding.verdict.is_refusal(), "{id}");
                settled += 1;
            }
        }
    }
    println!("{asked} questions, {settled} settled, {replaced} replaced, {elsewhere} elsewhere");
    assert!(settled > 50 && replaced > 3 && elsewhere > 50, "{settled}, {replaced}, {elsewhere}");
}
