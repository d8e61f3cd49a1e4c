//! Every way in, thin. Only here does the app know a browser: clock, storage, network, history.
//!
//! Nothing here may decide anything about a policy or a question.

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod embed;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod keep;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod page;
#[cfg(target_arch = "wasm32")]
mod texts;
#[cfg(target_arch = "wasm32")]
mod trouble;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod web;
