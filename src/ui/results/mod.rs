//! The results: totals, what to do before registering, then the cards by where they stand.

mod card;
mod choices;
mod details;
mod find;
mod group;
pub mod list;
mod plan;
pub mod reasons;
mod timeline;

use yew::prelude::*;

use super::app::Scene;
use super::done::skipped;
use super::session::Session;
use super::tag::{self, button, element, fold, heading, line, only_if, press, text, with};
use crate::interview::Action;
use crate::report::{Call, CostLine, Light, StepLine, Total};
use crate::words::Word;
use group::group;

pub fn results(scene: &Scene) -> Html {
    let Scene { session, interview, assessment, report, .. } = scene;
    let is_done = assessment.next.is_none();
    let has_answers = !interview.asked.is_empty();
    // What fits stands first, so that a phone shows verdict, amount and what to do at once.
    let found = find::found(scene);
    let about = interview.about.filter(|_| found.is_none()).map(|policy| find::about(scene, policy));
    let (mut fits, mut rest) = (Vec::new(), Vec::new());
    for cards in report.groups.iter().filter(|_| found.is_none() && about.is_none()) {
        let call = report.call.as_ref().filter(|_| cards.light == Light::Confirm);
        let shown = group(scene, cards, call.map_or_else(Html::default, |call| call_line(session, call)));
        if cards.light <= Light::Doubt {
            fits.push(shown);
        } else {
            rest.push(shown);
        }
    }
    // Whoever asks about one policy is shown that one: sums and plans of the others rest on too few answers.
    let is_whole = interview.about.is_none();
    let parts = vec![
        heading("results-title", session.word(Word::ResultsTitle)),
        line("p", "way", &progress(scene, is_done, has_answers)),
        only_if(is_whole, totals(session, &report.totals)),
        only_if(is_whole, before(session, &report.before)),
        about.unwrap_or_else(|| tag::list(fits)),
        match report.plan.as_ref().filter(|_| is_whole) {
            Some(it) => plan::plan(session, it),
            None => Html::default(),
        },
        only_if(is_whole && has_answers, choices::choices(session, &report.choices)),
        only_if(is_whole, costs(session, &report.costs)),
        only_if(has_answers, way(session, Action::ShowTake, Word::ButtonTake)),
        only_if(is_whole && has_answers, way(session, Action::Compare, Word::ButtonCompare)),
        find::field(scene),
        found.unwrap_or_else(|| tag::list(rest)),
        only_if(is_done, skipped(session, interview)),
        onward(session, is_done, has_answers),
    ];
    with("section", &["class", "aria-labelledby"], &["found", "results-title"], parts)
}

fn way(session: &Session, action: Action, word: Word) -> Html {
    button("quiet", session.act(action), vec![session.say(word)])
}

/// How far along.
fn progress(scene: &Scene, is_done: bool, has_answers: bool) -> String {
    let Scene { session, interview, report, .. } = scene;
    let declined = interview.declined();
    match (is_done, has_answers) {
        (true, _) if declined > 0 => session.fill(Word::DoneUnknown, &[("n", &declined.to_string())]),
        (true, _) if interview.about.is_some() => session.word(Word::AboutDone).to_owned(),
        (true, _) => session.word(Word::DoneTitle).to_owned(),
        (false, true) => session.fill(Word::ResultsLeft, &[("n", &report.left.to_string())]),
        (false, false) => session.word(Word::ResultsEmpty).to_owned(),
    }
}

/// On a phone: the way on, and the way back to the answers.
fn onward(session: &Session, is_done: bool, has_answers: bool) -> Html {
    let answers = vec![session.say(Word::ButtonAnswers)];
    let ways = vec![
        only_if(has_answers, press(&["type"], &["button"], None, session.act(Action::ShowReview), answers)),
        only_if(!is_done, button("dock-go", session.act(Action::Continue), vec![session.say(Word::ButtonGoOn)])),
    ];
    element("div", "bottom phone-only", None, vec![element("div", "dock onward", None, ways)])
}

fn totals(session: &Session, totals: &[Total]) -> Html {
    if totals.is_empty() { Html::default() } else { all_totals(session, totals) }
}

#[inline(never)]
fn all_totals(session: &Session, totals: &[Total]) -> Html {
    let mut lines = Vec::new();
    for total in totals {
        let note = fold(session.word(Word::TotalsNote), line("p", "", &total.note));
        let says = element("dd", "", None, vec![line("strong", "", &total.range), note]);
        lines.push(element("div", "total", None, vec![line("dt", "", &total.label), says]));
    }
    let title = line("h3", "unseen", session.word(Word::TextTotals));
    tag::list(vec![title, element("dl", "totals", None, lines)])
}

/// How many steps are shown before the others are folded away, so that the first card stays in sight.
const FEW: usize = 1;

fn before(session: &Session, steps: &[StepLine]) -> Html {
    if steps.is_empty() { Html::default() } else { all_before(session, steps) }
}

#[inline(never)]
fn all_before(session: &Session, steps: &[StepLine]) -> Html {
    let (few, more) = steps.split_at(steps.len().min(FEW));
    let steps = |steps: &[StepLine]| element("ul", "", None, list::steps(session, steps));
    let mut parts = vec![line("h3", "", session.word(Word::TextBefore)), steps(few)];
    if !more.is_empty() {
        let summary = session.fill(Word::MoreLines, &[("n", &more.len().to_string())]);
        parts.push(fold(&summary, steps(more)));
    }
    element("section", "before", None, parts)
}

/// What registering may cost: what concerns the founder, and, folded, what may.
fn costs(session: &Session, costs: &[CostLine]) -> Html {
    if costs.is_empty() { Html::default() } else { all_costs(session, costs) }
}

#[inline(never)]
fn all_costs(session: &Session, costs: &[CostLine]) -> Html {
    let (mut certain, mut maybe) = (Vec::new(), Vec::new());
    for cost in costs {
        let parts = vec![
            line("strong", "", &cost.title),
            line("span", "", &cost.says),
            line("q", "", &cost.ask),
            line("small", "", &cost.source),
        ];
        let lines = if cost.is_certain { &mut certain } else { &mut maybe };
        lines.push(element("li", "cost", None, parts));
    }
    let mut parts = vec![line("h3", "", session.word(Word::TextCosts))];
    if !certain.is_empty() {
        parts.push(element("ul", "costs", None, certain));
    }
    if !maybe.is_empty() {
        parts.push(fold(session.word(Word::TextCostsMaybe), element("ul", "costs", None, maybe)));
    }
    element("section", "before", None, parts)
}

/// One telephone and one question to read out.
fn call_line(session: &Session, call: &Call) -> Html {
    let title = vec![line("strong", "", session.word(Word::TextCall)), text(" "), list::phone(&call.phone)];
    let parts = vec![
        element("p", "", None, title),
        line("blockquote", "", &call.question),
        line("p", "windows", &call.windows),
    ];
    element("div", "call", None, parts)
}
