//! One policy: closed, what matters; open, everything.

use engine::fact::FactId;
use yew::prelude::*;

use super::super::icon::{Icon, Mark};
use super::super::session::{use_dispatch, use_session};
use super::details::Details;
use crate::interview::Action;
use crate::report::{Card, Light};
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct CardProps {
    pub card: Card,
}

#[component]
pub fn CardView(props: &CardProps) -> Html {
    let session = use_session();
    let is_open = use_state(|| false);
    let card = &props.card;
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let panel = format!("card-{}", card.policy.0);
    let (mark, word) = if *is_open { (Mark::Shut, Word::ButtonLess) } else { (Mark::Open, Word::ButtonMore) };
    html! {
        <li class={classes!("card", card.light.class())}>
            <p class="card-family">{ &card.family_name }</p>
            <h4>{ &card.name }</h4>
            <p class="card-verdict"><Icon mark={card.light.mark()} />{ &card.verdict }</p>
            if !card.amount.is_empty() {
                <p class="card-amount"><strong>{ &card.amount }</strong><small>{ &card.amount_note }</small></p>
            }
            if !card.date.is_empty() {
                <p class="card-date">{ &card.date }</p>
            }
            <CardAction light={card.light} action={card.action.clone()} missing={card.missing.first().map(|(fact, _)| *fact)} />
            <button type="button" class="card-toggle" aria-expanded={is_open.to_string()} aria-controls={panel.clone()} {onclick}>
                { session.word(word) }<span class="unseen">{ &card.name }</span><Icon {mark} />
            </button>
            <div id={panel} class="card-details" hidden={!*is_open}>
                if *is_open {
                    <Details card={card.clone()} />
                }
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct ActionProps {
    light: Light,
    action: AttrValue,
    missing: Option<FactId>,
}

/// The one thing to do next; where it is a question, a tap asks it.
#[component]
fn CardAction(props: &ActionProps) -> Html {
    let dispatch = use_dispatch();
    match props.missing.filter(|_| props.light == Light::Open) {
        None => html! { <p class="card-action">{ &props.action }</p> },
        Some(fact) => {
            let onclick = dispatch.reform(move |_: MouseEvent| Action::Ask(fact));
            html! { <button type="button" class="quiet card-ask" {onclick}>{ &props.action }</button> }
        }
    }
}
