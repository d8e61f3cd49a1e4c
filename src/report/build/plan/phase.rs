//! Which phase a policy belongs to, counted from the day of registration.

use engine::date::Date;
use engine::fact::FactId;
use engine::state::State;
use engine::term::{Part, Term};
use engine::texts::Texts;
use engine::truth::Truth;
use engine::verdict::Verdict;

use super::super::entry::Entry;
use super::super::is_plan;
use crate::report::format;
use crate::report::plan::Stage;
use crate::words::{Word, fill};

pub const STAGES: [Stage; 7] =
    [Stage::Before, Stage::Start, Stage::HalfYear, Stage::YearOne, Stage::Later, Stage::Yearly, Stage::Undated];

/// What phases are counted from.
pub struct Anchor {
    as_of: Date,
    /// Not registered yet, as far as is known.
    is_plan: bool,
    registered: Option<FactId>,
    /// The day of registration, past or planned, where it is known exactly.
    on: Option<Date>,
}

impl Anchor {
    pub fn new(state: &State) -> Anchor {
        let registered = state.catalogue().fact("venture.registered_on");
        let known = registered.filter(|fact| state.applies(*fact) == Truth::True);
        let on = known.and_then(|fact| state.span(fact).single()).map(|day| format::day(day.into()));
        Anchor { as_of: state.as_of(), is_plan: is_plan(state), registered, on }
    }

    /// The phase in which a policy can first be applied for.
    pub fn stage(&self, entry: &Entry, opens: Option<Date>, last: Option<(Date, bool)>) -> Stage {
        if entry.is_yearly() {
            return Stage::Yearly;
        }
        match (opens, self.on) {
            (Some(_), Some(on)) if self.is_plan && last.is_some_and(|(last, _)| last <= on) => Stage::Before,
            (Some(day), Some(on)) => by_months(on.months_until(day)),
            // Without a day to count from, what opens within half a year stands with what is open.
            (Some(day), None) if day < self.as_of.add_months(6) => Stage::Start,
            (Some(_), None) => Stage::Later,
            (None, _) => self.offset(entry).map_or(Stage::Undated, by_months),
        }
    }

    /// The months after registration at which every rule that opens a policy has been met.
    ///
    /// INVARIANT: what else may delay it counts as unknown: a version that is yet to begin, or a
    /// registration that lies behind, so that its half year may be over.
    fn offset(&self, entry: &Entry) -> Option<i32> {
        if entry.finding.verdict != Verdict::Upcoming || entry.version.in_force.from > self.as_of {
            return None;
        }
        let months = self.latest(entry, &mut entry.opening_rules().into_iter());
        months.filter(|months| self.is_plan || *months >= 6)
    }

    fn latest(&self, entry: &Entry, terms: &mut dyn Iterator<Item = &Term>) -> Option<i32> {
        let mut latest = None;
        for term in terms {
            let day = term.span(entry.state, entry.reading.days);
            let has_passed = !day.none && day.range.is_some_and(|(_, hi)| hi <= self.as_of.0.into());
            if !has_passed {
                latest = latest.max(Some(self.months(entry, term)?));
            }
        }
        latest
    }

    /// So many full months after registration, where the formula says just that.
    fn months(&self, entry: &Entry, term: &Term) -> Option<i32> {
        match term {
            Term::Fact(fact) if self.registered == Some(*fact) => Some(0),
            Term::AddMonths(day, n) => match **n {
                Term::Number(n) => Some(self.months(entry, day)?.saturating_add(i32::try_from(n).ok()?)),
                _ => None,
            },
            // A few days later is the same phase.
            Term::AddDays(day, n) if matches!(**n, Term::Number(0..28)) => self.months(entry, day),
            Term::Max(terms) => self.latest(entry, &mut terms.iter()),
            _ => None,
        }
    }

    pub fn title(&self, stage: Stage, texts: &Texts) -> String {
        let running = self.running();
        let (a, b) = bounds(stage);
        let key = match stage {
            Stage::Before => Word::PlanBefore,
            Stage::Start if self.is_plan || running == Some(Stage::Start) => Word::PlanFirst,
            Stage::Start => Word::PlanNow,
            Stage::HalfYear | Stage::YearOne if running == Some(stage) => Word::PlanUntil,
            Stage::HalfYear | Stage::YearOne => Word::PlanBetween,
            Stage::Later if running == Some(stage) => Word::PlanNowOn,
            Stage::Later if self.on.is_none() => Word::PlanAfterNow,
            Stage::Later => Word::PlanLater,
            Stage::Yearly => Word::PlanYearly,
            Stage::Undated => Word::PlanUndated,
        };
        fill(texts, key, &[("a", &a.to_string()), ("b", &b.to_string())])
    }

    /// From when to when, where registration has its day.
    pub fn days(&self, stage: Stage, texts: &Texts) -> String {
        let (Some(on), (a, b)) = (self.on, bounds(stage)) else { return String::new() };
        if a == b {
            return String::new();
        }
        let from = if self.running() == Some(stage) { self.as_of } else { on.add_months(a) };
        let days = [from, on.add_months(b).add_days(-1)].map(|day| format::date(day, texts));
        fill(texts, Word::FromTo, &[("a", &days[0]), ("b", &days[1])])
    }

    /// The phase of today; while the venture is a plan, its start.
    fn running(&self) -> Option<Stage> {
        self.on.map(|on| by_months(on.months_until(self.as_of)))
    }
}

fn by_months(months: i32) -> Stage {
    match months {
        ..6 => Stage::Start,
        6..12 => Stage::HalfYear,
        12..18 => Stage::YearOne,
        _ => Stage::Later,
    }
}

/// The months after registration that a phase covers; the same twice where it has no such ends.
fn bounds(stage: Stage) -> (i32, i32) {
    match stage {
        Stage::Start => (0, 6),
        Stage::HalfYear => (6, 12),
        Stage::YearOne => (12, 18),
        Stage::Before | Stage::Later | Stage::Yearly | Stage::Undated => (0, 0),
    }
}

impl Entry<'_> {
    /// The open answers that the first day hangs on, as noun phrases.
    pub fn lacks(&self) -> Vec<String> {
        self.open_in(&self.opening_rules())
    }

    /// The open answers that some days hang on, as noun phrases.
    pub fn open_in(&self, rules: &[&Term]) -> Vec<String> {
        let mut facts: Vec<FactId> = Vec::new();
        let mut visit = |part: Part<'_>| part.facts(&mut |fact| engine::settle::put(&mut facts, fact));
        for term in rules {
            term.walk(&mut visit);
        }
        let mut lacks = Vec::new();
        for fact in facts {
            if self.state.is_open(fact) {
                lacks.push(self.explainer().noun(fact).to_string());
            }
        }
        lacks
    }
}
