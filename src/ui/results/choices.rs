//! Policies of which not all can be had, each choice folded to one line.

use yew::prelude::*;

use super::super::session::Session;
use super::super::tag::{element, fold, list as nodes};
use super::list;
use crate::report::Choice;
use crate::words::Word;

/// How many choices are shown before the others are folded away.
const FEW: usize = 3;

pub fn choices(session: &Session, choices: &[Choice]) -> Html {
    if choices.is_empty() {
        return Html::default();
    }
    let line = |choice: &Choice| fold(&choice.headline, element("ul", "lines", None, list::plain(&choice.lines)));
    let mut lines: Vec<Html> = choices.iter().take(FEW).map(line).collect();
    if let Some(more) = choices.get(FEW..).filter(|more| !more.is_empty()) {
        let summary = session.fill(Word::MoreLines, &[("n", &more.len().to_string())]);
        lines.push(fold(&summary, nodes(more.iter().map(line).collect())));
    }
    html! {
        <section class="before choose">
            <h3>{ session.say(Word::TextChoices) }</h3>
            { nodes(lines) }
        </section>
    }
}
