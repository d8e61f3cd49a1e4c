//! Example persons to start from; their texts come when they are looked at.

use yew::prelude::*;

use super::question::option;
use super::session::Session;
use super::tag::{button, element, heading, line};
use crate::interview::{Action, saved};
use crate::words::Word;

#[inline(never)]
pub fn examples(session: &Session) -> Html {
    let mut people = Vec::new();
    for person in &session.texts.people {
        let lines = person.answers.iter().map(String::as_str);
        // INVARIANT: the build wrote the lines of its own catalogue; a person who cannot be read is not offered.
        if let Ok(saved) = saved::read_lines(&session.catalogue, lines, session.as_of) {
            people.push(option(&person.name, None, false, session.act(Action::Start(saved))));
        }
    }
    let parts = vec![
        heading("examples-title", session.word(Word::ExamplesTitle)),
        line("p", "", session.word(Word::ExamplesLead)),
        element("div", "choices", None, people),
        button("choice go", session.act(Action::Continue), vec![session.say(Word::ButtonBack)]),
    ];
    element("div", "review", Some("examples"), parts)
}
