//! Every way in, thin. Only here does the app know a browser: clock, storage, network, history.
//!
//! Nothing here may decide anything about a policy or a question.

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod around;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod browser;
#[cfg(all(target_arch = "wasm32", any(feature = "take", feature = "staff")))]
mod clipboard;
#[cfg(all(target_arch = "wasm32", any(feature = "page", feature = "take", feature = "staff")))]
mod clock;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod door;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod keep;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod page;
#[cfg(all(target_arch = "wasm32", feature = "take"))]
mod picture;
#[cfg(all(target_arch = "wasm32", feature = "staff"))]
pub mod staff;
#[cfg(all(target_arch = "wasm32", feature = "take"))]
pub mod take;
#[cfg(all(target_arch = "wasm32", any(feature = "page", feature = "take", feature = "staff")))]
mod texts;
#[cfg(all(target_arch = "wasm32", any(feature = "page", feature = "take", feature = "staff")))]
mod trouble;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod web;
