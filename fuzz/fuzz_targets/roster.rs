//! Rosters in any encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qibu_fuzz::properties;

fuzz_target!(|bytes: &[u8]| drop(properties::roster(bytes)));
