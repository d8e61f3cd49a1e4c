//! The inside of an open card.

use yew::prelude::*;

use super::super::session::{Session, use_session};
use super::list;
use super::reasons::Reasons;
use crate::report::Card;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct DetailsProps {
    pub card: Card,
}

#[component]
pub fn Details(props: &DetailsProps) -> Html {
    let session = use_session();
    let card = &props.card;
    html! {
        <>
            <list::Missing missing={card.missing.clone()} />
            <Reasons reasons={card.reasons.clone()} />
            { section(&session, Word::TextChanges, list::plain(&card.changes)) }
            { section(&session, Word::TextConfirm, list::plain(&card.confirm)) }
            { section(&session, Word::HeadSteps, list::steps(&session, &card.steps)) }
            { section(&session, Word::HeadPapers, list::plain(&card.papers)) }
            { section(&session, Word::HeadChannels, list::channels(&card.channels)) }
            { section(&session, Word::TextUnchecked, list::plain(&card.unchecked)) }
            { section(&session, Word::HeadAmount, list::plain(&amount(&session, card))) }
            { section(&session, Word::HeadDocument, list::document(&session, card)) }
        </>
    }
}

/// A heading with its list; nothing where the list is empty.
fn section(session: &Session, title: Word, items: Vec<Html>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <><h5>{ session.word(title) }</h5><ul class="lines">{ for items }</ul></> }
}

/// How the amount is worked out, and how sure it is.
fn amount(session: &Session, card: &Card) -> Vec<String> {
    let formula = session.fill(Word::TextFormula, &[("a", &card.formula)]).to_string();
    let grade = session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]).to_string();
    let lines = [(!card.formula.is_empty()).then_some(formula), (!card.amount_grade.is_empty()).then_some(grade)];
    lines.into_iter().flatten().collect()
}
