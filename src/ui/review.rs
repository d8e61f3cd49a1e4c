//! Every answer at once, each with a way to change it.

use std::rc::Rc;

use engine::fact::FactId;
use yew::prelude::*;

use super::said::said;
use super::session::{use_dispatch, use_session};
use crate::interview::{Action, Interview};
use crate::report::format;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct ReviewProps {
    pub interview: Rc<Interview>,
}

#[component]
pub fn Review(props: &ReviewProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let go_on = dispatch.reform(|_: MouseEvent| Action::Continue);
    let line = |fact: &FactId| {
        let fact = *fact;
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Ask(fact));
        let noun = format::sentence(&session.fact_text(fact).noun);
        html! {
            <li key={fact.0} class="answer">
                <span class="answer-noun">{ &noun }</span>
                <span class="answer-said">{ said(&session, fact, props.interview.situation.answer(fact)) }</span>
                <button type="button" class="quiet" {onclick}>
                    { session.word(Word::ButtonChange) }<span class="unseen">{ noun.clone() }</span>
                </button>
            </li>
        }
    };
    html! {
        <div class="review">
            <h2 id="review-title" tabindex="-1">{ session.word(Word::ReviewTitle) }</h2>
            <ul class="answers">{ for props.interview.asked.iter().map(line) }</ul>
            <button type="button" class="choice go" onclick={go_on}>{ session.word(Word::ButtonGoOn) }</button>
        </div>
    }
}
