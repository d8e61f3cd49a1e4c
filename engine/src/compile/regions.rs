//! Takes the texts apart: what the first question needs, what only founders of one region read, what is read
//! only before registering, example founders, and names to look for.

use std::mem;

use crate::policy::{Catalogue, Citation, Policy};
use crate::texts::{RegionTexts, Texts};

/// The texts without those of the regions, and those of each region.
///
/// A region is the first folder of a policy's id, `national` among them: its texts are wanted with the first
/// answer. A document, paper or channel goes with the one region whose policies alone use it.
/// Words whose key begins with `take_` are read only where one takes the results along, with `screen_` only where a
/// roster is screened, with `staff_` only on the staff's side.
pub fn split(catalogue: &Catalogue, texts: &Texts, words: &[String]) -> (Texts, Vec<RegionTexts>) {
    let mut core = texts.clone();
    core.regions = regions(catalogue);
    core.loaded = 0;
    let owners: Vec<u32> = catalogue.policies.iter().map(|policy| core.region_of(&policy.id)).collect();
    let mut split = Vec::new();
    for region in 0u8..u8::try_from(core.regions.len()).unwrap_or(u8::MAX) {
        let bit = 1 << region;
        let own = |users: u32| users == bit;
        let documents = users(catalogue, &owners, core.documents.len(), documents);
        let papers = users(catalogue, &owners, core.papers.len(), |policy| policy.papers.clone());
        let channels = users(catalogue, &owners, core.channels.len(), |policy| policy.channels.clone());
        split.push(RegionTexts {
            lang: core.lang.clone(),
            hash: core.hash.clone(),
            region,
            documents: take(&mut core.documents, &documents, own),
            papers: take(&mut core.papers, &papers, own),
            channels: take(&mut core.channels, &channels, own),
            policies: take(&mut core.policies, &owners, own),
            costs: Vec::new(),
            people: Vec::new(),
            words: Vec::new(),
            names: Vec::new(),
        });
    }
    let costs = (0u16..).zip(core.costs.iter_mut().map(mem::take)).collect();
    let people = mem::take(&mut core.people);
    let mut apart = |prefix: &str| {
        let own = (0u16..).zip(core.words.iter_mut()).zip(words).filter(|(_, key)| key.starts_with(prefix));
        own.map(|((at, word), _)| (at, mem::take(word))).collect()
    };
    let (taken, screened, staff) = (apart("take_"), apart("screen_"), apart("staff_"));
    let names = mem::take(&mut core.names.0);
    let apart = [
        (RegionTexts::COSTS, RegionTexts { costs, ..RegionTexts::default() }),
        (RegionTexts::PEOPLE, RegionTexts { people, ..RegionTexts::default() }),
        (RegionTexts::TAKE, RegionTexts { words: taken, ..RegionTexts::default() }),
        (RegionTexts::SCREEN, RegionTexts { words: screened, ..RegionTexts::default() }),
        (RegionTexts::STAFF, RegionTexts { words: staff, ..RegionTexts::default() }),
        (RegionTexts::NAMES, RegionTexts { names, ..RegionTexts::default() }),
    ];
    for (name, texts) in apart {
        core.regions.push(name.into());
        let region = u8::try_from(split.len()).unwrap_or(u8::MAX);
        split.push(RegionTexts { lang: core.lang.clone(), hash: core.hash.clone(), region, ..texts });
    }
    (core, split)
}

fn regions(catalogue: &Catalogue) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for policy in &catalogue.policies {
        let region = policy.id.split('/').next().unwrap_or_default();
        if !found.iter().any(|known| known == region) {
            found.push(region.to_owned());
        }
    }
    found
}

/// For each entry of a list, the regions whose policies use it.
fn users(catalogue: &Catalogue, owners: &[u32], entries: usize, used: impl Fn(&Policy) -> Vec<u16>) -> Vec<u32> {
    let mut found = vec![0; entries];
    for (policy, owner) in catalogue.policies.iter().zip(owners) {
        for entry in used(policy) {
            if let Some(slot) = found.get_mut(usize::from(entry)) {
                *slot |= *owner;
            }
        }
    }
    found
}

fn documents(policy: &Policy) -> Vec<u16> {
    let versions = policy.versions.iter().flat_map(|version| {
        let cites = version.requirements.iter().flat_map(|requirement| &requirement.any).map(|one| &one.cite);
        let cites = cites.chain(version.windows.iter().map(|window| &window.cite));
        let cites = cites.chain(version.benefit.cases.iter().map(|case| &case.cite));
        cites.map(|cite: &Citation| cite.document.0).chain([version.document.0])
    });
    versions.collect()
}

fn take<T: Default>(list: &mut [T], users: &[u32], own: impl Fn(u32) -> bool) -> Vec<(u16, T)> {
    let entries = (0u16..).zip(list.iter_mut()).zip(users).filter(|(_, users)| own(**users));
    entries.map(|((at, text), _)| (at, mem::take(text))).collect()
}
