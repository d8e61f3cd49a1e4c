//! Compiles `policies/` into the catalogue, or says every problem of every file.

use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    engine::compile::embed::build_script(Path::new("../policies"), None)
}
