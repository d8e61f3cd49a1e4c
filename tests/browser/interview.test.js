// What an interview offers beside its questions, at a phone: bands, reasons, later, examples, for someone else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keep, kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

/** Opens the page with answers of an earlier visit; nothing may fail or leave the page's own origin. */
async function visit(options, answers, steps) {
  const it = await open(browser, server.url, options);
  await it.page.locator('html[data-start=done] #question-title').waitFor();
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

const GRADUATE = {
  'founder.groups': 'graduate', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered',
  'venture.registered_on': '2025-10-08', 'founder.hukou': 'shanghai',
};

/** Leaves questions for later until one matches. */
async function until(page, pattern) {
  for (let i = 0; i < 60; i++) {
    const asked = await page.locator('#question-title').innerText();
    if (pattern.test(asked)) return;
    await page.locator('.dock-unknown').click();
    await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
  }
  assert.fail(`${pattern} was never asked`);
}

for (const [lang, pattern, rough] of [['zh-CN', /哪一天毕业/, /只知道大概/], ['en', /graduate/, /Only roughly/]]) {
  test(`a date is asked in the intervals that the thresholds cut, and is kept as one (${lang})`, () =>
    visit({ lang }, GRADUATE, async (page) => {
      await until(page, pattern);
      // Windows follow from the exact day, so the field stands open and the intervals wait behind it.
      assert.ok(await page.locator('form.date').isVisible());
      await page.getByText(rough).click();
      const bands = page.locator('.question details .choices .choice');
      assert.ok((await bands.count()) >= 2, 'no bands');
      await shoot(page, `bands-${lang}`);
      await bands.first().click();
      const answer = (await kept(page))['founder.graduated_on'];
      assert.match(answer, /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?~$/, 'an interval, marked as one');
      await page.reload();
      await page.locator('.notice').waitFor();
      assert.equal((await kept(page))['founder.graduated_on'], answer);
    }));
}

test('a number that only thresholds read is asked in intervals first', () =>
  visit({}, { ...GRADUATE, 'venture.size': 'micro' }, async (page) => {
    let seen = 0;
    for (let i = 0; i < 60 && (await page.locator('#question-title').isVisible()); i++) {
      const asked = await page.locator('#question-title').innerText();
      const bands = page.locator('.question .choices:not(form):not(details .choices) .choice');
      const folded = page.locator('.question details:has(form)');
      if ((await folded.count()) && (await bands.count())) {
        seen += 1;
        if (seen === 1) await shoot(page, 'bands-first-zh');
        assert.ok(!(await page.locator('.question form').isVisible()));
        await bands.first().click();
      } else {
        await page.locator('.dock-unknown').click();
      }
      await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
    }
    assert.ok(seen > 0, 'no number was asked in intervals');
  }));

test('why a question is asked: whom it serves, and what each answer would settle', () =>
  visit({}, GRADUATE, async (page) => {
    await until(page, /第一次|什么身份|担任/);
    await page.locator('.why-toggle').click();
    const why = page.locator('#why');
    await why.locator('li').first().waitFor();
    assert.match(await why.innerText(), /关系到 \d+ 项/);
    assert.match(await why.innerText(), /不再可能：/);
    await shoot(page, 'why-zh');
    await page.locator('.dock-unknown').click();
    await page.locator('.why-toggle[aria-expanded="false"]').waitFor();
  }));

test('a question left for later says how to find out, and waits beside the results', () =>
  visit({}, GRADUATE, async (page) => {
    const noun = await page.locator('#question-title').innerText();
    await page.locator('.dock-unknown').click();
    assert.match(await page.locator('.notice').innerText(), /先跳过/);
    for (let i = 0; i < 60 && (await page.locator('#question-title').isVisible()); i++) {
      const asked = await page.locator('#question-title').innerText();
      await page.locator('.dock-unknown').click();
      await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
    }
    await page.locator('#results-title').waitFor();
    const later = page.locator('.found .answers .answer');
    assert.ok((await later.count()) > 3);
    await later.first().getByRole('button').click();
    assert.equal(await page.locator('#question-title').innerText(), noun);
  }));

test('an example person shows results at once, and can be changed', () =>
  visit({}, null, async (page) => {
    await page.getByRole('button', { name: '看示例人物' }).click();
    const people = page.locator('.review .choice');
    await people.nth(5).waitFor();
    assert.ok((await people.count()) > 50);
    await shoot(page, 'examples-zh');
    await page.getByRole('button', { name: '闵行应届毕业生第十三个月' }).click();
    await page.locator('#results-title').waitFor();
    assert.match(await page.locator('.card').first().innerText(), /条件都符合/);
    await shoot(page, 'example-results-zh');
    await page.getByRole('button', { name: '我的回答' }).click();
    assert.ok((await page.locator('.answer').count()) > 20);
  }));

for (const [lang, button, spoken, unspoken] of [
  ['zh-CN', '替别人填', /对方属于下面哪些群体/, /您/],
  ['en', 'For someone else', /Which of these groups do they belong to/, /\byour?\b/i],
]) {
  test(`filled in for someone else: other pronouns, nothing kept (${lang})`, () =>
    visit({ lang }, null, async (page) => {
      await page.getByRole('button', { name: button }).click();
      const title = page.locator('#question-title');
      await page.waitForFunction((part) => document.getElementById('question-title').innerText.match(part), spoken.source);
      assert.match(await title.innerText(), spoken);
      await page.locator('.tick').first().click();
      await page.locator('button.dock-go[type=submit]').click();
      assert.doesNotMatch(await title.innerText(), unspoken);
      assert.deepEqual(await kept(page), {});
      await shoot(page, `for-other-${lang}`);
      await page.reload();
      await page.waitForFunction((part) => !document.getElementById('question-title')?.innerText.match(part), spoken.source);
    }));
}

test('one policy is found by name, whatever its verdict, and where it applies instead', () =>
  visit({}, GRADUATE, async (page) => {
    await page.locator('.bar').click();
    await page.locator('.card').first().waitFor();
    const field = page.locator('.find input');
    await field.fill('首次创业');
    await page.waitForFunction(() => document.querySelectorAll('.found .card').length < 6);
    assert.match(await page.locator('.found .card').first().innerText(), /首次创业/);
    await field.fill('虹口');
    await page.locator('.found').getByText(/只适用于虹口/).first().waitFor();
    await field.fill('没有这样的政策');
    await page.locator('.found').getByText('没有叫这个名称的政策').waitFor();
  }));

test('an answer says what it settled', () =>
  visit({}, GRADUATE, async (page) => {
    await until(page, /贷款|信用/);
    await page.locator('.choices .choice').first().click();
    const seen = [];
    for (let i = 0; i < 20; i++) {
      if (await page.locator('.step').isVisible()) seen.push(await page.locator('.step').innerText());
      const choices = page.locator('.question .choices .choice');
      if (!(await page.locator('#question-title').isVisible())) break;
      const asked = await page.locator('#question-title').innerText();
      if ((await choices.count()) > 0 && !(await page.locator('.question form').count())) await choices.last().click();
      else await page.locator('.dock-unknown').click();
      await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
    }
    assert.ok(seen.some((line) => /排除 \d+ 项/.test(line)), seen.join('\n'));
  }));

test('what was received once is refused, and says so', () =>
  visit({}, { ...GRADUATE, 'founder.received': 'shanghai/first-startup-grant' }, async (page) => {
    await page.locator('.bar').click();
    await page.locator('.find input').fill('首次创业');
    const card = page.locator('.card').filter({ hasText: '首次创业一次性补贴' }).first();
    await card.locator('.card-toggle').click();
    assert.match(await card.innerText(), /没有满足/);
    assert.match(await card.innerText(), /领过|享受过|已经/);
  }));
