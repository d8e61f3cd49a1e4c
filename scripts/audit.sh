#!/usr/bin/env bash
# What we depend on: known weaknesses, licences, duplicates and sources, of the crates and of the npm packages.
# A list of weaknesses that cannot be fetched is told and is no pass: then the exit code is 3, unless AUDIT_OFFLINE=1.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
untold=()

echo "== crates: licences, duplicates, sources"
cargo deny --locked check licenses bans sources || failed=1

echo "== crates: known weaknesses"
report=$(mktemp)
trap 'rm -f "$report"' EXIT
if cargo deny --locked check advisories >"$report" 2>&1; then
  cat "$report"
elif grep -qE 'failed to (fetch|acquire|open|load)|unable to (fetch|clone)|Could not resolve|error decoding|network' "$report"; then
  untold+=("RustSec's list for crates")
else
  cat "$report"
  failed=1
fi

echo "== npm packages: known weaknesses"
# Development packages count: they build the site.
if npm audit --audit-level=low >"$report" 2>&1; then
  cat "$report"
elif grep -q 'audit endpoint returned an error' "$report"; then
  untold+=("the registry's list for npm packages")
else
  cat "$report"
  failed=1
fi

echo "== npm packages: all from the registry, each with its hash"
for lock in $(git ls-files "*package-lock.json"); do
  node scripts/audit-lock.js "$lock" || failed=1
done

for list in "${untold[@]}"; do echo "audit: $list cannot be fetched here, so it was NOT asked" >&2; done
[ $failed -eq 0 ] || exit 1
[ ${#untold[@]} -eq 0 ] || [ "${AUDIT_OFFLINE:-}" = 1 ] || exit 3
