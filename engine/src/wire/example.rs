//! Examples as policy files hold them: `[[example]]` blocks.

use std::fmt::Write as _;

use serde_json::Value;

use super::situation::{write_decimal, write_known};
use crate::date::Date;
use crate::fact::{FactId, Known};
use crate::policy::Catalogue;
use crate::verdict::Verdict;

/// One example.
#[derive(Clone, Debug)]
pub struct Example<'a> {
    pub name: &'a str,
    pub base: Base<'a>,
    /// What it says itself; each can be said as one value or one range.
    pub given: Vec<(FactId, Known)>,
    pub expect: Expect,
}

/// What an example starts from.
#[derive(Clone, Copy, Debug)]
pub enum Base<'a> {
    /// Nothing answered, on a day.
    Day(Date),
    /// Another example before it, by its name.
    Like(&'a str),
}

/// What an example holds the rule to.
#[derive(Clone, Copy, Debug)]
pub struct Expect {
    pub verdict: Verdict,
    /// The most that is paid for one `per`.
    pub fen: Option<i64>,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
}

impl Example<'_> {
    /// The block, with an empty line before it.
    #[must_use]
    pub fn write(&self, catalogue: &Catalogue) -> String {
        let (name, expect) = (Value::from(self.name), self.expect.write());
        let given = self.given.iter().map(|(fact, known)| {
            let value = toml(&write_known(catalogue, *fact, *known));
            format!("\"{}\" = {value}", catalogue.fact_of(*fact).id)
        });
        let given: Vec<String> = given.collect();
        let mut text = format!("\n[[example]]\nname   = {name}\n");
        // Writing to a string cannot fail.
        let _ = match self.base {
            Base::Like(other) => {
                let (like, given) = (Value::from(other), given.join(", "));
                writeln!(text, "like   = {like}\ngiven  = {{ {given} }}\nexpect = {expect}")
            }
            Base::Day(day) => {
                let given: String = given.iter().map(|line| format!("{line}\n")).collect();
                write!(text, "as_of  = {day}\nexpect = {expect}\n[example.given]\n{given}")
            }
        };
        text
    }
}

impl Expect {
    fn write(&self) -> String {
        let mut text = format!("{{ verdict = \"{}\"", self.verdict.word());
        if let Some(fen) = self.fen {
            let _ = write!(text, ", amount = \"{}\"", write_decimal(fen, 2));
        }
        for (key, day) in [("opens", self.opens), ("closes", self.closes)] {
            if let Some(day) = day {
                let _ = write!(text, ", {key} = {day}");
            }
        }
        text + " }"
    }
}

/// A value as TOML on one line.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(values) => format!("[{}]", values.iter().map(toml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
