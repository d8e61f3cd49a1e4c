// One policy by its name, another day, answers kept longer, and what is wrong: at a phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keep, kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const GRADUATE = {
  'founder.groups': 'graduate', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered',
  'venture.registered_on': '2025-10-08', 'founder.hukou': 'shanghai',
};
const GRANT = '首次创业一次性补贴';

/** Opens the page, with answers of an earlier visit where there are some; nothing may fail or leave its own origin. */
async function visit(options, answers, steps, fragment = '') {
  const it = await open(browser, server.url + fragment, options);
  await it.page.locator('#question-title, #results-title').first().waitFor();
  if (answers) {
    await keep(it.page, answers);
    await it.page.reload();
    await it.page.locator('.notice').waitFor();
  }
  await steps(it.page, it);
  assert.deepEqual(it.errors, []);
  assert.deepEqual(it.foreign, []);
  await it.context.close();
}

const tap = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const find = (page, typed) => page.locator('.find input').fill(typed);
const card = (page, name) => page.locator('.found .card').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Leaves every question for later. */
async function toTheEnd(page) {
  let asked = 0;
  while (await page.locator('.asking #question-title').isVisible()) {
    const before = await page.locator('#question-title').innerText();
    await page.locator('.dock-unknown').click();
    await page.waitForFunction((was) => {
      const title = document.getElementById('question-title');
      return !title || !title.checkVisibility() || title.innerText !== was;
    }, before);
    asked += 1;
    assert.ok(asked < 80);
  }
  return asked;
}

for (const [lang, name, typed] of [
  ['zh-CN', GRANT, ['首次创业', 'sccyycxbt', 'SCCY', 'shou ci chuang ye', 'First-startup', 'first-startup-grant']],
  ['en', 'First-startup grant', ['first-startup grant', 'sccyycxbt', 'shouci', GRANT]],
]) {
  test(`a policy is found by its names in both languages and by pinyin, before any answer (${lang})`, () =>
    visit({ lang }, null, async (page, { context }) => {
      const fetched = [];
      // What the service worker lays by for later is not what the page asks for.
      context.on('request', (request) => request.serviceWorker() || fetched.push(request.url()));
      await page.locator('.bar').click();
      assert.ok(!fetched.some((url) => /names/.test(url)), 'the names come only when they are looked for');
      for (const text of typed) {
        await find(page, text);
        await card(page, name).first().waitFor();
        assert.ok((await page.locator('.found .card').count()) <= 12);
      }
      assert.equal(fetched.filter((url) => /texts.*\.names/.test(url)).length, 1);
      await shoot(page, `named-find-${lang}`);
      await find(page, 'qqqq');
      await page.getByText(lang === 'en' ? 'No policy of that name' : '没有叫这个名称的政策').waitFor();
    }));
}

test('a policy of another place, and one that another stands for, are found and lead on', () =>
  visit({}, GRADUATE, async (page) => {
    await page.locator('.bar').click();
    await find(page, 'ycxky');
    const elsewhere = page.locator('.found p.hint').filter({ hasText: '河南' }).first();
    await elsewhere.waitFor();
    assert.match(await elsewhere.innerText(), /一次性开业（创业）补贴：只适用于河南/);
    assert.match(await elsewhere.getByRole('link').getAttribute('href'), /policies\/henan\/opening-subsidy\.html$/);
    await elsewhere.getByRole('button', { name: '只问这一项' }).click();
    await page.locator('.standing p').waitFor();
    await tap(page, '改地点');
    assert.match(await page.locator('#question-title').innerText(), /住所|地址|哪里/);
  }));

test('asked only about one policy: fewer questions, its card open at the end, and the way back', () =>
  visit({}, GRADUATE, async (page) => {
    const left = async () => Number(/(\d+)/.exec(await page.locator('.progress').innerText())[1]);
    const everything = await left();
    await page.locator('.bar').click();
    await find(page, GRANT);
    await card(page, GRANT).locator('.card-toggle').click();
    await card(page, GRANT).getByRole('button', { name: '只问这一项' }).click();
    assert.match(await page.locator('.standing').innerText(), new RegExp(`只问“${GRANT}”`));
    assert.ok((await left()) < everything / 2, `${await left()} of ${everything}`);
    await shoot(page, 'named-about-question');
    const asked = await toTheEnd(page);
    assert.ok(asked > 0 && asked < everything / 2);
    await page.locator('#results-title').waitFor();
    assert.match(await page.locator('.way').innerText(), /都问完了/);
    assert.equal(await page.locator('.find input').inputValue(), '', 'the search that found it is over');
    assert.equal(await page.locator('.found .card').count(), 1);
    assert.equal(await card(page, GRANT).locator('.card-toggle').getAttribute('aria-expanded'), 'true');
    assert.equal(await page.locator('.totals').count(), 0, 'sums of policies that were not asked about');
    await shoot(page, 'named-about-done');
    await tap(page, '改回全部都问');
    await page.locator('.asking #question-title').waitFor();
    assert.equal(await page.locator('.standing p').count(), 0);
    assert.ok((await left()) > 10);
  }));

test('the page of a policy leads to its questions; a reload asks about it again, and an unknown one is told', async () => {
  const pages = new URL('policies/shanghai/first-startup-grant.html', server.url).href;
  const it = await open(browser, pages);
  await it.page.getByRole('link', { name: '看看我是否符合' }).click();
  await it.page.locator('.standing p').waitFor();
  assert.match(await it.page.locator('.standing').innerText(), new RegExp(GRANT));
  await it.page.reload();
  await it.page.locator('.standing p').waitFor();
  assert.deepEqual(await kept(it.page), {});
  assert.deepEqual(it.errors, []);
  await it.context.close();
  await visit({}, null, async (page) => {
    assert.match(await page.locator('.standing').innerText(), /创业担保|开业|补贴/);
  }, '#p=henan/opening-subsidy&from=singlemessage');
  await visit({}, null, async (page) => {
    await page.getByText('链接里的政策不在').waitFor();
    assert.equal(await page.locator('.standing p').count(), 0);
  }, '#p=shanghai/no-such-policy');
});

test('another day counts, stays said on every screen, is kept, and is changed back', () =>
  visit({}, GRADUATE, async (page) => {
    await page.locator('.bar').click();
    const results = await page.locator('.found .cards').first().innerText();
    await page.locator('.footer input[type=date]').fill('2025-03-01');
    await page.locator('.standing p').waitFor();
    assert.match(await page.locator('.standing').innerText(), /2025年3月1日.*不是今天（2026年11月22日）/);
    assert.match(await page.locator('.version').innerText(), /2025年3月1日/);
    assert.notEqual(await page.locator('.found .cards').first().innerText(), results);
    await shoot(page, 'named-as-of');
    assert.match(await page.evaluate(() => localStorage.getItem('qibu')), /^qibu 1 \d+ as_of=2025-03-01\n/);
    await page.reload();
    await page.locator('.standing p').waitFor();
    await page.locator('.bar').click();
    assert.ok(await page.locator('.standing p').isVisible());
    await tap(page, '改回今天');
    assert.equal(await page.locator('.standing p').count(), 0);
    assert.equal(await page.locator('.found .cards').first().innerText(), results);
    // A day to come, or one before every rule, is not taken.
    for (const day of ['2027-01-01', '1950-01-01']) {
      await page.locator('.footer input[type=date]').fill(day);
      assert.equal(await page.locator('.standing p').count(), 0);
    }
  }));

test('answers are kept for a day, longer only when asked, and never for someone else', () =>
  visit({}, GRADUATE, async (page) => {
    const footer = page.locator('.footer');
    const first = () => page.evaluate(() => localStorage.getItem('qibu').split('\n')[0]);
    assert.match(await footer.innerText(), /24 小时后失效/);
    assert.match(await first(), /^qibu 1 \d+$/);
    await tap(page, '改为保存 30 天');
    assert.match(await footer.innerText(), /30 天后失效/);
    assert.match(await first(), /^qibu 1 \d+ days=30$/);
    const age = (days) => page.evaluate((days) => {
      const text = localStorage.getItem('qibu');
      localStorage.setItem('qibu', text.replace(/\d{13}/, (at) => Number(at) - days * 86_400_000));
    }, days);
    await age(29);
    await page.reload();
    await page.locator('.notice').waitFor();
    assert.match(await footer.innerText(), /30 天后失效/);
    await age(31);
    await page.reload();
    await page.locator('html[data-start=done] #question-title').waitFor();
    assert.deepEqual(await kept(page), {});
    assert.match(await footer.innerText(), /24 小时后失效/);
    await tap(page, '替别人填');
    assert.match(await footer.innerText(), /回答不保存/);
    assert.equal(await page.getByRole('button', { name: /改为保存/ }).count(), 0);
  }));

test('one tap clears the answers on every screen that follows from them', () =>
  visit({}, GRADUATE, async (page) => {
    const clear = page.getByRole('button', { name: '清除', exact: true });
    assert.ok(await clear.isVisible(), 'beside a question');
    await tap(page, '我的回答');
    assert.ok(await clear.isVisible(), 'beside the answers');
    await tap(page, '继续回答');
    await page.locator('.bar').click();
    assert.ok(await clear.isVisible(), 'beside the results');
    await tap(page, '换一个条件比一比');
    assert.ok(await clear.isVisible(), 'beside a scenario');
    await clear.click();
    assert.equal(await page.evaluate(() => localStorage.getItem('qibu')), null);
  }));

/** Opens the report about the grant, and gives its text. */
async function report(page) {
  await page.locator('.bar').click();
  await find(page, GRANT);
  await card(page, GRANT).locator('.card-toggle').click();
  await card(page, GRANT).getByText('这里不对', { exact: true }).click();
  return page.locator('.take textarea').inputValue();
}

test('what is wrong is told without any answer, and copied', async () => {
  const texts = [];
  for (const [answers, copies] of [[GRADUATE, true], [{ ...GRADUATE, 'venture.staff': '7', 'founder.hukou': '?' }, false]]) {
    await visit({}, answers, async (page, { context }) => {
      if (!copies) {
        await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
        await page.reload();
        await page.locator('.notice').waitFor();
      } else {
        await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      }
      const text = await report(page);
      texts.push(text);
      const copy = page.locator('.take').getByRole('button', { name: '复制', exact: true });
      assert.equal(await copy.count(), copies ? 1 : 0);
      if (copies) {
        await copy.click();
        await page.locator('.take').getByText('已复制').waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
        await shoot(page, 'named-wrong');
      }
    });
  }
  assert.match(texts[0], /shanghai\/first-startup-grant[\s\S]*沪人社规〔2023〕1号[\s\S]*结论：/);
  assert.equal(texts[0], texts[1], 'the same verdict, whatever was answered');
});
