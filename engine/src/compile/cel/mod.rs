//! Conditions and formulas of policy files: a subset of the Common Expression Language.

pub mod lower;
pub mod print;
pub mod syntax;
