//! The left column: the welcome, a notice, then the question, the review or the end.

use std::rc::Rc;

use engine::assessment::Assessment;
use yew::prelude::*;

use super::bar::Bar;
use super::dock::Dock;
use super::done::Done;
use super::notice::NoticeLine;
use super::opening::Opening;
use super::question::Question;
use super::review::Review;
use super::screen::Screen;
use crate::interview::{Interview, View};
use crate::report::Report;

#[derive(Properties, PartialEq)]
pub struct AskingProps {
    pub screen: Screen,
    pub interview: Rc<Interview>,
    pub assessment: Rc<Assessment>,
    pub report: Rc<Report>,
}

#[component]
pub fn Asking(props: &AskingProps) -> Html {
    let AskingProps { screen, interview, assessment, report } = props;
    let is_opening = interview.asked.is_empty() && interview.view == View::Next;
    let question = |fact| {
        let part = html! { <Question {fact} interview={interview.clone()} assessment={assessment.clone()} /> };
        (part, html! { <Dock {fact} can_go_back={interview.can_go_back()} /> })
    };
    let (part, dock) = match (*screen, assessment.next) {
        (Screen::Question(fact), _) | (Screen::Results, Some(fact)) => question(fact),
        (Screen::Review, _) => (html! { <Review interview={interview.clone()} /> }, Html::default()),
        (Screen::Done, _) | (Screen::Results, None) => (html! { <Done /> }, Html::default()),
    };
    html! {
        <section class="asking">
            if is_opening {
                <Opening />
            }
            <NoticeLine notice={interview.notice.clone()} />
            { part }
            <div class="bottom">
                { dock }
                <Bar report={report.clone()} />
            </div>
        </section>
    }
}
