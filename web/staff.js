// Starts the staff's side: counter, rosters, settings of a station, policy files.
import init, { start_staff } from '../pkg/staff/staff.js';
import wasm from '../pkg/staff/staff_bg.wasm?url';
import { judge } from './station/check.js';
import { absolute, texts } from './texts.js';

// Nothing is kept on a shared machine, the language neither: the address says it.
const lang = new URLSearchParams(location.search).get('lang') ?? navigator.language;

try {
  await init({ module_or_path: absolute(wasm) });
  await start_staff(texts, lang, (text, tag, refused) => JSON.stringify(judge(text, tag, refused.split('\n').filter(Boolean))));
} catch (error) {
  console.error(error);
  const message = document.getElementById('unsupported');
  if (message) message.hidden = false;
}
