// Starts the page: fetches the wasm and tells it where the texts of each language and region are.
import init, * as qibu from '../pkg/qibu.js';
import wasm from '../pkg/qibu_bg.wasm?url';
import embedLook from './embed.css?url';
import embed from './embed.js?url';
import { absolute, texts } from './texts.js';

// What a person takes along is fetched when it is opened; without arguments it is closed.
let taken;
async function door(...request) {
  if (request.length === 0) return taken?.then((take) => take.close(), () => {});
  taken = import('./take.js');
  return (await taken).open(...request);
}

// In a frame of another page; the parameter says so where there are no settings.
const isEmbedded = location.hash.startsWith('#e.') || /[?&]embed\b/.test(location.search);

/** The language in use, by the rule of src/interview/lang.rs. */
function language() {
  let chosen = null;
  try {
    // The page around says which; nothing is read from the device there.
    chosen = isEmbedded ? new URLSearchParams(location.hash.slice(3)).get('lang') : localStorage.getItem('qibu-lang');
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
  const frame = isEmbedded && import(/* @vite-ignore */ absolute(embed)).then(({ start }) => start(absolute(embedLook)));
  // Throws too where WebAssembly is missing, switched off or too old.
  await init({ module_or_path: absolute(wasm) });
  qibu.start_app?.(texts, door, (await frame) || undefined);
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
