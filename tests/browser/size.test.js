// What a first visit in Chinese downloads, as brotli, stays within its budget.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { DIST } from './harness.js';

const BUDGET = 200_000;

test(`a first visit downloads at most ${BUDGET / 1000} kB`, () => {
  // The shell names its stylesheet, scripts and the wasm; the texts of the language in use come with the script.
  const shell = readFileSync(`${DIST}/index.html`, 'utf8');
  const named = [...shell.matchAll(/<(?:link|script)\b[^>]*?(?:href|src)="\.\/([^"]+)"/g)].map(([, file]) => file);
  const texts = readdirSync(`${DIST}/assets`).filter((file) => /^texts\.zh-CN-[^.]*\.bin$/.test(file));
  const files = ['index.html', ...new Set(named), ...texts.map((file) => `assets/${file}`)];
  for (const kind of [/\.css$/, /\.js$/, /\.wasm$/, /zh-CN.*\.bin$/]) {
    assert.ok(files.some((file) => kind.test(file)), `the page names no ${kind}`);
  }

  const rows = files.map((file) => {
    const packed = `${DIST}/${file}.br`;
    return { file, bytes: statSync(`${DIST}/${file}`).size, brotli: statSync(existsSync(packed) ? packed : `${DIST}/${file}`).size };
  });
  const total = rows.reduce((sum, { brotli }) => sum + brotli, 0);
  for (const { file, bytes, brotli } of [...rows, { file: 'in all', bytes: '', brotli: total }]) {
    console.log(`${file.padEnd(48)}${String(bytes).padStart(10)}${String(brotli).padStart(10)}`);
  }
  assert.ok(total <= BUDGET, `${total} bytes`);
});
