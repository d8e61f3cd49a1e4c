//! The welcome above the first question.

use yew::prelude::*;

use super::session::Session;
use super::tag::{button, element, line, only_if};
use crate::interview::{Action, Interview};
use crate::words::Word;

pub fn opening(session: &Session, interview: &Interview) -> Html {
    let way = |action: Action, word: Word| button("quiet", session.act(action), vec![session.say(word)]);
    let ways = vec![
        way(Action::ShowExamples, Word::ButtonExamples),
        way(Action::Offer(String::new()), Word::ButtonPaste),
        only_if(!interview.for_other, way(Action::ForOther(true), Word::ButtonForOther)),
    ];
    let parts = vec![
        line("p", "lead", session.word(Word::OpeningLead)),
        line("p", "", session.word(Word::OpeningPromise)),
        element("p", "ways", None, ways),
    ];
    element("div", "opening", None, parts)
}
