#!/usr/bin/env bash
# Makes sure that Rust can compile for the browser, and that every crate is the one that is locked.
set -euo pipefail
[ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] || rustup target add wasm32-unknown-unknown
cargo metadata --locked --format-version 1 >/dev/null
