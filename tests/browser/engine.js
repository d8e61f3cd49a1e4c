// Firefox and WebKit behind the same few deeds, each by the protocol that it speaks itself.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import puppeteer from 'puppeteer-core';

const FIREFOX = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path));
const DRIVER = [process.env.WEBKIT_DRIVER, '/usr/bin/WebKitWebDriver'].find((path) => path && existsSync(path));
const MINI = ['4.1', '4.0', '6.0'].map((api) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${api}/MiniBrowser`)
  .concat('/usr/lib/x86_64-linux-gnu/webkitgtk-6.0/MiniBrowser').find((path) => existsSync(path));
const XVFB = ['/usr/bin/Xvfb'].find((path) => existsSync(path));
const PATIENCE = 60_000;

const sleep = (time) => new Promise((done) => setTimeout(done, time));

/** Runs `look` until it gives something; the last of it otherwise. */
async function until(look, what) {
  for (const end = Date.now() + PATIENCE; ;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(100);
  }
}

/** What both offer, from how a page is opened, asked, clicked and typed into. */
function deeds({ go, run, click, press, title, print, close }) {
  return {
    go, run, press, title, print, close,
    /** Waits until a function is true in the page. */
    wait: (look, ...parts) => until(() => run(look, ...parts).catch(() => false), String(look)),
    /** Clicks, as a person would, the first visible element of a selector whose text begins with, or is matched by, `words`. */
    async click(selector, words = '') {
      for (let tries = 5; ; tries -= 1) {
        const mark = `mark-${Math.random().toString(36).slice(2)}`;
        await until(() => run(marked, selector, words, mark), `${selector} “${words}”`);
        try {
          return await click(`[data-${mark}]`);
        } catch (error) {
          // The page drew itself anew in between: what was marked is not there any more, and nothing was clicked.
          if (!tries || !/no such element|stale element|not interactable|intercepted|No element found|not clickable|detached/i.test(String(error))) throw error;
        }
      }
    },
  };
}

function marked(selector, words, mark) {
  const fits = (it) => it.getClientRects().length > 0 && it.textContent.trim().startsWith(words);
  const found = [...document.querySelectorAll(selector)].find(fits);
  found?.scrollIntoView({ block: 'center' });
  found?.setAttribute(`data-${mark}`, '');
  return found !== undefined;
}

async function firefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: FIREFOX, headless: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'zh-CN', 'intl.locale.requested': 'zh-CN' },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 400, height: 800 });
  const errors = [];
  page.on('pageerror', (error) => {
    // A page that is left breaks off what its service worker still fetched: that is no failure of the page.
    if (!/A ServiceWorker intercepted the request/.test(String(error))) errors.push(String(error));
  });
  return {
    errors,
    ...deeds({
      go: (address) => page.goto(address, { waitUntil: 'load' }),
      run: (work, ...parts) => page.evaluate(work, ...parts),
      click: (selector) => page.click(selector),
      press: (key) => page.keyboard.press(key),
      title: () => page.title(),
      print: () => page.pdf({ format: 'A4' }),
      close: () => browser.close(),
    }),
  };
}

const KEYS = { Tab: '\ue004', Enter: '\ue007', ' ': ' ' };

/** A port that is free now. */
const port = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => done(free));
  });
});

async function webkit() {
  // A display of its own, whose number it picks itself.
  const screen = spawn(XVFB, ['-displayfd', '3', '-screen', '0', '500x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((done, failed) => {
    screen.on('error', failed);
    screen.stdio[3].once('data', (number) => done(`:${String(number).trim()}`));
  });
  const at = await port();
  const env = { ...process.env, DISPLAY: display, LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN', WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' };
  const driver = spawn(DRIVER, [`--port=${at}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  const stop = () => { driver.kill(); screen.kill(); };
  const send = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${at}${path}`, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
  try {
    await until(() => send('GET', '/status').then(() => true, () => false), 'WebKitWebDriver');
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: MINI, args: ['--automation'] } } };
    const { sessionId } = await send('POST', '/session', { capabilities });
    const to = (path) => `/session/${sessionId}${path}`;
    await send('POST', to('/window/rect'), { x: 0, y: 0, width: 420, height: 860 });
    const element = async (selector) => Object.values(await send('POST', to('/element'), { using: 'css selector', value: selector }))[0];
    const run = (work, ...args) => send('POST', to('/execute/async'), {
      script: `const parts = [...arguments]; const done = parts.pop(); Promise.resolve((${work})(...parts)).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      args,
    }).then((outcome) => {
      if (outcome.error) throw new Error(outcome.error);
      return outcome.value ?? undefined;
    });
    return {
      errors: [],
      ...deeds({
        go: (url) => send('POST', to('/url'), { url }),
        run,
        click: async (selector) => send('POST', to(`/element/${await element(selector)}/click`)),
        press: (key) => send('POST', to('/actions'), {
          actions: [{ type: 'key', id: 'keyboard', actions: [{ type: 'keyDown', value: KEYS[key] ?? key }, { type: 'keyUp', value: KEYS[key] ?? key }] }],
        }),
        title: () => send('GET', to('/title')),
        print: null,
        close: async () => {
          await send('DELETE', to('')).catch(() => {});
          stop();
        },
      }),
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Each engine: its name, how it is opened, and why it cannot be, where it cannot. */
export const ENGINES = [
  { name: 'Firefox', open: firefox, missing: FIREFOX ? null : 'no Firefox here: scripts/install-browser.sh' },
  { name: 'WebKit', open: webkit, missing: DRIVER && MINI && XVFB ? null : 'no WebKit here: scripts/install-browser.sh' },
];
