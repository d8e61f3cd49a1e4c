//! One policy, whoever asks: what it gives, to whom, when, by which clause.

use yew::prelude::*;

use super::super::results::list;
use super::super::session::Session;
use super::super::tag::{element, line, text};
use crate::report::{Card, Reason, format};
use crate::words::Word;

/// The card of nobody in particular; `place` is where it holds, `check` the address that asks about it and its words.
pub fn policy(session: &Session, card: &Card, place: &str, check: (String, String)) -> Html {
    let (calculator, check) = check;
    let reasons = card.reasons.iter().map(reason).collect();
    html! {
        <article class="policy">
            <p class="card-family">{ text(place) }{ text(" · ") }{ text(&card.family_name) }</p>
            <h1>{ text(&card.name) }</h1>
            if !card.amount.is_empty() {
                <p class="card-amount"><strong>{ text(&card.amount) }</strong><small>{ text(&card.amount_note) }</small></p>
            }
            <p><a href={calculator}>{ text(&check) }</a></p>
            { line("p", "card-date", &format::sentence(&card.date)) }
            { amount(session, card) }
            { section(session, Word::TextReasons, reasons) }
            { section(session, Word::HeadSteps, list::steps(session, &card.steps)) }
            { section(session, Word::HeadPapers, list::plain(&card.papers)) }
            { section(session, Word::HeadChannels, list::channels(&card.channels)) }
            { section(session, Word::TextUnchecked, list::plain(&card.unchecked)) }
            { section(session, Word::TextConfirm, list::plain(&card.confirm)) }
            { section(session, Word::HeadDocument, list::document(session, card)) }
        </article>
    }
}

fn amount(session: &Session, card: &Card) -> Html {
    let formula = if card.formula.is_empty() { None } else { Some((Word::TextFormula, &card.formula)) };
    let grade = if card.amount_grade.is_empty() { None } else { Some((Word::TextFigureGrade, &card.amount_grade)) };
    let lines = [formula, grade].into_iter().flatten();
    lines.map(|(word, value)| line("p", "lines", &session.fill(word, &[("a", value)]))).collect()
}

/// What the rule asks, without a yes or no.
fn reason(reason: &Reason) -> Html {
    let sentences = reason.lines.iter().map(|one| html! { <li>{ text(&format::sentence(&one.sentence)) }</li> });
    html! {
        <li class="reason">
            <div>
                <p class="reason-head"><strong>{ text(&reason.label) }</strong></p>
                { element("ul", "lines", None, sentences.collect()) }
                { line("p", "cite", &reason.cite) }
            </div>
        </li>
    }
}

fn section(session: &Session, title: Word, items: Vec<Html>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <><h2>{ session.say(title) }</h2>{ element("ul", "lines", None, items) }</> }
}
