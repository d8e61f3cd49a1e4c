//! An interest rate in per cent.

use engine::wire::situation::write_decimal;
use yew::prelude::*;

use super::super::session::use_session;
use super::field::{Field, use_typed};
use super::part::PartProps;
use crate::report::format;
use crate::words::Word;

#[component]
pub fn Rate(props: &PartProps) -> Html {
    let session = use_session();
    let typed = use_typed(props, |millionths| write_decimal(millionths, 4));
    let echo = typed.number.ok().map(|rate| format::percent(rate.into()));
    let echo = echo.map(|echo| session.fill(Word::NumberEcho, &[("a", &echo)]));
    html! {
        <Field text={(*typed.text).clone()} label={session.word(Word::RateLabel)} unit="%" inputmode="decimal"
            {echo} wrong={typed.wrong_text(&session)} on_input={typed.on_input.clone()} onsubmit={typed.onsubmit.clone()} />
    }
}
