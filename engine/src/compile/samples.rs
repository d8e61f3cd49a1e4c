//! Founders that examples, tests and the list of doubts start from.

use serde_json::Value;

use super::Compiled;
use super::table::Text;
use crate::policy::Catalogue;
use crate::situation::Situation;
use crate::texts::PersonText;
use crate::wire::{line, situation};

/// A founder with a name.
pub struct Sample {
    pub id: String,
    pub name: Text,
    pub situation: Situation,
}

/// Reads founders: an array of `{"id", "name": {"zh", "en"}, "situation"}`.
///
/// # Errors
/// Not JSON, or a founder that is no situation, with its id.
pub fn read(catalogue: &Catalogue, text: &str) -> Result<Vec<Sample>, String> {
    let list: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let founders = list.iter().map(|founder| {
        let id = founder["id"].as_str().unwrap_or_default().to_string();
        let bad = |error: String| format!("founder `{id}`: {error}");
        let draft = situation::read(catalogue, &founder["situation"].to_string())
            .map_err(|errors| bad(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
        let situation = draft.on(catalogue, None).map_err(|error| bad(error.to_string()))?;
        let name = |lang| founder["name"][lang].as_str().unwrap_or_default().to_string();
        Ok(Sample { id, name: Text { zh: name("zh"), en: name("en") }, situation })
    });
    founders.collect()
}

/// The founders as a page offers them: a name in one language, and a line for each answer.
pub fn people(compiled: &Compiled, samples: &[Sample], lang: &str) -> Vec<PersonText> {
    let person = |sample: &Sample| PersonText {
        name: compiled.say(&sample.name, lang),
        answers: sample
            .situation
            .asked()
            .map(|(fact, answer)| line::write(&compiled.catalogue, fact, answer))
            .collect(),
    };
    samples.iter().map(person).collect()
}
