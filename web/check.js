// Policy files: the checker in a worker of its own, so that typing never waits, and files beside it.
import readme from '../policies/README.md?raw';
import wasm from '../pkg/check/check_bg.wasm?url';
import sources from '../pkg/check/policies.json?url';
import { absolute } from './texts.js';

/** How long typing pauses before a check, in milliseconds. */
const PAUSE = 500;
/** How long a file stays reachable for the browser's own download, in milliseconds. */
const REACHABLE = 60_000;

let worker;
let waiting = new Map();
let count = 0;

/** Asks the worker; what it answers. */
function ask(...words) {
  worker ??= start();
  count += 1;
  return new Promise((done, failed) => {
    waiting.set(count, { done, failed });
    worker.postMessage([count, ...words]);
  });
}

function start() {
  const started = new Worker(new URL('./check-worker.js', import.meta.url), { type: 'module' });
  started.onmessage = ({ data: [number, answer, error] }) => {
    const { done, failed } = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) return done(answer);
    // A checker that broke once answers no more.
    give(new Error(error));
    return failed(new Error(error));
  };
  started.onerror = (event) => {
    event.preventDefault();
    give(new Error(event.message ?? 'the worker did not start'));
  };
  started.postMessage([0, 'start', absolute(wasm), absolute(sources)]);
  return started;
}

/** The worker is given up; the next question starts another. */
function give(error) {
  worker?.terminate();
  worker = undefined;
  for (const { failed } of waiting.values()) failed(error);
  waiting = new Map();
}

// While one text is checked, only the newest of those that came since is checked after it.
let newest = 0;
let running = Promise.resolve();
async function check(pause, path, text) {
  newest += 1;
  const own = newest;
  if (pause) await new Promise((done) => setTimeout(done, pause));
  await running.catch(() => {});
  if (own !== newest) return undefined;
  running = ask('check', path, text);
  return running;
}

/** A file of the person's own; nothing where none is chosen. */
function choose() {
  const field = Object.assign(document.createElement('input'), { type: 'file', accept: '.toml,text/plain' });
  return new Promise((done, failed) => {
    field.oncancel = () => done(undefined);
    field.onchange = () => {
      const [file] = field.files;
      file.text().then((text) => done(JSON.stringify({ name: file.name, text })), failed);
    };
    field.click();
  });
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/toml' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), REACHABLE);
  return name;
}

const DEEDS = {
  open: async () => JSON.stringify({ paths: await ask('paths'), readme }),
  load: (path) => ask('text', path),
  soon: (path, text) => check(PAUSE, path, text),
  check: (path, text) => check(0, path, text),
  choose,
  save,
};

/** One deed of src/surface/staff/check.rs; a text, or nothing where there is nothing to answer. */
export const deed = async (name, ...words) => DEEDS[name](...words);
