//! How answers and results leave the page: only where a person asks for it, and without sensitive answers unless
//! the person wants them in.

pub mod calendar;
pub mod json;
pub mod sheet;

#[cfg(test)]
mod tests;
