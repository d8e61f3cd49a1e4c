//! A typed number: the text, what it means, and what is wrong with it.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::dock::FORM;
use super::super::tag::text;
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

pub fn field(pad: &Pad, field: Field) -> Html {
    let session = pad.session;
    let number = typed::read(session.catalogue.fact_of(pad.asked.fact), &pad.draft.text);
    let echo =
        number.map_or_else(|_| String::new(), |number| session.fill(Word::NumberEcho, &[("a", &(field.echo)(number))]));
    let wrong = number.err().filter(|_| pad.draft.was_tried).map(word);
    let answer = number.ok().map(|number| Answer::Given(Known::Span { lo: number, hi: number }));
    html! {
        <form id={FORM} class="typed" onsubmit={pad.submit(answer)}>
            <label class="field">
                <span class="field-label">{ session.say(field.label) }</span>
                <span class="field-row">
                    <input type="text" inputmode={field.inputmode} autocomplete="off" value={pad.draft.text.clone()}
                        aria-invalid={if wrong.is_some() { "true" } else { "false" }}
                        aria-describedby="field-echo field-wrong" oninput={pad.typing()} />
                    <span class="field-unit">{ text(field.unit) }</span>
                </span>
            </label>
            { field.key }
            <p id="field-echo" class="echo" aria-live="polite">{ text(&echo) }</p>
            <p id="field-wrong" class="wrong" role="alert">{ text(wrong.map_or("", |word| session.word(word))) }</p>
        </form>
    }
}

/// An earlier answer as it is typed.
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
