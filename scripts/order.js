// Names the functions of a wasm file so that sorted by name, like stands beside like: brotli then finds
// what they share. Each is followed by the one that shares most of its runs of four bytes with it.
//   node scripts/order.js FILE     then: wasm-opt --reorder-functions-by-name --strip-debug
import { readFileSync, writeFileSync } from 'node:fs';

const RUN = 4;
// What every eighth function holds says nothing about which are alike.
const COMMON = 1 / 8;

const file = process.argv[2];
const wasm = readFileSync(file);
const runs = bodies(wasm).map(runsOf);
const imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === 'function').length;

const names = [];
order(runs).forEach((at, place) => {
  names[at] = [...number(imported + at), 5, ...Buffer.from(String(place).padStart(5, '0'))];
});
const list = [...number(names.length), ...names.flat()];
const content = [4, ...Buffer.from('name'), 1, ...number(list.length), ...list];
writeFileSync(file, Buffer.concat([wasm, Buffer.from([0, ...number(content.length), ...content])]));

/** The functions' bodies, out of the code section. */
function bodies(wasm) {
  for (let at = 8; at < wasm.length;) {
    const id = wasm[at];
    let [length, start] = read(wasm, at + 1);
    at = start + length;
    if (id !== 10) continue;
    const found = [];
    for ([, start] = read(wasm, start); start < at; start += length) {
      [length, start] = read(wasm, start);
      found.push(wasm.subarray(start, start + length));
    }
    return found;
  }
  throw new Error(`${file}: no code section`);
}

/** Every run of four bytes in a body, as numbers. */
function runsOf(body) {
  const runs = new Set();
  for (let at = 0; at + RUN <= body.length; at++) runs.add(body.readUInt32LE(at));
  return [...runs];
}

/** The places of the bodies in a chain: next always comes the most similar one that is left. */
function order(all) {
  const holders = new Map();
  for (const [at, runs] of all.entries()) {
    for (const run of runs) {
      if (!holders.has(run)) holders.set(run, []);
      holders.get(run).push(at);
    }
  }
  const left = new Set(all.keys());
  const chain = [];
  for (let last = 0; left.size > 0;) {
    left.delete(last);
    chain.push(last);
    const shared = new Map();
    for (const run of all[last]) {
      const at = holders.get(run);
      if (at.length > all.length * COMMON) continue;
      for (const other of at) if (left.has(other)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    let most = -1;
    for (const other of left) {
      const alike = (shared.get(other) ?? 0) / Math.sqrt(1 + all[other].length);
      if (alike > most) [most, last] = [alike, other];
    }
  }
  return chain;
}

/** An unsigned number at a place (LEB128), and the place behind it. */
function read(bytes, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    number |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [number, at];
  }
}

/** The bytes of an unsigned number. */
function number(value) {
  return value < 0x80 ? [value] : [value & 0x7f | 0x80, ...number(value >> 7)];
}
