//! The lists of a card.

use engine::fact::FactId;
use yew::prelude::*;

use super::super::review::answer;
use super::super::session::Session;
use super::super::tag::{list, text};
use crate::report::{Card, ChannelLine, StepLine, format};
use crate::words::Word;

pub fn plain(lines: &[String]) -> Vec<Html> {
    lines.iter().map(|line| point(text(line))).collect()
}

/// Orders that must be kept, with what is lost otherwise.
pub fn steps(session: &Session, steps: &[StepLine]) -> Vec<Html> {
    let line = |step: &StepLine| {
        let lost = || html! { <small>{ session.say_with(Word::TextLost, &[("a", &step.lost)]) }</small> };
        let lost = if step.lost.is_empty() { Html::default() } else { lost() };
        point(list(vec![text(&step.say), lost]))
    };
    steps.iter().map(line).collect()
}

pub fn channels(channels: &[ChannelLine]) -> Vec<Html> {
    let line = |channel: &ChannelLine| {
        let mut parts = vec![link(channel.url.as_deref(), &channel.name)];
        if let Some(number) = &channel.phone {
            parts.extend([text(" "), phone(number)]);
        }
        point(list(parts))
    };
    channels.iter().map(line).collect()
}

/// The text that the card rests on, how sure it is, and how sure the whole verdict is.
pub fn document(session: &Session, card: &Card) -> Vec<Html> {
    let document = &card.document;
    let grade = session.say_with(Word::WorstGrade, &[("a", &card.grade_name)]);
    let lines =
        [link(document.url.as_deref(), &document.citation), text(&format::sentence(&document.confirmed)), grade];
    lines.into_iter().map(point).collect()
}

/// The answers that are still missing, each with a way to give it.
pub fn missing(session: &Session, missing: &[(FactId, String)]) -> Vec<Html> {
    let line =
        |(fact, noun): &(FactId, String)| answer(session, *fact, &format::sentence(noun), "", Word::ButtonAnswer, noun);
    missing.iter().map(line).collect()
}

pub fn phone(number: &str) -> Html {
    html! { <a href={["tel:", number].concat()}>{ text(number) }</a> }
}

/// A name, with its address where it has one.
fn link(url: Option<&str>, name: &str) -> Html {
    match url {
        Some(url) => html! { <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ text(name) }</a> },
        None => text(name),
    }
}

fn point(inside: Html) -> Html {
    html! { <li>{ inside }</li> }
}
