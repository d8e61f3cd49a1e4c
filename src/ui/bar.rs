//! The bar at the bottom of a phone: how many policies stand where, the most at stake, and the way to both.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::Icon;
use super::session::{use_dispatch, use_session};
use crate::interview::Action;
use crate::report::{Light, Report, Total};
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub report: Rc<Report>,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let onclick = dispatch.reform(|_: MouseEvent| Action::ShowResults);
    let count = |(light, n): (Light, usize)| {
        html! {
            <span key={light as usize} class={classes!("count", light.class())}>
                <Icon mark={light.mark()} />
                <strong>{ n }</strong>
                { session.word(light.short()) }
            </span>
        }
    };
    let stake =
        |total: &Total| html! { <span class="stake">{ &total.label }{ " " }<strong>{ &total.range }</strong></span> };
    html! {
        <button type="button" class="bar" {onclick}>
            <span class="counts">{ for counts(&props.report).into_iter().map(count) }</span>
            <span class="stakes">{ for props.report.totals.iter().take(AT_STAKE).map(stake) }</span>
            <span class="bar-open">{ session.word(Word::ButtonResults) }</span>
        </button>
    }
}

/// The kinds of money that fit: cash and the loan come first.
const AT_STAKE: usize = 2;

/// How many cards each light has; every no counts as one kind.
pub fn counts(report: &Report) -> Vec<(Light, usize)> {
    let mut counts: Vec<(Light, usize)> = Vec::new();
    for group in &report.groups {
        let light = if group.light.is_no() { Light::No } else { group.light };
        match counts.iter_mut().find(|(known, _)| *known == light) {
            Some((_, n)) => *n += group.cards.len(),
            None => counts.push((light, group.cards.len())),
        }
    }
    counts
}
