// In a frame of another page: takes over what that page asks for, tells it the height, and, once the person has
// agreed, which policies fit. Loaded only there; web/around.js calls `start`.
//
// The page around gives its settings behind `#e.` and, from the element, by messages. Whatever is told goes to the
// origin that it named, which the browser's own account of who asked must confirm.

import { dress } from './theme.js';

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

/** The policies that fit, from the lines of src/surface/embed.rs. */
export function fitting(text) {
  const of = (mark) => text.split('\n').filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
  const policies = { eligible: of('+'), likely: of('?') };
  return { version: 1, counts: { eligible: policies.eligible.length, likely: policies.likely.length }, policies };
}

/** The answers that the page around supposes, a line each. */
export function lines(settings) {
  const groups = (settings.get('groups') ?? '').split(/[\s,]+/).filter(Boolean).map((group) => `founder.groups=${group}`);
  const place = (settings.get('place') ?? '').split(/\s+/).filter(Boolean).map((one) => `venture.place=${one}`);
  return [...groups, ...place];
}

/** The origin that may be told: the one that was named, where nothing speaks against it; null otherwise. */
export function named(host, referrer, ancestors) {
  const origin = (address) => (URL.canParse?.(address) ?? /^https?:/.test(address) ? new URL(address).origin : null);
  if (!host || host === 'null' || origin(host) !== host) return null;
  const seen = [ancestors?.[0], referrer && origin(referrer)].filter(Boolean);
  return seen.every((one) => one === host) ? host : null;
}

/**
 * Begins; `fallback` is the station's colour, for where the page around has none. Gives what the page around asks for,
 * the language only where that is new, and the way to hear which policies fit.
 */
export function start(fallback) {
  const root = document.documentElement;
  const read = () => new URLSearchParams(/^#e\./.test(location.hash) ? location.hash.slice(3) : '');
  let settings = read();
  let lang = '';
  let fits = fitting('');
  let isLinked = false;

  root.classList.add('embedded');

  const host = named(settings.get('host'), document.referrer, location.ancestorOrigins);
  if (settings.get('host') && !host) {
    console.warn(`qibu: ${settings.get('host')} is not the page around this frame, so it is told nothing`);
  }
  const post = (message) => parent.postMessage(message, host);
  const consent = consentLine(host, () => post({ qibu: 'assessment', detail: fits }));

  const wear = () => dress(settings.get('theme') ?? fallback);

  function follow(next) {
    if (String(next) === String(settings)) return;
    const [before, after] = [settings, next].map((all) => [all.get('lang'), ...lines(all)].join('\n'));
    settings = next;
    wear();
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
  wear();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', wear);
  document.addEventListener('click', openOutside, true);

  return {
    lang() {
      const asked = settings.get('lang') ?? '';
      const isNew = asked !== lang;
      lang = asked;
      return isNew ? lang : '';
    },
    lines: () => lines(settings),
    hear(found) {
      const before = JSON.stringify(fits);
      fits = fitting(found);
      if (JSON.stringify(fits) !== before) consent.tell();
    },
  };
}

/** A page in a frame is no place to read another one. */
function openOutside({ target }) {
  const link = target instanceof Element ? target.closest('a[href]') : null;
  if (!link || !/^https?:/.test(link.protocol) || link.href.split('#')[0] === location.href.split('#')[0]) return;
  link.target = '_blank';
  link.rel = 'noopener';
}

/** How long the question must have been seen before a yes counts, in milliseconds. */
const SEEN = 500;

/**
 * Lets a button be pressed only once it has been in view, covered by nothing, for a while: no page slips a yes in.
 * Gives the function that begins and ends the watch: while it is on, Chromium drops every press in a frame that moved
 * within half a second, so a tap right after scrolling would be lost.
 */
function guard(button) {
  let timer;
  let isWatched = false;
  const rest = () => {
    clearTimeout(timer);
    button.disabled = true;
  };
  const watch = new IntersectionObserver(([...looks]) => {
    rest();
    // Whether something covers it is told by some browsers only.
    const { intersectionRatio, isVisible } = looks.at(-1);
    const isSeen = isWatched && intersectionRatio > 0.98 && isVisible !== false;
    if (isSeen) timer = setTimeout(() => (button.disabled = false), SEEN);
  }, { threshold: [0, 0.99], trackVisibility: true, delay: 100 });
  rest();
  return (is) => {
    if (is === isWatched) return;
    isWatched = is;
    rest();
    if (is) watch.observe(button);
    else watch.disconnect();
  };
}

/** The line that asks whether the page around may be told what fits. Nothing is told before a yes. */
function consentLine(host, send) {
  const line = Object.assign(document.createElement('aside'), { className: 'consent', hidden: true });
  const says = document.createElement('p');
  const buttons = [0, 1].map(() => Object.assign(document.createElement('button'), { type: 'button', className: 'quiet' }));
  let [isShown, isAllowed, isRefused] = [false, false, false];
  line.append(says, ...buttons);
  const watch = guard(buttons[0]);
  document.body.append(line);

  function draw() {
    const words = WORDS[document.documentElement.lang] ?? WORDS.en;
    says.textContent = (isAllowed ? words.told : words.ask)(host);
    buttons[0].textContent = words.yes;
    buttons[0].hidden = isAllowed;
    buttons[1].textContent = isAllowed ? words.stop : words.no;
    line.hidden = !isShown || isRefused;
    watch(!line.hidden && !isAllowed);
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
