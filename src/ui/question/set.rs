//! Several of several. What nobody likes to be asked is folded away, and may stay untold.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::dock::FORM;
use super::super::session::use_session;
use super::option::AnswerOption;
use super::part::PartProps;
use crate::words::Word;

#[component]
pub fn Set(props: &PartProps) -> Html {
    let session = use_session();
    let (had, sensitive) =
        (had(props.given), sensitive_values(&session.catalogue.fact_of(props.fact).values) & props.shown);
    let picked = use_state(|| had & props.shown);
    let is_untold = use_state(|| false);
    let is_missing = use_state(|| false);
    let was_open = *use_memo((), |()| had & sensitive != 0);

    let untold = if *is_untold { sensitive & !*picked } else { 0 };
    let may = untold | (session.catalogue.fact_of(props.fact).all_values() & !props.shown);
    let answer = move |has| Answer::Given(Known::Set { has, may });
    let onsubmit = {
        let (on_answer, is_missing, has) = (props.on_answer.clone(), is_missing.clone(), *picked);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if has == 0 && untold == 0 { is_missing.set(true) } else { on_answer.emit(answer(has)) }
        })
    };
    let none = props.on_answer.reform(move |()| answer(0));
    let toggle = {
        let picked = picked.clone();
        Callback::from(move |bit: usize| picked.set(*picked ^ 1 << bit))
    };
    let tell = Callback::from(move |_: usize| is_untold.set(untold == 0));
    let list = |mask: u64| {
        let values = session.fact_text(props.fact).values.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        let values = values.map(|(bit, text)| (bit, text.name.clone(), text.help.clone()));
        values.map(|(value, label, help)| {
            html! { <Tick key={value} {value} {label} help={help.map(AttrValue::from)} is_on={*picked >> value & 1 == 1} on_toggle={toggle.clone()} /> }
        }).collect::<Html>()
    };
    html! {
        <form id={FORM} class="choices" {onsubmit}>
            { list(props.shown & !sensitive) }
            if sensitive != 0 {
                <details class="fold" open={was_open}>
                    <summary>{ session.word(Word::OtherSituations) }</summary>
                    <div class="choices">
                        { list(sensitive) }
                        <Tick value={0} label={session.word(Word::RatherNotSay)} is_on={untold != 0} on_toggle={tell} />
                    </div>
                </details>
            }
            if *picked == 0 {
                <AnswerOption label={session.word(Word::NoneOfThese)} on_choose={none} />
            }
            <p class="wrong" role="alert">{ if *is_missing && *picked == 0 { session.word(Word::SetMissing) } else { "".into() } }</p>
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct TickProps {
    value: usize,
    label: AttrValue,
    #[prop_or_default]
    help: Option<AttrValue>,
    is_on: bool,
    on_toggle: Callback<usize>,
}

#[component]
fn Tick(props: &TickProps) -> Html {
    let value = props.value;
    let onchange = props.on_toggle.reform(move |_: Event| value);
    html! {
        <label class="choice tick">
            <input type="checkbox" checked={props.is_on} {onchange} />
            <span class="choice-words">
                <span>{ &props.label }</span>
                if let Some(help) = &props.help {
                    <small>{ help }</small>
                }
            </span>
        </label>
    }
}

fn had(given: Answer) -> u64 {
    match given {
        Answer::Given(Known::Set { has, .. }) => has,
        _ => 0,
    }
}

fn sensitive_values(values: &[engine::fact::Value]) -> u64 {
    let sensitive = values.iter().enumerate().filter(|(_, value)| value.sensitive);
    sensitive.fold(0, |mask, (bit, _)| mask | 1 << bit)
}
