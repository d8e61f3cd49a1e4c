//! The founders that examples, tests and the list of doubts start from. Native only.

pub use engine::compile::samples::{Sample, read};
use engine::policy::Catalogue;

/// The founders of `policies/founders.json`.
///
/// # Panics
/// The file is not what the tests hold it to be.
pub fn all(catalogue: &Catalogue) -> Vec<Sample> {
    // INVARIANT: `tests/catalogue.rs` reads every founder of the file, and the build for a browser too.
    read(catalogue, include_str!("../policies/founders.json")).unwrap_or_else(|error| unreachable!("{error}"))
}
