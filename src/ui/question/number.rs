//! A whole number: people, months, times, square metres.

use yew::prelude::*;

use super::super::session::use_session;
use super::field::{Field, use_typed};
use super::part::PartProps;
use crate::report::format;
use crate::words::Word;

#[component]
pub fn Number(props: &PartProps) -> Html {
    let session = use_session();
    let typed = use_typed(props, |number| number.to_string());
    let unit = session.fact_text(props.fact).unit.as_deref();
    let echo = typed.number.ok().map(|number| format::quantity(number.into(), unit, &session.texts));
    let echo = echo.map(|echo| session.fill(Word::NumberEcho, &[("a", &echo)]));
    html! {
        <Field text={(*typed.text).clone()} label={session.word(Word::NumberLabel)} unit="" inputmode="numeric"
            {echo} wrong={typed.wrong_text(&session)} on_input={typed.on_input.clone()} onsubmit={typed.onsubmit.clone()} />
    }
}
