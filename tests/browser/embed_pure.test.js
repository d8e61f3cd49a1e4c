// What web/embed.js and web/theme.js work out without a browser: colours, origins, lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitting, lines, named } from '../../web/embed.js';
import { contrast, luminance, palette, parse } from '../../web/theme.js';

const PAPERS = { light: [[255, 255, 255], [244, 246, 247]], dark: [[20, 23, 26], [31, 36, 40]] };

test('contrast is that of WCAG', () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]).toFixed(2), '21.00');
  assert.equal(contrast([119, 119, 119], [255, 255, 255]).toFixed(2), '4.48');
  assert.equal(luminance([255, 0, 0]).toFixed(4), '0.2126');
});

test('colours are read as people write them', () => {
  assert.deepEqual(parse('#0a5'), [0, 170, 85]);
  assert.deepEqual(parse(' #00AA55 '), [0, 170, 85]);
  assert.deepEqual(parse('rgb(1, 2, 3)'), [1, 2, 3]);
  for (const wrong of ['', '#12345', 'green', 'url(x)', 'rgb(0 0 0)']) assert.equal(parse(wrong), null, wrong);
});

test('no colour of a host breaks contrast, light or dark', () => {
  const steps = [0, 51, 102, 153, 204, 255];
  for (const papers of Object.values(PAPERS)) {
    for (const r of steps) for (const g of steps) for (const b of steps) {
      const { accent, soft, onAccent, isAdjusted } = palette([r, g, b], papers);
      for (const paper of [...papers, soft]) assert.ok(contrast(accent, paper) >= 4.5, `${[r, g, b]} on ${paper}`);
      assert.ok(contrast(accent, onAccent) >= 4.5, `${onAccent} on ${accent}`);
      if (!isAdjusted) assert.deepEqual(accent, [r, g, b]);
    }
  }
  assert.equal(palette([11, 74, 117], PAPERS.light).isAdjusted, false);
  assert.equal(palette([255, 255, 0], PAPERS.light).isAdjusted, true);
  assert.equal(palette([255, 255, 0], PAPERS.dark).isAdjusted, false);
});

test('only the origin that is really around is named', () => {
  const host = 'https://campus.example';
  assert.equal(named(host, `${host}/`, undefined), host);
  assert.equal(named(host, '', undefined), host, 'a host that tells no referrer is checked by its messages');
  assert.equal(named(host, 'https://other.example/', undefined), null);
  assert.equal(named(host, '', ['https://other.example']), null);
  for (const wrong of [null, '', 'null', 'campus.example', `${host}/page`, 'javascript:1']) assert.equal(named(wrong, '', undefined), null, wrong);
});

test('defaults become lines, one for each group; nothing else can be slipped in', () => {
  const of = (text) => lines(new URLSearchParams(text));
  assert.deepEqual(of('place=shanghai/minhang&groups=student,veteran'), ['founder.groups=student', 'founder.groups=veteran', 'venture.place=shanghai/minhang']);
  assert.deepEqual(of(''), []);
  assert.deepEqual(of('place=x%0Aventure.staff=3'), ['venture.place=x', 'venture.place=venture.staff=3']);
});

test('what is told are counts and ids only', () => {
  assert.deepEqual(fitting('+a/b\n?c\n+d\n'), { version: 1, counts: { eligible: 2, likely: 1 }, policies: { eligible: ['a/b', 'd'], likely: ['c'] } });
});
