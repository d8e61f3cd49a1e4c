//! Nothing is left to ask.

use yew::prelude::*;

use super::session::{use_dispatch, use_session};
use crate::interview::Action;
use crate::words::Word;

#[component]
pub fn Done() -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let review = dispatch.reform(|_: MouseEvent| Action::ShowReview);
    html! {
        <div class="done">
            <h2>{ session.word(Word::DoneTitle) }</h2>
            <p>{ session.word(Word::DoneSentence) }</p>
            <button type="button" class="choice" onclick={review}>{ session.word(Word::ButtonReview) }</button>
        </div>
    }
}
