// Types of the npm package `qibu`: which start-up support may apply to a founder in China, how much, why, until when.
//
// Written by hand for people; tests/npm checks them against what the engine gives. The ids of facts, values, places and
// policies stand in the catalogue. Sums are whole fen: 800000 is 8,000 yuan.

/** A day, such as `2026-11-22`. */
export type Day = string;

/** The id of a fact, such as `founder.groups`; `catalogue()` lists them with their kinds and values. */
export type FactId = string;

/** The id of a policy, such as `shanghai/first-startup-grant`. */
export type PolicyId = string;

/** What is known of a founder on a day. */
export interface Situation {
  version: 1;
  as_of: Day;
  /** By fact. One that is absent was not asked yet; `null` was declined. */
  answers?: Record<FactId, Answer>;
}

/**
 * Yes or no; a count, or yuan, as a whole number; an id of a value or place, a day, yuan or a percentage as a text;
 * a whole set; a set of which some is unsure; a range with both ends included, of which one may be absent.
 */
export type Answer = null | boolean | number | string | string[] | PartialSet | Range;

export interface PartialSet {
  has?: string[];
  unsure?: string[];
}

export interface Range {
  from?: string | number;
  to?: string | number;
}

/**
 * - `eligible`: every requirement holds, the window is open, all on official or reported evidence.
 * - `likely`: as above, but something is to be confirmed; `confirm` says what.
 * - `upcoming`: only time is missing; `window` says when.
 * - `undetermined`: an answer that matters is open or declined; `missing` says which.
 * - `ineligible`: some requirement cannot hold now; `changes` has the smallest change, where there is one.
 * - `missed`: the window has closed.
 * - `ended`: no rule in force, paused, or the budget used up; `reason` says which.
 */
export type Verdict = 'eligible' | 'likely' | 'upcoming' | 'undetermined' | 'ineligible' | 'missed' | 'ended';

/** How good the evidence is, best first. Nothing `station` or `unconfirmed` ever gives `eligible`. */
export type Grade = 'official' | 'reported' | 'station' | 'unconfirmed';

/** Whether something holds, by what is known so far. */
export type Truth = 'true' | 'false' | 'unknown';

/** What the engine finds for a situation. */
export interface Assessment {
  version: 1;
  as_of: Day;
  /** The catalogue's date and hash, such as `2026-11-22+3f2a91c0`. */
  catalogue: string;
  /** One for each policy of the place, by id. */
  results: Result[];
  /** Kinds of money, never to be added together. */
  totals: { cash_fen: Sum; loan_fen: Sum; tax_relief_fen: Sum };
  /** The fact to ask for next; `null` where nothing is left that could matter. */
  next: FactId | null;
}

/**
 * At least `min`, counting only what is eligible; at most `max`, counting whatever may still be. Bounds of what is
 * open may lie past 2^53, where numbers are rounded.
 */
export interface Sum {
  min: number;
  max: number;
}

export interface Result {
  policy: PolicyId;
  /** First day of the version of the rule that was read; `null` while several may count. */
  rule: Day | null;
  verdict: Verdict;
  /** The policy that takes the place of this one, which then counts in no sum. */
  superseded_by: PolicyId | null;
  /** What it pays if granted, whatever the verdict. */
  benefit: Benefit;
  window: { opens: Day | null; closes: Day | null };
  /** The weakest evidence that the verdict rests on. */
  grade: Grade;
  requirements: { id: string; truth: Truth; disputed: boolean }[];
  /** Facts that are open and can still matter. */
  missing: FactId[];
  /** What to confirm, and about what: a document, a parameter, a requirement, `benefit` or `window`. */
  confirm: { cause: 'validity' | 'figure' | 'condition' | 'disputed'; about: string }[];
  changes: { set: Record<FactId, Answer>; verdict: Verdict }[];
  reason: 'not_in_force' | 'paused' | 'exhausted' | null;
}

export interface Benefit {
  kind: 'cash' | 'loan' | 'interest' | 'tax-relief' | 'fee-relief' | 'space' | 'in-kind' | 'service' | 'status';
  per: 'once' | 'month' | 'year';
  /** Fen for one `per`; `null` where no source publishes a sum. */
  min_fen: number | null;
  max_fen: number | null;
  /** How many times `per` can still be claimed; `null` while that is open. */
  periods: number | null;
  /** The real sum may be lower. */
  at_most: boolean;
}

export interface Question {
  /** The fact to ask for; `null` where nothing is left that could matter. */
  fact: FactId | null;
  /** How many questions can still matter. */
  left: number;
}

export type Language = 'zh-CN' | 'zh-Hant' | 'en';

/** An assessment in words that promise nothing; show `reasons` and `document` wherever you show a `verdict`. */
export interface Explanation {
  version: 1;
  as_of: Day;
  catalogue: string;
  lang: Language;
  /** Best first; without those that another policy takes the place of. */
  policies: ExplainedPolicy[];
  totals: { label: string; range: string; note: string }[];
}

/** Sentences; one that does not apply is empty. */
export interface ExplainedPolicy {
  policy: PolicyId;
  name: string;
  family: string;
  verdict: string;
  amount: string;
  amount_note: string;
  /** How the amount is worked out. */
  formula: string;
  /** The date that matters. */
  date: string;
  /** What to do next. */
  action: string;
  reasons: ExplainedReason[];
  /** What to ask at the window. */
  confirm: string[];
  missing: { fact: FactId; says: string }[];
  changes: string[];
  /** Conditions of the text that the engine cannot check. */
  unchecked: string[];
  papers: string[];
  channels: { name: string; url: string | null; phone: string | null }[];
  document: { citation: string; url: string | null; confirmed: string };
  grade: Grade;
}

export interface ExplainedReason {
  label: string;
  truth: Truth;
  disputed: boolean;
  /** The truth in words. */
  state: string;
  /** What the rule asks, a line for each alternative. */
  lines: { truth: Truth; says: string }[];
  /** Article, grade, and the last day for which there is evidence. */
  cite: string;
}

/** A text in Chinese and English. */
export interface Both {
  zh: string;
  en: string;
}

/** The catalogue as its files say it; policies, parameters and documents are described in policies/README.md. */
export interface Catalogue {
  version: 1;
  /** Its date and hash, as in an assessment. */
  catalogue: string;
  date: Day;
  policies: Record<PolicyId, { name: Both; family: string; beneficiary: string; [more: string]: unknown }>;
  parameters: Record<string, { id: string; [more: string]: unknown }>;
  documents: Record<string, { id: string; title: Both; grade: Grade; [more: string]: unknown }>;
  facts: { id: FactId; kind: FactKind; question: Both; value?: { id: string; name: Both; [more: string]: unknown }[]; [more: string]: unknown }[];
  places: { id: string; name: Both; [more: string]: unknown }[];
}

export type FactKind = 'yes-no' | 'choice' | 'set' | 'place' | 'date' | 'count' | 'money' | 'rate';

/** A situation or language that cannot be read: `problems` has one sentence for each mistake. */
export class InputError extends Error {
  readonly problems: string[];
}

/**
 * Works out every verdict and sum.
 * @throws {InputError}
 */
export function assess(situation: Situation): Assessment;

/**
 * The next question, the one that is expected to settle most.
 * @throws {InputError}
 */
export function ask(situation: Situation): Question;

/**
 * Every verdict with its reasons, clauses, dates and ways, in words; Chinese where no language is given.
 * @throws {InputError}
 */
export function explain(situation: Situation, lang?: Language): Explanation;

/** The catalogue that this package was built with; fetched when it is asked for. */
export function catalogue(): Promise<Catalogue>;
