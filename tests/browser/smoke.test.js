// The built site opens wherever it is put, and needs nothing from elsewhere.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, launch, open, readyOffline, serveDist, shoot } from './harness.js';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** The page has come up by itself: the program has drawn, and not a message of trouble. */
async function started(page) {
  await page.locator('html[data-start=done]').waitFor();
  await page.locator('h1').first().waitFor();
  assert.deepEqual(await page.locator('.trouble').allInnerTexts(), []);
}

async function opens({ server: options, ...page } = {}, walk = async () => {}) {
  const server = await serveDist(options);
  try {
    const visit = await open(browser, server.url, page);
    await started(visit.page);
    await walk(visit, server);
    assert.deepEqual(visit.errors, []);
    assert.deepEqual(visit.foreign, []);
    await visit.context.close();
  } finally {
    await server.stop();
  }
}

test('opens from the root', () => opens({}, ({ page }) => shoot(page, 'smoke')));

test('opens in English', () => opens({ lang: 'en' }));

test('opens from a sub-path', () => opens({ server: { base: '/campus/qibu/' } }));

test('opens where the host does not know wasm', () =>
  opens({ server: { types: { '.wasm': 'application/octet-stream' } } }));

test('opens where the host knows no type but those of pages, scripts and styles', () => {
  const types = Object.fromEntries(['.wasm', '.bin', '.json', '.webmanifest', '.svg'].map((ending) => [ending, 'text/plain']));
  return opens({ server: { types: { ...types, '.svg': 'image/svg+xml' } } });
});

test('opens on an intranet by plain http, where browsers offer no service worker', async () => {
  const intranet = await launch('--host-resolver-rules=MAP rencai.campus 127.0.0.1');
  const server = await serveDist({ base: '/qibu/' });
  try {
    const address = server.url.replace('127.0.0.1', 'rencai.campus');
    const { page, errors, foreign } = await open(intranet, address);
    await started(page);
    assert.equal(await page.evaluate(() => globalThis.isSecureContext), false);
    assert.deepEqual([errors, foreign], [[], []]);
  } finally {
    await intranet.close();
    await server.stop();
  }
});

test('no page of the site names an address from the root or of another host that it would fetch', () => {
  const pages = readdirSync(DIST, { recursive: true }).filter((file) => file.endsWith('.html'));
  assert.ok(pages.length > 100);
  for (const file of pages) {
    const html = readFileSync(join(DIST, file), 'utf8');
    for (const [, tag, address] of html.matchAll(/<(\w+)[^>]*?\s(?:href|src)="([^"]*)"/g)) {
      if (/^(https?|tel|mailto):/.test(address) && tag === 'a') continue;
      assert.match(address, /^(?!\/|[a-z]+:)/, `${file} names ${address}`);
      const [path] = address.split(/[?#]/);
      if (path) assert.ok(existsSync(join(DIST, dirname(file), decodeURIComponent(path))), `${file} names ${address}, which is not there`);
    }
  }
});

test('opens without a network after the first visit, with anything appended to the link', () =>
  opens({ server: { base: '/campus/qibu/' } }, async ({ page }, server) => {
    await readyOffline(page);
    await server.stop();
    await page.goto(`${server.url}?appinstall=0`);
    await started(page);
  }));

test('keeps the clock still', () =>
  opens({}, async ({ page }) => {
    assert.equal(await page.evaluate(() => new Date().toISOString()), '2026-11-22T04:00:00.000Z');
  }));

test('says where to read on when JavaScript is off', async () => {
  const server = await serveDist();
  try {
    const { page, context } = await open(browser, server.url, { javaScriptEnabled: false, now: null });
    assert.match(await page.locator('noscript').innerText(), /政策清单.*list of policies/s);
    await page.getByRole('link', { name: '政策清单' }).click();
    await page.locator('h1').first().waitFor();
    assert.match(page.url(), /policies\/index\.html$/);
    await context.close();
  } finally {
    await server.stop();
  }
});

test('says where to read on when WebAssembly is missing', async () => {
  const server = await serveDist();
  try {
    const { page, context } = await open(browser, 'about:blank');
    await context.addInitScript(() => { delete globalThis.WebAssembly; });
    await page.goto(server.url);
    await page.locator('.never').waitFor();
    await context.close();
  } finally {
    await server.stop();
  }
});

test('the catalogue lies beside the site, under a name that changes with it too', () => {
  const text = readFileSync(join(DIST, 'policies/catalogue.json'), 'utf8');
  const { catalogue } = JSON.parse(text);
  assert.match(catalogue, /^\d{4}-\d\d-\d\d\+[0-9a-f]{8}$/);
  assert.equal(readFileSync(join(DIST, `policies/catalogue-${catalogue}.json`), 'utf8'), text);
});

test('the headers file repeats the policy of the page', () => {
  const [, ofPage] = readFileSync(`${DIST}/index.html`, 'utf8').match(/Content-Security-Policy" content="([^"]+)"/);
  assert.ok(readFileSync(`${DIST}/_headers`, 'utf8').includes(`Content-Security-Policy: ${ofPage}; frame-ancestors`));
});
