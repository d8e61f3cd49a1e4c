//! What is asked about one fact, and the draft of its answer: the one thing that a view holds.

use std::rc::Rc;

use engine::date::Date;
use engine::fact::{FactId, Kind};
use engine::situation::Answer;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::session::Session;
use super::{bands, choice, date, money, number, place, rate, set, yes_no};
use crate::interview::Action;
use crate::interview::ask::Asking;

#[derive(Clone, Properties, PartialEq)]
pub struct PartProps {
    pub session: Session,
    pub fact: FactId,
    /// What was answered before.
    pub given: Answer,
    pub as_of: Date,
    /// What “ago” counts from; where that is not today, a day so far back that days are told instead.
    pub since: Date,
    /// The first and last day on offer; dates only.
    pub days: (i64, i64),
    /// The values on offer, as a mask; sets only.
    pub shown: u64,
    pub asking: Rc<Asking>,
}

/// What was typed, picked or opened so far; each kind uses what it needs.
#[derive(Clone, Default)]
pub struct Draft {
    /// A number, or the name of a place.
    pub text: String,
    /// Values of a set, as a mask.
    pub picked: u64,
    pub is_untold: bool,
    /// Year, month and day.
    pub chosen: date::Chosen,
    /// The place that is open, by its position.
    pub place: Option<usize>,
    /// An attempt to go on failed: what is wrong is said only then.
    pub was_tried: bool,
}

/// The part for the kind of the fact.
#[component]
pub fn Part(props: &PartProps) -> Html {
    let fact = props.session.catalogue.fact_of(props.fact);
    let draft = use_state(|| match fact.kind {
        Kind::Set => set::draft(props),
        Kind::Date => date::draft(props),
        Kind::Count => number::draft(props),
        Kind::Money => money::draft(props),
        Kind::Rate => rate::draft(props),
        Kind::YesNo | Kind::Choice | Kind::Place => Draft::default(),
    });
    let pad = Pad { session: &props.session, asked: props, draft: &draft, setter: draft.setter() };
    match fact.kind {
        Kind::YesNo => yes_no::yes_no(&pad),
        Kind::Choice => choice::choice(&pad),
        Kind::Set => set::set(&pad),
        Kind::Place => place::place(&pad),
        Kind::Date => bands::beside(&pad, date::date(&pad)),
        Kind::Count => bands::beside(&pad, number::number(&pad)),
        Kind::Money => bands::beside(&pad, money::money(&pad)),
        Kind::Rate => bands::beside(&pad, rate::rate(&pad)),
    }
}

/// A question part at work: what is asked, the draft, and the ways to change it.
pub struct Pad<'a> {
    pub session: &'a Session,
    pub asked: &'a PartProps,
    pub draft: &'a Draft,
    pub setter: UseStateSetter<Draft>,
}

impl Pad<'_> {
    /// A tap that answers.
    pub fn answer(&self, answer: Answer) -> Callback<MouseEvent> {
        self.session.act(Action::Answer(self.asked.fact, answer))
    }

    /// A tap that changes the draft.
    pub fn change(&self, draft: Draft) -> Callback<MouseEvent> {
        let setter = self.setter.clone();
        Callback::from(move |_: MouseEvent| setter.set(draft.clone()))
    }

    /// Takes up what is typed.
    pub fn typing(&self) -> Callback<InputEvent> {
        let (setter, draft) = (self.setter.clone(), self.draft.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            setter.set(Draft { text, was_tried: false, ..draft.clone() });
        })
    }

    /// Answers; without an answer, says what is wrong.
    pub fn submit(&self, answer: Option<Answer>) -> Callback<SubmitEvent> {
        let (setter, draft) = (self.setter.clone(), self.draft.clone());
        let (dispatch, fact) = (self.session.dispatch.clone(), self.asked.fact);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match answer {
                Some(answer) => dispatch.emit(Action::Answer(fact, answer)),
                None => setter.set(Draft { was_tried: true, ..draft.clone() }),
            }
        })
    }
}
