//! How to find the answer out, and which policies it serves.

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::fact::FactId;
use yew::prelude::*;

use super::super::session::use_session;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct WhyProps {
    pub fact: FactId,
    pub assessment: Rc<Assessment>,
}

#[component]
pub fn Why(props: &WhyProps) -> Html {
    let session = use_session();
    let find_out = session.fact_text(props.fact).find_out.clone();
    let serves = props
        .assessment
        .findings
        .iter()
        .filter(|finding| finding.superseded_by.is_none() && finding.missing.contains(&props.fact));
    let names: Vec<&str> =
        serves.map(|finding| session.texts.policies[usize::from(finding.policy.0)].name.as_str()).collect();
    html! {
        <div class="why">
            if let Some(find_out) = find_out {
                <details>
                    <summary>{ session.word(Word::FindOut) }</summary>
                    <p>{ find_out }</p>
                </details>
            }
            if !names.is_empty() {
                <details>
                    <summary>{ session.word(Word::WhyAsked) }</summary>
                    <p>{ session.fill(Word::WhySentence, &[("n", &names.len().to_string())]) }</p>
                    <ul>{ for names.iter().map(|name| html! { <li>{ *name }</li> }) }</ul>
                </details>
            }
        </div>
    }
}
