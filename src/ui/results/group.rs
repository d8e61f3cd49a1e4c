//! The cards of one light under its words; every no is folded away, and kept.

use yew::prelude::*;

use super::super::icon::Icon;
use super::card::CardView;
use crate::report::{Card, Group};

#[derive(Properties, PartialEq)]
pub struct GroupProps {
    pub group: Group,
    /// What stands between the title and the cards.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn GroupView(props: &GroupProps) -> Html {
    let Group { light, title, cards } = &props.group;
    let heading = html! { <><Icon mark={light.mark()} />{ title }<span class="group-count">{ cards.len() }</span></> };
    let cards = html! { <ul class="cards">{ for cards.iter().map(card) }</ul> };
    if light.is_no() {
        return html! {
            <details class={classes!("group", light.class())}>
                <summary><h3>{ heading }</h3></summary>
                { props.children.clone() }
                { cards }
            </details>
        };
    }
    html! {
        <section class={classes!("group", light.class())}>
            <h3>{ heading }</h3>
            { props.children.clone() }
            { cards }
        </section>
    }
}

fn card(card: &Card) -> Html {
    html! { <CardView key={card.id.clone()} card={card.clone()} /> }
}
