//! One policy looked for by name: its card whatever its verdict, or where it applies instead.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::tag::{element, line, list};
use super::card::card;
use crate::report::format;
use crate::words::Word;

/// The field to type into.
pub fn field(scene: &Scene) -> Html {
    let Scene { session, query, .. } = scene;
    let setter = query.setter();
    let oninput = Callback::from(move |event: InputEvent| {
        setter.set(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    html! {
        <label class="field find">
            <span class="field-label">{ session.say(Word::FindPolicy) }</span>
            <input type="search" autocomplete="off" placeholder={session.word(Word::FindExample).to_owned()}
                value={(***query).clone()} {oninput} />
        </label>
    }
}

/// What was looked for; nothing while nothing is typed.
pub fn found(scene: &Scene) -> Option<Html> {
    let Scene { session, report, query, .. } = scene;
    let wanted = query.trim().to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let holds = |name: &str| name.to_lowercase().contains(&wanted);
    let mut cards = Vec::new();
    for group in &report.groups {
        for one in group.cards.iter().chain(&group.services).chain(&group.operators) {
            if cards.len() < MOST && (holds(&one.name) || holds(&one.id)) {
                cards.push(card(scene, one));
            }
        }
    }
    let mut elsewhere = Vec::new();
    let entries = (0u16..).map(engine::policy::PolicyId).zip(&session.catalogue.policies).zip(&session.texts.policies);
    for ((id, policy), texts) in entries {
        let is_here = scene.assessment.findings.iter().any(|finding| finding.policy == id);
        if !is_here && elsewhere.len() < MOST && !texts.name.is_empty() && holds(&texts.name) {
            let places = format::any_of(&session.places(policy.place), &session.texts);
            elsewhere.push(line(
                "p",
                "hint",
                &session.fill(Word::FindElsewhere, &[("p", &texts.name), ("a", &places)]),
            ));
        }
    }
    let none = if cards.is_empty() && elsewhere.is_empty() { session.word(Word::FindNone) } else { "" };
    let none = element("div", "hint", None, vec![line("p", "", none)]);
    Some(list(vec![element("ul", "cards", None, cards), list(elsewhere), none]))
}

const MOST: usize = 12;
