// A station's own settings, `station.json`: what stands at the foot of the page, its colour, and what is filled in
// ahead. Loaded only where there is one; web/around.js calls `start`.
import { judge, told } from './station/check.js';
import { words } from './station/words.js';
import { dress } from './theme.js';

const make = (tag, values = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};

const lang = () => document.documentElement.lang;

/** Begins with the text of the file. In a frame the colour is left to the page around. */
export function start(text, isEmbedded) {
  let refused = [];
  const read = () => judge(text, lang(), refused);
  const { station } = read();
  const foot = make('aside', { className: 'station' });
  document.getElementById('app').after(foot);

  const draw = () => foot.replaceChildren(...shown(read()));
  draw();
  for (const { says } of read().troubles) console.warn(`qibu: station.json, ${says}`);
  new MutationObserver(() => {
    draw();
    // Sentences about figures are in the language that was left.
    dispatchEvent(new Event('qibu-settings'));
  }).observe(document.documentElement, { attributeFilter: ['lang'] });

  const wear = () => dress(station?.color);
  if (station?.color && !isEmbedded) {
    wear();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', wear);
  }
  // At the first visit it came before anything could keep it: asked for again, it is there without a network too.
  navigator.serviceWorker?.addEventListener('controllerchange', () => fetch('./station.json').catch(() => {}), { once: true });

  return {
    color: station?.color,
    idle: station?.idle_seconds,
    isKiosk: station?.kiosk ?? false,
    lang: station?.lang,
    lines: () => read().lines,
    /** Shows which of the lines were not taken up; gives those that are not the station's. */
    refuse(wrong) {
      const own = read().lines;
      const mine = wrong.filter((line) => own.includes(line.slice(1)));
      if (String(mine) !== String(refused)) {
        refused = mine;
        draw();
        for (const { says } of judge(text, lang(), refused).troubles) console.warn(`qibu: station.json, ${says}`);
      }
      return wrong.filter((line) => !mine.includes(line));
    },
  };
}

/** What stands at the foot of the page. */
function shown({ station, troubles, lines }) {
  const say = words(lang());
  const parts = station ? about(station, lines.filter((line) => line.startsWith('$')).length, say) : [];
  if (troubles.length > 0) {
    const list = make('ul', {}, ...troubles.map(({ says }) => make('li', { textContent: says })));
    parts.push(make('div', { className: 'wrong station-wrong' }, make('p', { textContent: station ? say.title(troubles.length) : say.broken }), list));
  }
  return parts;
}

function about({ name, contacts = {}, hours, handler, icp, police }, figures, say) {
  const here = lang();
  const parts = [];
  const line = (...inside) => parts.push(make('p', {}, ...inside));
  const outside = (href, text) => make('a', { href, rel: 'noreferrer', textContent: text });
  if (name) parts.push(make('h2', { textContent: told(name, here) }));
  const fields = [
    contacts.phone && [say.phone, contacts.phone],
    contacts.address && [say.address, told(contacts.address, here)],
    hours && [say.hours, told(hours, here)],
  ];
  for (const [title, text] of fields.filter(Boolean)) line(`${title} ${text}`);
  if (contacts.url) line(outside(contacts.url, contacts.url));
  if (figures > 0) line(say.figures(figures));
  if (handler) line(told(handler.text, here) || say.handler(handler.name, handler.contact));
  const filings = [
    icp && outside('https://beian.miit.gov.cn/', icp),
    police && outside(`https://beian.mps.gov.cn/#/query/webSearch?code=${police.code ?? police.number.replace(/\D/g, '')}`, police.number),
  ];
  if (icp || police) parts.push(make('p', { className: 'filings' }, ...filings.filter(Boolean)));
  return parts;
}
