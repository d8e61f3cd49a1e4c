// In a frame of another page: takes over what that page asks for, tells it the height, and, once the person has
// agreed, which policies fit. Loaded only there; web/main.js calls `start`.
//
// The page around gives its settings behind `#e.` and, from the element, by messages. Whatever is told goes to the
// origin that it named, which the browser's own account of who asked must confirm.

const WORDS = {
  'zh-Hant': {
    ask: (host) => `允許把符合的政策數量和名稱告訴這個網頁（${host}）？對方可能由此看出您的情況。`,
    yes: '允許',
    no: '不允許',
    told: (host) => `符合的政策數量和名稱正在告訴 ${host}；已經告訴的收不回來。`,
    stop: '不再告訴',
  },
  'zh-CN': {
    ask: (host) => `允许把符合的政策数量和名称告诉这个网页（${host}）？对方可能由此看出您的情况。`,
    yes: '允许',
    no: '不允许',
    told: (host) => `符合的政策数量和名称正在告诉 ${host}；已经告诉的收不回来。`,
    stop: '不再告诉',
  },
  en: {
    ask: (host) => `May this page (${host}) be told how many policies fit and which? It may gather from them who you are.`,
    yes: 'Allow',
    no: 'Do not allow',
    told: (host) => `${host} is being told how many policies fit and which; what it has heard cannot be taken back.`,
    stop: 'Stop telling',
  },
};

/** The least contrast of text, by WCAG. */
const ENOUGH = 4.5;

/** Red, green and blue from 0 to 255 of `#rgb`, `#rrggbb` or `rgb(r, g, b)`; null for anything else. */
export function parse(color) {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1];
  if (hex) return [0, 1, 2].map((i) => parseInt(hex.length === 3 ? hex[i].repeat(2) : hex.slice(2 * i, 2 * i + 2), 16));
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color.trim());
  return parts && parts.slice(1).map(Number);
}

/** Relative luminance by WCAG, from 0 to 1. */
export function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part <= 10.314_75 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast by WCAG, from 1 to 21. */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

const mix = (a, b, share) => a.map((part, i) => Math.round(part * share + b[i] * (1 - share)));

/**
 * What becomes of a colour on papers: `accent` as near to it as reads on each of them, `soft`, a paper in its tone
 * on which the accent reads too, and `onAccent`, black or white, whichever reads better.
 */
export function palette(color, papers) {
  const away = luminance(papers[0]) > 0.18 ? BLACK : WHITE;
  for (let step = 0; ; step++) {
    // The way to black or white keeps the hue, and ends where there is most contrast.
    const accent = mix(away, color, step / 100);
    const soft = mix(color, papers[0], 0.1);
    if (step === 100 || [...papers, soft].every((paper) => contrast(accent, paper) >= ENOUGH)) {
      const onAccent = contrast(accent, BLACK) > contrast(accent, WHITE) ? BLACK : WHITE;
      return { accent, soft, onAccent, isAdjusted: step > 0 };
    }
  }
}

/** The policies that fit, from the lines of src/surface/embed.rs. */
export function fitting(text) {
  const of = (mark) => text.split('\n').filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
  const policies = { eligible: of('+'), likely: of('?') };
  return { version: 1, counts: { eligible: policies.eligible.length, likely: policies.likely.length }, policies };
}

/** The answers that the page around supposes, a line each, behind the language. */
export function lines(settings, lang) {
  const groups = (settings.get('groups') ?? '').split(/[\s,]+/).filter(Boolean).map((group) => `founder.groups=${group}`);
  const place = (settings.get('place') ?? '').split(/\s+/).filter(Boolean).map((one) => `venture.place=${one}`);
  return [lang, ...groups, ...place].join('\n');
}

/** The origin that may be told: the one that was named, where nothing speaks against it; null otherwise. */
export function named(host, referrer, ancestors) {
  const origin = (address) => (URL.canParse?.(address) ?? /^https?:/.test(address) ? new URL(address).origin : null);
  if (!host || host === 'null' || origin(host) !== host) return null;
  const seen = [ancestors?.[0], referrer && origin(referrer)].filter(Boolean);
  return seen.every((one) => one === host) ? host : null;
}

/**
 * Begins; `look` is the address of the stylesheet. Gives the function that the wasm speaks with: without an
 * argument it says the language, where that was newly asked for, and the defaults; with one it hears what fits.
 */
export function start(look) {
  const root = document.documentElement;
  const read = () => new URLSearchParams(/^#e\./.test(location.hash) ? location.hash.slice(3) : '');
  let settings = read();
  let lang = '';
  let fits = fitting('');
  let isLinked = false;

  root.classList.add('embedded');
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: look }));

  const host = named(settings.get('host'), document.referrer, location.ancestorOrigins);
  if (settings.get('host') && !host) {
    console.warn(`qibu: ${settings.get('host')} is not the page around this frame, so it is told nothing`);
  }
  const post = (message) => parent.postMessage(message, host);
  const consent = consentLine(host, () => post({ qibu: 'assessment', detail: fits }));

  function follow(next) {
    if (String(next) === String(settings)) return;
    const [before, after] = [settings, next].map((all) => lines(all, all.get('lang')));
    settings = next;
    dress(settings.get('theme'));
    consent.show(isLinked && settings.has('events'));
    // A colour is no reason to take what the page says just now from the screen.
    if (before !== after) dispatchEvent(new Event('qibu-settings'));
  }

  function link() {
    if (isLinked) return;
    isLinked = true;
    root.classList.add('fitted');
    const size = () => post({ qibu: 'size', height: Math.ceil(document.body.getBoundingClientRect().height), title: document.title });
    new ResizeObserver(size).observe(document.body);
    new MutationObserver(size).observe(root, { attributeFilter: ['lang'] });
    consent.show(settings.has('events'));
  }

  addEventListener('hashchange', () => follow(read()));
  if (host && parent !== window) {
    addEventListener('message', ({ data, origin, source }) => {
      if (source !== parent || origin !== host || data?.qibu !== 'settings') return;
      link();
      follow(new URLSearchParams(String(data.settings)));
    });
    post({ qibu: 'ready' });
  }
  dress(settings.get('theme'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dress(settings.get('theme')));
  document.addEventListener('click', openOutside, true);

  return (found) => {
    if (found === undefined) {
      const asked = settings.get('lang') ?? '';
      const isNew = asked !== lang;
      lang = asked;
      return lines(settings, isNew ? lang : '');
    }
    const before = JSON.stringify(fits);
    fits = fitting(found);
    if (JSON.stringify(fits) !== before) consent.tell();
  };
}

/** A page in a frame is no place to read another one. */
function openOutside({ target }) {
  const link = target instanceof Element ? target.closest('a[href]') : null;
  if (!link || !/^https?:/.test(link.protocol) || link.href.split('#')[0] === location.href.split('#')[0]) return;
  link.target = '_blank';
  link.rel = 'noopener';
}

/** Takes over the colour of the page around, as far as text stays readable. */
function dress(theme) {
  const { style } = document.documentElement;
  const names = ['--accent', '--accent-soft', '--on-accent'];
  for (const name of names) style.removeProperty(name);
  if (!theme) return;
  const color = parse(theme) ?? parse(resolved(theme));
  if (!color) return console.warn(`qibu: theme-color “${theme}” is no colour, so it is ignored`);
  const look = getComputedStyle(document.documentElement);
  const papers = ['--paper', '--paper-raised'].map((name) => parse(look.getPropertyValue(name)));
  const { accent, soft, onAccent, isAdjusted } = palette(color, papers);
  [accent, soft, onAccent].forEach((rgb, i) => style.setProperty(names[i], `rgb(${rgb.join(', ')})`));
  if (isAdjusted) {
    console.info(`qibu: theme-color ${theme} would not reach a contrast of ${ENOUGH} here; rgb(${accent.join(', ')}) is used instead`);
  }
}

/** A colour in words as the browser understands it; empty where it does not. */
function resolved(theme) {
  const probe = document.createElement('span');
  probe.style.color = theme;
  if (!probe.style.color) return '';
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The line that asks whether the page around may be told what fits. Nothing is told before a yes. */
function consentLine(host, send) {
  const line = Object.assign(document.createElement('aside'), { className: 'consent', hidden: true });
  const says = document.createElement('p');
  const buttons = [0, 1].map(() => Object.assign(document.createElement('button'), { type: 'button', className: 'quiet' }));
  let [isShown, isAllowed, isRefused] = [false, false, false];
  line.append(says, ...buttons);
  document.body.append(line);

  function draw() {
    const words = WORDS[document.documentElement.lang] ?? WORDS.en;
    says.textContent = (isAllowed ? words.told : words.ask)(host);
    buttons[0].textContent = words.yes;
    buttons[0].hidden = isAllowed;
    buttons[1].textContent = isAllowed ? words.stop : words.no;
    line.hidden = !isShown || isRefused;
  }
  buttons[0].addEventListener('click', () => {
    isAllowed = true;
    draw();
    buttons[1].focus();
    send();
  });
  buttons[1].addEventListener('click', () => {
    [isAllowed, isRefused] = [false, true];
    draw();
  });
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['lang'] });

  return {
    show(is) {
      isShown = is;
      draw();
    },
    tell: () => isShown && isAllowed && send(),
  };
}
