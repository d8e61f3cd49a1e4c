//! Dated things in the order in which they come: first days, last days, and what must come before a date.

use engine::assessment::Assessment;
use engine::date::Date;
use engine::fact::FactId;
use engine::policy::{BenefitKind, Catalogue, PolicyId};
use engine::situation::Situation;
use engine::state::State;
use engine::texts::Texts;

use super::build::entries;
use super::build::entry::Entry;
use super::{Light, StepLine, format};
use crate::words::Word;

/// What has a date, what has none yet, and what is over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadlines {
    /// The nearest first; none lies before the day that the report speaks for.
    pub dated: Vec<Deadline>,
    /// In the order of the cards.
    pub undated: Vec<Undated>,
    /// Last days that have passed, the latest first.
    pub passed: Vec<Deadline>,
}

/// What a day is for a policy; on one day, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// Something must be done before it.
    Before,
    /// The last day to apply.
    Closes,
    /// The last day of the rule itself.
    Ends,
    /// The first day to apply.
    Opens,
}

/// One day of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    pub day: Date,
    pub occasion: Occasion,
    pub policy: PolicyId,
    pub name: String,
    pub light: Light,
    /// What the day is, or what must be done before it.
    pub says: String,
    /// What is lost otherwise; empty where the text does not say.
    pub lost: String,
    /// `还有 12 天`
    pub left: String,
    /// The light in words.
    pub sure: String,
    /// Where it is the earliest of several possible days: which answer it rests on, and the latest; otherwise empty.
    pub earliest: String,
}

/// A policy, or a step, whose day cannot be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Undated {
    pub policy: PolicyId,
    pub name: String,
    pub light: Light,
    /// When, as far as the rule says it, and which date is missing.
    pub reason: String,
    /// The answers that are missing, as noun phrases.
    pub lacks: Vec<String>,
    /// There is such a day, though it cannot be told; otherwise one can apply at any time.
    pub has_day: bool,
    /// It is something to do before a date; otherwise it is when to apply.
    pub is_step: bool,
}

/// The days of an assessment, in the language of the texts.
pub fn deadlines(catalogue: &Catalogue, texts: &Texts, situation: &Situation, assessment: &Assessment) -> Deadlines {
    let state = State::new(catalogue, situation);
    let mut all = Deadlines::default();
    let mut said: Vec<String> = Vec::new();
    for entry in &entries(texts, &state, assessment) {
        if entry.is_mine() && entry.finding.verdict.may_pay() {
            entry.add_window(&mut all);
            entry.add_steps(&mut said, &mut all);
        } else if entry.is_mine() && entry.light == Light::Missed {
            all.passed.extend(entry.passed());
        }
    }
    all.dated.sort_by_key(|one| (one.day, one.occasion, one.policy));
    all.passed.sort_by_key(|one| (std::cmp::Reverse(one.day), one.policy));
    all
}

impl Deadlines {
    /// The nearest last day of a policy.
    pub fn last_of(&self, policy: PolicyId) -> Option<&Deadline> {
        let is_last = |one: &&Deadline| matches!(one.occasion, Occasion::Closes | Occasion::Ends);
        self.dated.iter().filter(is_last).find(|one| one.policy == policy)
    }
}

impl Entry<'_> {
    /// First and last day, or why they cannot be told.
    fn add_window(&self, all: &mut Deadlines) {
        let today = self.state.as_of();
        let before = all.dated.len();
        let opens = self.first_day();
        if self.lapses() {
            all.undated.extend(self.light.is_hopeful().then(|| self.undated(Vec::new())));
            return;
        }
        if let Some(day) = opens.filter(|day| *day > today) {
            all.dated.push(self.deadline(day, Occasion::Opens));
        }
        // INVARIANT: a last day that lies before the first, or behind, is none to keep to.
        // Without all answers, the end of a rule says nothing yet.
        let closing = self
            .closing()
            .filter(|(day, _, is_rule)| *day >= opens.unwrap_or(today) && (self.light.is_hopeful() || !is_rule));
        if let Some((day, latest, is_rule)) = closing {
            let earliest = if day < latest { self.earliest(latest) } else { String::new() };
            let occasion = if is_rule { Occasion::Ends } else { Occasion::Closes };
            all.dated.push(Deadline { earliest, ..self.deadline(day, occasion) });
        }
        // What has answers missing is told by its card, and a service is open at any time.
        let is_plain = self.finding.benefit.kind == BenefitKind::Service && !self.closes_some_day();
        if !self.light.is_hopeful() || is_plain {
            return;
        }
        let mut lacks = if opens.is_none() { self.lacks() } else { Vec::new() };
        if !matches!(closing, Some((_, _, false))) {
            for noun in self.closing_lacks() {
                if !lacks.contains(&noun) {
                    lacks.push(noun);
                }
            }
        }
        if !lacks.is_empty() || all.dated.len() == before {
            all.undated.push(self.undated(lacks));
        }
    }

    /// What must come before a date; the same words of several policies once.
    fn add_steps(&self, said: &mut Vec<String>, all: &mut Deadlines) {
        for (fact, line) in self.steps_before() {
            if said.contains(&line.say) {
                continue;
            }
            said.push(line.say.clone());
            match self.day_of(fact) {
                Some((day, latest)) => {
                    let earliest = if day < latest { self.rests_on_fact(fact, latest) } else { String::new() };
                    let StepLine { say, lost, .. } = line;
                    let says = self.fill(Word::TakeBefore, &[("a", self.explainer().noun(fact)), ("b", &say)]);
                    all.dated.push(Deadline { says, lost, earliest, ..self.deadline(day, Occasion::Before) });
                }
                None => {
                    let noun = self.explainer().noun(fact).to_string();
                    let says = self.fill(Word::TakeBefore, &[("a", &noun), ("b", &line.say)]);
                    let lacks = self.fill(Word::PlanLacks, &[("a", &noun)]);
                    let reason = format::clauses(&[says, lacks], self.texts);
                    all.undated.push(Undated { reason, is_step: true, ..self.undated(vec![noun]) });
                }
            }
        }
    }

    /// The earliest and the latest day of a date that lies ahead; `None` where it is open or may not come at all.
    fn day_of(&self, fact: FactId) -> Option<(Date, Date)> {
        let span = self.state.span(fact);
        let (lo, hi) = span.range.filter(|_| !span.none)?;
        let (lo, hi) = (format::day(lo.into()), format::day(hi.into()));
        let ahead = lo >= self.state.as_of() && hi < lo.add_months(12);
        ahead.then_some((lo, hi))
    }

    fn passed(&self) -> Option<Deadline> {
        let (day, _) = self.finding.window.closes.filter(|(lo, hi)| lo == hi)?;
        (day < self.state.as_of()).then(|| self.deadline(day, Occasion::Closes))
    }

    fn deadline(&self, day: Date, occasion: Occasion) -> Deadline {
        let says = match occasion {
            Occasion::Opens => self.word(Word::TakeFirstDay),
            Occasion::Ends => self.word(Word::TakeRuleEnds),
            Occasion::Closes | Occasion::Before => self.word(Word::TakeLastDay),
        };
        Deadline {
            day,
            occasion,
            policy: self.finding.policy,
            name: self.policy_text.name.clone(),
            light: self.light,
            says,
            lost: String::new(),
            left: self.left(day),
            sure: self.word(self.light.title()),
            earliest: String::new(),
        }
    }

    /// How far a day is from the day that the report speaks for.
    fn left(&self, day: Date) -> String {
        let days = i128::from(day.0) - i128::from(self.state.as_of().0);
        match days {
            0 => self.word(Word::TakeToday),
            1.. => format::count(days, Word::TakeDaysLeft, self.texts),
            _ => format::count(-days, Word::TakeDaysAgo, self.texts),
        }
    }

    fn earliest(&self, latest: Date) -> String {
        let latest = format::date(latest, self.texts);
        self.fill(Word::TakeEarliest, &[("a", &format::all_of(&self.closing_lacks(), self.texts)), ("b", &latest)])
    }

    fn rests_on_fact(&self, fact: FactId, latest: Date) -> String {
        let latest = format::date(latest, self.texts);
        self.fill(Word::TakeEarliest, &[("a", self.explainer().noun(fact)), ("b", &latest)])
    }

    fn undated(&self, lacks: Vec<String>) -> Undated {
        Undated {
            policy: self.finding.policy,
            name: self.policy_text.name.clone(),
            light: self.light,
            reason: self.when(&lacks),
            has_day: !lacks.is_empty() || self.lapses() || !self.finding.verdict.is_grant(),
            is_step: false,
            lacks,
        }
    }
}
