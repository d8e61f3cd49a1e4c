//! The page: questions on the left, results on the right; a phone shows one of them.

use std::cell::RefCell;
use std::rc::Rc;

use engine::assessment::Assessment;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;
use yew::prelude::*;

use super::announce::announce;
use super::asking::asking;
use super::effect::{Depends, use_effect_on};
use super::footer::footer;
use super::header::header;
use super::results::results;
use super::screen::Screen;
use super::session::Session;
use super::shelf::{Look, Open, Shelf};
use super::standing::standing;
use super::tag::{element, with};
use crate::interview::Interview;
use crate::interview::ask::{Asking, Step};
use crate::interview::scenario::Supposed;
use crate::report::Report;
use crate::report::beside::Beside;
use crate::report::compare::Comparison;

/// Everything that is shown.
pub struct Scene<'a> {
    pub session: &'a Session,
    pub interview: &'a Interview,
    pub assessment: &'a Assessment,
    pub report: &'a Report,
    /// What the question is shown with, where one is.
    pub asking: Option<&'a Rc<Asking>>,
    /// What the last answer settled.
    pub step: Step,
    /// What is looked for among the policies.
    pub query: &'a str,
    /// What follows from a scenario, and how it compares.
    pub compared: Option<(&'a Supposed, &'a Comparison)>,
    /// What else the changes on open cards would alter.
    pub beside: &'a [Beside],
    /// The cards that are open.
    pub opened: &'a [Open],
    /// The way to look at something.
    pub look: &'a Callback<Look>,
}

/// The id of the element that another program draws in.
pub const APART: &str = "apart";

pub fn app(scene: &Scene) -> Html {
    let Scene { session, interview, assessment, report, .. } = scene;
    let screen = Screen::of(interview, assessment);
    let shown = if screen.is_apart() {
        // Another program draws in here; it says itself what it waits for.
        with("main", &["class", "id"], &["apart", APART], Vec::new())
    } else {
        element("main", "columns", None, vec![asking(scene, screen), results(scene)])
    };
    let parts = vec![
        header(session, interview),
        standing(session, interview),
        shown,
        footer(session, interview, report),
        announce(session, report),
    ];
    with("div", &["class", "data-side"], &["page", screen.side()], parts)
}

/// Moves the focus to the heading of what is shown, at every step but the first.
#[hook]
pub fn use_focus_on_heading(screen: Screen, shelf: Rc<RefCell<Shelf>>) {
    let focus = move || {
        if std::mem::replace(&mut shelf.borrow_mut().had_heading, true) {
            focus_on(screen.heading());
        }
        None
    };
    use_effect_on(Depends::Shown(screen), Box::new(focus));
}

/// Moves the focus to a heading. One that is not displayed refuses it; nothing is lost by that.
pub fn focus_on(heading: &str) {
    let heading = gloo::utils::document().get_element_by_id(heading);
    if let Some(heading) = heading.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}
