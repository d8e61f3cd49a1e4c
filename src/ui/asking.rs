//! The left column: the welcome, a notice, then the question, the review or the end.

use yew::prelude::*;

use super::app::Scene;
use super::bar::bar;
use super::compare::{compare, vary};
use super::dock::dock;
use super::done::done;
use super::notice::notice;
use super::opening::opening;
use super::question::question;
use super::review::review;
use super::screen::Screen;
use crate::interview::View;

pub fn asking(scene: &Scene, screen: Screen) -> Html {
    let Scene { session, interview, assessment, report, .. } = scene;
    let is_opening = interview.asked.is_empty() && interview.view == View::Next;
    let (part, dock) = match (screen, assessment.next) {
        (Screen::Question(fact), _) | (Screen::Results, Some(fact)) => {
            (question(scene, fact), dock(session, fact, interview.can_go_back()))
        }
        (Screen::Compare, _) => (compare(scene), Html::default()),
        (Screen::Vary(fact), _) => vary(scene, fact),
        (Screen::Review, _) => (review(session, interview), Html::default()),
        (Screen::Done, _) | (Screen::Results, None) => (done(session), Html::default()),
    };
    html! {
        <section class="asking">
            if is_opening {
                { opening(session) }
            }
            { notice(session, interview.notice.as_ref()) }
            { part }
            <div class="bottom">
                { dock }
                { bar(session, report) }
            </div>
        </section>
    }
}
