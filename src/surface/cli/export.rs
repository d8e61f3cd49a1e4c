//! `qibu export` and `qibu changes`: the catalogue as JSON, and what changed between two of them.

use serde_json::Value;

use super::{Failure, Options, Outcome, compiled, read, sources};
use engine::compile::export;

pub fn export() -> Outcome {
    let sources = sources()?;
    let compiled = compiled(&sources)?;
    Ok(export::write(&compiled, &sources).to_string())
}

/// Between two exports; between the first and the files of today where there is only one.
pub fn changes(options: &Options) -> Outcome {
    let old = options.file.as_deref().ok_or_else(|| Failure::Input("no export given".into()))?;
    let old = exported(old)?;
    let new = match options.other.as_deref() {
        Some(file) => exported(file)?,
        None => {
            let sources = sources()?;
            export::write(&compiled(&sources)?, &sources)
        }
    };
    let found = export::changes(&old, &new);
    if options.json {
        return Ok(format!("{found:#}"));
    }
    Ok(export::describe(&found, options.lang()))
}

fn exported(file: &str) -> Result<Value, Failure> {
    let (file, text) = read(file)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| Failure::Input(format!("{file}: {error}")))?;
    if value["policies"].is_object() && value["catalogue"].is_string() {
        return Ok(value);
    }
    Err(Failure::Input(format!("{file}: not an export of a catalogue: `qibu export` writes one")))
}
