//! A typed number: the text, what it means, and what is wrong with it.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::tag::{self, element, form, input, line, text, with};
use super::part::{Draft, Pad, PartProps};
use crate::interview::typed::{self, Wrong};
use crate::words::Word;

/// How a number is asked for, by its kind.
pub struct Field<'a> {
    pub label: Word,
    pub unit: &'a str,
    /// `numeric` or `decimal`
    pub inputmode: &'static str,
    /// The number in full, from the unit of the fact.
    pub echo: &'a dyn Fn(i64) -> String,
    /// A key beside the field.
    pub key: Html,
}

#[inline(never)]
pub fn field(pad: &Pad, field: Field) -> Html {
    let session = pad.session;
    let number = typed::read(session.catalogue.fact_of(pad.asked.fact), &pad.draft.text);
    let echo =
        number.map_or_else(|_| String::new(), |number| session.fill(Word::NumberEcho, &[("a", &(field.echo)(number))]));
    let wrong = number.err().filter(|_| pad.draft.was_tried).map(word);
    let answer = number.ok().map(|number| Answer::Given(Known::Span { lo: number, hi: number }));
    let keys = &["type", "inputmode", "autocomplete", "aria-invalid", "aria-describedby"];
    let invalid = if wrong.is_some() { "true" } else { "false" };
    let values = ["text", field.inputmode, "off", invalid, "field-echo field-wrong"];
    let row = vec![input(keys, &values, &pad.draft.text, pad.typing()), line("span", "field-unit", field.unit)];
    let says = wrong.map_or("", |word| session.word(word));
    let parts = vec![
        tag::field("field", session.word(field.label), element("span", "field-row", None, row)),
        field.key,
        with("p", &["id", "class", "aria-live"], &["field-echo", "echo", "polite"], vec![text(&echo)]),
        with("p", &["id", "class", "role"], &["field-wrong", "wrong", "alert"], vec![text(says)]),
    ];
    form("typed", pad.submit(answer), parts)
}

/// An earlier answer as it is typed.
#[inline(never)]
pub fn draft(props: &PartProps, show: fn(i64) -> String) -> Draft {
    let text = match props.given {
        Answer::Given(Known::Span { lo, hi }) if lo == hi => show(lo),
        _ => String::new(),
    };
    Draft { text, ..Draft::default() }
}

/// What to say about a number that cannot be read.
fn word(wrong: Wrong) -> Word {
    match wrong {
        Wrong::Empty => Word::NumberMissing,
        Wrong::NoNumber => Word::NumberUnreadable,
        Wrong::TooMuch => Word::NumberTooMuch,
    }
}
