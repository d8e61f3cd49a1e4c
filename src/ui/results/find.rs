//! One policy looked for by name: its card whatever its verdict, or where it applies instead.

use engine::assessment::standing;
use engine::policy::PolicyId;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::shelf::Look;
use super::super::tag::{button, element, field as label, input, line, list, page, text, with};
use super::card::card;
use crate::interview::Action;
use crate::report::format;
use crate::report::named::is_named;
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
    let wanted = scene.query.trim();
    if wanted.is_empty() { None } else { Some(named(scene, wanted)) }
}

#[inline(never)]
fn named(scene: &Scene, wanted: &str) -> Html {
    let Scene { session, report, .. } = scene;
    let mut named = Vec::new();
    for (id, policy) in (0u16..).map(PolicyId).zip(&session.catalogue.policies) {
        let names = session.texts.names.0.get(usize::from(id.0)).map_or(session.policy_name(id), String::as_str);
        if is_named(names, wanted) || holds(&policy.id, wanted) {
            named.push(id);
        }
    }
    let all = named.len();
    let mut cards = Vec::new();
    for group in &report.groups {
        for some in [&group.cards, &group.services, &group.operators] {
            for one in some {
                if let Some(at) = named.iter().position(|id| *id == one.policy) {
                    named.remove(at);
                    if cards.len() < MOST {
                        cards.push(card(scene, one));
                    }
                }
            }
        }
    }
    let mut others = Vec::new();
    for id in named {
        if cards.len() + others.len() < MOST {
            others.push(without_card(scene, id));
        }
    }
    let more = match (all, all - cards.len() - others.len()) {
        (0, _) if session.texts.names.0.is_empty() => String::new(),
        (0, _) => session.word(Word::FindNone).to_owned(),
        (_, 0) => String::new(),
        (_, more) => session.fill(Word::MoreLines, &[("n", &more.to_string())]),
    };
    let more = element("div", "hint", None, vec![line("p", "", &more)]);
    list(vec![element("ul", "cards", None, cards), list(others), more])
}

/// The card of the policy that is asked about, or why there is none.
#[inline(never)]
pub fn about(scene: &Scene, policy: PolicyId) -> Html {
    let standing = standing(&scene.assessment.findings, policy).map(|finding| finding.policy);
    let mut parts = Vec::new();
    if standing != Some(policy) {
        parts.push(without_card(scene, policy));
    }
    for group in &scene.report.groups {
        for some in [&group.cards, &group.services, &group.operators] {
            for one in some {
                if standing == Some(one.policy) {
                    parts.push(element("ul", "cards", None, vec![card(scene, one)]));
                }
            }
        }
    }
    list(parts)
}

/// Where a policy applies instead, or which one takes its place; nothing while its texts are on their way.
fn without_card(scene: &Scene, id: PolicyId) -> Html {
    let Scene { session, interview, assessment, .. } = scene;
    let (policy, name) = (session.catalogue.policy_of(id), session.policy_name(id));
    let mut parts = match standing(&assessment.findings, id) {
        Some(finding) if finding.policy == id => return Html::default(),
        Some(finding) => {
            let by = session.policy_name(finding.policy);
            vec![session.say_with(Word::AboutInstead, &[("p", name), ("a", by)])]
        }
        None => {
            let places = format::any_of(&session.places(policy.place), &session.texts);
            vec![session.say_with(Word::FindElsewhere, &[("p", name), ("a", &places)])]
        }
    };
    let way = |action, word| button("quiet", session.act(action), vec![session.say(word)]);
    parts.push(text(" "));
    parts.push(with("a", &["href"], &[&page(session, &policy.id)], vec![session.say(Word::CardPage)]));
    parts.push(match interview.about {
        // The place decides.
        Some(about) if about == id => way(Action::Ask(policy.place_of), Word::AboutPlace),
        _ => way(Action::About(Some(id)), Word::AboutOnly),
    });
    element("p", "hint", None, parts)
}

const MOST: usize = 12;
