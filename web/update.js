// Keeps the site for use without a network, and offers a newer version; it takes over only when a person says so.
import { registerSW } from 'virtual:pwa-register';

// The one address of a script that is ever given as text: the service worker's own.
globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (new URL(address, location).pathname === new URL('./sw.js', location).pathname ? address : null),
});

const offer = document.getElementById('update');

const update = registerSW({
  immediate: true,
  onNeedRefresh() {
    offer.hidden = false;
    offer.querySelector('button').onclick = () => update(true);
  },
  // Where a browser forbids it, the page works all the same, with a network.
  onRegisterError: (error) => console.warn(error),
});
