//! The buttons under every question, always in the same places: back, not known, continue.

use engine::fact::{FactId, Kind};
use engine::situation::Answer;
use yew::prelude::*;

use super::app::Scene;
use super::icon::{Mark, icon};
use super::tag::button;
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
    html! {
        <div class="dock">
            if interview.can_go_back() {
                { button("dock-back", session.act(Action::Back), vec![icon(Mark::Back), session.say(Word::ButtonBack)]) }
            }
            { button("dock-unknown", decline, vec![session.say(unknown)]) }
            if has_form {
                <button type="submit" form={FORM} class="dock-go">{ session.say(Word::ButtonContinue) }</button>
            }
        </div>
    }
}
