//! What else a change of answers alters: the policies that come to stand better or worse by it.

use crate::assess::superseders;
use crate::assessment::Finding;
use crate::fact::{FactId, Known};
use crate::policy::{Catalogue, Policy, PolicyId};
use crate::settle::{put, settle};
use crate::situation::{Answer, Situation};
use crate::state::State;
use crate::verdict::Verdict;

/// A policy whose verdict moves to another class: a no, an open answer, a yes to come, a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    pub policy: PolicyId,
    /// What is absent from the place or superseded there counts as [`Verdict::Ineligible`].
    pub before: Verdict,
    pub after: Verdict,
}

/// The policies whose class differs once some facts are answered otherwise, in the order of the catalogue.
///
/// `findings` are those of the situation. The same as comparing two whole assessments, but only the
/// policies are settled that read something that changed.
pub fn effects(
    catalogue: &Catalogue,
    situation: &Situation,
    findings: &[Finding],
    set: &[(FactId, Known)],
) -> Vec<Effect> {
    let mut changed = situation.clone();
    set.iter().for_each(|(fact, known)| changed.set(*fact, Answer::Given(*known)));
    let (old, new) = (State::new(catalogue, situation), State::new(catalogue, &changed));
    let touched = touched(situation, &old, &changed, &new);
    let superseders = superseders(&new);
    let mut effects = Vec::new();
    for (id, policy) in (0u16..).map(PolicyId).zip(&catalogue.policies) {
        let shown = findings.iter().find(|one| one.policy == id && one.superseded_by.is_none());
        let before = shown.map_or(Verdict::Ineligible, |finding| finding.verdict);
        let is_here = new.is_among(policy.place_of, policy.place).can_be_true();
        let after = match shown {
            _ if !is_here || superseders[usize::from(id.0)].is_some() => Verdict::Ineligible,
            Some(finding) if !facts(policy).iter().any(|fact| touched.contains(fact)) => finding.verdict,
            _ => settle(policy, &new).verdict,
        };
        if class(before) != class(after) {
            effects.push(Effect { policy: id, before, after });
        }
    }
    effects
}

/// From a no to a yes.
pub fn class(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Ineligible | Verdict::Missed | Verdict::Ended => 0,
        Verdict::Undetermined => 1,
        Verdict::Upcoming => 2,
        Verdict::Likely | Verdict::Eligible => 3,
    }
}

/// The facts that a policy's rule, benefit and place read.
pub fn facts(policy: &Policy) -> Vec<FactId> {
    let mut facts = vec![policy.place_of];
    for version in &policy.versions {
        version.walk_rule(&mut |part| part.facts(&mut |fact| put(&mut facts, fact)));
        version.walk_benefit(&mut |part| part.facts(&mut |fact| put(&mut facts, fact)));
    }
    facts
}

/// The facts of which two situations know or say something else, and those that a search reads beside them; `old` and
/// `new` are the states of the two.
pub fn touched(was: &Situation, old: &State, is: &Situation, new: &State) -> Vec<FactId> {
    let catalogue = old.catalogue();
    let is_bound = |fact: FactId| catalogue.fact_of(fact).is_bound;
    // A branch in which two bounds contradict each other is none: what decides whether they apply counts too.
    let has_bounds = |fact: FactId| is_bound(fact) || catalogue.fact_of(fact).decides.iter().any(|one| is_bound(*one));
    let all = (0u16..).map(FactId).take(catalogue.facts.len());
    let mut differing = Vec::new();
    let mut with_bounds = false;
    for fact in all.clone() {
        let is_known_alike = old.known(fact) == new.known(fact) && old.applies(fact) == new.applies(fact);
        if !is_known_alike || was.answer(fact) != is.answer(fact) {
            differing.push(fact);
            with_bounds |= has_bounds(fact);
        }
    }
    let mut touched = Vec::new();
    for fact in all {
        if differing.contains(&fact) || with_bounds && has_bounds(fact) {
            put(&mut touched, fact);
        }
    }
    // What it decides is read with it, and so on.
    let mut open = touched.clone();
    while let Some(fact) = open.pop() {
        for decided in &catalogue.fact_of(fact).decides {
            if !touched.contains(decided) {
                put(&mut touched, *decided);
                open.push(*decided);
            }
        }
    }
    touched
}
