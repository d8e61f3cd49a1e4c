//! A clerk's counter: one founder after another, by keyboard. What stands there, and what every act does to it; pure.
//!
//! ```text
//! keys ─▶ scan (a scanner?) ─▶ command (jump, answer, link) ─▶ Counter::apply ─▶ rows, rests, slip
//!                                 ▲ find (names, pinyin)  ▲ read (answers)
//! ```

pub mod command;
pub mod find;
pub mod keys;
pub mod read;
pub mod rests;
pub mod rows;
pub mod scan;
pub mod slip;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use engine::date::Date;
use engine::fact::{FactId, Known};
use engine::policy::Catalogue;
use engine::situation::Answer;
use engine::texts::Texts;

use crate::exits::link::{Opened, Trouble};
use crate::exits::since::since;
use crate::interview::lang::Lang;
use crate::interview::saved::{Keep, Saved};
use crate::interview::scenario::{Scenario, Supposed, suppose};
use crate::interview::{Action, Interview, Notice};
use find::Finder;
use read::Wrong;
use rows::Assessed;
use slip::{Slip, Told};

/// What never changes while the counter is open.
pub struct Ground {
    pub catalogue: Rc<Catalogue>,
    pub texts: Rc<Texts>,
    pub finder: Finder,
    pub today: Date,
    /// The address of the page for founders.
    pub base: String,
}

/// Everything that stands on the counter for one founder; none of it is kept anywhere else.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    pub interview: Rc<Interview>,
    pub assessed: Rc<Assessed>,
    /// The answers of which a paper was seen; the others were only said.
    pub seen: Vec<FactId>,
    /// The question that was jumped to; the next of the agenda where there is none.
    pub chosen: Option<FactId>,
    /// The question that was answered last.
    pub last: Option<FactId>,
    /// What is supposed otherwise: while there is one, what is typed is no answer.
    pub scenario: Option<Scenario>,
    pub supposed: Option<Rc<Supposed>>,
    /// Ids of the papers that were seen.
    pub papers: Vec<String>,
    pub note: String,
    pub with_sensitive: bool,
    /// What is on the sheet, once it was asked for.
    pub slip: Option<Rc<Slip>>,
    pub is_help: bool,
    pub is_camera: bool,
    /// What a second press does.
    pub pending: Option<Pending>,
    pub says: Option<Says>,
    /// How often the fields were made anew: nothing typed outlives that, nor can it be undone back.
    pub clears: u32,
    /// What is to be done next outside, and how often there was something.
    pub wishes: Vec<Wish>,
    pub turn: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Pending {
    Clear,
    /// Takes up these answers in place of those that stand there.
    Replace(Box<Opened>),
}

/// One thing to say in the line under the command field.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    Answered(FactId),
    TakenBack(FactId),
    Marked {
        fact: FactId,
        seen: bool,
    },
    Wrong(FactId, Wrong),
    NoQuestion(String),
    NotApplying(FactId),
    Dropped {
        by: FactId,
        facts: Vec<FactId>,
    },
    Opened {
        catalogue: String,
        dropped: Vec<String>,
        since: Vec<String>,
    },
    Unread(Trouble),
    SureClear,
    SureReplace,
    Cleared,
    NoPaper,
    NoDay,
    Paper {
        name: String,
        seen: bool,
    },
    NothingToMark,
    NoQuestionLeft,
    /// The browser did not do what was asked.
    Failed,
}

/// What only a browser does.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// The command field takes the focus, empty but for this.
    Command(&'static str),
    /// What stands in the command field is selected, to be typed over.
    Select,
    Note,
    Help(bool),
    Print,
    Camera(bool),
    /// After a while, what a second press would do is forgotten.
    Calm(u32),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// What stood in the command field.
    Enter(String),
    /// What a scanner typed, or a camera saw.
    Scanned(String),
    Choose(FactId),
    Answer(FactId, Answer),
    /// A value of a set is there, or no longer.
    Toggle(FactId, usize),
    /// The question before or behind in the form.
    Step(bool),
    /// A paper was seen, or not, for the question in hand or the last that was answered.
    Seen,
    /// Supposes the question in hand otherwise, or goes back to what was said.
    Suppose,
    Note(String),
    Paper(String),
    Sensitive,
    AsOf(Date),
    Jump,
    ToNote,
    Print,
    Clear,
    Calm(u32),
    Help(bool),
    Camera(bool),
    Escape,
    Failed,
}

/// How long a second press counts, in milliseconds.
pub const CALM: u32 = 5_000;

impl Counter {
    pub fn new(ground: &Ground) -> Counter {
        let lang = Lang::of(&ground.texts.lang);
        let interview = Interview::new(&ground.catalogue, ground.today, lang);
        Counter {
            assessed: Rc::new(Assessed::of(&ground.catalogue, &interview)),
            interview: Rc::new(interview),
            seen: Vec::new(),
            chosen: None,
            last: None,
            scenario: None,
            supposed: None,
            papers: Vec::new(),
            note: String::new(),
            with_sensitive: false,
            slip: None,
            is_help: false,
            is_camera: false,
            pending: None,
            says: None,
            clears: 0,
            wishes: Vec::new(),
            turn: 0,
        }
    }

    /// The question in hand.
    pub fn current(&self) -> Option<FactId> {
        self.chosen.or(self.assessed.assessment.next)
    }

    pub fn answer_to(&self, fact: FactId) -> Answer {
        self.interview.situation.answer(fact)
    }

    /// Nothing was typed for anybody.
    pub fn is_empty(&self) -> bool {
        self.interview.asked.is_empty() && self.note.is_empty() && self.papers.is_empty()
    }

    /// The answers, as everything that leaves the counter is made from them.
    pub fn saved(&self) -> Saved {
        let Interview { situation, asked, banded, .. } = &*self.interview;
        let (situation, asked, banded) = (situation.clone(), asked.clone(), banded.clone());
        Saved { situation, asked, banded, notes: Vec::new(), keep: Keep::Day }
    }

    /// The one writer of the counter.
    #[must_use]
    pub fn apply(&self, ground: &Ground, act: Act) -> Counter {
        let mut next = Counter { wishes: Vec::new(), ..self.clone() };
        // A sheet shows what stands there: it goes with the next change.
        if !matches!(act, Act::Calm(_) | Act::Help(_) | Act::Print | Act::Escape | Act::Failed) {
            next.slip = None;
        }
        let pending = match act {
            Act::Calm(_) => None,
            _ => next.pending.take(),
        };
        if pending.is_some() {
            next.says = None;
        }
        match act {
            Act::Enter(typed) => next.enter(ground, &typed, pending),
            Act::Scanned(text) => next.scanned(ground, &text, pending),
            Act::Choose(fact) => next.choose(fact),
            Act::Answer(fact, answer) => next.answer(ground, fact, answer, false),
            Act::Toggle(fact, bit) => next.toggle(ground, fact, bit),
            Act::Step(is_forward) => {
                (next.chosen, next.says) = (self.assessed.beside(self.current(), is_forward), None);
            }
            Act::Seen => next.mark(),
            Act::Suppose => next.suppose(ground),
            Act::Note(note) => next.note = note,
            Act::Paper(id) => next.paper(ground, &id),
            Act::Sensitive => next.with_sensitive = !self.with_sensitive,
            Act::AsOf(day) => next.work_out(ground, self.interview.apply(&ground.catalogue, Action::AsOf(day))),
            Act::Jump => next.wishes.push(Wish::Command("/")),
            Act::ToNote => next.wishes.push(Wish::Note),
            Act::Print => next.print(ground),
            Act::Clear => next.clear(ground, pending),
            Act::Calm(turn) => next.calm(turn),
            Act::Help(is_help) => next.help(is_help),
            Act::Camera(is_camera) => {
                next.is_camera = is_camera;
                next.wishes.push(Wish::Camera(is_camera));
            }
            Act::Escape => next.escape(ground),
            Act::Failed => (next.is_camera, next.says) = (false, Some(Says::Failed)),
        }
        next.turn = self.turn.wrapping_add(u32::from(!next.wishes.is_empty()));
        next
    }

    fn choose(&mut self, fact: FactId) {
        (self.chosen, self.says) = (Some(fact), None);
        self.wishes.push(Wish::Command(""));
    }

    /// An answer, or what is supposed in its place.
    fn answer(&mut self, ground: &Ground, fact: FactId, answer: Answer, seen: bool) {
        self.wishes.push(Wish::Command(""));
        if let Some(scenario) = &mut self.scenario {
            match answer {
                Answer::Given(_) => scenario.suppose(fact, answer),
                Answer::Absent | Answer::Declined => scenario.unsuppose(fact),
            }
            self.says = None;
            self.resuppose(ground);
            return;
        }
        let next = self.interview.apply(&ground.catalogue, Action::Answer(fact, answer));
        let dropped = match &next.notice {
            Some(Notice::Dropped { facts, .. }) => facts.clone(),
            _ => Vec::new(),
        };
        // What is said anew has no paper yet.
        self.seen.retain(|known| *known != fact && !dropped.contains(known));
        if seen {
            self.seen.push(fact);
        }
        self.work_out(ground, next);
        (self.last, self.chosen) = (Some(fact), None);
        self.says = Some(match dropped.is_empty() {
            true => Says::Answered(fact),
            false => Says::Dropped { by: fact, facts: dropped },
        });
    }

    /// The question is as if never asked.
    fn take_back(&mut self, ground: &Ground, fact: FactId) {
        let mut next = Interview::clone(&self.interview);
        next.situation.set(fact, Answer::Absent);
        next.asked.retain(|asked| *asked != fact);
        next.banded.retain(|banded| *banded != fact);
        self.seen.retain(|seen| *seen != fact);
        self.work_out(ground, next);
        self.says = Some(Says::TakenBack(fact));
        self.wishes.push(Wish::Command(""));
    }

    fn toggle(&mut self, ground: &Ground, fact: FactId, bit: usize) {
        let known = match self.answer_to(fact) {
            Answer::Given(Known::Set { has, may }) => Known::Set { has: has ^ 1 << bit, may: may & !(1 << bit) },
            _ => Known::Set { has: 1 << bit, may: 0 },
        };
        self.answer(ground, fact, Answer::Given(known), false);
        // There may be more of them.
        self.chosen = Some(fact);
    }

    /// Marks the question in hand where it is answered, or else the last one that was.
    fn mark(&mut self) {
        let is_given = |fact: &FactId| matches!(self.answer_to(*fact), Answer::Given(_));
        let fact = self.chosen.filter(is_given).or(self.last.filter(is_given));
        let Some(fact) = fact else {
            self.says = Some(Says::NothingToMark);
            return;
        };
        let seen = !self.seen.contains(&fact);
        match seen {
            true => self.seen.push(fact),
            false => self.seen.retain(|known| *known != fact),
        }
        self.says = Some(Says::Marked { fact, seen });
    }

    fn suppose(&mut self, ground: &Ground) {
        self.says = None;
        self.wishes.push(Wish::Command(""));
        if self.scenario.take().is_some() {
            self.resuppose(ground);
            return;
        }
        let mut scenario = Scenario::default();
        // Of two values, the other one is meant.
        if let Some(fact) = self.current()
            && let Answer::Given(Known::Among(mask)) = self.answer_to(fact)
            && let Known::Among(all) = ground.catalogue.fact_of(fact).open(&ground.catalogue.places)
            && all.count_ones() == 2
        {
            scenario.suppose(fact, Answer::Given(Known::Among(all & !mask)));
        }
        self.scenario = Some(scenario);
        self.resuppose(ground);
    }

    fn resuppose(&mut self, ground: &Ground) {
        let supposed = suppose(&ground.catalogue, &self.interview.situation, self.scenario.as_ref());
        self.supposed = supposed.map(Rc::new);
    }

    fn paper(&mut self, ground: &Ground, id: &str) {
        let at = ground.catalogue.papers.iter().position(|paper| paper == id);
        let Some(name) = at.and_then(|at| ground.texts.papers.get(at)).cloned() else { return };
        let seen = !self.papers.iter().any(|paper| paper == id);
        match seen {
            true => self.papers.push(id.to_owned()),
            false => self.papers.retain(|paper| paper != id),
        }
        self.says = Some(Says::Paper { name, seen });
    }

    fn scanned(&mut self, ground: &Ground, text: &str, pending: Option<Pending>) {
        self.is_help = false;
        if std::mem::take(&mut self.is_camera) {
            self.wishes.push(Wish::Camera(false));
        }
        // Whatever came of it as letters, it was no note.
        if let Some(note) = self.note.strip_suffix(text.trim()) {
            self.note = note.to_owned();
        }
        // What an input method still holds goes with the field.
        self.clears = self.clears.wrapping_add(1);
        let opened = scan::open(&ground.catalogue, text, ground.today).unwrap_or(Err(Trouble::NoAnswers));
        self.open(ground, opened, pending);
    }

    /// Takes up the answers of a code; where others stand there, only the second time.
    fn open(&mut self, ground: &Ground, opened: Result<Opened, Trouble>, pending: Option<Pending>) {
        self.wishes.push(Wish::Command(""));
        let opened = match opened {
            Ok(opened) => opened,
            Err(trouble) => {
                self.says = Some(Says::Unread(trouble));
                return;
            }
        };
        let is_sure = matches!(&pending, Some(Pending::Replace(before)) if **before == opened);
        if !self.is_empty() && !is_sure {
            self.pending = Some(Pending::Replace(Box::new(opened)));
            self.says = Some(Says::SureReplace);
            return;
        }
        let Ground { catalogue, texts, .. } = ground;
        let says = Says::Opened {
            dropped: opened.dropped.iter().map(|dropped| dropped.says(texts)).collect(),
            since: since(catalogue, texts, &opened),
            catalogue: opened.catalogue.clone(),
        };
        let fresh = Interview::new(catalogue, ground.today, self.interview.lang);
        let next = fresh.apply(catalogue, Action::Load(opened.saved));
        let (wishes, clears, turn) = (std::mem::take(&mut self.wishes), self.clears.wrapping_add(1), self.turn);
        *self = Counter { wishes, clears, turn, says: Some(says), ..Counter::new(ground) };
        self.work_out(ground, next);
    }

    fn clear(&mut self, ground: &Ground, pending: Option<Pending>) {
        if !self.is_empty() && pending != Some(Pending::Clear) {
            (self.pending, self.says) = (Some(Pending::Clear), Some(Says::SureClear));
            self.wishes.push(Wish::Calm(self.turn.wrapping_add(1)));
            return;
        }
        let (clears, turn) = (self.clears.wrapping_add(1), self.turn);
        let wishes = vec![Wish::Camera(false), Wish::Command("")];
        *self = Counter { clears, turn, wishes, says: Some(Says::Cleared), ..Counter::new(ground) };
    }

    /// The time for a second press is over, unless something else was done since.
    fn calm(&mut self, turn: u32) {
        if self.turn == turn && self.pending.take().is_some() {
            self.says = None;
        }
    }

    fn print(&mut self, ground: &Ground) {
        let Ground { catalogue, texts, today, base, .. } = ground;
        let Counter { seen, papers, note, with_sensitive, .. } = &*self;
        let told = Told { seen, papers, note, with_sensitive: *with_sensitive };
        let slip = Slip::of(catalogue, texts, &Rc::new(self.saved()), *today, base, &told);
        self.slip = Some(Rc::new(slip));
        self.wishes.push(Wish::Print);
    }

    fn help(&mut self, is_help: bool) {
        self.is_help = is_help;
        self.wishes.push(Wish::Help(is_help));
        if !is_help {
            self.wishes.push(Wish::Command(""));
        }
    }

    /// Goes back from whatever lies on top; at last to the next question.
    fn escape(&mut self, ground: &Ground) {
        if self.is_help {
            self.help(false);
            return;
        }
        if self.is_camera {
            self.is_camera = false;
            self.wishes.push(Wish::Camera(false));
        } else if self.scenario.take().is_some() {
            self.resuppose(ground);
        } else {
            self.chosen = None;
        }
        self.says = None;
        self.wishes.push(Wish::Command(""));
    }

    /// Everything that follows from other answers, once.
    fn work_out(&mut self, ground: &Ground, interview: Interview) {
        self.assessed = Rc::new(Assessed::of(&ground.catalogue, &interview));
        self.interview = Rc::new(interview);
        self.resuppose(ground);
    }
}
