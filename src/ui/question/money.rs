//! An amount in yuan, with a key for ten thousands and an echo in full.

use engine::wire::situation::write_decimal;
use yew::prelude::*;

use super::super::tag::press;
use super::field::{self, Field, field};
use super::part::{Draft, Pad, PartProps};
use crate::report::format;
use crate::words::Word;

#[inline(never)]
pub fn money(pad: &Pad) -> Html {
    let session = pad.session;
    let echo = |fen: i64| format::money(fen.into(), &session.texts);
    let unit = session.word(Word::MoneyUnit);
    field(pad, Field { label: Word::MoneyLabel, unit, inputmode: "decimal", echo: &echo, key: wan(pad) })
}

pub fn draft(props: &PartProps) -> Draft {
    field::draft(props, |fen| write_decimal(fen, 2))
}

/// The key that puts 万 behind the amount, or takes it away.
fn wan(pad: &Pad) -> Html {
    let typed = pad.draft.text.trim();
    let (pressed, text) = match typed.strip_suffix('万') {
        Some(yuan) => ("true", yuan.to_owned()),
        None => ("false", [typed, "万"].concat()),
    };
    let onclick = pad.change(Draft { text, ..Draft::default() });
    let values = ["button", "key", pressed];
    press(&["type", "class", "aria-pressed"], &values, None, onclick, vec![pad.session.say(Word::MoneyWan)])
}
