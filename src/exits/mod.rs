//! How answers and results leave this device, and come back; pure.

pub mod link;
pub mod private;
#[cfg(test)]
mod seed;
pub mod since;
