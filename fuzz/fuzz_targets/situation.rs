//! Situations as JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qibu_fuzz::properties;

fuzz_target!(|text: &str| drop(properties::situation(text)));
