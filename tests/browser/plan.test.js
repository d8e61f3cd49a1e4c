// The plan in the results: folded, drawn, and the same as tables.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { keep, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const founders = JSON.parse(readFileSync(new URL('../../policies/founders.json', import.meta.url)));
const answers = (id) => founders.find((founder) => founder.id === id).situation.answers;
const NOON = Date.parse('2026-11-22T12:00:00+08:00');

for (const [lang, title, closing] of [['zh-CN', '计划与时间线', '2027年4月1日'], ['en', 'Plan', '1 April 2027']]) {
  test(`a founder in month 13 reads the plan as phases, as a drawing and as tables (${lang})`, async () => {
    const visit = await open(browser, server.url, { lang });
    const { page } = visit;
    await keep(page, answers('graduate-month-13'), NOON);
    await page.reload();
    await page.locator('html[data-start=done] #question-title').waitFor();
    await page.locator('.bar').click();
    const plan = page.locator('.plan');
    assert.equal(await plan.getAttribute('open'), null);
    const summary = await plan.locator('> summary').innerText();
    assert.ok(summary.includes(title) && summary.includes(closing), summary);

    await plan.locator('> summary').click();
    const drawing = plan.getByRole('img');
    assert.equal(await drawing.count(), 1);
    // The drawing is named by its title, and every name on it stands in the table.
    const name = await page.locator(`#${await drawing.getAttribute('aria-labelledby')}`).textContent();
    const [bars, cash] = [plan.locator('table').nth(0), plan.locator('table').nth(1)];
    const rows = await bars.locator('tbody tr').count();
    assert.match(name, new RegExp(`\\b${rows} `));
    assert.equal(await drawing.locator('rect.run').count(), rows);
    assert.ok((await bars.innerText()).includes(closing));
    assert.ok((await cash.locator('tbody tr').count()) > 0);
    assert.equal(await plan.locator('table th[scope=row]').count(), rows + (await cash.locator('tbody tr').count()));

    // It fits a narrow phone, and nothing is drawn outside its frame.
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const inside = await drawing.evaluate((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('rect, polygon, text')].every((part) => {
        const box = part.getBoundingClientRect();
        return box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.bottom <= frame.bottom + 1;
      });
    });
    assert.ok(inside);
    await shoot(page, `plan-${lang}`);
    assert.deepEqual(visit.errors, []);
    await visit.context.close();
  });
}

test('on paper the plan is unfolded', async () => {
  const visit = await open(browser, server.url, {});
  const { page } = visit;
  await keep(page, answers('graduate-month-13'), NOON);
  await page.reload();
  await page.locator('.plan').waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('.plan table').first().isVisible());
  await visit.context.close();
});
