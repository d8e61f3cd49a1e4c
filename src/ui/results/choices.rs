//! Policies of which not all can be had, each choice folded to one line.

use yew::prelude::*;

use super::super::session::Session;
use super::super::tag::{element, fold, line, list as nodes};
use super::list;
use crate::report::Choice;
use crate::words::Word;

/// How many choices are shown before the others are folded away.
const FEW: usize = 3;

pub fn choices(session: &Session, choices: &[Choice]) -> Html {
    if choices.is_empty() { Html::default() } else { all(session, choices) }
}

#[inline(never)]
fn all(session: &Session, choices: &[Choice]) -> Html {
    let (mut few, mut more) = (Vec::new(), Vec::new());
    for choice in choices {
        let line = fold(&choice.headline, element("ul", "lines", None, list::plain(&choice.lines)));
        if few.len() < FEW { few.push(line) } else { more.push(line) }
    }
    if !more.is_empty() {
        let summary = session.fill(Word::MoreLines, &[("n", &more.len().to_string())]);
        few.push(fold(&summary, nodes(more)));
    }
    let title = line("h3", "", session.word(Word::TextChoices));
    element("section", "before choose", None, vec![title, nodes(few)])
}
