//! The assessment as other programs read it.

use engine::assessment::Assessment;
use engine::policy::Catalogue;
use engine::wire;

/// An assessment in the shape of the contract; `catalogue` is the whole one, with the ids of requirements.
pub fn json(catalogue: &Catalogue, assessment: &Assessment) -> String {
    wire::assessment::write(catalogue, assessment).to_string()
}
