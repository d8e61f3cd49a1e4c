// Starts the page: fetches both parts of the wasm and tells it where the texts of each language and region are.
import init, * as qibu from '../pkg/qibu.js';
import wasm from '../pkg/qibu_bg.wasm?url';
import rest from '../pkg/later.wasm?url';
import { absolute, texts } from './texts.js';

const { lang, isEmbedded, isKiosk, isNew, again } = globalThis.qibuFirst;

// What a person takes along is fetched when it is opened; without arguments it is closed.
let taken;
async function door(...request) {
  if (request.length === 0) return taken?.then((take) => take.close(), () => {});
  taken = import('./take.js');
  return (await taken).open(...request);
}

// What a station says of itself; where it comes late or not at all, the page stands without it.
let speak;
const around = fetch('./station.json', { cache: 'no-cache' })
  .then((answer) => (answer.ok ? answer.text() : '{}'), () => '{}')
  .then(async (station) => {
    if (!isEmbedded && !isKiosk && station.trim() === '{}') return;
    const started = await (await import('./around.js')).start(station, isEmbedded, isKiosk);
    await later;
    speak = started;
    dispatchEvent(new Event('qibu-settings'));
  });

// Its texts, and no others, come while the wasm is still on its way.
const ahead = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', crossOrigin: '' });
ahead.href = texts(`texts.${lang}`);
document.head.append(ahead);

// What nothing needs before the first answer: src/later.txt. Until it has come, whatever a person does waits.
let isComplete;
const later = new Promise((resolve) => { isComplete = resolve; });
async function complete(first) {
  const waiting = document.getElementById('waiting');
  for (let pause = 1000; ; pause = Math.min(2 * pause, 30_000)) {
    try {
      const answer = await fetch(absolute(rest));
      if (!answer.ok) throw new Error(`${answer.status} ${rest}`);
      await WebAssembly.instantiate(await answer.arrayBuffer(), { f: first });
      waiting.hidden = true;
      return isComplete();
    } catch (error) {
      console.warn(error);
      waiting.hidden = false;
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
        addEventListener('online', resolve, { once: true });
      });
    }
  }
}

/** The program has drawn, or said why it cannot. */
function drawn() {
  const app = document.getElementById('app');
  const before = app.firstElementChild;
  return new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (app.firstElementChild === before || !app.firstElementChild) return;
      observer.disconnect();
      resolve();
    }).observe(app, { childList: true });
  });
}

try {
  // Throws where WebAssembly is too old, or switched off.
  const first = await init({ module_or_path: absolute(wasm) });
  complete(first);
  // Whoever comes back to something is shown that, and not the first question before it.
  if (!isNew) await later;
  if (isEmbedded || isKiosk) await around;
  drawn().then(again);
  qibu.start_app?.(texts, door, (...told) => speak?.(...told), later);
} catch (error) {
  console.error(error);
  // The sentence stands in index.html, in both languages, with links to the policy pages.
  document.documentElement.dataset.start = 'never';
}

// Nothing waits for it: it is fetched once the page is whole and has nothing else to do.
if ('serviceWorker' in navigator) {
  const keepUp = () => import('./update.js');
  later.then(() => (globalThis.requestIdleCallback ?? setTimeout)(keepUp));
}
