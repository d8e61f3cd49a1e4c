// A Vite plugin: lets the browser fetch the emitted files that match at once, beside the script of index.html that will
// ask for them.
export function preload(...patterns) {
  return {
    name: 'qibu-preload',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {}, path }) =>
        Object.keys(path === '/index.html' ? bundle : {})
          .filter((name) => patterns.some((pattern) => pattern.test(name)))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `./${name}` },
            injectTo: 'head',
          })),
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
