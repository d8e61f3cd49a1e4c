//! One question: its words, the part for its kind, and the buttons under it.

mod bands;
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

use engine::date::Date;
use engine::fact::FactId;
use engine::situation::Answer;
use yew::prelude::*;

use super::app::Scene;
use super::session::Session;
use super::tag::{button, element, heading, line};
use crate::interview::ask::Stage;
use crate::interview::{Action, Interview, View, ask};
use crate::report::format;
use crate::words::Word;
pub use option::{option, words};
use part::{Part, PartProps};
use why::why;

pub fn question(scene: &Scene, id: FactId) -> Html {
    let Scene { session, interview, .. } = scene;
    let (question, beside) = wording(session, interview, id);
    let beside = beside.map_or_else(String::new, |beside| session.fill(Word::QuestionPlan, &[("a", beside)]));
    let help = session.fact_text(id).help.as_deref().unwrap_or_default();
    let fields =
        vec![asked(question), line("p", "beside", &beside), line("p", "help", help), why(scene), part(scene, id)];
    let parts = vec![progress(scene), step(scene), element("fieldset", "", None, fields)];
    element("div", "question", Some("question"), parts)
}

/// The question itself.
pub fn asked(question: &str) -> Html {
    element("legend", "", None, vec![heading("question-title", question)])
}

/// The question in the words of the venture's stage, and the other wording while the stage is open.
pub fn wording<'a>(session: &'a Session, interview: &Interview, id: FactId) -> (&'a str, Option<&'a str>) {
    let text = session.fact_text(id);
    let plan = text.question_plan.as_deref().filter(|plan| *plan != text.question);
    match (Stage::of(&session.catalogue, &interview.situation), plan) {
        (Stage::Plan, Some(plan)) => (plan, None),
        (Stage::Open, plan) => (&text.question, plan),
        _ => (&text.question, None),
    }
}

/// How many questions can still matter; or that an earlier answer is being changed.
fn progress(scene: &Scene) -> Html {
    let Scene { session, interview, assessment, .. } = scene;
    let (says, action, way) = match interview.view {
        View::Ask(fact, _) if interview.situation.answer(fact) != Answer::Absent => {
            (session.say(Word::Changing), Action::Continue, Word::ButtonKeep)
        }
        _ if interview.asked.is_empty() => return Html::default(),
        _ => {
            let left = session.say_with(Word::QuestionsLeft, &[("n", &assessment.left.to_string())]);
            (left, Action::ShowReview, Word::ButtonAnswers)
        }
    };
    let way = button("quiet", session.act(action), vec![session.say(way)]);
    element("div", "progress", None, vec![says, interests(session, interview), way])
}

/// What the answer before this question settled.
fn step(scene: &Scene) -> Html {
    let Scene { session, step, .. } = scene;
    let mut told = Vec::new();
    for (word, n) in [(Word::StepOut, step.out), (Word::StepFit, step.fit)] {
        if n > 0 {
            told.push(session.fill(word, &[("n", &n.to_string())]));
        }
    }
    if told.is_empty() {
        return Html::default();
    }
    let told = format::clauses(&told, &session.texts);
    line("p", "step", &session.fill(Word::StepLine, &[("a", &told)]))
}

/// A way to name interests, which narrow what is asked; it stays after they were named.
fn interests(session: &Session, interview: &Interview) -> Html {
    let Some(fact) = session.catalogue.fact("founder.interests") else { return Html::default() };
    if interview.view != View::Next || interview.asked.len() < OPENING || interview.about.is_some() {
        return Html::default();
    }
    button("quiet", session.act(Action::Ask(fact)), vec![session.say(Word::ButtonInterests)])
}

/// After so many answers the founder has told group, place and stage.
const OPENING: usize = 3;

/// The part for the kind of the fact, with fresh state for every fact and after everything was cleared.
pub fn part(scene: &Scene, id: FactId) -> Html {
    let Scene { session, interview, assessment, asking, .. } = scene;
    let situation = &interview.situation;
    let Some(asking) = asking else { return Html::default() };
    let props = PartProps {
        session: (*session).clone(),
        fact: id,
        given: situation.answer(id),
        as_of: situation.as_of,
        since: if interview.is_as_of_another_day() { Date::MIN } else { situation.as_of },
        days: ask::days(&session.catalogue, situation, id),
        shown: ask::shown(&session.catalogue, assessment, id),
        asking: (*asking).clone(),
    };
    // A question that is put once more, after a band, starts afresh.
    let again = u32::from(interview.banded.contains(&id)) << 15;
    html! { <Part key={u32::from(id.0) + again + (interview.clears << 16)} ..props /> }
}
