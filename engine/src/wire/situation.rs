//! Reads and writes situations; nothing is guessed, and every mistake names key, value and what was expected.

use std::fmt;

use serde_json::{Map, Value, json};

use super::VERSION;
use crate::date::Date;
use crate::digits;
use crate::fact::{Fact, FactId, Kind, Known};
use crate::place::Places;
use crate::policy::Catalogue;
use crate::situation::{Answer, Situation};
use crate::state::State;

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// The key, such as `answers["founder.hukou"]`.
    pub key: String,
    /// The offending text.
    pub found: String,
    pub expected: String,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is `{}`, expected {}", self.key, self.found, self.expected)
    }
}

/// A situation that may still lack its day.
#[derive(Clone, Debug)]
pub struct Draft {
    pub as_of: Option<Date>,
    pub answers: Vec<(FactId, Answer)>,
}

/// Reads a situation.
///
/// # Errors
/// Every mistake in it, in the order in which it stands.
pub fn read(catalogue: &Catalogue, text: &str) -> Result<Draft, Vec<InputError>> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        vec![InputError { key: "situation".into(), found: place, expected: format!("JSON ({error})") }]
    })?;
    let Value::Object(object) = value else {
        return Err(vec![wrong("situation", &value, "an object with `version`, `as_of` and `answers`")]);
    };
    let mut errors = Vec::new();
    if object.get("version").and_then(Value::as_u64) != Some(VERSION) {
        let found = object.get("version").unwrap_or(&Value::Null);
        errors.push(wrong("version", found, &format!("{VERSION}, the version that this catalogue reads")));
    }
    for (key, value) in &object {
        if !["version", "as_of", "answers"].contains(&key.as_str()) {
            errors.push(wrong(key, value, "one of the keys `version`, `as_of`, `answers`"));
        }
    }
    let as_of = match object.get("as_of") {
        None => None,
        Some(value) => match value.as_str().and_then(|text| text.parse().ok()) {
            Some(date) => Some(date),
            None => {
                errors.push(wrong("as_of", value, DATE));
                None
            }
        },
    };
    let answers = match object.get("answers") {
        None => Vec::new(),
        Some(Value::Object(answers)) => {
            let read = answers.iter().filter_map(|(key, value)| match answer(catalogue, key, value) {
                Ok(answer) => Some(answer),
                Err(error) => {
                    errors.push(error);
                    None
                }
            });
            read.collect()
        }
        Some(value) => {
            errors.push(wrong("answers", value, "an object of answers by fact id"));
            Vec::new()
        }
    };
    if errors.is_empty() { Ok(Draft { as_of, answers }) } else { Err(errors) }
}

impl Draft {
    /// The situation on a day; the day given here beats that of the file.
    ///
    /// # Errors
    /// No day is known, or two answers contradict each other.
    pub fn on(self, catalogue: &Catalogue, as_of: Option<Date>) -> Result<Situation, InputError> {
        let missing = || InputError {
            key: "as_of".into(),
            found: "missing".into(),
            expected: "a date, here or with `--as-of`".into(),
        };
        let mut situation = Situation::empty(catalogue, as_of.or(self.as_of).ok_or_else(missing)?);
        for (fact, answer) in self.answers {
            situation.set(fact, answer);
        }
        check(catalogue, &situation)?;
        Ok(situation)
    }
}

/// Two answers must not contradict each other.
///
/// # Errors
/// The two facts and what was expected of them.
pub fn check(catalogue: &Catalogue, situation: &Situation) -> Result<(), InputError> {
    let Some((small, large)) = State::new(catalogue, situation).contradiction() else { return Ok(()) };
    let id = |fact| catalogue.fact_of(fact).id.clone();
    let value = |fact| write_known(catalogue, fact, situation.known(catalogue, fact)).to_string();
    Err(InputError {
        key: format!("answers[\"{}\"]", id(small)),
        found: value(small),
        expected: format!("at most `{}`, which is {}", id(large), value(large)),
    })
}

const DATE: &str = "a date `YYYY-MM-DD` from 1900-01-01 to 2199-12-31";

fn wrong(key: &str, found: &Value, expected: &str) -> InputError {
    InputError { key: key.into(), found: short(found), expected: expected.into() }
}

/// The offending text, without the quotes of a string, cut where it is long.
fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() <= 60 { text } else { text.chars().take(60).chain(['…']).collect() }
}

/// One answer, by the id of its fact.
///
/// # Errors
/// The key, the value and what was expected.
pub fn answer(catalogue: &Catalogue, key: &str, value: &Value) -> Result<(FactId, Answer), InputError> {
    let path = format!("answers[\"{key}\"]");
    let id = catalogue.fact(key).ok_or_else(|| {
        let near = nearest(catalogue, key).map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
        wrong(&path, value, &format!("a fact of the catalogue, `{key}` is none{near}"))
    })?;
    let fact = catalogue.fact_of(id);
    let answer = match value {
        Value::Null => Answer::Declined,
        value => known(fact, &catalogue.places, value).map_err(|expected| wrong(&path, value, &expected))?,
    };
    Ok((id, answer))
}

/// The fact id that differs in the fewest letters, for a hint.
fn nearest<'a>(catalogue: &'a Catalogue, key: &str) -> Option<&'a str> {
    let last = |id: &str| id.rsplit('.').next().unwrap_or_default().to_owned();
    let near = catalogue.facts.iter().map(|fact| fact.id.as_str());
    let mut near =
        near.filter(|id| last(id) == last(key) || id.replace(['_', '.'], "") == key.replace(['_', '.', '-'], ""));
    near.next()
}

/// What a value says of a fact, or what was expected instead.
fn known(fact: &Fact, places: &Places, value: &Value) -> Result<Answer, String> {
    let given = |known| Ok(Answer::Given(known));
    match fact.kind {
        Kind::YesNo => match value {
            Value::Bool(yes) => given(Known::Among(if *yes { 0b10 } else { 0b01 })),
            _ => Err("true, false or null".into()),
        },
        Kind::Choice => {
            let at = value.as_str().and_then(|id| fact.value(id)).ok_or_else(|| format!("one of {}", list(fact)))?;
            // "Undecided" leaves the choice open: it is an answer, but says nothing.
            if fact.values[at].means_open { Ok(Answer::Declined) } else { given(Known::Among(1 << at)) }
        }
        Kind::Set => set(fact, value),
        Kind::Place => {
            let mask = value.as_str().and_then(|id| places.mask(id));
            given(Known::Among(mask.ok_or("a place of the catalogue such as `shanghai/minhang`, or `elsewhere`")?))
        }
        Kind::Date | Kind::Count | Kind::Money | Kind::Rate => number_or_range(fact, value),
    }
}

fn list(fact: &Fact) -> String {
    let ids: Vec<String> = fact.values.iter().map(|value| format!("`{}`", value.id)).collect();
    if ids.is_empty() { "no value: the catalogue has none for this fact".into() } else { ids.join(", ") }
}

fn set(fact: &Fact, value: &Value) -> Result<Answer, String> {
    let expected = || format!("an array, or `{{\"has\": [..], \"unsure\": [..]}}`, of {}", list(fact));
    let mask = |value: &Value| {
        let items = value.as_array().ok_or_else(expected)?;
        items.iter().try_fold(0u64, |mask, item| {
            let bit = item.as_str().and_then(|id| fact.value(id)).ok_or_else(expected)?;
            Ok::<u64, String>(mask | 1 << bit)
        })
    };
    match value {
        Value::Object(parts) if parts.keys().all(|key| key == "has" || key == "unsure") => {
            let part = |key| parts.get(key).map_or(Ok(0), mask);
            let (has, may) = (part("has")?, part("unsure")?);
            Ok(Answer::Given(Known::Set { has, may: may & !has }))
        }
        value => Ok(Answer::Given(Known::Set { has: mask(value)?, may: 0 })),
    }
}

fn number_or_range(fact: &Fact, value: &Value) -> Result<Answer, String> {
    let (lo, hi) = match value {
        Value::Object(ends) if ends.keys().all(|key| key == "from" || key == "to") && !ends.is_empty() => {
            let end = |key, default| ends.get(key).map_or(Ok(default), |value| number(fact, value));
            (end("from", fact.bounds.0)?, end("to", fact.bounds.1)?)
        }
        value => {
            let number = number(fact, value)?;
            (number, number)
        }
    };
    if lo > hi {
        return Err("a range whose `from` is not past its `to`".into());
    }
    Ok(Answer::Given(Known::Span { lo, hi }))
}

/// One number in the unit of the fact: days, whole numbers, fen or millionths.
fn number(fact: &Fact, value: &Value) -> Result<i64, String> {
    let expected = || match fact.kind {
        Kind::Date => DATE.to_owned(),
        Kind::Count => format!("a whole number from {} to {}", fact.bounds.0, fact.bounds.1),
        Kind::Money => {
            "yuan as a whole number, or as a decimal string such as \"1234.50\", from 0 to 1000000000000".into()
        }
        _ => {
            "a percentage as a decimal string such as \"3.5\", from \"0\" to \"100\", with at most four decimals".into()
        }
    };
    let number = match fact.kind {
        Kind::Date => value.as_str().and_then(|text| text.parse::<Date>().ok()).map(|date| i64::from(date.0)),
        Kind::Count => value.as_i64(),
        Kind::Money => match value {
            Value::Number(number) => number.as_i64().and_then(|yuan| yuan.checked_mul(100)),
            value => value.as_str().and_then(|text| decimal(text, 2)),
        },
        _ => value.as_str().and_then(|text| decimal(text, 4)),
    };
    number.filter(|number| (fact.bounds.0..=fact.bounds.1).contains(number)).ok_or_else(expected)
}

/// A decimal number without sign or exponent, in units of `10^-places`.
pub fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let shape = !whole.is_empty() && whole.len() <= 15;
    if !shape || part.len() > places || text.ends_with('.') {
        return None;
    }
    digits::read(&[whole, part, &"0".repeat(places - part.len())].concat())
}

/// A situation as JSON; reading it again gives the same situation.
pub fn write(catalogue: &Catalogue, situation: &Situation) -> Value {
    let answers: Map<String, Value> = situation
        .asked()
        .map(|(fact, answer)| {
            let value = match answer {
                Answer::Given(known) => write_known(catalogue, fact, known),
                Answer::Absent | Answer::Declined => Value::Null,
            };
            (catalogue.fact_of(fact).id.clone(), value)
        })
        .collect();
    json!({ "version": VERSION, "as_of": situation.as_of.to_string(), "answers": answers })
}

/// What is known of a fact, as it stands in a situation.
pub fn write_known(catalogue: &Catalogue, id: FactId, known: Known) -> Value {
    let fact = catalogue.fact_of(id);
    let ids = |mask: u64| -> Vec<&str> {
        let values = fact.values.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        values.map(|(_, value)| value.id.as_str()).collect()
    };
    match (fact.kind, known) {
        (Kind::YesNo, Known::Among(mask)) => json!(mask == 0b10),
        (Kind::Place, Known::Among(mask)) => json!(catalogue.places.smallest(mask).map(|place| &place.id)),
        (_, Known::Among(mask)) => json!(ids(mask).first()),
        (_, Known::Set { has, may: 0 }) => json!(ids(has)),
        (_, Known::Set { has, may }) => json!({ "has": ids(has), "unsure": ids(may) }),
        (kind, Known::Span { lo, hi }) => {
            let number = |value: i64| match kind {
                Kind::Date => json!(Date(i32::try_from(value).unwrap_or_default()).to_string()),
                Kind::Money if value % 100 == 0 => json!(value / 100),
                Kind::Money => json!(write_decimal(value, 2)),
                Kind::Rate => json!(write_decimal(value, 4)),
                _ => json!(value),
            };
            if lo == hi {
                return number(lo);
            }
            let mut ends = Map::new();
            if lo != fact.bounds.0 {
                ends.insert("from".into(), number(lo));
            }
            if hi != fact.bounds.1 || ends.is_empty() {
                ends.insert("to".into(), number(hi));
            }
            Value::Object(ends)
        }
    }
}

/// A whole number of `10^-places` units as a decimal, without zeros at its end.
pub fn write_decimal(value: i64, places: u32) -> String {
    let unit = 10i64.pow(places);
    let whole = digits::signed((value / unit).into());
    let part = digits::tail((value % unit).unsigned_abs().into(), unit.unsigned_abs().into());
    let part = part.trim_end_matches('0');
    if part.is_empty() { whole } else { whole + "." + part }
}
