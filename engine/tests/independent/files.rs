//! What the policy files hold, by the words of `policies/README.md`.

use std::collections::BTreeMap;

use toml::Value as Toml;

use super::formula::{Expr, Ratio, Value, whole};

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
    pub facts: Vec<String>,
    pub values: Vec<Vec<String>>,
    pub texts: Vec<String>,
    pub parameters: Vec<String>,
    /// Places without a place inside them, as texts.
    pub leaves: Vec<String>,
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
    pub from: i64,
    pub until: Option<i64>,
    pub value: Ratio,
    pub grade: Grade,
}

pub struct Parameter {
    pub steps: Vec<Step>,
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
    /// Since when it is paused or its budget used up.
    pub stopped: Option<i64>,
    pub document_grade: Grade,
    pub document_confirmed: i64,
    pub requirements: Vec<Requirement>,
    pub windows: Vec<Window>,
    pub cases: Vec<Case>,
    pub amount_disputed: Option<Expr>,
    pub periods: Option<Expr>,
}

impl Version {
    pub fn has_stopped(&self, today: i64) -> bool {
        self.stopped.is_some_and(|since| since <= today)
    }

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
