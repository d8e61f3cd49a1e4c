// The first question stands before the program has come, and nothing that a person does meanwhile is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, serveDist } from './harness.js';

let browser, server;
before(async () => {
  browser = await launch();
  server = await serveDist();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Holds what matches back until it is let go; `refuse` lets the next requests fail instead. */
function gate() {
  let open;
  const isOpen = new Promise((resolve) => { open = resolve; });
  return { open, handle: (route) => isOpen.then(() => route.continue()) };
}

/** Visits the page with files held back: `held` maps patterns to handlers of routes. */
async function visit(held, walk, options = {}) {
  const { page, context, errors } = await open(browser, 'about:blank', { serviceWorkers: 'block', ...options });
  for (const [pattern, handle] of held) await context.route(pattern, handle);
  await page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value }) => value)))
      .observe({ type: 'layout-shift', buffered: true });
  });
  // What is held back would hold up `load` as well.
  await page.goto(server.url, { waitUntil: 'commit' });
  await walk(page, context);
  assert.deepEqual(errors, []);
  await context.close();
}

const FIRST = /qibu_bg[^/]*\.wasm$/;
const LATER = /later-[^/]*\.wasm$/;
const done = (page) => page.locator('html[data-start=done]').waitFor();
const title = (page) => page.locator('#question-title').innerText();

test('the first question is there before the program, and looks the same with it', async () => {
  const program = gate();
  await visit([[FIRST, program.handle]], async (page) => {
    await page.locator('#question-title').waitFor();
    // Styles have come too.
    await page.waitForFunction(() => getComputedStyle(document.querySelector('#start')).display === 'none');
    const seen = () => page.evaluate(() => {
      const places = [...document.querySelectorAll('#app *')].map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        return [node.tagName, x, y, width, height].join(' ');
      });
      // The day is that of the visit, no longer that of the rules.
      return [document.querySelector('#app').innerText.replace(/\d{4}年\d+月\d+日/g, ''), places];
    });
    const [before, first] = [await seen(), await page.screenshot()];
    program.open();
    await done(page);
    const [after, second] = [await seen(), await page.screenshot()];
    assert.deepEqual(after, before);
    assert.ok(first.equals(second), 'every pixel of the first screen');
    const shifts = await page.evaluate(() => globalThis.shifts);
    assert.ok(shifts.reduce((sum, one) => sum + one, 0) <= 0.01, `moved: ${shifts}`);
  });
});

test('taps, keys and typing before the program are taken up by it', async () => {
  const program = gate();
  await visit([[FIRST, program.handle]], async (page) => {
    await page.getByText('在校学生', { exact: true }).click();
    await page.getByText('退役军人', { exact: true }).click();
    assert.equal(await page.locator('#app input:checked').count(), 2, 'seen at once');
    // By keyboard too: the box in front of the next.
    await page.getByRole('checkbox', { name: /留学回国人员/ }).focus();
    await page.keyboard.press('Space');
    program.open();
    await done(page);
    await page.waitForFunction(() => document.querySelectorAll('#app input:checked').length === 3);
    assert.match(await page.evaluate(() => document.activeElement.closest('label').innerText), /留学回国人员/, 'the focus stays');
    const before = await title(page);
    await page.getByRole('button', { name: '继续', exact: true }).click();
    await page.waitForFunction((before) => document.querySelector('#question-title').innerText !== before, before);
    await page.locator('.progress button').last().click();
    const answers = await page.locator('.asking').innerText();
    for (const group of ['在校学生', '退役军人', '留学回国人员']) assert.match(answers, new RegExp(group));
  });
});

test('an answer given before the program is the answer', async () => {
  const program = gate();
  await visit([[FIRST, program.handle]], async (page) => {
    const before = await title(page);
    await page.getByText('高校毕业生', { exact: true }).click();
    await page.getByRole('button', { name: '继续', exact: true }).click();
    assert.equal(await title(page), before);
    program.open();
    await page.waitForFunction((before) => document.querySelector('#question-title').innerText !== before, before);
    assert.match(await page.evaluate(() => localStorage.getItem('qibu')), /graduate/);
  });
});

test('while the second part is on its way, the first question works and everything else waits', async () => {
  const rest = gate();
  await visit([[LATER, rest.handle]], async (page) => {
    await done(page);
    const before = await title(page);
    await page.getByText('高校毕业生', { exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll('#app input:checked').length === 1);
    // A fold, the search, the language, an answer, an example: none of it needs what is not there yet.
    await page.locator('#app summary').first().click();
    await page.getByRole('button', { name: '继续', exact: true }).click();
    await page.waitForTimeout(300);
    assert.equal(await title(page), before);
    assert.equal(await page.locator('#waiting').isVisible(), false, 'nothing has failed yet');
    rest.open();
    await page.waitForFunction((before) => document.querySelector('#question-title').innerText !== before, before);
    await page.locator('.bar').waitFor();
    assert.match(await page.evaluate(() => localStorage.getItem('qibu')), /graduate/);
  });
  for (const way of ['English', '看示例人物', '替别人填', '关怀版']) {
    const other = gate();
    await visit([[LATER, other.handle]], async (page) => {
      await done(page);
      await page.getByRole('button', { name: way }).click();
      await page.waitForTimeout(100);
      const before = await page.locator('#app').innerText();
      other.open();
      await page.waitForFunction((before) => document.querySelector('#app').innerText !== before, before);
    });
  }
});

test('on a wide screen the search waits too', async () => {
  const rest = gate();
  await visit([[LATER, rest.handle]], async (page) => {
    await done(page);
    await page.getByRole('searchbox').fill('补贴');
    await page.waitForTimeout(100);
    assert.equal(await page.locator('.found .hint').count(), 0);
    rest.open();
    await page.locator('.found .hint, .found .card').first().waitFor();
    // What is found stands on what follows from no answers: nothing applies elsewhere while no place was told.
    await page.waitForFunction(() => document.querySelectorAll('.found .card').length > 3);
    assert.doesNotMatch(await page.locator('.found').innerText(), /只适用于/);
  }, { viewport: { width: 1280, height: 800 } });
});

test('a second part that does not come is told and tried again', async () => {
  let refused = 0;
  const { page, context } = await open(browser, 'about:blank', { serviceWorkers: 'block' });
  await context.route(LATER, (route) => (refused++ < 1 ? route.abort('internetdisconnected') : route.continue()));
  await page.goto(server.url);
  await page.locator('#waiting').waitFor();
  await page.locator('#waiting').waitFor({ state: 'hidden' });
  await page.getByText('高校毕业生', { exact: true }).click();
  await page.getByRole('button', { name: '继续', exact: true }).click();
  await page.locator('.progress').waitFor();
  assert.equal(refused, 2);
  await context.close();
});

test('whoever comes back, or reads another language, does not see the first question of another before', async () => {
  for (const prepare of [
    () => localStorage.setItem('qibu', 'kept'),
    () => localStorage.setItem('qibu-lang', 'en'),
    () => localStorage.setItem('qibu-lang', 'zh-Hant'),
    () => localStorage.setItem('qibu-care', ''),
  ]) {
    const program = gate();
    await visit([[FIRST, program.handle]], async (page) => {
      await page.evaluate(prepare);
      await page.reload({ waitUntil: 'commit' });
      await page.locator('#start').waitFor();
      assert.equal(await page.locator('#app').isVisible(), false);
      assert.equal(await page.locator('.never').isVisible(), false);
      program.open();
      await done(page);
      assert.equal(await page.locator('#start').isVisible(), false);
      assert.ok(await page.locator('#app').isVisible());
    });
  }
});
