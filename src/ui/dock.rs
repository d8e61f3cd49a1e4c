//! The buttons under every question, always in the same places: back, not known, continue.

use engine::fact::{FactId, Kind};
use engine::situation::Answer;
use yew::prelude::*;

use super::app::Scene;
use super::icon::{Mark, icon};
use super::session::Session;
use super::tag::{button, element, only_if, with};
use crate::interview::Action;
use crate::words::Word;

/// The form that the button belongs to.
pub const FORM: &str = "question-form";

pub fn dock(scene: &Scene, id: FactId) -> Html {
    let Scene { session, interview, asking, .. } = scene;
    let fact = session.catalogue.fact_of(id);
    let unknown = if fact.sensitive { Word::ButtonUntold } else { Word::ButtonUnknown };
    let decline = session.act(Action::Answer(id, Answer::Declined));
    // The others are answered by one tap, and so are intervals.
    let is_banded = asking.is_some_and(|asking| !asking.bands.is_empty() && !asking.needs_exact);
    let has_form = !matches!(fact.kind, Kind::YesNo | Kind::Choice | Kind::Place) && !is_banded;
    let back = vec![icon(Mark::Back), session.say(Word::ButtonBack)];
    let buttons = vec![
        only_if(interview.can_go_back(), button("dock-back", session.act(Action::Back), back)),
        button("dock-unknown", decline, vec![session.say(unknown)]),
        only_if(has_form, go(session, "dock-go")),
    ];
    element("div", "dock", None, buttons)
}

/// The button that sends the form.
pub fn go(session: &Session, class: &str) -> Html {
    let values = ["submit", FORM, class];
    with("button", &["type", "form", "class"], &values, vec![session.say(Word::ButtonContinue)])
}
