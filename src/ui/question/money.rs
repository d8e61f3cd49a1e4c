//! An amount in yuan, with a key for ten thousands and an echo in full.

use engine::wire::situation::write_decimal;
use yew::prelude::*;

use super::super::session::use_session;
use super::field::{Field, use_typed};
use super::part::PartProps;
use crate::report::format;
use crate::words::Word;

#[component]
pub fn Money(props: &PartProps) -> Html {
    let session = use_session();
    let typed = use_typed(props, |fen| write_decimal(fen, 2));
    let echo = typed.number.ok().map(|fen| format::money(fen.into(), &session.texts));
    let echo = echo.map(|echo| session.fill(Word::NumberEcho, &[("a", &echo)]));
    let has_wan = typed.text.trim().ends_with('万');
    let onclick = {
        let (on_input, text) = (typed.on_input.clone(), typed.text.trim().to_owned());
        Callback::from(move |_: MouseEvent| {
            on_input.emit(text.strip_suffix('万').map_or_else(|| format!("{text}万"), str::to_owned));
        })
    };
    html! {
        <Field text={(*typed.text).clone()} label={session.word(Word::MoneyLabel)} unit={session.word(Word::MoneyUnit)} inputmode="decimal"
            {echo} wrong={typed.wrong_text(&session)} on_input={typed.on_input.clone()} onsubmit={typed.onsubmit.clone()}>
            <button type="button" class="key" aria-pressed={has_wan.to_string()} {onclick}>{ session.word(Word::MoneyWan) }</button>
        </Field>
    }
}
