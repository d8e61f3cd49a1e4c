//! The results: totals, what to do before registering, then the cards by where they stand.

mod card;
mod choices;
mod details;
mod find;
mod group;
pub mod list;
mod plan;
mod reasons;
mod timeline;

use yew::prelude::*;

use super::app::Scene;
use super::done::skipped;
use super::session::Session;
use super::tag::{self, button, fold, text};
use crate::interview::Action;
use crate::report::{Call, CostLine, Light, StepLine, Total};
use crate::words::Word;
pub use card::Opened;
use group::group;

pub fn results(scene: &Scene) -> Html {
    let Scene { session, interview, assessment, report, .. } = scene;
    let is_done = assessment.next.is_none();
    let has_answers = !interview.asked.is_empty();
    // What fits stands first, so that a phone shows verdict, amount and what to do at once.
    let found = find::found(scene);
    let (mut fits, mut rest) = (Vec::new(), Vec::new());
    for cards in report.groups.iter().filter(|_| found.is_none()) {
        let call = report.call.as_ref().filter(|_| cards.light == Light::Confirm);
        let shown = group(scene, cards, call.map_or_else(Html::default, |call| call_line(session, call)));
        if cards.light <= Light::Doubt {
            fits.push(shown);
        } else {
            rest.push(shown);
        }
    }
    html! {
        <section class="found" aria-labelledby="results-title">
            <h2 id="results-title" tabindex="-1">{ session.say(Word::ResultsTitle) }</h2>
            <p class="way">{ progress(scene, is_done, has_answers) }</p>
            { totals(session, &report.totals) }
            { before(session, &report.before) }
            { tag::list(fits) }
            { report.plan.as_ref().map_or_else(Html::default, |it| plan::plan(session, it)) }
            if has_answers {
                { choices::choices(session, &report.choices) }
            }
            { costs(session, &report.costs) }
            if has_answers {
                { button("quiet", session.act(Action::Compare), vec![session.say(Word::ButtonCompare)]) }
            }
            { find::field(scene) }
            { found.unwrap_or_else(|| tag::list(rest)) }
            if is_done {
                { skipped(session, interview) }
            }
            { onward(session, is_done, has_answers) }
        </section>
    }
}

/// How far along.
fn progress(scene: &Scene, is_done: bool, has_answers: bool) -> Html {
    let Scene { session, interview, report, .. } = scene;
    let declined = interview.declined();
    match (is_done, has_answers) {
        (true, _) if declined > 0 => session.say_with(Word::DoneUnknown, &[("n", &declined.to_string())]),
        (true, _) => session.say(Word::DoneTitle),
        (false, true) => session.say_with(Word::ResultsLeft, &[("n", &report.left.to_string())]),
        (false, false) => session.say(Word::ResultsEmpty),
    }
}

/// On a phone: the way on, and the way back to the answers.
fn onward(session: &Session, is_done: bool, has_answers: bool) -> Html {
    html! {
        <div class="bottom phone-only">
            <div class="dock onward">
                if has_answers {
                    <button type="button" onclick={session.act(Action::ShowReview)}>{ session.say(Word::ButtonAnswers) }</button>
                }
                if !is_done {
                    { button("dock-go", session.act(Action::Continue), vec![session.say(Word::ButtonGoOn)]) }
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
                <dt>{ text(&total.label) }</dt>
                <dd>
                    <strong>{ text(&total.range) }</strong>
                    { fold(session.word(Word::TotalsNote), html! { <p>{ text(&total.note) }</p> }) }
                </dd>
            </div>
        }
    };
    html! {
        <>
            <h3 class="unseen">{ session.say(Word::TextTotals) }</h3>
            <dl class="totals">{ tag::list(totals.iter().map(line).collect()) }</dl>
        </>
    }
}

/// How many steps are shown before the others are folded away, so that the first card stays in sight.
const FEW: usize = 1;

fn before(session: &Session, steps: &[StepLine]) -> Html {
    if steps.is_empty() {
        return Html::default();
    }
    html! {
        <section class="before">
            <h3>{ session.say(Word::TextBefore) }</h3>
            <ul>{ tag::list(list::steps(session, &steps[..steps.len().min(FEW)])) }</ul>
            if let Some(more) = steps.get(FEW..).filter(|more| !more.is_empty()) {
                { fold(&session.fill(Word::MoreLines, &[("n", &more.len().to_string())]), html! { <ul>{ tag::list(list::steps(session, more)) }</ul> }) }
            }
        </section>
    }
}

/// What registering may cost: what concerns the founder, and, folded, what may.
fn costs(session: &Session, costs: &[CostLine]) -> Html {
    if costs.is_empty() {
        return Html::default();
    }
    let line = |cost: &CostLine| {
        let parts = [("strong", &cost.title), ("span", &cost.says), ("q", &cost.ask), ("small", &cost.source)];
        tag::element("li", "cost", None, parts.map(|(name, words)| tag::line(name, "", words)).to_vec())
    };
    let (certain, maybe): (Vec<&CostLine>, Vec<&CostLine>) = costs.iter().partition(|cost| cost.is_certain);
    let list = |costs: Vec<&CostLine>| tag::element("ul", "costs", None, costs.into_iter().map(line).collect());
    html! {
        <section class="before">
            <h3>{ session.say(Word::TextCosts) }</h3>
            if !certain.is_empty() {
                { list(certain) }
            }
            if !maybe.is_empty() {
                { fold(session.word(Word::TextCostsMaybe), list(maybe)) }
            }
        </section>
    }
}

/// One telephone and one question to read out.
fn call_line(session: &Session, call: &Call) -> Html {
    html! {
        <div class="call">
            <p><strong>{ session.say(Word::TextCall) }</strong>{ text(" ") }{ list::phone(&call.phone) }</p>
            <blockquote>{ text(&call.question) }</blockquote>
            { tag::line("p", "windows", &call.windows) }
        </div>
    }
}
