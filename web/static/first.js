// Runs before anything is painted. What stands in index.html is what a person sees who comes for the first time, in
// simplified Chinese; for everybody else it stays hidden until the program has drawn theirs. What is tapped and typed in
// it before the program has come is done again afterwards: web/main.js calls `qibuFirst.again`.
//
// `data-start` of the document says how far it is: `never` (the page cannot run; so it stands in index.html), `first`,
// `anew`, `done`. Nothing here is newer than the oldest browsers that know modules, so that all others stay with `never`.
(() => {
  // In a frame of another page; the parameter says so where there are no settings. On a machine that many use.
  const isEmbedded = location.hash.startsWith('#e.') || /[?&]embed\b/.test(location.search);
  const isKiosk = !isEmbedded && /[?&]kiosk\b/.test(location.search);
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      // A forbidden storage remembers nothing; the page works all the same.
      return null;
    }
  };

  /** The language in use, by the rule of src/interview/lang.rs. */
  function language() {
    // The page around says which; nothing is read from the device there.
    const asked = isEmbedded ? new URLSearchParams(location.hash.slice(3)).get('lang') : isKiosk ? null : kept('qibu-lang');
    const tag = (asked || navigator.language).toLowerCase();
    if (!tag.startsWith('zh')) return 'en';
    return /^zh.(hant|tw$|hk$|mo$)/.test(tag) ? 'zh-Hant' : 'zh-CN';
  }

  const lang = language();
  const isNew = lang === 'zh-CN' && !isEmbedded && !isKiosk && !location.hash && !/^\?a([&=%]|$)/.test(location.search)
    && kept('qibu') === null && kept('qibu-care') === null;
  const root = document.documentElement;
  // A function that takes a reference to something outside: the newest that the wasm needs.
  const newest = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0);
  if (typeof WebAssembly === 'object' && WebAssembly.validate(newest)) root.dataset.start = isNew ? 'first' : 'anew';

  /** Fetches the program, and what it will ask for beside it. */
  function start() {
    if (hasStarted) return;
    hasStarted = true;
    const [script, ...others] = document.querySelector('meta[name=program]').content.split(' ');
    for (const href of others) {
      const isScript = href.endsWith('.js');
      document.head.append(Object.assign(document.createElement('link'), { rel: isScript ? 'modulepreload' : 'preload', as: isScript ? 'script' : 'fetch', crossOrigin: '', href }));
    }
    const run = () => import(new URL(script, document.baseURI)).catch((error) => {
      console.error(error);
      root.dataset.start = 'never';
    });
    // It looks for its place in the page.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', run);
    else run();
  }
  let hasStarted = false;
  if (root.dataset.start === 'first' && !document.hidden) {
    // Nothing is to hold up the first question. Where painting is not told, it is waited for no longer than this.
    new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
    setTimeout(start, 500);
  } else if (root.dataset.start !== 'never') {
    start();
  }

  // What was done so far, each with the way from the root to what it was done to.
  const done = [];
  let focused;
  const app = () => document.getElementById('app');
  function way(node) {
    const steps = [];
    for (let at = node; at !== app(); at = at.parentNode) steps.unshift([...at.parentNode.children].indexOf(at));
    return steps;
  }
  const find = (steps) => steps.reduce((node, step) => node && node.children[step], app());
  const isTyped = (node) => node.matches('input:not([type=checkbox])');

  function hold(event) {
    const node = event.target.closest('#app button, #app input, #app summary');
    if (!node) return;
    if (event.type === 'focusin') focused = way(node);
    else if (event.type === (isTyped(node) ? 'input' : 'click')) done.push([way(node), node.value]);
    // A tick is seen at once; a button would send the form to nobody.
    if (event.type === 'click' && node.matches('button')) event.preventDefault();
  }
  const held = ['click', 'input', 'focusin'];
  for (const type of held) addEventListener(type, hold, true);

  /** The program has drawn: whatever was done before is done to what it has drawn. */
  async function again() {
    for (const type of held) removeEventListener(type, hold, true);
    root.dataset.start = 'done';
    const nodes = done.map(([steps, value]) => [find(steps), value]);
    const focus = focused && document.activeElement === document.body && find(focused);
    if (focus) focus.focus({ preventScroll: true });
    for (const [node, value] of nodes) {
      if (!node) continue;
      if (isTyped(node)) {
        node.value = value;
        node.dispatchEvent(new Event('input', { bubbles: true }));
      } else {
        node.click();
      }
      // The next one sees what this one has changed.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  globalThis.qibuFirst = { lang, isEmbedded, isKiosk, isNew, again };
})();
