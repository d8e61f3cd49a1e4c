//! The welcome above the first question.

use yew::prelude::*;

use super::session::Session;
use crate::words::Word;

pub fn opening(session: &Session) -> Html {
    html! {
        <div class="opening">
            <p class="lead">{ session.say(Word::OpeningLead) }</p>
            <p>{ session.say(Word::OpeningPromise) }</p>
        </div>
    }
}
