//! One answer as a target over the full width: a tap answers.

use yew::prelude::*;

use super::super::icon::{Icon, Mark};

#[derive(Properties, PartialEq)]
pub struct OptionProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// It was the answer before.
    #[prop_or_default]
    pub is_chosen: bool,
    pub on_choose: Callback<()>,
}

#[component]
pub fn AnswerOption(props: &OptionProps) -> Html {
    let onclick = props.on_choose.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="choice" aria-pressed={props.is_chosen.to_string()} {onclick}>
            <span class="choice-words">
                <span>{ &props.label }</span>
                if let Some(help) = &props.help {
                    <small>{ help }</small>
                }
            </span>
            if props.is_chosen {
                <Icon mark={Mark::Check} />
            }
        </button>
    }
}
