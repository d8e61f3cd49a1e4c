//! Facts, rules and verdicts of Qibu: pure, exact and total.
//!
//! The modules stand in the order in which data flows. A [`policy::Catalogue`] and a
//! [`situation::Situation`] go in, an [`assessment::Assessment`] comes out:
//!
//! ```text
//! answers ─▶ situation ─▶ state ─▶ reading ─▶ settle ─▶ assess ─▶ assessment
//!                           ▲         ▲                    └─▶ agenda: the next question
//!                         facts    policy (condition, term, window, benefit)
//! ```
//!
//! Nothing here sees a browser, a clock, a locale, randomness or a file; `compile`, which reads
//! policy files when the catalogue is built, is the one exception.

pub mod digits;
pub mod packed;

pub mod date;
pub mod truth;

pub mod fact;
pub mod grade;
pub mod place;

pub mod condition;
pub mod term;

pub mod policy;
pub mod reads;
pub mod situation;
pub mod state;

pub mod reading;
pub mod settle;
pub mod verdict;

pub mod agenda;
pub mod assess;
pub mod assessment;
pub mod bundle;
pub mod changes;
pub mod effects;
pub mod station;

pub mod texts;
pub mod wire;

#[cfg(feature = "pinyin")]
pub mod pinyin;

#[cfg(feature = "check")]
pub mod compile;

pub use assess::assess;
