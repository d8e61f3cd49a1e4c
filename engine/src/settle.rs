//! What every completion of the open answers agrees on.
//!
//! Kleene's rules are exact as long as no open fact is read twice. Facts that are read in two or
//! more places are therefore split over the cells that the thresholds cut, and each branch is read
//! by Kleene's rules. Two open facts in one comparison are never split against each other: there
//! the result is sound, but may stay undetermined longer than it had to.

use crate::condition::Condition;
use crate::fact::{FactId, Known};
use crate::policy::{Amount, Policy, Requirement};
use crate::reading::{About, Fate, Question, Reading, readings};
use crate::state::State;
use crate::term::{Part, Span, Term};
use crate::truth::Truth;
use crate::verdict::{Possible, Verdict};

/// How many branches are read at most; past it the result is still sound.
const BRANCHES: usize = 2_000;

/// How often a question is read at most to find roughly where its truth changes.
const ROUGH: usize = 8;

/// How often a question is read at most to find where its truth changes.
const READS: usize = 400;

/// What can be said of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    pub verdict: Verdict,
    pub possible: Possible,
}

/// Something that can be open: a fact as a whole, or one element of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    Whole(FactId),
    Element(FactId, u8),
}

impl Open {
    fn fact(self) -> FactId {
        match self {
            Open::Whole(fact) | Open::Element(fact, _) => fact,
        }
    }
}

/// The verdict that every completion of a state agrees on.
pub fn settle(policy: &Policy, state: &State) -> Settled {
    settle_read(policy, &readings(policy, state), state)
}

/// As [`settle`], once the readings of the state are known.
pub fn settle_read(policy: &Policy, readings: &[Reading], state: &State) -> Settled {
    let mut search = Search { policy, possible: Possible::NOTHING, unmet: true, closed: true, branches: 0 };
    search.visit(readings, state);
    Settled { verdict: search.possible.verdict(search.unmet, search.closed), possible: search.possible }
}

/// A walk over the branches of a state that stops as soon as a yes and a no have been seen.
struct Search<'a> {
    policy: &'a Policy,
    possible: Possible,
    /// In every branch so far, some requirement is certainly unmet.
    unmet: bool,
    /// In every branch so far, the window has certainly closed.
    closed: bool,
    branches: usize,
}

impl Search<'_> {
    fn visit(&mut self, known: &[Reading], state: &State) {
        let possible = possible(self.policy, known, state);
        let undecided = self.possible.or(possible);
        if !possible.is_settled() && self.branches < BRANCHES {
            let questions = verdict_questions(self.policy, known, state);
            if let Some(branches) = split(&questions, state) {
                for branch in branches {
                    self.visit(&readings(self.policy, &branch), &branch);
                    if !self.possible.is_settled() && !self.possible.is_refused() {
                        return;
                    }
                }
                return;
            }
        }
        self.branches += 1;
        self.possible = undecided;
        for reading in known.iter().filter(|reading| !matches!(reading.fate, Fate::Ended(_))) {
            self.unmet &= reading.met(state) == Truth::False;
            self.closed &= reading.closed == Truth::True;
        }
    }
}

/// What a policy may come to, by Kleene's rules alone.
fn possible(policy: &Policy, readings: &[Reading], state: &State) -> Possible {
    let present = state.is_among(policy.place_of, policy.place);
    let mut possible = if present.can_be_false() { Possible::ABSENT } else { Possible::NOTHING };
    if present.can_be_true() {
        possible = readings.iter().fold(possible, |possible, reading| possible.or(reading.possible(state)));
    }
    possible
}

/// The smallest and largest amount in fen over every completion, whatever the verdict.
///
/// `range` is `None` where no source publishes an amount; `none` says that some completion has none.
pub fn amount(policy: &Policy, readings: &[Reading], state: &State) -> Span {
    let mut branches = 0;
    amount_over(policy, readings, state, &mut branches).unwrap_or(Span::NONE)
}

fn amount_over(policy: &Policy, known: &[Reading], state: &State, branches: &mut usize) -> Option<Span> {
    let questions = amount_questions(known, state);
    if *branches < BRANCHES
        && let Some(parts) = split(&questions, state)
    {
        let of = |part: &State| amount_over(policy, &readings(policy, part), part, branches);
        return parts.iter().filter_map(of).reduce(Span::join);
    }
    *branches += 1;
    let cases = known.iter().flat_map(|reading| reading.cases(state).into_iter().map(move |(case, _)| (reading, case)));
    let spans = cases.map(|(reading, case)| match &case.amount {
        Some(amount) => fen(amount, reading, state),
        None => Span::NONE,
    });
    spans.reduce(Span::join)
}

/// The first and the last day of the window over every completion, whatever the verdict.
///
/// Where several readings are possible, the days of all of them.
pub fn window(policy: &Policy, known: &[Reading], state: &State, branches: &mut usize) -> (Span, Span) {
    let questions = window_questions(known, state);
    if *branches < BRANCHES
        && let Some(parts) = split(&questions, state)
    {
        let mut days: Option<(Span, Span)> = None;
        for part in &parts {
            let (opens, closes) = window(policy, &readings(policy, part), part, branches);
            days = Some(days.map_or((opens, closes), |(from, until)| (from.join(opens), until.join(closes))));
        }
        return days.unwrap_or((Span::NONE, Span::NONE));
    }
    *branches += 1;
    let mut days = (Span::NONE, Span::NONE);
    for (i, reading) in known.iter().enumerate() {
        let (opens, closes) = (reading.opening(state), reading.closes);
        days = if i == 0 { (opens, closes) } else { (days.0.join(opens), days.1.join(closes)) };
    }
    days
}

/// What decides between the ways of a window's formula, and between several windows; a single way is exact by itself.
fn window_questions<'a>(readings: &[Reading<'a>], state: &State) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for reading in readings {
        let Some(window) = reading.window else { continue };
        let before = questions.len();
        if reading.version.windows.len() > 1 {
            questions.push(Question { reading: *reading, about: About::Closed });
        }
        for term in [&window.opens, &window.closes].into_iter().flatten() {
            term.walk(&mut |part| {
                if let Part::Term(Term::If(condition, ..)) = part {
                    condition.open_atoms(state, reading.days, &mut |atom| {
                        questions.push(Question { reading: *reading, about: About::Atom(atom) });
                    });
                }
            });
            if questions.len() > before {
                questions.push(Question { reading: *reading, about: About::Formula(term) });
            }
        }
    }
    finish(questions, state)
}

/// An amount in whole fen, rounded once, half away from zero.
pub fn fen(amount: &Amount, reading: &Reading, state: &State) -> Span {
    let span = amount.term.span(state, reading.days);
    if amount.over == 1 {
        return span;
    }
    let over = i128::from(amount.over);
    let whole = |value: i64| i64::try_from(round(value.into(), over)).unwrap_or(value);
    Span { range: span.range.map(|(lo, hi)| (whole(lo), whole(hi))), none: span.none }
}

/// A whole number over a positive one, rounded half away from zero.
pub fn round(value: i128, over: i128) -> i128 {
    let rounded = (value.saturating_abs().saturating_mul(2).saturating_add(over)) / (over.saturating_mul(2));
    if value < 0 { -rounded } else { rounded }
}

/// How many months or years can still be claimed; 1 where nothing repeats.
pub fn periods(readings: &[Reading], state: &State) -> Span {
    let spans = readings.iter().map(|reading| match &reading.version.benefit.periods {
        Some(term) => term.span(state, reading.days).max(Span::exact(0)),
        None => Span::exact(1),
    });
    spans.reduce(Span::join).unwrap_or(Span::exact(1))
}

/// The open facts that can still matter to the verdict, the amount or the window, in the order of the catalogue.
pub fn missing(policy: &Policy, settled: Settled, readings: &[Reading], state: &State) -> Vec<FactId> {
    if settled.possible.is_refused() {
        return Vec::new();
    }
    let mut questions = amount_questions(readings, state);
    for reading in readings {
        let formula = |term| Question { reading: *reading, about: About::Formula(term) };
        let opens = reading.window.and_then(|window| window.opens.as_ref()).into_iter();
        // The day may be certain although its formula is not: a version that begins later is waited for.
        let opens = opens.chain(&reading.version.in_force.event).filter(|_| !reading.opening(state).is_settled());
        let closes = reading.window.and_then(|window| window.closes.as_ref());
        questions.extend(opens.chain(closes).map(formula));
        questions.extend(reading.version.benefit.periods.iter().map(formula));
    }
    // A formula that comes to one value already reads nothing that still matters.
    questions.retain(|question| match question.about {
        About::Formula(term) => !term.span(state, question.reading.days).is_settled(),
        _ => true,
    });
    if !settled.possible.is_settled() {
        questions.extend(verdict_questions(policy, readings, state));
    }
    let mut facts = Vec::new();
    questions.iter().flat_map(|question| opens(question, state)).for_each(|open| put(&mut facts, open.fact()));
    facts
}

/// Calls `visit` with each open fact of some that can decide the verdict, how many of its outcomes settle the policy
/// by Kleene's rules alone, and how many outcomes there are.
///
/// Outcomes are what the thresholds tell apart: the values of a choice, yes and no, the cells of a number,
/// and for a set none or one of the values that are looked for.
pub fn promises(policy: &Policy, state: &State, among: &[FactId], visit: &mut dyn FnMut(FactId, u64, u64)) {
    let questions = open_requirements(&readings(policy, state), state);
    let mut facts = Vec::new();
    let read: Vec<Vec<Open>> = questions.iter().map(|question| opens(question, state)).collect();
    read.iter().flatten().for_each(|open| put(&mut facts, *open));
    for (i, open) in facts.iter().enumerate() {
        let fact = open.fact();
        // The elements of one set stand beside each other, and are asked together.
        if i > 0 && facts[i - 1].fact() == fact || !among.contains(&fact) {
            continue;
        }
        let (mut settled, mut all) = (0, 0);
        for (known, weight) in outcomes(fact, &facts, &questions, &read, state) {
            all += weight;
            let after = state.with(fact, known);
            let possible = possible(policy, &readings(policy, &after), &after);
            if possible.is_settled() || possible.is_refused() {
                settled += weight;
            }
        }
        visit(fact, settled, all);
    }
}

/// The comparisons that decide requirements and windows: of the questions that decide a verdict those that are
/// found without much work.
fn open_requirements<'a>(readings: &[Reading<'a>], state: &State) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for reading in readings.iter().filter(|reading| !matches!(reading.fate, Fate::Ended(_))) {
        let mut ask = |about| questions.push(Question { reading: *reading, about });
        if reading.closed == Truth::Unknown {
            ask(About::Closed);
        }
        for condition in reading.version.requirements.iter().flat_map(Requirement::conditions) {
            condition.open_atoms(state, reading.days, &mut |atom| ask(About::Atom(atom)));
        }
    }
    questions
}

/// The outcomes of one open fact, each with how many values it stands for; the cells of a number count once.
fn outcomes(
    fact: FactId,
    facts: &[Open],
    questions: &[Question],
    read: &[Vec<Open>],
    state: &State,
) -> Vec<(Known, u64)> {
    let known = state.known(fact);
    if let Known::Set { has, .. } = known {
        let looked_for = facts.iter().filter_map(|open| match open {
            Open::Element(of, bit) if *of == fact => Some(1u64 << bit),
            _ => None,
        });
        return [0].into_iter().chain(looked_for).map(|bit| (Known::Set { has: has | bit, may: 0 }, 1)).collect();
    }
    let reading: Vec<&Question> = questions
        .iter()
        .zip(read)
        .filter(|(question, opens)| opens.contains(&Open::Whole(fact)) && !matches!(question.about, About::Formula(_)))
        .map(|(question, _)| question)
        .collect();
    if let Known::Among(all) = known {
        let parts = parts(fact, all, &reading, state);
        if parts.len() > 1 {
            return parts.into_iter().map(|part| (Known::Among(part), u64::from(part.count_ones()))).collect();
        }
    }
    if let Known::Span { lo, hi } = known {
        let mut starts = Vec::new();
        for question in &reading {
            cut_roughly(question, fact, (lo, hi), state, &mut starts, ROUGH);
        }
        let mut found = Vec::new();
        let mut from = lo;
        for start in starts.iter().copied().chain([hi + 1]) {
            found.push((Known::Span { lo: from, hi: start - 1 }, 1));
            from = start;
        }
        return found;
    }
    let weight = |cell: &Known| match cell {
        Known::Among(mask) => u64::from(mask.count_ones()),
        _ => 1,
    };
    cells(Open::Whole(fact), &reading, state).into_iter().map(|cell| (cell, weight(&cell))).collect()
}

/// The values of a choice as the comparisons of some questions tell them apart, by their masks alone.
fn parts(fact: FactId, all: u64, questions: &[&Question], state: &State) -> Vec<u64> {
    let mut parts = vec![all];
    for question in questions {
        question.walk(state, &mut |part| {
            let Part::Condition(Condition::Among { fact: read, mask }) = part else { return };
            if *read == fact {
                for i in 0..parts.len() {
                    let (inside, outside) = (parts[i] & mask, parts[i] & !mask);
                    if inside != 0 && outside != 0 {
                        parts[i] = inside;
                        parts.push(outside);
                    }
                }
            }
        });
    }
    parts
}

/// Where the truth of an open question of a policy changes with a number or date, other answers as they are:
/// the first value of each cell.
pub fn cuts(policy: &Policy, fact: FactId, state: &State) -> Vec<i64> {
    let Known::Span { lo, hi } = state.known(fact) else { return Vec::new() };
    let readings = readings(policy, state);
    let mut starts = Vec::new();
    for question in verdict_questions(policy, &readings, state) {
        if opens(&question, state).contains(&Open::Whole(fact)) {
            cut(&question, fact, (lo, hi), state, &mut starts);
        }
    }
    starts
}

/// Every question whose answer is open and that can still decide the verdict.
fn verdict_questions<'a>(policy: &'a Policy, readings: &[Reading<'a>], state: &State) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    let present = About::Present(policy.place_of, policy.place);
    for reading in readings {
        let ask = |about| Question { reading: *reading, about };
        questions.push(ask(present));
        questions.extend(chance_questions(reading));
        if let Fate::Ended(_) = reading.fate {
            continue;
        }
        for requirement in &reading.version.requirements {
            if reading.holds(requirement, state) == Truth::Unknown {
                for one in &requirement.any {
                    for condition in [Some(&one.when), one.disputed.as_ref()].into_iter().flatten() {
                        condition.open_atoms(state, reading.days, &mut |atom| questions.push(ask(About::Atom(atom))));
                    }
                }
            }
        }
        if reading.met(state) == Truth::False {
            continue;
        }
        questions.push(ask(About::Closed));
        questions.push(ask(About::Early));
        // Between eligible and likely only where every other doubt is settled for the good.
        if reading.doubt(state) == Truth::Unknown && reading.closed.can_be_false() && reading.early.can_be_false() {
            questions.push(ask(About::Aged));
            questions.push(ask(About::Figure));
            for requirement in &reading.version.requirements {
                for one in requirement.any.iter().filter(|one| one.cite.grade.is_firm()) {
                    if reading.holds_firmly(requirement, state) == Truth::Unknown {
                        one.when.open_atoms(state, reading.days, &mut |atom| questions.push(ask(About::Atom(atom))));
                    }
                }
            }
        }
    }
    finish(questions, state)
}

/// Every question whose answer decides the amount.
fn amount_questions<'a>(readings: &[Reading<'a>], state: &State) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for reading in readings {
        let ask = |about| Question { reading: *reading, about };
        if !reading.version.benefit.cases.is_empty() {
            questions.extend(chance_questions(reading));
        }
        for (case, truth) in reading.cases(state) {
            if truth == Truth::Unknown {
                case.when.open_atoms(state, reading.days, &mut |atom| questions.push(ask(About::Atom(atom))));
            }
            // A formula that reads nothing open neither splits nor misses anything.
            let formula = case.amount.as_ref().map(|amount| ask(About::Formula(&amount.term)));
            questions.extend(formula.filter(|question| !opens(question, state).is_empty()));
        }
    }
    finish(questions, state)
}

/// What decides whether a reading is the one that counts.
fn chance_questions<'a>(reading: &Reading<'a>) -> Vec<Question<'a>> {
    if reading.chance == Truth::True {
        return Vec::new();
    }
    let ask = |about| Question { reading: *reading, about };
    vec![ask(About::Covered), ask(About::Renewed), ask(About::Closed)]
}

/// Leaves out what is settled and what was asked twice, and adds whether the facts that are read apply.
fn finish<'a>(mut questions: Vec<Question<'a>>, state: &State) -> Vec<Question<'a>> {
    questions.retain(|question| question.truth(state) == Truth::Unknown);
    let mut seen = Vec::new();
    questions.retain(|question| {
        let key = question.key();
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    let mut applied: Vec<FactId> = Vec::new();
    let mut i = 0;
    while let Some(question) = questions.get(i).copied() {
        question.facts(state, &mut |fact| {
            if state.applies(fact) == Truth::Unknown && !applied.contains(&fact) {
                applied.push(fact);
                questions.push(Question { about: About::Applies(fact), ..question });
            }
        });
        i += 1;
    }
    questions
}

/// What is open in a question: facts, of sets the elements that it looks for, and what decides whether they apply.
fn opens(question: &Question, state: &State) -> Vec<Open> {
    let mut found = Vec::new();
    question.walk(state, &mut |part| look(part, state, &mut found));
    found
}

fn look(part: Part<'_>, state: &State, found: &mut Vec<Open>) {
    match part {
        Part::Condition(Condition::Has { fact, mask, .. }) => {
            if let (true, Known::Set { has, may }) = (state.is_open(*fact), state.known(*fact)) {
                let bits = (0u8..64).filter(|bit| (may & !has & mask) >> bit & 1 == 1);
                bits.for_each(|bit| put(found, Open::Element(*fact, bit)));
            }
        }
        // Where every value that is left gives the same answer, only whether the fact applies is open.
        Part::Condition(Condition::Among { fact, mask }) if matches!(state.known(*fact), Known::Among(left) if left & mask == 0 || left & !mask == 0) =>
            {}
        _ => part.facts(&mut |fact| {
            if state.is_open(fact) {
                put(found, Open::Whole(fact));
            }
        }),
    }
    part.facts(&mut |fact| {
        if let (Truth::Unknown, Some(applies)) = (state.applies(fact), &state.catalogue().fact_of(fact).applies) {
            applies.walk(&mut |part| look(part, state, found));
        }
    });
}

/// Adds a value to a sorted list, where it is not in it.
pub fn put<T: Ord>(sorted: &mut Vec<T>, value: T) {
    if let Err(at) = sorted.binary_search(&value) {
        sorted.insert(at, value);
    }
}

/// Splits the open fact that most questions read, over the cells that its thresholds cut.
///
/// `None` where no open fact is read twice, or where none of them can be cut.
fn split<'s>(questions: &[Question], state: &State<'s>) -> Option<Vec<State<'s>>> {
    let read: Vec<Vec<Open>> = questions.iter().map(|question| opens(question, state)).collect();
    let mut counts: Vec<(Open, usize)> = Vec::new();
    for open in read.iter().flatten() {
        match counts.iter_mut().find(|(known, _)| known == open) {
            Some((_, n)) => *n += 1,
            None => counts.push((*open, 1)),
        }
    }
    let mut most_read = Vec::new();
    for (open, n) in counts {
        if n > 1 {
            put(&mut most_read, (std::cmp::Reverse(n), open));
        }
    }
    for (_, open) in most_read {
        let mut alone = Vec::new();
        for (question, opens) in questions.iter().zip(&read) {
            let reads_others = opens.iter().any(|other| other.fact() != open.fact());
            if !reads_others && !matches!(question.about, About::Formula(_)) {
                alone.push(question);
            }
        }
        let cells = cells(open, &alone, state);
        if cells.len() > 1 {
            let mut branches = Vec::new();
            for cell in cells {
                let branch = state.with(open.fact(), cell);
                if branch.contradiction().is_none() {
                    branches.push(branch);
                }
            }
            return Some(branches);
        }
    }
    None
}

/// The cells of an open fact over which the questions that read only it keep their truth.
fn cells(open: Open, questions: &[&Question], state: &State) -> Vec<Known> {
    match (open, state.known(open.fact())) {
        (Open::Element(_, bit), Known::Set { has, may }) => {
            vec![Known::Set { has: has | 1 << bit, may }, Known::Set { has, may: may & !(1 << bit) }]
        }
        (Open::Whole(fact), Known::Among(mask)) => {
            let mut groups: Vec<(Vec<Truth>, u64)> = Vec::new();
            let mut probe = state.clone();
            for bit in (0..64).map(|bit| 1u64 << bit).filter(|bit| mask & bit != 0) {
                probe.probe(state, fact, Known::Among(bit));
                let truths: Vec<Truth> = questions.iter().map(|question| question.truth(&probe)).collect();
                match groups.iter_mut().find(|(known, _)| *known == truths) {
                    Some((_, group)) => *group |= bit,
                    None => groups.push((truths, bit)),
                }
            }
            groups.into_iter().map(|(_, group)| Known::Among(group)).collect()
        }
        (Open::Whole(fact), Known::Span { lo, hi }) => {
            let mut starts: Vec<i64> = Vec::new();
            for question in questions {
                cut(question, fact, (lo, hi), state, &mut starts);
            }
            let ends = starts.iter().map(|start| start - 1).chain([hi]);
            let firsts = [lo].into_iter().chain(starts.iter().copied());
            firsts.zip(ends).map(|(lo, hi)| Known::Span { lo, hi }).collect()
        }
        _ => Vec::new(),
    }
}

/// Collects the first values of the cells of a question within a range, by halving.
///
/// A question that stays open at a single value reads something else that is open: it cuts nothing.
pub fn cut(question: &Question, fact: FactId, range: (i64, i64), state: &State, starts: &mut Vec<i64>) {
    cut_roughly(question, fact, range, state, starts, READS);
}

/// As [`cut`], with so many looks at most: where they do not suffice, a cell begins near its place.
fn cut_roughly(
    question: &Question,
    fact: FactId,
    (lo, hi): (i64, i64),
    state: &State,
    starts: &mut Vec<i64>,
    most: usize,
) {
    let mut probe = state.clone();
    let mut at = |lo, hi| {
        probe.probe(state, fact, Known::Span { lo, hi });
        question.truth(&probe)
    };
    if lo >= hi || at(lo, lo) == Truth::Unknown || at(hi, hi) == Truth::Unknown {
        return;
    }
    let mut ranges = vec![(lo, hi)];
    let mut reads = 0;
    while let Some((lo, hi)) = ranges.pop() {
        reads += 1;
        let middle = lo + (hi - lo) / 2;
        if lo >= hi || at(lo, hi) != Truth::Unknown {
            continue;
        }
        if reads > most {
            if most < READS {
                put(starts, middle + 1);
            }
            continue;
        }
        if at(middle, middle) != at(middle + 1, middle + 1) {
            put(starts, middle + 1);
        }
        ranges.push((lo, middle));
        ranges.push((middle + 1, hi));
    }
}

/// The numbers at which some comparison of a policy's rule changes its truth, with those just before.
///
/// Every other answer stays as it is.
pub fn thresholds(policy: &Policy, fact: FactId, state: &State) -> Vec<i64> {
    let state = state.with(fact, state.catalogue().fact_of(fact).open(&state.catalogue().places));
    // What other answers imply bounds it already.
    let Known::Span { lo, hi } = state.known(fact) else { return Vec::new() };
    let mut starts = vec![lo];
    for reading in readings(policy, &state) {
        let ask = |about| Question { reading, about };
        let mut questions = vec![ask(About::Covered), ask(About::Closed), ask(About::Early)];
        reading.version.walk_rule(&mut |part| {
            if let Part::Condition(condition @ Condition::Compare { .. }) = part {
                questions.push(ask(About::Atom(condition)));
            }
        });
        for question in questions.iter().filter(|question| reads(question, fact, &state)) {
            cut(question, fact, (lo, hi), &state, &mut starts);
        }
    }
    let mut values = Vec::new();
    let around = starts.iter().flat_map(|start| [start - 1, *start]).filter(|value| (lo..=hi).contains(value));
    around.for_each(|value| put(&mut values, value));
    values
}

/// A question that reads nothing of a fact is not cut by it.
fn reads(question: &Question, fact: FactId, state: &State) -> bool {
    let mut found = false;
    question.facts(state, &mut |read| found |= read == fact);
    let changed = state.catalogue().fact_of(fact);
    question.facts(state, &mut |read| found |= changed.decides.contains(&read));
    // A number that bounds others may be read in their place.
    found || changed.is_bound
}

/// Whether some completion makes a requirement true, and some completion false.
pub fn can_be(reading: &Reading, requirement: &Requirement, state: &State) -> (bool, bool) {
    let conditions = requirement.any.iter().flat_map(|one| [Some(&one.when), one.disputed.as_ref()]).flatten();
    let conditions: Vec<&Condition> = conditions.collect();
    let mut found = (false, false);
    over_completions(reading, &conditions, state, &mut 0, &mut |reading, state| {
        let truth = reading.holds(requirement, state);
        found = (found.0 || truth.can_be_true(), found.1 || truth.can_be_false());
        found == (true, true)
    });
    found
}

/// Whether some completion makes a condition true while none of others holds.
pub fn can_hold(reading: &Reading, condition: &Condition, without: &[&Condition], state: &State) -> bool {
    let conditions: Vec<&Condition> = without.iter().copied().chain([condition]).collect();
    let mut found = false;
    over_completions(reading, &conditions, state, &mut 0, &mut |reading, state| {
        let holds = |condition: &Condition| condition.truth(state, reading.days);
        let free = without.iter().all(|other| holds(other).can_be_false());
        found |= free && holds(condition).can_be_true();
        found
    });
    found
}

/// Calls `visit` with branches in which the conditions are settled, until it says that it has seen enough.
fn over_completions(
    reading: &Reading,
    conditions: &[&Condition],
    state: &State,
    branches: &mut usize,
    visit: &mut dyn FnMut(&Reading, &State) -> bool,
) -> bool {
    let reading = reading.dated(state);
    let mut questions = Vec::new();
    for condition in conditions {
        condition.open_atoms(state, reading.days, &mut |atom| {
            questions.push(Question { reading, about: About::Atom(atom) });
        });
    }
    if !questions.is_empty()
        && *branches < BRANCHES
        && let Some(parts) = split(&finish(questions, state), state)
    {
        return parts.iter().any(|part| over_completions(&reading, conditions, part, branches, visit));
    }
    *branches += 1;
    visit(&reading, state)
}
