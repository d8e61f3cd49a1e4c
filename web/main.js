// Starts the page: fetches the wasm and tells it where the texts of each language and region are.
import init, * as qibu from '../pkg/qibu.js';
import wasm from '../pkg/qibu_bg.wasm?url';
import embedLook from './embed.css?url';
import embed from './embed.js?url';

const texts = import.meta.glob('../target/texts/*.bin', { query: '?url', import: 'default', eager: true });

// As absolute addresses: the wasm resolves a relative one against the page, not against this file.
const absolute = (address) => new URL(address, import.meta.url).href;

// In a frame of another page; the parameter says so where there are no settings.
const isEmbedded = location.hash.startsWith('#e.') || /[?&]embed\b/.test(location.search);

try {
  const frame = isEmbedded && import(/* @vite-ignore */ absolute(embed)).then(({ start }) => start(absolute(embedLook)));
  // Throws too where WebAssembly is missing, switched off or too old.
  await init({ module_or_path: absolute(wasm) });
  qibu.start_app?.((name) => absolute(texts[`../target/texts/${name}.bin`]), (await frame) || undefined);
} catch (error) {
  console.error(error);
  // The sentence stands in index.html, in both languages, with links to the policy pages.
  const message = document.getElementById('unsupported');
  if (message) message.hidden = false;
}
