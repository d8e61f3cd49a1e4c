// Many founders at once: a roster screened in the browser is the roster that `qibu screen` writes, byte for byte.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { parse as csv } from 'csv-parse/sync';
import { QIBU, launch, open, serveDist, shoot } from './harness.js';
import { roster } from './roster.js';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

/** What the command line writes for a roster: results and totals. */
function natively(bytes) {
  const { stdout, status, stderr } = spawnSync(QIBU, ['screen', '-', '--as-of', '2026-11-22', '--lang', 'zh-CN'], {
    input: bytes, maxBuffer: 1 << 28,
  });
  assert.ok(status === 0 || status === 1, stderr.toString());
  return stdout;
}

/** The staff's side with the roster's place in front. */
async function arrive(options = {}) {
  const { page, ...visit } = await open(browser, new URL('staff.html#many', server.url).href, { viewport: WIDE, ...options });
  await page.locator('.many h2').waitFor();
  return { page, ...visit };
}

const choose = (page, name, buffer) =>
  page.locator('.many input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(buffer) });

const press = (page, name) => page.locator('.many').getByRole('button', { name }).click();

/** Decides the one column whose name leaves open what yes means, starts, and waits for the end. */
async function screen(page) {
  await page.getByRole('combobox', { name: '“信用情况”列读作' }).selectOption('-');
  await press(page, '开始测算');
  await page.locator('.many-rows').waitFor({ timeout: 120_000 });
  await page.locator('.many-rows[aria-busy=false]').waitFor();
}

async function save(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** What axe finds wrong in the page as it stands. */
async function faults(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
}

test('a roster is chosen, decided, screened, looked at and saved as the command line writes it', async () => {
  const { page, errors, foreign } = await arrive();
  assert.deepEqual(await faults(page), []);
  const bytes = Buffer.from(roster(500));
  await choose(page, '名册.csv', bytes);

  // The head is read, and what it leaves open is asked for before anything starts.
  await page.getByText('名册.csv：500 行，11 列').waitFor();
  assert.ok(await page.getByRole('button', { name: '开始测算' }).isDisabled());
  assert.match(await page.locator('.many [role=alert]').innerText(), /信用情况/);
  assert.equal(await page.getByRole('combobox', { name: '“性别”列读作' }).inputValue(), 'founder.sex');
  assert.equal(await page.getByRole('combobox', { name: '“姓名”列读作' }).inputValue(), '-');
  assert.deepEqual(await faults(page), []);
  await shoot(page, 'many-columns');
  const sent = [];
  // Each worker loads the script that the site serves for it; that is no word about the roster.
  const isOfRoster = (url) => url.startsWith('http') && !/\/assets\/screen-worker-[\w-]+\.js$/.test(url);
  page.on('request', (request) => isOfRoster(request.url()) && sent.push(request.url()));
  await screen(page);

  // A page of rows, never all of them.
  assert.equal(await page.locator('.many-rows tbody tr').count(), 50);
  assert.match(await page.locator('.many').innerText(), /共 500 行：495 行有结果，5 行有读不出的内容/);
  assert.deepEqual(await faults(page), []);
  await shoot(page, 'many-found');

  const whole = natively(bytes);
  const all = await save(page, '保存全部结果');
  assert.equal(all.name, '名册-结果.csv');
  assert.equal(all.bytes.toString(), whole.toString(), 'byte for byte');
  const rows = csv(whole, { relax_column_count: true });

  // Only what cannot be read, each at its line and column.
  await page.getByLabel('只看有内容读不出的行').check();
  await page.getByText('5 行', { exact: true }).waitFor();
  assert.match(await page.locator('.many-rows tbody tr').first().innerText(), /第 \d+ 行，“营业执照上的住所”列：“火星”读不出/);
  const unread = await save(page, '保存读不出的 5 行');
  assert.deepEqual(csv(unread.bytes), [rows[0], ...rows.filter((row) => row.includes('火星'))]);
  await page.getByLabel('只看有内容读不出的行').uncheck();

  // A text, then a column in either direction.
  await page.getByLabel('含有文字').fill('创业者49');
  await page.getByText('11 行', { exact: true }).waitFor();
  const name = page.locator('.many-rows').getByRole('button', { name: '姓名', exact: true });
  await name.click();
  await name.click();
  await page.locator('th[aria-sort=descending]').waitFor();
  await page.locator('.many-rows[aria-busy=false]').waitFor();
  assert.equal(await page.locator('.many-rows tbody tr td').first().innerText(), '创业者499');
  await page.getByLabel('含有文字').fill('');

  // A count of the totals leads to its rows.
  const totals = csv((await save(page, '保存每项政策的人数')).bytes);
  await page.getByText('每项政策各有多少人').click();
  const count = page.locator('.many-count').first();
  const wanted = await count.innerText();
  assert.ok(totals.slice(1).some((line) => line.slice(2).includes(wanted)), `${wanted} of ${totals.slice(0, 3).join(' | ')}`);
  await count.click();
  await page.getByText(`${wanted} 行`, { exact: true }).waitFor();

  // 18 digits stay what they were, and nothing was asked for while it ran.
  assert.equal(rows[1][1].length, 18);
  assert.deepEqual(sent, []);
  assert.deepEqual([errors, foreign], [[], []]);

  await press(page, '清除名册');
  await page.locator('.many input[type=file]').waitFor();
  assert.doesNotMatch(await page.locator('.many').innerText(), /创业者\d/);
  const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length]);
  assert.deepEqual(stored, [0, 0]);
  await page.context().close();
});

test('GB18030, lines of Windows and a pasted table are read like the command line reads them', async () => {
  const text = roster(70, '\r\n');
  const bytes = spawnSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text }).stdout;
  assert.ok(bytes.length > 1000 && !bytes.equals(Buffer.from(text)));
  const { page, errors } = await arrive();
  await choose(page, '名册.csv', bytes);
  await screen(page);
  const saved = await save(page, '保存全部结果');
  assert.equal(saved.bytes.toString('hex'), natively(bytes).toString('hex'));
  await press(page, '清除名册');

  const table = '姓名\t性别\t营业执照上的住所\n赵\t女\t徐汇\n';
  await page.getByLabel('粘贴表格').fill(table);
  await press(page, '读取上面的表格');
  await press(page, '开始测算');
  await page.locator('.many-rows[aria-busy=false]').waitFor();
  const pasted = await save(page, '保存全部结果');
  assert.equal(pasted.bytes.toString(), natively(Buffer.from(table)).toString());
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('what is no roster is told, and screening can be stopped', async () => {
  const { page, errors } = await arrive({ viewport: NARROW, dark: true });
  await choose(page, '名册.xlsx', 'PK\x03\x04\x14\0');
  await page.getByText('“名册.xlsx”不是文本').waitFor();
  await choose(page, '空.csv', '\n\n');
  await page.getByText('“空.csv”里没有内容').waitFor();
  await choose(page, '名册.csv', '姓名,性别\n赵,"男\n'.padEnd(34 << 20, 'x'));
  await page.getByText('有一个引号没有配对').waitFor({ timeout: 30_000 });
  await shoot(page, 'many-choose-dark');

  await choose(page, '名册.csv', roster(5000));
  await page.getByRole('combobox', { name: '“信用情况”列读作' }).selectOption('founder.bad_credit');
  await shoot(page, 'many-columns-dark');
  await press(page, '开始测算');
  await page.getByText(/已完成 \d+ 行，共 5,?000 行/).waitFor();
  assert.deepEqual(await faults(page), []);
  await shoot(page, 'many-running-dark');
  await press(page, '停止');
  await page.getByRole('button', { name: '开始测算' }).waitFor();
  // A browser ends a worker in the midst of its work two seconds after it was told to.
  for (let i = 0; i < 100 && page.workers().length; i += 1) await page.waitForTimeout(100);
  assert.equal(page.workers().length, 0, 'nobody goes on behind the page');
  assert.deepEqual(errors, []);
  await page.context().close();
});
