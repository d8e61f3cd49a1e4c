// The addresses of scripts that may be given as text: the service worker's own, and workers of this build.
const FOLDERS = ['./sw.js', './assets/'].map((path) => new URL(path, location).pathname);

globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => {
    const { origin, pathname } = new URL(address, location);
    const [own, built] = FOLDERS;
    return origin === location.origin && (pathname === own || pathname.startsWith(built)) ? address : null;
  },
});
