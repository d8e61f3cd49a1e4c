//! What a person sees: pure functions of the report and the interview; only `Page` and `Part` hold state.

pub mod app;
pub mod desk;
pub mod effect;
pub mod session;
pub mod shelf;

mod announce;
mod asking;
mod bar;
mod compare;
mod dock;
mod done;
mod examples;
mod footer;
mod header;
mod icon;
mod light;
mod notice;
mod opening;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
#[cfg(any(feature = "take", feature = "staff", not(target_arch = "wasm32")))]
mod qr;
mod question;
mod results;
mod review;
mod said;
pub mod screen;
#[cfg(any(feature = "staff", not(target_arch = "wasm32")))]
pub mod staff;
mod standing;
mod tag;
#[cfg(any(feature = "take", not(target_arch = "wasm32")))]
pub mod take;
