//! One policy: closed, what matters; open, everything.

use engine::policy::PolicyId;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::icon::{Mark, icon};
use super::super::session::Session;
use super::super::tag::{button, line, marked, text};
use super::details::details;
use crate::interview::Action;
use crate::report::{Card, Light};
use crate::words::Word;

/// The cards that are open; one that moves to another light is closed there.
pub type Opened = UseStateHandle<Vec<(PolicyId, Light)>>;

pub fn card(scene: &Scene, card: &Card) -> Html {
    let session = scene.session;
    let this = (card.policy, card.light);
    let is_open = scene.opened.contains(&this);
    let panel = ["card-", &card.policy.0.to_string()].concat();
    let (mark, word, expanded) = match is_open {
        true => (Mark::Shut, Word::ButtonLess, "true"),
        false => (Mark::Open, Word::ButtonMore, "false"),
    };
    let parts = html! {
        <>
            <p class="card-family">{ text(&card.family_name) }</p>
            <h4>{ text(&card.name) }</h4>
            <p class="card-verdict">{ icon(card.light.mark()) }{ text(&card.verdict) }</p>
            if !card.amount.is_empty() {
                <p class="card-amount"><strong>{ text(&card.amount) }</strong><small>{ text(&card.amount_note) }</small></p>
            }
            { line("p", "card-date", &card.date) }
            { action(session, card) }
            <button type="button" class="card-toggle" aria-expanded={expanded} aria-controls={panel.clone()} onclick={toggle(scene.opened, this)}>
                { session.say(word) }{ line("span", "unseen", &card.name) }{ icon(mark) }
            </button>
            <div id={panel} class="card-details" hidden={!is_open}>
                if is_open {
                    { details(scene, card) }
                }
            </div>
        </>
    };
    marked("li", "card", card.light.class(), Some(&card.id), vec![parts])
}

fn toggle(opened: &Opened, card: (PolicyId, Light)) -> Callback<MouseEvent> {
    let opened = opened.clone();
    Callback::from(move |_: MouseEvent| {
        let mut cards = (*opened).clone();
        match cards.iter().position(|open| *open == card) {
            Some(at) => drop(cards.swap_remove(at)),
            None => cards.push(card),
        }
        opened.set(cards);
    })
}

/// The one thing to do next; where it is a question, a tap asks it.
fn action(session: &Session, card: &Card) -> Html {
    match card.missing.first().filter(|_| card.light == Light::Open) {
        None => line("p", "card-action", &card.action),
        Some((fact, _)) => button("quiet card-ask", session.act(Action::Ask(*fact)), vec![text(&card.action)]),
    }
}
