//! Reads TOML tables key by key: every wrong kind, missing key and unknown key is a diagnostic.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Log, Source, did_you_mean};
use crate::date::Date;

/// A value and where it stands.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Spanned<DeValue<'a>>,
    pub source: &'a Source,
    log: &'a Log,
}

/// A table of which every key has to be asked for.
pub struct Table<'a> {
    table: &'a DeTable<'a>,
    pub span: Range<usize>,
    pub source: &'a Source,
    log: &'a Log,
    asked: RefCell<Vec<String>>,
}

/// A text in both languages that are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    /// The text of one language that is written.
    pub fn of(&self, lang: &str) -> String {
        if lang == "en" { self.en.clone() } else { self.zh.clone() }
    }
}

/// Parses a file; syntax errors are diagnostics.
pub fn parse<'a>(source: &'a Source, log: &Log) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        log.add(source, error.span().unwrap_or(0..0), format!("not TOML: {}", error.message()), None);
    }
    table
}

impl<'a> Table<'a> {
    pub fn root(table: &'a Spanned<DeTable<'a>>, source: &'a Source, log: &'a Log) -> Table<'a> {
        Table { table: table.get_ref(), span: 0..0, source, log, asked: RefCell::default() }
    }

    /// The value of a key, where it is there.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.asked.borrow_mut().push(key.to_owned());
        let value = self.table.get(key)?;
        Some(Node { value, source: self.source, log: self.log })
    }

    /// The value of a key that must be there.
    pub fn need(&self, key: &str) -> Option<Node<'a>> {
        let node = self.get(key);
        if node.is_none() {
            self.complain(format!("`{key}` is missing"), None);
        }
        node
    }

    pub fn string(&self, key: &str) -> Option<String> {
        self.get(key)?.string()
    }

    pub fn need_string(&self, key: &str) -> Option<String> {
        self.need(key)?.string()
    }

    pub fn text(&self, key: &str) -> Option<Text> {
        self.get(key)?.text()
    }

    pub fn need_text(&self, key: &str) -> Text {
        self.need(key).and_then(Node::text).unwrap_or_default()
    }

    pub fn date(&self, key: &str) -> Option<Date> {
        self.get(key)?.date()
    }

    pub fn flag(&self, key: &str) -> bool {
        self.get(key).and_then(Node::boolean).unwrap_or(false)
    }

    /// The elements of an array; none where the key is missing.
    pub fn list(&self, key: &str) -> Vec<Node<'a>> {
        self.get(key).and_then(Node::list).unwrap_or_default()
    }

    /// The tables of an array of tables; none where the key is missing.
    pub fn tables(&self, key: &str) -> Vec<Table<'a>> {
        self.list(key).into_iter().filter_map(Node::table).collect()
    }

    /// Every key with its value, as asked for.
    pub fn entries(&self) -> Vec<(String, Node<'a>)> {
        let entries = self
            .table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), Node { value, source: self.source, log: self.log }));
        let entries: Vec<_> = entries.collect();
        self.asked.borrow_mut().extend(entries.iter().map(|(key, _)| key.clone()));
        entries
    }

    pub fn complain(&self, message: impl Into<String>, hint: Option<String>) {
        self.log.add(self.source, self.span.clone(), message, hint);
    }

    /// Complains of every key that nobody asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.iter().any(|known| known == key.get_ref().as_ref())) {
            let hint = did_you_mean(key.get_ref(), asked.iter().map(String::as_str));
            self.log.add(self.source, key.span(), format!("unknown key `{}`", key.get_ref()), hint);
        }
    }
}

impl<'a> Node<'a> {
    pub fn span(&self) -> Range<usize> {
        self.value.span()
    }

    pub fn complain(&self, message: impl Into<String>, hint: Option<String>) {
        self.log.add(self.source, self.span(), message, hint);
    }

    fn wrong(self, expected: &str) {
        self.complain(format!("expected {expected}, found {}", self.value.get_ref().type_str()), None);
    }

    pub fn string(self) -> Option<String> {
        let text = self.value.get_ref().as_str();
        if text.is_none() {
            self.wrong("a string");
        }
        text.map(str::to_owned)
    }

    /// The string, and where its first character stands in the file.
    pub fn code(self) -> Option<(String, usize)> {
        let raw = self.source.text.get(self.span()).unwrap_or_default();
        let quote = if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { 1 };
        let newline = usize::from(quote == 3 && raw[3..].starts_with('\n'));
        Some((self.string()?, self.span().start + quote + newline))
    }

    pub fn boolean(self) -> Option<bool> {
        let value = self.value.get_ref().as_bool();
        if value.is_none() {
            self.wrong("true or false");
        }
        value
    }

    pub fn integer(self) -> Option<i64> {
        let value = self.value.get_ref().as_integer();
        let value = value.and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok());
        if value.is_none() {
            self.wrong("a whole number");
        }
        value
    }

    pub fn date(self) -> Option<Date> {
        let value = self.value.get_ref().as_datetime();
        let date = value.and_then(|value| value.to_string().parse().ok());
        if date.is_none() {
            self.wrong("a date such as 2026-11-22");
        }
        date
    }

    pub fn list(self) -> Option<Vec<Node<'a>>> {
        let Some(array) = self.value.get_ref().as_array() else {
            self.wrong("an array");
            return None;
        };
        Some(array.iter().map(|value| Node { value, ..self }).collect())
    }

    pub fn table(self) -> Option<Table<'a>> {
        let Some(table) = self.value.get_ref().as_table() else {
            self.wrong("a table");
            return None;
        };
        Some(Table { table, span: self.span(), source: self.source, log: self.log, asked: RefCell::default() })
    }

    pub fn text(self) -> Option<Text> {
        let table = self.table()?;
        let part = |key| {
            let text = table.need_string(key).unwrap_or_default();
            if text.trim().is_empty() && table.get(key).is_some() {
                let hint = "every text is written in zh and en; zh-Hant is made from zh".to_owned();
                self.complain(format!("`{key}` is empty: a translation is missing"), Some(hint));
            }
            text
        };
        let text = Text { zh: part("zh"), en: part("en") };
        table.finish();
        Some(text)
    }

    /// The value as JSON, dates as text.
    pub fn json(self) -> serde_json::Value {
        use serde_json::Value;
        match self.value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(_) => self.integer().map_or(Value::Null, Value::from),
            DeValue::Float(float) => Value::String(float.as_str().to_owned()),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(date) => Value::String(date.to_string()),
            DeValue::Array(array) => array.iter().map(|value| Node { value, ..self }.json()).collect(),
            DeValue::Table(table) => {
                let entries =
                    table.iter().map(|(key, value)| (key.get_ref().to_string(), Node { value, ..self }.json()));
                Value::Object(entries.collect())
            }
        }
    }
}
