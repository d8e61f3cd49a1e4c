//! Answers as a page keeps them, and as a host suggests them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qibu_fuzz::properties;

fuzz_target!(|text: &str| drop(properties::kept(text)));
