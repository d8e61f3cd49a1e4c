//! The lists of a card.

use engine::fact::FactId;
use yew::prelude::*;

use super::super::session::{Session, use_dispatch, use_session};
use crate::interview::Action;
use crate::report::{Card, ChannelLine, StepLine, format};
use crate::words::Word;

pub fn plain(lines: &[String]) -> Vec<Html> {
    lines.iter().map(|line| html! { <li>{ line }</li> }).collect()
}

/// Orders that must be kept, with what is lost otherwise.
pub fn steps(session: &Session, steps: &[StepLine]) -> Vec<Html> {
    let line = |step: &StepLine| {
        html! {
            <li>
                { &step.say }
                if !step.lost.is_empty() {
                    <small>{ session.fill(Word::TextLost, &[("a", &step.lost)]) }</small>
                }
            </li>
        }
    };
    steps.iter().map(line).collect()
}

pub fn channels(channels: &[ChannelLine]) -> Vec<Html> {
    let line = |channel: &ChannelLine| {
        let name = match &channel.url {
            Some(url) => {
                html! { <a href={url.clone()} target="_blank" rel="noopener noreferrer">{ &channel.name }</a> }
            }
            None => html! { &channel.name },
        };
        let phone =
            channel.phone.as_ref().map(|phone| html! { <>{ " " }<a href={format!("tel:{phone}")}>{ phone }</a></> });
        html! { <li>{ name }{ phone }</li> }
    };
    channels.iter().map(line).collect()
}

/// The text that the card rests on, how sure it is, and how sure the whole verdict is.
pub fn document(session: &Session, card: &Card) -> Vec<Html> {
    let document = &card.document;
    let citation = match &document.url {
        Some(url) => {
            html! { <a href={url.clone()} target="_blank" rel="noopener noreferrer">{ &document.citation }</a> }
        }
        None => html! { &document.citation },
    };
    vec![
        html! { <li key="citation">{ citation }</li> },
        html! { <li key="confirmed">{ format::sentence(&document.confirmed) }</li> },
        html! { <li key="grade">{ session.fill(Word::WorstGrade, &[("a", &card.grade_name)]) }</li> },
    ]
}

#[derive(Properties, PartialEq)]
pub struct MissingProps {
    pub missing: Vec<(FactId, String)>,
}

/// The answers that are still missing, each with a way to give it.
#[component]
pub fn Missing(props: &MissingProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    if props.missing.is_empty() {
        return Html::default();
    }
    let line = |(fact, noun): &(FactId, String)| {
        let fact = *fact;
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Ask(fact));
        html! {
            <li key={fact.0} class="answer">
                <span class="answer-noun">{ format::sentence(noun) }</span>
                <button type="button" class="quiet" {onclick}>
                    { session.word(Word::ButtonAnswer) }<span class="unseen">{ noun }</span>
                </button>
            </li>
        }
    };
    html! { <><h5>{ session.word(Word::HeadMissing) }</h5><ul class="answers">{ for props.missing.iter().map(line) }</ul></> }
}
