//! Founders that examples, tests and the list of doubts start from.

use serde_json::Value;

use crate::policy::Catalogue;
use crate::situation::Situation;
use crate::texts::PersonText;
use crate::wire::{line, situation};

/// A founder with a name in each language.
pub struct Sample {
    pub id: String,
    /// In the order of [`super::LANGUAGES`].
    pub name: Vec<String>,
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
        let name = ["zh", "en"].map(|lang| founder["name"][lang].as_str().unwrap_or_default().to_string());
        Ok(Sample { id, name: name.to_vec(), situation })
    });
    founders.collect()
}

/// The founders as a page offers them: a name in one language, and a line for each answer.
pub fn people(catalogue: &Catalogue, samples: &[Sample], lang: usize) -> Vec<PersonText> {
    let person = |sample: &Sample| PersonText {
        name: sample.name.get(lang).cloned().unwrap_or_default(),
        answers: sample.situation.asked().map(|(fact, answer)| line::write(catalogue, fact, answer)).collect(),
    };
    samples.iter().map(person).collect()
}
