//! Elements that many views share.
//!
//! INVARIANT: nothing here is generic, so that each is compiled once, and no class goes through yew's
//! set of classes: both keep the page small.

use std::rc::Rc;

use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};

use super::session::Session;

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
    tag(name, AttributeOrProperty::Static(class), key, children).into()
}

/// An element with a class and a state, such as `card` and `state-yes`.
pub fn marked(name: &'static str, class: &str, state: &str, key: Option<&str>, children: Vec<Html>) -> Html {
    let classes = AttrValue::from([class, state].join(" "));
    tag(name, AttributeOrProperty::Attribute(classes), key, children).into()
}

pub fn button(class: &'static str, onclick: Callback<MouseEvent>, children: Vec<Html>) -> Html {
    let mut tag = tag("button", AttributeOrProperty::Static(class), None, children);
    let values = [Some(AttributeOrProperty::Static("button")), Some(AttributeOrProperty::Static(class))];
    tag.set_attributes(Attributes::Dynamic { keys: &["type", "class"], values: Box::new(values) });
    tag.add_listener(Rc::new(onclick::Wrapper::new(onclick)));
    tag.into()
}

/// The address of a readable page in the language in use.
pub fn page(session: &Session, name: &str) -> String {
    let folder = if session.texts.lang == "en" { "./policies/en/" } else { "./policies/" };
    [folder, name, ".html"].concat()
}

/// What a tap unfolds.
pub fn fold(summary: &str, inside: Html) -> Html {
    html! { <details><summary>{ text(summary) }</summary>{ inside }</details> }
}

fn tag(name: &'static str, class: AttributeOrProperty, key: Option<&str>, children: Vec<Html>) -> VTag {
    let mut tag = VTag::new(name);
    tag.set_attributes(Attributes::Dynamic { keys: &["class"], values: Box::new([Some(class)]) });
    tag.key = key.map(Into::into);
    if let Some(inside) = tag.children_mut() {
        *inside = list(children);
    }
    tag
}
