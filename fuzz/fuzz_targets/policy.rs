//! Policy files, each in place of the one that its first byte names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qibu_fuzz::properties;

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, Ok(text))) = bytes.split_first().map(|(first, rest)| (*first, std::str::from_utf8(rest))) {
        properties::policy(usize::from(first), text);
    }
});
