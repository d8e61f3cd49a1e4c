//! What leaves and enters: the JSON of other programs, situations in, assessments out, both versioned;
//! the lines in which a page keeps answers; and examples as policy files hold them.

pub mod assessment;
pub mod example;
pub mod line;
pub mod situation;

/// The version of both shapes.
pub const VERSION: u64 = 1;
