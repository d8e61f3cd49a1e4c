// The way in for bundlers and browsers: the engine is fetched from beside this file.
import init from './engine.js';

await init();

export * from './calls.js';
