//! A whole number: people, months, times, square metres.

use yew::prelude::*;

use super::field::{self, Field, field};
use super::part::{Draft, Pad, PartProps};
use crate::report::format;
use crate::words::Word;

#[inline(never)]
pub fn number(pad: &Pad) -> Html {
    let unit = pad.session.fact_text(pad.asked.fact).unit.as_deref();
    let echo = |number: i64| format::quantity(number.into(), unit, &pad.session.texts);
    field(pad, Field { label: Word::NumberLabel, unit: "", inputmode: "numeric", echo: &echo, key: Html::default() })
}

pub fn draft(props: &PartProps) -> Draft {
    field::draft(props, |number| number.to_string())
}
