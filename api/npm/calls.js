// What every way in shares: objects in, objects out, and errors with one sentence for each mistake.
import * as engine from './engine.js';

export class InputError extends Error {
  constructor(message) {
    super(message);
    this.name = 'InputError';
    this.problems = message.split('\n');
  }
}

function call(work, situation, ...more) {
  try {
    return JSON.parse(work(JSON.stringify(situation) ?? 'null', ...more));
  } catch (error) {
    // The engine throws texts.
    throw typeof error === 'string' ? new InputError(error) : error;
  }
}

export const assess = (situation) => call(engine.assess, situation);
export const ask = (situation) => call(engine.ask, situation);
export const explain = (situation, lang = 'zh-CN') => call(engine.explain, situation, lang);

export const catalogue = async () => (await import('./catalogue.js')).default;
