//! Conditions as the `cel` crate's own interpreter reads their source text.
//!
//! A fact without a value is left out of the interpreter's variables, so that reading it is an
//! error there; an error counts as false.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use cel::{Context, ExecutionError, Program, Value};
use engine::date::{Date, retirement_date};
use engine::fact::{FactId, Kind, Known, Otherwise};
use engine::policy::{Catalogue, Policy};
use engine::reading::Reading;
use engine::state::State;
use engine::term::Span;
use engine::truth::Truth;

/// The source texts of one policy: versions, requirements, alternatives, each `when` and `disputed`.
type Sources = Vec<Vec<Vec<[Option<String>; 2]>>>;

/// The same, read by the interpreter.
pub type Programs = Vec<Vec<Vec<[Option<Program>; 2]>>>;

fn sources(policy: &Policy) -> Sources {
    let text = fs::read_to_string(super::folder().join(format!("{}.toml", policy.id))).expect("the policy's file");
    let file: toml::Table = text.parse().expect("TOML");
    let list = |table: &toml::Table, key: &str| -> Vec<toml::Table> {
        let items = table.get(key).and_then(|value| value.as_array()).cloned().unwrap_or_default();
        items.into_iter().filter_map(|item| item.as_table().cloned()).collect()
    };
    let code = |table: &toml::Table, key: &str| table.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let versions = list(&file, "version").into_iter().map(|version| {
        let requirements = list(&version, "requirement").into_iter().map(|requirement| {
            let any = list(&requirement, "any");
            let all = if any.is_empty() { vec![requirement] } else { any };
            all.iter().map(|one| [code(one, "when"), code(one, "disputed")]).collect()
        });
        requirements.collect()
    });
    versions.collect()
}

/// Names of definitions with their text.
fn definitions() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for source in engine::compile::read_folder(&super::folder()).expect("the policies can be read") {
        let file: toml::Table = source.text.parse().expect("TOML");
        for item in file.get("definition").and_then(|value| value.as_array()).cloned().unwrap_or_default() {
            let text = |key: &str| item.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            found.push((text("id"), text("when")));
        }
    }
    found
}

/// Writes definitions out and gives `used_months("id")` a name that an interpreter knows.
fn written_out(text: &str, definitions: &[(String, String)]) -> String {
    let mut result = String::new();
    let mut word = String::new();
    let mut quoted = false;
    for sign in text.chars().chain([' ']) {
        if sign.is_alphanumeric() || sign == '_' || sign == '.' {
            word.push(sign);
            continue;
        }
        match definitions.iter().find(|(name, _)| !quoted && *name == word) {
            Some((_, body)) => result.push_str(&format!("({})", written_out(body, definitions).trim())),
            None => result.push_str(&word),
        }
        word.clear();
        quoted ^= sign == '"';
        result.push(sign);
    }
    result.trim().to_owned()
}

/// The value of a fact in a complete state; `None` where it has none.
fn value(catalogue: &Catalogue, state: &State, id: FactId) -> Option<Value> {
    let fact = catalogue.fact_of(id);
    let known = match (state.applies(id), fact.otherwise) {
        (Truth::True, _) => state.known(id),
        (_, Some(Otherwise::Mask(mask))) if fact.kind == Kind::Set => Known::Set { has: mask, may: 0 },
        (_, Some(Otherwise::Mask(mask))) => Known::Among(mask),
        (_, Some(Otherwise::Number(value))) => Known::Span { lo: value, hi: value },
        (_, Some(Otherwise::AsOf)) => Known::Span { lo: state.as_of().0.into(), hi: state.as_of().0.into() },
        (_, None) => return None,
    };
    let name = |bit: usize| fact.values[bit].id.clone();
    Some(match known {
        Known::Among(mask) if fact.kind == Kind::YesNo => Value::Bool(mask == 0b10),
        Known::Among(mask) if fact.kind == Kind::Place => catalogue.places.smallest(mask)?.id.clone().into(),
        Known::Among(mask) => name(mask.trailing_zeros() as usize).into(),
        Known::Set { has, .. } => (0..64).filter(|bit| has >> bit & 1 == 1).map(name).collect::<Vec<_>>().into(),
        Known::Span { lo, .. } => Value::Int(lo),
    })
}

pub fn interpreter<'a>(catalogue: &'static Catalogue, state: &State, reading: &Reading) -> Context<'a, 'static> {
    let mut context = Context::default();
    let mut entities: HashMap<&str, HashMap<String, Value>> = HashMap::new();
    let mut used: HashMap<String, i64> = HashMap::new();
    for at in 0..catalogue.facts.len() {
        let id = FactId(u16::try_from(at).expect("small"));
        let Some(value) = value(catalogue, state, id) else { continue };
        match catalogue.fact_of(id).id.split_once('.') {
            Some(("used_months", policy)) => {
                if let Value::Int(months) = value {
                    used.insert(policy.to_owned(), months);
                }
            }
            Some((entity, attribute)) => {
                let entity =
                    ["founder", "venture", "loan"].into_iter().find(|known| *known == entity).expect("an entity");
                entities.entry(entity).or_default().insert(attribute.to_owned(), value);
            }
            None => panic!("a fact without an entity"),
        }
    }
    for (entity, attributes) in entities {
        context.add_variable_from_value(entity, attributes);
    }
    let day = |span: Span| span.single();
    context
        .add_variable_from_value("as_of", Value::Int(day(reading.days.as_of).expect("a complete situation has a day")));
    let to_day = |text: &str| i64::from(text.parse::<Date>().expect("a date").0);
    let date = |day: i64| Date(i32::try_from(day).expect("a day"));
    context.add_function("date", move |text: Arc<String>| to_day(&text)).expect("a new name");
    context.add_function("yuan", |yuan: i64| yuan * 100).expect("a new name");
    context
        .add_function("add_months", move |from: i64, n: i64| {
            i64::from(date(from).add_months(i32::try_from(n).expect("small")).0)
        })
        .expect("a new name");
    context.add_function("add_days", |from: i64, n: i64| from + n).expect("a new name");
    context
        .add_function("years_between", move |from: i64, to: i64| i64::from(date(from).years_until(date(to))))
        .expect("a new name");
    context
        .add_function("within", |place: Arc<String>, wanted: Arc<String>| {
            *place == *wanted || place.starts_with(&format!("{wanted}/"))
        })
        .expect("a new name");
    context
        .add_function("retirement_date", move |born: i64, sex: Arc<String>, track: Arc<String>| {
            let (former, last, step) = match (sex.as_str(), track.as_str()) {
                ("male", _) => (60, 63, 4),
                (_, "women_55") => (55, 58, 4),
                _ => (50, 55, 2),
            };
            i64::from(retirement_date(date(born), former, last, step).0)
        })
        .expect("a new name");
    context
        .add_function("used_months", move |policy: Arc<String>| -> Result<i64, ExecutionError> {
            used.get(policy.as_str()).copied().ok_or_else(|| ExecutionError::NoSuchKey(policy))
        })
        .expect("a new name");
    let event = reading.days.event;
    context
        .add_function("param", move |id: Arc<String>| -> Result<i64, ExecutionError> {
            let at = catalogue.parameters.iter().position(|parameter| parameter.id == *id).expect("a parameter");
            let id = engine::term::ParameterId(u16::try_from(at).expect("small"));
            let span = catalogue.parameter(id, event).single();
            span.ok_or_else(|| ExecutionError::NoSuchKey(Arc::new("figure".into())))
        })
        .expect("a new name");
    context
}

/// What the interpreter makes of a text; an error is false.
pub fn holds(program: &Program, context: &Context) -> bool {
    matches!(program.execute(context), Ok(Value::Bool(true)))
}

/// Every condition of some policies, read by the interpreter.
pub fn programs(policies: &[&Policy]) -> Vec<Programs> {
    let definitions = definitions();
    let compile =
        |text: Option<String>| text.map(|text| Program::compile(&written_out(&text, &definitions)).expect("CEL"));
    let any = |any: Vec<[Option<String>; 2]>| any.into_iter().map(|pair| pair.map(compile)).collect();
    let version = |version: Vec<Vec<[Option<String>; 2]>>| version.into_iter().map(any).collect();
    policies.iter().map(|policy| sources(policy).into_iter().map(version).collect()).collect()
}
