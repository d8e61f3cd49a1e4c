//! The results: totals, what to do before registering, then the cards by where they stand.

mod card;
mod details;
mod group;
mod list;
mod reasons;

use std::rc::Rc;

use yew::prelude::*;

use super::session::{Session, use_dispatch, use_session};
use crate::interview::Action;
use crate::report::{Call, Light, Report, StepLine, Total};
use crate::words::Word;
use group::GroupView;

#[derive(Properties, PartialEq)]
pub struct ResultsProps {
    pub report: Rc<Report>,
    /// Nothing is left to ask.
    pub is_done: bool,
    pub has_answers: bool,
    /// How many questions were left open.
    pub declined: usize,
}

#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let session = use_session();
    let report = &props.report;
    let call = report.call.as_ref();
    let group = |group: &crate::report::Group| {
        let call = call.filter(|_| group.light == Light::Confirm);
        html! { <GroupView key={group.light as usize} group={group.clone()}>{ for call.map(|call| call_line(&session, call)) }</GroupView> }
    };
    html! {
        <section class="found" aria-labelledby="results-title">
            <h2 id="results-title" tabindex="-1">{ session.word(Word::ResultsTitle) }</h2>
            <p class="way">{ progress(&session, props) }</p>
            { totals(&session, &report.totals) }
            { before(&session, &report.before) }
            { for report.groups.iter().map(group) }
            <Onward is_done={props.is_done} has_answers={props.has_answers} />
        </section>
    }
}

/// How far along.
fn progress(session: &Session, props: &ResultsProps) -> AttrValue {
    match (props.is_done, props.has_answers) {
        (true, _) if props.declined > 0 => session.fill(Word::DoneUnknown, &[("n", &props.declined.to_string())]),
        (true, _) => session.word(Word::DoneTitle),
        (false, true) => session.fill(Word::ResultsLeft, &[("n", &props.report.left.to_string())]),
        (false, false) => session.word(Word::ResultsEmpty),
    }
}

#[derive(Properties, PartialEq)]
struct OnwardProps {
    is_done: bool,
    has_answers: bool,
}

/// On a phone: the way on, and the way back to the answers.
#[component]
fn Onward(props: &OnwardProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let go_on = dispatch.reform(|_: MouseEvent| Action::Continue);
    let review = dispatch.reform(|_: MouseEvent| Action::ShowReview);
    html! {
        <div class="bottom phone-only">
            <div class="dock onward">
                if props.has_answers {
                    <button type="button" onclick={review}>{ session.word(Word::ButtonAnswers) }</button>
                }
                if !props.is_done {
                    <button type="button" class="dock-go" onclick={go_on}>{ session.word(Word::ButtonGoOn) }</button>
                }
            </div>
        </div>
    }
}

fn totals(session: &Session, totals: &[Total]) -> Html {
    if totals.is_empty() {
        return Html::default();
    }
    let line = |total: &Total| {
        html! {
            <div class="total">
                <dt>{ &total.label }</dt>
                <dd>
                    <strong>{ &total.range }</strong>
                    <details><summary>{ session.word(Word::TotalsNote) }</summary><p>{ &total.note }</p></details>
                </dd>
            </div>
        }
    };
    html! {
        <>
            <h3 class="unseen">{ session.word(Word::TextTotals) }</h3>
            <dl class="totals">{ for totals.iter().map(line) }</dl>
        </>
    }
}

fn before(session: &Session, steps: &[StepLine]) -> Html {
    if steps.is_empty() {
        return Html::default();
    }
    html! {
        <section class="before">
            <h3>{ session.word(Word::TextBefore) }</h3>
            <ul>{ list::steps(session, steps) }</ul>
        </section>
    }
}

/// One telephone and one question to read out.
fn call_line(session: &Session, call: &Call) -> Html {
    html! {
        <div class="call">
            <p><strong>{ session.word(Word::TextCall) }</strong>{ " " }<a href={format!("tel:{}", call.phone)}>{ &call.phone }</a></p>
            <blockquote>{ &call.question }</blockquote>
        </div>
    }
}
