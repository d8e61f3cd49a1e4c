//! Reads the policy files as plain TOML.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value as Toml};

use super::calendar;
use super::files::{
    Branch, Case, Example, Fact, Files, Grade, Kind, Names, Otherwise, Parameter, Policy, Requirement, Step, Version,
    Window,
};
use super::formula::{Expr, Ratio, Value, whole};
use super::syntax::{parse, percent, yuan};

const SHARED: [&str; 5] = ["documents.toml", "parameters.toml", "definitions.toml", "papers.toml", "channels.toml"];

/// Every TOML file below a folder with its path from there, sorted.
pub fn below(folder: &Path, at: &str, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().expect("a plain name");
        let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
        if entry.path().is_dir() {
            below(&entry.path(), &path, found);
        } else if name.ends_with(".toml") && !name.starts_with('.') {
            found.push((path, fs::read_to_string(entry.path()).expect("a text")));
        }
    }
}

fn list<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let all = table.get(key).and_then(Toml::as_array).into_iter().flatten();
    all.map(|one| one.as_table().expect("a table")).collect()
}

fn string<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Toml::as_str)
}

fn need<'a>(table: &'a Table, key: &str) -> &'a str {
    string(table, key).unwrap_or_else(|| panic!("`{key}` is missing in {table:?}"))
}

pub fn day(value: &Toml) -> i64 {
    calendar::parse(&value.as_datetime().expect("a date").to_string())
}

fn grade(table: &Table, key: &str) -> Grade {
    match need(table, key) {
        "official" => Grade::Official,
        "reported" => Grade::Reported,
        "station" => Grade::Station,
        "unconfirmed" => Grade::Unconfirmed,
        other => panic!("`{other}` is no grade"),
    }
}

fn cited(table: &Table) -> Option<Grade> {
    table.get("cite").map(|cite| grade(cite.as_table().expect("a citation"), "grade"))
}

/// Reads all files, each by its path in the folder.
pub fn read(texts: &[(String, String)]) -> Files {
    let everything: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    let all: Vec<(String, Table)> =
        texts.iter().map(|(path, text)| (path.clone(), text.parse().expect("TOML"))).collect();
    let is_policy = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.contains('/') && !name.ends_with(".examples.toml") && !SHARED.contains(&name)
    };
    let policies: Vec<(&str, &Table)> = all
        .iter()
        .filter(|(path, _)| is_policy(path))
        .map(|(path, file)| (path.strip_suffix(".toml").expect("TOML"), file))
        .collect();
    let raw_facts = facts(&all, &policies, &everything);
    let names = names(&all, &raw_facts);
    let facts: Vec<Fact> = raw_facts.iter().map(|raw| fact(&names, raw)).collect();
    let parameters = all.iter().flat_map(|(_, file)| list(file, "parameter")).map(parameter).collect();
    let documents: BTreeMap<&str, (Grade, i64)> = all
        .iter()
        .flat_map(|(_, file)| list(file, "document"))
        .map(|one| (need(one, "id"), (grade(one, "grade"), day(&one["confirmed"]))))
        .collect();
    let mut policies: Vec<Policy> = policies
        .into_iter()
        .map(|(id, file)| {
            let more = all.iter().find(|(path, _)| *path == format!("{id}.examples.toml")).map(|(_, file)| file);
            policy(&names, &documents, id, file, more)
        })
        .collect();
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    Files { names, facts, parameters, policies }
}

/// The facts of the file, and those that limits of policies add: what was received, and for how many months.
fn facts(all: &[(String, Table)], policies: &[(&str, &Table)], everything: &str) -> Vec<Table> {
    let file = all.iter().find(|(path, _)| path == "facts.toml").map(|(_, file)| file).expect("the facts");
    let mut facts: Vec<Table> = list(file, "fact").into_iter().cloned().collect();
    let limited: Vec<&str> =
        policies.iter().filter(|(_, file)| file.contains_key("limit")).map(|(id, _)| *id).collect();
    let received = facts.iter_mut().find(|fact| need(fact, "id") == "founder.received").expect("the fact");
    let value = |id: &&str| Toml::Table(Table::from_iter([("id".to_owned(), Toml::String((*id).to_owned()))]));
    received.insert("value".into(), Toml::Array(limited.iter().map(value).collect()));
    for id in limited {
        if everything.contains(&format!("used_months(\"{id}\")")) {
            facts.push(Table::from_iter([
                ("id".to_owned(), Toml::String(format!("used_months.{id}"))),
                ("kind".to_owned(), Toml::String("count".into())),
                ("max".to_owned(), Toml::Integer(600)),
                ("applies_when".to_owned(), Toml::String(format!("\"{id}\" in founder.received"))),
                ("otherwise".to_owned(), Toml::Integer(0)),
            ]));
        }
    }
    facts
}

fn names(all: &[(String, Table)], facts: &[Table]) -> Names {
    let ids = |key: &str| -> Vec<String> {
        all.iter().flat_map(|(_, file)| list(file, key)).map(|one| need(one, "id").to_owned()).collect()
    };
    let places = ids("place");
    let leaves: Vec<String> = places
        .iter()
        .filter(|place| !places.iter().any(|other| other.starts_with(&format!("{place}/"))))
        .cloned()
        .collect();
    let values: Vec<Vec<String>> = facts
        .iter()
        .map(|fact| list(fact, "value").into_iter().map(|value| need(value, "id").to_owned()).collect())
        .collect();
    let texts: BTreeSet<String> = values.iter().flatten().chain(&places).cloned().collect();
    let definitions = all.iter().flat_map(|(_, file)| list(file, "definition"));
    Names {
        facts: facts.iter().map(|fact| need(fact, "id").to_owned()).collect(),
        values,
        texts: texts.into_iter().collect(),
        parameters: ids("parameter"),
        leaves,
        definitions: definitions.map(|one| (need(one, "id").to_owned(), need(one, "when").to_owned())).collect(),
    }
}

fn fact(names: &Names, raw: &Table) -> Fact {
    let kind = match need(raw, "kind") {
        "yes-no" => Kind::YesNo,
        "choice" => Kind::Choice,
        "set" => Kind::Set,
        "place" => Kind::Place,
        "date" => Kind::Date,
        "count" => Kind::Count,
        "money" => Kind::Money,
        "rate" => Kind::Rate,
        other => panic!("`{other}` is no kind"),
    };
    let bounds = match kind {
        Kind::Date => (calendar::parse("1900-01-01"), calendar::parse("2199-12-31")),
        Kind::Count => (0, raw["max"].as_integer().expect("a number")),
        Kind::Money => (0, 100_000_000_000_000),
        Kind::Rate => (0, 1_000_000),
        Kind::YesNo | Kind::Choice | Kind::Set | Kind::Place => (0, 0),
    };
    let open = |value: &&Table| !value.get("means_open").and_then(Toml::as_bool).unwrap_or(false);
    let otherwise = raw.get("otherwise").map(|value| match (kind, value) {
        (Kind::Date, Toml::String(word)) if word == "as_of" => Otherwise::AsOf,
        (_, Toml::String(text)) => Otherwise::Value(Value::Text(names.text(text))),
        (_, Toml::Boolean(yes)) => Otherwise::Value(Value::Bool(*yes)),
        (_, Toml::Integer(number)) => Otherwise::Value(whole(*number)),
        (Kind::Set, Toml::Array(none)) if none.is_empty() => Otherwise::Value(Value::Set(0)),
        other => panic!("no value elsewhere: {other:?}"),
    });
    let implies = raw.get("implies").and_then(Toml::as_array).into_iter().flatten();
    Fact {
        id: need(raw, "id").to_owned(),
        kind,
        values: list(raw, "value").into_iter().filter(open).map(|value| need(value, "id").to_owned()).collect(),
        bounds,
        applies: string(raw, "applies_when").map(|text| parse(names, text)),
        otherwise,
        implies: implies.map(|text| parse(names, text.as_str().expect("a condition"))).collect(),
    }
}

fn parameter(raw: &Table) -> Parameter {
    let unit = need(raw, "unit");
    let steps = list(raw, "value").into_iter().map(|step| Step {
        from: day(&step["from"]),
        until: step.get("until").map(day),
        value: match unit {
            "money" => yuan(need(step, "value")),
            "rate" => percent(need(step, "value")),
            _ => Ratio(need(step, "value").parse().expect("a number"), 1),
        },
        grade: grade(step, "grade"),
    });
    Parameter { steps: steps.collect() }
}

fn policy(
    names: &Names,
    documents: &BTreeMap<&str, (Grade, i64)>,
    id: &str,
    file: &Table,
    more: Option<&Table>,
) -> Policy {
    let (place, _) = id.rsplit_once('/').expect("a folder");
    let national = place == "national";
    let limit = file.get("limit").and_then(Toml::as_table);
    let once = limit.is_some_and(|limit| limit["times"].as_integer() == Some(1));
    let versions = list(file, "version").into_iter().map(|raw| {
        let mut version = version(names, documents, raw);
        if once {
            let received = names.fact("founder.received");
            let when = Some(Expr::Not(Box::new(Expr::Has(received, names.bit(received, id)))));
            let any = vec![Branch { when, disputed: None, grade: Grade::Official }];
            version.requirements.push(Requirement { id: "once".into(), any });
        }
        version
    });
    let strings = |key: &str| {
        let all = file.get(key).and_then(Toml::as_array).into_iter().flatten();
        all.map(|one| one.as_str().expect("a text").to_owned()).collect()
    };
    Policy {
        id: id.to_owned(),
        place: if national { Vec::new() } else { names.leaves(place) },
        national,
        place_of: names.fact(string(file, "place_of").unwrap_or("venture.place")),
        supersedes: strings("supersedes"),
        versions: versions.collect(),
        examples: examples(file, more),
    }
}

fn examples(file: &Table, more: Option<&Table>) -> Vec<Example> {
    let mut found: BTreeMap<&str, Example> = BTreeMap::new();
    for raw in list(file, "example").into_iter().chain(more.into_iter().flat_map(|file| list(file, "example"))) {
        let like = string(raw, "like").map(|name| &found[name]);
        let mut given: BTreeMap<String, Toml> = like.map_or_else(BTreeMap::new, |like| like.given.clone());
        let own = raw.get("given").and_then(Toml::as_table).into_iter().flatten();
        given.extend(own.map(|(key, value)| (key.clone(), value.clone())));
        for gone in raw.get("without").and_then(Toml::as_array).into_iter().flatten() {
            given.remove(gone.as_str().expect("a fact"));
        }
        let as_of = raw.get("as_of").map(day).or(like.map(|like| like.as_of)).expect("a day");
        found.insert(need(raw, "name"), Example { as_of, given });
    }
    found.into_values().collect()
}

fn version(names: &Names, documents: &BTreeMap<&str, (Grade, i64)>, raw: &Table) -> Version {
    let force = raw["in_force"].as_table().expect("a table");
    let (document_grade, document_confirmed) = documents[need(raw, "document")];
    let formula = |table: &Table, key: &str| string(table, key).map(|text| parse(names, text));
    let requirements = list(raw, "requirement").into_iter().map(|one| {
        let own = cited(one).expect("a citation");
        let alternatives = list(one, "any");
        let all = if alternatives.is_empty() { vec![one] } else { alternatives };
        let any = all.into_iter().map(|branch| Branch {
            when: formula(branch, "when"),
            disputed: formula(branch, "disputed"),
            grade: cited(branch).unwrap_or(own),
        });
        Requirement { id: need(one, "id").to_owned(), any: any.collect() }
    });
    let windows = list(raw, "window").into_iter().map(|one| Window {
        opens: formula(one, "opens"),
        closes: formula(one, "closes"),
        grade: cited(one).expect("a citation"),
    });
    let benefit = raw["benefit"].as_table().expect("a table");
    let case = |one: &Table| Case {
        when: formula(one, "when"),
        amount: formula(one, "amount"),
        grade: one.contains_key("grade").then(|| grade(one, "grade")),
    };
    let cases = list(benefit, "case");
    Version {
        from: day(&force["from"]),
        from_grade: grade(force, "from_grade"),
        until: force.get("until").map(|until| (day(until), grade(force, "until_grade"))),
        event: formula(force, "event"),
        renewal_expected: string(raw, "renewal") == Some("expected"),
        stopped: raw.get("state").map(|state| day(&state["since"])),
        document_grade,
        document_confirmed,
        requirements: requirements.collect(),
        windows: windows.collect(),
        cases: if cases.is_empty() { vec![case(benefit)] } else { cases.into_iter().map(case).collect() },
        amount_disputed: formula(benefit, "amount_disputed"),
        periods: formula(benefit, "periods"),
    }
}
