//! What a compiled catalogue holds that nobody can have meant.

use super::Compiled;
use crate::condition::Condition;
use crate::fact::FactId;
use crate::policy::{Catalogue, Policy};
use crate::reading::readings;
use crate::reads::with_deciding;
use crate::settle::can_hold;
use crate::situation::Situation;
use crate::state::State;
use crate::term::Part;
use crate::truth::Truth;

/// Facts that the agenda or the page reads, whatever the policies say.
const ALWAYS_ASKED: [&str; 4] = ["founder.groups", "venture.place", "venture.status", "founder.interests"];

/// Endings of hosts that belong to public bodies.
const OFFICIAL: [&str; 2] = [".gov.cn", ".edu.cn"];

/// Lines for people: each is a finding.
pub fn findings(compiled: &Compiled) -> Vec<String> {
    let catalogue = &compiled.catalogue;
    let mut found = Vec::new();
    found.extend(idle_facts(compiled));
    found.extend(unasked_facts(catalogue));
    found.extend(dead_cases(catalogue));
    found.extend(unused(compiled));
    found.extend(links(catalogue).into_iter().filter_map(|(owner, url)| {
        let is_official = OFFICIAL.iter().any(|ending| host(&url).ends_with(ending));
        (!is_official).then(|| format!("{owner}: `{url}` is no official address"))
    }));
    found
}

/// Facts that some policy reads, with those that decide whether they apply.
fn read_facts(catalogue: &Catalogue) -> Vec<FactId> {
    let mut read: Vec<FactId> = Vec::new();
    let mut add = |fact: FactId| read.push(fact);
    for policy in &catalogue.policies {
        add(policy.place_of);
        for version in &policy.versions {
            version.walk_rule(&mut |part| part.facts(&mut add));
            version.walk_benefit(&mut |part| part.facts(&mut add));
        }
        policy.steps.iter().for_each(|step| add(step.before));
    }
    let bounds = read.iter().flat_map(|fact| catalogue.fact_of(*fact).at_most.clone()).collect::<Vec<_>>();
    read.extend(bounds);
    with_deciding(catalogue, read)
}

/// Questions that no policy needs.
fn idle_facts(compiled: &Compiled) -> Vec<String> {
    let catalogue = &compiled.catalogue;
    let read = read_facts(catalogue);
    let facts = (0u16..).map(FactId).zip(&catalogue.facts);
    let idle = facts.filter(|(id, fact)| {
        let kept = ALWAYS_ASKED.contains(&fact.id.as_str()) || compiled.reserved.contains(&fact.id);
        !read.contains(id) && !kept
    });
    idle.map(|(_, fact)| {
        format!("facts.toml: no policy needs the question `{}`; say `reserved = \"why\"` where it is kept", fact.id)
    })
    .collect()
}

/// Facts that never apply, so that nobody is ever asked.
fn unasked_facts(catalogue: &Catalogue) -> Vec<String> {
    let state = State::new(catalogue, &Situation::empty(catalogue, catalogue.date));
    let never = catalogue.facts.iter().filter(|fact| {
        fact.applies.as_ref().is_some_and(|condition| condition.truth(&state, state.today()) == Truth::False)
    });
    never.map(|fact| format!("facts.toml: `{}` never applies, so nobody is asked", fact.id)).collect()
}

/// Cases of a benefit that can never be the first to hold, because an earlier one always does.
fn dead_cases(catalogue: &Catalogue) -> Vec<String> {
    let state = State::new(catalogue, &Situation::empty(catalogue, catalogue.date));
    let mut found = Vec::new();
    for policy in &catalogue.policies {
        for (index, version) in policy.versions.iter().enumerate() {
            let alone = alone(policy, index);
            let Some(reading) = readings(&alone, &state).first().copied() else { continue };
            for (i, case) in version.benefit.cases.iter().enumerate() {
                let earlier: Vec<&Condition> = version.benefit.cases[..i].iter().map(|case| &case.when).collect();
                if !can_hold(&reading, &case.when, &earlier, &state) {
                    found.push(format!(
                        "{}: case {} of the version of {} is never the first to hold",
                        policy.id,
                        i + 1,
                        version.in_force.from
                    ));
                }
            }
        }
    }
    found
}

/// A policy with one version, in force for ever.
pub fn alone(policy: &Policy, version: usize) -> Policy {
    let mut alone = policy.clone();
    let mut version = alone.versions.swap_remove(version);
    version.in_force.from = crate::date::Date::MIN;
    version.in_force.until = None;
    version.state = None;
    alone.versions = vec![version];
    alone
}

/// Documents, parameters, definitions, papers and channels that nothing uses.
fn unused(compiled: &Compiled) -> Vec<String> {
    let catalogue = &compiled.catalogue;
    let mut documents = vec![false; catalogue.documents.len()];
    let mut parameters = vec![false; catalogue.parameters.len()];
    let mut definitions = vec![false; catalogue.definitions.len()];
    let mut papers = vec![false; catalogue.papers.len()];
    let mut channels = vec![false; catalogue.channels.len()];
    for document in compiled.coverage.sources.iter().filter_map(|source| source.document) {
        documents[usize::from(document.0)] = true;
    }
    for document in &compiled.cited {
        documents[usize::from(document.0)] = true;
    }
    for policy in &catalogue.policies {
        policy.papers.iter().for_each(|i| papers[usize::from(*i)] = true);
        policy.channels.iter().for_each(|i| channels[usize::from(*i)] = true);
        for version in &policy.versions {
            documents[usize::from(version.document.0)] = true;
            version.benefit.rate.iter().for_each(|rate| parameters[usize::from(rate.base.0)] = true);
            let cites = version.requirements.iter().flat_map(|requirement| &requirement.any).map(|one| &one.cite);
            let cites = cites.chain(version.windows.iter().map(|window| &window.cite));
            let cites = cites.chain(version.benefit.cases.iter().map(|case| &case.cite));
            cites.for_each(|cite| documents[usize::from(cite.document.0)] = true);
            let mut look = |part: Part<'_>| match part {
                Part::Term(crate::term::Term::Param(id, _)) => parameters[usize::from(id.0)] = true,
                Part::Condition(Condition::Named { definition, .. }) => definitions[usize::from(definition.0)] = true,
                _ => {}
            };
            version.walk_rule(&mut look);
            version.walk_benefit(&mut look);
        }
    }
    let list = |kind: &str, used: Vec<bool>, ids: Vec<&str>| {
        let idle = ids.into_iter().zip(used).filter(|(_, used)| !used);
        idle.map(|(id, _)| format!("{kind} `{id}` is used by no policy")).collect::<Vec<_>>()
    };
    [
        list("document", documents, catalogue.documents.iter().map(|one| one.id.as_str()).collect()),
        list("parameter", parameters, catalogue.parameters.iter().map(|one| one.id.as_str()).collect()),
        list("definition", definitions, catalogue.definitions.iter().map(String::as_str).collect()),
        list("paper", papers, catalogue.papers.iter().map(String::as_str).collect()),
        list("channel", channels, catalogue.channels.iter().map(|one| one.id.as_str()).collect()),
    ]
    .concat()
}

/// Every address of the catalogue, with what it belongs to.
pub fn links(catalogue: &Catalogue) -> Vec<(String, String)> {
    let documents = catalogue.documents.iter().map(|one| (format!("document `{}`", one.id), one.url.clone()));
    let channels = catalogue.channels.iter().map(|one| (format!("channel `{}`", one.id), one.url.clone()));
    documents.chain(channels).filter_map(|(owner, url)| Some((owner, url?))).collect()
}

/// The host of an address, without port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.split(':').next().unwrap_or_default()
}
