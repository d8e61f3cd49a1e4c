//! Every question that applies with its answer, a line each, in its place; what can still matter is marked.

use engine::fact::FactId;
use engine::situation::Answer;
use yew::prelude::*;

use super::Scene;
use crate::counter::Act;
use crate::counter::rows::Group;
use crate::report::said::said;
use crate::ui::tag::{element, line, press, with};
use crate::words::Word;

pub fn form(scene: &Scene) -> Html {
    let mut groups = Vec::new();
    for (group, facts) in &scene.counter.assessed.rows {
        let title =
            Group::ALL.iter().find(|(known, ..)| known == group).map_or("", |(_, _, word)| scene.session.word(*word));
        let mut rows = Vec::new();
        for fact in facts {
            rows.push(row(scene, *fact));
        }
        groups.push(line("h3", "", title));
        groups.push(element("ul", "", None, rows));
    }
    with("section", &["class", "aria-label"], &["counter-form", scene.session.word(Word::ReviewTitle)], groups)
}

fn row(scene: &Scene, fact: FactId) -> Html {
    let Scene { session, counter, .. } = scene;
    let assessed = &counter.assessed;
    let code = session.catalogue.fact_of(fact).code.to_string();
    let answer = counter.answer_to(fact);
    let said = said(&session.catalogue, &session.texts, fact, answer);
    let is_given = matches!(answer, Answer::Given(_));
    let (class, mark) = match answer {
        _ if assessed.void.contains(&fact) => ("is-void", Word::StaffCounterVoid),
        _ if assessed.assessment.next == Some(fact) => ("is-next", Word::StaffCounterNext),
        _ if assessed.open.contains(&fact) => ("is-open", Word::StaffCounterOpen),
        _ if is_given && counter.seen.contains(&fact) => ("is-seen", Word::StaffCounterSeen),
        _ if is_given => ("is-said", Word::StaffCounterSaid),
        _ => ("", Word::StaffCounterSaid),
    };
    let class = ["counter-row ", class].concat();
    let current = if counter.current() == Some(fact) { "true" } else { "false" };
    let parts = vec![
        line("b", "counter-code", &code),
        line("span", "counter-noun", &scene.noun(fact)),
        line("span", "counter-said", &said),
        line("small", "counter-mark", if class.ends_with(' ') { "" } else { session.word(mark) }),
    ];
    let keys = &["type", "class", "aria-current"];
    let button = press(keys, &["button", &class, current], None, scene.on(Act::Choose(fact)), parts);
    element("li", "", Some(&code), vec![button])
}
