//! What leaves and enters: the JSON of other programs, situations in, assessments out, both versioned;
//! and the lines in which a page keeps answers.

pub mod assessment;
pub mod line;
pub mod situation;

/// The version of both shapes.
pub const VERSION: u64 = 1;
