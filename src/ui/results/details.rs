//! The inside of an open card.

use yew::prelude::*;

use super::super::session::Session;
use super::super::tag;
use super::list;
use super::reasons::reasons;
use crate::report::Card;
use crate::words::Word;

pub fn details(session: &Session, card: &Card) -> Html {
    tag::list(vec![
        section(session, Word::HeadMissing, "answers", list::missing(session, &card.missing)),
        section(session, Word::TextReasons, "reasons", reasons(&card.reasons)),
        section(session, Word::TextChanges, "lines", list::plain(&card.changes)),
        section(session, Word::TextConfirm, "lines", list::plain(&card.confirm)),
        section(session, Word::HeadSteps, "lines", list::steps(session, &card.steps)),
        section(session, Word::HeadPapers, "lines", list::plain(&card.papers)),
        section(session, Word::HeadChannels, "lines", list::channels(&card.channels)),
        section(session, Word::TextUnchecked, "lines", list::plain(&card.unchecked)),
        section(session, Word::HeadAmount, "lines", list::plain(&amount(session, card))),
        section(session, Word::HeadDocument, "lines", list::document(session, card)),
        html! { <p><a href={tag::page(session, &card.id)}>{ session.say(Word::CardPage) }</a></p> },
    ])
}

/// A heading with its list; nothing where the list is empty.
fn section(session: &Session, title: Word, class: &'static str, items: Vec<Html>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <><h5>{ session.say(title) }</h5>{ tag::element("ul", class, None, items) }</> }
}

/// How the amount is worked out, and how sure it is.
fn amount(session: &Session, card: &Card) -> Vec<String> {
    let mut lines = Vec::new();
    if !card.formula.is_empty() {
        lines.push(session.fill(Word::TextFormula, &[("a", &card.formula)]));
    }
    if !card.amount_grade.is_empty() {
        lines.push(session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]));
    }
    lines
}
