//! An interest rate in per cent.

use engine::wire::situation::write_decimal;
use yew::prelude::*;

use super::field::{self, Field, field};
use super::part::{Draft, Pad, PartProps};
use crate::report::format;
use crate::words::Word;

#[inline(never)]
pub fn rate(pad: &Pad) -> Html {
    let echo = |rate: i64| format::percent(rate.into());
    field(pad, Field { label: Word::RateLabel, unit: "%", inputmode: "decimal", echo: &echo, key: Html::default() })
}

pub fn draft(props: &PartProps) -> Draft {
    field::draft(props, |millionths| write_decimal(millionths, 4))
}
