#!/usr/bin/env bash
# The same rules and situations through other rule engines and through ours, in Node; ROWS=… for their number.
set -euo pipefail
cd "$(dirname "$0")/../benches/peers"
export CARGO_TARGET_DIR=../../target/peers
cargo build -q --release --target wasm32-unknown-unknown
wasm-bindgen --target nodejs --out-dir pkg --out-name qibu_peers \
    "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/qibu_peers.wasm"
# What wasm-bindgen writes for Node is CommonJS, the script beside it is a module.
mv pkg/qibu_peers.js pkg/qibu_peers.cjs
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund
node peers.js
