//! How to find the answer out, and which policies it serves.

use engine::assessment::Assessment;
use engine::fact::FactId;
use yew::prelude::*;

use super::super::session::Session;
use super::super::tag::{element, fold, list, text};
use crate::words::Word;

pub fn why(session: &Session, id: FactId, assessment: &Assessment) -> Html {
    let find_out = session.fact_text(id).find_out.as_deref();
    let find_out = find_out.map(|way| fold(session.word(Word::FindOut), html! { <p>{ text(way) }</p> }));
    let mut names = Vec::new();
    let mut count = 0usize;
    for finding in &assessment.findings {
        if finding.superseded_by.is_none() && finding.missing.contains(&id) {
            count += 1;
            // The texts of a region come once the place is told.
            let policy = &session.texts.policies[usize::from(finding.policy.0)];
            if !policy.name.is_empty() {
                names.push(html! { <li>{ text(&policy.name) }</li> });
            }
        }
    }
    element("div", "why", None, vec![find_out.unwrap_or_default(), serves(session, count, names)])
}

fn serves(session: &Session, count: usize, names: Vec<Html>) -> Html {
    if count == 0 {
        return Html::default();
    }
    let count = count.to_string();
    let inside = html! {
        <>
            <p>{ session.say_with(Word::WhySentence, &[("n", &count)]) }</p>
            <ul>{ list(names) }</ul>
        </>
    };
    fold(session.word(Word::WhyAsked), inside)
}
