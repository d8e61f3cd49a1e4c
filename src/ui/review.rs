//! Every answer at once, each with a way to change it.

use engine::fact::FactId;
use yew::prelude::*;

use super::said::said;
use super::session::Session;
use super::tag::{button, element, heading, line};
use crate::interview::{Action, Interview};
use crate::report::format;
use crate::words::Word;

#[inline(never)]
pub fn review(session: &Session, interview: &Interview) -> Html {
    let mut answers = Vec::new();
    for fact in &interview.asked {
        let noun = format::sentence(&session.fact_text(*fact).noun);
        let said = said(session, *fact, interview.situation.answer(*fact));
        answers.push(answer(session, *fact, &noun, &said, Word::ButtonChange, &noun));
    }
    let parts = vec![
        heading("review-title", session.word(Word::ReviewTitle)),
        element("ul", "answers", None, answers),
        button("choice go", session.act(Action::Continue), vec![session.say(Word::ButtonGoOn)]),
    ];
    element("div", "review", Some("review"), parts)
}

/// A fact, what was said about it, and the way to say it, with its noun for those who do not see the line.
pub fn answer(session: &Session, fact: FactId, noun: &str, said: &str, way: Word, unseen: &str) -> Html {
    let way = vec![session.say(way), line("span", "unseen", unseen)];
    let parts = vec![
        line("span", "answer-noun", noun),
        line("span", "answer-said", said),
        button("quiet", session.act(Action::Ask(fact)), way),
    ];
    element("li", "answer", Some(&fact.0.to_string()), parts)
}
