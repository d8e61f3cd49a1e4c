//! What is kept and where, who stands behind the result, and the version it rests on.

use engine::date::Date;
use yew::prelude::*;

use super::session::use_session;
use crate::report::format;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct FooterProps {
    pub catalogue: AttrValue,
    pub as_of: Date,
}

#[component]
pub fn Footer(props: &FooterProps) -> Html {
    let session = use_session();
    let as_of = format::date(props.as_of, &session.texts);
    html! {
        <footer class="footer">
            <p>{ session.word(Word::DisclaimerGuidance) }</p>
            <p>{ session.word(Word::DisclaimerFree) }</p>
            <p>{ session.word(Word::KeptSentence) }</p>
            <p class="version">{ session.fill(Word::TextAsOf, &[("d", &as_of), ("c", &props.catalogue)]) }</p>
        </footer>
    }
}
