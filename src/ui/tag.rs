//! Elements that many views share.
//!
//! INVARIANT: nothing here is generic, so that each is compiled once, and no class goes through yew's
//! set of classes: both keep the page small.

use std::rc::Rc;

use yew::html::{onclick, oninput, onsubmit};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};

use super::dock::FORM;
use super::session::Session;
use crate::interview::lang::Lang;

pub fn text(words: &str) -> Html {
    VText::new(Rc::<str>::from(words)).into()
}

pub fn list(items: Vec<Html>) -> Html {
    VList::with_children(items, None).into()
}

/// Nothing where there are no words.
pub fn line(name: &'static str, class: &'static str, words: &str) -> Html {
    if words.is_empty() { Html::default() } else { element(name, class, None, vec![text(words)]) }
}

pub fn element(name: &'static str, class: &'static str, key: Option<&str>, children: Vec<Html>) -> Html {
    tag(name, if class.is_empty() { &[] } else { &["class"] }, &[class], key, children).into()
}

/// An element with a class and a state, such as `card` and `state-yes`.
pub fn marked(name: &'static str, class: &str, state: &str, key: Option<&str>, children: Vec<Html>) -> Html {
    tag(name, &["class"], &[&[class, state].join(" ")], key, children).into()
}

pub fn button(class: &'static str, onclick: Callback<MouseEvent>, children: Vec<Html>) -> Html {
    press(&["type", "class"], &["button", class], None, onclick, children)
}

/// A button with its attributes.
pub fn press(
    keys: &'static [&'static str],
    values: &[&str],
    key: Option<&str>,
    onclick: Callback<MouseEvent>,
    children: Vec<Html>,
) -> Html {
    let mut tag = tag("button", keys, values, key, children);
    tag.add_listener(Rc::new(onclick::Wrapper::new(onclick)));
    tag.into()
}

/// What comes and goes, but keeps its place: what stands behind it stays the element that it is.
pub fn only_if(is_there: bool, html: Html) -> Html {
    if is_there { html } else { Html::default() }
}

/// An element with its attributes, each of `keys` with the value at its place.
pub fn with(name: &'static str, keys: &'static [&'static str], values: &[&str], children: Vec<Html>) -> Html {
    tag(name, keys, values, None, children).into()
}

/// The heading that takes the focus.
pub fn heading(id: &str, words: &str) -> Html {
    with("h2", &["id", "tabindex"], &[id, "-1"], vec![text(words)])
}

/// A field that is typed into, with its other attributes.
pub fn input(keys: &'static [&'static str], values: &[&str], typed: &str, oninput: Callback<InputEvent>) -> Html {
    let mut tag = tag("input", keys, values, None, Vec::new());
    tag.set_value(Some(AttrValue::from(typed.to_owned())));
    tag.add_listener(Rc::new(oninput::Wrapper::new(oninput)));
    tag.into()
}

/// A field of several lines.
#[cfg(any(feature = "take", feature = "staff", not(target_arch = "wasm32")))]
pub fn textarea(keys: &'static [&'static str], values: &[&str], typed: &str, oninput: Callback<InputEvent>) -> Html {
    let mut tag = tag("textarea", keys, values, None, Vec::new());
    tag.set_value(Some(AttrValue::from(typed.to_owned())));
    tag.add_listener(Rc::new(oninput::Wrapper::new(oninput)));
    tag.into()
}

/// What is typed or picked in, under its name.
pub fn field(class: &'static str, name: &str, inside: Html) -> Html {
    element("label", class, None, vec![line("span", "field-label", name), inside])
}

/// What is typed or picked is sent with the button under it.
pub fn form(class: &'static str, onsubmit: Callback<SubmitEvent>, children: Vec<Html>) -> Html {
    let mut tag = tag("form", &["id", "class"], &[FORM, class], None, children);
    tag.add_listener(Rc::new(onsubmit::Wrapper::new(onsubmit)));
    tag.into()
}

/// What is wrong with it, read out when it appears.
pub fn wrong(words: &str) -> Html {
    with("p", &["class", "role"], &["wrong", "alert"], vec![text(words)])
}

/// The address of a readable page in the language in use.
pub fn page(session: &Session, name: &str) -> String {
    let lang = session.texts.lang.as_str();
    let folder = if lang == Lang::Zh.tag() { ["", ""] } else { [lang, "/"] };
    ["./policies/", folder[0], folder[1], name, ".html"].concat()
}

/// What a tap unfolds.
pub fn fold(summary: &str, inside: Html) -> Html {
    element("details", "", None, vec![line("summary", "", summary), inside])
}

fn tag(
    name: &'static str,
    keys: &'static [&'static str],
    values: &[&str],
    key: Option<&str>,
    children: Vec<Html>,
) -> VTag {
    let mut tag = VTag::new(name);
    let mut set = Vec::with_capacity(keys.len());
    for value in &values[..keys.len()] {
        set.push(Some(AttributeOrProperty::Attribute(AttrValue::from((*value).to_owned()))));
    }
    tag.set_attributes(Attributes::Dynamic { keys, values: set.into_boxed_slice() });
    tag.key = key.map(Into::into);
    if let Some(inside) = tag.children_mut() {
        *inside = list(children);
    }
    tag
}
