//! The catalogue as JSON, and what changed between two of them.
//!
//! An export holds what the files say, as they say it: the text of every condition and formula, without
//! examples. Two exports are compared key by key, so that a change is told where it stands.

use serde_json::{Map, Value, json};
use std::fmt::Write as _;

use super::hant::{self, Hant};
use super::{Compiled, SHARED, Source};
use crate::wire::VERSION;

/// Everything that the policy files and the dated figures say.
///
/// `policies` and `parameters` are keyed by id, `documents` likewise; `facts` and `places` stand in their own order,
/// so that another program finds the ids that a situation speaks in.
pub fn write(compiled: &Compiled, sources: &[Source]) -> Value {
    let mut policies = Map::new();
    let mut parameters = Map::new();
    let mut documents = Map::new();
    let (mut facts, mut places) = (Value::Null, Value::Null);
    for source in sources {
        // INVARIANT: the sources compiled, so they are TOML.
        let Ok(table) = source.text.parse::<toml::Table>() else { continue };
        let stem = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
        let id = source.path.trim_end_matches(".toml");
        match stem {
            "parameters" => keyed(&mut parameters, &table, "parameter"),
            "documents" => keyed(&mut documents, &table, "document"),
            "facts" => facts = table.get("fact").map_or(Value::Null, plain),
            "places" => places = table.get("place").map_or(Value::Null, plain),
            _ if SHARED.contains(&stem) || stem.ends_with(super::EXAMPLES) => {}
            _ => {
                let mut policy = plain(&toml::Value::Table(table));
                if let Value::Object(policy) = &mut policy {
                    policy.remove("example");
                    policy.remove("coupled");
                }
                policies.insert(id.to_owned(), policy);
            }
        }
    }
    json!({
        "version": VERSION,
        "catalogue": compiled.catalogue.version(),
        "date": compiled.catalogue.date.to_string(),
        "policies": policies,
        "parameters": parameters,
        "documents": documents,
        "facts": facts,
        "places": places,
    })
}

fn keyed(into: &mut Map<String, Value>, table: &toml::Table, key: &str) {
    for one in table.get(key).and_then(toml::Value::as_array).into_iter().flatten() {
        if let Some(id) = one.get("id").and_then(toml::Value::as_str) {
            into.insert(id.to_owned(), plain(one));
        }
    }
}

/// TOML as JSON; dates are text, and lists of tables with an `id` or a first day are keyed by it.
pub fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => number.to_string().into(),
        toml::Value::Boolean(value) => (*value).into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.iter().map(plain).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
    }
}

/// What is new, gone or different: `{"from", "to", "added", "removed", "changed"}`, where `changed` maps
/// an id to the places in it that differ, each with `old` and `new`.
pub fn changes(old: &Value, new: &Value) -> Value {
    let mut found = json!({ "version": VERSION, "from": old["catalogue"], "to": new["catalogue"] });
    for kind in ["policies", "parameters", "documents"] {
        let empty = Map::new();
        let (old, new) = (old[kind].as_object().unwrap_or(&empty), new[kind].as_object().unwrap_or(&empty));
        let missing = |a: &Map<String, Value>, b: &Map<String, Value>| {
            a.keys().filter(|id| !b.contains_key(*id)).cloned().collect::<Vec<_>>()
        };
        let mut changed = Map::new();
        for (id, now) in new {
            let mut places = Vec::new();
            if let Some(before) = old.get(id) {
                differ("", before, now, &mut places);
            }
            if !places.is_empty() {
                changed.insert(id.clone(), places.into());
            }
        }
        found[kind] = json!({ "added": missing(new, old), "removed": missing(old, new), "changed": changed });
    }
    found
}

fn differ(at: &str, old: &Value, new: &Value, found: &mut Vec<Value>) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let inner = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                differ(&inner, a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.iter().chain(b).any(Value::is_object) => {
            let (a, b) = (named(a), named(b));
            let fresh = b.iter().filter(|(name, _)| !a.iter().any(|(other, _)| other == name));
            for (name, _) in a.iter().chain(fresh) {
                let part = |list: &[(String, &Value)]| {
                    list.iter().find(|(other, _)| other == name).map_or(Value::Null, |(_, value)| (*value).clone())
                };
                differ(&format!("{at}[{name}]"), &part(&a), &part(&b), found);
            }
        }
        (a, b) if a != b => found.push(json!({ "at": at, "old": a, "new": b })),
        _ => {}
    }
}

/// The elements of a list as people call them: by id, by the day from which they hold, or by number.
fn named(list: &[Value]) -> Vec<(String, &Value)> {
    let name = |value: &Value| {
        let from = || value["in_force"]["from"].as_str().or_else(|| value["from"].as_str());
        value["id"].as_str().or_else(from).map(str::to_owned)
    };
    list.iter().enumerate().map(|(i, value)| (name(value).unwrap_or_else(|| (i + 1).to_string()), value)).collect()
}

/// The changes as lines for people; what the files say is told as they say it.
pub fn describe(changes: &Value, lang: &str) -> String {
    let say = |zh: &str, en: &str| match lang {
        "en" => en.to_owned(),
        hant::LANG => Hant::default().convert(zh),
        _ => zh.to_owned(),
    };
    let mut text = String::new();
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let _ = writeln!(text, "{} → {}", word(&changes["from"]), word(&changes["to"]));
    let kinds = [
        ("policies", say("政策", "Policies")),
        ("parameters", say("数值", "Figures")),
        ("documents", say("依据文件", "Documents")),
    ];
    for (kind, title) in kinds {
        let part = &changes[kind];
        let ids = |key: &str| part[key].as_array().into_iter().flatten().map(word).collect::<Vec<_>>();
        let (added, removed) = (ids("added"), ids("removed"));
        let changed = part["changed"].as_object().cloned().unwrap_or_default();
        if added.is_empty() && removed.is_empty() && changed.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{title}");
        for (sign, list) in [("+", added), ("-", removed)] {
            list.iter().for_each(|id| {
                let _ = writeln!(text, "  {sign} {id}");
            });
        }
        for (id, places) in &changed {
            let _ = writeln!(text, "  ~ {id}");
            for place in places.as_array().into_iter().flatten() {
                let (old, new) = (word(&place["old"]), word(&place["new"]));
                let _ = writeln!(text, "      {}: {old} → {new}", word(&place["at"]));
            }
        }
    }
    text
}
