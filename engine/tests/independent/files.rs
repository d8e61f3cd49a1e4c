//! The policy files, read as plain TOML by the words of `policies/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value as Toml};

use super::calendar;
use super::formula::{Expr, Ratio, Value, parse, percent, whole, yuan};

/// From best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Official,
    Reported,
    Station,
    Unconfirmed,
}

impl Grade {
    pub fn is_firm(self) -> bool {
        self <= Grade::Reported
    }

    pub fn word(self) -> &'static str {
        match self {
            Grade::Official => "official",
            Grade::Reported => "reported",
            Grade::Station => "station",
            Grade::Unconfirmed => "unconfirmed",
        }
    }
}

/// Everything that an expression may name.
pub struct Names {
    facts: Vec<String>,
    values: Vec<Vec<String>>,
    texts: Vec<String>,
    parameters: Vec<String>,
    /// Places without a place inside them, as texts.
    leaves: Vec<String>,
    pub definitions: BTreeMap<String, String>,
}

impl Names {
    pub fn fact(&self, id: &str) -> usize {
        self.facts.iter().position(|other| other == id).unwrap_or_else(|| panic!("no fact `{id}`"))
    }

    /// The number of a value or place.
    pub fn text(&self, text: &str) -> usize {
        self.texts.iter().position(|other| other == text).unwrap_or_else(|| panic!("no value `{text}`"))
    }

    pub fn text_of(&self, number: usize) -> &str {
        &self.texts[number]
    }

    pub fn bit(&self, set: usize, value: &str) -> u64 {
        1 << self.values[set].iter().position(|other| other == value).unwrap_or_else(|| panic!("no value `{value}`"))
    }

    pub fn parameter(&self, id: &str) -> usize {
        self.parameters.iter().position(|other| other == id).unwrap_or_else(|| panic!("no parameter `{id}`"))
    }

    /// The exact places inside a place.
    pub fn leaves(&self, place: &str) -> Vec<usize> {
        let inside = |leaf: &&String| *leaf == place || leaf.starts_with(&format!("{place}/"));
        self.leaves.iter().filter(inside).map(|leaf| self.text(leaf)).collect()
    }

    pub fn all_leaves(&self) -> Vec<usize> {
        self.leaves.iter().map(|leaf| self.text(leaf)).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    YesNo,
    Choice,
    Set,
    Place,
    Date,
    Count,
    Money,
    Rate,
}

/// What a fact is where it does not apply.
#[derive(Clone, Copy)]
pub enum Otherwise {
    Value(Value),
    AsOf,
}

impl Otherwise {
    pub fn on(self, today: i64) -> Value {
        match self {
            Otherwise::Value(value) => value,
            Otherwise::AsOf => whole(today),
        }
    }
}

pub struct Fact {
    pub id: String,
    pub kind: Kind,
    /// Values of choices and sets; of a choice without those that mean that it is open.
    pub values: Vec<String>,
    /// The smallest and the largest number: days, units, fen or millionths.
    pub bounds: (i64, i64),
    pub applies: Option<Expr>,
    pub otherwise: Option<Otherwise>,
    pub implies: Vec<Expr>,
}

pub struct Step {
    from: i64,
    until: Option<i64>,
    pub value: Ratio,
    pub grade: Grade,
}

pub struct Parameter {
    steps: Vec<Step>,
}

impl Parameter {
    pub fn at(&self, day: i64) -> Option<&Step> {
        let last = self.steps.iter().rfind(|step| step.from <= day)?;
        last.until.is_none_or(|until| day <= until).then_some(last)
    }

    pub fn days(&self) -> impl Iterator<Item = i64> {
        self.steps.iter().map(|step| step.from)
    }
}

pub struct Branch {
    pub when: Option<Expr>,
    pub disputed: Option<Expr>,
    pub grade: Grade,
}

pub struct Requirement {
    pub id: String,
    pub any: Vec<Branch>,
}

pub struct Window {
    pub opens: Option<Expr>,
    pub closes: Option<Expr>,
    pub grade: Grade,
}

pub struct Case {
    pub when: Option<Expr>,
    pub amount: Option<Expr>,
    pub grade: Option<Grade>,
}

pub struct Version {
    pub from: i64,
    pub from_grade: Grade,
    pub until: Option<(i64, Grade)>,
    pub event: Option<Expr>,
    pub renewal_expected: bool,
    pub stopped: bool,
    pub document_grade: Grade,
    pub document_confirmed: i64,
    pub requirements: Vec<Requirement>,
    pub windows: Vec<Window>,
    pub cases: Vec<Case>,
    pub amount_disputed: Option<Expr>,
    pub periods: Option<Expr>,
}

impl Version {
    /// Every condition and formula.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut all: Vec<&Expr> = self.conditions();
        all.extend(self.event.iter().chain(&self.amount_disputed).chain(&self.periods));
        all.extend(self.windows.iter().flat_map(|window| window.opens.iter().chain(&window.closes)));
        all.extend(self.cases.iter().flat_map(|case| case.when.iter().chain(&case.amount)));
        all
    }

    pub fn conditions(&self) -> Vec<&Expr> {
        let branches = self.requirements.iter().flat_map(|requirement| &requirement.any);
        branches.flat_map(|branch| branch.when.iter().chain(&branch.disputed)).collect()
    }
}

pub struct Policy {
    pub id: String,
    /// The place where it holds; empty for the whole country.
    pub place: Vec<usize>,
    pub national: bool,
    pub place_of: usize,
    pub supersedes: Vec<String>,
    pub versions: Vec<Version>,
    pub examples: Vec<Example>,
}

pub struct Example {
    pub as_of: i64,
    pub given: BTreeMap<String, Toml>,
}

pub struct Files {
    pub names: Names,
    pub facts: Vec<Fact>,
    pub parameters: Vec<Parameter>,
    pub policies: Vec<Policy>,
}

const SHARED: [&str; 5] = ["documents.toml", "parameters.toml", "definitions.toml", "papers.toml", "channels.toml"];

/// Every file below a folder with its path from there, sorted.
fn below(folder: &Path, at: &str, found: &mut Vec<(String, Table)>, everything: &mut String) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().expect("a plain name");
        let path = if at.is_empty() { name.clone() } else { format!("{at}/{name}") };
        if entry.path().is_dir() {
            below(&entry.path(), &path, found, everything);
        } else if name.ends_with(".toml") && !name.starts_with('.') {
            let text = fs::read_to_string(entry.path()).expect("a text");
            found.push((path, text.parse().expect("TOML")));
            everything.push_str(&text);
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

/// Reads the whole folder.
pub fn read(folder: &Path) -> Files {
    let (mut all, mut everything) = (Vec::new(), String::new());
    below(folder, "", &mut all, &mut everything);
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
        stopped: raw.contains_key("state"),
        document_grade,
        document_confirmed,
        requirements: requirements.collect(),
        windows: windows.collect(),
        cases: if cases.is_empty() { vec![case(benefit)] } else { cases.into_iter().map(case).collect() },
        amount_disputed: formula(benefit, "amount_disputed"),
        periods: formula(benefit, "periods"),
    }
}
