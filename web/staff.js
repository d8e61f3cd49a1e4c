// Starts the staff's side: counter, rosters, settings of a station, policy files.
import init, { screen_with, start_staff } from '../pkg/staff/staff.js';
import wasm from '../pkg/staff/staff_bg.wasm?url';
import screener from './screen-worker.js?worker&url';
import { judge } from './station/check.js';
import { absolute, texts } from './texts.js';
import './trusted.js';

// Nothing is kept on a shared machine, the language neither: the address says it.
const lang = new URLSearchParams(location.search).get('lang') ?? navigator.language;

// What is wrong with a station's settings, as JSON.
const stationCheck = (text, tag, refused) => JSON.stringify(judge(text, tag, refused.split('\n').filter(Boolean)));

// Where policy files are checked; fetched when somebody goes there.
const checker = async (...deed) => (await import('./check.js')).deed(...deed);

try {
  await init({ module_or_path: absolute(wasm) });
  screen_with(absolute(screener));
  await start_staff(texts, lang, stationCheck, checker);
} catch (error) {
  console.error(error);
  const message = document.getElementById('unsupported');
  if (message) message.hidden = false;
}

// The staff's side works without a network from the second visit on, whoever never opened the page for founders too.
// Where a browser forbids it, it works all the same, with a network.
navigator.serviceWorker?.register('./sw.js').catch((error) => console.warn(error));
