// The core walks in Firefox and WebKit: by hand and by keyboard, taken along, from a link, on paper, without a network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ENGINES } from './engine.js';
import { serveDist } from './harness.js';

let server;
before(async () => { server = await serveDist(); });
after(() => server?.stop());

const shown = (selector) => [...document.querySelectorAll(selector)].some((it) => it.getClientRects().length > 0);
const text = (selector) => document.querySelector(selector)?.innerText ?? '';
const kept = () => Object.fromEntries((localStorage.getItem('qibu') ?? '').split('\n').slice(1).map((line) => line.split('=')));

/** The page in Chinese, whatever language the engine was told, without answers of an earlier visit. */
async function fresh(visit, address = server.url) {
  await visit.run(() => globalThis.localStorage?.removeItem('qibu')).catch(() => {});
  await visit.go('about:blank');
  await visit.go(address);
  await visit.wait(shown, '#question-title, #take-title');
  if ((await visit.run(() => document.documentElement.lang)) !== 'zh-CN') await visit.click('button', '简体');
  await visit.wait(() => document.documentElement.lang === 'zh-CN' && /关怀版/.test(document.body.innerText));
}

/** A graduate with a licence in Shanghai, answered by hand. */
async function begin(visit) {
  await visit.click('.choices label, .choices .tick', '高校毕业生');
  await visit.click('button', '继续');
  await visit.wait(() => /住所/.test(document.querySelector('#question-title').innerText));
  await visit.click('.choices button', '上海市');
  await visit.click('button', '闵行区');
  await visit.wait(() => /哪一步/.test(document.querySelector('#question-title').innerText));
  await visit.click('.choices button', '已办照');
  await visit.wait(() => !/哪一步/.test(document.querySelector('#question-title').innerText));
}

async function take(visit) {
  if (await visit.run(shown, '.bar')) await visit.click('.bar');
  await visit.click('button', '清单、日期、打印、分享');
  await visit.wait(shown, '#take-title');
}

const WALKS = {
  async 'an interview, kept over a reload, in two languages'(visit) {
    await fresh(visit);
    await begin(visit);
    const asked = await visit.run(text, '#question-title');
    assert.deepEqual(await visit.run(kept), { 'founder.groups': 'graduate', 'venture.place': 'shanghai/minhang', 'venture.status': 'registered' });
    await visit.go('about:blank');
    await visit.go(server.url);
    await visit.wait((was) => document.getElementById('question-title')?.innerText === was, asked);
    await visit.click('.bar');
    await visit.wait(shown, '.card');
    assert.ok(await visit.run(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await visit.click('.card-toggle');
    await visit.wait(shown, '.card-toggle[aria-expanded=true]');
    await visit.click('button', 'English');
    await visit.wait(() => document.documentElement.lang === 'en' && /Clear/.test(document.body.innerText));
    assert.match(await visit.title(), /Qibu/);
  },

  async 'by keyboard alone'(visit) {
    await fresh(visit);
    const reach = async (words) => {
      for (let i = 0; i < 80; i += 1) {
        if (await visit.run((label) => {
          const here = document.activeElement;
          return (here.closest('label') ?? here).textContent.includes(label) && here !== document.body;
        }, words)) return;
        await visit.press('Tab');
      }
      assert.fail(`no way to ${words} by keyboard`);
    };
    await reach('高校毕业生');
    assert.notEqual(await visit.run(() => {
      const seen = getComputedStyle(document.activeElement);
      return seen.outlineStyle === 'none' && seen.boxShadow === 'none' ? 'none' : 'seen';
    }), 'none', 'the focus is seen');
    await visit.press(' ');
    await visit.press('Enter');
    await visit.wait(() => /住所/.test(document.querySelector('#question-title').innerText));
    assert.equal(await visit.run(() => document.activeElement.id), 'question-title');
    await reach('上海市');
    await visit.press('Enter');
    // Other places stand there now: the focus is on none of them, so that a second Enter chooses nothing.
    await visit.wait(() => document.activeElement.id === 'question-title' && /就到这里/.test(document.body.innerText));
    await reach('就到这里');
    await visit.press('Enter');
    await visit.wait(() => /哪一步/.test(document.querySelector('#question-title').innerText));
  },

  async 'taken along by a link, opened again, and put on paper'(visit) {
    await fresh(visit);
    await begin(visit);
    await take(visit);
    await visit.click('.ways button', '链接和二维码');
    await visit.wait(() => document.querySelector('.shown textarea')?.value);
    const address = await visit.run(() => document.querySelector('.shown textarea').value);
    assert.match(address, /\?a#q1\./);
    await visit.run(() => { globalThis.print = () => { globalThis.printed = true; }; });
    await visit.click('.ways button', '打印');
    await visit.wait(() => globalThis.printed);
    assert.match(await visit.run(() => document.querySelector('.paper')?.textContent ?? ''), /首次创业一次性补贴/);
    if (visit.print) assert.ok((await visit.print()).byteLength > 10_000);

    await fresh(visit, address);
    await visit.wait(shown, '#take-title');
    assert.equal(await visit.run(() => location.search + location.hash), '');
    await visit.click('.take button', '用链接里的回答');
    await visit.wait(() => /graduate/.test(localStorage.getItem('qibu') ?? ''));
    assert.equal((await visit.run(kept))['venture.place'], 'shanghai/minhang');
  },

  async 'without a network after the first visit'(visit) {
    const own = await serveDist({ base: '/campus/' });
    try {
      await visit.go(own.url);
      await visit.wait(shown, '#question-title');
      const state = await visit.run(async () => {
        if (!('serviceWorker' in navigator)) return 'none';
        const { active } = await navigator.serviceWorker.ready;
        if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
        return active.state;
      });
      assert.equal(state, 'activated');
    } finally {
      await own.stop();
    }
    await visit.go('about:blank');
    await visit.go(`${own.url}?from=somewhere`);
    await visit.wait(shown, '#question-title');
    assert.ok(await visit.run(() => !document.querySelector('.trouble')));
  },
};

for (const { name, open, missing } of ENGINES) {
  for (const [walk, steps] of Object.entries(WALKS)) {
    test(`in ${name}: ${walk}`, { skip: missing ?? false }, async () => {
      const visit = await open();
      try {
        await steps(visit);
        assert.deepEqual(visit.errors, []);
      } finally {
        await visit.close();
      }
    });
  }
}
