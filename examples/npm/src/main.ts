// What a graduate in Minhang may apply for: printed in Node, shown in a page.
import { assess, ask, catalogue, explain, InputError, type Situation } from 'qibu';

const situation: Situation = {
  version: 1,
  as_of: '2026-11-22',
  answers: { 'venture.place': 'shanghai/minhang', 'founder.groups': ['graduate'], 'founder.bad_credit': null },
};

const lines: string[] = [];
const { results, totals, catalogue: version } = assess(situation);
const open = results.filter(({ verdict }) => verdict === 'undetermined');
lines.push(`${results.length} policies of catalogue ${version}, ${open.length} of them open`);
lines.push(`cash: at most ${totals.cash_fen.max / 100} yuan`);

const { fact, left } = ask(situation);
const { facts } = await catalogue();
const question = facts.find(({ id }) => id === fact);
lines.push(`${left} questions left; the next: ${question?.question.en ?? 'none'}`);

const [first] = explain(situation, 'en').policies;
if (first) lines.push(`${first.name}: ${first.verdict}`, ...first.reasons.map(({ label, state }) => `  ${label}: ${state}`));

try {
  assess({ ...situation, answers: { 'venture.staff': -1 } });
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  lines.push(...error.problems);
}

const text = lines.join('\n');
if (typeof document === 'undefined') console.log(text);
else document.body.append(Object.assign(document.createElement('pre'), { textContent: text }));
