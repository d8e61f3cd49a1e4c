//! The properties that the fuzz targets try, the same as on stable.

#[path = "../../tests/never/properties.rs"]
pub mod properties;

use std::path::{Path, PathBuf};

fn policies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies")
}
