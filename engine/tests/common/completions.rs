//! Every completion of a situation of which a few facts are open, found without the engine's own search.

use engine::assess::find;
use engine::assessment::Finding;
use engine::compile::Compiled;
use engine::condition::Condition;
use engine::date::Date;
use engine::fact::{FactId, Kind, Known};
use engine::policy::{Catalogue, Policy, PolicyId};
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::term::{Part, Term};
use engine::truth::Truth;
use engine::verdict::Verdict;
use engine::wire::situation::check;

use super::Seed;

/// How many completions a case has at most.
const COMPLETIONS: usize = 3_000;

/// How many steps of a sum are looked for on a line.
const STEPS: usize = 8;

/// On how many lines through a case the values of a wide band are looked for.
const LINES: usize = 14;

/// Bands up to this width are enumerated value by value.
const DENSE: i64 = 48;

/// What a complete situation comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub verdict: Verdict,
    pub fen: Option<i64>,
    pub periods: i64,
    pub opens: Option<Date>,
    pub closes: Option<Date>,
}

impl Outcome {
    /// Refusals count as one: a founder is told no.
    pub fn class(self) -> Verdict {
        if self.verdict.is_refusal() { Verdict::Ineligible } else { self.verdict }
    }

    /// What a founder is told: the class, and what is paid and when.
    pub fn told(self) -> (Verdict, Option<i64>, i64, Option<Date>, Option<Date>) {
        (self.class(), self.fen, self.periods, self.opens, self.closes)
    }
}

/// A partial situation near an example of one policy, with what every completion of it comes to.
pub struct Case {
    pub policy: PolicyId,
    pub partial: Situation,
    /// What the engine says of the partial situation.
    pub finding: Finding,
    /// The facts that were opened, with the values that they are given.
    pub open: Vec<(FactId, Vec<Known>)>,
    /// One for each choice of values, the first fact changing fastest; `None` where the answers contradict each other.
    pub outcomes: Vec<Option<Outcome>>,
    /// The largest number of open facts that one comparison or formula reads.
    pub coupled: usize,
}

impl Case {
    pub fn completions(&self) -> impl Iterator<Item = Outcome> {
        self.outcomes.iter().copied().flatten()
    }

    /// Pairs of completions that differ only in the fact at a position of [`Case::open`].
    pub fn differing_only_in(&self, at: usize) -> impl Iterator<Item = (Outcome, Outcome)> {
        let stride: usize = self.open[..at].iter().map(|(_, values)| values.len()).product();
        let count = self.open[at].1.len();
        (0..self.outcomes.len()).filter_map(move |i| {
            let first = i - (i / stride % count) * stride;
            // INVARIANT: the first completion of a line that is free of contradiction stands for the line.
            let base = (0..count).find_map(|nth| self.outcomes[first + nth * stride])?;
            Some((base, self.outcomes[i]?))
        })
    }
}

/// What a complete situation comes to; `None` where its answers contradict each other.
pub fn outcome(catalogue: &Catalogue, id: PolicyId, situation: &Situation) -> Option<Outcome> {
    let state = State::new(catalogue, situation);
    if state.contradiction().is_some() {
        return None;
    }
    let found = find(id, catalogue.policy_of(id), &state);
    let one = |range: Option<(Date, Date)>| {
        range.map(|(first, last)| {
            assert_eq!(first, last, "a day of a complete situation is exact");
            first
        })
    };
    let fen = found.benefit.fen.map(|(min, max)| {
        assert_eq!(min, max, "a sum of a complete situation is exact");
        min
    });
    assert_ne!(found.verdict, Verdict::Undetermined, "a complete situation is decided");
    assert_eq!(found.missing, [], "nothing is missing from a complete situation");
    assert_eq!(found.benefit.periods.0, found.benefit.periods.1);
    let (opens, closes) = (one(found.window.opens), one(found.window.closes));
    Some(Outcome { verdict: found.verdict, fen, periods: found.benefit.periods.0, opens, closes })
}

/// The facts that a policy reads, and those that decide whether they apply.
pub fn reads(catalogue: &Catalogue, policy: &Policy) -> Vec<FactId> {
    let mut found = vec![policy.place_of];
    let mut add = |fact| {
        if !found.contains(&fact) {
            found.push(fact);
        }
    };
    for version in &policy.versions {
        version.walk_rule(&mut |part| part.facts(&mut add));
        version.walk_benefit(&mut |part| part.facts(&mut add));
    }
    close(catalogue, &mut found);
    found
}

/// Adds the facts that decide whether those of a list apply.
fn close(catalogue: &Catalogue, list: &mut Vec<FactId>) {
    let mut i = 0;
    while let Some(fact) = list.get(i).copied() {
        i += 1;
        for condition in catalogue.fact_of(fact).applies.iter() {
            condition.walk(&mut |part| {
                part.facts(&mut |read| {
                    if !list.contains(&read) {
                        list.push(read);
                    }
                });
            });
        }
    }
}

/// A complete situation that differs little from an example of the policy.
pub fn near(compiled: &Compiled, seed: &mut Seed, id: PolicyId, changes: u64) -> Situation {
    let catalogue = &compiled.catalogue;
    let samples = &compiled.examples[usize::from(id.0)];
    let reads = reads(catalogue, catalogue.policy_of(id));
    loop {
        let mut situation = seed.pick(samples).situation.clone();
        for _ in 0..seed.below(changes + 1) {
            let (fact, other) = (*seed.pick(&reads), seed.pick(samples));
            situation.set(fact, other.situation.answer(fact));
        }
        if seed.chance(20) {
            let moved = i32::try_from(seed.between(-500, 500)).unwrap_or_default();
            situation.as_of = situation.as_of.add_days(moved);
        }
        if check(catalogue, &situation).is_ok() {
            return seed.complete(catalogue, &situation);
        }
    }
}

/// Opens one to four facts of a situation near an example, and works out every completion.
///
/// `None` where the answers that are left contradict each other.
pub fn case(compiled: &Compiled, seed: &mut Seed) -> Option<Case> {
    let catalogue = &compiled.catalogue;
    let policy = PolicyId(u16::try_from(seed.below(catalogue.policies.len() as u64)).ok()?);
    let rule = catalogue.policy_of(policy);
    let base = near(compiled, seed, policy, 2);
    let reads = reads(catalogue, rule);
    let mut partial = base.clone();
    let mut chosen: Vec<FactId> = Vec::new();
    for _ in 0..=seed.below(4) {
        let fact = *seed.pick(&reads);
        if !chosen.contains(&fact) {
            chosen.push(fact);
            let answer = opened(catalogue, rule, seed, fact, base.known(catalogue, fact));
            partial.set(fact, answer);
        }
    }
    let open = loop {
        check(catalogue, &partial).ok()?;
        let open = values(compiled, policy, seed, &base, &partial, &chosen);
        if open.iter().map(|(_, values)| values.len()).product::<usize>() <= COMPLETIONS {
            break open;
        }
        let last = chosen.pop()?;
        partial.set(last, base.answer(last));
    };
    let mut outcomes = Vec::new();
    for i in 0..open.iter().map(|(_, values)| values.len()).product::<usize>() {
        let mut rest = i;
        let mut full = partial.clone();
        for (fact, values) in &open {
            full.set(*fact, Answer::Given(values[rest % values.len()]));
            rest /= values.len();
        }
        outcomes.push(outcome(catalogue, policy, &full));
    }
    let state = State::new(catalogue, &partial);
    let finding = find(policy, rule, &state);
    (!open.is_empty() && outcomes.iter().any(Option::is_some)).then(|| {
        let coupled = coupled(rule, &state);
        Case { policy, partial, finding, open, outcomes, coupled }
    })
}

/// Something less exact than a value: no answer, a larger place, a set with doubts, a band cut at random.
fn opened(catalogue: &Catalogue, policy: &Policy, seed: &mut Seed, fact: FactId, known: Known) -> Answer {
    let definition = catalogue.fact_of(fact);
    let open = definition.open(&catalogue.places);
    let known = match (known, open) {
        (Known::Among(bit), Known::Among(_)) if definition.kind == Kind::Place && seed.chance(60) => {
            let around: Vec<u64> =
                catalogue.places.list.iter().map(|place| place.mask).filter(|mask| mask & bit == bit).collect();
            Known::Among(*seed.pick(&around))
        }
        (Known::Among(bit), Known::Among(all)) if seed.chance(20) => Known::Among(bit | seed.bit(all)),
        (Known::Set { has, .. }, Known::Set { may: all, .. })
            if looked_for(catalogue, policy, fact).count_ones() > 6 || seed.chance(80) =>
        {
            let looked_for = looked_for(catalogue, policy, fact) & all;
            let mut unsure = if all != 0 && seed.chance(30) { seed.bit(all) } else { 0 };
            for _ in 0..1 + seed.below(3) {
                unsure |= if looked_for == 0 { 0 } else { seed.bit(looked_for) };
            }
            Known::Set { has: has & !unsure, may: unsure }
        }
        (Known::Span { lo: value, .. }, Known::Span { lo: first, hi: last }) if seed.chance(80) => {
            let widths: &[i64] = match definition.kind {
                Kind::Date => &[3, 20, 20, 200, 200, 2_000],
                Kind::Count => &[1, 3, 8, 60],
                _ => &[1, 20, 50_000, 5_000_000, 100_000_000],
            };
            let (left, right) = (*seed.pick(widths), *seed.pick(widths));
            let (below, above) = (seed.between(0, left), seed.between(0, right));
            Known::Span { lo: (value - below).max(first), hi: (value + above).min(last) }
        }
        _ => return if seed.chance(50) { Answer::Absent } else { Answer::Declined },
    };
    Answer::Given(known)
}

/// The values of a set that some comparison looks for.
fn looked_for(catalogue: &Catalogue, policy: &Policy, fact: FactId) -> u64 {
    let mut mask = 0;
    let mut look = |part: Part<'_>| {
        if let Part::Condition(Condition::Has { fact: other, mask: read, .. }) = part
            && *other == fact
        {
            mask |= read;
        }
    };
    for version in &policy.versions {
        version.walk_rule(&mut look);
        version.walk_benefit(&mut look);
    }
    catalogue.facts.iter().flat_map(|fact| &fact.applies).for_each(|condition| condition.walk(&mut look));
    mask
}

/// The values that each open fact is given: all of them, or for wide bands those beside every change of the outcome.
fn values(
    compiled: &Compiled,
    policy: PolicyId,
    seed: &mut Seed,
    base: &Situation,
    partial: &Situation,
    chosen: &[FactId],
) -> Vec<(FactId, Vec<Known>)> {
    let (catalogue, samples) = (&compiled.catalogue, &compiled.examples[usize::from(policy.0)]);
    let rule = catalogue.policy_of(policy);
    let number = |value: i64| Known::Span { lo: value, hi: value };
    let bits = |mask: u64| (0..64).map(|bit| 1u64 << bit).filter(move |bit| mask & bit != 0);
    let mut found: Vec<(FactId, Vec<Known>)> = Vec::new();
    let mut wide = Vec::new();
    for fact in chosen {
        let values = match partial.known(catalogue, *fact) {
            Known::Among(mask) => bits(mask).map(Known::Among).collect(),
            Known::Set { has, may } => {
                let mut sets = vec![has];
                for bit in bits(may & looked_for(catalogue, rule, *fact)) {
                    sets.extend_from_within(..);
                    let half = sets.len() / 2;
                    sets[half..].iter_mut().for_each(|set| *set |= bit);
                }
                sets.push(has | may);
                sets.into_iter().map(|has| Known::Set { has, may: 0 }).collect()
            }
            Known::Span { lo, hi } if hi - lo <= DENSE => (lo..=hi).map(number).collect(),
            Known::Span { lo, hi } => {
                wide.push((found.len(), lo, hi));
                let own = match base.known(catalogue, *fact) {
                    Known::Span { lo, .. } => lo,
                    Known::Among(_) | Known::Set { .. } => lo,
                };
                let mut ends = vec![lo, own, hi];
                ends.dedup();
                ends.into_iter().map(number).collect()
            }
        };
        found.push((*fact, values));
    }
    for (at, lo, hi) in wide {
        let fact = found[at].0;
        let points: Vec<i64> = {
            let mut near: Vec<i64> =
                spoken(catalogue, rule, partial, fact).into_iter().filter(|value| (lo..=hi).contains(value)).collect();
            while near.len() > 90 {
                let at = seed.below(near.len() as u64);
                near.swap_remove(usize::try_from(at).unwrap_or_default());
            }
            near.extend([lo, hi]);
            near.extend((1..12).map(|nth| lo + (hi - lo) / 12 * nth));
            near
        };
        let mut starts = vec![lo, hi];
        for nth in 0..LINES {
            let mut full = partial.clone();
            let sample = &seed.pick(samples).situation;
            for (other, values) in &found {
                let answer = match (nth, sample.answer(*other)) {
                    (0, _) => base.answer(*other),
                    (1..4, Answer::Given(known)) if known.is_exact() => Answer::Given(known),
                    _ => Answer::Given(*seed.pick(values)),
                };
                full.set(*other, answer);
            }
            changes(&points, &mut starts, &mut |value| {
                full.set(fact, Answer::Given(number(value)));
                outcome(catalogue, policy, &full)
            });
        }
        starts.extend([seed.between(lo, hi), seed.between(lo, hi)]);
        starts.sort_unstable();
        starts.dedup();
        found[at].1 = starts.into_iter().map(number).collect();
    }
    found
}

/// Adds the values on both sides of every change of the outcome between some points, by halving.
fn changes(points: &[i64], starts: &mut Vec<i64>, at: &mut dyn FnMut(i64) -> Option<Outcome>) {
    let class = |one: Option<Outcome>| {
        one.map(|one| (one.verdict, one.fen.is_some(), one.opens.is_some(), one.closes.is_some(), one.periods))
    };
    let fen = |one: Option<Outcome>| one.and_then(|one| one.fen).unwrap_or_default();
    let step = |one: Option<Outcome>, other: Option<Outcome>| fen(one).abs_diff(fen(other));
    let mut points = points.to_vec();
    points.sort_unstable();
    points.dedup();
    let outcomes: Vec<Option<Outcome>> = points.iter().map(|point| at(*point)).collect();
    // A sum that grows day by day changes everywhere: its largest steps are looked for.
    let mut steps: Vec<u64> = outcomes.windows(2).map(|found| step(found[0], found[1])).collect();
    steps.sort_unstable_by(|a, b| b.cmp(a));
    let large = steps.get(STEPS).copied().unwrap_or_default();
    for (ends, found) in points.windows(2).zip(outcomes.windows(2)) {
        let differ = class(found[0]) != class(found[1]);
        if !differ && step(found[0], found[1]) <= large {
            continue;
        }
        let (mut lo, mut hi) = (ends[0], ends[1]);
        let (mut left, mut right) = (found[0], found[1]);
        while hi - lo > 1 {
            let middle = lo + (hi - lo) / 2;
            let one = at(middle);
            let same = if differ { class(one) == class(found[0]) } else { step(one, right) > step(left, one) };
            *(if same { &mut left } else { &mut right }) = one;
            *(if same { &mut lo } else { &mut hi }) = middle;
        }
        starts.extend([lo, hi]);
    }
}

/// Numbers at which something may change: those that rule and other answers speak of, moved by the spans of time
/// that the rule speaks of, with their neighbours.
pub fn spoken(catalogue: &Catalogue, policy: &Policy, situation: &Situation, fact: FactId) -> Vec<i64> {
    let is_date = catalogue.fact_of(fact).kind == Kind::Date;
    let mut numbers = vec![i64::from(situation.as_of.0)];
    let mut spans: Vec<i64> = Vec::new();
    let mut look = |part: Part<'_>| match part {
        Part::Term(Term::Number(value)) => {
            numbers.push(*value);
            spans.push(*value);
        }
        Part::Term(Term::Param(id, _)) => {
            for figure in &catalogue.parameters[usize::from(id.0)].values {
                numbers.extend([i64::from(figure.from.0), figure.value]);
                numbers.extend(figure.until.map(|until| i64::from(until.0)));
                spans.push(figure.value);
            }
        }
        _ => {}
    };
    for version in &policy.versions {
        version.walk_rule(&mut look);
        version.walk_benefit(&mut look);
    }
    for version in &policy.versions {
        numbers.push(version.in_force.from.0.into());
        numbers.push(catalogue.document_of(version.document).confirmed.0.into());
        if let Some((until, _)) = version.in_force.until {
            numbers.extend([i64::from(until.0), until.add_months(12).0.into()]);
        }
    }
    for read in reads(catalogue, policy) {
        if let (Known::Span { lo, hi }, true) =
            (situation.known(catalogue, read), (catalogue.fact_of(read).kind == Kind::Date) == is_date)
        {
            numbers.extend([lo, hi]);
        }
    }
    if is_date {
        let days = numbers.clone();
        for day in days.into_iter().filter_map(|day| i32::try_from(day).ok()).filter(|day| *day > 10_000) {
            for span in spans.iter().filter_map(|span| i32::try_from(*span).ok()) {
                if (1..=720).contains(&span) {
                    let years = if span <= 70 { 12 * span } else { span };
                    for months in [span, -span, years, -years] {
                        numbers.push(Date(day).add_months(months).0.into());
                    }
                }
                numbers.extend([i64::from(day) + i64::from(span), i64::from(day) - i64::from(span)]);
            }
        }
    } else {
        let scale = (0..14).map(|power| 10i64.pow(power));
        numbers.extend(scale.flat_map(|ten| [ten, 2 * ten, 5 * ten]));
        numbers.push(0);
    }
    let mut found: Vec<i64> = numbers.iter().flat_map(|value| [value - 1, *value, value + 1]).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// How many open facts one comparison or formula reads at most, with those that decide whether they apply.
fn coupled(policy: &Policy, state: &State) -> usize {
    let catalogue = state.catalogue();
    let mut atoms: Vec<Vec<FactId>> = Vec::new();
    // A number that may not exceed another is compared with it, where both apply.
    for (small, fact) in (0u16..).map(FactId).zip(&catalogue.facts) {
        for large in &fact.at_most {
            if state.applies(small).and(state.applies(*large)) == Truth::Unknown {
                return 2;
            }
            atoms.push(vec![small, *large]);
        }
    }
    for version in &policy.versions {
        let event = Read::default().and(&version.in_force.event).facts;
        let mut days: Vec<Vec<FactId>> = vec![event.clone()];
        for window in &version.windows {
            let opens = Read::default().and(&window.opens);
            days.push([opens.facts.as_slice(), &event].concat());
        }
        let mut add = |read: Read| {
            if read.event {
                atoms.push([read.facts.as_slice(), &event].concat());
            }
            for day in days.iter().filter(|_| read.day) {
                atoms.push([read.facts.as_slice(), day].concat());
            }
            atoms.push(read.facts);
        };
        add(Read { day: true, ..Read::default() });
        for window in &version.windows {
            add(Read::default().and(&window.opens));
            add(Read::default().and(&window.closes));
        }
        add(Read::default().and(&version.benefit.periods));
        let benefit = &version.benefit;
        benefit.cases.iter().filter_map(|case| case.amount.as_ref()).chain(&benefit.disputed).for_each(|amount| {
            let mut read = Read::default();
            amount.term.walk(&mut |part| read.look(part));
            add(read);
        });
        let conditions = version.requirements.iter().flat_map(engine::policy::Requirement::conditions);
        for condition in conditions.chain(benefit.cases.iter().map(|case| &case.when)) {
            leaves(condition, &mut |leaf| {
                let mut read = Read::default();
                leaf.walk(&mut |part| read.look(part));
                add(read);
            });
        }
    }
    let open = |mut facts: Vec<FactId>| {
        facts.sort_unstable();
        facts.dedup();
        close(catalogue, &mut facts);
        facts.iter().filter(|fact| state.is_open(**fact)).count()
    };
    atoms.into_iter().map(open).max().unwrap_or_default()
}

/// What a piece of a rule reads: facts, the day of application, the event date.
#[derive(Default)]
struct Read {
    facts: Vec<FactId>,
    day: bool,
    event: bool,
}

impl Read {
    fn and(mut self, term: &Option<Term>) -> Read {
        if let Some(term) = term {
            term.walk(&mut |part| self.look(part));
        }
        self
    }

    fn look(&mut self, part: Part<'_>) {
        part.facts(&mut |fact| self.facts.push(fact));
        self.day |= matches!(part, Part::Term(Term::AsOf));
        self.event |= matches!(part, Part::Term(Term::Param(_, None)));
    }
}

/// Calls `visit` with every comparison of a condition.
fn leaves<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a Condition)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| leaves(part, visit)),
        Condition::Named { body, .. } => leaves(body, visit),
        leaf => visit(leaf),
    }
}
