//! An answer in words.

use engine::date::Date;
use engine::fact::{FactId, Kind, Known};
use engine::place::Place;
use engine::situation::Answer;

use super::session::Session;
use crate::report::{band, format};
use crate::words::{Word, word};

/// What was answered, as the person would say it.
pub fn said(session: &Session, id: FactId, answer: Answer) -> String {
    let texts = &session.texts;
    let fact = session.catalogue.fact_of(id);
    match (answer, fact.kind) {
        (Answer::Absent, _) => String::new(),
        (Answer::Declined, _) => word(texts, Word::ButtonUnknown).into(),
        (Answer::Given(Known::Among(mask)), Kind::YesNo) => {
            word(texts, if mask == 0b10 { Word::Yes } else { Word::No }).into()
        }
        (Answer::Given(Known::Among(mask)), Kind::Place) => place(session, mask),
        (Answer::Given(Known::Among(mask)), _) => format::any_of(&names(session, id, mask), texts),
        (Answer::Given(Known::Set { has: 0, .. }), _) => word(texts, Word::NoneOfThese).into(),
        (Answer::Given(Known::Set { has, .. }), _) => format::all_of(&names(session, id, has), texts),
        (Answer::Given(Known::Span { lo, hi }), _) => {
            let of = (fact, session.fact_text(id).unit.as_deref());
            // A day far in the past is no day of application: an interval is said by its days.
            let name = band::name(texts, of, (lo, hi), fact.bounds, Date::MIN);
            if name.days.is_empty() { name.name } else { name.days }
        }
    }
}

/// The names of a place and of those that hold it, largest first.
pub fn place_path(session: &Session, place: &Place) -> String {
    let places = session.catalogue.places.list.iter().zip(&session.texts.places);
    let holds =
        |holder: &Place| place.id.strip_prefix(&holder.id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let holders = places.filter(|(holder, _)| holds(holder));
    holders.map(|(_, text)| text.name.as_str()).collect::<Vec<_>>().join(" · ")
}

fn place(session: &Session, mask: u64) -> String {
    session.catalogue.places.smallest(mask).map_or_else(String::new, |place| place_path(session, place))
}

fn names(session: &Session, id: FactId, mask: u64) -> Vec<String> {
    let values = session.fact_text(id).values.iter().enumerate();
    values.filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, value)| value.name.clone()).collect()
}
