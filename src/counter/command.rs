//! What a line in the command field means: a link, a question, an answer, or both in one.

use engine::digits;
use engine::fact::FactId;
use engine::situation::Answer;
use engine::truth::Truth;

use super::read::{self, Wrong};
use super::{Counter, Ground, Pending, Says, Wish, scan};
use crate::interview::ask::shown;
use crate::report::checklist::{Checklist, checklist};
use crate::report::{Report, deadlines::deadlines};
use crate::screening::day;
use crate::screening::vocabulary::narrow;

/// Behind an answer of which a paper was seen.
const SEEN: [char; 2] = ['!', '*'];

impl Counter {
    pub(super) fn enter(&mut self, ground: &Ground, typed: &str, pending: Option<Pending>) {
        let line = narrow(typed);
        if line.is_empty() {
            self.go_on(ground, pending);
        } else if let Some(opened) = scan::open(&ground.catalogue, typed, ground.today) {
            self.open(ground, opened, pending);
        } else if let Some(rest) = line.strip_prefix(['/', '、']) {
            self.jump(ground, rest);
        } else if let Some((number, answer)) = line.split_once('=').filter(|(number, _)| digits::read(number).is_some())
        {
            self.jump(ground, &[number, " ", answer].concat());
        } else if let Some(number) = line.strip_prefix('+') {
            self.paper_numbered(ground, number);
        } else if let Some(day) = line.strip_prefix('@') {
            self.as_of(ground, day);
        } else if let Some(fact) = self.current() {
            self.answer_or_jump(ground, fact, &line);
        } else {
            self.jump(ground, &line);
        }
    }

    /// An empty line: what was asked for is done, or the next question comes.
    fn go_on(&mut self, ground: &Ground, pending: Option<Pending>) {
        if let Some(Pending::Replace(opened)) = pending {
            self.open(ground, Ok((*opened).clone()), Some(Pending::Replace(opened)));
            return;
        }
        self.says = if self.assessed.open.is_empty() { Some(Says::NoQuestionLeft) } else { None };
        self.chosen = self.assessed.after(self.current());
        self.wishes.push(Wish::Command(""));
    }

    /// An answer to the question in hand; what is none may be the number or the name of another question.
    fn answer_or_jump(&mut self, ground: &Ground, fact: FactId, line: &str) {
        if line == "-" {
            self.take_back(ground, fact);
            return;
        }
        let (typed, seen) = match line.strip_suffix(SEEN) {
            Some(typed) => (typed.trim_end(), true),
            None => (line, false),
        };
        match self.read(ground, fact, typed) {
            Ok(answer) => self.answer(ground, fact, answer, seen && matches!(answer, Answer::Given(_))),
            Err(wrong) => match ground.finder.facts(line).first() {
                Some(other) => self.to(ground, *other),
                None => self.refuse(Says::Wrong(fact, wrong)),
            },
        }
    }

    /// To a question by number or name; behind a number, or a name in one word, its answer may follow.
    fn jump(&mut self, ground: &Ground, line: &str) {
        let (name, answer) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let first = |name: &str| ground.finder.facts(name).first().copied();
        // A name may have blanks in it; a number ends at the first.
        let whole = if digits::read(name).is_some() { None } else { first(line) };
        let (found, answer) = match whole {
            Some(fact) => (Some(fact), ""),
            None => (first(name), answer.trim()),
        };
        let Some(fact) = found else {
            self.refuse(Says::NoQuestion(line.trim().to_owned()));
            return;
        };
        self.to(ground, fact);
        if !answer.is_empty() && self.chosen == Some(fact) {
            self.wishes.clear();
            match self.read(ground, fact, answer.trim_end_matches(SEEN).trim_end()) {
                Ok(known) => self.answer(ground, fact, known, answer.ends_with(SEEN)),
                Err(wrong) => self.refuse(Says::Wrong(fact, wrong)),
            }
        }
    }

    fn to(&mut self, ground: &Ground, fact: FactId) {
        let state = engine::state::State::new(&ground.catalogue, &self.interview.situation);
        match state.applies(fact) {
            Truth::False => self.refuse(Says::NotApplying(fact)),
            Truth::True | Truth::Unknown => self.choose(fact),
        }
    }

    fn read(&self, ground: &Ground, fact: FactId, typed: &str) -> Result<Answer, Wrong> {
        let Ground { catalogue, texts, finder, .. } = ground;
        let shown = shown(catalogue, &self.assessed.assessment, fact);
        read::answer((catalogue, texts, finder), &self.interview.situation, (fact, shown), typed)
    }

    fn refuse(&mut self, says: Says) {
        self.says = Some(says);
        self.wishes.push(Wish::Select);
    }

    fn paper_numbered(&mut self, ground: &Ground, number: &str) {
        let at = digits::read(number.trim()).and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        let list = self.checklist(ground);
        match at.and_then(|at| list.papers.get(at)) {
            Some(paper) => {
                self.wishes.push(Wish::Command(""));
                self.paper(ground, &paper.id);
            }
            None => self.refuse(Says::NoPaper),
        }
    }

    fn as_of(&mut self, ground: &Ground, day: &str) {
        let day = if day.trim().is_empty() { Some(ground.today) } else { day::exact(day.trim()) };
        match day {
            Some(day) => {
                let next = self.interview.apply(&ground.catalogue, crate::interview::Action::AsOf(day));
                self.work_out(ground, next);
                self.says = None;
                self.wishes.push(Wish::Command(""));
            }
            None => self.refuse(Says::NoDay),
        }
    }

    /// The papers that the form shows, with those that were seen.
    pub fn checklist(&self, ground: &Ground) -> Checklist {
        let Ground { catalogue, texts, .. } = ground;
        let report = self.report(ground);
        let days = deadlines(catalogue, texts, &self.interview.situation, &self.assessed.assessment);
        checklist(catalogue, texts, &report, &days, None, &self.papers)
    }

    /// What the clerk reads: everything that was answered counts.
    pub fn report(&self, ground: &Ground) -> Report {
        let Ground { catalogue, texts, .. } = ground;
        crate::report::build::build(catalogue, texts, &self.interview.situation, &self.assessed.assessment)
    }
}
