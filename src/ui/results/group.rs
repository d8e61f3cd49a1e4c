//! The cards of one light under its words; every no is folded away, and kept.

use yew::prelude::*;

use super::super::app::Scene;
use super::super::icon::icon;
use super::super::tag::{element, line, list, marked, text};
use super::card::card;
use crate::report::Group;

/// `between` stands between the title and the cards.
pub fn group(scene: &Scene, group: &Group, between: Html) -> Html {
    let Group { light, title, cards } = group;
    let count = line("span", "group-count", &cards.len().to_string());
    let heading = html! { <h3>{ list(vec![icon(light.mark()), text(title), count]) }</h3> };
    let cards = element("ul", "cards", None, cards.iter().map(|it| card(scene, it)).collect());
    let (name, heading) =
        if light.is_no() { ("details", html! { <summary>{ heading }</summary> }) } else { ("section", heading) };
    let key = (*light as usize).to_string();
    marked(name, "group", light.class(), Some(&key), vec![heading, between, cards])
}
