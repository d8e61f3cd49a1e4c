//! The glossary, and what founding may cost: words and warnings that stand beside the policies.

use super::diagnostic::did_you_mean;
use super::policies::{Names, citation};
use super::shared::code;
use super::table::{Node, Table, Text};
use crate::condition::Condition;
use crate::policy::{Citation, Cost, DocumentId};

/// The most characters of a Chinese explanation.
const LONGEST: usize = 40;

/// The least number of terms.
const FEWEST: usize = 30;

/// A word that founders meet, what it means, who certifies it and how to check.
#[derive(Clone, Debug)]
pub struct Term {
    pub id: String,
    pub term: Text,
    /// Other ways in which it is written in Chinese.
    pub also: Vec<String>,
    pub says: Text,
    pub by: Option<Text>,
    pub check: Text,
    /// `None` where no source says it: ask first.
    pub cite: Option<Citation>,
}

/// What a founder has today and may lose by registering, with its words.
#[derive(Clone, Debug)]
pub struct CostEntry {
    pub id: String,
    pub cost: Cost,
    pub title: Text,
    pub says: Text,
    pub ask: Text,
}

/// Reads `glossary.toml`. A name of a group or a legal form on screen without its entry is a mistake.
pub fn glossary(files: &[Table], names: &Names, on_screen: &[(String, Text)]) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    for root in files {
        for table in root.tables("term") {
            let term = term(&table, names);
            let same = |other: &&Term| other.id == term.id || other.term.zh == term.term.zh;
            if let Some(other) = found.iter().find(same) {
                table.complain(format!("`{}` stands twice, the other time as `{}`", term.id, other.id), None);
            }
            found.push(term);
        }
        if found.len() < FEWEST {
            root.complain(format!("{} terms; at least {FEWEST} are wanted", found.len()), None);
        }
        for (fact, name) in on_screen {
            let explains = |term: &Term| {
                let names = [&term.term.zh].into_iter().chain(&term.also);
                names.into_iter().any(|word| name.zh.contains(word.as_str()) || word.contains(&name.zh))
            };
            if !found.iter().any(explains) {
                let hint = "add a `[[term]]`, or the spelling to `also` of one".to_owned();
                root.complain(format!("“{}” of `{fact}` is on screen without an entry", name.zh), Some(hint));
            }
        }
        root.finish();
    }
    found
}

fn term(table: &Table, names: &Names) -> Term {
    let says = table.need_text("says");
    let length = says.zh.chars().count();
    if length > LONGEST {
        table.complain(format!("an explanation of {length} characters"), Some(format!("at most {LONGEST}")));
    }
    let term = Term {
        id: table.need_string("id").unwrap_or_default(),
        term: table.need_text("term"),
        also: table.list("also").into_iter().filter_map(Node::string).collect(),
        says,
        by: table.text("by"),
        check: table.need_text("check"),
        cite: source(table, names),
    };
    table.finish();
    term
}

/// Reads `costs.toml`.
pub fn costs(files: &[Table], names: &Names) -> Vec<CostEntry> {
    let mut found: Vec<CostEntry> = Vec::new();
    for root in files {
        for table in root.tables("cost") {
            let id = table.need_string("id").unwrap_or_default();
            if found.iter().any(|other| other.id == id) {
                table.complain(format!("`{id}` stands twice"), None);
            }
            let when = table.need("when").and_then(code).and_then(|code| names.scope.condition(&code, names.log));
            let cost = Cost {
                when: when.unwrap_or(Condition::Always(false)),
                place: place(&table, names),
                cite: source(&table, names),
            };
            let [title, says, ask] = ["title", "says", "ask"].map(|key| table.need_text(key));
            let cost = CostEntry { id, cost, title, says, ask };
            table.finish();
            found.push(cost);
        }
        root.finish();
    }
    found
}

fn place(table: &Table, names: &Names) -> u64 {
    let places = names.scope.places;
    let Some(id) = table.string("place") else { return places.all() };
    places.mask(&id).unwrap_or_else(|| {
        let hint = did_you_mean(&id, places.list.iter().map(|place| place.id.as_str()));
        table.complain(format!("unknown place `{id}`"), hint);
        0
    })
}

/// Either `cite`, or `ask_first = true`.
fn source(table: &Table, names: &Names) -> Option<Citation> {
    let ask_first = table.flag("ask_first");
    let cite = table.get("cite");
    if cite.is_some() == ask_first {
        let hint = "add `cite`, or `ask_first = true` where no source says it".to_owned();
        table.complain("a source, or that none says it", Some(hint));
    }
    let cite = cite?;
    if let Some(inner) = cite.table() {
        inner.need_string("document");
    }
    citation(cite, DocumentId(0), names)
}
