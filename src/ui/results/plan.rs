//! The plan: its phases, the timeline, and the cash by month; folded behind the nearest last day.

use yew::prelude::*;

use super::super::session::Session;
use super::super::tag::{element, line, marked};
use super::list::steps;
use super::timeline::{table, timeline};
use crate::report::plan::{Cash, MonthCash, Phase, Plan, PlanLine};
use crate::words::Word;

pub fn plan(session: &Session, plan: &Plan) -> Html {
    let mut parts = vec![summary(session, &plan.deadline)];
    parts.extend(plan.phases.iter().map(|it| phase(session, it)));
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
    items.extend(phase.lines.iter().map(|it| policy(session, it)));
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
    let row = |month: &MonthCash| [month.months.clone(), month.sum.clone(), month.names.clone()];
    let heads = [Word::PlanMonth, Word::PlanSum, Word::PlanPolicy];
    let rows: Vec<[String; 3]> = cash.months.iter().map(row).collect();
    let mut parts = Vec::new();
    if rows.is_empty() {
        parts.push(line("h4", "", session.word(Word::PlanCash)));
    } else {
        parts.push(table(session, session.word(Word::PlanCash), heads, rows));
    }
    parts.push(line("p", "", session.word(Word::PlanCashNote)));
    parts.extend(cash.rest.iter().map(|more| line("p", "", more)));
    element("div", "plan-cash", None, parts)
}
