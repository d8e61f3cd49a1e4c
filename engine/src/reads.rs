//! Which facts a policy reads, and those that decide whether they apply.

use crate::fact::FactId;
use crate::policy::{Catalogue, Policy, Version};

/// The facts that one version of a policy reads.
#[must_use]
pub fn by_version(catalogue: &Catalogue, policy: &Policy, version: &Version) -> Vec<FactId> {
    let mut found = vec![policy.place_of];
    let mut add = |fact: FactId| found.push(fact);
    version.walk_rule(&mut |part| part.facts(&mut add));
    version.walk_benefit(&mut |part| part.facts(&mut add));
    with_deciding(catalogue, found)
}

/// Facts, and those that decide whether they apply, each once.
#[must_use]
pub fn with_deciding(catalogue: &Catalogue, facts: Vec<FactId>) -> Vec<FactId> {
    let mut found: Vec<FactId> = Vec::new();
    let mut waiting = facts;
    while let Some(fact) = waiting.pop() {
        if found.contains(&fact) {
            continue;
        }
        found.push(fact);
        if let Some(condition) = &catalogue.fact_of(fact).applies {
            condition.walk(&mut |part| part.facts(&mut |fact| waiting.push(fact)));
        }
    }
    found.sort();
    found
}
