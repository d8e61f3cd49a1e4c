// What a person takes along: papers, dates, print, link, picture. A program of its own, fetched when it is opened.
import init, { close_take, open_take } from '../pkg/take/take.js';
import wasm from '../pkg/take/take_bg.wasm?url';
import '../styles/take.css';
import { absolute, texts } from './texts.js';

let ready;

export async function open(element, kept, offered, speech) {
  // What did not come is tried again the next time.
  ready ??= init({ module_or_path: absolute(wasm) });
  ready.catch(() => (ready = undefined));
  await ready;
  await open_take(element, texts, kept, offered, speech);
}

export const close = () => ready && close_take();
