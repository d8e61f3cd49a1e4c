//! The date that matters on a card, as a sentence.

use engine::date::Date;
use engine::reading::{EndReason, Fate};
use engine::term::Term;
use engine::verdict::Verdict;

use super::entry::Entry;
use crate::report::format;
use crate::words::Word;

/// The days before a closing day by which it is better to apply.
const MARGIN: i32 = 14;

/// A range of days that is wider tells nothing.
const USEFUL: i32 = 1_100;

impl Entry<'_> {
    pub fn date(&self) -> String {
        format::sentence(&match self.finding.verdict {
            Verdict::Missed => self.closed(),
            Verdict::Ended => self.ended(),
            Verdict::Ineligible => String::new(),
            Verdict::Eligible | Verdict::Likely | Verdict::Upcoming | Verdict::Undetermined => self.window(),
        })
    }

    /// The day from which one can apply, where it is one day and lies ahead.
    pub fn opening(&self) -> Option<String> {
        let opens = single(self.finding.window.opens).filter(|day| *day > self.state.as_of())?;
        Some(self.day(opens))
    }

    fn day(&self, date: Date) -> String {
        format::date(date, self.texts)
    }

    fn closed(&self) -> String {
        match single(self.finding.window.closes) {
            Some(day) => self.fill(Word::DateClosed, &[("a", &self.day(day))]),
            None => {
                self.edge(Word::DateClosesRule, self.closing_term(), self.finding.window.closes).unwrap_or_default()
            }
        }
    }

    fn ended(&self) -> String {
        if let (Some(halt), Some(EndReason::Paused | EndReason::Exhausted)) = (self.version.state, self.finding.reason)
        {
            return self.fill(Word::DateHalted, &[("a", &self.day(halt.since))]);
        }
        let in_force = &self.version.in_force;
        if self.reading.days.event.range.is_some_and(|(_, hi)| hi < in_force.from.0.into()) {
            return self.fill(Word::DateNotBegun, &[("a", &self.day(in_force.from))]);
        }
        in_force.until.map_or_else(String::new, |(until, _)| self.fill(Word::DateEnded, &[("a", &self.day(until))]))
    }

    fn window(&self) -> String {
        let (opens, closes) = (single(self.finding.window.opens), single(self.finding.window.closes));
        let mut parts = Vec::new();
        match (opens, closes) {
            (Some(opens), Some(closes)) => {
                let key = if opens > self.state.as_of() { Word::DateOpensCloses } else { Word::DateWindow };
                parts.push(self.fill(key, &[("a", &self.day(opens)), ("b", &self.day(closes))]));
            }
            (Some(opens), None) => {
                let key =
                    match (opens > self.state.as_of(), self.closing_term().is_some() || self.end_of_rule().is_some()) {
                        (true, _) => Word::DateOpens,
                        (false, true) => Word::DateOpenSince,
                        (false, false) => Word::DateOpened,
                    };
                parts.push(self.fill(key, &[("a", &self.day(opens))]));
            }
            (None, Some(closes)) => parts.push(self.fill(Word::DateCloses, &[("b", &self.day(closes))])),
            (None, None) => {}
        }
        if opens.is_none() {
            parts.extend(self.edge(Word::DateOpensRule, self.opening_term(), self.finding.window.opens));
        }
        let from = self.version.in_force.from;
        if opens.is_none() && from > self.state.as_of() {
            parts.push(self.fill(Word::DateNotBegun, &[("a", &self.day(from))]));
        }
        match closes {
            Some(closes) => parts.push(self.better(closes, opens)),
            None => parts.extend(self.edge(Word::DateClosesRule, self.closing_term(), self.finding.window.closes)),
        }
        parts.extend(self.end_of_rule());
        format::clauses(&parts, self.texts)
    }

    /// Two weeks before the last day, where that day still lies ahead and in the window.
    fn better(&self, closes: Date, opens: Option<Date>) -> String {
        let better = closes.add_days(-MARGIN);
        let from = opens.map_or(self.state.as_of(), |opens| opens.max(self.state.as_of()));
        if better > from { self.fill(Word::DateBetter, &[("a", &self.day(better))]) } else { self.word(Word::DateSoon) }
    }

    /// A rule without an event date closes with its own period; one that ran out says so.
    fn end_of_rule(&self) -> Option<String> {
        let (until, _) = self.version.in_force.until?;
        match (self.reading.fate, self.rule_ends()) {
            (Fate::Renewal, _) => Some(self.fill(Word::DateLapsed, &[("a", &self.day(until))])),
            (_, Some(until)) => Some(self.fill(Word::DateUntil, &[("a", &self.day(until))])),
            (_, None) => None,
        }
    }

    /// The last day of a rule in force that reads the day of application.
    fn rule_ends(&self) -> Option<Date> {
        let in_force = &self.version.in_force;
        let applies = self.reading.fate == Fate::InForce && in_force.event.is_none();
        in_force.until.filter(|_| applies).map(|(until, _)| until)
    }

    /// The last day to apply, and whether the rule itself ends with it.
    pub fn last_day(&self) -> Option<(Date, bool)> {
        match (single(self.finding.window.closes), self.rule_ends()) {
            (Some(closes), Some(ends)) if ends < closes => Some((ends, true)),
            (Some(closes), _) => Some((closes, false)),
            (None, ends) => ends.map(|day| (day, true)),
        }
    }

    /// The last day to keep to, the latest that it may be, and whether the rule itself ends with it: where open
    /// answers leave several days, the earliest of them. `None` where no day can be told.
    pub fn closing(&self) -> Option<(Date, Date, bool)> {
        let ends = self.rule_ends();
        let window = self.finding.window.closes.filter(|(lo, hi)| lo < hi && hi.0.saturating_sub(lo.0) <= USEFUL);
        match window {
            Some((lo, hi)) if ends.is_none_or(|ends| lo <= ends) => {
                Some((lo, ends.map_or(hi, |ends| hi.min(ends)), false))
            }
            _ => self.last_day().map(|(day, is_rule)| (day, day, is_rule)),
        }
    }

    /// The open answers that the last day hangs on, as noun phrases.
    pub fn closing_lacks(&self) -> Vec<String> {
        self.closing_term().map_or_else(Vec::new, |term| self.open_in(&[term]))
    }

    /// The rule ends before the first day on which one could apply.
    pub fn lapses(&self) -> bool {
        self.first_day().zip(self.last_day()).is_some_and(|(first, (last, _))| last < first)
    }

    /// There is a last day by the rule, though it cannot be told yet.
    pub fn closes_some_day(&self) -> bool {
        self.closing_term().is_some()
    }

    /// The first day on which one can apply, today included, where it is certain.
    pub fn first_day(&self) -> Option<Date> {
        let today = self.state.as_of();
        if self.finding.verdict.is_grant() {
            return Some(today);
        }
        self.finding.version?;
        let event = self.version.event(self.state);
        let (_, event_hi) = event.range.filter(|(lo, hi)| lo == hi || *hi <= today.0.into())?;
        let opens = match self.finding.window.opens {
            Some((lo, hi)) => Some(hi).filter(|_| lo == hi || hi <= today)?,
            // Without a day in any window, the day of the event counts.
            None => Some(today).filter(|_| self.version.windows.iter().all(|window| window.opens.is_none()))?,
        };
        Some(opens.max(format::day(event_hi.into())).max(today))
    }

    /// The rules that say from when one can apply: that of the window, and the event.
    pub fn opening_rules(&self) -> Vec<&Term> {
        let opens = self.reading.window.and_then(|window| window.opens.as_ref());
        opens.into_iter().chain(&self.version.in_force.event).collect()
    }

    /// The first or last day as the rule gives it, with the days between which it must lie.
    fn edge(&self, key: Word, term: Option<&Term>, days: Option<(Date, Date)>) -> Option<String> {
        let rule = self.fill(key, &[("a", &self.explainer().day(term?))]);
        let Some((lo, hi)) = days.filter(|(lo, hi)| hi.0.saturating_sub(lo.0) <= USEFUL) else { return Some(rule) };
        Some(self.fill(Word::DatePerhaps, &[("a", &rule), ("b", &self.day(lo)), ("c", &self.day(hi))]))
    }

    /// The rule of the window; without one, a policy that is yet to open opens with its event.
    fn opening_term(&self) -> Option<&Term> {
        let rules = self.opening_rules();
        let opens = self.reading.window.is_some_and(|window| window.opens.is_some());
        rules.first().copied().filter(|_| opens || self.finding.verdict == Verdict::Upcoming)
    }

    fn closing_term(&self) -> Option<&Term> {
        self.reading.window?.closes.as_ref()
    }
}

fn single(days: Option<(Date, Date)>) -> Option<Date> {
    days.filter(|(lo, hi)| lo == hi).map(|(day, _)| day)
}
