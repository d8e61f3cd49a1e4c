//! One policy: closed, what matters; open, everything.

use engine::grade::Grade;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::icon::{Mark, icon};
use super::super::session::Session;
use super::super::shelf::Look;
use super::super::tag::{button, element, line, marked, only_if, press, text, with};
use super::details::details;
use crate::interview::Action;
use crate::report::{Card, Light};
use crate::words::Word;

pub fn card(scene: &Scene, card: &Card) -> Html {
    let session = scene.session;
    let this = (card.policy, card.light);
    let is_open = scene.opened.contains(&this);
    let panel = ["card-", &card.policy.0.to_string()].concat();
    let (mark, word, expanded) = match is_open {
        true => (Mark::Shut, Word::ButtonLess, "true"),
        false => (Mark::Open, Word::ButtonMore, "false"),
    };
    let look = scene.look.clone();
    let onclick = Callback::from(move |_: MouseEvent| look.emit(Look::Into(this)));
    let amount = vec![line("strong", "", &card.amount), line("small", "", &card.amount_note)];
    let keys = &["type", "class", "aria-expanded", "aria-controls"];
    let values = ["button", "card-toggle", expanded, &panel];
    let toggle = vec![session.say(word), line("span", "unseen", &card.name), icon(mark)];
    let keys_of_panel: &[&str] = if is_open { &["id", "class"] } else { &["id", "class", "hidden"] };
    let inside = if is_open { vec![details(scene, card)] } else { Vec::new() };
    let parts = vec![
        line("p", "card-family", &card.family_name),
        line("h4", "", &card.name),
        element("p", "card-verdict", None, vec![icon(card.light.mark()), text(&card.verdict)]),
        only_if(!card.amount.is_empty(), element("p", "card-amount", None, amount)),
        line("p", "card-station", whose(scene, card)),
        line("p", "card-date", &card.date),
        action(session, card),
        press(keys, &values, None, onclick, toggle),
        with("div", keys_of_panel, &[&panel, "card-details", ""], inside),
    ];
    marked("li", "card", card.light.class(), Some(&card.id), parts)
}

/// Whose figure the amount is, where a station's own counts.
fn whose<'a>(scene: &Scene<'a>, card: &Card) -> &'a str {
    let finding = scene.assessment.findings.iter().find(|finding| finding.policy == card.policy);
    let own = finding.filter(|finding| {
        let version = scene.session.catalogue.policy_of(card.policy).versions.get(finding.shown_version);
        let first = version.and_then(|version| version.benefit.cases.first());
        finding.benefit.fen.is_some() && first.is_some_and(|case| case.cite.grade == Grade::Station)
    });
    let figures = &scene.interview.around.figures;
    let figure = figures.iter().find(|(figure, _)| figure.policy == card.policy);
    figure.filter(|_| own.is_some()).map_or("", |(_, mark)| mark.as_str())
}

/// The one thing to do next; where it is a question, a tap asks it.
fn action(session: &Session, card: &Card) -> Html {
    match card.missing.first().filter(|_| card.light == Light::Open) {
        None => line("p", "card-action", &card.action),
        Some((fact, _)) => button("quiet card-ask", session.act(Action::Ask(*fact)), vec![text(&card.action)]),
    }
}
