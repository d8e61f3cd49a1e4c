//! One answer as a target over the full width: a tap answers.

use yew::prelude::*;

use super::super::icon::{Mark, icon};
use super::super::tag::{element, text};

/// `is_chosen`: it was the answer before.
pub fn option(label: &str, help: Option<&str>, is_chosen: bool, onclick: Callback<MouseEvent>) -> Html {
    let pressed = if is_chosen { "true" } else { "false" };
    html! {
        <button type="button" class="choice" aria-pressed={pressed} {onclick}>
            { words(label, help) }
            if is_chosen {
                { icon(Mark::Check) }
            }
        </button>
    }
}

/// A label with the help under it.
pub fn words(label: &str, help: Option<&str>) -> Html {
    let label = html! { <span>{ text(label) }</span> };
    element("span", "choice-words", None, vec![label, help.map_or_else(Html::default, small)])
}

fn small(help: &str) -> Html {
    html! { <small>{ text(help) }</small> }
}
