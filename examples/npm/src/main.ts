// What a graduate in Minhang may apply for: printed in Node, shown in a page.
import { assess, ask, catalogue, explain, InputError, type Situation } from 'qibu';

const situation: Situation = {
  version: 1,
  as_of: '2026-11-22',
  answers: { 'venture.place': 'shanghai/minhang', 'founder.groups': ['graduate'], 'founder.bad_credit': null },
};

const lines: string[] = [];
const GRANT = 'shanghai/first-startup-grant';
const { results, catalogue: version } = assess(situation);
const open = results.filter(({ verdict }) => verdict === 'undetermined');
lines.push(`${results.length} policies of catalogue ${version}, ${open.length} of them open`);
const grant = results.find(({ policy }) => policy === GRANT);
// No sum is published for every policy, and none is promised by this one.
if (grant?.benefit.max_fen != null) lines.push(`${grant.policy}: ${grant.verdict}, ${grant.benefit.max_fen / 100} yuan if granted`);

const { fact, left } = ask(situation);
const { facts } = await catalogue();
const question = facts.find(({ id }) => id === fact);
lines.push(`${left} questions left; the next: ${question?.question.en ?? 'none'}`);

const explained = explain(situation, 'en').policies.find(({ policy }) => policy === GRANT);
if (explained) lines.push(`${explained.name}: ${explained.verdict}`, ...explained.reasons.map(({ label, state }) => `  ${label}: ${state}`));

try {
  assess({ ...situation, answers: { 'venture.staff': -1 } });
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  lines.push(...error.problems);
}

const text = lines.join('\n');
if (typeof document === 'undefined') console.log(text);
else document.body.append(Object.assign(document.createElement('pre'), { textContent: text }));
