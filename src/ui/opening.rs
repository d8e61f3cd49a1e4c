//! The welcome above the first question.

use yew::prelude::*;

use super::session::use_session;
use crate::words::Word;

#[component]
pub fn Opening() -> Html {
    let session = use_session();
    html! {
        <div class="opening">
            <p class="lead">{ session.word(Word::OpeningLead) }</p>
            <p>{ session.word(Word::OpeningPromise) }</p>
        </div>
    }
}
