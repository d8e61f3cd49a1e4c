//! Reads out how many policies stand where, whenever that changes.

use yew::prelude::*;

use super::bar::counts;
use super::session::Session;
use super::tag::text;
use crate::report::{Light, Report, format};
use crate::words::Word;

pub fn announce(session: &Session, report: &Report) -> Html {
    let count = |(light, n): (Light, usize)| {
        session.fill(Word::AnnounceCount, &[("a", session.word(light.short())), ("n", &n.to_string())])
    };
    let parts: Vec<String> = counts(report).into_iter().map(count).collect();
    let sentence = format::clauses(&parts, &session.texts);
    html! { <p class="unseen" aria-live="polite" aria-atomic="true">{ text(&sentence) }</p> }
}
