//! The bar at the bottom of a phone: how many policies stand where, the most at stake, and the way to both.

use yew::prelude::*;

use super::icon::icon;
use super::session::Session;
use super::tag::{button, element, line, list, marked, text};
use crate::interview::Action;
use crate::report::{Light, Report, Total};
use crate::words::Word;

pub fn bar(session: &Session, report: &Report) -> Html {
    let count = |(light, n): (Light, usize)| {
        let words = vec![icon(light.mark()), line("strong", "", &n.to_string()), session.say(light.short())];
        marked("span", "count", light.class(), Some(&(light as usize).to_string()), words)
    };
    let stake = |total: &Total| {
        element("span", "stake", None, vec![text(&total.label), text(" "), line("strong", "", &total.range)])
    };
    let counts = counts(report).into_iter().map(count).collect();
    let stakes = report.totals.iter().take(AT_STAKE).map(stake).collect();
    let parts = html! {
        <>
            <span class="counts">{ list(counts) }</span>
            <span class="stakes">{ list(stakes) }</span>
            <span class="bar-open">{ session.say(Word::ButtonResults) }</span>
        </>
    };
    button("bar", session.act(Action::ShowResults), vec![parts])
}

/// The kinds of money that fit: cash and the loan come first.
const AT_STAKE: usize = 2;

/// How many cards each light has; every no counts as one kind.
pub fn counts(report: &Report) -> Vec<(Light, usize)> {
    let mut counts: Vec<(Light, usize)> = Vec::new();
    for group in &report.groups {
        let light = if group.light.is_no() { Light::No } else { group.light };
        match counts.iter_mut().find(|(known, _)| *known == light) {
            Some((_, n)) => *n += group.headline(),
            None => counts.push((light, group.headline())),
        }
    }
    counts
}
