//! One answer as a target over the full width: a tap answers.

use yew::prelude::*;

use super::super::icon::{Mark, icon};
use super::super::tag::{element, line, press};

/// `is_chosen`: it was the answer before.
pub fn option(label: &str, help: Option<&str>, is_chosen: bool, onclick: Callback<MouseEvent>) -> Html {
    let pressed = if is_chosen { "true" } else { "false" };
    let mark = if is_chosen { icon(Mark::Check) } else { Html::default() };
    let values = ["button", "choice", pressed];
    press(&["type", "class", "aria-pressed"], &values, None, onclick, vec![words(label, help), mark])
}

/// A label with the help under it.
pub fn words(label: &str, help: Option<&str>) -> Html {
    let help = line("small", "", help.unwrap_or_default());
    element("span", "choice-words", None, vec![line("span", "", label), help])
}
