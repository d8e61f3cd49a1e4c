//! What the columns of a roster stand for: a fact each, the day of assessment, or nothing that we know.

use engine::fact::FactId;
use engine::packed::packed;

use super::vocabulary::{Vocabulary, plain};

/// The key of the day of assessment, as situations have it.
pub const AS_OF: &str = "as_of";

/// How a person says by hand that a column is no fact.
pub const NO_FACT: &str = "-";

/// The head of a roster, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    pub list: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As it stands in the head.
    pub name: String,
    pub means: Means,
}

packed!(Column { name, means });

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    Fact(FactId),
    AsOf,
    /// Passed through.
    Nothing,
    /// Passed through; the name may mean a fact, but does not say so for certain.
    Perhaps(FactId),
}

packed!(enum Means { 0 = Nothing, 1 = AsOf, 2 = Fact(fact), 3 = Perhaps(fact) });

/// One line of the mapping made by hand: the name of a column, and the id of a fact, `as_of`, or `-`.
pub type ByHand = (String, String);

/// What is wrong with the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnError {
    /// Two columns stand for the same.
    Twice { first: String, second: String, means: Means },
    /// The mapping names a column that is not there.
    NoColumn(String),
    /// The mapping names a column whose name several have.
    SeveralColumns(String),
    /// The mapping names a fact that is none.
    NoFact { column: String, id: String },
    /// No column is a fact.
    Nothing,
}

impl Columns {
    /// Matches the head of a roster; what was mapped by hand beats the names.
    ///
    /// # Errors
    /// Every mistake, in the order of the mapping and then of the columns.
    pub fn new(vocabulary: &Vocabulary<'_>, head: &[&str], by_hand: &[ByHand]) -> Result<Columns, Vec<ColumnError>> {
        let mut list = Columns::named(vocabulary, head).list;
        let mut errors = Vec::new();
        for (column, id) in by_hand {
            let mut same = list.iter_mut().filter(|one| one.name.trim() == column.trim());
            match (same.next(), same.next(), chosen(vocabulary, id.trim())) {
                (Some(one), None, Some(means)) => one.means = means,
                (None, ..) => errors.push(ColumnError::NoColumn(column.clone())),
                (_, Some(_), _) => errors.push(ColumnError::SeveralColumns(column.clone())),
                (_, _, None) => errors.push(ColumnError::NoFact { column: column.clone(), id: id.clone() }),
            }
        }
        match Columns::checked(list) {
            Ok(columns) if errors.is_empty() => Ok(columns),
            Err(more) if errors.is_empty() => Err(more),
            // That nothing is known may follow from the mistake in the mapping.
            Err(more) => {
                errors.extend(more.into_iter().filter(|error| *error != ColumnError::Nothing));
                Err(errors)
            }
            Ok(_) => Err(errors),
        }
    }

    /// What the names of the columns say.
    pub fn named(vocabulary: &Vocabulary<'_>, head: &[&str]) -> Columns {
        let one = |name: &&str| Column { name: (*name).to_owned(), means: named(vocabulary, name) };
        Columns { list: head.iter().map(one).collect() }
    }

    /// Columns that were decided one by one.
    ///
    /// # Errors
    /// Every mistake, in the order of the columns.
    pub fn checked(list: Vec<Column>) -> Result<Columns, Vec<ColumnError>> {
        let mut errors = Vec::new();
        for (i, second) in list.iter().enumerate().filter(|(_, column)| column.is_read()) {
            if let Some(first) = list[..i].iter().find(|first| first.means == second.means) {
                let (first, second, means) = (first.name.clone(), second.name.clone(), second.means);
                errors.push(ColumnError::Twice { first, second, means });
            }
        }
        if errors.is_empty() && !list.iter().any(|column| matches!(column.means, Means::Fact(_))) {
            errors.push(ColumnError::Nothing);
        }
        if errors.is_empty() { Ok(Columns { list }) } else { Err(errors) }
    }

    /// The name of the column of a fact.
    pub fn name_of(&self, fact: FactId) -> Option<&str> {
        let column = self.list.iter().find(|column| column.means == Means::Fact(fact))?;
        Some(&column.name)
    }

    /// A column says for each row on which day it is assessed.
    pub fn has_as_of(&self) -> bool {
        self.list.iter().any(|column| column.means == Means::AsOf)
    }
}

impl Column {
    /// Its cells are read, not only passed through.
    pub fn is_read(&self) -> bool {
        matches!(self.means, Means::Fact(_) | Means::AsOf)
    }
}

fn named(vocabulary: &Vocabulary<'_>, name: &str) -> Means {
    if plain(name) == plain(AS_OF) {
        return Means::AsOf;
    }
    let fact = vocabulary.fact(name).map(Means::Fact);
    fact.or_else(|| vocabulary.near(name).map(Means::Perhaps)).unwrap_or(Means::Nothing)
}

fn chosen(vocabulary: &Vocabulary<'_>, id: &str) -> Option<Means> {
    match id {
        NO_FACT => Some(Means::Nothing),
        AS_OF => Some(Means::AsOf),
        id => vocabulary.catalogue.fact(id).map(Means::Fact),
    }
}
