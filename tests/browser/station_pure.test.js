// What web/station/check.js says of a settings file, without a browser: every kind of mistake, with its line.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { judge } from '../../web/station/check.js';

const FIGURE = {
  policy: 'shanghai/minhang/opening-subsidy', yuan: 5000.5, per: 'once', citation: { zh: '区通知', en: 'a notice' },
  confirmed_by: '张三', confirmed_on: '2026-11-01', until: '2027-06-30',
};
const GOOD = {
  version: 1, name: { zh: '闵行站', en: 'Minhang station' }, contacts: { phone: '021-12345678' }, place: 'shanghai/minhang',
  groups: ['graduate', 'veteran'], color: '#0b6e4f', idle_seconds: 60, figures: [FIGURE],
};
const text = (value) => JSON.stringify(value, null, 2);
const said = (value, lang = 'zh-CN') => judge(typeof value === 'string' ? value : text(value), lang).troubles.map(({ says }) => says);

test('a good file is taken as it stands, and becomes lines for the wasm', () => {
  const { station, troubles, lines } = judge(text(GOOD), 'zh-CN');
  assert.deepEqual(troubles, []);
  assert.deepEqual(station, GOOD);
  assert.deepEqual(lines.slice(0, 3), ['founder.groups=graduate', 'founder.groups=veteran', 'venture.place=shanghai/minhang']);
  const parts = lines[3].split('\t');
  assert.deepEqual(parts.slice(0, 8), ['$shanghai/minhang/opening-subsidy', 'shanghai/minhang', '500050', '0', '0', '0', '2026-11-01', '2027-06-30']);
  for (const part of ['闵行站', '区通知', '张三', '2026年11月1日', '2027年6月30日']) assert.ok(parts[8].includes(part), parts[8]);
  assert.match(judge(text(GOOD), 'en').lines[3], /Minhang station.*a notice/);
});

test('the example of the docs and every example of the schema are good files', () => {
  assert.deepEqual(said(readFileSync(new URL('../../examples/station/station.json', import.meta.url), 'utf8')), []);
  const { properties } = JSON.parse(readFileSync(new URL('../../web/station/schema.json', import.meta.url)));
  assert.deepEqual(said(Object.fromEntries(Object.entries(properties).map(([key, { examples }]) => [key, examples[0]]))), []);
});

for (const [what, change, pattern, left] of [
  ['a missing comma', () => '{\n  "name": { "zh": "站" }\n  "place": "shanghai"\n}', /第 3 行第 3 列：.*JSON/, null],
  ['a list', () => '[]', /第 1 行第 1 列：.*\{…\}/, null],
  ['nothing at all', () => ' ', /JSON|\{…\}/, null],
  ['a wrong key', (it) => { it.colour = '#000'; }, /“colour”.*是不是 color/, ['colour']],
  ['a key that is like none', (it) => { it.weather = 'rain'; }, /没有“weather”这一项$/, ['weather']],
  ['a wrong type', (it) => { it.name = '闵行站'; }, /，name：应为\{…\}，现在是 "闵行站"/, ['name']],
  ['a wrong colour', (it) => { it.color = 'green'; }, /color：应为像 #0b6e4f/, ['color']],
  ['too short an idle time', (it) => { it.idle_seconds = 5; }, /idle_seconds：应为20 到 1800/, ['idle_seconds']],
  ['half a second', (it) => { it.idle_seconds = 60.5; }, /idle_seconds：应为整数/, ['idle_seconds']],
  ['a group in capitals', (it) => { it.groups[0] = 'Graduate'; }, /groups\[0\]/, []],
  ['a language of its own', (it) => { it.lang = 'zh'; }, /lang：应为下列之一：zh-CN, zh-Hant, en/, ['lang']],
  ['a page that is no page', (it) => { it.contacts.url = 'javascript:alert(1)'; }, /contacts\.url/, []],
]) {
  test(`${what} is named with its line, and only what is wrong is left out`, () => {
    const own = structuredClone(GOOD);
    const source = change(own) ?? text(own);
    const { station, troubles } = judge(source, 'zh-CN');
    assert.match(troubles.map(({ says }) => says).join('\n'), pattern);
    assert.equal(troubles.length, 1);
    if (left === null) return assert.equal(station, null);
    for (const key of left) assert.ok(!(key in station), key);
    assert.deepEqual(station.figures, GOOD.figures);
    // The line is the one on which the value stands.
    const key = /，([a-z_.]+)(\[\d+\])?：/.exec(troubles[0].says)?.[1]?.split('.').at(-1);
    const line = source.split('\n')[troubles[0].line - 1];
    if (key && !troubles[0].path.includes('[')) assert.ok(line.includes(`"${key}"`), line);
  });
}

for (const [what, change, pattern] of [
  ['a sum in words', (it) => { it.yuan = '5000'; }, /figures\[0\]\.yuan：应为数字，现在是 "5000"/],
  ['three decimals', (it) => { it.yuan = 1.005; }, /yuan：应为最多两位小数/],
  ['no source', (it) => { delete it.citation; }, /figures\[0\]：少了“依据”（citation）/],
  ['a day that is none', (it) => { it.until = '2027-06-31'; }, /until：应为真实的日期/],
  ['an end before its beginning', (it) => { it.until = '2026-10-31'; }, /until：应不早于 confirmed_on/],
  ['a mistyped key', (it) => { it.untill = it.until; delete it.until; }, /少了“用到哪天”（until）[^]*是不是 until/],
]) {
  test(`a figure with ${what} is left out alone`, () => {
    const wrong = { ...FIGURE };
    change(wrong);
    const second = { ...FIGURE, policy: 'national/oneoff-startup-grant' };
    const { station, troubles, lines } = judge(text({ ...GOOD, figures: [wrong, second] }), 'zh-CN');
    assert.match(troubles.map(({ says }) => says).join('\n'), pattern);
    assert.deepEqual(station.figures, [null, second]);
    assert.equal(lines.filter((line) => line.startsWith('$')).length, 1);
  });
}

test('the second of two figures for one policy does not count, and a key that stands twice neither', () => {
  assert.match(said({ figures: [FIGURE, { ...FIGURE, yuan: 1 }] }).join(), /figures\[1\]\.policy：.*第一个/);
  assert.match(said('{\n "place": "shanghai",\n "place": "henan"\n}', 'en').join(), /line 3, column 2, place: “place” stands twice/);
});

test('what the catalogue refuses is named where it stands', () => {
  const source = text(GOOD);
  const { lines } = judge(source, 'en');
  const { troubles } = judge(source, 'en', [`1${lines[3]}`, `0${lines[2]}`]);
  const [place, figure] = troubles;
  assert.match(place.says, /place: not in this catalogue/);
  assert.match(figure.says, /figures\[0\]: the catalogue has its own figure/);
  assert.ok(source.split('\n')[place.line - 1].includes('"place"'));
});
