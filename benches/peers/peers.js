// The same requirements and the same complete situations through other rule engines and through ours: first that all
// say the same, then how long each takes. `make bench-peers`; ROWS=… for another number of situations.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";
import { Engine as RulesEngine } from "json-rules-engine";
import Publicodes from "publicodes";

const wasm = createRequire(import.meta.url)("./pkg/qibu_peers.cjs");
const { rules, rows } = JSON.parse(wasm.prepare(Number(process.env.ROWS ?? 1000)));
const named = (id) => readFileSync(new URL(`node_modules/${id}/package.json`, import.meta.url));
const version = (id) => `${id} ${JSON.parse(named(id)).version}`;

// --- What a tree reads -----------------------------------------------------------

const reads = rules.map(({ tree }) => {
  const found = new Set();
  const term = (node) => {
    if (typeof node === "string") found.add(node);
    else if (typeof node === "object") for (const part of Object.values(node)[0]) term(part);
  };
  const look = (node) => {
    if (typeof node !== "object") return;
    const [[word, of]] = Object.entries(node);
    if (word === "all" || word === "any") of.forEach(look);
    else if (word === "in") found.add(of[0]);
    else if (word === "cmp") of.slice(1).forEach(term);
    else found.add(of);
  };
  look(tree);
  return found;
});
// Nobody is given what no rule of the row reads.
for (const row of rows) {
  const names = new Set(row.rules.flatMap((i) => [...reads[i]]));
  row.values = Object.fromEntries([...names].map((name) => [name, row.values[name]]));
}

// --- JSONLogic, interpreted and compiled -------------------------------------------

const logicTerm = (node) => {
  if (typeof node === "number") return node;
  if (typeof node === "string") return { var: node };
  const [[word, of]] = Object.entries(node);
  return { [{ sum: "+", times: "*", product: "*" }[word]]: of.map(logicTerm) };
};
const logic = (node) => {
  if (typeof node === "boolean") return node;
  const [[word, of]] = Object.entries(node);
  switch (word) {
    case "all": return { and: of.map(logic) };
    case "any": return { or: of.map(logic) };
    case "in": return { in: [{ var: of[0] }, of[1]] };
    case "is": return { var: of };
    case "not": return { "!": [{ var: of }] };
    default: return { [of[0]]: of.slice(1).map(logicTerm) };
  }
};
const logicRules = rules.map(({ tree }) => logic(tree));
const logicEngine = new LogicEngine();
const built = logicRules.map((rule) => {
  const run = logicEngine.build(rule);
  return typeof run === "function" ? run : () => run;
});

// --- json-rules-engine: its comparisons know no sums, so they are given as numbers --

const sums = new Map();
const sumOf = (node) => {
  if (typeof node !== "object") return node;
  const key = JSON.stringify(node);
  if (!sums.has(key)) sums.set(key, `x${sums.size}`);
  return sums.get(key);
};
const worth = (node, values) => {
  if (typeof node === "number") return node;
  if (typeof node === "string") return values[node];
  const [[word, of]] = Object.entries(node);
  const parts = of.map((part) => worth(part, values));
  return word === "sum" ? parts.reduce((a, b) => a + b, 0) : parts[0] * parts[1];
};
const operators = {
  "<": "lessThan", "<=": "lessThanInclusive", "==": "equal",
  "!=": "notEqual", ">=": "greaterThanInclusive", ">": "greaterThan",
};
const turned = { "<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<" };
const event = (node) => {
  if (typeof node === "boolean") return { fact: "yes", operator: "equal", value: node };
  const [[word, of]] = Object.entries(node);
  switch (word) {
    case "all": case "any": return { [word]: of.map(event) };
    case "in": return { fact: of[0], operator: "in", value: of[1] };
    case "is": return { fact: of, operator: "equal", value: true };
    case "not": return { fact: of, operator: "equal", value: false };
    default: {
      let [sign, left, right] = [of[0], sumOf(of[1]), sumOf(of[2])];
      if (typeof left === "number") [sign, left, right] = [turned[sign], right, left];
      return { fact: left, operator: operators[sign], value: typeof right === "string" ? { fact: right } : right };
    }
  }
};
const rulesEngine = new RulesEngine([], { allowUndefinedFacts: true });
rules.forEach(({ policy, version, tree }, i) => {
  // Only the version that counts: looked at first, so that nothing else of the others is read.
  const counts = { fact: `version of ${policy}`, operator: "equal", value: version, priority: 100 };
  rulesEngine.addRule({ conditions: { all: [counts, event(tree)] }, event: { type: String(i) } });
});
for (const row of rows) {
  row.facts = { yes: true, ...row.values };
  for (const [key, name] of sums) row.facts[name] = worth(JSON.parse(key), row.values);
  for (const i of row.rules) row.facts[`version of ${rules[i].policy}`] = rules[i].version;
}

// --- publicodes --------------------------------------------------------------------

const codeTerm = (node) => {
  if (typeof node !== "object") return String(node);
  const [[word, of]] = Object.entries(node);
  return `(${of.map(codeTerm).join(word === "sum" ? " + " : " * ")})`;
};
const code = (node) => {
  if (typeof node === "boolean") return node ? "oui" : "non";
  const [[word, of]] = Object.entries(node);
  switch (word) {
    case "all": return { "toutes ces conditions": of.map(code) };
    case "any": return { "une de ces conditions": of.map(code) };
    case "in": return { "une de ces conditions": of[1].map((value) => `${of[0]} = ${value}`) };
    case "is": return of;
    case "not": return `${of} = non`;
    default: return `${codeTerm(of[1])} ${of[0] === "==" ? "=" : of[0]} ${codeTerm(of[2])}`;
  }
};
const codes = {};
const told = (value) => (typeof value === "boolean" ? (value ? "oui" : "non") : value);
for (const row of rows) {
  for (const [name, value] of Object.entries(row.values)) {
    codes[name] ??= { "par défaut": typeof value === "boolean" ? "non" : 0 };
  }
  row.codes = Object.fromEntries(Object.entries(row.values).map(([name, value]) => [name, told(value)]));
}
const counting = new Set(rows.flatMap((row) => row.rules));
for (const i of counting) {
  const body = code(rules[i].tree);
  codes[`r${i}`] = typeof body === "string" ? { valeur: body } : body;
}
const silent = { log() {}, warn() {}, error: console.error };
const publicodes = new Publicodes(codes, { logger: silent });

// --- Every engine says, for each rule that counts in a row, whether it holds --------

const peers = {
  [version("json-logic-js")]: (row) => row.rules.map((i) => jsonLogic.apply(logicRules[i], row.values) === true),
  [`${version("json-logic-engine")}, compiled`]: (row) => row.rules.map((i) => built[i](row.values) === true),
  [version("json-rules-engine")]: async (row) => {
    const held = new Set((await rulesEngine.run(row.facts)).events.map(({ type }) => Number(type)));
    return row.rules.map((i) => held.has(i));
  },
  [version("publicodes")]: (row) => {
    publicodes.setSituation(row.codes);
    return row.rules.map((i) => publicodes.evaluate(`r${i}`).nodeValue === true);
  },
};
const agreed = {};
for (const [name, holds] of Object.entries(peers)) {
  let compared = 0;
  for (const [at, row] of rows.entries()) {
    const found = await holds(row);
    row.rules.forEach((i, nth) => {
      compared += 1;
      if (found[nth] !== row.holds[nth]) {
        const { policy, version, requirement, tree } = rules[i];
        console.error(`${name} says ${found[nth]}, row ${at}: ${policy}, version ${version}, requirement ${requirement}`);
        console.error(JSON.stringify(tree), JSON.stringify(Object.fromEntries([...reads[i]].map((one) => [one, row.values[one]]))));
        process.exit(1);
      }
    });
  }
  agreed[name] = compared;
}
const ours = rows.map((row) => JSON.parse(wasm.assess(row.json)));
for (const [at, row] of rows.entries()) {
  const told = ours[at].results.flatMap((one) => one.requirements.map(({ truth }) => truth === "true"));
  const held = row.holds.filter(Boolean).length;
  if (told.length !== row.rules.length || told.some((one, i) => one !== row.holds[i]) || wasm.reasons(at) !== held) {
    console.error(`our JSON says otherwise than our trees in row ${at}`);
    process.exit(1);
  }
}

// --- Times: the median over rows, of the median over rounds --------------------------

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const ROUNDS = 5;
async function time(work, among = rows.length) {
  const each = [];
  for (let at = 0; at < among; at += 1) {
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = process.hrtime.bigint();
      const waits = work(rows[at], at);
      if (waits instanceof Promise) await waits;
      times.push(Number(process.hrtime.bigint() - start) / 1000);
    }
    each.push(median(times));
  }
  return median(each);
}
const table = [];
for (const [name, holds] of Object.entries(peers)) {
  table.push([name, "which requirements hold", await time(holds, Math.min(rows.length, 200))]);
}
const reference = await time((_, at) => wasm.reasons(at));
table.push(["ours (wasm)", "every finding with reasons", reference]);
table.push(["ours (wasm)", "whole assessment: changes, totals, next", await time((_, at) => wasm.assessed(at))]);
table.push(["ours (wasm)", "the same, JSON in, JSON out", await time((row) => wasm.assess(row.json))]);
table.push(["ours (wasm)", "findings, nothing known", await time(() => wasm.reasons_of_nothing(), 20)]);

const compared = Object.values(agreed)[0];
console.log(`${rows.length} situations, ${compared} requirements read: all agree (${Math.round(compared / rows.length)} for each).`);
console.log("\n| engine | what | µs for a founder | × ours |\n|---|---|---:|---:|");
for (const [name, what, micros] of table) {
  console.log(`| ${name} | ${what} | ${micros.toFixed(1)} | ${(micros / reference).toFixed(2)} |`);
}
