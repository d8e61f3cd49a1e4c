//! The left column: the welcome, a notice, then the question, the review or the end.

use yew::prelude::*;

use super::app::Scene;
use super::bar::bar;
use super::compare::{compare, vary};
use super::dock::dock;
use super::done::done;
use super::examples::examples;
use super::header::for_other;
use super::notice::notice;
use super::opening::opening;
use super::question::question;
use super::review::review;
use super::screen::Screen;
use super::tag::{element, only_if};
use crate::interview::View;

pub fn asking(scene: &Scene, screen: Screen) -> Html {
    let Scene { session, interview, assessment, report, .. } = scene;
    let (part, dock) = match (screen, screen.question(assessment)) {
        (Screen::Vary(fact), _) => vary(scene, fact),
        (_, Some(fact)) => (question(scene, fact), dock(scene, fact)),
        (Screen::Compare, _) => (compare(scene), Html::default()),
        (Screen::Review, _) => (review(session, interview), Html::default()),
        (Screen::Examples, _) => (examples(session), Html::default()),
        _ => (done(scene), Html::default()),
    };
    let is_opening = interview.asked.is_empty() && interview.view == View::Next;
    let opening = only_if(is_opening, opening(session, interview));
    let bottom = element("div", "bottom", None, vec![dock, bar(session, report)]);
    element(
        "section",
        "asking",
        None,
        vec![opening, for_other(session, interview), notice(session, interview.notice.as_ref()), part, bottom],
    )
}
