//! An answer in words.

use engine::date::Date;
use engine::fact::{FactId, Kind, Known};
use engine::place::Place;
use engine::policy::Catalogue;
use engine::situation::Answer;
use engine::texts::Texts;

use super::explain::value_names;
use super::{band, format};
use crate::words::{Word, word};

/// What was answered, as the person would say it; empty where nothing was.
pub fn said(catalogue: &Catalogue, texts: &Texts, id: FactId, answer: Answer) -> String {
    let fact = catalogue.fact_of(id);
    match (answer, fact.kind) {
        (Answer::Absent, _) => String::new(),
        (Answer::Declined, _) => word(texts, Word::ButtonUnknown).into(),
        (Answer::Given(Known::Among(mask)), Kind::YesNo) => {
            word(texts, if mask == 0b10 { Word::Yes } else { Word::No }).into()
        }
        (Answer::Given(Known::Among(mask)), Kind::Place) => {
            catalogue.places.smallest(mask).map_or_else(String::new, |place| place_path(catalogue, texts, place))
        }
        (Answer::Given(Known::Among(mask)), _) => format::any_of(&value_names(texts, id, mask), texts),
        (Answer::Given(Known::Set { has: 0, may: 0 }), _) => word(texts, Word::NoneOfThese).into(),
        (Answer::Given(Known::Set { has, may }), _) => {
            let mut parts = Vec::new();
            if has != 0 {
                parts.push(format::all_of(&value_names(texts, id, has), texts));
            }
            // What was chosen is not all there may be.
            if may & !has != 0 {
                parts.push(word(texts, Word::SomeUnsure).into());
            }
            format::clauses(&parts, texts)
        }
        (Answer::Given(Known::Span { lo, hi }), _) => {
            let unit = texts.facts[usize::from(id.0)].unit.as_deref();
            // A day far in the past is no day of application: an interval is said by its days.
            let name = band::name(texts, (fact, unit), (lo, hi), fact.bounds, Date::MIN);
            if name.days.is_empty() { name.name } else { name.days }
        }
    }
}

/// The names of a place and of those that hold it, largest first.
pub fn place_path(catalogue: &Catalogue, texts: &Texts, place: &Place) -> String {
    let mut names = Vec::new();
    for (holder, text) in catalogue.places.list.iter().zip(&texts.places) {
        let rest = place.id.strip_prefix(&holder.id);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            names.push(text.name.clone());
        }
    }
    format::joined(&names, " · ")
}
