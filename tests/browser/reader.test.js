// What a screen reader is told, step by step, as snapshots; the ways by keyboard alone; and room enough for every finger.
//
// QIBU_WRITE_SNAPSHOTS=1 writes the snapshots anew, after a change that is meant.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { keep, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const FOLDER = fileURLToPath(new URL('./snapshots/', import.meta.url));
const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const ANSWERS = {
  'founder.groups': ['graduate'], 'venture.place': 'shanghai/minhang', 'venture.status': 'registered',
  'founder.graduated_on': '2025-06-30', 'venture.registered_on': '2025-10-08', 'founder.hukou': 'shanghai',
};

const TITLES = ':is(#question-title, #results-title, #review-title, #take-title, #compare-title):visible';

async function walk(options, steps) {
  const visit = await open(browser, server.url, options);
  await visit.page.locator('html[data-start=done] #question-title').waitFor();
  await steps(visit.page);
  assert.deepEqual([visit.errors, visit.foreign], [[], []]);
  await visit.context.close();
}

const tap = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const focus = (page) => page.evaluate(() => document.activeElement.id);

/** What stands before a reader, without what changes with the catalogue: figures, dates, versions. */
async function reading(page) {
  const tree = await page.locator('body').ariaSnapshot();
  return tree
    .replace(/\d{4}-\d\d-\d\d\+[0-9a-f]{8}/g, '〈版本〉')
    .replace(/\d{4}年\d{1,2}月\d{1,2}日/g, '〈日期〉')
    .replace(/(?<!level=)\d[\d,.]*/g, '〈数〉')
    .concat('\n');
}

/** Compares with the file of this name, or writes it. What is worked out behind a tap is waited for. */
async function matches(page, name) {
  const file = `${FOLDER}${name}.yml`;
  let now = await reading(page);
  for (let i = 0; i < 50 && existsSync(file) && now !== readFileSync(file, 'utf8'); i += 1) {
    await page.waitForTimeout(100);
    now = await reading(page);
  }
  if (process.env.QIBU_WRITE_SNAPSHOTS) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, now);
  }
  assert.equal(now, readFileSync(file, 'utf8'), `${name}: what a reader is told has changed; QIBU_WRITE_SNAPSHOTS=1 if that is meant`);
}

test('an interview as a screen reader tells it', () =>
  walk({}, async (page) => {
    await matches(page, '1-groups');
    await page.getByText('高校毕业生', { exact: true }).click();
    await tap(page, '继续');
    await matches(page, '2-place');
    await page.locator('.asking').getByRole('searchbox').fill('莘庄');
    await matches(page, '3-place-found');
    await page.locator('.choices').getByRole('button', { name: /闵行/ }).first().click();
    await matches(page, '4-stage');
    await page.locator('.choices').getByRole('button', { name: /^已办照/ }).first().click();
    await matches(page, '5-question');
    await page.locator('.dock-unknown').click();
    await matches(page, '6-left-open');
    // The results are announced where they change, and again as a whole where they are opened.
    assert.match(await page.locator('[role=status], [aria-live]').allInnerTexts().then((all) => all.join(' ')), /\S/);
  }));

/** Every view of the page, from the first to the last, each told to `look`. */
async function views(page, look) {
  await look('opening');
  await keep(page, ANSWERS, NOON);
  await page.reload();
  await page.locator('.notice').first().waitFor();
  await look('question');
  await tap(page, '我的回答');
  await page.locator('#review-title').waitFor();
  await look('review');
  if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
  await page.locator('.card').first().waitFor();
  await page.locator('.card-toggle').first().click();
  await look('results');
  await tap(page, '清单、日期、打印、分享');
  await page.locator('#take-title').waitFor();
  await page.locator('.take .ways').getByRole('button', { name: '链接和二维码', exact: true }).click();
  await page.locator('.shown textarea').first().waitFor();
  await look('take');
  await page.goto(`${server.url}?a#q1.AAAA`);
  await page.locator('.wrong').waitFor();
  await look('offer');
}

test('what is taken along, by keyboard alone', () =>
  walk({}, async (page) => {
    await keep(page, ANSWERS, NOON);
    await page.reload();
    await page.locator('.notice').first().waitFor();
    const reach = async (target, what) => {
      for (let i = 0; i < 150; i += 1) {
        if (await target.evaluate((it) => it === document.activeElement)) return i;
        await page.keyboard.press('Tab');
      }
      return assert.fail(`no way to ${what} by keyboard`);
    };
    const seen = () => page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    });
    await reach(page.locator('.bar'), 'the results');
    await page.keyboard.press('Enter');
    assert.equal(await focus(page), 'results-title');
    const door = page.getByRole('button', { name: '清单、日期、打印、分享', exact: true });
    await reach(door, 'what is taken along');
    await page.keyboard.press('Enter');
    await page.locator('#take-title').waitFor();
    await page.waitForFunction(() => document.activeElement.id === 'take-title');
    // On from the heading: everything in the order in which it stands, each seen when it has the focus.
    const order = [];
    for (let i = 0; i < 120; i += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const here = document.activeElement;
        const inside = here.closest('.take');
        return inside && [...inside.querySelectorAll('*')].indexOf(here);
      });
      if (at === null) break;
      assert.ok(await seen(), `no visible focus on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120))}`);
      order.push(at);
    }
    assert.ok(order.length > 8, `${order.length} stops`);
    assert.deepEqual(order, [...order].sort((a, b) => a - b), 'the order of the keyboard is that of the page');
    // A way out is opened and its text read; then back, to where it was opened.
    const link = page.locator('.take .ways').getByRole('button', { name: '链接和二维码', exact: true });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.locator('.shown textarea').first().waitFor();
    const back = page.locator('.take').getByRole('button', { name: '返回' }).first();
    await back.focus();
    await page.keyboard.press('Enter');
    await page.locator('#results-title').waitFor();
    assert.equal(await focus(page), 'results-title');
  }));

for (const [name, options] of [
  ['320 px', { viewport: { width: 320, height: 640 } }],
  ['1280 px at 400 %', { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 }],
  ['320 px in English', { viewport: { width: 320, height: 640 }, lang: 'en' }],
]) {
  test(`every view flows into ${name}`, () =>
    walk(options, async (page) => {
      if (options.lang) {
        await tap(page, '简体');
        await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
      }
      await views(page, async (view) => {
        if (options.lang) {
          // The same view in the other language, and back.
          await tap(page, 'English');
          await page.waitForFunction(() => document.documentElement.lang === 'en');
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        const over = await page.evaluate(() => [...document.querySelectorAll('.page *')]
          .filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('.unseen, svg, .scroll, table, [tabindex="0"]'))
          .slice(0, 3).map((it) => it.outerHTML.slice(0, 100)));
        assert.equal(wide, 320, `${view}: ${over}`);
        if (options.lang) {
          await tap(page, '简体');
          await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
        }
        if (!options.deviceScaleFactor) await shoot(page, `reflow-${view}-${options.lang ?? 'zh-CN'}`);
      });
    }));
}

test('every target has room for a finger', () =>
  walk({}, (page) =>
    views(page, async (view) => {
      const small = await page.evaluate(() => [...document.querySelectorAll('button, summary, input, select, textarea, a[href]')]
        .filter((it) => it.getClientRects().length > 0 && !it.closest('.unseen') && getComputedStyle(it).visibility !== 'hidden')
        // A word that leads on in the middle of a sentence needs no more room than its line (WCAG 2.2, 2.5.8).
        .filter((it) => !(it.tagName === 'A' && getComputedStyle(it).display === 'inline'))
        .map((it) => [it, (it.closest('label, .tick') ?? it).getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
        .map(([it, { width, height }]) => `${it.tagName}.${it.className} “${it.textContent.trim().slice(0, 12)}” ${Math.round(width)} × ${Math.round(height)}`));
      assert.deepEqual(small, [], view);
    })));

test('nothing moves where the person asked for none', async () => {
  await walk({ reducedMotion: 'reduce' }, (page) =>
    views(page, async (view) => {
      const moving = await page.evaluate(() => [...document.querySelectorAll('*')]
        .filter((it) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(it);
          const long = (text) => text.split(',').some((part) => parseFloat(part) > 0.01);
          return long(transitionDuration) || (animationName !== 'none' && long(animationDuration));
        })
        .slice(0, 3).map((it) => it.outerHTML.slice(0, 100)));
      assert.deepEqual(moving, [], view);
    }));
});
