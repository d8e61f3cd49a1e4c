//! Nothing is left to ask.

use yew::prelude::*;

use super::session::Session;
use super::tag::button;
use crate::interview::Action;
use crate::words::Word;

pub fn done(session: &Session) -> Html {
    html! {
        <div key="done" class="done">
            <h2>{ session.say(Word::DoneTitle) }</h2>
            <p>{ session.say(Word::DoneSentence) }</p>
            { button("choice", session.act(Action::ShowReview), vec![session.say(Word::ButtonReview)]) }
        </div>
    }
}
