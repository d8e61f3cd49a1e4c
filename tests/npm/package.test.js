// The npm package as others get it: packed, installed into an empty project, type-checked, run in Node and in a bundle.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '../../scripts/serve.js';
import { launch, open } from '../browser/harness.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const tool = (name) => join(ROOT, 'node_modules/.bin', name);
const run = promisify(execFile);

let project;
before(async () => {
  project = mkdtempSync(join(tmpdir(), 'qibu-npm-'));
  cpSync(`${ROOT}examples/npm`, project, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project, `${ROOT}pkg/npm`], { cwd: project });
  const [{ filename }] = JSON.parse(stdout);
  // The tools of the example are those of this checkout: only the package itself is installed, without a network.
  const own = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ ...own, dependencies: {}, devDependencies: {} }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], { cwd: project });
});
after(() => project && rmSync(project, { recursive: true, force: true }));

/** FNV-1a over the bytes, as tests/catalogue.rs writes it. */
function hash(text) {
  let sum = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) sum = ((sum ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return sum.toString(16).padStart(16, '0');
}

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const installed = () => import(pathToFileURL(join(project, 'node_modules/qibu/node.js')));

test('every sample founder gets the bytes that the command line gives', async () => {
  const { assess } = await installed();
  const engine = await import(pathToFileURL(join(project, 'node_modules/qibu/engine.js')));
  const golden = json('api/tests/golden.json');
  const founders = json('policies/founders.json');
  assert.ok(founders.length >= 40);
  for (const { id, situation } of founders) {
    const text = engine.assess(JSON.stringify(situation));
    assert.equal(hash(text), golden[id], id);
    assert.deepEqual(assess(situation), JSON.parse(text));
  }
});

test('what the engine gives is what the types say', async () => {
  const { assess, ask, explain, catalogue } = await installed();
  const [graduate, partial, refused] = ['graduate-month-13', 'partial-declined-hongkou', 'unemployed-elsewhere']
    .map((id) => json('policies/founders.json').find((founder) => founder.id === id).situation);
  const values = [
    ...[graduate, partial, refused].map((situation) => ['Situation', situation]),
    ...[graduate, partial, refused].map((situation) => ['Assessment', assess(situation)]),
    ...[graduate, partial].map((situation) => ['Question', ask(situation)]),
    ...['zh-CN', 'en'].map((lang) => ['Explanation', explain(graduate, lang)]),
    ['Explanation', explain(partial, 'en')],
    ['Catalogue', await catalogue()],
  ];
  const check = async (lines) => {
    const names = "import type { Assessment, Catalogue, Explanation, Question, Situation } from 'qibu';";
    writeFileSync(join(project, 'src/golden.ts'), [names, ...lines].join('\n'));
    try {
      return await run(tool('tsc'), ['--noEmit', '--noUnusedLocals', 'false'], { cwd: project }).then(() => '', ({ stdout }) => stdout);
    } finally {
      rmSync(join(project, 'src/golden.ts'));
    }
  };
  const line = ([type, value], i) => `export const value${i}: ${type} = ${JSON.stringify(value)};`;
  assert.equal(await check(values.map(line)), '');
  // The check itself finds a field too many, one too few and a wrong word.
  const spoilt = assess(graduate);
  for (const spoil of [{ more: 1 }, { next: undefined }, { results: [{ ...spoilt.results[0], verdict: 'granted' }] }]) {
    assert.match(await check([line(['Assessment', { ...spoilt, ...spoil }], 0)]), /error TS/, JSON.stringify(spoil).slice(0, 40));
  }
});

test('explanations are in the language asked for, and name every policy that counts', async () => {
  const { assess, explain, InputError } = await installed();
  const { situation } = json('policies/founders.json').find(({ id }) => id === 'graduate-month-13');
  const counted = assess(situation).results.filter((result) => !result.superseded_by).map(({ policy }) => policy);
  for (const [lang, name] of [['zh-CN', '首次创业一次性补贴'], ['en', 'First-startup grant']]) {
    const { policies } = explain(situation, lang);
    assert.deepEqual(policies.map(({ policy }) => policy).sort(), counted.sort());
    const grant = policies.find(({ policy }) => policy === 'shanghai/first-startup-grant');
    assert.equal(grant.name, name);
    assert.ok(grant.reasons.length > 0 && grant.reasons.every(({ cite }) => cite));
  }
  assert.equal(explain(situation).lang, 'zh-CN');
  assert.throws(() => explain(situation, 'fr'), InputError);
});

test('mistakes are named one by one', async () => {
  const { assess, InputError } = await installed();
  const wrong = { version: 1, as_of: '2026-11-22', answers: { 'venture.staff': -1, 'venture.place': 'atlantis' } };
  assert.throws(() => assess(wrong), (error) => {
    assert.ok(error instanceof InputError);
    assert.deepEqual(error.problems.map((problem) => /venture\.\w+/.exec(problem)[0]).sort(), ['venture.place', 'venture.staff']);
    return true;
  });
  assert.throws(() => assess(undefined), InputError);
});

const EXPECTED = new RegExp([
  '^\\d+ policies of catalogue [\\d-]+\\+[0-9a-f]{8}, \\d+ of them open',
  'shanghai/first-startup-grant: undetermined, 8000 yuan if granted',
  '\\d+ questions left; the next: [A-Z].*',
  'First-startup grant: .*',
  '(  .+: .+\n)+`answers\\["venture\\.staff"\\]` is `-1`, expected .*',
].join('\n'));

test('the example type-checks strictly and runs in Node', async () => {
  await run(tool('tsc'), [], { cwd: project });
  const { stdout } = await run('node', ['out/main.js'], { cwd: project });
  assert.match(stdout, EXPECTED);
});

test('the example runs from a bundle in a browser', async () => {
  await run(tool('vite'), ['build', '--base', './', '--outDir', 'bundle'], { cwd: project });
  const [browser, server] = [await launch(), await serve(join(project, 'bundle'))];
  try {
    const { page, errors, foreign } = await open(browser, server.url);
    await page.locator('pre').waitFor();
    assert.match(await page.locator('pre').innerText(), EXPECTED);
    assert.deepEqual([errors, foreign], [[], []]);
  } finally {
    await browser.close();
    await server.stop();
  }
});
