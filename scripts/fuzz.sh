#!/usr/bin/env bash
# Runs every fuzz target for so many seconds, one after the other; needs a nightly toolchain and cargo-fuzz.
#   scripts/fuzz.sh SECONDS [TARGET…]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?how many seconds for each target}
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(situation kept link roster policy condition)
cargo +nightly --version >/dev/null 2>&1 || { echo "fuzz: no nightly toolchain (rustup toolchain install nightly)" >&2; exit 1; }

# What is read as it should be is where mangling starts.
seeds=fuzz/corpus
mkdir -p "$seeds"/{situation,kept,link,roster,policy,condition}
node - "$seeds" <<'SEEDS'
const { readFileSync, writeFileSync } = require('node:fs');
const [, , folder] = process.argv;
const put = (target, name, text) => writeFileSync(`${folder}/${target}/seed-${name}`, text);
const founders = JSON.parse(readFileSync('policies/founders.json', 'utf8'));
founders.forEach(({ id, situation }, at) => {
  put('situation', id, JSON.stringify({ version: 1, as_of: '2026-11-22', ...situation }));
  const lines = Object.entries(situation.answers).map(([fact, answer]) =>
    `${fact}=${answer === true ? 'yes' : answer === false ? 'no' : Array.isArray(answer) ? answer.join(',') : answer ?? '?'}`);
  put('kept', id, [`qibu 1 ${Date.parse('2026-11-22')}`, ...lines].join('\n'));
  if (at < 8) put('roster', id, [Object.keys(situation.answers).join(','), Object.values(situation.answers).map((answer) => (Array.isArray(answer) ? answer.join(';') : String(answer ?? '?'))).join(',')].join('\n'));
});
put('roster', 'labels', '户籍,办照日期,贷款额\n上海,2025年6月30日,10.5万元\n');
put('link', 'mark', 'https://qibu.example/?a#q1.AAAA');
const policies = ['shanghai/first-startup-grant', 'national/startup-loan-individual', 'national/tax-self-employed-key-groups', 'national/tax-self-employed-veterans', 'national/oneoff-startup-grant'];
policies.forEach((path, at) => {
  const text = readFileSync(`policies/${path}.toml`, 'utf8');
  put('policy', at, Buffer.concat([Buffer.from([at]), Buffer.from(text)]));
  [...text.matchAll(/= '([^'\n]+)'/g)].forEach(([, code], n) => put('condition', `${at}-${n}`, code));
});
SEEDS

for target in "${targets[@]}"; do
  echo "== $target: $seconds s"
  # The code has no `unsafe`, so sanitizers would only slow it down; arithmetic is checked all the same.
  # A file of policies takes its time: what is slow there is not yet without an end.
  cargo +nightly fuzz run --fuzz-dir fuzz -s none "$target" -- -max_total_time="$seconds" -timeout=60 -rss_limit_mb=4096 \
    -max_len=$([ "$target" = policy ] && echo 20000 || echo 4096) -print_final_stats=1 2>&1 | tail -n 25
done
