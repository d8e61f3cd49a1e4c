#!/usr/bin/env bash
# Builds the catalogue and the page's wasm twice, in two folders, from the commit that is checked out, and compares
# every byte. Takes two whole builds; says the hashes, and fails where they differ.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -z "$(git status --porcelain)" ] || echo "reproduce: what is not committed is not part of this" >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in one another/deeper; do
  folder="$work/$copy"
  mkdir -p "$folder"
  git archive HEAD | tar -x -C "$folder"
  (
    cd "$folder"
    # Packages as locked; never through a link into somebody else's folder.
    npm ci --no-audit --no-fund --silent
    touch node_modules/.package-lock.json
    # Paths of the folder must not reach the program: whoever builds has another one.
    make --no-print-directory pkg/qibu_bg.wasm pkg/take/take_bg.wasm pkg/staff/staff_bg.wasm
    cargo run --locked -q --bin qibu -- export > catalogue.json
  )
  (cd "$folder" && sha256sum catalogue.json pkg/qibu_bg.wasm pkg/later.wasm pkg/take/take_bg.wasm pkg/staff/staff_bg.wasm target/texts/*.bin) > "$work/${copy%%/*}.sums"
done
diff "$work/one.sums" "$work/another.sums"
echo "the same bytes twice:"
cat "$work/one.sums"
