//! What the roster's place shows, and everything that can happen to it.

use std::rc::Rc;

use engine::date::Date;
use yew::Reducible;

use crate::screening::clerk::{Head, Summary};
use crate::screening::columns::{Column, Columns, Means};
use crate::screening::roster::Refusal;
use crate::screening::table::{Page, Wish};

/// One of the steps from a file to its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Choose,
    Columns,
    Running,
    Done,
}

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Refused(Refusal),
    /// The texts of the other languages did not come.
    Offline,
    /// The work beside the page broke off.
    Broken,
}

/// How far the screening is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub rows: u64,
    pub failed: u64,
    pub millis: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    pub step: Step,
    /// The name of the file; empty while there is none.
    pub name: String,
    /// The file is being read.
    pub is_reading: bool,
    pub typed: String,
    pub head: Option<Rc<Head>>,
    /// As they are read, decided by hand where need be.
    pub columns: Rc<[Column]>,
    /// As it stands in its field.
    pub day: String,
    pub progress: Progress,
    pub summary: Option<Rc<Summary>>,
    pub wish: Wish,
    pub page: Option<Rc<Page>>,
    /// How often a count was followed: the fields of the filter then begin anew.
    pub jumps: u32,
    /// What is shown is not yet what is wanted.
    pub is_asking: bool,
    /// The line of the row that is unfolded.
    pub unfolded: Option<u64>,
    pub trouble: Option<Trouble>,
}

/// What a person does, and what the browser answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Type(String),
    /// A file of this name is being read.
    Reading(String),
    Opened(Head),
    Failed(Trouble),
    Pick(usize, Means),
    Day(String),
    Start,
    Progress(Progress),
    /// The screening was stopped, or is to be done anew with other columns.
    Back,
    Finished(Summary),
    Ask(Wish),
    /// A count was followed to its rows.
    Jump(Wish),
    Shown(Page),
    Unfold(u64),
    Clear,
}

impl Desk {
    pub fn new(today: Date) -> Desk {
        Desk {
            step: Step::Choose,
            name: String::new(),
            is_reading: false,
            typed: String::new(),
            head: None,
            columns: Rc::new([]),
            day: today.to_string(),
            progress: Progress::default(),
            summary: None,
            wish: Wish::default(),
            page: None,
            jumps: 0,
            is_asking: false,
            unfolded: None,
            trouble: None,
        }
    }

    /// The columns whose names do not say for certain what they are.
    pub fn undecided(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| matches!(column.means, Means::Perhaps(_)))
    }

    /// The column that says for each row on which day it is assessed.
    pub fn day_column(&self) -> Option<&Column> {
        self.columns.iter().find(|column| column.means == Means::AsOf)
    }

    /// What the columns and the day come to; `None` while anything is wrong or open.
    pub fn task(&self) -> Option<(Rc<[Column]>, Option<Date>)> {
        let is_sound = Columns::checked(self.columns.to_vec()).is_ok() && self.undecided().next().is_none();
        let day = match self.day_column() {
            Some(_) => None,
            None => Some(self.day.parse().ok()?),
        };
        is_sound.then(|| (self.columns.clone(), day))
    }

    fn apply(&mut self, act: Act) {
        match act {
            Act::Type(typed) => self.typed = typed,
            Act::Reading(name) => {
                *self = Desk { name, is_reading: true, day: self.day.clone(), ..Desk::new(Date::MIN) };
            }
            Act::Opened(head) => {
                self.step = Step::Columns;
                self.is_reading = false;
                self.columns = head.columns.clone().into();
                self.head = Some(Rc::new(head));
            }
            Act::Failed(trouble) => {
                *self = Desk {
                    name: self.name.clone(),
                    day: self.day.clone(),
                    trouble: Some(trouble),
                    ..Desk::new(Date::MIN)
                };
            }
            Act::Pick(at, means) => {
                if let Some(column) = Rc::make_mut(&mut self.columns).get_mut(at) {
                    column.means = means;
                }
            }
            Act::Day(day) => self.day = day,
            Act::Start => {
                self.step = Step::Running;
                self.progress = Progress::default();
            }
            Act::Progress(progress) => self.progress = progress,
            Act::Back => {
                self.step = Step::Columns;
                (self.summary, self.page, self.unfolded, self.wish) = (None, None, None, Wish::default());
            }
            Act::Finished(summary) => {
                self.step = Step::Done;
                self.is_asking = true;
                self.summary = Some(Rc::new(summary));
            }
            Act::Ask(wish) => (self.wish, self.is_asking) = (wish, true),
            Act::Jump(wish) => {
                self.jumps += 1;
                self.apply(Act::Ask(wish));
            }
            Act::Shown(page) => {
                self.is_asking = false;
                self.unfolded = None;
                self.page = Some(Rc::new(page));
            }
            Act::Unfold(line) => self.unfolded = (self.unfolded != Some(line)).then_some(line),
            Act::Clear => *self = Desk { day: self.day.clone(), ..Desk::new(Date::MIN) },
        }
    }
}

impl Reducible for Desk {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = Desk::clone(&self);
        next.apply(act);
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use engine::date::Date;
    use engine::fact::FactId;

    use super::{Act, Desk, Step, Trouble};
    use crate::screening::clerk::{Head, Summary};
    use crate::screening::columns::{Column, Means};
    use crate::screening::roster::Refusal;
    use crate::screening::table::{Page, Wish};

    fn after(acts: &[Act]) -> Desk {
        let mut desk = Desk::new(Date::from_ymd(2026, 11, 22).expect("a day"));
        acts.iter().for_each(|act| desk.apply(act.clone()));
        desk
    }

    fn opened(means: &[Means]) -> Act {
        let columns: Vec<Column> =
            (0..).zip(means).map(|(n, means)| Column { name: ["c", &n.to_string()].concat(), means: *means }).collect();
        Act::Opened(Head {
            samples: vec![Vec::new(); columns.len()],
            columns,
            rows: 3,
            separator: b',',
            wants_mark: false,
        })
    }

    #[test]
    fn nothing_starts_before_every_column_is_decided() {
        let perhaps = opened(&[Means::Fact(FactId(1)), Means::Perhaps(FactId(2))]);
        assert_eq!(after(std::slice::from_ref(&perhaps)).task(), None);
        let decided = after(&[perhaps.clone(), Act::Pick(1, Means::Nothing)]);
        let (columns, day) = decided.task().expect("decided");
        assert_eq!((columns[1].means, day.map(|day| day.to_string())), (Means::Nothing, Some("2026-11-22".into())));
        assert_eq!(after(&[perhaps, Act::Pick(1, Means::Fact(FactId(1)))]).task(), None, "two columns for one fact");
        assert_eq!(after(&[opened(&[Means::Nothing])]).task(), None, "no fact at all");
    }

    #[test]
    fn the_day_comes_from_its_field_or_from_a_column() {
        let head = opened(&[Means::Fact(FactId(1)), Means::Nothing]);
        assert_eq!(after(&[head.clone(), Act::Day("2026-13-01".into())]).task(), None);
        let by_row = after(&[head, Act::Day(String::new()), Act::Pick(1, Means::AsOf)]);
        assert_eq!(by_row.task().expect("a column says it").1, None);
    }

    #[test]
    fn clearing_and_failing_leave_nothing_of_a_roster() {
        let page = Page { found: 0, at: 0, rows: Vec::new() };
        let summary = Summary { failed: 0, says: "3".into(), head: Vec::new(), totals: Vec::new() };
        let wish = Wish { text: "张".into(), ..Wish::default() };
        let all = [
            Act::Reading("a.csv".into()),
            opened(&[Means::Fact(FactId(1))]),
            Act::Start,
            Act::Finished(summary),
            Act::Ask(wish),
            Act::Shown(page),
        ];
        assert_eq!(after(&all).step, Step::Done);
        assert_eq!(after(&[&all[..], &[Act::Clear]].concat()), after(&[]));
        let failed = after(&[&all[..], &[Act::Failed(Trouble::Refused(Refusal::NotText))]].concat());
        assert!(failed.head.is_none() && failed.page.is_none() && failed.columns.is_empty() && failed.name == "a.csv");
    }
}
