// Four founders at a phone, from the first question to what they are told.
//
// Groups, place and stage are answered by hand; what a clerk would copy from papers is kept from an
// earlier visit; whatever is then still asked is answered by hand again, or with 「不清楚」.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { keep, kept, launch, open, serveDist, shoot } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const FOUNDERS = JSON.parse(readFileSync(new URL('../../engine/tests/founders.json', import.meta.url)));
const founder = (name) => {
  const found = FOUNDERS.find((one) => one.name === name);
  assert.ok(found, `no founder “${name}”`);
  return found.situation.answers;
};

const WORDS = {
  'zh-CN': { go: '继续', unsure: '不清楚', yes: '是', no: '否' },
  en: { go: 'Continue', unsure: 'Not sure', yes: 'Yes', no: 'No' },
};

/** Types a date into the three selects. */
async function date(page, text, go) {
  const fold = page.locator('.question details:has(form.date)');
  if (await fold.count()) await fold.evaluate((it) => { it.open = true; });
  const parts = text.split('-').map(Number);
  const selects = page.locator('form.date select');
  for (let i = 0; i < 3; i++) await selects.nth(i).selectOption(String(parts[i]));
  await page.getByRole('button', { name: go, exact: true }).click();
}

/**
 * Walks to the end. `groups`, `place` and `status` are labels; `by` answers later questions, each a
 * pattern of the question and what to do; everything else that is asked stays open.
 */
async function walk({ lang = 'zh-CN', groups, search, place, status, answers = {}, by = [] }, look) {
  const visit = await open(browser, server.url, { lang });
  const { page } = visit;
  const words = WORDS[lang];
  const question = () => page.locator('#question-title').innerText();
  await page.locator('html[data-start=done] #question-title').waitFor();
  for (const group of groups) await page.getByText(group, { exact: true }).click();
  await page.getByRole('button', { name: words.go, exact: true }).click();
  await page.locator('.asking').getByRole('searchbox').fill(search);
  await page.locator('.choices').getByRole('button', { name: place }).first().click();
  await page.locator('.choices').getByRole('button', { name: status }).first().click();

  await keep(page, { ...answers, ...(await kept(page)) });
  await page.reload();
  const used = new Set();
  for (let i = 0; i < 60; i++) {
    await page.locator('#question-title, #results-title').first().waitFor();
    if (!(await page.locator('#question-title').isVisible())) break;
    const asked = await question();
    const step = by.find(([pattern]) => pattern.test(asked));
    if (step) {
      used.add(step);
      await step[1](page, words);
    } else {
      await page.locator('.dock-unknown').click();
    }
    await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
  }
  assert.deepEqual(by.filter((step) => !used.has(step)).map(([pattern]) => String(pattern)), [], 'these were never asked');
  if (!(await page.locator('#results-title').isVisible())) await page.locator('.bar').click();
  await page.locator('#results-title').waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((group) => { group.open = true; }));
  const card = async (name) => {
    const found = page.locator('.card').filter({ has: page.getByText(name, { exact: true }) }).first();
    const toggle = found.locator('.card-toggle');
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    return (await found.innerText()).replace(/\s+/g, ' ');
  };
  await look(page, card);
  assert.deepEqual(visit.errors, []);
  assert.deepEqual(visit.foreign, []);
  await visit.context.close();
}

const without = (answers, ...keys) => Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key)));

const graduate = () => without(
  founder('a graduate of June in month thirteen, Minhang'),
  'founder.groups', 'venture.place', 'venture.status', 'founder.graduated_on', 'venture.registered_on',
);

test('(a) a graduate in Minhang: the grant needs only its validity confirmed', () =>
  walk({
    groups: ['高校毕业生'], search: '莘庄', place: /闵行/, status: /^已办照/, answers: graduate(),
    by: [
      [/毕业/, (page, { go }) => date(page, '2025-06-30', go)],
      [/成立日期/, (page, { go }) => date(page, '2025-10-01', go)],
    ],
  }, async (page, card) => {
    const grant = await card('首次创业一次性补贴');
    for (const part of ['条件都符合，待核实政策', '8,000 元', '2026年10月1日', '2027年4月1日', '最好在2027年3月18日前', '沪人社规〔2023〕1号']) {
      assert.ok(grant.includes(part), `“${part}” is not in ${grant}`);
    }
    assert.match(await card('创业组织创业担保贷款'), /最高不超过 4,000,000 元/);
    assert.match(await card('个人创业担保贷款'), /最高不超过 500,000 元/);
    const insurance = await card('初创期创业组织社会保险补贴');
    assert.match(insurance, /1,924\.23 元/);
    assert.match(insurance, /每月/);
    assert.match(await card('闵行区房租补贴'), /金额以受理窗口为准/);
    await shoot(page, 'walk-a-zh');
  }));

test('(a) in English', () =>
  walk({
    lang: 'en', groups: ['Graduate'], search: 'Minhang', place: /Minhang/, status: /^Registered/, answers: graduate(),
    by: [
      [/graduat/i, (page, { go }) => date(page, '2025-06-30', go)],
      [/date of establishment|licence/i, (page, { go }) => date(page, '2025-10-01', go)],
    ],
  }, async (page, card) => {
    const grant = await card('First-startup grant');
    for (const part of ['8,000 yuan', '1 April 2027', '18 March 2027']) assert.ok(grant.includes(part), `“${part}” is not in ${grant}`);
    await shoot(page, 'walk-a-en');
  }));

test('(b) a returning migrant in Hualong: the opening subsidy and the loan, both to be confirmed', () =>
  walk({
    groups: ['返乡入乡农民工'], search: '华龙', place: /华龙/, status: /^已办照/,
    answers: without(founder('a returning migrant in Hualong'), 'founder.groups', 'venture.place', 'venture.status', 'venture.registered_on'),
    by: [[/成立日期/, (page, { go }) => date(page, '2025-09-01', go)]],
  }, async (page, card) => {
    const opening = await card('一次性开业（创业）补贴');
    assert.match(opening, /5,000 元/);
    assert.match(opening, /待核实/);
    const loan = await card('河南个人创业担保贷款及贴息');
    assert.match(loan, /最高不超过 300,000 元/);
    assert.match(loan, /待核实/);
    assert.match(opening, /先向营业执照登记地县（区）人社部门或 12333 核实政策/);
    assert.match(await page.locator('.call').innerText(), /当面问：.*县（区）人社部门/);
    await shoot(page, 'walk-b-zh');
  }));

test('(c) a student with an idea: what to do before registering, and what opens when', () =>
  walk({
    groups: ['在校学生'], search: '莘庄', place: /闵行/, status: /想法/,
    answers: {
      'founder.hukou': 'shanghai', 'founder.graduated_on': '2027-06-30', 'founder.first_venture': true, 'founder.received': [],
      'founder.role': 'legal_representative', 'founder.role_since_registration': true, 'venture.staff': 1,
      'venture.insured_staff': 1, 'venture.insured_since': '2027-09-01',
    },
    by: [[/什么时候办照/, (page, { go }) => date(page, '2027-09-01', go)]],
  }, async (page, card) => {
    const all = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    assert.match(all, /办照时就由本人任法定代表人/);
    const grant = await card('首次创业一次性补贴');
    assert.match(grant, /2028年9月1日/);
    assert.match(grant, /8,000 元/);
    await shoot(page, 'walk-c-zh');
  }));

test('(d) a veteran in Zhuqiao: the tax ceiling and the service of the town', () =>
  walk({
    groups: ['退役军人'], search: '祝桥', place: /祝桥/, status: /^已办照/,
    answers: without(founder('a veteran with a shop'), 'founder.groups', 'venture.place', 'venture.status'),
  }, async (page, card) => {
    assert.match(await card('自主就业退役士兵创业税收扣减（上海）'), /24,000 元/);
    const all = await page.locator('main').innerText();
    assert.match(all, /祝桥/);
    await shoot(page, 'walk-d-zh');
  }));
