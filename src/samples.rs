//! The founders that examples, tests and the list of doubts start from. Native only.

use engine::policy::Catalogue;
use engine::situation::Situation;
use engine::wire::situation;
use serde_json::Value;

/// A founder with a name in each language.
pub struct Sample {
    pub id: String,
    /// Chinese and English.
    pub name: [String; 2],
    pub situation: Situation,
}

/// The founders of `policies/founders.json`.
///
/// # Panics
/// The file is not what the tests hold it to be.
pub fn all(catalogue: &Catalogue) -> Vec<Sample> {
    // INVARIANT: `tests/catalogue.rs` reads every founder of the file.
    read(catalogue, include_str!("../policies/founders.json")).unwrap_or_else(|error| unreachable!("{error}"))
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
        Ok(Sample { id, name, situation })
    });
    founders.collect()
}
