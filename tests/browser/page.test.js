// A founder at a phone: from the first question to the results, in both languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { keep, kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

/** Opens the page; whatever the walk does, nothing may fail or leave the page's own origin. */
async function walk(options, steps) {
  const visit = await open(browser, server.url, options);
  const { page } = visit;
  await page.locator('html[data-start=done] #question-title').waitFor();
  await steps(page, visit);
  assert.deepEqual(visit.errors, []);
  assert.deepEqual(visit.foreign, []);
  await visit.context.close();
}

const question = (page) => page.locator('#question-title').innerText();
const tap = (page, name) => page.getByRole('button', { name, exact: true }).click();
const option = (page, name) => page.locator('.choices').getByRole('button', { name }).first().click();
const focus = (page) => page.evaluate(() => document.activeElement.id);

const ZH = { graduate: '高校毕业生', go: '继续', unsure: '不清楚', back: '上一步', registered: /^已办照/, found: '莘庄', place: /闵行/ };
const EN = { graduate: 'Graduate', go: 'Continue', unsure: 'Not sure', back: 'Back', registered: /^Registered/, found: 'Minhang', place: /Minhang/ };

/** Groups, place and stage: a graduate with a licence in Minhang. */
async function begin(page, words) {
  await page.getByText(words.graduate, { exact: true }).click();
  await tap(page, words.go);
  await page.locator('.asking').getByRole('searchbox').fill(words.found);
  await option(page, words.place);
  await option(page, words.registered);
}

for (const [lang, words] of [['zh-CN', ZH], ['en', EN]]) {
  test(`group, place, stage; every step moves the focus and updates the results (${lang})`, () =>
    walk({ lang }, async (page) => {
      assert.equal(await page.getAttribute('html', 'lang'), lang);
      const first = await page.locator('.counts').innerText();
      await begin(page, words);
      assert.equal(await focus(page), 'question-title');
      assert.notEqual(await page.locator('.counts').innerText(), first);
      assert.deepEqual(await kept(page), { 'founder.groups': 'graduate', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered' });
      await page.locator('.bar').click();
      assert.equal(await focus(page), 'results-title');
      await page.locator('.card').first().waitFor();
      await shoot(page, `page-results-${lang}`);
    }));
}

test('every question can be left open, and the end says so', () =>
  walk({}, async (page) => {
    for (let i = 0; i < 100 && (await page.locator('#question-title').isVisible()); i++) {
      const before = await question(page);
      await page.locator('.dock-unknown').click();
      await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, before);
    }
    assert.match(await page.locator('.way').innerText(), /都问完了/);
    assert.ok(Object.values(await kept(page)).every((answer) => answer === '?'));
  }));

test('back, change and continue keep the other answers', () =>
  walk({}, async (page) => {
    await begin(page, ZH);
    const next = await question(page);
    for (let i = 0; i < 3; i++) await tap(page, ZH.back);
    await page.getByText('退役军人', { exact: true }).click();
    await tap(page, ZH.go);
    assert.deepEqual(await kept(page), { 'founder.groups': 'graduate,veteran', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered' });
    await tap(page, '我的回答');
    assert.equal(await focus(page), 'review-title');
    await page.locator('.answer').filter({ hasText: '创业进度' }).getByRole('button').click();
    await option(page, ZH.registered);
    await tap(page, '继续回答');
    assert.equal(typeof next, 'string');
    assert.equal((await kept(page))['venture.status'], 'registered');
  }));

test("the browser's back goes back one question", () =>
  walk({}, async (page) => {
    await begin(page, ZH);
    await page.goBack();
    assert.match(await question(page), /到哪一步/);
    await page.goBack();
    assert.match(await question(page), /住所/);
  }));

test('a card asks the question that it misses, and comes back', () =>
  walk({}, async (page) => {
    await begin(page, ZH);
    await page.locator('.bar').click();
    await page.locator('.state-open .card-ask').first().click();
    assert.equal(await focus(page), 'question-title');
    await page.locator('.dock-unknown').click();
    assert.equal(await focus(page), 'results-title');
  }));

test('answers come back within a day, and one tap clears them', () =>
  walk({}, async (page) => {
    await begin(page, ZH);
    const asked = await question(page);
    await page.reload();
    await page.locator('.notice').waitFor();
    assert.equal(await question(page), asked);
    await tap(page, '清除');
    assert.match(await question(page), /群体/);
    assert.equal(await page.evaluate(() => localStorage.getItem('qibu')), null);
  }));

test('clearing on the first question takes its ticks away too', () =>
  walk({}, async (page) => {
    const ticks = page.locator('.choices input:checked');
    await page.getByText(ZH.graduate, { exact: true }).click();
    await tap(page, ZH.go);
    await tap(page, ZH.back);
    assert.equal(await ticks.count(), 1);
    await tap(page, '清除');
    assert.match(await question(page), /群体/);
    assert.equal(await ticks.count(), 0);
  }));

test('before registering, what it may cost stands beside the steps', () =>
  walk({}, async (page) => {
    await keep(page, {
      'founder.groups': ['registered_unemployed'], 'venture.place': 'shanghai/minhang', 'venture.status': 'idea',
      'founder.receives_unemployment_benefit': true,
    });
    await page.reload();
    await page.locator('.bar').click();
    const costs = page.locator('.costs').first();
    await costs.waitFor();
    assert.match(await costs.innerText(), /失业保险金[\s\S]*办照前问 12333[\s\S]*沪人社规〔2026〕18号/);
    await shoot(page, 'page-costs-zh');
  }));

test('naming interests leaves fewer questions', () =>
  walk({}, async (page) => {
    await begin(page, ZH);
    const left = async () => Number(/(\d+)/.exec(await page.locator('.progress').innerText())[1]);
    const before = await left();
    await tap(page, '只问我关心的');
    await page.getByText('贷款', { exact: false }).first().click();
    await tap(page, ZH.go);
    await page.waitForFunction((n) => Number(/(\d+)/.exec(document.querySelector('.progress').innerText)?.[1]) < n, before);
    assert.ok((await left()) < before);
  }));

test('a card leads to the page of its policy, which needs no script', async () => {
  const visit = await open(browser, server.url, {});
  await keep(visit.page, { 'venture.place': 'shanghai/minhang', 'founder.groups': ['graduate'], 'venture.status': 'registered' });
  await visit.page.reload();
  await visit.page.locator('.bar').click();
  const card = visit.page.locator('.card').filter({ hasText: '首次创业一次性补贴' }).first();
  await card.locator('.card-toggle').click();
  const address = await card.getByRole('link', { name: '这项政策的单独页面' }).getAttribute('href');
  await visit.context.close();
  const plain = await open(browser, new URL(address, server.url).href, { javaScriptEnabled: false, now: null });
  assert.equal(await plain.page.locator('h1').innerText(), '首次创业一次性补贴');
  assert.match(await plain.page.locator('main').innerText(), /8,000 元[\s\S]*沪人社规〔2023〕1号/);
  await plain.page.getByRole('link', { name: 'English' }).click();
  assert.equal(await plain.page.locator('h1').innerText(), 'First-startup grant');
  await plain.page.getByRole('link', { name: 'Coverage' }).click();
  assert.match(await plain.page.locator('main').innerText(), /001\.6\.2/);
  assert.deepEqual(plain.errors, []);
  await plain.context.close();
});

test('answers of yesterday, damaged ones and contradictory ones start anew', () =>
  walk({}, async (page) => {
    const spoil = [
      [() => keep(page, { 'venture.status': 'registered' }, 1), null],
      [() => keep(page, { 'venture.staff': 1, 'venture.insured_staff': 5 }), /读不出来/],
      [() => page.evaluate(() => localStorage.setItem('qibu', '{"saved_at":')), /读不出来/],
    ];
    for (const [put, notice] of spoil) {
      await put();
      await page.reload();
      await page.locator('html[data-start=done] #question-title').waitFor();
      if (notice) assert.match(await page.locator('.notice').innerText(), notice);
      assert.match(await question(page), /群体/);
      assert.equal(await page.evaluate(() => localStorage.getItem('qibu')), null);
    }
  }));

test('changing the language keeps the answers and is remembered', () =>
  walk({}, async (page) => {
    await begin(page, ZH);
    await tap(page, 'English');
    await page.getByRole('button', { name: 'Not sure', exact: true }).waitFor();
    assert.equal(Object.keys(await kept(page)).length, 3);
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.reload();
    await page.getByRole('button', { name: 'Not sure', exact: true }).waitFor();
  }));

test('the page works by keyboard alone', () =>
  walk({}, async (page) => {
    const reach = async (role, name) => {
      const target = page.getByRole(role, { name }).first();
      for (let i = 0; i < 60; i++) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`no way to ${name} by keyboard`);
    };
    await reach('checkbox', /高校毕业生/);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    assert.match(await question(page), /住所/);
    await reach('button', /^上海市/);
    await page.keyboard.press('Enter');
    await reach('button', /就到这里/);
    await page.keyboard.press('Enter');
    assert.match(await question(page), /到哪一步/);
  }));

test('nothing is wider than a screen of 320 px, in either language', async () => {
  for (const lang of ['zh-CN', 'en']) {
    await walk({ lang, viewport: { width: 320, height: 640 } }, async (page) => {
      const fits = async () => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      await fits();
      await begin(page, lang === 'en' ? EN : ZH);
      await fits();
      await page.locator('.bar').click();
      await page.locator('.card-toggle').first().click();
      await fits();
    });
  }
});

test('a wide screen shows the question and the results side by side', () =>
  walk({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await begin(page, ZH);
    assert.ok(await page.locator('#question-title').isVisible());
    assert.ok(await page.locator('.card').first().isVisible());
  }));

test('an amount is read with 万 and said back in full', () =>
  walk({}, async (page) => {
    await keep(page, { 'founder.groups': ['graduate'], 'venture.place': 'shanghai/minhang', 'venture.status': 'registered', 'loan.status': 'wanted', 'venture.monthly_sales': 1000000 });
    await page.reload();
    await tap(page, '我的回答');
    await page.locator('.answer').filter({ hasText: '销售额' }).getByRole('button').click();
    await page.locator('.asking').getByRole('textbox').fill('10');
    await tap(page, '万');
    await page.getByText('您填的是 100,000 元').waitFor();
    await tap(page, ZH.go);
    assert.equal((await kept(page))['venture.monthly_sales'], '100000');
  }));

test('no view breaks a rule of accessibility that a machine can check', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const dark of [false, true]) {
    await walk({ dark }, async (page) => {
      const check = async (view) => {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          globalThis.axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } }));
        assert.deepEqual(violations.map(({ id, nodes }) => [view, id, nodes[0].html]), []);
      };
      await check('opening');
      await begin(page, ZH);
      await check('question');
      await tap(page, '我的回答');
      await check('review');
      await page.locator('.bar').click();
      await page.locator('.card-toggle').first().click();
      await page.locator('.group > summary').first().click();
      await check('results');
    });
  }
});
