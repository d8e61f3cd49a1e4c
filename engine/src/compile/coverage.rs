//! Which measure of which source document is held by which policies.

use super::diagnostic::did_you_mean;
use super::shared::DocumentEntry;
use super::table::{Node, Table, Text};
use crate::policy::{DocumentId, PolicyId};

/// Every measure of every source document.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub sources: Vec<CoveredSource>,
}

/// A document, measure by measure.
#[derive(Clone, Debug)]
pub struct CoveredSource {
    /// `001`
    pub id: String,
    pub document: Option<DocumentId>,
    pub measures: Vec<Measure>,
}

#[derive(Clone, Debug)]
pub struct Measure {
    /// `001.6.2`
    pub id: String,
    pub says: Text,
    pub entries: Vec<PolicyId>,
    /// Why it holds nothing for a founder, where no entry does.
    pub nothing: Option<Text>,
}

/// Reads `coverage.toml`; complains of every measure that is missing, unknown or maps to nothing.
pub fn read(files: &[Table], documents: &[DocumentEntry], policies: &[&str]) -> Coverage {
    let mut sources = Vec::new();
    for root in files {
        let measures: Vec<(Measure, Table)> =
            root.tables("measure").into_iter().map(|table| (measure(&table, policies), table)).collect();
        for table in root.tables("source") {
            sources.push(source(&table, documents, &measures));
        }
        for (measure, table) in &measures {
            let held = sources.iter().any(|source| source.measures.iter().any(|known| known.id == measure.id));
            if !held {
                table.complain(format!("the measure `{}` is in no source's `parts`", measure.id), None);
            }
        }
        root.finish();
    }
    Coverage { sources }
}

fn source(table: &Table, documents: &[DocumentEntry], measures: &[(Measure, Table)]) -> CoveredSource {
    let id = table.need_string("id").unwrap_or_default();
    let document = table.need_string("document").and_then(|name| {
        let found = documents.iter().position(|entry| entry.document.id == name);
        if found.is_none() {
            let hint = did_you_mean(&name, documents.iter().map(|entry| entry.document.id.as_str()));
            table.complain(format!("unknown document `{name}`"), hint);
        }
        found.and_then(|at| u16::try_from(at).ok()).map(DocumentId)
    });
    let mut found = Vec::new();
    for part in table.tables("parts") {
        let name = part.need_string("id").unwrap_or_default();
        let count = part.need("count").and_then(Node::integer).unwrap_or(0);
        part.finish();
        for number in 1..=count {
            let parts = [id.as_str(), name.as_str(), &number.to_string()];
            let wanted = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
            let mut held = measures.iter().filter(|(measure, _)| measure.id == wanted);
            match held.next() {
                Some((measure, _)) => found.push(measure.clone()),
                None => {
                    table.complain(format!("the measure `{wanted}` is missing"), Some("add a `[[measure]]`".into()))
                }
            }
            if let Some((_, second)) = held.next() {
                second.complain(format!("the measure `{wanted}` stands twice"), None);
            }
        }
    }
    table.finish();
    CoveredSource { id, document, measures: found }
}

fn measure(table: &Table, policies: &[&str]) -> Measure {
    let id = table.need_string("id").unwrap_or_default();
    let entries = table.list("entries").into_iter().filter_map(|node| {
        let name = node.string()?;
        let found = policies.iter().position(|policy| *policy == name);
        if found.is_none() {
            node.complain(format!("no policy `{name}`"), did_you_mean(&name, policies.iter().copied()));
        }
        found.and_then(|at| u16::try_from(at).ok()).map(PolicyId)
    });
    let measure =
        Measure { says: table.need_text("says"), entries: entries.collect(), nothing: table.text("nothing"), id };
    if measure.entries.is_empty() == measure.nothing.is_none() {
        let hint = "either `entries`, or `nothing` with the reason why it holds nothing for a founder".to_owned();
        table.complain(format!("the measure `{}` maps to nothing", measure.id), Some(hint));
    }
    table.finish();
    measure
}
