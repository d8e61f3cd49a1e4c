//! A typed number: the text, what it means, and what is wrong with it.

use engine::fact::{Fact, Known};
use engine::situation::Answer;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::dock::FORM;
use super::super::session::{Session, use_session};
use super::part::PartProps;
use crate::interview::typed::{self, Wrong};
use crate::words::Word;

/// The state of one typed number.
pub struct Typed {
    pub text: UseStateHandle<String>,
    /// What it reads as, in the unit of the fact.
    pub number: Result<i64, Wrong>,
    /// Shown only after an attempt to go on.
    pub wrong: Option<Word>,
    pub on_input: Callback<String>,
    pub onsubmit: Callback<SubmitEvent>,
}

#[hook]
pub fn use_typed(props: &PartProps, show: fn(i64) -> String) -> Typed {
    let session = use_session();
    let text = use_state(|| match props.given {
        Answer::Given(Known::Span { lo, hi }) if lo == hi => show(lo),
        _ => String::new(),
    });
    let was_tried = use_state(|| false);
    let fact: &Fact = session.catalogue.fact_of(props.fact);
    let number = typed::read(fact, &text);
    let on_input = {
        let (text, was_tried) = (text.clone(), was_tried.clone());
        Callback::from(move |typed: String| {
            was_tried.set(false);
            text.set(typed);
        })
    };
    let wrong = number.err().filter(|_| *was_tried).map(word);
    let onsubmit = {
        let on_answer = props.on_answer.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match number {
                Ok(number) => on_answer.emit(Answer::Given(Known::Span { lo: number, hi: number })),
                Err(_) => was_tried.set(true),
            }
        })
    };
    Typed { text, number, wrong, on_input, onsubmit }
}

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub text: AttrValue,
    pub label: AttrValue,
    pub unit: AttrValue,
    /// `numeric` or `decimal`
    pub inputmode: AttrValue,
    #[prop_or_default]
    pub echo: Option<AttrValue>,
    #[prop_or_default]
    pub wrong: Option<AttrValue>,
    /// Keys beside the field.
    #[prop_or_default]
    pub children: Html,
    pub on_input: Callback<String>,
    pub onsubmit: Callback<SubmitEvent>,
}

#[component]
pub fn Field(props: &FieldProps) -> Html {
    let oninput = props.on_input.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let invalid = props.wrong.is_some().to_string();
    html! {
        <form id={FORM} class="typed" onsubmit={props.onsubmit.clone()}>
            <label class="field">
                <span class="field-label">{ &props.label }</span>
                <span class="field-row">
                    <input type="text" inputmode={props.inputmode.clone()} autocomplete="off" value={props.text.clone()}
                        aria-invalid={invalid} aria-describedby="field-echo field-wrong" {oninput} />
                    <span class="field-unit">{ &props.unit }</span>
                </span>
            </label>
            { props.children.clone() }
            <p id="field-echo" class="echo" aria-live="polite">{ props.echo.clone() }</p>
            <p id="field-wrong" class="wrong" role="alert">{ props.wrong.clone() }</p>
        </form>
    }
}

/// What to say about a number that cannot be read.
fn word(wrong: Wrong) -> Word {
    match wrong {
        Wrong::Empty => Word::NumberMissing,
        Wrong::NoNumber => Word::NumberUnreadable,
        Wrong::TooMuch => Word::NumberTooMuch,
    }
}

impl Typed {
    pub fn wrong_text(&self, session: &Session) -> Option<AttrValue> {
        self.wrong.map(|word| session.word(word))
    }
}
