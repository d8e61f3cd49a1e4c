// Answers are never lost in silence: whatever the storage, the clock or another window does, the person is told.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keep, kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const ANSWERS = { 'founder.groups': ['graduate'], 'venture.place': 'shanghai/minhang' };
const GRADUATE = '高校毕业生';

const tap = (page, name) => page.getByRole('button', { name, exact: true }).click();
const question = (page) => page.locator('#question-title').innerText();
const ready = (page) => page.locator('html[data-start=done] #question-title').waitFor();
const stored = (page) => page.evaluate(() => localStorage.getItem('qibu'));
/** Waits until a sentence of the notice, which is read out, says this. */
const says = (page, words) => page.locator('[role=status] .notice').filter({ hasText: words }).waitFor();
const footer = (page) => page.locator('.footer').innerText();

async function walk(options, steps) {
  const visit = await open(browser, server.url, options);
  await ready(visit.page);
  await steps(visit.page, visit);
  assert.deepEqual([visit.errors, visit.foreign], [[], []]);
  await visit.context.close();
}

/** Answers the first two questions: groups, and nothing about the place. */
async function answer(page) {
  await page.getByText(GRADUATE, { exact: true }).click();
  await tap(page, '继续');
  await page.waitForFunction(() => !/群体/.test(document.getElementById('question-title').innerText));
}

async function reload(page) {
  await page.reload();
  await ready(page);
}

const FULL = () => {
  // Filled to the last letter, as another page of the same host might have left it.
  for (let size = 1 << 22; size >= 1; size >>= 1) {
    for (let at = 0; ; at += 1) {
      try { localStorage.setItem(`fill-${size}-${at}`, 'x'.repeat(size)); } catch { break; }
    }
  }
};
const FORBIDDEN = () =>
  Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
const ABSENT = () => Object.defineProperty(globalThis, 'localStorage', { get: () => null });

test('a full storage: said at once and for as long as it lasts, and kept again when there is room', () =>
  walk({}, async (page) => {
    await page.evaluate(FULL);
    await answer(page);
    await says(page, /存不下回答/);
    assert.match(await footer(page), /回答不保存/);
    assert.equal(await stored(page), null);
    await shoot(page, 'storage-full');
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('fill-')).forEach((key) => localStorage.removeItem(key)));
    await page.locator('.dock-unknown').click();
    await page.waitForFunction(() => !/回答不保存/.test(document.querySelector('.footer').innerText));
    assert.equal((await kept(page))['founder.groups'], 'graduate');
  }));

test('a storage that fills up during the interview: the answers before stay kept, the page goes on', () =>
  walk({}, async (page) => {
    await answer(page);
    await page.evaluate(FULL);
    const asked = await question(page);
    await page.locator('.dock-unknown').click();
    await says(page, /存不下回答/);
    assert.notEqual(await question(page), asked);
    await reload(page);
    await says(page, /接着上次/);
    assert.equal(await question(page), asked);
  }));

for (const [name, setup] of [['forbidden', FORBIDDEN], ['absent', ABSENT]]) {
  test(`a storage that is ${name}: the page works, and says that nothing is kept`, async () => {
    const visit = await open(browser, 'about:blank');
    const { page } = visit;
    await visit.context.addInitScript(setup);
    await page.goto(server.url);
    await ready(page);
    await answer(page);
    await says(page, /存不下回答/);
    await page.locator('.dock-unknown').click();
    assert.match(await footer(page), /回答不保存/);
    await page.locator('.bar').click();
    await page.locator('#results-title').waitFor();
    assert.deepEqual(visit.errors, []);
    await visit.context.close();
  });
}

test('what cannot be read is told, whatever it is, and the page starts anew', () =>
  walk({}, async (page) => {
    const line = Object.entries(ANSWERS).map(([fact, value]) => `${fact}=${value}`).join('\n');
    for (const text of [
      'qibu', 'qibu 1', 'qibu 1 x', `qibu 1 ${NOON}\nventure.place`, `qibu 1 ${NOON}\nventure.place=atlantis`,
      `qibu 1 ${NOON}\nno.such=yes`, `qibu 1 ${NOON} days=30 as_of=2026-01-01\n${line}`, '\u0000\u202e', '{}',
      // A version that is not written yet, with answers this one would understand.
      `qibu 2 ${NOON}\n${line}`, `qibu 1 ${NOON} days=90\n${line}`,
      // What an older build wrote before there was a first line.
      JSON.stringify({ saved_at: NOON, answers: ANSWERS }),
    ]) {
      await page.evaluate((value) => localStorage.setItem('qibu', value), text);
      await reload(page);
      await says(page, /读不出来/);
      assert.match(await question(page), /群体/, JSON.stringify(text));
      assert.equal(await stored(page), null);
    }
  }));

test('the first line of every version so far is read', () =>
  walk({}, async (page) => {
    const lines = 'founder.groups=graduate\nventure.place=shanghai/minhang';
    for (const head of [`qibu 1 ${NOON}`, `qibu 1 ${NOON} as_of=2026-01-01`, `qibu 1 ${NOON} days=30`, `qibu 1 ${NOON} as_of=2026-01-01 days=30`]) {
      await page.evaluate((value) => localStorage.setItem('qibu', value), `${head}\n${lines}`);
      await reload(page);
      await says(page, /接着上次/);
      assert.equal((await kept(page))['venture.place'], 'shanghai/minhang', head);
    }
  }));

test('two windows show the same answers, and clearing in one clears the other', () =>
  walk({}, async (page, { context }) => {
    const other = await context.newPage();
    await other.goto(server.url);
    await ready(other);
    await answer(page);
    await says(other, /另一个窗口/);
    assert.doesNotMatch(await question(other), /群体/);
    // The second one goes on from there, and the first one follows: neither overwrites the other.
    const asked = await question(other);
    await other.locator('.dock-unknown').click();
    await says(page, /另一个窗口/);
    assert.notEqual(await question(page), asked);
    assert.equal(await question(page), await question(other));
    const both = await kept(page);
    assert.equal(both['founder.groups'], 'graduate');
    assert.equal(Object.keys(both).length, 2);
    // Neither echoes the other without an end.
    await page.waitForTimeout(300);
    const still = await stored(page);
    await page.waitForTimeout(300);
    assert.equal(await stored(page), still);

    await tap(page, '清除');
    await says(other, /已全部清除/);
    assert.match(await question(other), /群体/);
    assert.equal(await stored(other), null);
    // A language that is chosen in one window takes no answers away in another.
    await answer(other);
    await tap(page, 'English');
    await other.waitForTimeout(200);
    assert.doesNotMatch(await question(other), /群体/);
  }));

test('what is filled in for somebody else stays apart from the other window', () =>
  walk({}, async (page, { context }) => {
    const other = await context.newPage();
    await other.goto(server.url);
    await ready(other);
    await other.getByText(/替别人/).first().click();
    await answer(page);
    await other.waitForTimeout(300);
    assert.match(await question(other), /群体/);
    assert.equal((await kept(page))['founder.groups'], 'graduate');
  }));

test('a reload at every question of an interview loses nothing', () =>
  walk({}, async (page) => {
    await answer(page);
    for (let step = 0; step < 6; step += 1) {
      const [asked, answers] = [await question(page), await stored(page)];
      await reload(page);
      await says(page, /接着上次/);
      assert.equal(await question(page), asked);
      assert.deepEqual((await stored(page)).split('\n').slice(1), answers.split('\n').slice(1));
      await page.locator('.dock-unknown').click();
      await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
    }
  }));

test('a private window keeps answers while it is open, and none after', async () => {
  // Every context of the tests is one: nothing of it reaches the disk or the next context.
  await walk({}, async (page) => {
    await answer(page);
    await reload(page);
    await says(page, /接着上次/);
  });
  await walk({}, async (page) => assert.equal(await stored(page), null));
});

test('a clock that is wrong by years is told, and old answers are not taken for new ones', async () => {
  for (const [now, ahead, old, lapses] of [
    ['1970-01-02T12:00:00+08:00', true, false, true],
    ['2000-02-29T12:00:00+08:00', true, false, true],
    ['2026-11-21T12:00:00+08:00', false, false, true],
    ['2026-11-23T11:00:00+08:00', false, false, false],
    ['2026-11-24T12:00:00+08:00', false, false, true],
    ['2099-12-31T12:00:00+08:00', false, true, true],
  ]) {
    await walk({ now }, async (page) => {
      const words = await footer(page);
      assert.equal(/早于政策资料的日期/.test(words), ahead, `${now}: ${words}`);
      assert.equal(/天没有更新/.test(words), old, `${now}: ${words}`);
      await keep(page, ANSWERS, NOON);
      await reload(page);
      await says(page, lapses ? /已过保存时间/ : /接着上次/);
      assert.equal((await stored(page)) === null, lapses, now);
      // Whatever the clock says, what is answered now is kept now.
      if (lapses) await answer(page);
      await reload(page);
      await says(page, /接着上次/);
      if (ahead) await shoot(page, 'storage-clock');
    });
  }
});
