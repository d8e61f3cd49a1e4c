// Policy files checked in the browser: the same messages as `qibu check`, the way to the line, without a network.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { QIBU, launch, open, readyOffline, serveDist, shoot } from './harness.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRANT = 'shanghai/first-startup-grant.toml';
const WIDE = { width: 1280, height: 800 };

let browser;
let server;
let folder;
before(async () => {
  browser = await launch();
  server = await serveDist();
  folder = mkdtempSync(join(tmpdir(), 'qibu-check-'));
  cpSync(`${ROOT}policies`, `${folder}/policies`, { recursive: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const site = (path) => readFileSync(`${ROOT}policies/${path}`, 'utf8');

/** A text with one piece of it replaced. */
function broken(path, from, to) {
  const text = site(path);
  assert.ok(text.includes(from), `${from} is not in ${path}`);
  return text.replace(from, to);
}

/** What the command line says with one file replaced; its last line, a count, left out. */
function natively(path, text) {
  writeFileSync(`${folder}/policies/${path}`, text);
  const { stderr } = spawnSync(QIBU, ['check'], { cwd: folder, encoding: 'utf8' });
  writeFileSync(`${folder}/policies/${path}`, site(path));
  const lines = stderr.trimEnd().split('\n');
  assert.match(lines.pop(), / mistakes$| findings as of /);
  return lines.join('\n');
}

/** A visit to the place of policy files, with the site's text of one of them. */
async function arrive(path = GRANT, options = {}) {
  const visit = await open(browser, `${server.url}staff.html#check`, { viewport: WIDE, ...options });
  // The worker takes a processor for itself while it checks.
  visit.context.setDefaultTimeout(30_000);
  await load(visit.page, path);
  return visit;
}

const field = (page) => page.locator('#check-text');
const status = (page) => page.locator('.check-told [role=status]');
const says = (page, words) => status(page).filter({ hasText: words }).waitFor({ timeout: 60_000 });

async function load(page, path) {
  await page.locator('.check-path input').fill(path);
  await page.getByRole('button', { name: /^(载入本站的文件|Load the site's file)$/ }).click();
  await page.waitForFunction(() => document.querySelector('#check-text').value !== '');
}

/** What the page says, as the command line prints it. */
const told = (page) => page.locator('.check-told').evaluate((told) => {
  const mistakes = [...told.querySelectorAll('.check-mistake')].map((one) => {
    const [place, message, hint] = one.children;
    return `${place.textContent}: ${message.textContent}${hint ? `\n    ${hint.textContent}` : ''}`;
  });
  return [...mistakes, ...[...told.querySelectorAll('ul pre')].map((line) => line.textContent)].join('\n');
});

test('a file without mistakes is told to be so, and nothing is asked of the network for it', async () => {
  const { page, context, errors, foreign } = await arrive();
  await says(page, '没有问题');
  const examples = site(GRANT).match(/^\[\[example\]\]/gm).length;
  const [, count] = (await status(page).textContent()).match(/都成立：(\d+) 个/);
  assert.ok(Number(count) >= examples, `${count} of ${examples}`);
  await readyOffline(page);
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  const began = performance.now();
  await page.getByRole('button', { name: '检查', exact: true }).click();
  await says(page, '正在检查');
  await says(page, '没有问题');
  console.log(`one check of everything: ${Math.round(performance.now() - began)} ms`);
  assert.deepEqual([asked, errors, foreign], [[], [], []]);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  await context.close();
});

const BREAKS = [
  ['an unknown word', GRANT, 'family      = "startup-grant"', 'family      = "startup-grants"'],
  ['a function that is none', GRANT, "opens  = 'max(add_months(venture.registered_on, 12)", "opens  = 'max(add_month(venture.registered_on, 12)"],
  ['no TOML', GRANT, 'family      = "startup-grant"', 'family      = "startup-grant'],
  ['an example that does not hold', GRANT, 'amount = "8000", opens', 'amount = "8001", opens'],
  ['a label with a rule in it', GRANT, 'label = { zh = "首次创业", en = "First venture" }', 'label = { zh = "首次创业 12 个月", en = "First venture" }'],
  ['a limit on which other files rest', GRANT, 'limit ', '# limit '],
  ['a version that has run out', 'shanghai/rent-2018.toml', 'renewal  = "none"\n', ''],
];

test('what is wrong is told as the command line tells it', async () => {
  const { page, context, errors } = await arrive();
  for (const [name, path, from, to] of BREAKS) {
    await load(page, path);
    const text = broken(path, from, to);
    await says(page, '没有问题');
    await field(page).fill(text);
    await says(page, /错误：|需要处理：/);
    const expected = natively(path, text).split(/\n(?! {4})/).sort();
    assert.deepEqual((await told(page)).split(/\n(?! {4})/).sort(), expected, name);
    await field(page).fill('');
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test('a message leads to its line', async () => {
  const { page, context } = await arrive(GRANT, { lang: 'en' });
  await field(page).fill(broken(GRANT, "amount = 'yuan(8000)'", "amount = 'yuan(8,000)'"));
  await says(page, 'Mistakes: 1');
  await page.locator('button.check-mistake').press('Enter');
  const [line, isSeen] = await field(page).evaluate((area) => [
    document.activeElement === area ? area.value.slice(area.selectionStart, area.selectionEnd) : null,
    area.scrollTop > 0,
  ]);
  assert.deepEqual([line, isSeen], ["amount = 'yuan(8,000)'", true]);
  await shoot(page, 'check-mistake-en');
  await context.close();
});

test('a new policy is checked with the next number, and the line for it is told', async () => {
  const { page, context } = await arrive('shanghai/minhang/hiring-subsidy.toml');
  await says(page, '没有问题');
  await page.locator('.check-path input').fill('policies\\shanghai\\minhang\\trial');
  const last = Math.max(...[...site('codes.toml').matchAll(/= (?:\{ code = )?(\d+)/g)].map(([, code]) => Number(code)));
  const code = page.locator('.check-code code');
  await code.waitFor({ timeout: 60_000 });
  assert.equal(await code.textContent(), `"shanghai/minhang/trial" = ${last + 1}`);
  await context.close();
});

test('a file is chosen and saved again as it was written', async () => {
  const { page, context } = await arrive();
  const text = `${site('shanghai/rent-2018.toml')}# 𠮷\n`;
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '选择文件' }).click()]);
  await chooser.setFiles({ name: 'rent-2018.toml', mimeType: '', buffer: Buffer.from(text) });
  await says(page, '没有问题');
  assert.equal(await page.locator('.check-path input').inputValue(), 'shanghai/rent-2018.toml');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存为文件' }).click()]);
  assert.deepEqual([file.suggestedFilename(), readFileSync(await file.path(), 'utf8')], ['rent-2018.toml', text]);
  await context.close();
});

test('once it was opened, it works without a network', async () => {
  const { page, context } = await arrive();
  await says(page, '没有问题');
  await readyOffline(page);
  await context.setOffline(true);
  await page.reload();
  await load(page, GRANT);
  await field(page).fill(broken(GRANT, 'beneficiary = "founder"', 'beneficiary = "person"'));
  await says(page, '错误：1 处');
  await context.close();
});

test('it can be read and worked by everybody', async () => {
  for (const [name, options] of [
    ['check-wide', {}],
    ['check-wide-dark', { dark: true }],
    ['check-phone-en', { viewport: { width: 360, height: 740 }, lang: 'en' }],
  ]) {
    const { page, context } = await arrive(GRANT, options);
    await says(page, /没有问题|No problem/);
    await field(page).fill(broken(GRANT, 'beneficiary = "founder"', 'beneficiary = "person"').replace('"reported"', '"sure"'));
    await says(page, /错误：2|Mistakes: 2/);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], name);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is too wide`);
    await shoot(page, name);
    await context.close();
  }
});
