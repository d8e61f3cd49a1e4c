//! The cards of one light under its words; every no is folded away, and kept.

use yew::prelude::*;

use super::super::app::Scene;
use super::super::icon::icon;
use super::super::tag::{element, fold, line, list, marked, text};
use super::card::card;
use crate::report::{Card, Group};
use crate::words::Word;

/// `between` stands between the title and the cards.
#[inline(never)]
pub fn group(scene: &Scene, group: &Group, between: Html) -> Html {
    let Group { light, title, cards, services, operators } = group;
    let count = line("span", "group-count", &group.headline().to_string());
    let heading = element("h3", "", None, vec![icon(light.mark()), text(title), count]);
    let apart = |word: Word, cards: &[Card]| {
        let summary = scene.session.fill(word, &[("n", &cards.len().to_string())]);
        if cards.is_empty() { Html::default() } else { fold(&summary, all(scene, cards)) }
    };
    // Services step back behind what may bring something; alone they stand open.
    let (open, services) = if cards.is_empty() { (services, cards) } else { (cards, services) };
    let open = if open.is_empty() { Html::default() } else { all(scene, open) };
    let cards = list(vec![open, apart(Word::GroupServices, services), apart(Word::GroupOperators, operators)]);
    let (name, heading) =
        if light.is_no() { ("details", element("summary", "", None, vec![heading])) } else { ("section", heading) };
    let key = (*light as usize).to_string();
    marked(name, "group", light.class(), Some(&key), vec![heading, between, cards])
}

fn all(scene: &Scene, cards: &[Card]) -> Html {
    let mut all = Vec::new();
    for one in cards {
        all.push(card(scene, one));
    }
    element("ul", "cards", None, all)
}
