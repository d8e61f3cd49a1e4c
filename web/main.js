// Starts the page: fetches the wasm and tells it where the texts of each language and region are.
import init, * as qibu from '../pkg/qibu.js';
import wasm from '../pkg/qibu_bg.wasm?url';

const texts = import.meta.glob('../target/texts/*.bin', { query: '?url', import: 'default', eager: true });

// As absolute addresses: the wasm resolves a relative one against the page, not against this file.
const absolute = (address) => new URL(address, import.meta.url).href;

/** The language in use, by the rule of src/interview/lang.rs. */
function language() {
  let chosen = null;
  try {
    chosen = localStorage.getItem('qibu-lang');
  } catch {
    // A forbidden storage remembers nothing; the page works all the same.
  }
  const tag = (chosen ?? navigator.language).toLowerCase();
  if (!tag.startsWith('zh')) return 'en';
  return /^zh.(hant|tw$|hk$|mo$)/.test(tag) ? 'zh-Hant' : 'zh-CN';
}

// Its texts, and no others, come while the wasm is still on its way.
const ahead = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', crossOrigin: '' });
ahead.href = absolute(texts[`../target/texts/texts.${language()}.bin`]);
document.head.append(ahead);

try {
  // Throws too where WebAssembly is missing, switched off or too old.
  await init({ module_or_path: absolute(wasm) });
  qibu.start_app?.((name) => absolute(texts[`../target/texts/${name}.bin`]));
} catch (error) {
  console.error(error);
  // The sentence stands in index.html, in both languages, with links to the policy pages.
  const message = document.getElementById('unsupported');
  if (message) message.hidden = false;
}
