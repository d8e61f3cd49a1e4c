//! Reads out how many policies stand where, whenever that changes.

use yew::prelude::*;

use super::bar::counts;
use super::session::Session;
use super::tag::{text, with};
use crate::report::{Report, format};
use crate::words::Word;

pub fn announce(session: &Session, report: &Report) -> Html {
    let mut parts = Vec::new();
    for (light, n) in counts(report) {
        let with = [("a", session.word(light.short())), ("n", &n.to_string())];
        parts.push(session.fill(Word::AnnounceCount, &with));
    }
    let sentence = format::clauses(&parts, &session.texts);
    let values = ["unseen", "polite", "true"];
    with("p", &["class", "aria-live", "aria-atomic"], &values, vec![text(&sentence)])
}
