//! How to find the answer out, which policies it serves, and what each answer would settle.

use engine::agenda::Outlook;
use engine::policy::PolicyId;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::icon::{Mark, icon};
use super::super::said::said;
use super::super::session::Session;
use super::super::tag::{element, fold, line, text};
use crate::interview::Action;
use crate::interview::ask::Asking;
use crate::report::format;
use crate::words::Word;

pub fn why(scene: &Scene) -> Html {
    let Scene { session, interview, asking, .. } = scene;
    let Some(asking) = asking else { return Html::default() };
    let find_out = session.fact_text(asking.fact).find_out.as_deref();
    let find_out = find_out.map(|way| fold(session.word(Word::FindOut), html! { <p>{ text(way) }</p> }));
    let mut parts = vec![find_out.unwrap_or_default()];
    if !asking.serves.is_empty() {
        let (mark, expanded) = if interview.why { (Mark::Shut, "true") } else { (Mark::Open, "false") };
        parts.push(html! {
            <button type="button" class="quiet why-toggle" aria-expanded={expanded} aria-controls="why" onclick={session.act(Action::Why)}>
                { session.say(Word::WhyAsked) }{ icon(mark) }
            </button>
        });
        let inside = if interview.why { panel(session, asking) } else { Html::default() };
        parts.push(html! { <div id="why" hidden={!interview.why}>{ inside }</div> });
    }
    element("div", "why", None, parts)
}

fn panel(session: &Session, asking: &Asking) -> Html {
    let serves = session
        .fill(Word::WhySentence, &[("n", &asking.serves.len().to_string()), ("a", &names(session, &asking.serves))]);
    let mut parts = vec![line("p", "", &serves)];
    let lines = effects(session, asking);
    if !lines.is_empty() {
        parts.push(line("p", "", session.word(Word::WhyEffects)));
        parts.push(element("ul", "lines", None, lines.iter().map(|words| line("li", "", words)).collect()));
    }
    element("div", "", None, parts)
}

/// One line for the answers that settle the same; none where no answer settles anything.
fn effects(session: &Session, asking: &Asking) -> Vec<String> {
    let mut grouped: Vec<(&Outlook, Vec<String>)> = Vec::new();
    for one in &asking.outlook {
        let answer = said(session, asking.fact, Answer::Given(one.answer));
        match grouped.iter_mut().find(|(known, _)| known.out == one.out && known.fit == one.fit) {
            Some((_, answers)) => answers.push(answer),
            None => grouped.push((one, vec![answer])),
        }
    }
    if grouped.iter().all(|(one, _)| one.out.is_empty() && one.fit.is_empty()) {
        return Vec::new();
    }
    let told = |(one, answers): &(&Outlook, Vec<String>)| {
        let mut effects = Vec::new();
        for (word, policies) in [(Word::OutlookOut, &one.out), (Word::OutlookFit, &one.fit)] {
            if !policies.is_empty() {
                effects.push(session.fill(word, &[("a", &names(session, policies))]));
            }
        }
        if effects.is_empty() {
            effects.push(session.word(Word::OutlookNone).to_owned());
        }
        let (answers, effects) = (format::few(answers, &session.texts), format::clauses(&effects, &session.texts));
        session.fill(Word::OutlookLine, &[("a", &answers), ("b", &effects)])
    };
    grouped.iter().map(told).collect()
}

/// The first few names and how many there are; only the number while a name has not come yet.
fn names(session: &Session, policies: &[PolicyId]) -> String {
    let texts = &session.texts.policies;
    let names: Vec<String> = policies.iter().map(|policy| texts[usize::from(policy.0)].name.clone()).collect();
    if names.iter().any(String::is_empty) {
        return session.fill(Word::OutlookCount, &[("n", &names.len().to_string())]);
    }
    format::few(&names, &session.texts)
}
