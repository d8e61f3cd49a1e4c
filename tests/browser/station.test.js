// A station's own settings: what stands at the foot, what is filled in, figures on its word; the form and the poster.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import jsqr from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PNG } from 'pngjs';
import { serve } from '../../scripts/serve.js';
import { DIST, keep, kept, launch, open, readyOffline, shoot } from './harness.js';

const EXAMPLE = JSON.parse(readFileSync(new URL('../../examples/station/station.json', import.meta.url)));
const NAME = EXAMPLE.name.zh;

let browser;
let site;
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'qibu-station-'));
  // The readable pages are many, and a station changes none of them.
  cpSync(DIST, folder, { recursive: true, filter: (path) => !path.includes(`${sep}policies`) });
  site = await serve(folder, { base: '/campus/' });
});
after(async () => {
  await browser?.close();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** What the station's folder holds from now on. */
const settle = (settings) =>
  writeFileSync(join(folder, 'station.json'), typeof settings === 'string' ? settings : JSON.stringify(settings, null, 2));

/** Opens the page of a station; nothing may fail, and nothing may be asked of another origin. */
async function visit(settings, steps, { at = '', ...options } = {}) {
  settle(settings);
  const seen = await open(browser, site.url + at, options);
  await seen.page.locator('#question-title, .staff').first().waitFor();
  await steps(seen.page, seen);
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.foreign, []);
  await seen.context.close();
}

const foot = (page) => page.locator('.station');
const OPENING = '闵行区开办补贴';
const card = (page, name) => page.locator('.found .card').filter({ has: page.getByRole('heading', { name, exact: true }) });
const FOUNDER = {
  'founder.groups': 'graduate', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered',
  'venture.registered_on': '2025-10-08', 'venture.form': 'company', 'venture.size': 'micro',
};

/** Looks for a policy, with answers of an earlier visit. */
async function look(page, answers, name) {
  await keep(page, answers, await page.evaluate(() => Date.now()));
  await page.reload();
  await page.locator('.notice', { hasText: /\S/ }).first().waitFor();
  await foot(page).waitFor();
  if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
  await page.locator('.find input').fill(name);
  await card(page, name).first().waitFor();
  return card(page, name).first();
}

async function accessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
}

test('without a station nothing more is fetched than the empty settings', () =>
  visit('{}\n', async (page) => {
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.equal(asked.filter((name) => name.endsWith('/station.json')).length, 1);
    assert.ok(!asked.some((name) => /around|assets\/station/.test(name)), asked.join('\n'));
    assert.equal(await foot(page).count(), 0);
  }));

for (const [dark, width] of [[false, 360], [true, 1280]]) {
  test(`name, contacts, hours and filings stand at the foot, in its colour (${width} px, ${dark ? 'dark' : 'light'})`, () =>
    visit(EXAMPLE, async (page) => {
      await foot(page).getByRole('heading', { name: NAME }).waitFor();
      const text = await foot(page).innerText();
      for (const part of ['021-12345678', EXAMPLE.contacts.address.zh, EXAMPLE.hours.zh, '个人信息处理者：某高校创业服务中心']) {
        assert.ok(text.includes(part), `“${part}” is not in ${text}`);
      }
      const links = await foot(page).locator('a').evaluateAll((all) => all.map(({ href, textContent }) => [textContent, href]));
      assert.deepEqual(links.slice(1), [
        ['沪ICP备12345678号-1', 'https://beian.miit.gov.cn/'],
        ['沪公网安备 31011202000001号', 'https://beian.mps.gov.cn/#/query/webSearch?code=31011202000001'],
      ]);
      const accent = await page.evaluate(() => document.documentElement.style.getPropertyValue('--accent'));
      assert.match(accent, /^rgb/);
      if (!dark) assert.equal(accent, 'rgb(11, 110, 79)');
      await accessible(page);
      await shoot(page, `station-${width}`);
    }, { dark, viewport: { width, height: width === 360 ? 740 : 800 } }));
}

test('English readers read the English words, and the language may change', () =>
  visit(EXAMPLE, async (page) => {
    await foot(page).getByRole('heading', { name: EXAMPLE.name.en }).waitFor();
    await page.getByRole('button', { name: '简体' }).click();
    await foot(page).getByRole('heading', { name: NAME }).waitFor();
  }, { lang: 'en' }));

test('place and groups are filled in, seen and changed; what the person said before wins', () =>
  visit({ ...EXAMPLE, figures: [] }, async (page) => {
    await page.locator('.notice', { hasText: '已替您填了一部分' }).waitFor();
    await page.getByRole('button', { name: '我的回答' }).first().click();
    const answers = page.locator('.answer');
    await answers.filter({ hasText: '闵行区' }).getByRole('button').click();
    await page.locator('.asking').getByRole('searchbox').fill('华龙');
    await page.locator('.choices').getByRole('button', { name: /华龙/ }).first().click();
    await page.reload();
    await page.locator('.notice', { hasText: /\S/ }).waitFor();
    await foot(page).waitFor();
    assert.equal((await kept(page))['venture.place'], 'henan/puyang/hualong');
    // Cleared, it is as at the start, and says so.
    await page.getByRole('button', { name: '清除' }).click();
    await page.locator('.notice', { hasText: '又填上了' }).waitFor();
    assert.equal((await kept(page))['venture.place'], 'shanghai/minhang');
  }));

test('a figure stands on its card with its mark, never as a yes, and leaves with its last day', () =>
  visit(EXAMPLE, async (page) => {
    const found = await look(page, FOUNDER, OPENING);
    const text = await found.innerText();
    for (const part of ['5,000 元', NAME, '张三', '示例：区人社部门 2026 年申报通知', '2026年11月1日', '2027年6月30日']) {
      assert.ok(text.includes(part), `“${part}” is not in ${text}`);
    }
    assert.doesNotMatch(text, /条件都符合$/m);
    await found.locator('.card-toggle').click();
    assert.match(await found.innerText(), /由本站工作人员提供/);
    await shoot(page, 'station-card');
    await accessible(page);
    // A no stays a no.
    const no = await look(page, { ...FOUNDER, 'venture.size': 'medium' }, OPENING);
    assert.match(await no.locator('.card-verdict').innerText(), /没有满足|不符合|没满足/);
  }));

test('past its last day a figure is gone', () =>
  visit(EXAMPLE, async (page) => {
    const found = await look(page, FOUNDER, OPENING);
    const text = await found.innerText();
    assert.match(text, /金额以受理窗口为准/);
    assert.doesNotMatch(text, /张三|5,000/);
  }, { now: '2027-07-01T12:00:00+08:00' }));

test('a figure that the catalogue has itself is refused, by its line; the others count', () => {
  const good = { ...EXAMPLE.figures[0], place: 'shanghai/minhang' };
  const own = { ...good, policy: 'shanghai/first-startup-grant' };
  const unknown = { ...good, policy: 'shanghai/minhang/opening-subsidi' };
  const settings = { ...EXAMPLE, place: 'shanghai/minhangg', figures: [own, unknown, good] };
  return visit(settings, async (page) => {
    const source = JSON.stringify(settings, null, 2).split('\n');
    await foot(page).locator('.wrong li').nth(2).waitFor();
    const says = await foot(page).locator('.wrong li').allInnerTexts();
    assert.equal(says.length, 3, says.join('\n'));
    assert.match(says[0], /place：政策库里没有/);
    assert.match(says[1], /figures\[0\]：政策库里已有这个政策的金额/);
    assert.match(says[2], /figures\[1\]：政策库里没有/);
    const line = Number(/第 (\d+) 行/.exec(says[0])[1]);
    assert.ok(source[line - 1].includes('minhangg'));
    assert.match(await (await look(page, FOUNDER, OPENING)).innerText(), /5,000 元/);
  });
});

for (const [what, source, pattern] of [
  ['a comma too many', '{\n  "name": { "zh": "站" },\n}', /读不出.*第 3 行/s],
  ['no JSON at all', '<html>not found</html>', /读不出.*第 1 行/s],
  ['a wrong colour', JSON.stringify({ ...EXAMPLE, color: 'green' }, null, 2), /第 \d+ 行第 12 列，color：应为像 #0b6e4f/],
  ['a wrong key', JSON.stringify({ ...EXAMPLE, opening: 'x' }, null, 2), /没有“opening”这一项/],
]) {
  test(`${what} is said at the foot and in the console, and the page runs`, () =>
    visit(source, async (page) => {
      const notes = [];
      page.on('console', (message) => notes.push(message.text()));
      await page.reload();
      await page.locator('html[data-start=done] #question-title').waitFor();
      await foot(page).locator('.wrong').waitFor();
      assert.match(await foot(page).innerText(), pattern);
      assert.ok(notes.some((note) => note.startsWith('qibu: station.json')), notes.join('\n'));
      await page.locator('.dock-unknown').click();
      await page.locator('.notice', { hasText: /\S/ }).waitFor();
    }));
}

test('after one visit the station is there without a network, and a change is seen at the next', () =>
  visit(EXAMPLE, async (page, { context }) => {
    await readyOffline(page);
    await foot(page).getByRole('heading', { name: NAME }).waitFor();
    await page.waitForFunction(async () => (await caches.match('./station.json')) !== undefined);
    await context.setOffline(true);
    await page.reload();
    await foot(page).getByRole('heading', { name: NAME }).waitFor();
    await context.setOffline(false);
    settle({ name: { zh: '另一个站' } });
    await page.reload();
    await foot(page).getByRole('heading', { name: '另一个站' }).waitFor();
  }));

test('in a frame of another page what that page says goes before what the station says', () =>
  visit(EXAMPLE, async (page) => {
    await foot(page).waitFor();
    await page.locator('.notice', { hasText: /已替您填了一部分/ }).waitFor();
    await page.getByRole('button', { name: '我的回答' }).first().click();
    const said = (await page.locator('.answer').allInnerTexts()).join('\n');
    assert.match(said, /徐汇区/);
    assert.doesNotMatch(said, /闵行区/);
    assert.match(said, /高校毕业生/, 'what the host does not say comes from the station');
    assert.equal(await page.evaluate(() => document.documentElement.style.getPropertyValue('--accent')), 'rgb(128, 0, 0)');
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  }, { at: 'index.html?embed#e.place=shanghai%2Fxuhui&theme=%23800000' }));

test('the schema is published beside the page', async () => {
  const published = await (await fetch(`${site.url}station.schema.json`)).json();
  assert.deepEqual(published, JSON.parse(readFileSync(new URL('../../web/station/schema.json', import.meta.url))));
});

const WIDE = { viewport: { width: 1280, height: 800 }, at: 'staff.html#station' };
const field = (page, path) => page.locator(`[name="${path}"]`);

test('the form makes a file, checks it at once, and what it made is taken by the page', () =>
  visit('{}', async (page) => {
    await field(page, '/name/zh').fill('闵行站');
    await field(page, '/icp').fill('ICP备1号');
    const wrong = page.locator('.station-side .wrong li');
    await wrong.filter({ hasText: /第 \d+ 行.*icp/ }).waitFor();
    assert.match(await page.locator('.station-file .is-wrong').innerText(), /ICP备1号/);
    await field(page, '/icp').fill('沪ICP备12345678号-1');
    await page.getByRole('button', { name: '添加一个金额' }).click();
    await wrong.filter({ hasText: '少了“政策”（policy）' }).waitFor();
    const policies = await field(page, '/figures/0/policy').locator('option').evaluateAll((all) => all.map(({ value }) => value));
    assert.ok(policies.includes('shanghai/minhang/opening-subsidy') && !policies.includes('shanghai/first-startup-grant'));
    await field(page, '/figures/0/policy').selectOption('national/oneoff-startup-grant');
    await field(page, '/figures/0/yuan').fill('5000');
    await field(page, '/figures/0/per').selectOption('once');
    await field(page, '/figures/0/citation/zh').fill('区通知');
    await field(page, '/figures/0/confirmed_by').fill('张三');
    await field(page, '/figures/0/confirmed_on').fill('2026-11-01');
    await field(page, '/figures/0/until').fill('2027-06-30');
    await wrong.filter({ hasText: '地点不对' }).waitFor();
    await field(page, '/place').selectOption('shanghai/minhang');
    await page.locator('.station-good').waitFor();
    await shoot(page, 'station-form');
    await accessible(page);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '存为 station.json' }).click()]);
    assert.equal(file.suggestedFilename(), 'station.json');
    const made = readFileSync(await file.path(), 'utf8');
    assert.deepEqual(JSON.parse(made), {
      $schema: './station.schema.json', version: 1, name: { zh: '闵行站' }, place: 'shanghai/minhang', icp: '沪ICP备12345678号-1',
      figures: [{ policy: 'national/oneoff-startup-grant', yuan: 5000, per: 'once', citation: { zh: '区通知' }, confirmed_by: '张三', confirmed_on: '2026-11-01', until: '2027-06-30' }],
    });
    settle(made);
    await page.goto(`${site.url}index.html`);
    await foot(page).getByRole('heading', { name: '闵行站' }).waitFor();
    assert.equal(await foot(page).locator('.wrong').count(), 0);
  }, WIDE));

test('an existing file is opened, a broken one is named by its line', () =>
  visit('{}', async (page) => {
    const load = async (source) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '打开已有的 station.json' }).click()]);
      await chooser.setFiles({ name: 'station.json', mimeType: 'application/json', buffer: Buffer.from(source) });
    };
    await load('{\n  "name": { "zh": "站" },\n}');
    await page.locator('.station-side .wrong li', { hasText: '第 3 行' }).waitFor();
    await load(JSON.stringify(EXAMPLE));
    await page.locator('.station-good').waitFor();
    assert.equal(await field(page, '/contacts/phone').inputValue(), '021-12345678');
    assert.equal(await field(page, '/figures/0/policy').inputValue(), 'shanghai/minhang/opening-subsidy');
    await load(JSON.stringify({ ...EXAMPLE, figures: [{ ...EXAMPLE.figures[0], until: '2026-11-10' }] }));
    await page.locator('.station-side .wrong li', { hasText: '已过期' }).waitFor();
  }, WIDE));

for (const lang of ['zh-CN', 'en']) {
  test(`the poster is one sheet with the name and a code that a camera reads (${lang})`, () =>
    visit('{}', async (page) => {
      await field(page, '/name/zh').fill(EXAMPLE.name.zh);
      await field(page, '/name/en').fill(EXAMPLE.name.en);
      await field(page, '/hours/zh').fill(EXAMPLE.hours.zh);
      await field(page, '/contacts/phone').fill('021-12345678');
      const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      mkdirSync(new URL('../../target/shots/', import.meta.url), { recursive: true });
      writeFileSync(new URL(`../../target/shots/poster-${lang}.pdf`, import.meta.url), bytes);
      const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
      assert.equal(pdf.numPages, 1);
      const sheet = await pdf.getPage(1);
      assert.deepEqual(sheet.view.slice(2).map(Math.round), [595, 842], 'A4');
      const words = (await sheet.getTextContent()).items.map(({ str }) => str).join('');
      // A PDF writes some characters as the radicals that look like them, and dashes as each other.
      const plain = (text) => text.normalize('NFKC').replace(/\s/g, '').replace(/[‒–]/g, '-');
      for (const part of [EXAMPLE.name.zh, EXAMPLE.name.en, '021-12345678', EXAMPLE.hours.zh, '回答只留在自己的手机上']) {
        assert.ok(plain(words).includes(plain(part)), `“${part}” is not in ${words}`);
      }
      await page.emulateMedia({ media: 'print' });
      const code = page.locator('.poster-code');
      const { width } = await code.boundingBox();
      assert.ok(width / 96 * 25.4 >= 50, `${width} px`);
      const { data, width: across, height } = PNG.sync.read(await code.screenshot());
      assert.equal(jsqr(new Uint8ClampedArray(data), across, height)?.data, `${site.url}index.html`);
      await shoot(page, `poster-${lang}`);
    }, { ...WIDE, at: `staff.html?lang=${lang}#station` }));
}
