// A Vite plugin: the program of index.html, and the emitted files that match, are named in a meta element instead of
// being fetched at once: web/static/first.js fetches them once the first question is painted.
export function program(...patterns) {
  const named = /\s*<(?:script type="module"|link rel="modulepreload")[^>]*?(?:src|href)="([^"]+)"[^>]*>(?:<\/script>)?/g;
  return {
    name: 'qibu-program',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, path }) {
        if (path !== '/index.html') return html;
        const scripts = [...html.matchAll(named)].map(([, file]) => file);
        const files = Object.keys(bundle).filter((name) => patterns.some((pattern) => pattern.test(name)));
        const content = [...scripts, ...files.map((name) => `./${name}`)].join(' ');
        return { html: html.replace(named, ''), tags: [{ tag: 'meta', attrs: { name: 'program', content }, injectTo: 'head-prepend' }] };
      },
    },
  };
}

/**
 * A Vite plugin: in place of Vite's own helper for what is fetched when it is used, which preloads scripts too, one
 * that waits for the stylesheet only. It stands in the first load.
 */
export const lean = () => ({
  name: 'qibu-lean',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? `export const __vitePreload = ${dress}` : null),
});

/** Fetches stylesheets, each once, then loads; what did not come is tried again the next time. */
const dress = `((asked) => (load, files = [], base) => Promise.all(files.filter((file) => file.endsWith('.css')).map((file) => {
  const href = new URL(file, base).href;
  return (asked[href] ??= new Promise((onload, failed) => {
    const onerror = () => {
      asked[href] = null;
      failed(href);
    };
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload, onerror }));
  }));
})).then(load))({});`;
