//! Answers of a link or code, told before they replace anything.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::super::tag::{button, element, field, heading, line, list, only_if, text, textarea};
use super::{Act, Deed, Scene};
use crate::exits::link::{self, Opened, Trouble};
use crate::exits::since;
use crate::interview::saved::lines;
use crate::report::format;
use crate::report::said::said;
use crate::words::Word;

pub fn offer(scene: &Scene) -> Html {
    let Scene { session, desk, props, .. } = scene;
    let mut parts = vec![heading("take-title", session.word(Word::TakeOffer))];
    match link::read(&session.catalogue, &desk.pasted, props.today) {
        _ if desk.pasted.is_empty() => parts.push(paste(scene)),
        Ok(opened) => parts.push(self::opened(scene, &opened)),
        Err(trouble) => {
            let word = match trouble {
                Trouble::NoAnswers => Word::TakeLost,
                Trouble::Damaged => Word::TakeBroken,
                Trouble::TooNew => Word::TakeTooNew,
            };
            parts.push(super::super::tag::wrong(session.word(word)));
            parts.push(paste(scene));
        }
    }
    element("div", "take", None, parts)
}

/// The field for a link or code, and the way back.
fn paste(scene: &Scene) -> Html {
    let session = &scene.session;
    let act = scene.act.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        act.emit(Act::Paste(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    });
    let typed = textarea(&["rows", "autocomplete", "spellcheck"], &["4", "off", "false"], &scene.desk.pasted, oninput);
    list(vec![field("field", session.word(Word::TakePaste), typed), scene.back()])
}

fn opened(scene: &Scene, opened: &Opened) -> Html {
    let Scene { session, desk, .. } = scene;
    let saved = &opened.saved;
    let mut answers = Vec::new();
    for fact in &saved.asked {
        let noun = format::sentence(&session.fact_text(*fact).noun);
        let said = said(&session.catalogue, &session.texts, *fact, saved.situation.answer(*fact));
        let parts = vec![line("span", "answer-noun", &noun), line("span", "answer-said", &said)];
        answers.push(element("li", "answer", None, parts));
    }
    let mut dropped = Vec::new();
    for one in &opened.dropped {
        dropped.push(line("li", "", &one.says(&session.texts)));
    }
    let mut changes = Vec::new();
    for one in since::since(&session.catalogue, &session.texts, opened) {
        changes.push(line("li", "", &one));
    }
    let day = opened.as_of.map_or_else(String::new, |day| [" ", &day.to_string()].concat());
    let told = ["load", &day, &lines(&session.catalogue, &saved.situation, &saved.asked, &saved.banded, &[])].concat();
    let part = |title: Word, class: &'static str, lines: Vec<Html>| {
        let head = line("h3", "", session.word(title));
        if lines.is_empty() { Html::default() } else { list(vec![head, element("ul", class, None, lines)]) }
    };
    let replaces = !desk.own.saved.asked.is_empty();
    list(vec![
        line("p", "", &session.fill(Word::TakeMade, &[("c", &opened.catalogue)])),
        only_if(replaces, line("p", "notice", session.word(Word::TakeReplaces))),
        element(
            "p",
            "ways",
            None,
            vec![
                button("choice go", scene.ask(Deed::Tell(told)), vec![session.say(Word::TakeAccept)]),
                button("choice", scene.ask(Deed::Tell("back".into())), vec![session.say(Word::TakeRefuse)]),
            ],
        ),
        part(Word::TakeDropped, "lines", dropped),
        part(Word::TakeSince, "lines", changes),
        part(Word::ReviewTitle, "answers", answers),
        text(""),
    ])
}
