//! The buttons under every question, always in the same places: back, not known, continue.

use engine::fact::{FactId, Kind};
use engine::situation::Answer;
use yew::prelude::*;

use super::icon::{Icon, Mark};
use super::session::{use_dispatch, use_session};
use crate::interview::Action;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct DockProps {
    pub fact: FactId,
    pub can_go_back: bool,
}

/// The form that the button belongs to.
pub const FORM: &str = "question-form";

#[component]
pub fn Dock(props: &DockProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let back = dispatch.reform(|_: MouseEvent| Action::Back);
    let id = props.fact;
    let decline = dispatch.reform(move |_: MouseEvent| Action::Answer(id, Answer::Declined));
    let fact = session.catalogue.fact_of(id);
    let unknown = if fact.sensitive { Word::ButtonUntold } else { Word::ButtonUnknown };
    // The others are answered by one tap.
    let has_form = !matches!(fact.kind, Kind::YesNo | Kind::Choice | Kind::Place);
    html! {
        <div class="dock">
            if props.can_go_back {
                <button type="button" class="dock-back" onclick={back}>
                    <Icon mark={Mark::Back} />{ session.word(Word::ButtonBack) }
                </button>
            }
            <button type="button" class="dock-unknown" onclick={decline}>{ session.word(unknown) }</button>
            if has_form {
                <button type="submit" form={FORM} class="dock-go">{ session.word(Word::ButtonContinue) }</button>
            }
        </div>
    }
}
