//! Reads and checks the files of `policies/` and makes the catalogue and its texts of them.
//!
//! Every problem of every file is collected; there is a catalogue only where there is none.

pub mod advice;
pub mod atoms;
pub mod cel;
pub mod checked;
pub mod codes;
pub mod coverage;
pub mod diagnostic;
#[cfg(feature = "compile")]
pub mod embed;
pub mod examples;
pub mod expiry;
pub mod export;
mod facts;
pub mod hant;
pub mod lint;
#[cfg(feature = "compile")]
pub mod names;
mod policies;
mod refuse;
pub mod regions;
pub mod samples;
mod shared;
mod table;
pub mod trace;
mod words;

use std::cell::Cell;
use std::path::Path;
use std::{fs, io};

use toml::Spanned;
use toml::de::DeTable;

use atoms::Coupled;
use coverage::Coverage;
use diagnostic::Log;
pub use diagnostic::{Diagnostic, Source};
use examples::Sample;
use hant::Hant;
pub use table::Text;
use table::{Table, parse};

use crate::fact::Fact;
use crate::policy::{Catalogue, DocumentId, PolicyId};
use crate::texts::{
    CostText, DocumentText, FactText, Names, PlaceText, PolicyText, RequirementText, StepText, Texts, ValueText,
    VersionText,
};
use cel::lower::{Code, ParameterName, Scope};

/// The languages in which every text is written.
const WRITTEN: [&str; 2] = ["zh-CN", "en"];

/// The languages in which every text can be read: the written ones, and one that is derived.
pub const LANGUAGES: [&str; 3] = [WRITTEN[0], WRITTEN[1], hant::LANG];

/// What the build embeds and what travels beside it.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub catalogue: Catalogue,
    /// One for each of [`LANGUAGES`].
    pub texts: Vec<Texts>,
    /// Keys of the words of the page, in the order of [`Texts::words`].
    pub words: Vec<String>,
    /// The examples of each policy, in the order of the catalogue.
    pub examples: Vec<Vec<Sample>>,
    /// Comparisons that no example can turn on its own, with the reason that the file gives.
    pub coupled: Vec<Coupled>,
    pub coverage: Coverage,
    /// Policies that are seen to have ended: `renewal = "none"`.
    pub ended: Vec<PolicyId>,
    /// Ids of facts that are kept although no policy needs them.
    pub reserved: Vec<String>,
    /// Documents that shared files cite.
    pub cited: Vec<DocumentId>,
    pub glossary: Vec<advice::Term>,
    pub costs: Vec<advice::CostEntry>,
    /// The way to the language that is derived.
    pub hant: Hant,
}

impl Compiled {
    /// A text in one of [`LANGUAGES`].
    pub fn say(&self, text: &Text, lang: &str) -> String {
        if lang == hant::LANG { self.hant.convert(&text.zh) } else { text.of(lang) }
    }
}

/// A file that is parsed.
struct File<'a> {
    source: &'a Source,
    table: Spanned<DeTable<'a>>,
}

impl<'a> File<'a> {
    fn root(&'a self, log: &'a Log) -> Table<'a> {
        Table::root(&self.table, self.source, log)
    }

    /// The name without folder and ending.
    fn stem(&self) -> &str {
        let name = self.source.path.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// The path without ending.
    fn id(&self) -> &str {
        self.source.path.strip_suffix(".toml").unwrap_or(&self.source.path)
    }
}

/// Names of files that hold no policy.
const SHARED: [&str; 13] = [
    "catalogue",
    "codes",
    "facts",
    "places",
    "documents",
    "parameters",
    "definitions",
    "papers",
    "channels",
    "coverage",
    "glossary",
    "costs",
    "hant",
];

/// Facts whose values are terms of the glossary.
const TERMS: [&str; 2] = ["founder.groups", "venture.form"];

/// The ending of the name of a file with the examples that a tool wrote for the policy beside it.
const EXAMPLES: &str = ".examples";

/// Whether a file holds a policy, or the examples that a tool wrote for one.
pub fn is_policy(source: &Source) -> bool {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    !SHARED.contains(&name.strip_suffix(".toml").unwrap_or(name))
}

/// Reads every TOML file below a folder, in the order of their paths.
///
/// # Errors
/// The folder or a file cannot be read.
pub fn read_folder(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let below = path.strip_prefix(folder).unwrap_or(&path);
                let name = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
                sources.push(Source { path: name.collect::<Vec<_>>().join("/"), text: fs::read_to_string(&path)? });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// Compiles policy files, and the words of the page where they are given.
///
/// # Errors
/// Every problem of every file.
pub fn compile(sources: &[Source], words: Option<&Source>) -> Result<Compiled, Vec<Diagnostic>> {
    let log = Log::default();
    let compiled = compile_with(sources, words, &log);
    match compiled {
        Some(compiled) if log.is_empty() => Ok(compiled),
        _ => Err(log.into_sorted()),
    }
}

fn compile_with(sources: &[Source], words: Option<&Source>, log: &Log) -> Option<Compiled> {
    let files: Vec<File> = sources.iter().map(|source| File { source, table: parse(source, log) }).collect();
    let named =
        |stem: &str| files.iter().filter(|file| file.stem() == stem).map(|file| file.root(log)).collect::<Vec<_>>();
    let (more_examples, others): (Vec<&File>, Vec<&File>) =
        files.iter().filter(|file| !SHARED.contains(&file.stem())).partition(|file| file.id().ends_with(EXAMPLES));
    let policy_files = others;

    let hant = Hant::read(&named("hant"));
    let date = shared::date(&named("catalogue"), sources.first(), log);
    let (places, place_names) = shared::places(&named("places"));
    let documents = shared::documents(&named("documents"));
    let parameters = shared::parameters(&named("parameters"));
    let papers = shared::papers(&named("papers"));
    let channels = shared::channels(&named("channels"));
    let definitions = shared::definitions(&named("definitions"));
    let codes = codes::read(&named("codes"), &policy_files, log);
    let limited = policies::limits(&policy_files, &codes, log);
    let (mut facts, fact_names) = facts::read(&named("facts"), &places, &limited, sources);

    let parameter_names: Vec<ParameterName> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
    let definition_codes: Vec<(String, Code)> =
        definitions.iter().map(|definition| (definition.id.clone(), definition.code.clone())).collect();
    let lowered = {
        let scope = Scope {
            facts: &facts.facts,
            places: &places,
            parameters: &parameter_names,
            definitions: &definition_codes,
            depth: Cell::new(0),
        };
        facts.conditions(&scope, log)
    };
    let order = facts.settle(lowered, log);
    let scope = Scope {
        facts: &facts.facts,
        places: &places,
        parameters: &parameter_names,
        definitions: &definition_codes,
        depth: Cell::new(0),
    };
    shared::check_definitions(&definitions, &scope, log);
    let named_things = policies::Names {
        scope: &scope,
        documents: &documents,
        definitions: &definitions,
        papers: &papers,
        channels: &channels,
        limited: &limited,
        codes: &codes,
        log,
    };
    let read = policies::read(&policy_files, &more_examples, &named_things);
    let on_screen = on_screen(&facts.facts, &fact_names);
    let glossary = advice::glossary(&named("glossary"), &named_things, &on_screen);
    let costs = advice::costs(&named("costs"), &named_things);
    let coupled = coupled(&read);
    let policy_ids: Vec<&str> = read.iter().map(|read| read.policy.id.as_str()).collect();
    let coverage = coverage::read(&named("coverage"), &documents, &policy_ids);
    let (word_keys, word_texts) = words.map_or_else(Default::default, |source| words::read(source, log));

    let mut catalogue = Catalogue {
        date: date?,
        hash: String::new(),
        places: places.clone(),
        facts: facts.facts.clone(),
        order,
        documents: documents.iter().map(|document| document.document.clone()).collect(),
        parameters: parameters.iter().map(|parameter| parameter.parameter.clone()).collect(),
        definitions: definitions.iter().map(|definition| definition.id.clone()).collect(),
        papers: papers.iter().map(|(id, _)| id.clone()).collect(),
        channels: channels.iter().map(|(channel, _)| channel.clone()).collect(),
        policies: read.iter().map(|policy| policy.policy.clone()).collect(),
        costs: costs.iter().map(|entry| entry.cost.clone()).collect(),
    };
    let names = TextSources {
        places: &place_names,
        facts: &fact_names,
        documents: documents.iter().map(|document| (&document.title, &document.issuer)).collect(),
        parameters: parameters.iter().map(|parameter| &parameter.label).collect(),
        definitions: definitions.iter().map(|definition| &definition.label).collect(),
        papers: papers.iter().map(|(_, name)| name).collect(),
        channels: channels.iter().map(|(_, name)| name).collect(),
        policies: read.iter().map(|policy| &policy.texts).collect(),
        costs: &costs,
        words: &word_texts,
    };
    let mut texts: Vec<Texts> = WRITTEN.iter().map(|lang| names.of(lang)).collect();
    // The words of the page belong to the page, not to the catalogue: its version does not move with them.
    let without_words: Vec<Texts> = texts.iter().map(|text| Texts { words: Vec::new(), ..text.clone() }).collect();
    catalogue.hash = hash(&catalogue, &without_words);
    // Nor does it move with how characters are converted: what is derived comes after it.
    if words.is_some() && log.is_empty() {
        hant.check_used(&named("hant"), &read_aloud(&texts[0], &coverage, &glossary));
    }
    texts.push(hant.derive(&texts[0]));
    let shipped = hash(&catalogue, &texts);
    for text in &mut texts {
        text.hash.clone_from(&shipped);
    }
    let mut examples = Vec::new();
    if log.is_empty() {
        refuse::refuse(&catalogue, &read);
        examples = examples::hold(&catalogue, &read);
    }
    let ended = (0u16..).map(PolicyId).zip(&read).filter(|(_, read)| read.has_ended).map(|(id, _)| id).collect();
    let cites = glossary
        .iter()
        .filter_map(|term| term.cite.as_ref())
        .chain(costs.iter().filter_map(|entry| entry.cost.cite.as_ref()));
    let cited = [cited(&definitions, &named_things), cites.map(|cite| cite.document).collect()].concat();
    let reserved = facts.reserved;
    Some(Compiled {
        catalogue,
        texts,
        words: word_keys,
        examples,
        coupled,
        coverage,
        ended,
        reserved,
        cited,
        glossary,
        costs,
        hant,
    })
}

/// Every simplified text of the catalogue, and of the lists around it.
fn read_aloud(texts: &Texts, coverage: &Coverage, glossary: &[advice::Term]) -> Vec<String> {
    let mut found: Vec<String> = texts.places.iter().map(|place| place.name.clone()).collect();
    hant::each(&mut texts.clone(), &mut |text| found.push(text.clone()));
    let measures = coverage.sources.iter().flat_map(|source| &source.measures);
    let measures = measures.flat_map(|measure| [Some(&measure.says), measure.nothing.as_ref()]);
    let terms =
        glossary.iter().flat_map(|term| [Some(&term.term), Some(&term.says), term.by.as_ref(), Some(&term.check)]);
    found.extend(measures.chain(terms).flatten().map(|text| text.zh.clone()));
    found
}

/// Names of recognitions and legal forms that a founder has to choose among.
fn on_screen(facts: &[Fact], names: &[facts::FactNames]) -> Vec<(String, Text)> {
    let chosen = facts.iter().zip(names).filter(|(fact, _)| TERMS.contains(&fact.id.as_str()));
    let values = chosen.flat_map(|(fact, names)| {
        let real = fact.values.iter().zip(&names.values).filter(|(value, _)| !value.means_open);
        real.map(|(_, (name, _))| (fact.id.clone(), name.clone()))
    });
    values.collect()
}

/// Documents that definitions name.
fn cited(definitions: &[shared::Definition], names: &policies::Names) -> Vec<DocumentId> {
    let position = |id: &String| names.documents.iter().position(|entry| entry.document.id == *id);
    let found = definitions.iter().filter_map(|definition| definition.document.as_ref().and_then(position));
    found.filter_map(|at| u16::try_from(at).ok()).map(DocumentId).collect()
}

/// What the files say of comparisons that no example can turn alone.
fn coupled(policies: &[policies::Read]) -> Vec<Coupled> {
    let all = (0u16..).map(PolicyId).zip(policies).flat_map(|(policy, read)| {
        read.coupled.iter().map(move |entry| Coupled {
            policy,
            version: entry.version,
            requirement: entry.requirement.clone(),
            atom: entry.atom.clone(),
            reason: entry.reason.clone(),
        })
    });
    all.collect()
}

/// Eight hexadecimal digits (FNV-1a) over rules and texts.
fn hash(catalogue: &Catalogue, texts: &[Texts]) -> String {
    let rules = catalogue.encode();
    let words = texts.iter().flat_map(|texts| texts.encode());
    let hash = rules
        .into_iter()
        .chain(words)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// Where the texts of each part of the catalogue come from.
struct TextSources<'a> {
    places: &'a [(Text, Vec<String>)],
    facts: &'a [facts::FactNames],
    documents: Vec<(&'a Text, &'a Text)>,
    parameters: Vec<&'a Text>,
    definitions: Vec<&'a Text>,
    papers: Vec<&'a Text>,
    channels: Vec<&'a Text>,
    policies: Vec<&'a policies::PolicyTexts>,
    costs: &'a [advice::CostEntry],
    words: &'a [Text],
}

impl TextSources<'_> {
    fn of(&self, lang: &str) -> Texts {
        let one = |text: &Text| text.of(lang);
        let many = |texts: &[&Text]| texts.iter().map(|text| text.of(lang)).collect();
        Texts {
            lang: lang.to_owned(),
            hash: String::new(),
            places: self.places.iter().map(|(name, also)| PlaceText { name: one(name), also: also.clone() }).collect(),
            facts: self.facts.iter().map(|fact| fact.of(lang)).collect(),
            documents: self
                .documents
                .iter()
                .map(|(title, issuer)| DocumentText { title: one(title), issuer: one(issuer) })
                .collect(),
            parameters: many(&self.parameters),
            definitions: many(&self.definitions),
            papers: many(&self.papers),
            channels: many(&self.channels),
            policies: self.policies.iter().map(|policy| policy.of(lang)).collect(),
            costs: self
                .costs
                .iter()
                .map(|entry| CostText { title: one(&entry.title), says: one(&entry.says), ask: one(&entry.ask) })
                .collect(),
            people: Vec::new(),
            words: self.words.iter().map(one).collect(),
            regions: Vec::new(),
            loaded: 0,
            names: Names::default(),
        }
    }
}

impl facts::FactNames {
    fn of(&self, lang: &str) -> FactText {
        let one = |text: &Option<Text>| text.as_ref().map(|text| text.of(lang));
        FactText {
            noun: self.noun.of(lang),
            yes: one(&self.yes),
            no: one(&self.no),
            question: self.question.of(lang),
            question_plan: one(&self.question_plan),
            help: one(&self.help),
            find_out: one(&self.find_out),
            unit: self.unit.clone(),
            values: self.values.iter().map(|(name, help)| ValueText { name: name.of(lang), help: one(help) }).collect(),
        }
    }
}

impl policies::PolicyTexts {
    fn of(&self, lang: &str) -> PolicyText {
        let version = |version: &policies::VersionTexts| VersionText {
            requirements: version
                .requirements
                .iter()
                .map(|(label, any)| RequirementText {
                    label: label.of(lang),
                    any: any.iter().map(|label| label.of(lang)).collect(),
                })
                .collect(),
            unchecked: version.unchecked.iter().map(|label| label.of(lang)).collect(),
        };
        let steps = self
            .steps
            .iter()
            .map(|(say, lost)| StepText { say: say.of(lang), lost: lost.as_ref().map(|lost| lost.of(lang)) });
        PolicyText {
            name: self.name.of(lang),
            versions: self.versions.iter().map(version).collect(),
            steps: steps.collect(),
        }
    }
}
