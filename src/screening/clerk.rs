//! Screening beside a page that goes on: what the page orders, what it is told, and who does the work.
//!
//! Several clerks read the same roster and each screens every so-manieth batch of it; one more keeps the screened rows
//! and looks them up. Orders and news travel as bytes.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use engine::date::Date;
use engine::packed::{self, packed};
use engine::texts::Texts;

use super::columns::{Column, Columns};
use super::decode::OpenCoder;
use super::roster::{Refusal, Roster};
use super::screen::Screening;
use super::table::{Fate, Page, Table, Told, Wish};
use super::vocabulary::Vocabulary;

/// How many cells of a column are shown, and how many rows they are taken from.
const SAMPLES: usize = 3;
const SAMPLED: u64 = 200;

/// How large the pieces are in which a file is handed over, in bytes.
const PIECE: usize = 4 << 20;

/// What a page asks of a clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Read the head of the roster that comes along, and count its rows.
    Open,
    /// Screen a share of the roster that comes along.
    Screen(Task),
    /// Make room for screened rows.
    Begin(Head),
    /// Keep the batch that comes along, at its place.
    Keep(u32),
    /// Everything has been kept: say what it comes to.
    Finish,
    /// Look up a page of rows.
    Show(Wish, u32),
    /// Write the rows that are wanted as a file.
    Save(Wish),
    /// Write the totals as a file.
    Totals,
}

packed!(enum Order {
    0 = Open,
    1 = Screen(task),
    2 = Begin(head),
    3 = Keep(at),
    4 = Finish,
    5 = Show(wish, at),
    6 = Save(wish),
    7 = Totals,
});

/// A share of a roster, and how it is screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub columns: Vec<Column>,
    /// The day for every row, where no column gives one.
    pub as_of: Option<Date>,
    /// The first batch, and how far the next one is from it.
    pub part: u32,
    pub of: u32,
}

packed!(Task { columns, as_of, part, of });

/// A roster that has been opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub columns: Vec<Column>,
    /// For each column, the first different cells with something in them.
    pub samples: Vec<Vec<String>>,
    /// How many rows there are behind the head.
    pub rows: u64,
    pub separator: u8,
    /// Results begin with a byte order mark.
    pub wants_mark: bool,
}

packed!(Head { columns, samples, rows, separator, wants_mark });

/// What a roster comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub failed: u64,
    /// How many rows there were and what became of them, in words.
    pub says: String,
    /// The names of all columns of the results.
    pub head: Vec<String>,
    /// A line for each policy that anybody was told about, behind a head.
    pub totals: Vec<Vec<String>>,
}

packed!(Summary { failed, says, head, totals });

/// What a clerk tells the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    Opened(Head),
    Refused(Refusal),
    /// A batch of the roster with so many rows, of which so many could not be read; its bytes come along.
    Screened {
        at: u32,
        rows: u32,
        failed: u32,
    },
    /// The share is screened.
    Ended,
    Finished(Summary),
    Shown(Page),
    /// A file comes along.
    Saved,
}

packed!(enum News {
    0 = Ended,
    1 = Opened(head),
    2 = Refused(refusal),
    3 = Screened { at, rows, failed },
    4 = Finished(summary),
    5 = Shown(page),
    6 = Saved,
});

/// What travels beside news.
pub enum Beside<'a> {
    Nothing,
    /// The bytes of a batch.
    Batch(Vec<u8>),
    /// A piece of a file; it is saved once nothing comes beside the news.
    Piece(&'a str),
}

/// Who does the work; it lives as long as its thread.
pub struct Clerk<'a> {
    vocabulary: &'a Vocabulary<'a>,
    texts: &'a Texts,
    table: Option<(Vec<String>, Table)>,
}

impl<'a> Clerk<'a> {
    /// `texts` are those of the results.
    pub fn new(vocabulary: &'a Vocabulary<'a>, texts: &'a Texts) -> Clerk<'a> {
        Clerk { vocabulary, texts, table: None }
    }

    /// Does what is asked, and tells what comes of it. `source` is the roster where one comes along, `batch` likewise.
    pub fn work<R: Read>(
        &mut self,
        order: Order,
        source: Option<(R, OpenCoder)>,
        batch: &[u8],
        tell: &mut dyn FnMut(News, Beside<'_>),
    ) {
        match order {
            Order::Open => {
                let head = source.map(|(source, coder)| self.open(source, coder));
                tell(head.map_or_else(unread, |head| head.map_or_else(News::Refused, News::Opened)), Beside::Nothing);
            }
            Order::Screen(task) => {
                let end = source.map(|(source, coder)| self.screen(&task, source, coder, tell));
                tell(end.map_or_else(unread, |end| end.map_or_else(News::Refused, |()| News::Ended)), Beside::Nothing);
            }
            Order::Begin(head) => {
                let screening = self.screening(Columns { list: head.columns }, None);
                let mut names: Vec<String> = screening.columns.list.iter().map(|column| column.name.clone()).collect();
                names.extend(screening.results());
                let cells: Vec<&str> = names.iter().map(String::as_str).collect();
                let table = Table::new(&cells, head.separator, head.wants_mark);
                self.table = Some((names, table));
            }
            Order::Keep(at) => {
                if let (Some((_, table)), Some(rows)) = (&mut self.table, packed::read(batch)) {
                    table.add(at as usize, rows);
                }
            }
            Order::Finish | Order::Show(..) | Order::Save(_) | Order::Totals => self.tell(&order, tell),
        }
    }

    fn screening(&self, columns: Columns, as_of: Option<Date>) -> Screening<'a> {
        Screening { vocabulary: self.vocabulary, texts: self.texts, columns, as_of }
    }

    fn open(&self, source: impl Read, coder: OpenCoder) -> Result<Head, Refusal> {
        let mut roster = Roster::open(source, coder, Arc::new(AtomicU64::new(0)))?;
        let names: Vec<&str> = roster.head.iter().collect();
        let columns = Columns::named(self.vocabulary, &names).list;
        let mut samples = vec![Vec::new(); columns.len()];
        let mut rows = 0;
        while let Some((_, record)) = roster.row()? {
            rows += 1;
            if rows > SAMPLED {
                continue;
            }
            for (seen, cell) in samples.iter_mut().zip(&record) {
                let cell = super::trouble::short(cell);
                if seen.len() < SAMPLES && !cell.is_empty() && !seen.contains(&cell) {
                    seen.push(cell);
                }
            }
        }
        Ok(Head { columns, samples, rows, separator: roster.separator, wants_mark: roster.wants_mark })
    }

    fn screen(
        &self,
        task: &Task,
        source: impl Read,
        coder: OpenCoder,
        tell: &mut dyn FnMut(News, Beside<'_>),
    ) -> Result<(), Refusal> {
        let mut roster = Roster::open(source, coder, Arc::new(AtomicU64::new(0)))?;
        let screening = self.screening(Columns { list: task.columns.clone() }, task.as_of);
        for at in 0u32.. {
            let rows = roster.batch()?;
            if rows.is_empty() {
                break;
            }
            if at % task.of.max(1) == task.part {
                let told: Vec<Told> = rows.iter().map(|row| Told::new(&screening, roster.separator, row)).collect();
                let failed = told.iter().filter(|row| row.fate == Fate::Failed).count();
                let [rows, failed] = [told.len(), failed].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
                tell(News::Screened { at, rows, failed }, Beside::Batch(packed::write(&told)));
            }
        }
        Ok(())
    }

    /// What is asked of the rows that are kept.
    fn tell(&mut self, order: &Order, tell: &mut dyn FnMut(News, Beside<'_>)) {
        let Some((head, table)) = &mut self.table else { return };
        let totals = table.tally.table(self.vocabulary.catalogue, self.texts);
        match order {
            Order::Show(wish, at) => tell(News::Shown(table.page(wish, *at)), Beside::Nothing),
            Order::Save(wish) => {
                table.write(wish, PIECE, &mut |piece| tell(News::Saved, Beside::Piece(piece)));
                tell(News::Saved, Beside::Nothing);
            }
            Order::Totals => {
                tell(News::Saved, Beside::Piece(&table.write_beside(&totals)));
                tell(News::Saved, Beside::Nothing);
            }
            _ => {
                let says = table.tally.summary(self.texts);
                let summary = Summary { failed: table.tally.failed, says, head: head.clone(), totals };
                tell(News::Finished(summary), Beside::Nothing);
            }
        }
    }
}

fn unread() -> News {
    News::Refused(Refusal::Source { line: 0, says: String::new() })
}
