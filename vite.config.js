// Bundles the page: hashed names, one stylesheet, a service worker that keeps it all for offline use.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { lean, program } from './scripts/vite-preload.js';

/** The published schema of a station's settings is the one that the page checks with. */
const schema = {
  name: 'station-schema',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'station.schema.json', source: readFileSync('web/station/schema.json', 'utf8') });
  },
};

export default defineConfig({
  // Relative addresses, so that dist/ works from any sub-path.
  base: './',
  publicDir: 'web/static',
  build: {
    outDir: 'dist',
    // The first browsers with reference types and `wasm-unsafe-eval`; older ones get the policy pages.
    target: ['chrome97', 'firefox102', 'safari16'],
    // Nothing as a data: address: the content security policy refuses to fetch those.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // The script that other sites name keeps its name; it shares nothing with the page.
      input: { index: 'index.html', staff: 'staff.html', 'qibu-calculator': 'web/element/qibu-calculator.js' },
      output: { entryFileNames: ({ name }) => (name === 'qibu-calculator' ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  plugins: [
    lean(),
    program(/qibu_bg[^/]*\.wasm$/),
    schema,
    VitePWA({
      manifest: JSON.parse(readFileSync('web/manifest.json', 'utf8')),
      // A new version waits until the person takes it: see web/update.js.
      registerType: 'prompt',
      injectRegister: null,
      // Found by the patterns below.
      includeManifestIcons: false,
      workbox: {
        // In one file: trusted types would refuse the import of a second.
        inlineWorkboxRuntime: true,
        // The first visit is whole without a network too, not only the second.
        clientsClaim: true,
        globPatterns: ['**/*.{html,css,js,wasm,bin,svg,png}'],
        // What other sites load, and what makes their snippet; the checker of policy files, which keeps itself.
        globIgnores: ['qibu-calculator.js', 'embed*', 'assets/check_bg*'],
        maximumFileSizeToCacheInBytes: 4 << 20,
        // No rewrites, offline either; but a link with ?anything appended still finds its page.
        navigateFallback: null,
        ignoreURLParametersMatching: [/./],
        // A station changes its settings without a build: the newest that can be had; none where there never were any.
        runtimeCaching: [{
          urlPattern: ({ url }) => url.pathname.endsWith('/station.json'),
          handler: 'NetworkFirst',
          options: { cacheName: 'station', networkTimeoutSeconds: 3, plugins: [{ handlerDidError: async () => new Response('{}') }] },
        }],
      },
    }),
  ],
});
