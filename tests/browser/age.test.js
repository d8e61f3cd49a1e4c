// An old catalogue says how old it is; a newer version waits until it is asked for.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../scripts/serve.js';
import { DIST, keep, kept, launch, open, readyOffline, serveDist } from './harness.js';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

test('a catalogue of last year says how old it is, and one of today does not', async () => {
  const server = await serveDist();
  for (const [now, isOld] of [['2026-11-22T12:00:00+08:00', false], ['2027-11-22T12:00:00+08:00', true]]) {
    const { page, context } = await open(browser, server.url, { now });
    await page.locator('html[data-start=done]').waitFor();
    const words = await page.locator('.footer').innerText();
    assert.equal(/已有 365 天没有更新/.test(words), isOld, words);
    await context.close();
  }
  await server.stop();
});

test('a newer version is offered and takes over only when asked, with the answers kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qibu-'));
  cpSync(DIST, folder, { recursive: true });
  const server = await serve(folder);
  const visit = await open(browser, server.url, { now: null });
  const { page } = visit;
  await readyOffline(page);
  await keep(page, { 'founder.groups': ['graduate'], 'founder.hukou': 'shanghai' });

  // Another build: its shell says so. Only the plain files change, so the packed ones of the old build go.
  const shell = readFileSync(join(folder, 'index.html'), 'utf8').replace('<title>', '<title>新版 ');
  writeFileSync(join(folder, 'index.html'), shell);
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8').replace(/(url:"index\.html",revision:")/, '$1new');
  writeFileSync(join(folder, 'sw.js'), worker);
  for (const file of ['index.html', 'sw.js']) for (const end of ['br', 'gz']) rmSync(join(folder, `${file}.${end}`));

  await page.reload();
  await page.locator('html[data-start=done] #question-title').waitFor();
  await page.locator('#update').waitFor();
  assert.doesNotMatch(await page.content(), /<title>新版/, 'the old version goes on');
  await Promise.all([page.waitForEvent('load'), page.locator('#update button').click()]);
  await page.locator('html[data-start=done] #question-title').waitFor();
  assert.match(await (await fetch(page.url())).text(), /新版/);
  assert.equal(await page.locator('#update').isVisible(), false);
  assert.equal((await kept(page))['founder.hukou'], 'shanghai');
  await visit.context.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});
