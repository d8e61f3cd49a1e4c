//! The engine for JavaScript, without the page: JSON in, JSON out.

mod explain;

use std::sync::OnceLock;

use engine::policy::Catalogue;
use engine::wire::{assessment, situation};
use qibu::interview::lang::Lang;
use qibu::report::build::build;
use wasm_bindgen::prelude::wasm_bindgen;

/// The catalogue of this build.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(qibu::catalogue::load)
}

/// Assesses a situation: the JSON shapes of the contract, in and out.
///
/// # Errors
/// One message for every mistake in the situation.
#[wasm_bindgen]
pub fn assess(json: &str) -> Result<String, String> {
    let situation = read(json)?;
    Ok(assessment::write(catalogue(), &engine::assess(catalogue(), &situation)).to_string())
}

/// The next question: `{"fact": id or null, "left": n}`.
///
/// # Errors
/// One message for every mistake in the situation.
#[wasm_bindgen]
pub fn ask(json: &str) -> Result<String, String> {
    let assessment = engine::assess(catalogue(), &read(json)?);
    Ok(assessment::write_question(catalogue(), &assessment).to_string())
}

/// Explains every verdict to a person: reasons with their clauses, amounts, dates, what to do; `lang` is that of a
/// page: `zh-CN`, `zh-Hant` or `en`.
///
/// # Errors
/// One message for every mistake in the situation; another language.
#[wasm_bindgen]
pub fn explain(json: &str, lang: &str) -> Result<String, String> {
    if Lang::ALL.iter().all(|known| known.tag() != lang) {
        return Err(format!("`lang` is `{lang}`, expected one of {}", Lang::ALL.map(Lang::tag).join(", ")));
    }
    let (situation, texts) = (read(json)?, qibu::catalogue::texts(lang));
    let report = build(catalogue(), &texts, &situation, &engine::assess(catalogue(), &situation));
    Ok(explain::write(catalogue(), &report, lang).to_string())
}

fn read(json: &str) -> Result<engine::situation::Situation, String> {
    let draft = situation::read(catalogue(), json)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    draft.on(catalogue(), None).map_err(|error| error.to_string())
}
