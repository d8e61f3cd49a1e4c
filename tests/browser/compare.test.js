// A founder compares: what a change alters elsewhere, two scenarios side by side, and what not all can be had.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { keep, kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const FOUNDERS = JSON.parse(readFileSync(new URL('../../policies/founders.json', import.meta.url)));
const founder = (id) => {
  const found = FOUNDERS.find((one) => one.id === id);
  assert.ok(found, `no founder “${id}”`);
  const text = (answer) => (Array.isArray(answer) ? answer.join(',') : answer);
  return Object.fromEntries(Object.entries(found.situation.answers).map(([fact, answer]) => [fact, text(answer)]));
};

const WORDS = {
  'zh-CN': { compare: '换一个条件比一比', form: /^组织形式/, company: /^公司/, back: '回到结果', drop: /^去掉/, which: '换哪一个？', staff: /^职工人数/, go: '继续', rest: /其余 \d+ 项不变/ },
  en: { compare: 'Compare under another condition', form: /^The legal form/, company: /^Company/, back: 'Back to the results', drop: /^Remove/, which: 'Which one?', staff: /^The number of staff/, go: 'Continue', rest: /Unchanged: \d+ others/ },
};

/** A founder of the samples in front of the results; nothing may fail or leave the page's own origin. */
async function visit(id, options, steps) {
  const lang = options.lang ?? 'zh-CN';
  const visited = await open(browser, server.url, { lang, ...options });
  const { page } = visited;
  await page.locator('html[data-start=done] #question-title').waitFor();
  await keep(page, founder(id));
  await page.reload();
  await page.locator('#results-title, #question-title').first().waitFor();
  if (!(await page.locator('#results-title').isVisible())) await page.locator('.bar').click();
  await page.locator('#results-title').waitFor();
  await page.locator('.card').first().waitFor();
  await steps(page, WORDS[lang], visited);
  assert.deepEqual(visited.errors, []);
  assert.deepEqual(visited.foreign, []);
  await visited.context.close();
}

const tap = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
const noScroll = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const LOOKS = [
  ['zh-phone', { lang: 'zh-CN' }],
  ['en-phone-dark', { lang: 'en', dark: true }],
  ['zh-wide-dark', { lang: 'zh-CN', viewport: { width: 1280, height: 800 }, dark: true }],
  ['en-wide', { lang: 'en', viewport: { width: 1280, height: 800 } }],
];

for (const [look, options] of LOOKS) {
  test(`two scenarios side by side: ${look}`, () =>
    visit('veteran-shop-minhang', options, async (page, words) => {
      const answers = await kept(page);
      await tap(page, words.compare);
      await page.locator('#compare-title').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'compare-title');
      await shoot(page, `compare-offer-${look}`);
      await page.locator('.compare .choice').filter({ hasText: words.form }).click();
      await page.locator('.choices').getByRole('button', { name: words.company }).first().click();
      await page.locator('.compare .sides').first().waitFor();
      await page.getByText(words.rest).waitFor();
      assert.ok((await page.locator('.compare .row.state-no').count()) > 0, 'something is lost');
      assert.ok((await page.locator('.compare .row.state-yes').count()) > 0, 'something is gained');
      for (const row of await page.locator('.compare .row .shift').all()) {
        assert.ok((await row.innerText()).trim().length > 0, 'a word stands beside every colour');
      }
      assert.ok(await noScroll(page), 'nothing is wider than the screen');
      await shoot(page, `compare-${look}`);
      assert.deepEqual(await kept(page), answers, 'the scenario is not kept');

      await tap(page, words.drop);
      await page.getByRole('heading', { name: words.which }).waitFor();
      await page.goBack();
      await page.locator('#compare-title').waitFor({ state: 'detached' });
      assert.ok(await page.locator('#results-title').isVisible());
      assert.deepEqual(await kept(page), answers);
    }));
}

test('more staff is only told as real employment', () =>
  visit('graduate-month-13', {}, async (page, words) => {
    await tap(page, words.compare);
    await page.locator('.compare .choice').filter({ hasText: words.staff }).click();
    // Where intervals are offered, the exact number is folded away.
    const exact = page.locator('details:has(form.typed) > summary');
    if (await exact.count()) await exact.click();
    await page.locator('form.typed input').fill('6');
    await page.locator('form.typed input').press('Enter');
    await page.locator('.compare').getByText('真实聘用并缴社保').waitFor();
    await tap(page, words.back);
    await page.locator('#results-title').waitFor();
  }));

test('an open no says what its change alters, and leads to the comparison', () =>
  visit('veteran-shop-minhang', {}, async (page) => {
    const group = page.locator('details.group').first();
    await group.locator('> summary').click();
    const cards = group.locator('> .cards > .card');
    let told = 0;
    for (let i = 0; i < (await cards.count()) && told === 0; i++) {
      const card = cards.nth(i);
      await card.locator('.card-toggle').click();
      told = await card.locator('.also').count();
      if (told === 0) await card.locator('.card-toggle').click();
    }
    assert.ok(told > 0, 'no change of any no alters anything else');
    const also = group.locator('.also').first();
    assert.match(await also.innerText(), /^同时：/);
    await shoot(page, 'compare-card-zh-phone');
    await also.locator('xpath=..').getByRole('button', { name: /^比一比/ }).click();
    await page.locator('.compare .sides').first().waitFor();
    assert.ok((await page.locator('.compare .rows .row').count()) > 1);
  }));

test('what not all can be had stands behind the totals, folded', () =>
  visit('graduate-three-years-putuo', {}, async (page) => {
    const choice = page.locator('.choose details').first();
    assert.match(await choice.locator('summary').innerText(), /^只能选一项：/);
    assert.equal(await choice.getAttribute('open'), null);
    await choice.locator('summary').click();
    assert.match(await choice.innerText(), /同一名员工只能享受一项/);
    assert.ok(await noScroll(page));
    await shoot(page, 'choices-zh-phone');
  }));

test('another province is compared with its own texts', () =>
  visit('graduate-month-13', {}, async (page, words) => {
    await tap(page, words.compare);
    await page.locator('.compare .choice').filter({ hasText: /^营业执照上的住所/ }).click();
    await page.locator('.asking').getByRole('searchbox').fill('华龙');
    await page.locator('.choices').getByRole('button', { name: /华龙/ }).first().click();
    await page.getByText(words.rest).waitFor();
    const names = await page.locator('.compare .rows .row-name').allTextContents();
    assert.ok(names.length > 5 && names.every((name) => name.trim().length > 0));
    assert.ok((await page.locator('.compare').first().innerText()).includes('没有这一项'));
    await shoot(page, 'compare-place-zh-phone');
  }));
