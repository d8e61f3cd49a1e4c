//! The welcome above the first question.

use yew::prelude::*;

use super::session::Session;
use super::tag::button;
use crate::interview::{Action, Interview};
use crate::words::Word;

pub fn opening(session: &Session, interview: &Interview) -> Html {
    html! {
        <div class="opening">
            <p class="lead">{ session.say(Word::OpeningLead) }</p>
            <p>{ session.say(Word::OpeningPromise) }</p>
            <p class="ways">
                { button("quiet", session.act(Action::ShowExamples), vec![session.say(Word::ButtonExamples)]) }
                if !interview.for_other {
                    { button("quiet", session.act(Action::ForOther(true)), vec![session.say(Word::ButtonForOther)]) }
                }
            </p>
        </div>
    }
}
