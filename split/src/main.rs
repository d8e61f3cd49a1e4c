//! Cuts a wasm program in two, so that a browser can start the first part while the second is still on its way:
//!
//! ```text
//! qibu-split IN.wasm NAMES FIRST.wasm LATER.wasm
//! ```
//!
//! NAMES lists the functions that nothing enters before the second part is there, one path of Rust a line; a path that
//! ends in `::` stands for everything in it. They and whatever only they reach become the second part. It is
//! instantiated with the exports of the first as its imports `"f"`, and puts its functions into the first part's table:
//! that is how the first part calls them. A call before that is a trap.

mod names;
mod parts;

use std::path::Path;
use std::process::ExitCode;

use parts::{Cut, Part};
use walrus::ModuleConfig;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, names, first, later] = arguments.as_slice() else {
        eprintln!("usage: qibu-split IN.wasm NAMES FIRST.wasm LATER.wasm");
        return ExitCode::from(2);
    };
    match run(from.as_ref(), names.as_ref(), first.as_ref(), later.as_ref()) {
        Ok(told) => {
            eprintln!("{told}");
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("qibu-split: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run(from: &Path, names: &Path, first: &Path, later: &Path) -> Result<String, String> {
    let wasm = std::fs::read(from).map_err(|error| format!("{}: {error}", from.display()))?;
    let list = std::fs::read_to_string(names).map_err(|error| format!("{}: {error}", names.display()))?;
    let listed = names::Names::read(&list);
    let mut told = String::new();
    // Ids belong to one reading, so each part is cut from its own; the same bytes are cut in the same place.
    for (part, path) in [(Part::First, first), (Part::Later, later)] {
        let read = ModuleConfig::new().generate_name_section(true).parse(&wasm);
        let mut module = read.map_err(|error| format!("{}: {error:#}", from.display()))?;
        let cut = Cut::of(&module, &listed)?;
        if let Some((line, unused)) = listed.unused() {
            let place = format!("{}:{line}", names.display());
            return Err(format!("{place}: no function is named {unused}: was it renamed, or inlined into another?"));
        }
        cut.keep(part, &mut module);
        module.emit_wasm_file(path).map_err(|error| format!("{}: {error:#}", path.display()))?;
        told = cut.told();
    }
    Ok(told)
}
