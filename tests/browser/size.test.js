// What a first visit in Chinese downloads, as brotli, stays within its budgets; and no program needs a browser that is
// newer than the oldest that the site promises to run in.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST } from './harness.js';

/** Until the first question can be answered. */
const FIRST_LOAD = 160_000;
/** Until it can be read, while the program is on its way. */
const FIRST_PAINT = 20_000;

const shell = readFileSync(`${DIST}/index.html`, 'utf8');
const assets = readdirSync(`${DIST}/assets`).map((file) => `assets/${file}`);
const [, program] = shell.match(/<meta name="program" content="([^"]+)">/);
const named = [
  ...[...shell.matchAll(/<(?:link|script)\b[^>]*?(?:href|src)="\.\/([^"]+)"/g)].map(([, file]) => file),
  ...program.split(' ').map((file) => file.replace('./', '')),
];

function weigh(files, title, budget) {
  const rows = files.map((file) => {
    const packed = `${DIST}/${file}.br`;
    return { file, bytes: statSync(`${DIST}/${file}`).size, brotli: statSync(existsSync(packed) ? packed : `${DIST}/${file}`).size };
  });
  const total = rows.reduce((sum, { brotli }) => sum + brotli, 0);
  for (const { file, bytes, brotli } of [...rows, { file: title, bytes: '', brotli: total }]) {
    console.log(`${file.padEnd(48)}${String(bytes).padStart(10)}${String(brotli).padStart(10)}`);
  }
  assert.ok(total <= budget, `${title}: ${total} bytes, ${budget} allowed`);
}

test(`a first visit downloads at most ${FIRST_LOAD / 1000} kB before the first question can be answered`, () => {
  // The shell names its stylesheet, scripts and the wasm; the texts of the language in use come with the script.
  const texts = assets.filter((file) => /texts\.zh-CN-[^.]*\.bin$/.test(file));
  const files = ['index.html', ...new Set(named), ...texts];
  for (const kind of [/\.css$/, /first\.js$/, /index[^/]*\.js$/, /qibu_bg[^/]*\.wasm$/, /zh-CN.*\.bin$/]) {
    assert.ok(files.some((file) => kind.test(file)), `the page names no ${kind}`);
  }
  weigh(files, 'in all, before the first answer', FIRST_LOAD);
  // Told beside it, since every founder needs it from the first answer on.
  weigh(assets.filter((file) => /later-[^.]*\.wasm$/.test(file)), 'with the first answer', FIRST_LOAD);
});

test(`the first question can be read after ${FIRST_PAINT / 1000} kB`, () => {
  assert.match(shell, /<fieldset[^>]*><legend[^>]*><h2 id="question-title"/, 'the first question stands in the page');
  weigh(['index.html', ...new Set(named.filter((file) => /\.(css|js)$/.test(file)))], 'in all, before the program', FIRST_PAINT);
});

test('the oldest browsers know every instruction of every program', () => {
  // Chrome 97, Firefox 102, Safari 16 know these, and nothing newer is let through.
  const known = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];
  const folder = mkdtempSync(join(tmpdir(), 'qibu-floor-'));
  const check = (file) =>
    spawnSync('node_modules/.bin/wasm-opt', ['-mvp', ...known.map((one) => `--enable-${one}`), file, '-o', join(folder, 'out.wasm')], { encoding: 'utf8' });
  try {
    const programs = assets.filter((file) => file.endsWith('.wasm'));
    assert.ok(programs.length >= 5, String(programs));
    for (const file of programs) {
      const path = `${DIST}/${file}`;
      // A section that names features would let them through.
      const module = new WebAssembly.Module(readFileSync(path));
      assert.equal(WebAssembly.Module.customSections(module, 'target_features').length, 0, file);
      const { status, stderr } = check(path);
      assert.equal(status, 0, `${file}: ${stderr}`);
    }
    // A vector instruction, a shared memory: what a browser that old refuses is refused here.
    const later = {
      vector: [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12, ...new Array(16).fill(0), 11],
      shared: [0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 3, 1, 1],
    };
    for (const [name, bytes] of Object.entries(later)) {
      const path = join(folder, `${name}.wasm`);
      writeFileSync(path, Uint8Array.from(bytes));
      assert.ok(WebAssembly.validate(readFileSync(path)), `${name} is a program`);
      assert.notEqual(check(path).status, 0, `${name} should be refused`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
