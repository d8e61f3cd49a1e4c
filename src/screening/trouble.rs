//! What is wrong with a row or with the columns, in words.

use engine::digits::digits;
use engine::fact::{Fact, FactId, Kind};
use engine::policy::Catalogue;
use engine::texts::Texts;

use super::cell::Wanted;
use super::columns::{ColumnError, Means};
use crate::report::format;
use crate::words::{Word, fill, word};

/// How much of a cell is repeated, in letters.
const LONGEST: usize = 40;

/// How many values are listed before some have to stand for all.
const LISTED: usize = 24;

/// A cell, or a whole row, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Line of the file, from 1; a row begins on it.
    pub line: u64,
    /// The name of the column; `None` where the row as a whole is meant.
    pub column: Option<String>,
    /// What stands there.
    pub cell: String,
    pub wanted: Wanted,
}

impl Trouble {
    /// Where it is, without what stands there: a cell may be personal, and messages may be kept.
    pub fn place(&self, texts: &Texts) -> String {
        let line = fill(texts, Word::ScreenLine, &[("n", &digits(self.line.into()))]);
        match &self.column {
            Some(column) => fill(texts, Word::ScreenAt, &[("a", &line), ("c", &short(column))]),
            None => line,
        }
    }

    /// Where it is, what stands there, and what was expected.
    pub fn sentence(&self, catalogue: &Catalogue, texts: &Texts) -> String {
        let expected = self.wanted.expected(catalogue, texts);
        let cell = match self.wanted {
            Wanted::Cells(_) => fill(texts, Word::ScreenCells, &[("n", &self.cell)]),
            _ => short(&self.cell),
        };
        fill(texts, Word::ScreenTrouble, &[("a", &self.place(texts)), ("x", &cell), ("e", &expected)])
    }
}

impl Wanted {
    /// What was expected, as a clause.
    pub fn expected(&self, catalogue: &Catalogue, texts: &Texts) -> String {
        match self {
            Wanted::Answer(fact) => answer(catalogue.fact_of(*fact), *fact, texts),
            Wanted::OneOf(places) => {
                let names: Vec<String> = places.iter().map(|at| path(catalogue, texts, *at)).collect();
                fill(texts, Word::ScreenWantOnePlace, &[("a", &format::any_of(&names, texts))])
            }
            Wanted::AsOf => word(texts, Word::ScreenWantAsOf).to_owned(),
            Wanted::Cells(count) => fill(texts, Word::ScreenWantCells, &[("n", &digits(*count as u128))]),
            Wanted::Letters => word(texts, Word::ScreenWantLetters).to_owned(),
            Wanted::AtMost { column, cell } => {
                fill(texts, Word::ScreenWantAtMost, &[("c", &short(column)), ("x", &short(cell))])
            }
        }
    }
}

/// What an answer to a fact looks like.
fn answer(fact: &Fact, id: FactId, texts: &Texts) -> String {
    let text = texts.facts.get(usize::from(id.0));
    let unit = text.and_then(|text| text.unit.as_deref());
    let values = || {
        let names: Vec<String> =
            text.into_iter().flat_map(|text| &text.values).map(|value| value.name.clone()).collect();
        if names.len() > LISTED { format::few(&names, texts) } else { format::names(&names, texts) }
    };
    match fact.kind {
        Kind::YesNo => word(texts, Word::ScreenWantYesNo).to_owned(),
        Kind::Choice => fill(texts, Word::ScreenWantValue, &[("a", &values())]),
        Kind::Set => fill(texts, Word::ScreenWantValues, &[("a", &values())]),
        Kind::Place => {
            let name =
                |place: Option<&engine::texts::PlaceText>| place.map_or_else(String::new, |place| place.name.clone());
            let (first, last) = (texts.places.get(1).or(texts.places.first()), texts.places.last());
            fill(texts, Word::ScreenWantPlace, &[("a", &name(first)), ("b", &name(last))])
        }
        Kind::Date => word(texts, Word::ScreenWantDate).to_owned(),
        Kind::Count => {
            let (lo, hi) = (i128::from(fact.bounds.0), i128::from(fact.bounds.1));
            let ends = [("a", format::number(lo)), ("b", format::quantity(hi, unit, texts))];
            fill(texts, Word::ScreenWantNumber, &ends.each_ref().map(|(gap, end)| (*gap, end.as_str())))
        }
        Kind::Money => fill(texts, Word::ScreenWantMoney, &[("a", &format::money(fact.bounds.1.into(), texts))]),
        Kind::Rate => word(texts, Word::ScreenWantRate).to_owned(),
    }
}

/// A place with those that it lies in.
fn path(catalogue: &Catalogue, texts: &Texts, at: usize) -> String {
    let Some(place) = catalogue.places.list.get(at) else { return String::new() };
    let mut names = Vec::new();
    for (other, text) in catalogue.places.list.iter().zip(&texts.places) {
        let is_above =
            place.id.strip_prefix(other.id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if is_above {
            names.push(text.name.clone());
        }
    }
    format::joined(&names, "/")
}

/// What a column stands for, in words.
pub fn means(means: Means, texts: &Texts) -> String {
    match means {
        Means::Fact(fact) | Means::Perhaps(fact) => {
            texts.facts.get(usize::from(fact.0)).map_or_else(String::new, |text| text.question.clone())
        }
        Means::AsOf => word(texts, Word::ScreenDay).to_owned(),
        Means::Nothing => String::new(),
    }
}

/// A mistake in the columns, as a sentence.
pub fn column_error(error: &ColumnError, texts: &Texts) -> String {
    match error {
        ColumnError::Twice { first, second, means: what } => {
            let parts = [("a", short(first)), ("b", short(second)), ("c", means(*what, texts))];
            fill(texts, Word::ScreenTwice, &parts.each_ref().map(|(gap, part)| (*gap, part.as_str())))
        }
        ColumnError::NoColumn(column) => fill(texts, Word::ScreenNoColumn, &[("a", &short(column))]),
        ColumnError::SeveralColumns(column) => fill(texts, Word::ScreenSeveralColumns, &[("a", &short(column))]),
        ColumnError::NoFact { column, id } => {
            fill(texts, Word::ScreenNoFact, &[("a", &short(column)), ("b", &short(id))])
        }
        ColumnError::Nothing => word(texts, Word::ScreenNothing).to_owned(),
    }
}

/// A cell on one line, cut where it is long.
pub fn short(cell: &str) -> String {
    let mut letters = cell.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut cut: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        cut.push('…');
    }
    cut
}
