//! Qibu: which start-up support may apply to a founder in China, and why.
//!
//! The folders are the way data flows: `policies/` (the law as data) → `engine` (logic) →
//! [`interview`], [`report`] and [`exits`] (pure) → [`ui`] (Yew only) → [`surface`] (every way in, thin).

pub mod catalogue;
pub mod words;

#[cfg(any(feature = "staff", not(target_arch = "wasm32")))]
pub mod counter;
pub mod exits;
pub mod interview;
pub mod report;
pub mod screening;
pub mod station;

pub mod ui;

#[cfg(not(target_arch = "wasm32"))]
pub mod samples;
pub mod surface;
