// 关怀版: large type, large targets, strong contrast, one thing at a time; remembered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { keep, launch, open, serveDist, shoot } from './harness.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const WORDS = {
  'zh-CN': { care: '关怀版' },
  en: { care: 'Large type' },
};
const ANSWERS = {
  'founder.groups': 'graduate', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered',
  'venture.registered_on': '2025-10-08',
};

/** What is smaller than the norm asks: letters below 18 px, lines below 1.5, targets below 60 × 60 px; and how wide the page is. */
const measure = (page) => page.evaluate(() => {
  const wrong = new Set();
  const name = (element) => `${element.tagName}.${element.className} “${element.textContent.trim().slice(0, 12)}”`;
  for (const element of document.querySelectorAll('.page *')) {
    const { width, height } = element.getBoundingClientRect();
    if (!width || !height || element.closest('.unseen, svg') || getComputedStyle(element).visibility === 'hidden') continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
      if (size < 18) wrong.add(`${name(element)}: ${size} px`);
      if (!(parseFloat(style.lineHeight) / size >= 1.5)) wrong.add(`${name(element)}: lines of ${style.lineHeight}`);
    }
    // A tick is pressed by its whole line.
    const target = element.matches('.tick input') ? element.closest('.tick').getBoundingClientRect() : { width, height };
    if (element.matches('button, summary, input, select, a') && (target.width < 60 || target.height < 60)) {
      wrong.add(`${name(element)}: ${target.width} × ${target.height} px`);
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) wrong.add(`the page is ${scrollWidth} px wide`);
  return [...wrong];
});

async function check(page, view) {
  assert.deepEqual(await measure(page), [], view);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } }));
  assert.deepEqual(violations.map(({ id, nodes }) => [view, id, nodes[0].html]), []);
}

const LOOKS = [
  ['phone', { viewport: { width: 360, height: 740 } }],
  ['narrow-dark', { viewport: { width: 320, height: 640 }, dark: true }],
  ['wide', { viewport: { width: 1280, height: 800 } }],
  ['phone-en', { lang: 'en', viewport: { width: 360, height: 740 } }],
];

for (const [look, options] of LOOKS) {
  test(`large enough, one thing at a time: ${look}`, async () => {
    const words = WORDS[options.lang ?? 'zh-CN'];
    const { page, context, errors, foreign } = await open(browser, server.url, options);
    await page.locator('html[data-start=done] #question-title').waitFor();
    await page.getByRole('button', { name: words.care, exact: true }).click();
    await page.locator('html[data-care]').waitFor();
    const alone = async (side) => {
      assert.equal(await page.locator('.asking').isVisible(), side === 'asking');
      assert.equal(await page.locator('.found').isVisible(), side === 'found');
    };
    await alone('asking');
    await check(page, `opening-${look}`);
    await shoot(page, `care-opening-${look}`);

    await keep(page, ANSWERS);
    await page.reload();
    await page.locator('html[data-care]').waitFor();
    await page.locator('.notice').waitFor();
    await alone('asking');
    await check(page, `question-${look}`);
    await shoot(page, `care-question-${look}`);

    await page.locator('.bar').click();
    await page.locator('.card').first().waitFor();
    await alone('found');
    await page.locator('.card-toggle').first().click();
    for (const fold of await page.locator('.found > details > summary').all()) await fold.click();
    await check(page, `card-${look}`);

    await page.locator('.onward button').first().click();
    await page.locator('#review-title').waitFor();
    await check(page, `review-${look}`);
    assert.deepEqual(errors, []);
    assert.deepEqual(foreign, []);
    await context.close();
  });
}

test('remembered over a reload and over clearing, until it is left', async () => {
  const { page, context } = await open(browser, server.url);
  const has = () => page.evaluate(() => 'care' in document.documentElement.dataset);
  await page.locator('html[data-start=done] #question-title').waitFor();
  assert.equal(await has(), false);
  await page.getByRole('button', { name: '关怀版', exact: true }).click();
  await page.locator('html[data-care]').waitFor();
  await page.getByText('高校毕业生', { exact: true }).click();
  await page.getByRole('button', { name: '继续', exact: true }).click();
  await page.getByRole('button', { name: '清除', exact: true }).click();
  assert.equal(await has(), true, 'clearing the answers leaves the type large');
  await page.reload();
  await page.locator('html[data-care]').waitFor();
  await page.getByRole('button', { name: '标准版', exact: true }).click();
  await page.waitForFunction(() => !('care' in document.documentElement.dataset));
  await page.reload();
  await page.locator('html[data-start=done] #question-title').waitFor();
  assert.equal(await has(), false);
  assert.equal(await page.evaluate(() => localStorage.getItem('qibu-care')), null);
  await context.close();
});

test('the switch keeps the question and its notice', async () => {
  const { page, context } = await open(browser, server.url);
  await page.locator('html[data-start=done] #question-title').waitFor();
  await keep(page, ANSWERS);
  await page.reload();
  await page.locator('.notice').waitFor();
  const asked = await page.locator('#question-title').innerText();
  await page.getByRole('button', { name: '关怀版', exact: true }).click();
  await page.locator('html[data-care]').waitFor();
  assert.equal(await page.locator('#question-title').innerText(), asked);
  assert.ok(await page.locator('.notice').isVisible());
  await context.close();
});
