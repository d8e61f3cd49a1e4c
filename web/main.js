// Starts the page: fetches the wasm and tells it where the texts of each language and region are.
import init, * as qibu from '../pkg/qibu.js';
import wasm from '../pkg/qibu_bg.wasm?url';
import { absolute, texts } from './texts.js';

// What a person takes along is fetched when it is opened; without arguments it is closed.
let taken;
async function door(...request) {
  if (request.length === 0) return taken?.then((take) => take.close(), () => {});
  taken = import('./take.js');
  return (await taken).open(...request);
}

// In a frame of another page; the parameter says so where there are no settings. On a machine that many use.
const isEmbedded = location.hash.startsWith('#e.') || /[?&]embed\b/.test(location.search);
const isKiosk = !isEmbedded && /[?&]kiosk\b/.test(location.search);

// What a station says of itself; where it comes late or not at all, the page stands without it.
let speak;
const around = fetch('./station.json', { cache: 'no-cache' })
  .then((answer) => (answer.ok ? answer.text() : '{}'), () => '{}')
  .then(async (station) => {
    if (!isEmbedded && !isKiosk && station.trim() === '{}') return;
    speak = await (await import('./around.js')).start(station, isEmbedded, isKiosk);
    dispatchEvent(new Event('qibu-settings'));
  });

/** The language in use, by the rule of src/interview/lang.rs. */
function language() {
  let chosen = null;
  try {
    // The page around says which; nothing is read from the device there.
    if (isEmbedded) chosen = new URLSearchParams(location.hash.slice(3)).get('lang');
    else if (!isKiosk) chosen = localStorage.getItem('qibu-lang');
  } catch {
    // A forbidden storage remembers nothing; the page works all the same.
  }
  const tag = (chosen ?? navigator.language).toLowerCase();
  if (!tag.startsWith('zh')) return 'en';
  return /^zh.(hant|tw$|hk$|mo$)/.test(tag) ? 'zh-Hant' : 'zh-CN';
}

// Its texts, and no others, come while the wasm is still on its way.
const ahead = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', crossOrigin: '' });
ahead.href = texts(`texts.${language()}`);
document.head.append(ahead);

try {
  // Throws too where WebAssembly is missing, switched off or too old.
  await init({ module_or_path: absolute(wasm) });
  if (isEmbedded || isKiosk) await around;
  qibu.start_app?.(texts, door, (...told) => speak?.(...told));
} catch (error) {
  console.error(error);
  // The sentence stands in index.html, in both languages, with links to the policy pages.
  const message = document.getElementById('unsupported');
  if (message) message.hidden = false;
}

// Nothing waits for it: it is fetched once the page stands, which may be now.
const keepUp = () => import('./update.js');
if ('serviceWorker' in navigator) {
  if (document.readyState === 'complete') keepUp();
  else addEventListener('load', keepUp);
}
