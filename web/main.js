// Starts the page: fetches the wasm and tells it where the text of each language is.
import init, * as qibu from '../pkg/qibu.js';
import wasm from '../pkg/qibu_bg.wasm?url';
import zh from '../target/texts/texts.zh-CN.bin?url';
import en from '../target/texts/texts.en.bin?url';

// As absolute addresses: the wasm resolves a relative one against the page, not against this file.
const absolute = (address) => new URL(address, import.meta.url).href;

try {
  // Throws too where WebAssembly is missing, switched off or too old.
  await init({ module_or_path: absolute(wasm) });
  qibu.start_app?.(absolute(zh), absolute(en));
} catch (error) {
  console.error(error);
  // The sentence stands in index.html, in both languages, with links to the policy pages.
  const message = document.getElementById('unsupported');
  if (message) message.hidden = false;
}
