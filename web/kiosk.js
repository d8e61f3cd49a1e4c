// A machine that many use, `index.html?kiosk`: nothing is kept, whoever walks away is followed by an empty page, and a
// tap leaves at once. Loaded only there; web/around.js calls `start` before anything is drawn.
import { link } from './station/link.js';

const WORDS = {
  'zh-CN': {
    leave: '离开',
    title: '还在吗？',
    idle: (n) => `${n} 秒后清除全部回答，换下一位使用。`,
    stay: '我还在',
    elsewhere: '这台机器不打开别的网页。请用自己的手机扫码，或记下网址：',
    close: '关闭',
  },
  'zh-Hant': {
    leave: '離開',
    title: '還在嗎？',
    idle: (n) => `${n} 秒後清除全部回答，換下一位使用。`,
    stay: '我還在',
    elsewhere: '這台機器不打開別的網頁。請用自己的手機掃碼，或記下網址：',
    close: '關閉',
  },
  en: {
    leave: 'Leave',
    title: 'Still there?',
    idle: (n) => `In ${n} seconds all answers are deleted for the next person.`,
    stay: 'I am here',
    elsewhere: 'This machine opens no other page. Scan the code with your own phone, or note the address:',
    close: 'Close',
  },
};

const words = () => WORDS[document.documentElement.lang] ?? WORDS.en;

/** How long nobody may touch anything, and how long the warning then stands, in seconds. */
const IDLE = 120;
const WARNING = 20;

/** Within how many milliseconds Escape is pressed twice to leave. */
const TWICE = 1000;

const make = (tag, values = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};

export function start(idle = IDLE) {
  const address = `${location.pathname}?kiosk`;
  document.documentElement.classList.add('kiosk');
  forget();

  // One entry in the history, whatever is answered: Back leaves and shows no step.
  history.pushState = (state, title, url) => history.replaceState(state, title, url);

  function leave() {
    // Gone from the screen before the next page has come.
    document.body.replaceChildren();
    forget();
    location.replace(address);
    // Where the address is the same but for a fragment, replacing it loads nothing.
    if (location.hash) location.reload();
  }
  addEventListener('pagehide', () => document.body.replaceChildren());
  addEventListener('pageshow', ({ persisted }) => persisted && leave());

  const button = make('button', { type: 'button', className: 'kiosk-button' });
  button.addEventListener('click', leave);
  document.body.prepend(make('div', { className: 'kiosk-bar' }, button));
  const speak = () => (button.textContent = words().leave);
  new MutationObserver(speak).observe(document.documentElement, { attributeFilter: ['lang'] });
  speak();

  watch(idle, leave);
  let escaped = -TWICE;
  addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    if (performance.now() - escaped < TWICE) leave();
    escaped = performance.now();
  });
  document.addEventListener('click', stay, true);
  seeFields();
}

/** Nothing of an earlier use of this browser stays. */
function forget() {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // A forbidden storage has kept nothing.
  }
}

/** Warns whoever did something and then nothing for a while, and leaves. */
function watch(idle, leave) {
  const count = make('p', { id: 'kiosk-count' });
  const title = make('h2', { id: 'kiosk-title' });
  const here = make('button', { type: 'button', className: 'kiosk-button' });
  const warning = make('dialog', { className: 'kiosk-dialog' }, title, count, here);
  warning.setAttribute('role', 'alertdialog');
  warning.setAttribute('aria-labelledby', title.id);
  warning.setAttribute('aria-describedby', count.id);
  document.body.append(warning);

  // Nobody has been here yet: an empty page needs no warning.
  let last = null;
  const touched = (event) => {
    // A tap that answers the warning ends there: it must not go through to what lies behind.
    if (warning.open && event.type !== 'click' && event.type !== 'keydown') return;
    last = performance.now();
    if (!warning.open) return;
    event.preventDefault();
    warning.close();
  };
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input', 'click']) {
    addEventListener(kind, touched, { capture: true, passive: kind !== 'keydown' && kind !== 'click' });
  }

  setInterval(() => {
    if (last === null) return;
    const left = Math.ceil(idle + WARNING - (performance.now() - last) / 1000);
    if (left <= 0) return leave();
    if (left > WARNING) return;
    title.textContent = words().title;
    here.textContent = words().stay;
    count.textContent = words().idle(left);
    if (!warning.open) {
      for (const open of document.querySelectorAll('dialog[open]')) open.close();
      warning.showModal();
    }
  }, 1000);
}

/** Another page would know neither the idle time nor the way back: its address is shown instead. */
function stay(event) {
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!anchor || anchor.href.split('#')[0] === location.href.split('#')[0]) return;
  event.preventDefault();
  const close = make('button', { type: 'button', className: 'kiosk-button', textContent: words().close });
  const shown = make('p', { className: 'kiosk-address', textContent: anchor.href });
  const code = /^https?:/.test(anchor.protocol) ? [link(anchor.href)] : [];
  const dialog = make('dialog', { className: 'kiosk-dialog' }, make('p', { textContent: words().elsewhere }), ...code, shown, close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The keyboard on the screen makes room for the field that is typed into; the browser keeps nothing of it. */
function seeFields() {
  document.querySelector('meta[name=viewport]').content += ', interactive-widget=resizes-content';
  addEventListener('focusin', ({ target }) => target instanceof HTMLInputElement && (target.autocomplete = 'off'));
  globalThis.visualViewport?.addEventListener('resize', () => {
    const field = document.activeElement;
    if (field?.matches('input, select, textarea')) field.scrollIntoView({ block: 'center' });
  });
}
