//! The engine for JavaScript, without the page: JSON in, JSON out.

use std::sync::OnceLock;

use engine::policy::Catalogue;
use engine::wire::{assessment, situation};
use wasm_bindgen::prelude::wasm_bindgen;

/// The catalogue of this build.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        // INVARIANT: the build script of this very crate wrote the bytes.
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));
        Catalogue::decode(bytes).unwrap_or_else(|| unreachable!("the embedded catalogue"))
    })
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

fn read(json: &str) -> Result<engine::situation::Situation, String> {
    let draft = situation::read(catalogue(), json)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    draft.on(catalogue(), None).map_err(|error| error.to_string())
}
