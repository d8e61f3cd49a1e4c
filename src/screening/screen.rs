//! One row of a roster: read, assessed, and given back with results behind it.

use engine::assess::without_changes;
use engine::date::Date;
use engine::digits::digits;
use engine::fact::FactId;
use engine::policy::{BenefitKind, Catalogue, PolicyId};
use engine::situation::Situation;
use engine::state::State;
use engine::texts::Texts;
use engine::wire::situation::write_decimal;

use super::cell::{self, Wanted};
use super::columns::{Columns, Means};
use super::day;
use super::decode::BROKEN;
use super::trouble::Trouble;
use super::vocabulary::{Vocabulary, narrow};
use crate::interview::ask::Stage;
use crate::report::build::entry::Entry;
use crate::report::build::{entries, sums};
use crate::report::{Light, format};
use crate::words::{Word, word};

/// Every light with its words, in the order of the lights.
pub const LIGHTS: [(Light, Word); 8] = [
    (Light::Yes, Word::ScreenYes),
    (Light::Confirm, Word::ScreenConfirm),
    (Light::Doubt, Word::ScreenDoubt),
    (Light::Later, Word::ScreenLater),
    (Light::Open, Word::ScreenOpen),
    (Light::No, Word::ScreenNo),
    (Light::Missed, Word::ScreenMissed),
    (Light::Ended, Word::ScreenEnded),
];

/// How many of the lights have a column of their own: those that are no refusal.
const NAMED: usize = 5;

/// The columns behind those of the lights.
const BEHIND: [Word; 7] = [
    Word::ScreenBeside,
    Word::ScreenNext,
    Word::ScreenCashLeast,
    Word::ScreenCashMost,
    Word::ScreenLoanMost,
    Word::ScreenLastDay,
    Word::ScreenError,
];

/// A roster whose head is understood; rows may be screened in any order.
pub struct Screening<'a> {
    pub vocabulary: &'a Vocabulary<'a>,
    /// The language of the results.
    pub texts: &'a Texts,
    pub columns: Columns,
    /// The day for every row; it beats a column that gives one.
    pub as_of: Option<Date>,
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The row as it was, as wide as the head.
    pub kept: Vec<String>,
    /// As wide as [`Screening::results`].
    pub results: Vec<String>,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// No cell has anything in it.
    Empty,
    /// At least one cell could not be read: the row is not assessed, since nothing is guessed.
    Failed(Vec<Trouble>),
    /// Where each policy stands, in the order of the cards.
    Assessed(Vec<(PolicyId, Light)>),
}

impl Screening<'_> {
    /// The heads of the columns that are added.
    pub fn results(&self) -> Vec<String> {
        let titles = LIGHTS[..NAMED].iter().map(|(_, title)| *title).chain(BEHIND);
        titles.map(|title| word(self.texts, title).to_owned()).collect()
    }

    /// Screens the row that begins on a line of the file.
    pub fn row(&self, line: u64, cells: &[&str]) -> Row {
        let width = self.columns.list.len();
        let kept = kept(cells, width);
        let blank = || vec![String::new(); NAMED + BEHIND.len()];
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Row { kept, results: blank(), outcome: Outcome::Empty };
        }
        match self.situation(line, cells) {
            Ok(situation) => {
                let (results, lights) = self.assessed(&situation);
                Row { kept, results, outcome: Outcome::Assessed(lights) }
            }
            Err(troubles) => {
                let sentences: Vec<String> =
                    troubles.iter().map(|trouble| trouble.sentence(self.catalogue(), self.texts)).collect();
                let mut results = blank();
                results[NAMED + BEHIND.len() - 1] = format::joined(&sentences, word(self.texts, Word::ScreenBetween));
                Row { kept, results, outcome: Outcome::Failed(troubles) }
            }
        }
    }

    fn catalogue(&self) -> &Catalogue {
        self.vocabulary.catalogue
    }

    /// What a row says of its founder.
    ///
    /// # Errors
    /// Every cell that cannot be read, or the cells that contradict each other.
    fn situation(&self, line: u64, cells: &[&str]) -> Result<Situation, Vec<Trouble>> {
        let row = |cell: String, wanted| vec![Trouble { line, column: None, cell, wanted }];
        let width = self.columns.list.len();
        if !is_as_wide(cells, width) {
            return Err(row(digits(cells.len() as u128), Wanted::Cells(width)));
        }
        // Behind a broken letter a separator or quote may be lost, so that no column is certain any more.
        if let Some(cell) = cells.iter().find(|cell| cell.contains(BROKEN)) {
            return Err(row((*cell).to_owned(), Wanted::Letters));
        }
        let mut troubles = Vec::new();
        let mut as_of = None;
        let mut answers = Vec::new();
        for (column, cell) in self.columns.list.iter().zip(cells) {
            let read = match column.means {
                Means::Fact(fact) => cell::read(self.vocabulary, fact, cell).map(|answer| answers.push((fact, answer))),
                Means::AsOf if self.as_of.is_none() => {
                    day::exact(&narrow(cell)).map(|day| as_of = Some(day)).ok_or(Wanted::AsOf)
                }
                Means::AsOf | Means::Nothing | Means::Perhaps(_) => Ok(()),
            };
            if let Err(wanted) = read {
                troubles.push(Trouble { line, column: Some(column.name.clone()), cell: (*cell).to_owned(), wanted });
            }
        }
        let Some(as_of) = self.as_of.or(as_of).filter(|_| troubles.is_empty()) else {
            return Err(if troubles.is_empty() { row(String::new(), Wanted::AsOf) } else { troubles });
        };
        let mut situation = Situation::empty(self.catalogue(), as_of);
        answers.into_iter().for_each(|(fact, answer)| situation.set(fact, answer));
        let Some((small, large)) = State::new(self.catalogue(), &situation).contradiction() else {
            return Ok(situation);
        };
        let cell = |fact: FactId| {
            let at = self.columns.list.iter().position(|column| column.means == Means::Fact(fact));
            at.and_then(|at| cells.get(at)).map_or_else(String::new, |cell| (*cell).to_owned())
        };
        let name = |fact: FactId| self.columns.name_of(fact).unwrap_or_default().to_owned();
        let wanted = Wanted::AtMost { column: name(large), cell: cell(large) };
        Err(vec![Trouble { line, column: Some(name(small)), cell: cell(small), wanted }])
    }

    /// The cells that are added, and where each policy stands.
    fn assessed(&self, situation: &Situation) -> (Vec<String>, Vec<(PolicyId, Light)>) {
        let (catalogue, texts) = (self.catalogue(), self.texts);
        let state = State::new(catalogue, situation);
        let assessment = without_changes(situation, &state);
        let entries = entries(texts, &state, &assessment);
        // As on the page, services and what goes to institutions step back: they are many, and the same for everybody.
        let stands_first = |entry: &&Entry| entry.is_mine() && entry.finding.benefit.kind != BenefitKind::Service;
        let named = |light: Light| {
            let here = entries.iter().filter(stands_first).filter(|entry| entry.light == light);
            let names = here.map(|entry| entry.policy_text.name.clone());
            format::joined(&names.collect::<Vec<_>>(), word(texts, Word::ScreenBetween))
        };
        let mut results: Vec<String> = LIGHTS[..NAMED].iter().map(|(light, _)| named(*light)).collect();
        let beside = entries.iter().filter(|entry| !stands_first(entry) && entry.finding.verdict.may_pay());
        results.push(digits(beside.count() as u128));
        let (_, sums) = sums(&entries, &assessment, catalogue);
        results.push(assessment.next.map_or_else(String::new, |next| self.question(next, situation)));
        results.extend([sums.cash.0, sums.cash.1, sums.loan.1].map(|fen| write_decimal(fen, 2)));
        results.push(last_day(&entries, situation.as_of).map_or_else(String::new, |day| day.to_string()));
        results.push(String::new());
        (results, entries.iter().map(|entry| (entry.finding.policy, entry.light)).collect())
    }

    /// A question in the words of the venture's stage.
    fn question(&self, fact: FactId, situation: &Situation) -> String {
        let Some(text) = self.texts.facts.get(usize::from(fact.0)) else { return String::new() };
        let plan = text.question_plan.as_ref().filter(|_| Stage::of(self.catalogue(), situation) == Stage::Plan);
        plan.unwrap_or(&text.question).clone()
    }
}

/// The nearest known last day of what may be applied for now.
fn last_day(entries: &[Entry], as_of: Date) -> Option<Date> {
    let open = entries.iter().filter(|entry| matches!(entry.light, Light::Yes | Light::Confirm | Light::Doubt));
    let closes = open.filter_map(|entry| entry.finding.window.closes.filter(|(lo, hi)| lo == hi));
    closes.map(|(day, _)| day).filter(|day| *day >= as_of).min()
}

/// As many cells as the head has; empty ones behind them are what a spreadsheet leaves.
fn is_as_wide(cells: &[&str], width: usize) -> bool {
    cells.len() >= width && cells[width..].iter().all(|cell| cell.trim().is_empty())
}

/// The cells as they were, as wide as the head: what is too much stays in the last one, so that nothing is lost.
fn kept(cells: &[&str], width: usize) -> Vec<String> {
    let mut kept: Vec<String> = cells.iter().take(width).map(|cell| (*cell).to_owned()).collect();
    kept.resize(width, String::new());
    if !is_as_wide(cells, width)
        && let (Some(last), Some(more)) = (kept.last_mut(), cells.get(width..))
    {
        more.iter().for_each(|cell| *last = [last, ",", *cell].concat());
    }
    kept
}
