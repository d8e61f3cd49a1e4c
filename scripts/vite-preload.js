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
