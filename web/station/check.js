// Reads station.json and says of everything wrong where it stands and what was expected. The one place that does: the
// founders' page and the form of the staff's side both ask it, and the published schema is what it checks against.
import { getNodeValue, parseTree } from 'jsonc-parser';
import schema from './schema.json' with { type: 'json' };
import { words } from './words.js';

/** Stands for what is left out of the settings because it is wrong. */
const WRONG = Symbol('wrong');

/**
 * The settings of a file, what is wrong with it, and the lines that the wasm reads (`src/interview/preset.rs`).
 *
 * `refused` are the lines that the wasm did not take up, each behind a digit that says why. A wrong part is left out
 * alone where it can be told apart, otherwise what it stands in; where nothing can be read, `station` is null.
 */
export function judge(text, lang, refused = []) {
  const say = words(lang);
  const troubles = [];
  const nodes = new Map();
  const complain = (offset, path, says) => {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    const [line, column] = [before.length, [...before.at(-1)].length + 1];
    troubles.push({ line, column, path, says: say.at(line, column, path, says) });
  };
  const errors = [];
  // A mark that some editors put in front is no mistake; a space keeps every place.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0 || root?.type !== 'object') {
    complain(errors[0]?.offset ?? 0, '', errors.length > 0 ? say.json : say.root);
    return { station: null, troubles, lines: [] };
  }
  const station = new Reader(text, say, complain, nodes).read(root, schema, '');
  settle(station, say, (path, says) => complain(nodes.get(path)?.offset ?? 0, path, says));
  for (const line of refused) {
    const known = lines(station, lang).find((own) => own.text === line.slice(1));
    if (known) complain(nodes.get(known.path)?.offset ?? 0, known.path, say.refused[line[0]] ?? say.refused[0]);
  }
  return { station, troubles: troubles.sort((a, b) => a.line - b.line || a.column - b.column), lines: lines(station, lang).map((own) => own.text) };
}

/** Reads a tree along the schema. */
class Reader {
  constructor(text, say, complain, nodes) {
    Object.assign(this, { text, say, complain, nodes });
  }

  /** The value of a node, without what is wrong in it; WRONG where nothing of it can be used. */
  read(node, rule, path) {
    const wanted = { ...(rule.$ref && schema.$defs[rule.$ref.split('/').at(-1)]), ...rule };
    this.nodes.set(path, node);
    const is = node.type === wanted.type || (wanted.type === 'integer' && node.type === 'number');
    if (!is) return this.wrong(node, path, this.say.type[wanted.type]);
    if (node.type === 'object') return this.object(node, wanted, path);
    if (node.type === 'array') return this.array(node, wanted, path);
    const value = getNodeValue(node);
    const expected = this.unmet(value, this.source(node), wanted);
    return expected === null ? value : this.wrong(node, path, expected);
  }

  object(node, rule, path) {
    const values = {};
    let isWhole = true;
    for (const { children, offset } of node.children) {
      const [key, value] = [children[0].value, children[1]];
      const here = path ? `${path}.${key}` : key;
      if (!Object.hasOwn(rule.properties, key)) this.complain(offset, path, this.say.unknown(key, near(key, Object.keys(rule.properties))));
      else if (Object.hasOwn(values, key)) this.complain(offset, here, this.say.twice(key));
      else values[key] = this.read(value, rule.properties[key], here);
    }
    for (const key of rule.required ?? []) {
      if (!Object.hasOwn(values, key)) this.complain(node.offset, path, this.say.lacks(title(rule.properties[key], this.say), key));
      isWhole &&= Object.hasOwn(values, key) && values[key] !== WRONG;
    }
    return isWhole ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== WRONG)) : WRONG;
  }

  /** Wrong entries keep their place as null, so that the others keep their number. */
  array(node, rule, path) {
    if (node.children.length > rule.maxItems) return this.wrong(node, path, this.say.items(rule.maxItems));
    const values = node.children.map((child, i) => this.read(child, rule.items, `${path}[${i}]`));
    return values.map((value) => (value === WRONG ? null : value));
  }

  /** What a value should be and is not; null where it is. */
  unmet(value, source, rule) {
    const { say } = this;
    if (rule.enum && !rule.enum.includes(value)) return say.oneOf(rule.enum.join(', '));
    if (rule.type === 'integer' && !/^-?\d+$/.test(source)) return say.type.integer;
    if (rule.multipleOf && !/^\d+(\.\d{1,2})?$/.test(source)) return say.cents;
    if (value < rule.minimum || value > rule.maximum) return say.between(rule.minimum, rule.maximum);
    if (rule.pattern && !new RegExp(rule.pattern, 'u').test(value)) return say.like(rule.examples[0]);
    if (rule.format === 'date' && !isDate(value)) return say.date;
    if (typeof value === 'string' && ([...value].length > (rule.maxLength ?? Infinity) || value.trim().length < (rule.minLength ?? 0))) {
      return say.length(rule.maxLength);
    }
    return null;
  }

  source({ offset, length }) {
    return this.text.slice(offset, offset + length);
  }

  wrong(node, path, expected) {
    const source = this.source(node).replace(/\s+/g, ' ');
    this.complain(node.offset, path, this.say.expected(expected, source.length > 40 ? `${source.slice(0, 40)}…` : source));
    return WRONG;
  }
}

/** What a schema cannot say; what is wrong is left out. */
function settle(station, say, complain) {
  const seen = new Set();
  station.figures?.forEach((figure, i) => {
    if (!figure) return;
    const path = `figures[${i}]`;
    const isLate = figure.until < figure.confirmed_on;
    if (isLate) complain(`${path}.until`, say.order);
    if (seen.has(figure.policy)) complain(`${path}.policy`, say.again);
    if (isLate || seen.has(figure.policy)) station.figures[i] = null;
    seen.add(figure.policy);
  });
}

/** The Chinese or the English half of a title. */
const title = (rule, say) => rule.title.split(' · ')[say === words('en') ? 1 : 0];

function isDate(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text >= '1900-01-01' && text <= '2199-12-31';
}

/** The name that was probably meant; nothing where none is near. */
function near(typed, names) {
  const [best] = names.map((name) => [distance(typed.toLowerCase(), name), name]).sort(([a], [b]) => a - b);
  return best[0] <= Math.max(1, Math.floor(typed.length / 3)) ? best[1] : null;
}

/** How many letters differ, are missing or too many. */
function distance(a, b) {
  let row = [...b, ''].map((_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row.at(-1);
}

/** A text in a language, or in Chinese. */
export const told = (text, lang) => text?.[lang === 'zh-CN' ? 'zh' : lang] ?? text?.zh ?? '';

const PER = ['once', 'month', 'year'];

/** The lines for the wasm, with the part of the file that each comes from. */
function lines(station, lang) {
  const made = [];
  (station.groups ?? []).forEach((group, i) => group && made.push({ path: `groups[${i}]`, text: `founder.groups=${group}` }));
  if (station.place) made.push({ path: 'place', text: `venture.place=${station.place}` });
  (station.figures ?? []).forEach((figure, i) => {
    if (!figure) return;
    const { policy, place, yuan, per, times, at_most: most, confirmed_on: on, until } = figure;
    const parts = [policy, place ?? station.place ?? '', Math.round(yuan * 100), PER.indexOf(per), times ?? 0, most ? 1 : 0, on, until, mark(station, figure, lang)];
    made.push({ path: `figures[${i}]`, text: `$${parts.map((part) => String(part).replace(/\s+/g, ' ')).join('\t')}` });
  });
  return made;
}

/** The sentence on the card that says whose a figure is. */
function mark(station, figure, lang) {
  const say = words(lang);
  const day = (text) => new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
  return say.mark({
    name: told(station.name, lang) || say.thisStation,
    citation: told(figure.citation, lang),
    by: figure.confirmed_by,
    on: day(figure.confirmed_on),
    until: day(figure.until),
  });
}
