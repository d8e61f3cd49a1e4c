// The worker that checks policy files: `[number, deed, …]` in, `[number, answer]` or `[number, undefined, error]` out.
import init, { Files } from '../pkg/check/check.js';

/** What is kept for use without a network, once this place was opened: too large to fetch ahead for everybody. */
const KEPT = 'qibu-check';

/** A file of this build, from what is kept or from the network. */
async function kept(cache, address) {
  const found = await cache?.match(address);
  if (found) return found;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  await cache?.put(address, response.clone());
  return response;
}

async function open(wasm, sources) {
  // Without https there is no cache: then a network is needed every time.
  const cache = await globalThis.caches?.open(KEPT);
  const [program, files] = await Promise.all([kept(cache, wasm), kept(cache, sources)]);
  await init({ module_or_path: program });
  const opened = new Files(await files.text());
  // Names change with the content: what an earlier build kept is of no use.
  for (const { url } of (await cache?.keys()) ?? []) if (url !== wasm && url !== sources) await cache.delete(url);
  return opened;
}

let files;
onmessage = async ({ data: [number, deed, ...words] }) => {
  if (deed === 'start') {
    files = open(...words);
    // Told to whoever asks first.
    files.catch(() => {});
    return;
  }
  try {
    postMessage([number, (await files)[deed](...words)]);
  } catch (error) {
    postMessage([number, undefined, String(error)]);
  }
};
