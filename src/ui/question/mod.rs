//! One question: its words, the part for its kind, and the buttons under it.

mod choice;
mod date;
mod field;
mod money;
mod number;
mod option;
mod part;
mod place;
mod rate;
mod set;
mod why;
mod yes_no;

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::fact::{FactId, Kind};
use engine::situation::Answer;
use yew::prelude::*;

use super::session::{Session, use_dispatch, use_session};
use crate::interview::ask::Stage;
use crate::interview::{Action, Interview, View, ask};
use crate::words::Word;
use part::PartProps;
use why::Why;

#[derive(Properties, PartialEq)]
pub struct QuestionProps {
    pub fact: FactId,
    pub interview: Rc<Interview>,
    pub assessment: Rc<Assessment>,
}

#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let QuestionProps { fact: id, interview, assessment } = props;
    let id = *id;
    let text = session.fact_text(id);
    let (question, beside) = wording(&session, interview, id);
    html! {
        <div class="question">
            { progress(&session, interview, assessment, &dispatch) }
            <fieldset>
                <legend><h2 id="question-title" tabindex="-1">{ question }</h2></legend>
                if let Some(beside) = beside {
                    <p class="beside">{ session.fill(Word::QuestionPlan, &[("a", &beside)]) }</p>
                }
                if let Some(help) = &text.help {
                    <p class="help">{ help }</p>
                }
                <Why fact={id} assessment={assessment.clone()} />
                { part(&session, interview, assessment, id, &dispatch) }
            </fieldset>
        </div>
    }
}

/// The question in the words of the venture's stage, and the other wording while the stage is open.
fn wording(session: &Session, interview: &Interview, id: FactId) -> (AttrValue, Option<String>) {
    let text = session.fact_text(id);
    let plan = text.question_plan.clone().filter(|plan| *plan != text.question);
    match (Stage::of(&session.catalogue, &interview.situation), plan) {
        (Stage::Plan, Some(plan)) => (plan.into(), None),
        (Stage::Open, plan) => (text.question.clone().into(), plan),
        _ => (text.question.clone().into(), None),
    }
}

/// How many questions can still matter; or that an earlier answer is being changed.
fn progress(session: &Session, interview: &Interview, assessment: &Assessment, dispatch: &Callback<Action>) -> Html {
    if let View::Ask(fact, _) = interview.view
        && interview.situation.answer(fact) != Answer::Absent
    {
        let onclick = dispatch.reform(|_: MouseEvent| Action::Continue);
        return html! {
            <p class="progress">
                { session.word(Word::Changing) }
                <button type="button" class="quiet" {onclick}>{ session.word(Word::ButtonKeep) }</button>
            </p>
        };
    }
    if interview.asked.is_empty() {
        return Html::default();
    }
    let left = session.fill(Word::QuestionsLeft, &[("n", &assessment.left.to_string())]);
    let onclick = dispatch.reform(|_: MouseEvent| Action::ShowReview);
    html! {
        <p class="progress">
            { left }
            <button type="button" class="quiet" {onclick}>{ session.word(Word::ButtonAnswers) }</button>
        </p>
    }
}

/// The part for the kind of the fact, with fresh state for every fact.
fn part(
    session: &Session,
    interview: &Interview,
    assessment: &Assessment,
    id: FactId,
    dispatch: &Callback<Action>,
) -> Html {
    let catalogue = &session.catalogue;
    let situation = &interview.situation;
    let props = PartProps {
        fact: id,
        given: situation.answer(id),
        as_of: situation.as_of,
        days: ask::days(catalogue, situation, id),
        shown: ask::shown(catalogue, assessment, id),
        on_answer: dispatch.reform(move |answer| Action::Answer(id, answer)),
    };
    let key = u32::from(id.0);
    match catalogue.fact_of(id).kind {
        Kind::YesNo => html! { <yes_no::YesNo {key} ..props /> },
        Kind::Choice => html! { <choice::Choice {key} ..props /> },
        Kind::Set => html! { <set::Set {key} ..props /> },
        Kind::Place => html! { <place::Place {key} ..props /> },
        Kind::Date => html! { <date::DateParts {key} ..props /> },
        Kind::Count => html! { <number::Number {key} ..props /> },
        Kind::Money => html! { <money::Money {key} ..props /> },
        Kind::Rate => html! { <rate::Rate {key} ..props /> },
    }
}
