//! How to find the answer out, which policies it serves, and what each answer would settle.

use engine::agenda::Outlook;
use engine::policy::PolicyId;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::icon::{Mark, icon};
use super::super::results::list::plain;
use super::super::said::said;
use super::super::session::Session;
use super::super::tag::{element, fold, line, press, with};
use crate::interview::Action;
use crate::interview::ask::Asking;
use crate::report::format;
use crate::words::Word;

pub fn why(scene: &Scene) -> Html {
    let Scene { session, interview, asking, .. } = scene;
    let Some(asking) = asking else { return Html::default() };
    let find_out = session.fact_text(asking.fact).find_out.as_deref();
    let mut parts = vec![match find_out {
        Some(way) => fold(session.word(Word::FindOut), line("p", "", way)),
        None => Html::default(),
    }];
    if !asking.serves.is_empty() {
        let (mark, expanded) = if interview.why { (Mark::Shut, "true") } else { (Mark::Open, "false") };
        let keys = &["type", "class", "aria-expanded", "aria-controls"];
        let values = ["button", "quiet why-toggle", expanded, "why"];
        let says = vec![session.say(Word::WhyAsked), icon(mark)];
        parts.push(press(keys, &values, None, session.act(Action::Why), says));
        parts.push(match interview.why {
            true => with("div", &["id"], &["why"], vec![panel(session, asking)]),
            false => with("div", &["id", "hidden"], &["why", ""], Vec::new()),
        });
    }
    element("div", "why", None, parts)
}

#[inline(never)]
fn panel(session: &Session, asking: &Asking) -> Html {
    let serves = session
        .fill(Word::WhySentence, &[("n", &asking.serves.len().to_string()), ("a", &names(session, &asking.serves))]);
    let mut parts = vec![line("p", "", &serves)];
    let lines = effects(session, asking);
    if !lines.is_empty() {
        parts.push(line("p", "", session.word(Word::WhyEffects)));
        parts.push(element("ul", "lines", None, plain(&lines)));
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
    let mut lines = Vec::new();
    let mut settles = false;
    for (one, answers) in &grouped {
        let mut effects = Vec::new();
        for (word, policies) in [(Word::OutlookOut, &one.out), (Word::OutlookFit, &one.fit)] {
            if !policies.is_empty() {
                settles = true;
                effects.push(session.fill(word, &[("a", &names(session, policies))]));
            }
        }
        if effects.is_empty() {
            effects.push(session.word(Word::OutlookNone).to_owned());
        }
        let (answers, effects) = (format::few(answers, &session.texts), format::clauses(&effects, &session.texts));
        lines.push(session.fill(Word::OutlookLine, &[("a", &answers), ("b", &effects)]));
    }
    if settles { lines } else { Vec::new() }
}

/// The first few names and how many there are; only the number while a name has not come yet.
fn names(session: &Session, policies: &[PolicyId]) -> String {
    let mut names = Vec::new();
    for policy in policies {
        let name = &session.texts.policies[usize::from(policy.0)].name;
        if name.is_empty() {
            return session.fill(Word::OutlookCount, &[("n", &policies.len().to_string())]);
        }
        names.push(name.clone());
    }
    format::few(&names, &session.texts)
}
