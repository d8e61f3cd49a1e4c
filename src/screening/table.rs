//! Screened rows as they are looked at: found by text, policy and light, sorted by a column, a page at a time.

use std::cmp::{Ordering, Reverse};

use csv::{ReaderBuilder, StringRecord, Terminator};
use engine::packed::packed;
use engine::policy::PolicyId;

use super::roster::Row;
use super::screen::{LIGHTS, Outcome, Screening};
use super::sheet;
use super::tally::Tally;
use crate::words::holds;

/// How many rows a page of the table has.
pub const PAGE: usize = 50;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// No cell has anything in it.
    Empty,
    /// At least one cell could not be read.
    Failed,
    Assessed,
}

packed!(enum Fate { 0 = Empty, 1 = Failed, 2 = Assessed });

/// A screened row as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Line of the file, from 1.
    pub line: u64,
    pub fate: Fate,
    /// The row with its results, as a line of the results.
    pub text: String,
    /// For each policy, up to the last one that was told, its place among [`LIGHTS`] and one; 0 where nothing was.
    pub lights: Vec<u8>,
}

packed!(Told { line, fate, text, lights });

/// Which rows are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Only rows of which something could not be read.
    pub only_failed: bool,
    /// What stands somewhere in the row; nothing where it is empty.
    pub text: String,
    pub policy: Option<PolicyId>,
    /// A place among [`LIGHTS`]: where the policy stands, or any policy.
    pub light: Option<u8>,
    /// A column of the results, and whether the largest comes first; otherwise rows stand as in the roster.
    pub sort: Option<(u32, bool)>,
}

packed!(Wish { only_failed, text, policy, light, sort });

/// Rows that are wanted, as many as a page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many rows are wanted in all.
    pub found: u32,
    /// From 0.
    pub at: u32,
    pub rows: Vec<Shown>,
}

packed!(Page { found, at, rows });

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub line: u64,
    pub fate: Fate,
    /// As wide as the head.
    pub cells: Vec<String>,
}

packed!(Shown { line, fate, cells });

impl Told {
    /// Screens a row.
    pub fn new(screening: &Screening<'_>, separator: u8, (line, record): &Row) -> Told {
        let cells: Vec<&str> = record.iter().collect();
        let row = screening.row(*line, &cells);
        let mut text = String::new();
        sheet::write(&mut text, row.kept.iter().chain(&row.results).map(String::as_str), char::from(separator));
        let mut lights = Vec::new();
        let fate = match &row.outcome {
            Outcome::Empty => Fate::Empty,
            Outcome::Failed(_) => Fate::Failed,
            Outcome::Assessed(found) => {
                for (policy, light) in found {
                    let at = usize::from(policy.0);
                    if lights.len() <= at {
                        lights.resize(at + 1, 0);
                    }
                    lights[at] = 1 + *light as u8;
                }
                Fate::Assessed
            }
        };
        Told { line: *line, fate, text, lights }
    }

    fn is_wanted(&self, wish: &Wish) -> bool {
        let here = |light: u8| match wish.light {
            Some(wanted) => light == wanted + 1,
            None => light > 0,
        };
        let stands = match (wish.policy, wish.light) {
            (Some(policy), _) => self.lights.get(usize::from(policy.0)).is_some_and(|light| here(*light)),
            (None, Some(_)) => self.lights.iter().any(|light| here(*light)),
            (None, None) => true,
        };
        // Most texts are Chinese: the quick search comes first.
        let says = || wish.text.is_empty() || self.text.contains(&wish.text) || holds(&self.text, &wish.text);
        stands && (!wish.only_failed || self.fate == Fate::Failed) && says()
    }
}

/// All screened rows of a roster.
pub struct Table {
    separator: u8,
    /// The first line of the results, with a byte order mark where the roster wants one.
    head: String,
    width: usize,
    /// Batches come in any order.
    batches: Vec<Vec<Told>>,
    pub tally: Tally,
    /// The rows of the last wish, as batch and place in it: turning pages looks for nothing anew.
    found: Option<(Wish, Vec<(u32, u32)>)>,
}

impl Table {
    /// A table without rows; `head` has the names of the columns of the results.
    pub fn new(head: &[&str], separator: u8, wants_mark: bool) -> Table {
        let mut text = String::from(if wants_mark { "\u{FEFF}" } else { "" });
        sheet::write(&mut text, head.iter().copied(), char::from(separator));
        let (batches, tally) = (Vec::new(), Tally::default());
        Table { separator, head: text, width: head.len(), batches, tally, found: None }
    }

    /// Takes in the batch at a place.
    pub fn add(&mut self, at: usize, rows: Vec<Told>) {
        for row in &rows {
            let policies = (0u16..).map(PolicyId).zip(&row.lights);
            let told = policies.filter_map(|(policy, light)| {
                let (light, _) = LIGHTS.get(usize::from(light.checked_sub(1)?))?;
                Some((policy, *light))
            });
            match row.fate {
                Fate::Empty => self.tally.empty += 1,
                Fate::Failed => self.tally.failed += 1,
                Fate::Assessed => self.tally.place(told),
            }
        }
        if self.batches.len() <= at {
            self.batches.resize_with(at + 1, Vec::new);
        }
        self.batches[at] = rows;
        self.found = None;
    }

    /// A page of the rows that are wanted.
    pub fn page(&mut self, wish: &Wish, at: u32) -> Page {
        let found = self.find(wish);
        let count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let from = (at as usize).saturating_mul(PAGE).min(found.len());
        let places = found[from..found.len().min(from + PAGE)].to_vec();
        let rows = places.into_iter().filter_map(|place| self.row(place));
        let show = |row: &Told| {
            let mut cells: Vec<String> = self.record(row).iter().map(str::to_owned).collect();
            cells.resize(self.width, String::new());
            Shown { line: row.line, fate: row.fate, cells }
        };
        Page { found: count, at, rows: rows.map(show).collect() }
    }

    /// The rows that are wanted as a file: hands over its text piece by piece, each at least `size` bytes but the last.
    pub fn write(&mut self, wish: &Wish, size: usize, put: &mut dyn FnMut(&str)) {
        let places = self.find(wish).to_vec();
        let mut text = self.head.clone();
        for row in places.into_iter().filter_map(|place| self.row(place)) {
            text.push_str(&row.text);
            if text.len() >= size {
                put(&text);
                text.clear();
            }
        }
        put(&text);
    }

    /// A table of its own, such as that of the totals, as a file like the results.
    pub fn write_beside(&self, lines: &[Vec<String>]) -> String {
        let mut text = String::from(if self.head.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" });
        let separator = char::from(self.separator);
        lines.iter().for_each(|line| sheet::write(&mut text, line.iter().map(String::as_str), separator));
        text
    }

    fn row(&self, (batch, at): (u32, u32)) -> Option<&Told> {
        self.batches.get(batch as usize)?.get(at as usize)
    }

    fn find(&mut self, wish: &Wish) -> &[(u32, u32)] {
        let found = match self.found.take() {
            Some((known, found)) if known == *wish => found,
            _ => self.search(wish),
        };
        &self.found.insert((wish.clone(), found)).1
    }

    fn search(&self, wish: &Wish) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for (batch, rows) in (0u32..).zip(&self.batches) {
            let wanted = (0u32..).zip(rows).filter(|(_, row)| row.is_wanted(wish));
            found.extend(wanted.map(|(at, _)| (batch, at)));
        }
        let Some((column, is_falling)) = wish.sort else { return found };
        let key = |place: &(u32, u32)| {
            let record = self.row(*place).map(|row| self.record(row));
            Key::new(record.as_ref().and_then(|record| record.get(column as usize)).unwrap_or_default(), is_falling)
        };
        found.sort_by_cached_key(key);
        found
    }

    /// The cells of a row, as they would be read back from the results.
    fn record(&self, row: &Told) -> StringRecord {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .terminator(Terminator::Any(b'\n'))
            .from_reader(row.text.as_bytes());
        let mut record = StringRecord::new();
        // INVARIANT: we wrote the line ourselves.
        let is_read = reader.read_record(&mut record).unwrap_or_else(|error| unreachable!("{error}"));
        if is_read { record } else { StringRecord::new() }
    }
}

/// What a cell is sorted by: numbers before words, cells without anything last in either direction.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Rising(Value),
    Falling(Reverse<Value>),
    Nothing,
}

#[derive(PartialEq, Eq)]
enum Value {
    /// A number in millionths.
    Number(i128),
    Words(String),
}

impl Key {
    fn new(cell: &str, is_falling: bool) -> Key {
        let cell = cell.trim();
        if cell.is_empty() {
            return Key::Nothing;
        }
        let value = number(cell).map_or_else(|| Value::Words(cell.to_owned()), Value::Number);
        if is_falling { Key::Falling(Reverse(value)) } else { Key::Rising(value) }
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Value) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a.cmp(b),
            (Value::Number(_), Value::Words(_)) => Ordering::Less,
            (Value::Words(_), Value::Number(_)) => Ordering::Greater,
            (Value::Words(a), Value::Words(b)) => a.cmp(b),
        }
    }
}

/// A plain number as a spreadsheet shows it, in millionths.
fn number(cell: &str) -> Option<i128> {
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let whole: String = whole.chars().filter(|c| *c != ',').collect();
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 30 || part.len() > 6 || !is_plain(&whole) || !is_plain(part) {
        return None;
    }
    let millionths: i128 = format!("{whole}{part:0<6}").parse().ok()?;
    Some(if cell.starts_with('-') { -millionths } else { millionths })
}
