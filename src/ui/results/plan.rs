//! The plan: its phases, the timeline, and the cash by month; folded behind the nearest last day.

use yew::prelude::*;

use super::super::session::Session;
use super::super::tag::{element, line, marked};
use super::list::steps;
use super::timeline::{row, table, timeline};
use crate::report::plan::{Cash, Phase, Plan, PlanLine};
use crate::words::Word;

#[inline(never)]
pub fn plan(session: &Session, plan: &Plan) -> Html {
    let mut parts = vec![summary(session, &plan.deadline)];
    for it in &plan.phases {
        parts.push(phase(session, it));
    }
    if let Some(drawn) = &plan.timeline {
        parts.push(timeline(session, drawn, plan.cash.as_ref()));
    }
    if let Some(it) = &plan.cash {
        parts.push(cash(session, it));
    }
    element("details", "plan", None, parts)
}

fn summary(session: &Session, deadline: &str) -> Html {
    let title = line("h3", "", session.word(Word::PlanTitle));
    let deadline = if deadline.is_empty() { String::new() } else { [" · ", deadline].concat() };
    element("summary", "", None, vec![title, line("span", "plan-days", &deadline)])
}

fn phase(session: &Session, phase: &Phase) -> Html {
    let mut items = steps(session, &phase.orders);
    for it in &phase.lines {
        items.push(policy(session, it));
    }
    let lines = element("ul", "lines", None, items);
    element("section", "phase", None, vec![line("h4", "", &phase.title), line("p", "plan-days", &phase.days), lines])
}

fn policy(session: &Session, line_of: &PlanLine) -> Html {
    let PlanLine { name, light, sure, window, steps: orders, .. } = line_of;
    let orders = if orders.is_empty() { Html::default() } else { element("ul", "lines", None, steps(session, orders)) };
    let says = vec![line("strong", "", name), line("span", "", window), line("small", "", sure), orders];
    marked("li", "plan-line", light.class(), None, says)
}

fn cash(session: &Session, cash: &Cash) -> Html {
    let mut rows = Vec::new();
    for month in &cash.months {
        rows.push(row([&month.months, &month.sum, &month.names]));
    }
    let title = session.word(Word::PlanCash);
    let heads = [Word::PlanMonth, Word::PlanSum, Word::PlanPolicy];
    let sums = if rows.is_empty() { line("h4", "", title) } else { table(session, title, heads, rows) };
    let mut parts = vec![sums, line("p", "", session.word(Word::PlanCashNote))];
    for more in &cash.rest {
        parts.push(line("p", "", more));
    }
    element("div", "plan-cash", None, parts)
}
