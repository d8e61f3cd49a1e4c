// The counter: from an empty form to a printed slip and back to an empty form, by keyboard, by scanner, by camera.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import jsqr from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PNG } from 'pngjs';
import { keep, launch, open, serveDist, shoot } from './harness.js';

const WIDE = { viewport: { width: 1280, height: 800 } };
const read = (path) => readFileSync(new URL(`../../policies/${path}`, import.meta.url), 'utf8');
const founders = JSON.parse(read('founders.json'));
const answers = (id) => founders.find((founder) => founder.id === id).situation.answers;
const NOON = Date.parse('2026-11-22T12:00:00+08:00');

/** Each fact by its code: id, kind, and the ids of its values in the order of their numbers. */
const facts = new Map(read('facts.toml').split('[[fact]]').slice(1).map((block) => {
  const [head, ...values] = block.split('[[fact.value]]');
  const get = (text, key) => text.match(new RegExp(`^${key}\\s*=\\s*"?([^"\\n]+)"?`, 'm'))[1];
  return [get(head, 'code'), { id: get(head, 'id'), kind: get(head, 'kind'), values: values.map((value) => get(value, 'id')) }];
}));

let browser;
let server;
let link;
before(async () => {
  browser = await launch('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream');
  server = await serveDist();
  link = await linkOf(answers('graduate-month-13'));
});
after(async () => { await browser?.close(); await server?.stop(); });

/** The link that the founder's own page makes of these answers. */
async function linkOf(given) {
  const { page, context } = await open(browser, server.url);
  await page.locator('html[data-start=done] #question-title').waitFor();
  await keep(page, given, NOON);
  await page.reload();
  await page.locator('.bar').click();
  await page.getByRole('button', { name: '清单、日期、打印、分享' }).click();
  await page.locator('.take .ways').getByRole('button', { name: '链接和二维码' }).click();
  const [address] = await page.locator('.shown textarea').evaluateAll((fields) => fields.map((field) => field.value));
  await context.close();
  return address;
}

/** A visit of the counter; whatever is done, nothing may fail, leave its origin or be kept. */
async function counter(options, walk) {
  const visit = await open(browser, `${server.url}staff.html`, { ...WIDE, ...options });
  const { page } = visit;
  await page.locator('#counter-command').waitFor({ timeout: 60_000 });
  await page.evaluate(() => { globalThis.prints = 0; globalThis.print = () => { globalThis.prints += 1; }; });
  const start = { url: page.url(), title: await page.title(), length: await page.evaluate(() => history.length) };
  await walk(page, visit);
  assert.deepEqual([visit.errors, visit.foreign], [[], []]);
  assert.deepEqual({ url: page.url(), title: await page.title(), length: await page.evaluate(() => history.length) }, start);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
  await visit.context.close();
}

const says = (page) => page.locator('.counter-says').innerText();
const field = (page) => page.locator('#counter-command');
const answered = (page) => page.locator('.counter-said:not(:empty)').count();
const focus = (page) => page.evaluate(() => document.activeElement.id);
const current = (page) => page.evaluate(() => document.querySelector('.counter-ask h2 .counter-code')?.textContent ?? '');

async function line(page, text) {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** As a handheld scanner types it: no key waits for the one before. */
async function scanned(page, text) {
  const session = await page.context().newCDPSession(page);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  const keys = [...text].map((key) => ({ key, text: key })).concat({ ...enter, text: '\r' });
  const events = keys.flatMap(({ text: typed, ...key }) => [{ ...key, text: typed, type: 'keyDown' }, { ...key, type: 'keyUp' }]);
  await Promise.all(events.map((event) => session.send('Input.dispatchKeyEvent', event)));
  await session.detach();
}

/** An answer of a founder as a clerk types it. */
function typed({ kind, values }, answer) {
  if (answer === undefined || answer === null) return '?';
  switch (kind) {
    case 'yes-no': return answer ? 'y' : 'n';
    case 'choice': return String(values.indexOf(answer) + 1);
    case 'set': return values.length ? answer.map((value) => values.indexOf(value) + 1).join(' ') || '0' : '0';
    case 'place': return { 'shanghai/minhang': 'mhq' }[answer] ?? answer;
    case 'date': return typeof answer === 'string' ? answer.replaceAll('-', '') : `${answer.from}~${answer.to}`;
    default: return String(answer);
  }
}

async function violations(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { rules: { 'target-size': { enabled: true } } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

async function paper(page) {
  const bytes = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map(({ str }) => str).join('').normalize('NFKC');
  }
  return { pages: pdf.numPages, text };
}

test('by keyboard alone, from an empty form to a printed slip to an empty form', () =>
  counter({}, async (page) => {
    const given = answers('graduate-month-13');
    let keys = 0;
    let asked = 0;
    const press = async (key) => { keys += 1; await page.keyboard.press(key); };
    assert.equal(await focus(page), 'counter-command');
    for (let code = await current(page); code; code = await current(page)) {
      assert.ok((asked += 1) < 90, 'the questions come to an end');
      const fact = facts.get(code) ?? { kind: 'count' };
      for (const letter of typed(fact, given[fact.id])) await press(letter);
      if (fact.id === 'founder.hukou') await press('!');
      await press('Enter');
      assert.doesNotMatch(await says(page), /读不出来/, `question ${code}`);
    }
    await press('F3');
    assert.equal(await focus(page), 'counter-note');
    for (const letter of '3/5 9:00') await press(letter);
    // Keys as fast as a scanner’s are no shortcuts.
    await page.waitForTimeout(100);
    await press('Escape');
    assert.equal(await focus(page), 'counter-command');
    await press('+');
    await press('1');
    await press('Enter');
    await shoot(page, 'counter-done');
    await press('F8');
    await page.waitForFunction(() => globalThis.prints === 1);
    const { pages, text } = await paper(page);
    assert.equal(pages, 1);
    for (const part of ['创业扶持办事单', '3/5 9:00', '首次创业一次性补贴', '还凭口述', '政策库版本', '☑']) {
      assert.ok(text.includes(part), `${part} is not on the slip`);
    }
    assert.ok(!text.includes('清空'), 'only the slip is printed');
    await press('F9');
    assert.match(await says(page), /再按一次/);
    assert.ok((await answered(page)) > 3);
    await press('F9');
    assert.equal(await answered(page), 0);
    assert.deepEqual([await field(page).inputValue(), await page.locator('#counter-note').inputValue()], ['', '']);
    assert.equal(await page.locator('.slip').count(), 0);
    assert.equal(await focus(page), 'counter-command');
    await page.keyboard.press('Control+z');
    assert.equal(await field(page).inputValue(), '', 'nothing typed can be undone back');
    console.log(`${keys} keystrokes for ${asked} questions, a note, a paper, the slip, and an empty form`);
  }));

test('a code scanned as a keyboard types it, in the field, in the note, and through a Chinese input method', () =>
  counter({}, async (page, { context }) => {
    await line(page, link);
    await page.waitForFunction(() => document.querySelectorAll('.counter-said:not(:empty)').length > 5);
    assert.match(await says(page), /已读入/);
    const count = await answered(page);
    const clear = async () => {
      await page.keyboard.press('F9');
      await page.keyboard.press('F9');
      assert.equal(await answered(page), 0);
    };
    const opened = async (why) => assert.equal(await answered(page), count, why);

    // Full-width letters and Chinese marks.
    await clear();
    const wide = link.replaceAll('_', '——').replaceAll('.', '。').replaceAll('/', '、')
      .replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0));
    await page.keyboard.insertText(wide);
    await page.keyboard.press('Enter');
    await opened('full-width');

    // Into the note, where the focus was forgotten.
    await clear();
    await page.keyboard.press('F3');
    await page.keyboard.type('ab');
    await page.waitForTimeout(400);
    await scanned(page, link);
    await page.locator('.counter-says', { hasText: '按回车' }).waitFor();
    assert.equal(await page.locator('#counter-note').inputValue(), 'ab');
    await page.keyboard.press('Enter');
    await opened('note');

    // With an input method that takes every key and writes something else.
    await clear();
    const client = await context.newCDPSession(page);
    const code = link.split('#')[1];
    for (const letter of code) {
      const key = /[a-z]/i.test(letter) ? `Key${letter.toUpperCase()}`
        : /\d/.test(letter) ? `Digit${letter}` : { '.': 'Period', '-': 'Minus', _: 'Minus' }[letter];
      const modifiers = /[A-Z_]/.test(letter) ? 8 : 0;
      await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', code: key, key: 'Process', windowsVirtualKeyCode: 229, modifiers });
      await client.send('Input.imeSetComposition', { text: '求一', selectionStart: 2, selectionEnd: 2 });
    }
    await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', code: 'Enter', key: 'Process', windowsVirtualKeyCode: 229 });
    await opened('input method');
    assert.equal(await field(page).inputValue(), '');

    // A damaged code says so and changes nothing.
    await clear();
    await line(page, link.slice(0, -6));
    assert.match(await says(page), /不完整/);
    assert.equal(await answered(page), 0);
  }));

test('a link is pasted, and what was there stays until Enter says otherwise', () =>
  counter({}, async (page) => {
    await line(page, '1 3');
    await page.keyboard.insertText(`请看：${link} 谢谢`);
    await page.keyboard.press('Enter');
    assert.match(await says(page), /还有别人的回答/);
    await page.keyboard.press('Escape');
    assert.equal(await answered(page), 1);
    await page.keyboard.insertText(link);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.ok((await answered(page)) > 5);
    assert.match(await says(page), /都按口述/);
  }));

test('said or seen, and which verdicts rest on what was only said', () =>
  counter({}, async (page) => {
    await line(page, link);
    const grant = page.locator('.counter-card', { hasText: '首次创业一次性补贴' }).first();
    const rests = grant.locator('.counter-rests');
    assert.match(await rests.innerText(), /还凭口述：.*户口所在地/);
    await line(page, 'hk');
    await page.keyboard.press('F4');
    assert.match(await says(page), /户口所在地：已看材料/);
    assert.doesNotMatch(await rests.innerText(), /户口所在地/);
    await page.keyboard.press('F4');
    assert.match(await rests.innerText(), /户口所在地/);
  }));

test('another answer is supposed beside the form and changes none', () =>
  counter({}, async (page) => {
    await line(page, link);
    const before = await page.locator('.counter-form').innerText();
    await line(page, '/21');
    await page.keyboard.press('F7');
    assert.ok((await page.locator('.counter-compare .row').count()) > 0);
    await shoot(page, 'counter-compare');
    await page.keyboard.press('F7');
    assert.equal(await page.locator('.counter-compare').count(), 0);
    assert.equal((await page.locator('.counter-form').innerText()).replaceAll(/\s/g, ''), before.replaceAll(/\s/g, ''));
  }));

test('sensitive answers are neither on the slip nor in its code, unless they are ticked', () =>
  counter({}, async (page) => {
    await line(page, '7 9');
    await line(page, 'mhq');
    await line(page, '/36 y');
    const scan = async () => {
      await page.keyboard.press('F8');
      await page.emulateMedia({ media: 'print' });
      const text = await page.locator('.slip').innerText();
      const bytes = await page.locator('.slip .code').screenshot({ scale: 'css' });
      await page.emulateMedia({ media: null });
      const { data, width, height } = PNG.sync.read(bytes);
      return { text, code: jsqr(Uint8ClampedArray.from(data), width, height)?.data };
    };
    const without = await scan();
    // What is left out is named, whatever was answered.
    const [note] = without.text.match(/.*没有带上.*/);
    assert.match(note, /残疾人.*刑满释放人员/);
    assert.doesNotMatch(without.text.replace(note, ''), /残疾人(?!就业保障金)|低保|最低生活保障：是|以上都不是/);
    await page.getByRole('checkbox', { name: '带上敏感回答' }).click();
    const ticked = await scan();
    assert.match(ticked.text, /残疾人/);
    assert.notEqual(ticked.code, without.code);
    // What the code opens is what the slip says.
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await line(page, without.code);
    assert.match(await says(page), /已读入/);
    assert.doesNotMatch(await page.locator('.counter-form').innerText(), /残疾人|低保/);
  }));

test('shortcuts are listed, by F1, with the focus inside; a held key and a scanner trigger none', () =>
  counter({}, async (page) => {
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: '按键和输入' });
    await help.waitFor();
    assert.ok(await page.evaluate(() => document.activeElement.closest('dialog')));
    await shoot(page, 'counter-help');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    assert.equal(await focus(page), 'counter-command');
    await line(page, '2');
    await page.keyboard.down('F9');
    await page.keyboard.down('F9');
    await page.keyboard.up('F9');
    assert.equal(await answered(page), 1, 'a key that is held is pressed once');
    // Typed with the focus nowhere, it arrives in the field.
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.type('hk');
    assert.equal(await field(page).inputValue(), 'hk');
    assert.match(await page.locator('.counter-hint').innerText(), /^5 户口所在地/);
    // Clearing is asked for anew after a while.
    await page.keyboard.press('Escape');
    await page.keyboard.press('F9');
    assert.match(await says(page), /再按一次/);
    await page.waitForFunction(() => document.querySelector('.counter-says').innerText === '', null, { timeout: 15_000 });
  }));

test('the camera opens a code where the browser reads them, stops, and has no button where it does not', async () => {
  await counter({}, async (page) => {
    const reads = await page.evaluate(() => 'BarcodeDetector' in globalThis);
    assert.equal(await page.getByRole('button', { name: '用摄像头扫码' }).count(), reads ? 1 : 0);
  });
  const visit = await open(browser, 'about:blank', { ...WIDE, permissions: ['camera'] });
  await visit.context.addInitScript((code) => {
    globalThis.BarcodeDetector = class {
      async detect(video) { return video.videoWidth > 0 ? [{ rawValue: code }] : []; }
    };
    const real = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (real) navigator.mediaDevices.getUserMedia = async (wanted) => (globalThis.stream = await real(wanted));
  }, link);
  const { page } = visit;
  await page.goto(`${server.url}staff.html`);
  await page.locator('#counter-command').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: '用摄像头扫码' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.counter-said:not(:empty)').length > 5);
  await page.waitForFunction(() => globalThis.stream.getTracks().every((track) => track.readyState === 'ended'));
  assert.equal(await page.locator('video').count(), 0);
  assert.deepEqual(visit.errors, []);
  await visit.context.close();
});

for (const [lang, dark, viewport] of [
  ['zh-CN', false, WIDE.viewport], ['zh-CN', true, WIDE.viewport], ['en', false, WIDE.viewport], ['en', true, { width: 360, height: 740 }],
  ['zh-CN', false, { width: 360, height: 740 }], ['zh-Hant', false, WIDE.viewport],
]) {
  test(`everybody can use it (${lang}, ${dark ? 'dark' : 'light'}, ${viewport.width} px)`, () =>
    counter({ lang, dark, viewport }, async (page) => {
      const name = `counter-${lang}-${dark ? 'dark' : 'light'}-${viewport.width}`;
      await shoot(page, `${name}-empty`);
      assert.deepEqual(await violations(page), []);
      await line(page, link);
      await line(page, '/5');
      await page.locator('.counter-card summary').first().click();
      await shoot(page, name);
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await page.keyboard.press('F1');
      assert.deepEqual(await violations(page), []);
    }));
}

test('form and results are on one screen: nothing is scrolled to work', () =>
  counter({}, async (page) => {
    await line(page, link);
    for (const selector of ['#counter-command', '.counter-ask', '.counter-results h2', '.counter-tools']) {
      const box = await page.locator(selector).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 800, `${selector} is in sight`);
    }
    const last = await page.locator('.counter-row').evaluateAll((rows) => Math.max(...rows.map((row) => row.getBoundingClientRect().bottom)));
    assert.ok(last <= 800, `the form ends at ${Math.round(last)} px`);
    const sample = await page.evaluate(async () => {
      const input = document.getElementById('counter-command');
      const times = [];
      for (let at = 0; at < 20; at += 1) {
        input.value = at % 2 ? '/24 100' : '/24 50';
        const begin = performance.now();
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }));
        await new Promise((done) => setTimeout(done));
        times.push(performance.now() - begin);
      }
      return times.sort((a, b) => a - b)[10];
    });
    console.log(`an answer is worked out and drawn in ${Math.round(sample)} ms`);
  }));
