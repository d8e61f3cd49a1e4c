//! Many founders at once: a roster in, the same roster with results out; pure, without file, thread or clock;
//! `clerk` and `table` are the same beside a page.
//!
//! ```text
//! bytes ─▶ decode ─▶ records ─▶ columns (head → facts) ─▶ cell (text → answer) ─▶ screen (row → results) ─▶ sheet
//!                                  ▲                        ▲
//!                              vocabulary: every name of facts, values and places
//! ```
//!
//! Nothing is guessed: a cell that cannot be read is a [`trouble::Trouble`] of its row, and the row stays where it is.

pub mod decode;
#[cfg(any(feature = "staff", not(target_arch = "wasm32")))]
pub mod roster;

pub mod vocabulary;

pub mod columns;

pub mod cell;
pub mod day;
pub mod number;
pub mod place;

pub mod trouble;

pub mod screen;
pub mod sheet;
pub mod tally;

#[cfg(any(feature = "staff", not(target_arch = "wasm32")))]
pub mod clerk;
#[cfg(any(feature = "staff", not(target_arch = "wasm32")))]
pub mod table;

#[cfg(test)]
mod clerk_tests;
#[cfg(test)]
mod tests;
