//! The texts of one language. Each list stands in the order of its counterpart in the catalogue.

use crate::packed::{self, Packed, Reader, Writer, packed};

/// Everything a person reads that belongs to the catalogue, and the words of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// `zh-CN`, `en` or `zh-Hant`
    pub lang: String,
    /// A hash over the catalogue and every text: a page takes only the texts of its own build.
    pub hash: String,
    pub places: Vec<PlaceText>,
    pub facts: Vec<FactText>,
    pub documents: Vec<DocumentText>,
    /// Labels of the parameters.
    pub parameters: Vec<String>,
    /// Labels of the definitions.
    pub definitions: Vec<String>,
    pub papers: Vec<String>,
    pub channels: Vec<String>,
    pub policies: Vec<PolicyText>,
    pub costs: Vec<CostText>,
    /// Founders to start from.
    pub people: Vec<PersonText>,
    /// The words of the page, in the order of the app's own list.
    pub words: Vec<String>,
    /// The regions whose policies have texts of their own, each in a file beside this one.
    pub regions: Vec<String>,
    /// One bit for each region whose texts are here.
    pub loaded: u32,
    /// What policies are looked for by.
    pub names: Names,
}

packed!(Texts {
    lang,
    hash,
    places,
    facts,
    documents,
    parameters,
    definitions,
    papers,
    channels,
    policies,
    costs,
    people,
    words,
    regions,
    loaded,
    names,
});

/// The texts of the policies of one region, what founding may cost, example founders, the words of what one takes
/// along, or names to look for. Numbers are positions in the lists of [`Texts`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionTexts {
    pub lang: String,
    /// As in [`Texts`].
    pub hash: String,
    /// Position in [`Texts::regions`].
    pub region: u8,
    pub documents: Vec<(u16, DocumentText)>,
    pub papers: Vec<(u16, String)>,
    pub channels: Vec<(u16, String)>,
    pub policies: Vec<(u16, PolicyText)>,
    pub costs: Vec<(u16, CostText)>,
    pub people: Vec<PersonText>,
    pub words: Vec<(u16, String)>,
    /// As in [`Names`].
    pub names: Vec<String>,
}

/// For each policy its names, one to a line: that of the language of the texts first, the others, and how the Chinese
/// one is typed. They come only when somebody looks for a policy, and are never packed with the other texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(pub Vec<String>);

impl Packed for Names {
    fn read(_: &mut Reader) -> Names {
        Names::default()
    }

    fn write(&self, _: &mut Writer) {}
}

/// A founder to start from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonText {
    pub name: String,
    /// As [`crate::wire::line`] writes them.
    pub answers: Vec<String>,
}

packed!(PersonText { name, answers });

packed!(RegionTexts { lang, hash, region, documents, papers, channels, policies, costs, people, words, names });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceText {
    pub name: String,
    /// Other names that people look for.
    pub also: Vec<String>,
}

packed!(PlaceText { name, also });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactText {
    /// How a sentence names the fact.
    pub noun: String,
    /// Clauses of a yes/no fact: what holds, and what does not.
    pub yes: Option<String>,
    pub no: Option<String>,
    pub question: String,
    /// The question while the venture is a plan.
    pub question_plan: Option<String>,
    pub help: Option<String>,
    /// How to find out.
    pub find_out: Option<String>,
    pub unit: Option<String>,
    pub values: Vec<ValueText>,
}

packed!(FactText { noun, yes, no, question, question_plan, help, find_out, unit, values });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueText {
    pub name: String,
    pub help: Option<String>,
}

packed!(ValueText { name, help });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentText {
    pub title: String,
    pub issuer: String,
}

packed!(DocumentText { title, issuer });

/// What founding may cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostText {
    pub title: String,
    pub says: String,
    /// What to ask, and whom, before registering.
    pub ask: String,
}

packed!(CostText { title, says, ask });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyText {
    pub name: String,
    pub versions: Vec<VersionText>,
    pub steps: Vec<StepText>,
}

packed!(PolicyText { name, versions, steps });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VersionText {
    pub requirements: Vec<RequirementText>,
    /// Conditions of the text that no answer can test.
    pub unchecked: Vec<String>,
}

packed!(VersionText { requirements, unchecked });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequirementText {
    pub label: String,
    /// Labels of the alternatives, where there are several.
    pub any: Vec<String>,
}

packed!(RequirementText { label, any });

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepText {
    pub say: String,
    /// What is lost otherwise.
    pub lost: Option<String>,
}

packed!(StepText { say, lost });

impl Texts {
    /// Reads texts that the build wrote; `None` where the bytes are not texts of this engine's version.
    pub fn decode(bytes: &[u8]) -> Option<Texts> {
        packed::read(bytes)
    }

    /// The bytes that [`Texts::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        packed::write(self)
    }

    /// The bit of the region that a policy's texts travel with; none where they are here from the start.
    pub fn region_of(&self, policy: &str) -> u32 {
        let region = policy.split('/').next().unwrap_or_default();
        self.regions.iter().position(|known| known == region).map_or(0, |at| 1 << at)
    }

    /// Takes in the texts of a region of the same language and build; others are left alone.
    pub fn add(&mut self, region: RegionTexts) {
        if region.lang != self.lang || region.hash != self.hash {
            return;
        }
        fill(&mut self.documents, region.documents);
        fill(&mut self.papers, region.papers);
        fill(&mut self.channels, region.channels);
        fill(&mut self.policies, region.policies);
        fill(&mut self.costs, region.costs);
        self.people.extend(region.people);
        fill(&mut self.words, region.words);
        self.names.0.extend(region.names);
        self.loaded |= 1 << region.region;
    }
}

impl RegionTexts {
    /// The name, among the regions, of what founding may cost: read only before registering.
    pub const COSTS: &str = "costs";
    /// The name, among the regions, of founders to start from.
    pub const PEOPLE: &str = "people";
    /// The name, among the regions, of the words of what one takes along.
    pub const TAKE: &str = "take";
    /// The name, among the regions, of the words of screening a roster.
    pub const SCREEN: &str = "screen";
    /// The name, among the regions, of the words of the staff's side.
    pub const STAFF: &str = "staff";
    /// The name, among the regions, of what policies are looked for by.
    pub const NAMES: &str = "names";

    /// Reads texts that the build wrote; `None` where the bytes are not texts of this engine's version.
    pub fn decode(bytes: &[u8]) -> Option<RegionTexts> {
        packed::read(bytes)
    }

    /// The bytes that [`RegionTexts::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        packed::write(self)
    }
}

fn fill<T>(list: &mut [T], with: Vec<(u16, T)>) {
    for (at, text) in with {
        if let Some(slot) = list.get_mut(usize::from(at)) {
            *slot = text;
        }
    }
}
