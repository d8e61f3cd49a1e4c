//! Places, documents, parameters, definitions, papers and channels.

use super::cel::lower::{Code, ParameterName, Scope, Unit};
use super::diagnostic::{Log, Source};
use super::table::{Node, Table, Text};
use crate::date::Date;
use crate::fact::Kind;
use crate::grade::Grade;
use crate::place::{Place, Places};
use crate::policy::{Channel, ChannelKind, Document, Figure, Parameter};
use crate::wire::situation::decimal;

pub struct DocumentEntry {
    pub document: Document,
    pub title: Text,
    pub issuer: Text,
}

pub struct ParameterEntry {
    pub parameter: Parameter,
    pub name: ParameterName,
    pub label: Text,
}

pub struct Definition {
    pub id: String,
    pub code: Code,
    pub label: Text,
    pub grade: Grade,
    /// The document that it names.
    pub document: Option<String>,
}

/// The day of the catalogue.
pub fn date(files: &[Table], any: Option<&Source>, log: &Log) -> Option<Date> {
    match files {
        [root] => {
            let date = root.need("date").and_then(Node::date);
            root.finish();
            date
        }
        _ => {
            if let Some(source) = any {
                log.add(source, 0..0, "expected one `catalogue.toml` with the date of the catalogue", None);
            }
            None
        }
    }
}

/// The tree of places; a leaf is one bit.
pub fn places(files: &[Table]) -> (Places, Vec<(Text, Vec<String>)>) {
    let mut list = Vec::new();
    let mut names = Vec::new();
    for root in files {
        for table in root.tables("place") {
            let id = table.need_string("id").unwrap_or_default();
            let code =
                table.need("code").and_then(Node::integer).and_then(|code| u16::try_from(code).ok()).unwrap_or(0);
            if list.iter().any(|place: &Place| place.id == id || place.code == code) {
                table.complain(format!("the place `{id}` or its code {code} stands twice"), None);
            }
            if let Some((parent, _)) = id.rsplit_once('/')
                && !list.iter().any(|place: &Place| place.id == parent)
            {
                table.complain(format!("`{id}` stands before `{parent}`"), Some("a parent comes first".into()));
            }
            let also = table.list("also").into_iter().filter_map(Node::string).collect();
            list.push(Place { id, code, gb: table.string("gb"), mask: 0 });
            names.push((table.need_text("name"), also));
            table.finish();
        }
        root.finish();
    }
    let is_leaf = |id: &str| !list.iter().any(|other: &Place| other.id.starts_with(&format!("{id}/")));
    let leaves: Vec<String> = list.iter().map(|place| place.id.clone()).filter(|id| is_leaf(id)).collect();
    if let (true, [root, ..]) = (leaves.len() > 64, files) {
        root.complain("more than 64 places without children", Some("the masks of the engine have 64 bits".into()));
    }
    for place in &mut list {
        let inside = |leaf: &String| *leaf == place.id || leaf.starts_with(&format!("{}/", place.id));
        place.mask = leaves
            .iter()
            .take(64)
            .enumerate()
            .filter(|(_, leaf)| inside(leaf))
            .fold(0, |mask, (bit, _)| mask | 1 << bit);
    }
    (Places { list }, names)
}

/// The grade of a key that must be there.
pub fn grade(table: &Table, key: &str) -> Grade {
    table.need(key).map_or(Grade::Unconfirmed, grade_of)
}

pub fn grade_of(node: Node) -> Grade {
    let word = node.string().unwrap_or_default();
    let found = Grade::ALL.into_iter().find(|grade| grade.word() == word);
    if found.is_none() {
        let words = Grade::ALL.map(Grade::word).join(", ");
        node.complain(format!("unknown grade `{word}`"), Some(format!("grades are {words}")));
    }
    found.unwrap_or(Grade::Unconfirmed)
}

/// Documents of every folder.
pub fn documents(files: &[Table]) -> Vec<DocumentEntry> {
    let mut found: Vec<DocumentEntry> = Vec::new();
    for root in files {
        for table in root.tables("document") {
            let id = unique(&table, found.iter().map(|entry| entry.document.id.as_str()));
            let document = Document {
                id,
                number: table.string("number"),
                dated: table.date("dated"),
                url: table.string("url"),
                grade: grade(&table, "grade"),
                confirmed: table.need("confirmed").and_then(Node::date).unwrap_or(Date::MIN),
            };
            found.push(DocumentEntry { document, title: table.need_text("title"), issuer: table.need_text("issuer") });
            table.finish();
        }
        root.finish();
    }
    found
}

/// The id of an entry, which no other may have.
fn unique<'a>(table: &Table, mut known: impl Iterator<Item = &'a str>) -> String {
    let id = table.need_string("id").unwrap_or_default();
    if known.any(|other| other == id) {
        table.complain(format!("`{id}` stands twice"), Some("ids are unique over all folders".into()));
    }
    id
}

/// Dated figures of every folder.
pub fn parameters(files: &[Table]) -> Vec<ParameterEntry> {
    let mut found: Vec<ParameterEntry> = Vec::new();
    for root in files {
        for table in root.tables("parameter") {
            let id = unique(&table, found.iter().map(|entry| entry.name.id.as_str()));
            let (unit, over, places) = match table.need_string("unit").as_deref() {
                Some("money") => (Unit::Money, 1, 2),
                Some("rate") => (Unit::Number, 1_000_000, 4),
                Some("count") => (Unit::Number, 1, 0),
                other => {
                    let hint = "units are money, rate, count".to_owned();
                    table.complain(format!("unknown unit `{}`", other.unwrap_or_default()), Some(hint));
                    (Unit::Number, 1, 0)
                }
            };
            let values = table.tables("value").iter().map(|value| figure(value, places)).collect();
            let label = table.need_text("label");
            table.finish();
            let parameter = Parameter { id: id.clone(), values };
            check_series(&table, &parameter);
            found.push(ParameterEntry { parameter, name: ParameterName { id, unit, over }, label });
        }
        root.finish();
    }
    found
}

fn figure(table: &Table, places: usize) -> Figure {
    let text = table.need_string("value").unwrap_or_default();
    let value = decimal(&text, places);
    if value.is_none() {
        table.complain(
            format!("`{text}` is not a figure of this unit"),
            Some("write it as a string, such as \"7546\"".into()),
        );
    }
    let cite = table.text("cite").is_some() || table.string("document").is_some();
    if !cite {
        table.complain("a figure without a source", Some("add `cite = { zh = \"…\", en = \"…\" }`".into()));
    }
    let figure = Figure {
        from: table.need("from").and_then(Node::date).unwrap_or(Date::MIN),
        until: table.date("until"),
        value: value.unwrap_or(0),
        grade: grade(table, "grade"),
        confirmed: table.need("confirmed").and_then(Node::date).unwrap_or(Date::MIN),
    };
    table.finish();
    figure
}

/// Values stand oldest first, without gaps and overlaps.
fn check_series(table: &Table, parameter: &Parameter) {
    if parameter.values.is_empty() {
        table.complain(format!("the parameter `{}` has no value", parameter.id), None);
    }
    for pair in parameter.values.windows(2) {
        let [earlier, later] = pair else { continue };
        match earlier.until {
            _ if later.from <= earlier.from => {
                table.complain(format!("the values of `{}` do not stand oldest first", parameter.id), None);
            }
            Some(until) if until.add_days(1) != later.from => {
                let what = if until < later.from { "gap" } else { "overlap" };
                table.complain(format!("a {what} in `{}` between {until} and {}", parameter.id, later.from), None);
            }
            _ => {}
        }
    }
}

/// Named conditions of every folder.
pub fn definitions(files: &[Table]) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for root in files {
        for table in root.tables("definition") {
            let id = unique(&table, found.iter().map(|entry| entry.id.as_str()));
            let label = table.need_text("label");
            let cite = table.need("cite").and_then(Node::table);
            let grade = cite.as_ref().map_or(Grade::Unconfirmed, |cite| grade(cite, "grade"));
            let mut document = None;
            if let Some(cite) = &cite {
                document = cite.need_string("document");
                cite.string("article");
                cite.need("confirmed").and_then(Node::date);
                cite.finish();
            }
            if let Some(code) = table.need("when").and_then(code) {
                found.push(Definition { id, code, label, grade, document });
            }
            table.finish();
        }
        root.finish();
    }
    found
}

/// The text of an expression with its place.
pub fn code(node: Node) -> Option<Code> {
    let (text, start) = node.code()?;
    Some(Code { source: node.source.clone(), text, start })
}

/// Each definition must stand for itself.
pub fn check_definitions(definitions: &[Definition], scope: &Scope, log: &Log) {
    for definition in definitions {
        let shadows = scope.facts.iter().any(|fact| fact.id == definition.id && fact.kind == Kind::YesNo);
        if shadows {
            log.add(
                &definition.code.source,
                definition.code.start..definition.code.start,
                format!("`{}` is a fact", definition.id),
                None,
            );
        }
        scope.condition(&definition.code, log);
    }
}

/// Papers of every folder, with their names.
pub fn papers(files: &[Table]) -> Vec<(String, Text)> {
    let mut found: Vec<(String, Text)> = Vec::new();
    for root in files {
        for table in root.tables("paper") {
            let id = unique(&table, found.iter().map(|(id, _)| id.as_str()));
            found.push((id, table.need_text("name")));
            table.finish();
        }
        root.finish();
    }
    found
}

/// Channels of every folder, with their names.
pub fn channels(files: &[Table]) -> Vec<(Channel, Text)> {
    let mut found: Vec<(Channel, Text)> = Vec::new();
    for root in files {
        for table in root.tables("channel") {
            let id = unique(&table, found.iter().map(|(channel, _)| channel.id.as_str()));
            let kind = match table.need_string("kind").as_deref() {
                Some("online") => ChannelKind::Online,
                Some("form") => ChannelKind::Form,
                Some("visit") => ChannelKind::Visit,
                Some("phone") => ChannelKind::Phone,
                other => {
                    let hint = "kinds are online, form, visit, phone".to_owned();
                    table.complain(format!("unknown kind `{}`", other.unwrap_or_default()), Some(hint));
                    ChannelKind::Visit
                }
            };
            let channel = Channel { id, kind, url: table.string("url"), phone: table.string("phone") };
            found.push((channel, table.need_text("name")));
            table.finish();
        }
        root.finish();
    }
    found
}
