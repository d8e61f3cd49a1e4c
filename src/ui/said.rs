//! An answer in words, for the views.

use engine::fact::FactId;
use engine::place::Place;
use engine::situation::Answer;

use super::session::Session;
use crate::report::said;

/// What was answered, as the person would say it.
pub fn said(session: &Session, id: FactId, answer: Answer) -> String {
    said::said(&session.catalogue, &session.texts, id, answer)
}

/// The names of a place and of those that hold it, largest first.
pub fn place_path(session: &Session, place: &Place) -> String {
    said::place_path(&session.catalogue, &session.texts, place)
}
