#!/usr/bin/env bash
# Makes sure that Rust can compile for the browser.
set -euo pipefail
[ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] || rustup target add wasm32-unknown-unknown
