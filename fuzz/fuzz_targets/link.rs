//! Links as text; and payloads in a good frame, which no chance would find.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qibu_fuzz::properties;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        properties::opened(text);
    }
    properties::payload(bytes);
});
