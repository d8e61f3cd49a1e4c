//! The registry of numbers by which links name policies: append-only, none used twice.

use super::File;
use super::diagnostic::Log;
use super::table::{Node, Table};

/// The number of each policy of `codes.toml`, retired ones left out.
pub struct Codes(Vec<(String, u16)>);

impl Codes {
    /// The number of a policy; 0 where it has none, which was told when the registry was read.
    pub fn of(&self, id: &str) -> u16 {
        self.0.iter().find(|(known, _)| known == id).map_or(0, |(_, code)| *code)
    }
}

/// What the registry says of a policy that is to be checked or begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It has a number.
    Known,
    /// It had one: the id is used up.
    Retired,
    /// It is new; this is the next free number.
    New(i64),
}

/// Looks a policy up in the text of the registry.
///
/// # Errors
/// What is wrong with the TOML.
pub fn look_up(text: &str, id: &str) -> Result<Registered, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let code = |value: &toml::Value| value.get("code").unwrap_or(value).as_integer();
    Ok(match table.get(id) {
        Some(toml::Value::Table(_)) => Registered::Retired,
        Some(_) => Registered::Known,
        None => Registered::New(table.values().filter_map(code).max().unwrap_or(0) + 1),
    })
}

/// The registry with a line more.
#[must_use]
pub fn with_line(text: &str, id: &str, code: i64) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}{}\n", line_of(id, code))
}

/// A line of the registry.
#[must_use]
pub fn line_of(id: &str, code: i64) -> String {
    format!("\"{id}\" = {code}")
}

/// One line of the registry.
struct Entry<'a> {
    id: String,
    code: u16,
    retired: bool,
    node: Node<'a>,
}

/// Reads the registry: every policy stands in it, every number stands once.
pub(super) fn read(files: &[Table], policies: &[&File], log: &Log) -> Codes {
    let mut entries: Vec<Entry> = Vec::new();
    for (id, node) in files.iter().flat_map(Table::entries) {
        let Some((code, retired)) = line(node) else { continue };
        if let Some(other) = entries.iter().find(|other| other.code == code) {
            let hint = "a number is never used again: take the next free one".to_owned();
            node.complain(format!("`{id}` has the code {code} of `{}`", other.id), Some(hint));
        }
        entries.push(Entry { id, code, retired, node });
    }
    let mut next = entries.iter().map(|entry| entry.code).max().unwrap_or(0);
    for file in policies {
        match entries.iter().find(|entry| entry.id == file.id()) {
            Some(entry) if entry.retired => {
                entry.node.complain(format!("`{}` is retired, but is there", entry.id), None)
            }
            Some(_) => {}
            None => {
                next = next.saturating_add(1);
                let hint = format!("write `{}` at the end of codes.toml", line_of(file.id(), next.into()));
                file.root(log).complain(format!("the policy `{}` has no code", file.id()), Some(hint));
            }
        }
    }
    for entry in entries.iter().filter(|entry| !entry.retired && !policies.iter().any(|file| file.id() == entry.id)) {
        let hint = format!("keep its number: `{{ code = {}, retired = \"why\" }}`", entry.code);
        entry.node.complain(format!("the code of nothing: there is no policy `{}`", entry.id), Some(hint));
    }
    Codes(entries.into_iter().filter(|entry| !entry.retired).map(|entry| (entry.id, entry.code)).collect())
}

/// `12`, or `{ code = 12, retired = "why" }`.
fn line(node: Node) -> Option<(u16, bool)> {
    let (number, retired) = match node.json() {
        serde_json::Value::Object(_) => {
            let table = node.table()?;
            let number = table.need("code").and_then(Node::integer);
            table.need_string("retired");
            table.finish();
            (number?, true)
        }
        _ => (node.integer()?, false),
    };
    let code = u16::try_from(number).ok().filter(|code| *code > 0);
    if code.is_none() {
        node.complain(format!("`{number}` is no code"), Some("codes are whole numbers from 1 to 65535".into()));
    }
    Some((code?, retired))
}
