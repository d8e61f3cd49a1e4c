//! How answers and results leave this device, and come back: only where a person asks for it, and without sensitive
//! answers unless the person wants them in. Pure.

pub mod calendar;
#[cfg(any(feature = "staff", not(target_arch = "wasm32")))]
pub mod example;
#[cfg(test)]
mod example_tests;
pub mod json;
pub mod leaving;
pub mod link;
pub mod private;
pub mod qr;
#[cfg(test)]
mod seed;
pub mod sheet;
pub mod since;
#[cfg(test)]
mod tests;
