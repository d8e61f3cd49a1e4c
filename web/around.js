// What stands around the page: a page of another site with this one in a frame, a station, a kiosk. Fetched only where
// there is one; web/main.js calls `start`.
import './around.css';

/** The fact that a line answers. */
const fact = (line) => line.split('=')[0];

/**
 * Begins with the text of station.json. Gives the function that the wasm speaks with (`src/interview/preset.rs`):
 * without an argument it says what is supposed, with one it hears which policies fit, or behind `!` which lines were
 * not taken up.
 */
export async function start(text, isEmbedded, isKiosk) {
  const station = text.trim() === '{}' ? null : (await import('./station.js')).start(text, isEmbedded);
  const frame = isEmbedded ? (await import('./embed.js')).start(station?.color) : null;
  if (isKiosk) (await import('./kiosk.js')).start(station?.idle);
  // Kiosks begin as such: nothing was taken up from the device, no step stands in the history.
  else if (station?.isKiosk && !isEmbedded) location.replace(`${location.pathname}?kiosk`);
  let isAsked = false;

  function supposed() {
    // A station names the language in which the next person finds the page; whoever chose another keeps it meanwhile.
    const lang = frame?.lang() || (isKiosk && !isAsked && station?.lang) || '';
    isAsked = true;
    const lines = frame?.lines() ?? [];
    const own = (station?.lines() ?? []).filter((line) => !lines.some((other) => fact(other) === fact(line)));
    return [(isEmbedded || isKiosk ? '!' : '') + lang, ...lines, ...own].join('\n');
  }

  return (told) => {
    if (told === undefined) return supposed();
    if (!told.startsWith('!')) return frame?.hear(told);
    const refused = told.slice(1).split('\n').filter(Boolean);
    const others = station ? station.refuse(refused) : refused;
    for (const line of others) console.warn(`qibu: not in this catalogue, so ignored: ${line.slice(1)}`);
  };
}
