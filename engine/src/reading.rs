//! One way to read a policy in a state: a version, a window and the days that follow from them.
//!
//! While the event date is open, several readings are possible; every question below says what
//! holds in one of them, by Kleene's rules.

use crate::condition::Condition;
use crate::date::Date;
use crate::fact::FactId;
use crate::grade::Grade;
use crate::policy::{Amount, Case, Policy, Requirement, Version, Window};
use crate::state::State;
use crate::term::{Days, Part, Span, Term};
use crate::truth::Truth;
use crate::verdict::Possible;

/// A version and window that may be the ones that count.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub version: &'a Version,
    /// Position of the version in the policy.
    pub index: usize,
    pub window: Option<&'a Window>,
    /// Certain, or one of several.
    pub chance: Truth,
    pub fate: Fate,
    pub opens: Span,
    pub closes: Span,
    /// A later version begins on this day, and is the one to wait for.
    not_before: Option<Date>,
    /// The window has closed.
    pub closed: Truth,
    /// The window has not opened, or the event lies ahead.
    pub early: Truth,
    pub days: Days,
}

/// How a requirement holds in a reading.
#[derive(Clone, Copy)]
pub struct Held {
    /// At least as a disputed reading.
    pub wide: Truth,
    /// As every source says, whatever the grade.
    pub said: Truth,
    /// As every source says, on official or reported evidence.
    pub firm: Truth,
    /// The best grade of an alternative that holds, or else of one that may.
    pub grade: Grade,
}

impl Held {
    /// It holds only as another source reads it.
    pub fn is_disputed(&self) -> bool {
        self.wide == Truth::True && self.said != Truth::True
    }
}

/// How the version stands on its event date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    InForce,
    /// Past its end with a renewal expected.
    Renewal,
    Ended(EndReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// No version covers the event date.
    NotInForce,
    Paused,
    Exhausted,
}

impl EndReason {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            EndReason::NotInForce => "not_in_force",
            EndReason::Paused => "paused",
            EndReason::Exhausted => "exhausted",
        }
    }
}

/// Every reading that is possible in a state, oldest version first.
pub fn readings<'a>(policy: &'a Policy, state: &State) -> Vec<Reading<'a>> {
    let mut found = Vec::new();
    let mut covered = Truth::False;
    for (index, version) in policy.versions.iter().enumerate() {
        let chance = covers(version, state);
        covered = covered.or(chance);
        if chance.can_be_true() {
            add(&mut found, version, index, chance, halted(version, state).unwrap_or(Fate::InForce), None, state);
        }
    }
    if covered == Truth::True {
        return found;
    }
    let (Some(first), Some((last_index, last))) =
        (policy.versions.first(), policy.versions.iter().enumerate().next_back())
    else {
        return found;
    };
    let later = policy.versions.iter().enumerate().find(|(_, version)| version.in_force.from > state.as_of());
    if let (None, Some((index, version))) = (&first.in_force.event, later) {
        add(&mut found, version, index, !covered, Fate::InForce, Some(version.in_force.from), state);
        return found;
    }
    let renewal = renews(last, state).and(!covered);
    if renewal.can_be_true() {
        let fate = halted(last, state).unwrap_or(Fate::Renewal);
        add(&mut found, last, last_index, renewal, fate, None, state);
    }
    let ended = (!covered).and(!renewal);
    if ended.can_be_true() {
        // INVARIANT: what an ended policy paid is read from the version nearest to the event date.
        let early = first.event(state).below(first.first_day()) == Truth::True;
        let (index, version) = if early { (0, first) } else { (last_index, last) };
        add(&mut found, version, index, ended, Fate::Ended(EndReason::NotInForce), None, state);
    }
    found
}

/// The event date lies between the first and the last day of the version.
pub fn covers(version: &Version, state: &State) -> Truth {
    let event = version.event(state);
    let begun = version.first_day().at_most(event);
    let until = version.in_force.until.map(|(until, _)| Span::exact(until.0.into()));
    begun.and(until.map_or(Truth::True, |until| event.at_most(until)))
}

/// The event date lies in the twelve months after the end of a version whose renewal is expected.
pub fn renews(version: &Version, state: &State) -> Truth {
    match version.in_force.until {
        Some((until, _)) if version.renewal_expected => {
            let event = version.event(state);
            let last = Span::exact(until.add_months(12).0.into());
            Span::exact(until.0.into()).below(event).and(event.at_most(last))
        }
        _ => Truth::False,
    }
}

fn halted(version: &Version, state: &State) -> Option<Fate> {
    let halt = version.state.filter(|halt| halt.since <= state.as_of())?;
    Some(Fate::Ended(if halt.exhausted { EndReason::Exhausted } else { EndReason::Paused }))
}

/// Adds a reading for each window that may be the first not yet closed.
fn add<'a>(
    found: &mut Vec<Reading<'a>>,
    version: &'a Version,
    index: usize,
    chance: Truth,
    fate: Fate,
    not_before: Option<Date>,
    state: &State,
) {
    let base = Reading {
        version,
        index,
        window: None,
        chance,
        fate,
        opens: Span::NONE,
        closes: Span::NONE,
        not_before,
        closed: Truth::False,
        early: Truth::False,
        days: state.today(),
    };
    let Some((last, earlier)) = version.windows.split_last() else {
        found.push(base.dated(state));
        return;
    };
    let mut chance = chance;
    for window in earlier {
        let reading = Reading { window: Some(window), chance, ..base }.dated(state);
        if reading.closed != Truth::True {
            // Not closed for certain: this is the window. Perhaps closed: this one or a later one.
            let open = reading.closed == Truth::False;
            found.push(Reading { closed: Truth::False, chance: if open { chance } else { Truth::Unknown }, ..reading });
            if open {
                return;
            }
            chance = Truth::Unknown;
        }
    }
    found.push(Reading { window: Some(last), chance, ..base }.dated(state));
}

impl<'a> Reading<'a> {
    /// The reading with its days worked out.
    pub fn dated(self, state: &State) -> Reading<'a> {
        let today = Span::exact(state.as_of().0.into());
        let event = self.version.event(state);
        let days = Days { as_of: today, event };
        let edge = |term: Option<&Term>| term.map_or(Span::NONE, |term| term.span(state, days));
        let opens = edge(self.window.and_then(|window| window.opens.as_ref()));
        let opens = opens.max(self.not_before.map_or(Span::NONE, |day| Span::exact(day.0.into())));
        let closes = edge(self.window.and_then(|window| window.closes.as_ref()));
        let ahead = if self.version.in_force.event.is_some() { today.below(event) } else { Truth::False };
        Reading {
            opens,
            closes,
            closed: closes.below(today),
            early: today.below(opens).or(ahead),
            days: Days { as_of: today.max(opens).max(event), event },
            ..self
        }
    }

    /// The day from which one can apply: that of the window, or the event where it lies ahead.
    pub fn opening(&self, state: &State) -> Span {
        let today = Span::exact(state.as_of().0.into());
        let event = self.days.event;
        match (&self.version.in_force.event, today.below(event)) {
            (Some(_), Truth::True) => self.opens.max(event),
            (Some(_), Truth::Unknown) => {
                let tomorrow = i64::from(state.as_of().0) + 1;
                let ahead = Span { range: event.range.map(|(lo, hi)| (lo.max(tomorrow), hi)), none: false };
                self.opens.join(self.opens.max(ahead))
            }
            _ => self.opens,
        }
    }

    /// What the policy comes to in this reading.
    pub fn possible(&self, state: &State) -> Possible {
        self.comes_to(&|| self.met(state), &|| self.doubt(state))
    }

    /// What the policy comes to, once it is said whether the requirements are met, and whether something is to be
    /// confirmed; each is asked for only where it matters.
    pub fn comes_to(&self, met: &dyn Fn() -> Truth, doubt: &dyn Fn() -> Truth) -> Possible {
        if let Fate::Ended(_) = self.fate {
            return Possible::ENDED;
        }
        let met = met();
        let mut possible = Possible::NOTHING;
        if met.can_be_false() {
            possible = possible.or(Possible::INELIGIBLE);
        }
        if !met.can_be_true() {
            return possible;
        }
        if self.closed.can_be_true() {
            possible = possible.or(Possible::MISSED);
        }
        if !self.closed.can_be_false() {
            return possible;
        }
        if self.early.can_be_true() {
            possible = possible.or(Possible::UPCOMING);
        }
        if self.early.can_be_false() {
            let doubt = doubt();
            if doubt.can_be_true() {
                possible = possible.or(Possible::LIKELY);
            }
            if doubt.can_be_false() {
                possible = possible.or(Possible::ELIGIBLE);
            }
        }
        possible
    }

    /// How a requirement holds, each of its conditions read once.
    pub fn held(&self, requirement: &Requirement, state: &State) -> Held {
        let mut held = Held { wide: Truth::False, said: Truth::False, firm: Truth::False, grade: Grade::Official };
        let (mut sure, mut open) = (None, None);
        for one in &requirement.any {
            let said = one.when.truth(state, self.days);
            let wide = match &one.disputed {
                Some(wider) if said != Truth::True => said.or(wider.truth(state, self.days)),
                _ => said,
            };
            held.wide = held.wide.or(wide);
            held.said = held.said.or(said);
            if one.cite.grade.is_firm() {
                held.firm = held.firm.or(said);
            }
            let best = if wide == Truth::True { &mut sure } else { &mut open };
            if wide.can_be_true() && best.is_none_or(|best| one.cite.grade < best) {
                *best = Some(one.cite.grade);
            }
        }
        held.grade = sure.or(open).unwrap_or(held.grade);
        held
    }

    /// Every requirement holds, at least as a disputed reading.
    pub fn met(&self, state: &State) -> Truth {
        Truth::all(self.version.requirements.iter().map(|requirement| self.holds(requirement, state)))
    }

    /// A requirement holds, at least as a disputed reading.
    pub fn holds(&self, requirement: &Requirement, state: &State) -> Truth {
        Truth::any(requirement.any.iter().map(|one| {
            let disputed = one.disputed.as_ref().map_or(Truth::False, |wider| wider.truth(state, self.days));
            one.when.truth(state, self.days).or(disputed)
        }))
    }

    /// A requirement holds as every source says, whatever the grade.
    pub fn holds_undisputed(&self, requirement: &Requirement, state: &State) -> Truth {
        Truth::any(requirement.any.iter().map(|one| one.when.truth(state, self.days)))
    }

    /// A requirement holds as every source says, on official or reported evidence.
    pub fn holds_firmly(&self, requirement: &Requirement, state: &State) -> Truth {
        let firm = requirement.any.iter().filter(|one| one.cite.grade.is_firm());
        Truth::any(firm.map(|one| one.when.truth(state, self.days)))
    }

    /// Something is to be confirmed before a yes is certain.
    pub fn doubt(&self, state: &State) -> Truth {
        let mut firm = self.version.requirements.iter().map(|requirement| self.holds_firmly(requirement, state));
        self.doubt_beside(&mut firm, &self.cases(state), state)
    }

    /// As [`Reading::doubt`], once it is known which requirements hold firmly and which cases may count.
    pub fn doubt_beside(
        &self,
        firm: &mut dyn Iterator<Item = Truth>,
        cases: &[(&'a Case, Truth)],
        state: &State,
    ) -> Truth {
        let beside = self.validity_doubt(state).or(self.window_doubt());
        if beside == Truth::True {
            return beside;
        }
        beside.or(self.figure_doubt(cases, state)).or(!Truth::all(firm))
    }

    /// Whether the version is in force is to be confirmed.
    pub fn validity_doubt(&self, state: &State) -> Truth {
        let in_force = &self.version.in_force;
        let document = state.catalogue().document_of(self.version.document);
        let end = in_force.until.map(|(_, grade)| grade);
        let firm = document.grade.is_firm() && in_force.from_grade.is_firm() && end.is_none_or(|grade| grade.is_firm());
        if self.fate == Fate::Renewal || !firm {
            return Truth::True;
        }
        match end {
            Some(_) => Truth::False,
            None => Span::exact(document.confirmed.0.into()).below(self.days.event),
        }
    }

    /// The window rests on weak evidence.
    pub fn window_doubt(&self) -> Truth {
        self.window.is_some_and(|window| !window.cite.grade.is_firm()).into()
    }

    /// The figure, or a parameter in it, rests on weak evidence, or another source gives another.
    pub fn figure_doubt(&self, cases: &[(&'a Case, Truth)], state: &State) -> Truth {
        let doubts = cases.iter().map(|(case, _)| self.case_doubt(case, state));
        doubts.reduce(Truth::join).unwrap_or(Truth::False)
    }

    fn case_doubt(&self, case: &Case, state: &State) -> Truth {
        let Some(amount) = &case.amount else { return (!case.cite.grade.is_firm()).into() };
        let mut doubt = Truth::from(!case.cite.grade.is_firm());
        amount.term.walk(&mut |part| {
            if let Part::Term(Term::Param(id, date)) = part {
                let date = date.as_deref().map_or(self.days.event, |date| date.span(state, self.days));
                doubt = doubt.or(weak_figure(state, *id, date));
            }
        });
        doubt.or(self.amount_dispute(amount, state))
    }

    /// Another source gives another amount here.
    pub fn amount_dispute(&self, amount: &Amount, state: &State) -> Truth {
        let Some(other) = &self.version.benefit.disputed else { return Truth::False };
        let ours = amount.term.span(state, self.days);
        let theirs = other.term.span(state, self.days);
        let scaled = |span: Span, by: i64| Span {
            range: span.range.map(|(a, b)| (a.saturating_mul(by), b.saturating_mul(by))),
            none: span.none,
        };
        scaled(ours, other.over).unequal(scaled(theirs, amount.over))
    }

    /// The cases of the benefit that may be the first to hold, with their condition.
    pub fn cases(&self, state: &State) -> Vec<(&'a Case, Truth)> {
        let mut found = Vec::new();
        for case in &self.version.benefit.cases {
            let truth = case.when.truth(state, self.days);
            if truth.can_be_true() {
                found.push((case, truth));
            }
            if truth == Truth::True {
                break;
            }
        }
        found
    }
}

/// The grade of a dated figure is too weak on some, every or no day of a span.
pub fn weak_figure(state: &State, id: crate::term::ParameterId, date: Span) -> Truth {
    let values = &state.catalogue().parameters[usize::from(id.0)].values;
    let Some((lo, hi)) = date.range else { return Truth::False };
    let used = values.iter().enumerate().filter_map(|(i, figure)| {
        let (from, end) = crate::policy::figure_days(values, i);
        (from <= hi && lo <= end).then(|| Truth::from(!figure.grade.is_firm()))
    });
    used.reduce(Truth::join).unwrap_or(Truth::False)
}

impl Version {
    /// The date that chooses the version.
    pub fn event(&self, state: &State) -> Span {
        let today = state.today();
        self.in_force.event.as_ref().map_or(today.as_of, |event| event.span(state, today))
    }

    fn first_day(&self) -> Span {
        Span::exact(self.in_force.from.0.into())
    }
}

/// A question about one reading whose truth the answers decide.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub reading: Reading<'a>,
    pub about: About<'a>,
}

#[derive(Clone, Copy)]
pub enum About<'a> {
    /// A comparison of a requirement or of a case of the benefit.
    Atom(&'a Condition),
    /// The version covers its event date.
    Covered,
    /// The event date lies in the year after the version's end.
    Renewed,
    Closed,
    Early,
    /// Whether the version is in force is to be confirmed.
    Aged,
    /// The figure is to be confirmed.
    Figure,
    /// A fact that the other questions read applies.
    Applies(FactId),
    /// The policy belongs to the founder's place.
    Present(FactId, u64),
    /// What a formula comes to; it has no truth, but reads facts.
    Formula(&'a Term),
}

impl<'a> Question<'a> {
    /// Its truth in a state; a formula's is always unknown.
    pub fn truth(&self, state: &State) -> Truth {
        match self.about {
            About::Atom(condition) => condition.truth(state, self.reading.dated(state).days),
            About::Covered => covers(self.reading.version, state),
            About::Renewed => renews(self.reading.version, state),
            About::Closed => self.reading.dated(state).closed,
            About::Early => self.reading.dated(state).early,
            About::Aged => self.reading.dated(state).validity_doubt(state),
            About::Figure => {
                let reading = self.reading.dated(state);
                reading.figure_doubt(&reading.cases(state), state)
            }
            About::Applies(fact) => state.applies(fact),
            About::Present(fact, mask) => state.is_among(fact, mask),
            About::Formula(_) => Truth::Unknown,
        }
    }

    /// Tells the question from every other one of its policy.
    pub fn key(&self) -> (u8, usize, usize, usize) {
        let address = |part: Option<&Window>| part.map_or(0, |part| std::ptr::from_ref(part).addr());
        let (kind, part) = match self.about {
            About::Atom(condition) => (0, std::ptr::from_ref(condition).addr()),
            About::Covered => (1, 0),
            About::Renewed => (2, 0),
            About::Closed => (3, 0),
            About::Early => (4, 0),
            About::Aged => (5, 0),
            About::Figure => (6, 0),
            About::Applies(fact) => (7, usize::from(fact.0)),
            About::Present(..) => return (8, 0, 0, 0),
            About::Formula(term) => (9, std::ptr::from_ref(term).addr()),
        };
        (kind, part, self.reading.index, address(self.reading.window))
    }

    /// Calls `visit` with each piece of a rule that the question reads.
    pub fn walk(&self, state: &State, visit: &mut dyn FnMut(Part<'_>)) {
        let version = self.reading.version;
        let opens = self.reading.window.and_then(|window| window.opens.as_ref());
        let closes = self.reading.window.and_then(|window| window.closes.as_ref());
        let mut day = matches!(self.about, About::Early);
        let mut event = matches!(self.about, About::Covered | About::Renewed | About::Aged);
        let mut look = |part: Part<'_>| {
            day |= matches!(part, Part::Term(Term::AsOf));
            event |= matches!(part, Part::Term(Term::Param(_, None)));
            visit(part);
        };
        match self.about {
            About::Atom(condition) => condition.walk(&mut look),
            About::Closed => closes.into_iter().for_each(|term| term.walk(&mut look)),
            About::Figure => {
                let amounts = version.benefit.cases.iter().filter_map(|case| case.amount.as_ref());
                amounts.chain(&version.benefit.disputed).for_each(|amount| amount.term.walk(&mut look));
                version.benefit.cases.iter().for_each(|case| case.when.walk(&mut look));
            }
            About::Applies(fact) => {
                state.catalogue().fact_of(fact).applies.iter().for_each(|condition| condition.walk(&mut look));
            }
            About::Present(fact, mask) => look(Part::Condition(&Condition::Among { fact, mask })),
            About::Formula(term) => term.walk(&mut look),
            About::Covered | About::Renewed | About::Early | About::Aged => {}
        }
        if day {
            opens.into_iter().for_each(|term| term.walk(visit));
        }
        if day || event {
            version.in_force.event.iter().for_each(|term| term.walk(visit));
        }
    }

    /// Calls `visit` with the facts that the question reads.
    pub fn facts(&self, state: &State, visit: &mut dyn FnMut(FactId)) {
        self.walk(state, &mut |part| part.facts(visit));
    }
}
