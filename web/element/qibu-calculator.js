// <qibu-calculator place="shanghai/minhang" groups="student" lang="zh-CN" theme-color="#0a5" events>:
// the calculator in a page of another site. Every attribute may be missing.
//
// A frame around the site that this script came from; the two speak by messages, each checking the other's origin.
(() => {
  const NAME = 'qibu-calculator';
  const ATTRIBUTES = ['place', 'groups', 'lang', 'theme-color', 'events'];
  const [LOWEST, HIGHEST] = [200, 40_000];
  const STYLE = `:host{display:block}:host([hidden]){display:none}
    iframe{display:block;width:100%;min-width:0;height:640px;border:0;color-scheme:light dark}`;

  // A module has no current script.
  const script = document.currentScript ?? document.querySelector(`script[src*="${NAME}.js"]`);
  const site = new URL('index.html?embed', script.src);

  /** Puts a frame into `host`; `read` gives its attributes. */
  function mount(host, read) {
    const frame = document.createElement('iframe');
    let isReady = false;

    const language = () => read('lang') || host.closest('[lang]')?.lang || navigator.language;
    const settings = () => {
      const all = new URLSearchParams({ host: location.origin, lang: language() });
      for (const name of ['place', 'groups']) if (read(name)) all.set(name, read(name));
      if (read('theme-color')) all.set('theme', read('theme-color'));
      if (read('events') !== null) all.set('events', '');
      return String(all);
    };

    // What is not ready yet asks by itself once it is.
    const send = () => {
      if (isReady) frame.contentWindow?.postMessage({ qibu: 'settings', settings: settings() }, site.origin);
    };

    function hear({ data, origin, source }) {
      if (origin !== site.origin || source !== frame.contentWindow || !data) return;
      if (data.qibu === 'ready') {
        isReady = true;
        send();
      } else if (data.qibu === 'size' && data.height > 0) {
        frame.style.height = `${Math.min(Math.max(data.height, LOWEST), HIGHEST)}px`;
        frame.title = String(data.title);
      } else if (data.qibu === 'assessment' && read('events') !== null) {
        host.dispatchEvent(new CustomEvent('qibu:assessment', { bubbles: true, composed: true, detail: data.detail }));
      }
    }

    frame.title = /^zh/i.test(language()) ? '起步 · 创业扶持计算器' : 'Qibu · start-up support calculator';
    frame.loading = 'lazy';
    frame.allow = 'clipboard-write';
    // So that the site sees who asks, whatever this page sends otherwise.
    frame.referrerPolicy = 'origin';
    frame.src = `${site}#e.${settings()}`;

    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    // A sheet of its own is no inline style, which the page may forbid.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(frame);
    addEventListener('message', hear);

    const remove = () => {
      removeEventListener('message', hear);
      frame.remove();
    };
    return { send, remove };
  }

  const mounted = new WeakMap();

  // Without private or static fields: those would be rewritten for older browsers, with helpers as globals.
  class QibuCalculator extends HTMLElement {
    static get observedAttributes() {
      return ATTRIBUTES;
    }

    connectedCallback() {
      if (!mounted.has(this)) mounted.set(this, mount(this, (name) => this.getAttribute(name)));
    }

    disconnectedCallback() {
      mounted.get(this)?.remove();
      mounted.delete(this);
    }

    attributeChangedCallback() {
      mounted.get(this)?.send();
    }
  }
  QibuCalculator.isQibu = true;

  /** For pages whose editor drops unknown elements, or that use the name for something else. */
  function mountDivs() {
    for (const div of document.querySelectorAll('[data-qibu]')) {
      const { send } = mount(div, (name) => div.getAttribute(`data-${name}`));
      new MutationObserver(send).observe(div, { attributes: true });
    }
  }

  const taken = customElements.get(NAME);
  // The script stands twice on the page: the first one has seen to everything.
  if (taken?.isQibu) return;
  if (taken) {
    console.warn(`qibu: another script has taken the name <${NAME}>; use <div data-qibu data-place="…"> instead`);
  } else {
    customElements.define(NAME, QibuCalculator);
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', mountDivs);
  else mountDivs();
})();
