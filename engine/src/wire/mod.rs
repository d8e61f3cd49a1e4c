//! The JSON of other programs: situations in, assessments out, both versioned.

pub mod assessment;
pub mod situation;

/// The version of both shapes.
pub const VERSION: u64 = 1;
