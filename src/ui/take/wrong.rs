//! What a person sends who found a mistake in the result of a policy.

use yew::prelude::*;

use super::super::tag::{element, heading, line, with};
use super::Scene;
use super::ways::copied;
use crate::report::wrong::report;
use crate::words::Word;

/// Of the answers that may leave: a verdict that only a sensitive one gives would tell it.
pub fn wrong(scene: &Scene, id: &str) -> Html {
    let Scene { session, desk, .. } = scene;
    let assessment = &desk.out.assessment;
    let of_it = |policy| session.catalogue.policy_of(policy).id == id;
    let finding = assessment.findings.iter().find(|finding| of_it(finding.policy));
    let text = finding
        .map_or_else(String::new, |finding| report(&session.catalogue, &session.texts, assessment.as_of, finding));
    let says = desk.says.map_or("", |word| session.word(word));
    let mut parts = vec![
        scene.back(),
        heading("take-title", session.word(Word::WrongTitle)),
        line("p", "way", session.word(Word::TakeWrongLead)),
    ];
    parts.extend(copied(scene, &text, "16", Word::WrongTitle));
    parts.push(with("div", &["role"], &["status"], vec![line("p", "notice", says)]));
    element("div", "take shown", None, parts)
}
