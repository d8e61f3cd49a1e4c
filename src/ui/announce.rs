//! Reads out how many policies stand where, whenever that changes.

use std::rc::Rc;

use yew::prelude::*;

use super::bar::counts;
use super::session::use_session;
use crate::report::{Report, format};
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct AnnounceProps {
    pub report: Rc<Report>,
}

#[component]
pub fn Announce(props: &AnnounceProps) -> Html {
    let session = use_session();
    let count = |(light, n): (crate::report::Light, usize)| {
        session.fill(Word::AnnounceCount, &[("a", &session.word(light.short())), ("n", &n.to_string())]).to_string()
    };
    let parts: Vec<String> = counts(&props.report).into_iter().map(count).collect();
    let text = format::clauses(&parts, &session.texts);
    html! { <p class="unseen" aria-live="polite" aria-atomic="true">{ text }</p> }
}
