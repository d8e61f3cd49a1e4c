// What every walk through the built site needs: a server, a phone-sized browser, and a record of what went wrong.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../scripts/serve.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The command line, as `make build` leaves it. */
export const QIBU = (() => {
  const [, host] = execFileSync('rustc', ['-vV'], { encoding: 'utf8' }).match(/^host: (.+)$/m);
  return `${ROOT}target/${host}/debug/qibu`;
})();

export const DIST = `${ROOT}dist`;
const SHOTS = `${ROOT}target/shots`;

const PHONE = { width: 360, height: 740 };
const NOON = '2026-11-22T12:00:00+08:00';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Serves dist/; `base` mounts it under a sub-path, `types` replaces MIME types. Resolves to `{ url, stop }`. */
export const serveDist = (options) => serve(DIST, options);

export const launch = (...flags) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...flags] });

/**
 * Opens a page that nobody has visited before, in its own context.
 * Resolves to the page, its context, and two lists that fill as it runs: `errors` (console errors,
 * uncaught exceptions, failed requests) and `foreign` (addresses asked for outside its own origin).
 * `now` stands still; null leaves the real clock.
 */
export async function open(browser, url, { lang = 'zh-CN', viewport = PHONE, now = NOON, dark = false, ...context } = {}) {
  const visit = await browser.newContext({
    locale: lang,
    timezoneId: 'Asia/Shanghai',
    viewport,
    hasTouch: viewport.width < 600,
    colorScheme: dark ? 'dark' : 'light',
    ...context,
  });
  // A machine that is busy takes its time; a test that fails waits once.
  visit.setDefaultTimeout(30_000);
  if (now) await visit.addInitScript(freezeDate, Date.parse(now));

  const errors = [];
  const foreign = [];
  const page = await visit.newPage();
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  // A reload breaks off what the page before it was still fetching, such as its icon: that is no failure of the page.
  visit.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // A station's settings are asked of the network first; what the service worker makes of no answer is its own.
    const isTried = request.serviceWorker() && request.url().endsWith('/station.json');
    if (why !== 'net::ERR_ABORTED' && !isTried) errors.push(`${request.url()}: ${why}`);
  });
  visit.on('response', (response) => response.status() >= 400 && errors.push(`${response.url()}: ${response.status()}`));
  visit.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) foreign.push(request.url());
  });

  await page.goto(url, { waitUntil: 'load' });
  return { page, context: visit, errors, foreign };
}

/** Runs in the page, before anything else there. */
function freezeDate(now) {
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(now);
    }
    static now() {
      return now;
    }
  };
}

/** Resolves once the service worker has everything that the page needs offline. */
export const readyOffline = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') {
      await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
    }
  });

/** Takes a picture of the whole page into target/shots/NAME.png. */
export async function shoot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  const path = `${SHOTS}/${name}.png`;
  await page.screenshot({ path, fullPage: true });
  return path;
}

/** The answers that are kept, by fact. */
export const kept = (page) => page.evaluate(() => {
  const lines = (localStorage.getItem('qibu') ?? '').split('\n').slice(1);
  return Object.fromEntries(lines.map((line) => line.split('=')));
});

/** An answer of the situation JSON as it is kept. */
function line(answer) {
  if (answer === null) return '?';
  if (Array.isArray(answer)) return answer.join(',');
  if (typeof answer === 'object') {
    if (answer.has) return [...answer.has, ...(answer.unsure ?? []).map((value) => `?${value}`)].join(',');
    return `${answer.from ?? ''}..${answer.to ?? ''}`;
  }
  return { true: 'yes', false: 'no' }[String(answer)] ?? String(answer);
}

/** Keeps answers as an earlier visit would have left them. */
export const keep = (page, answers, savedAt) =>
  page.evaluate(
    ([lines, at]) => localStorage.setItem('qibu', [`qibu 1 ${at ?? Date.now()}`, ...lines].join('\n')),
    [Object.entries(answers).map(([fact, answer]) => `${fact}=${line(answer)}`), savedAt],
  );
