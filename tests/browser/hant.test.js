// A reader of traditional characters: the texts that nobody writes, fetched alone, with the answers kept on the way.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

/** Opens the page without its service worker, which fetches every language for offline use; `texts` lists the files of texts. */
async function visit(lang, steps) {
  const it = await open(browser, 'about:blank', { lang, serviceWorkers: 'block' });
  const texts = [];
  it.page.on('request', (request) => {
    const name = /texts\.(.+)-[-\w]{8}\.bin$/.exec(request.url())?.[1];
    if (name) texts.push(name);
  });
  await it.page.goto(server.url);
  await it.page.locator('html[data-start=done]').waitFor();
  await steps(it.page, texts);
  assert.deepEqual(it.errors, []);
  await it.context.close();
}

const tap = (page, name) => page.getByRole('button', { name, exact: true }).click();
const lang = (page) => page.getAttribute('html', 'lang');

for (const [browserTag, tag] of [['zh-TW', 'zh-Hant'], ['zh-HK', 'zh-Hant'], ['zh-Hant-HK', 'zh-Hant'], ['zh-SG', 'zh-CN'], ['en-GB', 'en']]) {
  test(`a browser in ${browserTag} fetches ${tag} and nothing else`, () =>
    visit(browserTag, async (page, texts) => {
      assert.equal(await lang(page), tag);
      assert.deepEqual([...new Set(texts)], [tag]);
    }));
}

test('from the first question to the results in traditional characters', () =>
  visit('zh-TW', async (page, texts) => {
    assert.equal(await page.title(), '起步 · 創業扶持計算器');
    await page.getByText('高校畢業生', { exact: true }).click();
    await tap(page, '繼續');
    // The name of a place is found in either script.
    for (const typed of ['闵行', '莘莊']) {
      await page.locator('.asking').getByRole('searchbox').fill(typed);
      await page.locator('.choices').getByRole('button', { name: /閔行/ }).first().waitFor();
    }
    await page.locator('.choices').getByRole('button', { name: /閔行/ }).first().click();
    await page.locator('.choices').getByRole('button', { name: /^已辦照/ }).first().click();
    await page.locator('.bar').click();
    await page.locator('.card').first().waitFor();
    const said = await page.locator('#app').innerText();
    assert.match(said, /首次創業一次性補貼[\s\S]*8,000 元/);
    assert.doesNotMatch(said, /[们过给问办这说对应业补贴为关于]/, 'nothing is left in simplified characters');
    assert.ok(texts.every((name) => name.startsWith('zh-Hant')), texts.join(' '));
    await shoot(page, 'hant-results');
    const address = await page.locator('.footer a').getAttribute('href');
    await page.goto(new URL(address, server.url).href);
    assert.equal(await lang(page), 'zh-Hant');
    assert.equal(await page.locator('h1').innerText(), '政策清單');
  }));

test('the answers are kept on switching, and the script is remembered', () =>
  visit('zh-CN', async (page, texts) => {
    await page.getByText('高校毕业生', { exact: true }).click();
    await tap(page, '继续');
    const before = await kept(page);
    assert.deepEqual(before, { 'founder.groups': 'graduate' });
    await tap(page, '繁體');
    await page.getByRole('button', { name: '不清楚', exact: true }).waitFor();
    await page.waitForFunction(() => document.documentElement.lang === 'zh-Hant');
    assert.match(await page.locator('#question-title').innerText(), /營業執照/);
    assert.deepEqual(await kept(page), before);
    await page.reload();
    await page.locator('.notice').waitFor();
    assert.equal(await lang(page), 'zh-Hant');
    assert.deepEqual(await kept(page), before);
    await tap(page, '简体');
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    assert.deepEqual(await kept(page), before);
    assert.ok(texts.every((name) => !name.startsWith('en')), texts.join(' '));
  }));

test('somebody else is spoken of in the same script', () =>
  visit('zh-HK', async (page) => {
    await tap(page, '替別人填');
    assert.match(await page.locator('#question-title').innerText(), /^對方屬於下面哪些群體/);
    assert.equal(await page.evaluate(() => localStorage.getItem('qibu')), null);
  }));

test('the header holds every choice on one line of a phone', () =>
  visit('zh-TW', async (page) => {
    await page.getByText('高校畢業生', { exact: true }).click();
    await tap(page, '繼續');
    const header = await page.locator('.header').boundingBox();
    assert.ok(header.height <= 60, `${header.height} px`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shoot(page, 'hant-header');
  }));
