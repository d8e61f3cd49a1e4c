//! The buttons under every question, always in the same places: back, not known, continue.

use engine::fact::{FactId, Kind};
use engine::situation::Answer;
use yew::prelude::*;

use super::icon::{Mark, icon};
use super::session::Session;
use super::tag::button;
use crate::interview::Action;
use crate::words::Word;

/// The form that the button belongs to.
pub const FORM: &str = "question-form";

pub fn dock(session: &Session, id: FactId, can_go_back: bool) -> Html {
    let fact = session.catalogue.fact_of(id);
    let unknown = if fact.sensitive { Word::ButtonUntold } else { Word::ButtonUnknown };
    let decline = session.act(Action::Answer(id, Answer::Declined));
    // The others are answered by one tap.
    let has_form = !matches!(fact.kind, Kind::YesNo | Kind::Choice | Kind::Place);
    html! {
        <div class="dock">
            if can_go_back {
                { button("dock-back", session.act(Action::Back), vec![icon(Mark::Back), session.say(Word::ButtonBack)]) }
            }
            { button("dock-unknown", decline, vec![session.say(unknown)]) }
            if has_form {
                <button type="submit" form={FORM} class="dock-go">{ session.say(Word::ButtonContinue) }</button>
            }
        </div>
    }
}
