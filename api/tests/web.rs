//! In a browser: the same situations give the same bytes as natively.

#![cfg(target_arch = "wasm32")]

use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_same_situation_gives_the_same_bytes_as_natively() {
    let golden: Vec<Value> = serde_json::from_str(include_str!("golden.json")).expect("JSON");
    assert!(golden.len() >= 14);
    for answer in golden {
        let text = |key: &str| answer[key].as_str().expect("a string").to_owned();
        assert_eq!(
            qibu_api::assess(&text("situation")).expect("a good situation"),
            text("assessment"),
            "{}",
            text("name")
        );
    }
}

#[wasm_bindgen_test]
fn bad_input_is_a_message_and_no_panic() {
    let error = qibu_api::assess(r#"{"version": 1, "as_of": "2026-11-22", "answers": {"venture.staff": -1}}"#);
    assert!(error.expect_err("a negative count").contains("venture.staff"));
}
