//! One policy looked for by name: its card whatever its verdict, or where it applies instead.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::shelf::Look;
use super::super::tag::{element, field as label, input, line, list};
use super::card::card;
use crate::report::format;
use crate::words::{Word, holds};

/// The field to type into.
pub fn field(scene: &Scene) -> Html {
    let Scene { session, query, look, .. } = scene;
    let look = (*look).clone();
    let oninput = Callback::from(move |event: InputEvent| {
        look.emit(Look::For(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let values = ["search", "off", session.word(Word::FindExample)];
    let typed = input(&["type", "autocomplete", "placeholder"], &values, query, oninput);
    label("field find", session.word(Word::FindPolicy), typed)
}

/// What was looked for; nothing while nothing is typed.
pub fn found(scene: &Scene) -> Option<Html> {
    let Scene { session, report, query, .. } = scene;
    let wanted = query.trim();
    if wanted.is_empty() {
        return None;
    }
    let mut cards = Vec::new();
    for group in &report.groups {
        for some in [&group.cards, &group.services, &group.operators] {
            for one in some {
                if cards.len() < MOST && (holds(&one.name, wanted) || holds(&one.id, wanted)) {
                    cards.push(card(scene, one));
                }
            }
        }
    }
    let mut elsewhere = Vec::new();
    for (policy, texts) in session.catalogue.policies.iter().zip(&session.texts.policies) {
        let findings = &scene.assessment.findings;
        let is_here = findings.iter().any(|one| session.catalogue.policy_of(one.policy).id == policy.id);
        if !is_here && elsewhere.len() < MOST && !texts.name.is_empty() && holds(&texts.name, wanted) {
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
