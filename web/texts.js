// Where the texts of each language and region lie.
const files = import.meta.glob('../target/texts/*.bin', { query: '?url', import: 'default', eager: true });

// As absolute addresses: the wasm resolves a relative one against the page, not against this file.
export const absolute = (address) => new URL(address, import.meta.url).href;

export const texts = (name) => absolute(files[`../target/texts/${name}.bin`]);
