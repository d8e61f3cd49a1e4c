//! The page: questions on the left, results on the right; a phone shows one of them.

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
use super::results::{Opened, results};
use super::screen::Screen;
use super::session::Session;
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
    pub query: &'a UseStateHandle<String>,
    /// What follows from a scenario, and how it compares.
    pub compared: Option<(&'a Supposed, &'a Comparison)>,
    /// What else the changes on open cards would alter.
    pub beside: &'a [Beside],
    /// The cards that are open.
    pub opened: &'a Opened,
}

pub fn app(scene: &Scene) -> Html {
    let Scene { session, interview, assessment, report, .. } = scene;
    let screen = Screen::of(interview, assessment);
    html! {
        <div class="page" data-side={screen.side()}>
            { header(session, interview) }
            <main class="columns">
                { asking(scene, screen) }
                { results(scene) }
            </main>
            { footer(session, report) }
            { announce(session, report) }
        </div>
    }
}

/// Moves the focus to the heading of what is shown, at every step but the first.
#[hook]
pub fn use_focus_on_heading(screen: Screen) {
    let opened = use_mut_ref(|| false);
    let focus = move || {
        let heading = gloo::utils::document().get_element_by_id(screen.heading());
        if opened.replace(true)
            && let Some(heading) = heading.and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            // A heading that is not displayed refuses the focus; nothing is lost by that.
            let _ = heading.focus();
        }
        None
    };
    use_effect_on(Depends::Shown(screen), Box::new(focus));
}
