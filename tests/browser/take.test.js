// What a person takes along: papers, dates, and every way out, each read again by somebody else's program.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { parse as csv } from 'csv-parse/sync';
import ICAL from 'ical.js';
import jsqr from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PNG } from 'pngjs';
import { keep, kept, launch, open, readyOffline, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const founders = JSON.parse(readFileSync(new URL('../../policies/founders.json', import.meta.url)));
const answers = (id) => founders.find((founder) => founder.id === id).situation.answers;
const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const DISABLED = founders.find(({ situation }) => JSON.stringify(situation.answers['founder.groups'] ?? '').includes('disabled'));

/** A visit of a founder with these answers, on the screen of what is taken along. */
async function take(given, options = {}) {
  const visit = await open(browser, server.url, options);
  const { page } = visit;
  await page.locator('html[data-start=done] #question-title').waitFor();
  await keep(page, given, NOON);
  await page.reload();
  await page.locator('#question-title, #results-title').first().waitFor();
  await arrive(page);
  return visit;
}

/** From the page with answers to what is taken along. */
async function arrive(page) {
  if (await page.locator('.bar').isVisible()) await page.locator('.bar').click();
  await page.getByRole('button', { name: /^(清单、日期、打印、分享|Papers, dates, print, share)$/ }).click();
  await page.locator('#take-title').waitFor();
}

const WORDS = {
  print: '打印', picture: '保存为图片', text: '复制文字', link: '链接和二维码',
  calendar: '日历文件', sheet: '表格（CSV）', json: '数据（JSON）',
};
const button = (page, name) => page.locator('.take .ways').getByRole('button', { name, exact: true });

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Link and code as they are shown. */
async function linked(page) {
  if ((await button(page, WORDS.link).getAttribute('aria-expanded')) !== 'true') await button(page, WORDS.link).click();
  const [address, code] = await page.locator('.shown textarea').evaluateAll((fields) => fields.map((field) => field.value));
  return { address, code };
}

const scan = (bytes) => {
  const { data, width, height } = PNG.sync.read(bytes);
  return jsqr(Uint8ClampedArray.from(data), width, height)?.data;
};

async function violations(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

async function paperText(page) {
  const bytes = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    // Fonts may hand out the radical of a letter in its place.
    pages.push(items.map(({ str }) => str).join('').normalize('NFKC'));
  }
  return { pages, text: pages.join('\n'), bytes };
}

test('papers are ticked and policies set aside, kept with the answers, and gone with them', async () => {
  const visit = await take(answers('graduate-month-13'));
  const { page } = visit;
  const ticks = page.locator('.take .ticks').first().getByRole('checkbox');
  const count = await ticks.count();
  assert.ok(count > 3);
  const status = page.locator('.take [role=status]').first();
  assert.match(await status.innerText(), new RegExp(`${count} 份材料，0 份在手`));
  // Each paper stands once, however many policies need it.
  const names = await ticks.allInnerTexts();
  assert.equal(new Set(names.map((name) => name.split('\n')[0])).size, count);
  assert.ok(names.some((name) => /\d 项政策需要/.test(name)));
  await ticks.nth(1).click();
  assert.match(await status.innerText(), /1 份在手/);

  await page.reload();
  await page.locator('#question-title, #results-title').first().waitFor();
  await arrive(page);
  assert.match(await status.innerText(), /1 份在手/);
  assert.equal(await ticks.nth(1).getAttribute('aria-checked'), 'true');

  // A policy that is set aside takes its papers with it.
  const paths = page.locator('.take details').nth(1);
  await paths.locator('summary').click();
  const chosen = paths.getByRole('checkbox');
  for (let at = 1; at < (await chosen.count()); at += 1) await chosen.nth(at).click();
  assert.ok((await ticks.count()) < count);
  await page.getByRole('button', { name: '清除' }).click();
  assert.equal(await page.evaluate(() => localStorage.getItem('qibu')), null);
  assert.deepEqual(visit.errors, []);
  await visit.context.close();
});

test('the calendar is read by another program, and a second one updates the first', async () => {
  const visit = await take(answers('graduate-month-13'));
  const { page } = visit;
  const read = async () => {
    const file = await download(page, WORDS.calendar);
    assert.equal(file.name, 'qibu.ics');
    const calendar = new ICAL.Component(ICAL.parse(file.bytes.toString('utf8')));
    return calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: event.getFirstPropertyValue('uid'),
      day: event.getFirstPropertyValue('dtstart').toString(),
      what: event.getFirstPropertyValue('summary'),
      alarms: event.getAllSubcomponents('valarm').length,
    }));
  };
  const events = await read();
  assert.ok(events.some(({ day }) => day === '2027-04-01'), JSON.stringify(events));
  assert.ok(events.every(({ alarms }) => alarms > 0));
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
  assert.deepEqual((await read()).map(({ uid }) => uid), events.map(({ uid }) => uid));
  await visit.context.close();
});

test('the spreadsheet and the assessment are read by other programs', async () => {
  const visit = await take(answers('graduate-month-13'));
  const { page } = visit;
  const sheet = await download(page, WORDS.sheet);
  assert.deepEqual([...sheet.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const rows = csv(sheet.bytes, { bom: true, relax_column_count: true });
  assert.ok(rows.some((row) => row.some((cell) => cell.includes('首次创业一次性补贴'))));
  assert.ok(rows.flat().every((cell) => !/^[=+\-@]/.test(cell) || /^-?\d/.test(cell)));
  const { results, version } = JSON.parse((await download(page, WORDS.json)).bytes);
  assert.equal(version, 1);
  assert.ok(results.some(({ policy }) => policy === 'shanghai/first-startup-grant'));
  await visit.context.close();
});

test('a link and its code carry the answers to another device, and replace nothing unasked', async () => {
  const given = answers('graduate-month-13');
  const visit = await take(given);
  await visit.page.locator('.take').getByRole('checkbox', { name: '带上敏感回答' }).click();
  const { address, code } = await linked(visit.page);
  assert.ok(address.length <= 300, `${address.length} characters`);
  assert.ok(address.startsWith(`${server.url}?a#q1`), address);
  const before = await kept(visit.page);
  assert.equal(scan(await visit.page.locator('.shown .code').screenshot()), address);

  const [front, payload] = address.split('#');
  const ways = [
    address,
    `${address}&appinstall=0`,
    `${front}&from=singlemessage#${payload}`,
    `${front}%23${payload}`,
    `${front}%23${payload}&isappinstalled=0`,
  ];
  for (const way of ways) {
    const other = await open(browser, way);
    await other.page.locator('#take-title').waitFor();
    assert.deepEqual(await kept(other.page), {}, 'nothing is taken up before it is accepted');
    assert.deepEqual(await violations(other.page), []);
    assert.equal(other.page.url(), server.url, 'the answers do not stay in the address');
    await other.page.getByRole('button', { name: '用链接里的回答' }).click();
    await other.page.locator('#results-title').waitFor();
    assert.deepEqual(await kept(other.page), before, way);
    assert.deepEqual(other.errors, []);
    await other.context.close();
  }

  // The code, pasted; and no thanks.
  const other = await open(browser, server.url);
  await other.page.getByRole('button', { name: '粘贴链接或短码' }).click();
  await other.page.locator('.take textarea').fill(code);
  await other.page.getByRole('button', { name: '不用，返回' }).click();
  await other.page.locator('html[data-start=done] #question-title').waitFor();
  assert.deepEqual(await kept(other.page), {});
  await other.context.close();
  await visit.context.close();
});

test('a lost or broken link gets a message, and nothing else is lost', async () => {
  const visit = await take(answers('graduate-month-13'));
  const { address } = await linked(visit.page);
  const cases = [
    [`${server.url}?a`, '链接里没有回答'],
    [`${server.url}?a&from=singlemessage`, '链接里没有回答'],
    [`${address.slice(0, -4)}`, '不完整'],
    [address.replace(/(.{40})$/, (end) => end.toLowerCase()), '不完整'],
  ];
  for (const [way, message] of cases) {
    await visit.page.goto('about:blank');
    await visit.page.goto(way);
    await visit.page.locator('#take-title').waitFor();
    assert.ok((await visit.page.locator('.wrong').innerText()).includes(message), way);
    await visit.page.locator('.take').getByRole('button', { name: '返回' }).click();
    await visit.page.locator('html[data-start=done] #question-title').waitFor();
    assert.ok(Object.keys(await kept(visit.page)).length > 5, 'the answers of this device stay');
  }
  assert.deepEqual(visit.errors, []);
  await visit.context.close();
});

/** As browsers inside other programs are: no downloads, print, clipboard or service worker. */
const inside = () => {
  delete Navigator.prototype.clipboard;
  delete Navigator.prototype.serviceWorker;
  delete HTMLAnchorElement.prototype.download;
  globalThis.print = undefined;
};

test('inside WeChat picture, text and code still carry the results, and no button is dead', async () => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.50';
  const visit = await open(browser, server.url, { userAgent });
  const { page } = visit;
  await page.addInitScript(inside);
  await page.locator('html[data-start=done] #question-title').waitFor();
  await keep(page, answers('graduate-month-13'), NOON);
  await page.reload();
  await page.locator('#question-title, #results-title').first().waitFor();
  await arrive(page);
  for (const name of [WORDS.print, WORDS.calendar, WORDS.sheet, WORDS.json]) {
    assert.equal(await button(page, name).count(), 0, name);
  }
  assert.ok(await page.getByText('在这个应用里不能下载和打印').isVisible());
  await button(page, WORDS.picture).click();
  const picture = page.locator('img.picture');
  await picture.waitFor();
  const source = await picture.getAttribute('src');
  assert.ok(source.startsWith('data:image/png;base64,'));
  const bytes = Buffer.from(source.split(',')[1], 'base64');
  const { address } = await linked(page);
  assert.equal(scan(bytes), address, 'the code on the picture opens the same answers');
  await button(page, WORDS.text).click();
  const words = await page.locator('.shown textarea').inputValue();
  for (const part of ['首次创业一次性补贴', '8,000 元', '12333', '2027年4月1日', '2026-11-22+']) assert.ok(words.includes(part), part);
  assert.equal(await page.getByRole('button', { name: '复制', exact: true }).count(), 0);
  await shoot(page, 'take-wechat');
  assert.deepEqual(visit.errors, []);
  await visit.context.close();
});

test('sensitive answers leave by no exit unless ticked', async () => {
  const marks = /残疾/;
  const read = async (page) => {
    const { address } = await linked(page);
    await button(page, WORDS.text).click();
    const words = await page.locator('.shown textarea').inputValue();
    await button(page, WORDS.picture).click();
    const picture = page.locator('img.picture');
    await picture.waitFor();
    const files = [];
    for (const name of [WORDS.calendar, WORDS.sheet, WORDS.json]) files.push((await download(page, name)).bytes.toString());
    const drawn = await picture.getAttribute('src');
    const said = await page.locator('.paper-answers').textContent();
    const { text } = await paperText(page);
    return { address, words, drawn, files, said, text };
  };
  // The same founder with and without the sensitive answer: what leaves is the same, letter by letter.
  const given = DISABLED.situation.answers;
  const groups = [...(given['founder.groups'].has ?? given['founder.groups'])];
  const other = { ...given, 'founder.groups': groups.filter((group) => group !== 'disabled').concat('graduate') };
  const one = { ...given, 'founder.groups': [...new Set([...groups, 'graduate'])] };
  const visits = [await take(one), await take(other)];
  const [out, same] = [await read(visits[0].page), await read(visits[1].page)];
  const stamped = (file) => file.replace(/DTSTAMP:\S+/g, '').replace(/LAST-MODIFIED:\S+/g, '');
  assert.equal(out.address, same.address);
  assert.equal(out.words, same.words);
  assert.equal(out.drawn, same.drawn);
  assert.deepEqual(out.files.map(stamped), same.files.map(stamped));
  assert.equal(out.said, same.said);
  assert.equal(out.text, same.text);
  assert.doesNotMatch(out.said, marks);

  const { page } = visits[0];
  await page.locator('.take').getByRole('checkbox', { name: '带上敏感回答' }).click();
  const ticked = await read(page);
  assert.match(ticked.said, marks);
  assert.notEqual(ticked.address, out.address);
  assert.notEqual(ticked.files[2], out.files[2]);
  for (const visit of visits) {
    assert.deepEqual(visit.errors, []);
    assert.deepEqual(visit.foreign, []);
    await visit.context.close();
  }
});

for (const lang of ['zh-CN', 'en']) {
  test(`the sheet of paper has reasons, clauses, dates, papers, version and code (${lang})`, async () => {
    const visit = await take(answers('graduate-month-13'), { lang });
    const { pages, text, bytes } = await paperText(visit.page);
    const parts = lang === 'en'
      ? ['First-startup grant', '8,000 yuan', '1 April 2027', '2026-11-22+', 'Identity card']
      : ['首次创业一次性补贴', '8,000 元', '2027年4月1日', '2026-11-22+', '本人身份证', '12333'];
    for (const part of parts) assert.ok(text.replace(/\s+/g, ' ').includes(part), part);
    assert.ok(pages.length >= 2 && pages.length <= 14, `${pages.length} pages`);
    pages.forEach((page, at) => assert.ok(page.includes(`${at + 1} / ${pages.length}`), `page ${at + 1} has its number`));
    // Nothing of the screen is printed.
    assert.ok(!text.includes(lang === 'en' ? 'Save as a picture' : '保存为图片'));
    mkdirSync(new URL('../../target/shots/', import.meta.url), { recursive: true });
    writeFileSync(new URL(`../../target/shots/paper-${lang}.pdf`, import.meta.url), bytes);
    await visit.context.close();
  });
}

for (const lang of ['zh-CN', 'en']) {
  for (const dark of [false, true]) {
    test(`nothing of what is taken along is out of reach (${lang}, ${dark ? 'dark' : 'light'})`, async () => {
      const visit = await take(DISABLED.situation.answers, { lang, dark });
      const { page } = visit;
      for (const details of await page.locator('.take details > summary').all()) await details.click();
      assert.deepEqual(await violations(page), []);
      for (const shown of await page.locator('.take .ways [aria-expanded]').all()) {
        await shown.click();
        assert.deepEqual(await violations(page), []);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
      await shoot(page, `take-${lang}-${dark ? 'dark' : 'light'}`);
      assert.deepEqual(visit.errors, []);
      await visit.context.close();
    });
  }
}

test('without a network everything is taken along all the same', async () => {
  const visit = await open(browser, server.url);
  const { page, context } = visit;
  await readyOffline(page);
  await page.locator('html[data-start=done] #question-title').waitFor();
  await keep(page, answers('graduate-month-13'), NOON);
  await context.setOffline(true);
  await page.reload();
  await page.locator('#question-title, #results-title').first().waitFor();
  await arrive(page);
  const { address } = await linked(page);
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByRole('button', { name: '用链接里的回答' }).waitFor();
  await context.close();
});
