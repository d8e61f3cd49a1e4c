//! Which answers a verdict rests on, and which of those were only said.

use engine::assessment::Finding;
use engine::fact::FactId;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::verdict::Verdict;

/// The answers that a finding rests on, in the order of the catalogue: what its place, requirements, window and
/// benefit read, and what decides whether that applies. Nothing while the verdict is open.
pub fn rests(state: &State, situation: &Situation, finding: &Finding) -> Vec<FactId> {
    let catalogue = state.catalogue();
    if finding.verdict == Verdict::Undetermined {
        return Vec::new();
    }
    let policy = catalogue.policy_of(finding.policy);
    let mut read = vec![policy.place_of];
    let add = |read: &mut Vec<FactId>, fact: FactId| {
        if !read.contains(&fact) {
            read.push(fact);
        }
    };
    if let Some(version) = policy.versions.get(finding.shown_version) {
        version.walk_rule(&mut |part| part.facts(&mut |fact| add(&mut read, fact)));
        version.walk_benefit(&mut |part| part.facts(&mut |fact| add(&mut read, fact)));
    }
    let mut at = 0;
    while let Some(fact) = read.get(at).copied() {
        if let Some(applies) = &catalogue.fact_of(fact).applies {
            applies.walk(&mut |part| part.facts(&mut |fact| add(&mut read, fact)));
        }
        at += 1;
    }
    read.retain(|fact| matches!(situation.answer(*fact), Answer::Given(_)) && state.applies(*fact).can_be_true());
    read.sort_unstable();
    read
}

/// The answers that a finding rests on and for which no paper was seen.
pub fn only_said(state: &State, situation: &Situation, finding: &Finding, seen: &[FactId]) -> Vec<FactId> {
    let mut facts = rests(state, situation, finding);
    facts.retain(|fact| !seen.contains(fact));
    facts
}

#[cfg(test)]
mod tests {
    use engine::effects::facts;
    use engine::situation::Answer;
    use engine::state::State;
    use engine::verdict::Verdict;

    use super::{only_said, rests};
    use crate::report::seen::world;

    #[test]
    fn a_grant_rests_on_the_answers_that_its_rule_reads() {
        let world = world();
        let founder = world.founder("graduate-month-13");
        let state = State::new(&world.catalogue, &founder.situation);
        let grant = world.policy("shanghai/first-startup-grant");
        let finding = founder.assessment.findings.iter().find(|one| one.policy == grant).expect("the grant");
        let ids = |facts: Vec<engine::fact::FactId>| -> Vec<String> {
            facts.iter().map(|fact| world.catalogue.fact_of(*fact).id.clone()).collect()
        };
        let found = ids(rests(&state, &founder.situation, finding));
        for id in ["founder.groups", "founder.hukou", "venture.registered_on", "founder.first_venture"] {
            assert!(found.iter().any(|one| one == id), "{id} is not in {found:?}");
        }
        assert!(!found.iter().any(|one| one == "founder.sex"), "{found:?}");
        let groups = world.catalogue.fact("founder.groups").expect("the groups");
        let said = ids(only_said(&state, &founder.situation, finding, &[groups]));
        assert_eq!(said.len() + 1, found.len());
    }

    #[test]
    fn an_answer_on_which_nothing_rests_can_go_without_changing_the_verdict() {
        let world = world();
        let mut tried = 0;
        for founder in world.founders.iter().take(12) {
            let state = State::new(&world.catalogue, &founder.situation);
            for finding in founder.assessment.findings.iter().filter(|one| one.verdict != Verdict::Undetermined) {
                let on = rests(&state, &founder.situation, finding);
                let mut left = founder.situation.clone();
                for (fact, _) in founder.situation.asked().filter(|(fact, _)| !on.contains(fact)) {
                    left.set(fact, Answer::Absent);
                }
                let policy = world.catalogue.policy_of(finding.policy);
                // Other versions may read more: they are not what the card is shown by.
                if facts(policy).iter().any(|fact| left.answer(*fact) != founder.situation.answer(*fact)) {
                    continue;
                }
                tried += 1;
                let verdict = engine::settle::settle(policy, &State::new(&world.catalogue, &left)).verdict;
                assert_eq!(verdict, finding.verdict, "{} for {}", policy.id, founder.id);
            }
        }
        assert!(tried > 500, "only {tried} verdicts");
    }
}
