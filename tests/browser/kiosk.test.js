// A machine that many use: nothing stays for the next person, and whoever walks away is followed by an empty page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { launch, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const IDLE = 120;
const WARNING = 20;

/** Opens a kiosk with a clock that the test moves; nothing may fail. */
async function visit(steps, { lang = 'zh-CN', station = {}, before = null, viewport = { width: 1280, height: 800 } } = {}) {
  const context = await browser.newContext({ locale: lang, timezoneId: 'Asia/Shanghai', viewport, serviceWorkers: 'block' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await context.route('**/station.json', (route) => route.fulfill({ json: station }));
  await page.clock.install({ time: '2026-11-22T12:00:00+08:00' });
  if (before) await before(page);
  await page.goto(`${server.url}index.html?kiosk`);
  await page.locator('html[data-start=done] #question-title').waitFor();
  await steps(page, context);
  assert.deepEqual(errors, []);
  await context.close();
}

const FIRST = { 'zh-CN': /群体/, en: /groups/ };
const heading = (page) => page.locator('#question-title');
const warning = (page) => page.getByRole('alertdialog');
const stored = (page) => page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);

/** Answers the first question. */
async function answer(page, lang = 'zh-CN') {
  await page.getByText(lang === 'en' ? 'Student' : '在校学生', { exact: true }).first().click();
  await page.getByRole('button', { name: lang === 'en' ? 'Continue' : '继续', exact: true }).click();
  await page.waitForFunction(({ source }) => !new RegExp(source).test(document.getElementById('question-title').innerText), { source: FIRST[lang].source });
}

/** The page of the next person: the first question, no answer. */
async function isFresh(page, lang = 'zh-CN') {
  await page.waitForFunction(({ source }) => new RegExp(source).test(document.getElementById('question-title')?.innerText), { source: FIRST[lang].source });
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.equal(await page.getByRole('button', { name: /^(清除|Clear)/ }).count(), 0, 'nothing is there to be cleared');
  assert.deepEqual(await stored(page), [0, 0, '']);
}

test('whoever walks away is warned, and followed by an empty page', () =>
  visit(async (page) => {
    await page.clock.runFor((IDLE + WARNING) * 1000);
    assert.equal(await warning(page).count(), 0, 'nobody was here: nobody is warned');
    await answer(page);
    assert.deepEqual(await stored(page), [0, 0, '']);
    assert.match(await page.locator('.footer').innerText(), /回答不保存/);
    await page.clock.runFor((IDLE + 1) * 1000);
    await warning(page).waitFor();
    assert.match(await warning(page).innerText(), /还在吗？[^]*(20|1\d) 秒后清除全部回答/);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(violations.map(({ id }) => id), []);
    await shoot(page, 'kiosk-warning');
    // Any key goes on, with the answers as they are.
    await page.keyboard.press('Shift');
    await warning(page).waitFor({ state: 'hidden' });
    assert.doesNotMatch(await heading(page).innerText(), FIRST['zh-CN']);
    await page.clock.runFor((IDLE + 1) * 1000);
    await warning(page).waitFor();
    await page.getByRole('button', { name: '我还在' }).click();
    await warning(page).waitFor({ state: 'hidden' });
    await Promise.all([page.waitForEvent('load'), page.clock.runFor((IDLE + WARNING + 1) * 1000)]);
    await isFresh(page);
  }));

test('leaving clears at once, and neither Back nor Forward shows an answer', () =>
  visit(async (page) => {
    await answer(page);
    await page.locator('.dock-unknown').click();
    const entries = await page.evaluate(() => history.length);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '离开' }).click()]);
    await isFresh(page);
    assert.equal(await page.evaluate(() => history.length), entries);
    await answer(page);
    await page.goBack();
    assert.equal(page.url(), 'about:blank', 'one entry for all steps');
    await page.goForward();
    await heading(page).waitFor();
    await isFresh(page);
  }));

test('Escape pressed twice leaves too', () =>
  visit(async (page) => {
    await answer(page);
    await page.keyboard.press('Escape');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Escape')]);
    await isFresh(page);
  }));

test('what an earlier use kept on this machine is neither shown nor left', () =>
  visit(async (page) => {
    await isFresh(page);
  }, {
    before: async (page) => {
      await page.goto(`${server.url}index.html`);
      await heading(page).waitFor();
      await answer(page);
      await page.waitForFunction(() => localStorage.getItem('qibu') !== null);
    },
  }));

test('the station says how long, in which language, and that it is a kiosk at all', () =>
  visit(async (page) => {
    assert.match(await heading(page).innerText(), FIRST.en);
    await answer(page, 'en');
    await page.getByRole('button', { name: '简体' }).click();
    await page.getByRole('button', { name: '离开' }).waitFor();
    await page.clock.runFor(31_000);
    await warning(page).waitFor();
    await Promise.all([page.waitForEvent('load'), page.clock.runFor(30_000)]);
    await isFresh(page, 'en');
    // Opened without the parameter it is a kiosk all the same.
    await page.goto(`${server.url}index.html`);
    await page.waitForURL(/\?kiosk$/);
    await page.getByRole('button', { name: 'Leave' }).waitFor();
  }, { station: { lang: 'en', idle_seconds: 30, kiosk: true } }));

test('no other page is opened: its address is shown, with a code for a phone', () =>
  visit(async (page) => {
    const link = page.locator('.footer a').first();
    const address = await link.evaluate(({ href }) => href);
    await link.click();
    const dialog = page.locator('dialog[open]');
    assert.match(await dialog.innerText(), /不打开别的网页/);
    assert.ok((await dialog.innerText()).includes(address));
    const { data, width, height } = PNG.sync.read(await dialog.locator('.code').screenshot());
    assert.equal(jsqr(new Uint8ClampedArray(data), width, height)?.data, address);
    await shoot(page, 'kiosk-address');
    await dialog.getByRole('button', { name: '关闭' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.match(page.url(), /index\.html\?kiosk$/);
  }));

test('the keyboard on the screen makes room, and what is typed is kept nowhere', () =>
  visit(async (page) => {
    assert.match(await page.locator('meta[name=viewport]').getAttribute('content'), /interactive-widget=resizes-content/);
    await answer(page);
    const field = page.locator('.asking input').first();
    await field.focus();
    assert.equal(await field.getAttribute('autocomplete'), 'off');
    // A keyboard takes half of the screen.
    await page.setViewportSize({ width: 360, height: 340 });
    await page.waitForFunction(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    await shoot(page, 'kiosk-keyboard');
  }, { viewport: { width: 360, height: 740 } }));
