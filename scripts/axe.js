// Every state of the calculator in every language, theme and size of type, through axe-core (with enhanced contrast and
// target sizes): tells how many were looked at, and exits with 1 where a rule is broken. `make axe` builds the site first.
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { keep, launch, open, serveDist } from '../tests/browser/harness.js';

const FOUNDERS = JSON.parse(readFileSync(new URL('../policies/founders.json', import.meta.url), 'utf8'));
const { situation } = FOUNDERS.find(({ id }) => id === 'veteran-shop-minhang');
const RULES = { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } };

const browser = await launch();
const server = await serveDist();
let states = 0;
const broken = new Set();
try {
  for (const lang of ['zh-CN', 'zh-Hant', 'en']) {
    for (const dark of [false, true]) {
      for (const care of [false, true]) {
        const before = states;
        await look([lang, dark ? 'dark' : 'light', care ? 'care' : 'standard'].join(' '), { lang, dark }, care);
        console.log(`${lang} ${dark ? 'dark' : 'light'} ${care ? 'care' : 'standard'}: ${states - before} states`);
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${states} states looked at, ${broken.size} rules broken`);
for (const one of broken) console.log(`! ${one}`);
process.exitCode = broken.size === 0 && states > 0 ? 0 : 1;

async function look(name, options, care) {
  const { page, context, errors } = await open(browser, server.url, options);
  const drawn = () => page.locator('html[data-start=done]').waitFor();
  await drawn();
  const scan = async (state) => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { rules }), RULES);
    states += 1;
    for (const { id, nodes } of violations) broken.add(`${name}, ${state}: ${id}, ${nodes[0].html.slice(0, 160)}`);
  };
  if (care) {
    await page.evaluate(() => localStorage.setItem('qibu-care', ''));
    await page.reload();
    await drawn();
  }
  const anew = async () => {
    await page.goto(server.url);
    await drawn();
  };
  await scan('opening');
  const ways = page.locator('.opening .ways button');
  for (const [at, shown] of [[0, '#examples-title'], [1, '#take-title'], [2, '.notice']]) {
    await ways.nth(at).click();
    await page.locator(`${shown}:visible`).first().waitFor();
    await scan(`way ${at + 1} of the opening`);
    await page.evaluate(() => localStorage.removeItem('qibu'));
    await anew();
  }

  await keep(page, situation.answers);
  await page.reload();
  await drawn();
  await page.locator('#question-title:visible, #results-title:visible').first().waitFor();
  if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
  await page.locator('#results-title:visible').waitFor();
  await page.locator('.card').first().waitFor();
  await scan('results');
  // A card of every light, and every fold.
  for (const fold of await page.locator('.found details.group > summary').all()) await fold.click();
  for (const group of await page.locator('.found .group').all()) {
    const toggle = group.locator('.card-toggle').first();
    if (await toggle.isVisible()) await toggle.click();
  }
  await scan('cards open');
  await page.evaluate(() => document.querySelectorAll('.found details').forEach((fold) => { fold.open = true; }));
  await scan('every fold open');
  await page.locator('.found').getByRole('searchbox').fill('补贴');
  await page.waitForTimeout(300);
  await scan('policies looked for');
  await page.locator('.found').getByRole('searchbox').fill('');

  // One question of every look.
  const review = async () => {
    await page.locator('.onward button').first().click();
    await page.locator('#review-title:visible').waitFor();
  };
  await review();
  await scan('review');
  const seen = new Set();
  const count = await page.locator('.answer button').count();
  for (let at = 0; at < count; at += 1) {
    await page.locator('.answer button').nth(at).click();
    await page.locator('#question-title:visible').waitFor();
    const kind = await page.evaluate(() =>
      [...new Set([...document.querySelectorAll('.question :is(form, select, input, details, button)')].map((one) => `${one.tagName} ${one.type ?? ''} ${one.className}`))].sort().join('|'));
    if (!seen.has(kind)) {
      seen.add(kind);
      await scan(`question ${seen.size}`);
      const why = page.locator('.why-toggle');
      if (await why.isVisible()) {
        await why.click();
        await scan(`question ${seen.size} with its reasons`);
        await why.click();
      }
      const typed = page.locator('.question input:not([type=checkbox], [type=search])').first();
      if (await typed.isVisible()) {
        await typed.fill('x');
        await typed.press('Enter');
        await scan(`question ${seen.size} with what cannot be read`);
      }
    }
    // Back to the answers, whatever this one was.
    await page.reload();
    await drawn();
    await page.locator('#question-title:visible, #results-title:visible').first().waitFor();
    if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
    await page.locator('#results-title:visible').waitFor();
    await review();
  }

  await page.locator('.review .go').click();
  await page.locator('#question-title:visible, #results-title:visible').first().waitFor();
  if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
  await page.locator('#results-title:visible').waitFor();
  await page.locator('.found > button').nth(1).click();
  await page.locator('#compare-title:visible').waitFor();
  await scan('two scenarios');
  await page.reload();
  await drawn();
  await page.locator('#question-title:visible, #results-title:visible').first().waitFor();
  if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
  await page.locator('.found > button').first().click();
  await page.locator('#take-title:visible').waitFor();
  await page.locator('.take .ways button').first().waitFor();
  await scan('taken along');
  await page.evaluate(() => document.querySelectorAll('.take details').forEach((fold) => { fold.open = true; }));
  await scan('taken along, every fold open');
  for (const error of errors) broken.add(`${name}: ${error}`);
  await context.close();
}
