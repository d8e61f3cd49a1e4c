//! What is kept and where, who stands behind the result, and the version it rests on.

use yew::prelude::*;

use super::session::Session;
use super::tag::page;
use crate::report::{Report, format};
use crate::words::Word;

pub fn footer(session: &Session, report: &Report) -> Html {
    let as_of = format::date(report.as_of, &session.texts);
    html! {
        <footer class="footer">
            <p>{ session.say(Word::DisclaimerGuidance) }</p>
            <p>{ session.say(Word::DisclaimerFree) }</p>
            <p>{ session.say(Word::KeptSentence) }</p>
            <p><a href={page(session, "index")}>{ session.say(Word::FooterLists) }</a></p>
            <p class="version">{ session.say_with(Word::TextAsOf, &[("d", &as_of), ("c", &report.catalogue)]) }</p>
        </footer>
    }
}
