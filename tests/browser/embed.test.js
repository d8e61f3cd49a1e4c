// The calculator inside pages of another origin: the element, a plain frame, and hosts that are strict, narrow or rude.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { serve } from '../../scripts/serve.js';
import { contrast, parse } from '../../web/theme.js';
import { DIST, launch, open, serveDist, shoot } from './harness.js';

const LIMIT = 5_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let site;
let hosts;
let folder;
before(async () => {
  browser = await launch();
  site = await serveDist({ base: '/campus/qibu/' });
  folder = mkdtempSync(join(tmpdir(), 'qibu-hosts-'));
  const origin = new URL(site.url).origin;
  writeFileSync(join(folder, 'listen.js'), `
    window.heard = []; window.messages = [];
    addEventListener('qibu:assessment', ({ detail, target }) => heard.push({ detail, id: target.id }));
    addEventListener('message', ({ data }) => messages.push(data));`);
  writeFileSync(join(folder, 'favicon.ico'), '');
  writeFileSync(join(folder, 'thief.js'), "customElements.define('qibu-calculator', class extends HTMLElement {});");
  writeFileSync(join(folder, '_headers'), [
    '/strict*', `  Content-Security-Policy: default-src 'self'; frame-src ${origin}; script-src 'self' ${origin}`, '/',
  ].join('\n'));
  hosts = await serve(folder);
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await hosts?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const SCRIPT = () => `<script src="${site.url}qibu-calculator.js" async></script>`;

/** The address of a host page with this body. */
function host(name, body, { lang = 'zh-CN', head = '' } = {}) {
  writeFileSync(join(folder, `${name}.html`),
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${name}</title><script src="./listen.js"></script>${head}</head><body>${body}</body></html>`);
  return `${hosts.url}${name}.html`;
}

/** Opens a host page; nothing may fail there or in its frames, and nothing may come from a third origin. */
async function visit(address, steps, options = {}) {
  const seen = await open(browser, address, { viewport: { width: 800, height: 700 }, ...options });
  const notes = [];
  seen.page.on('console', (message) => notes.push(message.text()));
  if (options.notes) await seen.page.reload({ waitUntil: 'load' });
  await steps(seen.page, notes, seen);
  assert.deepEqual(seen.errors, []);
  const origin = new URL(site.url).origin;
  assert.deepEqual(seen.foreign.filter((request) => new URL(request).origin !== origin), []);
  await seen.context.close();
}

const inside = (page, at = 'qibu-calculator') => page.frameLocator(`${at} iframe, iframe${at}`).first();
const question = (page, at) => inside(page, at).locator('#question-title');
const height = (page, at = 'qibu-calculator') => page.locator(`${at} iframe`).evaluate((frame) => frame.offsetHeight);

/** Waits until the frame is as high as what it holds. */
async function fits(page, at = 'qibu-calculator') {
  await question(page, at).waitFor();
  await inside(page, at).locator('html.fitted').waitFor();
  const body = inside(page, at).locator('body');
  let [own, wanted] = [0, 1];
  for (let i = 0; i < 100 && own !== wanted; i++) {
    [own, wanted] = [await height(page, at), await body.evaluate((it) => Math.ceil(it.getBoundingClientRect().height))];
    if (own !== wanted) await page.waitForTimeout(50);
  }
  assert.equal(own, wanted);
  return own;
}

test(`the script weighs at most ${LIMIT / 1000} kB and keeps its name`, () => {
  const { size } = statSync(join(DIST, 'qibu-calculator.js'));
  console.log(`qibu-calculator.js: ${size} bytes`);
  assert.ok(size <= LIMIT, `${size} bytes`);
  const text = readFileSync(join(DIST, 'qibu-calculator.js'), 'utf8');
  assert.doesNotMatch(text, /\b(import|export)\b/, 'it runs from a plain script tag');
  assert.match(text, /^\(\(\)=>\{/, 'it leaves no name behind in the page around');
});

test('the element works with no attributes at all, as high as what it holds', () =>
  visit(host('bare', `${SCRIPT()}<qibu-calculator></qibu-calculator>`), async (page) => {
    await fits(page);
    assert.equal(await page.locator('qibu-calculator iframe').getAttribute('title'), '起步 · 创业扶持计算器');
    assert.match(await question(page).innerText(), /群体/);
    const before = await height(page);
    await inside(page).locator('.dock-unknown').click();
    await inside(page).locator('.notice', { hasText: /\S/ }).waitFor();
    await fits(page);
    assert.notEqual(await height(page), before, 'another question is of another height');
    await shoot(page, 'embed-element');
  }));

test('place and groups of the host are answers that the person sees and changes', () =>
  visit(host('preset', `${SCRIPT()}<qibu-calculator place="shanghai/minhang" groups="student,wizard" lang="zh-CN"></qibu-calculator>`), async (page, notes) => {
    const frame = inside(page);
    await fits(page);
    assert.match(await frame.locator('.notice').innerText(), /已替您填了一部分/);
    assert.ok(notes.some((note) => note.includes('founder.groups=wizard')), 'a wrong id is named');
    await frame.getByRole('button', { name: '我的回答' }).first().click();
    const said = async () => (await frame.locator('.answer').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    const answers = (await said()).join('\n');
    assert.match(answers, /在校学生/);
    assert.match(answers, /闵行区/);
    // The attribute moves the default; once the person has chosen, it does not.
    const element = page.locator('qibu-calculator');
    await element.evaluate((it) => it.setAttribute('place', 'shanghai/xuhui'));
    await frame.locator('.answer', { hasText: '徐汇区' }).waitFor();
    await frame.locator('.answer', { hasText: '徐汇区' }).getByRole('button').click();
    await frame.locator('.asking').getByRole('searchbox').fill('华龙');
    await frame.locator('.choices').getByRole('button', { name: /华龙/ }).first().click();
    await element.evaluate((it) => it.setAttribute('place', 'shanghai/pudong'));
    await element.evaluate((it) => it.setAttribute('theme-color', '#800000'));
    await frame.locator('html[style*="128, 0, 0"]').waitFor();
    assert.match((await said()).join('\n'), /华龙/);
    // Nothing is kept, and the page says so.
    const kept = await frame.locator('html').evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    assert.deepEqual(kept, [0, 0, '']);
    assert.match(await frame.locator('.footer').innerText(), /回答不保存/);
    await page.reload();
    await fits(page);
    assert.doesNotMatch(await frame.locator('body').innerText(), /华龙/);
  }, { notes: true }));

test('the language of the host is followed, and so is a change of it', () =>
  visit(host('english', `${SCRIPT()}<qibu-calculator></qibu-calculator>`, { lang: 'en' }), async (page) => {
    await fits(page);
    assert.match(await question(page).innerText(), /groups/);
    const frame = page.locator('qibu-calculator iframe');
    assert.match(await frame.getAttribute('title'), /^Qibu/);
    await page.locator('qibu-calculator').evaluate((it) => it.setAttribute('lang', 'zh-CN'));
    await inside(page).locator('html[lang="zh-CN"]').waitFor();
    await page.waitForFunction(() => /^起步/.test(document.querySelector('qibu-calculator').shadowRoot.querySelector('iframe').title));
  }));

test('a plain frame works too, with defaults in its address', () =>
  visit(host('plain', `<iframe class="plain" src="${site.url}index.html?embed#e.place=shanghai%2Fminhang&amp;theme=%23800000" width="400" height="600"></iframe>`), async (page) => {
    const frame = page.frameLocator('iframe');
    await frame.locator('html[data-start=done] #question-title').waitFor();
    await frame.locator('.notice', { hasText: /已替您填了一部分/ }).waitFor();
    assert.equal(await page.locator('iframe').evaluate((it) => it.offsetHeight), 604);
    assert.equal(await frame.locator('html').evaluate(() => localStorage.length), 0);
    assert.deepEqual(await page.evaluate(() => messages), []);
  }));

test('links open outside the frame', () =>
  visit(host('links', `${SCRIPT()}<qibu-calculator></qibu-calculator>`), async (page) => {
    await fits(page);
    const [fresh] = await Promise.all([page.context().waitForEvent('page'), inside(page).locator('.footer a').first().click()]);
    await fresh.waitForLoadState();
    assert.match(fresh.url(), /\/policies\/index\.html$/);
    assert.equal(await fresh.evaluate(() => window.opener), null);
    await question(page).waitFor();
  }));

test('a strict content security policy of the host is enough', () =>
  visit(host('strict', `${SCRIPT()}<qibu-calculator place="shanghai/minhang" theme-color="#0a5" events></qibu-calculator>`), async (page) => {
    await fits(page);
    assert.ok(await page.locator('qibu-calculator').evaluate((it) => it.offsetWidth > 300 && getComputedStyle(it).display === 'block'));
  }));

test('two on a page keep apart, from scripts that stand there twice', () =>
  visit(host('two', `${SCRIPT()}${SCRIPT()}
    <qibu-calculator id="a" place="shanghai/minhang" groups="student"></qibu-calculator><hr>
    <qibu-calculator id="b" lang="en"></qibu-calculator>`), async (page) => {
    await fits(page, '#a');
    await page.locator('#b').scrollIntoViewIfNeeded();
    await fits(page, '#b');
    assert.match(await question(page, '#b').innerText(), /groups/);
    const other = await height(page, '#a');
    await inside(page, '#b').locator('.dock-unknown').click();
    await inside(page, '#b').locator('.notice', { hasText: /\S/ }).waitFor();
    await fits(page, '#b');
    assert.equal(await height(page, '#a'), other);
  }));

test('a column of 200 px is enough', () =>
  visit(host('narrow', `${SCRIPT()}<div style="width:200px"><qibu-calculator place="shanghai/minhang"></qibu-calculator></div>`), async (page) => {
    const frame = inside(page);
    const wide = () => frame.locator('html').evaluate((html) => html.scrollWidth);
    await fits(page);
    assert.equal(await wide(), 200);
    await shoot(page, 'embed-narrow-question');
    await frame.locator('.bar').click();
    await frame.locator('.card-toggle').first().click();
    await page.waitForTimeout(300);
    assert.equal(await wide(), 200);
    await shoot(page, 'embed-narrow');
  }));

for (const [dark, theme] of [[false, '#ffee00'], [true, '#000080'], [false, 'rebeccapurple'], [false, '#0a5']]) {
  test(`the colour ${theme} stays readable ${dark ? 'in the dark' : 'in the light'}`, () =>
    visit(host('theme', `${SCRIPT()}<qibu-calculator theme-color="${theme}" groups="student" events></qibu-calculator>`), async (page, notes) => {
      await fits(page);
      const frame = inside(page);
      const [accent, on, paper, raised] = await frame.locator('html').evaluate((html) =>
        ['--accent', '--on-accent', '--paper', '--paper-raised'].map((name) => getComputedStyle(html).getPropertyValue(name)));
      for (const ground of [on, paper, raised]) assert.ok(contrast(parse(accent), parse(ground)) >= 4.5, `${accent} on ${ground}`);
      const isSame = parse(theme)?.join() === parse(accent).join();
      if (theme !== 'rebeccapurple') assert.equal(notes.some((note) => note.includes('is used instead')), !isSame);
      const content = page.frames().find((one) => one !== page.mainFrame());
      await content.evaluate(AXE);
      const { violations } = await content.evaluate(() => globalThis.axe.run(document, { runOnly: ['color-contrast', 'button-name', 'link-name', 'region'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    }, { dark, notes: true }));
}

test('a colour that is none is named and ignored', () =>
  visit(host('colour', `${SCRIPT()}<qibu-calculator theme-color="nonsense"></qibu-calculator>`), async (page, notes) => {
    await fits(page);
    assert.ok(notes.some((note) => note.includes('nonsense')));
  }, { notes: true }));

test('the host hears what fits only after a yes, counts and ids only', () =>
  visit(host('events', `${SCRIPT()}<qibu-calculator id="q" events place="shanghai/minhang" groups="graduate"></qibu-calculator>`), async (page) => {
    const frame = inside(page);
    await fits(page);
    const consent = frame.locator('.consent');
    assert.match(await consent.innerText(), new RegExp(`允许把符合的政策数量和名称告诉这个网页（${new URL(hosts.url).origin}）`));
    await frame.locator('.dock-unknown').click();
    await frame.locator('.notice', { hasText: /\S/ }).waitFor();
    const heard = () => page.evaluate(() => [heard, messages.filter(({ qibu }) => qibu === 'assessment')]);
    assert.deepEqual(await heard(), [[], []]);
    // Right after the page moved Chromium drops every press: nobody is made to say yes by a page that slips away.
    await consent.scrollIntoViewIfNeeded();
    await page.waitForTimeout(1_000);
    await frame.getByRole('button', { name: '允许', exact: true }).click();
    await page.waitForFunction(() => heard.length > 0);
    const [[{ detail, id }]] = await heard();
    assert.equal(id, 'q');
    assert.deepEqual(Object.keys(detail).sort(), ['counts', 'policies', 'version']);
    for (const kind of ['eligible', 'likely']) {
      assert.equal(detail.counts[kind], detail.policies[kind].length);
      for (const policy of detail.policies[kind]) assert.match(policy, /^[a-z0-9/-]+$/);
    }
    // No again: nothing more is told.
    const count = (await heard())[0].length;
    await frame.getByRole('button', { name: '不再告诉' }).click();
    assert.ok(await consent.isHidden());
    await frame.getByRole('button', { name: '清除' }).click();
    await frame.locator('.notice', { hasText: /清除/ }).waitFor();
    assert.equal((await heard())[0].length, count);
  }));

test('nobody is asked where the host asks for no events, and a no stays a no', () =>
  visit(host('quiet', `${SCRIPT()}<qibu-calculator place="shanghai/minhang"></qibu-calculator>`), async (page) => {
    const frame = inside(page);
    await fits(page);
    assert.ok(await frame.locator('.consent').isHidden());
    await page.locator('qibu-calculator').evaluate((it) => it.setAttribute('events', ''));
    await frame.locator('.consent').waitFor();
    await frame.getByRole('button', { name: '不允许' }).click();
    assert.ok(await frame.locator('.consent').isHidden());
    await frame.locator('.dock-unknown').click();
    await frame.locator('.notice', { hasText: /\S/ }).waitFor();
    assert.deepEqual(await page.evaluate(() => [heard, messages.filter(({ qibu }) => qibu === 'assessment')]), [[], []]);
  }));

test('a page that says it is another one is told nothing, not even a height', () =>
  visit(host('liar', `<iframe src="${site.url}index.html?embed#e.host=${encodeURIComponent('https://campus.example')}&amp;events=" width="400" height="600" referrerpolicy="origin"></iframe>`), async (page, notes) => {
    const frame = page.frameLocator('iframe');
    await frame.locator('html[data-start=done] #question-title').waitFor();
    await page.evaluate((origin) => frames[0].postMessage({ qibu: 'settings', settings: 'host=https://campus.example&events=&place=shanghai' }, origin), new URL(site.url).origin);
    await frame.locator('.dock-unknown').click();
    await frame.locator('.notice', { hasText: /\S/ }).waitFor();
    assert.ok(await frame.locator('.consent').isHidden());
    assert.deepEqual(await page.evaluate(() => messages), []);
    assert.ok(notes.some((note) => note.includes('campus.example is not the page around')));
  }, { notes: true }));

test('messages of others do not move the element', () =>
  visit(host('rude', `${SCRIPT()}<qibu-calculator events></qibu-calculator>`), async (page) => {
    const before = await fits(page);
    await page.evaluate(() => {
      for (const data of [{ qibu: 'size', height: 9 }, { qibu: 'assessment', detail: {} }, null, 'x']) postMessage(data, '*');
    });
    await page.waitForTimeout(200);
    assert.equal(await height(page), before);
    assert.deepEqual(await page.evaluate(() => heard), []);
  }));

test('where the name is taken, a div does it, and the console says so', () =>
  visit(host('clash', `${SCRIPT()}<qibu-calculator></qibu-calculator><div data-qibu id="d" data-place="shanghai/minhang"></div>`, { head: '<script src="./thief.js"></script>' }), async (page, notes) => {
    await fits(page, '#d');
    await inside(page, '#d').locator('.notice', { hasText: /已替您填了一部分/ }).waitFor();
    assert.ok(notes.some((note) => /taken the name <qibu-calculator>/.test(note)));
    await page.locator('#d').evaluate((it) => it.setAttribute('data-theme-color', '#800000'));
    await inside(page, '#d').locator('html[style*="128, 0, 0"]').waitFor();
  }, { notes: true }));

test('an element that is removed leaves nothing behind, and may come back', () =>
  visit(host('remove', `${SCRIPT()}<qibu-calculator></qibu-calculator>`), async (page) => {
    await fits(page);
    await page.evaluate(() => {
      window.gone = document.querySelector('qibu-calculator');
      gone.remove();
    });
    assert.equal(page.frames().length, 1);
    assert.equal(await page.evaluate(() => gone.shadowRoot.childElementCount), 0);
    await page.evaluate(() => document.body.append(gone));
    await fits(page);
  }));

test('a frame far below is fetched only when one comes near', () =>
  visit(host('far', `${SCRIPT()}<div style="height:20000px"></div><qibu-calculator></qibu-calculator>`), async (page, _, { foreign }) => {
    await page.waitForTimeout(500);
    assert.deepEqual(foreign.filter((request) => /index\.html/.test(request)), []);
    await page.locator('qibu-calculator').scrollIntoViewIfNeeded();
    await fits(page);
  }));

test('the element is reached and left by keyboard', () =>
  visit(host('keys', `${SCRIPT()}<button id="before">1</button><qibu-calculator></qibu-calculator><button id="behind">2</button>`), async (page) => {
    await fits(page);
    await page.locator('#before').focus();
    let seen = 0;
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.tagName === 'QIBU-CALCULATOR')) seen++;
      if (await page.evaluate(() => document.activeElement.id === 'behind')) break;
    }
    assert.ok(seen > 5);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'behind');
  }));

for (const [file, words] of [['embed.html', { place: '默认地点', minhang: /闵行/, student: '在校学生', lang: 'zh-CN' }], ['embed.en.html', { place: 'Default place', minhang: /Minhang/, student: 'Student', lang: 'en' }]]) {
  test(`the page that makes the snippet (${words.lang})`, async () => {
    const seen = await open(browser, `${site.url}${file}`, { viewport: { width: 900, height: 900 }, lang: words.lang });
    const { page } = seen;
    const option = page.locator('#place option', { hasText: words.minhang }).first();
    await option.waitFor({ state: 'attached' });
    await page.getByLabel(words.place).selectOption(await option.getAttribute('value'));
    await page.getByLabel(words.student, { exact: true }).check();
    await page.locator('#use-color').check();
    await page.locator('#color').fill('#800000');
    const code = await page.locator('#element').innerText();
    assert.equal(code, `<script src="${site.url}qibu-calculator.js" async></script>\n<qibu-calculator place="shanghai/minhang" groups="student" theme-color="#800000"></qibu-calculator>`);
    await fits(page);
    await inside(page).locator('.notice', { hasText: /\S/ }).waitFor();
    await inside(page).locator('html[style*="128, 0, 0"]').waitFor();
    const frame = await page.locator('#frame').innerText();
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ exclude: ['qibu-calculator'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    await page.getByRole('button', { name: /^(复制|Copy)$/ }).first().click();
    await page.locator('#said', { hasText: /\S/ }).waitFor();
    await shoot(page, `embed-snippet-${words.lang}`);
    assert.deepEqual([seen.errors, seen.foreign], [[], []]);
    await seen.context.close();
    // What it gives works as it stands.
    for (const [name, made] of [['made-element', code], ['made-frame', frame]]) {
      await visit(host(name, made, { lang: words.lang }), async (page) => {
        await page.frameLocator('iframe').locator('.notice', { hasText: /\S/ }).waitFor();
      });
    }
  });
}

// The same in the other engine, by the protocol that it speaks.
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(process.env.FIREFOX ?? path));
for (const [name, body, count] of [
  ['element', () => `${SCRIPT()}<qibu-calculator place="shanghai/minhang" groups="student" theme-color="#ffee00"></qibu-calculator>`, 1],
  ['plain', () => `<iframe src="${site.url}index.html?embed#e.place=shanghai%2Fminhang" width="400" height="600"></iframe>`, 1],
  ['strict', () => `${SCRIPT()}<qibu-calculator place="shanghai/minhang"></qibu-calculator>`, 1],
  ['two', () => `${SCRIPT()}<qibu-calculator place="shanghai/minhang"></qibu-calculator><qibu-calculator place="shanghai/xuhui"></qibu-calculator>`, 2],
  ['narrow', () => `${SCRIPT()}<div style="width:200px"><qibu-calculator place="shanghai/minhang"></qibu-calculator></div>`, 1],
]) {
  test(`in Firefox: ${name}`, { skip: FIREFOX ? false : 'no Firefox here: apt-get install firefox-esr' }, async () => {
    const firefox = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX ?? FIREFOX, headless: true });
    try {
      const page = await firefox.newPage();
      await page.setViewport({ width: 800, height: 2400 });
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto(host(name === 'strict' ? 'strict-firefox' : `firefox-${name}`, body()), { waitUntil: 'load' });
      await page.waitForFunction((n) => {
        const all = [...document.querySelectorAll('qibu-calculator')].map((it) => it.shadowRoot?.querySelector('iframe'));
        return all.length === 0 || (all.length === n && all.every((frame) => frame?.style.height && frame.offsetHeight > 250));
      }, { timeout: 60_000 }, count);
      const frames = page.frames().filter((frame) => frame !== page.mainFrame());
      assert.equal(frames.length, count);
      for (const frame of frames) {
        await frame.waitForSelector('#question-title', { timeout: 60_000 });
        await frame.waitForFunction(() => /已替您填了一部分|has answered some/.test(document.body.innerText), { timeout: 60_000 });
        assert.equal(await frame.evaluate(() => localStorage.length), 0);
        if (name === 'plain') continue;
        // The last change of height may still be on its way.
        await frame.waitForFunction(() => Math.abs(document.documentElement.clientHeight - document.body.getBoundingClientRect().height) < 1.5, { timeout: 10_000 });
        assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      }
      assert.deepEqual(errors, []);
    } finally {
      await firefox.close();
    }
  });
}
