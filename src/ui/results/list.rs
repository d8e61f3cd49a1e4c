//! The lists of a card.

use engine::fact::FactId;
use yew::prelude::*;

use super::super::review::answer;
use super::super::session::Session;
use super::super::tag::{element, line, text, with};
use crate::report::{Card, ChannelLine, StepLine, format};
use crate::words::Word;

pub fn plain(lines: &[String]) -> Vec<Html> {
    let mut points = Vec::new();
    for line in lines {
        points.push(point(vec![text(line)]));
    }
    points
}

/// Orders that must be kept, with what is lost otherwise.
pub fn steps(session: &Session, steps: &[StepLine]) -> Vec<Html> {
    let mut points = Vec::new();
    for step in steps {
        let mut parts = vec![text(&step.say)];
        if !step.lost.is_empty() {
            parts.push(line("small", "", &session.fill(Word::TextLost, &[("a", &step.lost)])));
        }
        points.push(point(parts));
    }
    points
}

pub fn channels(channels: &[ChannelLine]) -> Vec<Html> {
    let mut points = Vec::new();
    for channel in channels {
        let mut parts = vec![link(channel.url.as_deref(), &channel.name)];
        if let Some(number) = &channel.phone {
            parts.push(text(" "));
            parts.push(phone(number));
        }
        points.push(point(parts));
    }
    points
}

/// The text that the card rests on, how sure it is, and how sure the whole verdict is.
pub fn document(session: &Session, card: &Card) -> Vec<Html> {
    let document = &card.document;
    vec![
        point(vec![link(document.url.as_deref(), &document.citation)]),
        point(vec![text(&format::sentence(&document.confirmed))]),
        point(vec![session.say_with(Word::WorstGrade, &[("a", &card.grade_name)])]),
    ]
}

/// The answers that are still missing, each with a way to give it.
pub fn missing(session: &Session, missing: &[(FactId, String)]) -> Vec<Html> {
    let mut lines = Vec::new();
    for (fact, noun) in missing {
        lines.push(answer(session, *fact, &format::sentence(noun), "", Word::ButtonAnswer, noun));
    }
    lines
}

pub fn phone(number: &str) -> Html {
    with("a", &["href"], &[&["tel:", number].concat()], vec![text(number)])
}

/// A name, with its address where it has one.
fn link(url: Option<&str>, name: &str) -> Html {
    match url {
        Some(url) => with("a", &["href", "target", "rel"], &[url, "_blank", "noopener noreferrer"], vec![text(name)]),
        None => text(name),
    }
}

fn point(inside: Vec<Html>) -> Html {
    element("li", "", None, inside)
}
