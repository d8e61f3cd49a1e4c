//! The bar at the bottom of a phone: how many policies stand where, the most at stake, and the way to both.

use yew::prelude::*;

use super::icon::icon;
use super::session::Session;
use super::tag::{button, element, line, marked, text};
use crate::interview::Action;
use crate::report::{Light, Report};
use crate::words::Word;

pub fn bar(session: &Session, report: &Report) -> Html {
    let mut lights = Vec::new();
    for (light, n) in counts(report) {
        let words = vec![icon(light.mark()), line("strong", "", &n.to_string()), session.say(light.short())];
        lights.push(marked("span", "count", light.class(), Some(&(light as usize).to_string()), words));
    }
    let mut stakes = Vec::new();
    for total in &report.totals {
        if stakes.len() < AT_STAKE {
            let words = vec![text(&total.label), text(" "), line("strong", "", &total.range)];
            stakes.push(element("span", "stake", None, words));
        }
    }
    let parts = vec![
        element("span", "counts", None, lights),
        element("span", "stakes", None, stakes),
        line("span", "bar-open", session.word(Word::ButtonResults)),
    ];
    button("bar", session.act(Action::ShowResults), parts)
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
