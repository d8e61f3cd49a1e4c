// A large roster, one row in a hundred broken, in UTF-8 and GB18030: natively and in the browser, byte for byte the same.
//   node scripts/rosters.js ROWS QIBU     (ROWS in hundreds; needs GNU time and iconv)
// Tells rows per second of both, the peak memory of the native run, and the longest task of the page meanwhile.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, open, serveDist } from '../tests/browser/harness.js';
import { roster } from '../tests/browser/roster.js';

const [rows, qibu] = [Number(process.argv[2]), process.argv[3]];
assert.ok(rows > 0 && rows % 100 === 0, `${process.argv[2]}: whole hundreds of rows, please`);
const folder = mkdtempSync(join(tmpdir(), 'qibu-rosters-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const files = { 'UTF-8': join(folder, 'utf8.csv'), GB18030: join(folder, 'gb18030.csv') };
writeFileSync(files['UTF-8'], roster(rows));
writeFileSync(files.GB18030, spawnSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030', files['UTF-8']], { maxBuffer: 1 << 30 }).stdout);

const per = (since) => Math.round(rows / ((Date.now() - since) / 1000));
const results = new Map();
for (const [name, file] of Object.entries(files)) {
  const out = `${file}.out`;
  const since = Date.now();
  const run = spawnSync('/usr/bin/time', ['-f', 'peak %M', qibu, 'screen', file, '-o', out, '--as-of', '2026-11-22', '--lang', 'zh-CN'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.ifError(run.error);
  assert.equal(run.status, 1, `broken rows are findings: ${run.stderr.slice(-300)}`);
  assert.match(run.stderr, new RegExp(`共 ${rows} 行：${rows - rows / 100} 行有结果，${rows / 100} 行有读不出的内容`));
  console.log(`${name}, natively: ${per(since)} rows/s, peak ${/peak (\d+)/.exec(run.stderr)[1]} kB`);
  results.set(name, readFileSync(out));
}
// Whoever works with GB18030 gets UTF-8 with the mark by which Excel knows it.
assert.ok(Buffer.concat([Buffer.from('\ufeff'), results.get('UTF-8')]).equals(results.get('GB18030')), 'both encodings give the same');

const browser = await launch();
const server = await serveDist();
for (const [name, file] of Object.entries(files)) {
  const { page, context, errors } = await open(browser, new URL('staff.html#many', server.url).href, { viewport: { width: 1280, height: 800 } });
  await page.locator('.many input[type=file]').setInputFiles(file);
  await page.getByRole('combobox', { name: '“信用情况”列读作' }).selectOption('-', { timeout: 120_000 });
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => { globalThis.longest = Math.max(globalThis.longest, duration); })).observe({ type: 'longtask' });
  });
  const since = Date.now();
  await page.locator('.many').getByRole('button', { name: '开始测算' }).click();
  await page.locator('.many-rows[aria-busy=false]').waitFor({ timeout: 3_600_000 });
  const speed = per(since);
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 300_000 }),
    page.locator('.many').getByRole('button', { name: '保存全部结果' }).click(),
  ]);
  const saved = readFileSync(await download.path());
  assert.ok(saved.equals(results.get(name)), `${name}: the browser writes what the command line writes`);
  assert.deepEqual(errors, []);
  console.log(`${name}, in the browser: ${speed} rows/s, longest task of the page ${Math.round(await page.evaluate(() => globalThis.longest))} ms`);
  await context.close();
}
await browser.close();
await server.stop();
