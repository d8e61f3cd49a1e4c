//! In a browser: the same situations give the same bytes as natively.

#![cfg(target_arch = "wasm32")]

use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_same_situation_gives_the_same_bytes_as_natively() {
    let founders: Vec<Value> = serde_json::from_str(include_str!("../../policies/founders.json")).expect("JSON");
    let golden: Value = serde_json::from_str(include_str!("golden.json")).expect("JSON");
    assert!(founders.len() >= 40);
    for founder in founders {
        let id = founder["id"].as_str().expect("an id");
        let answer = qibu_api::assess(&founder["situation"].to_string()).expect("a good situation");
        assert_eq!(Value::from(hash(&answer)), golden[id], "{id}");
    }
}

/// FNV-1a over the bytes of an answer, as `tests/catalogue.rs` writes it natively.
fn hash(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[wasm_bindgen_test]
fn bad_input_is_a_message_and_no_panic() {
    let error = qibu_api::assess(r#"{"version": 1, "as_of": "2026-11-22", "answers": {"venture.staff": -1}}"#);
    assert!(error.expect_err("a negative count").contains("venture.staff"));
}
