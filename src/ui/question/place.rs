//! A place, found by going down the tree or by a name; any level is an answer.

use engine::fact::Known;
use engine::place::Place;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::app::focus_on;
use super::super::icon::{Mark, icon};
use super::super::said::place_path;
use super::super::session::Session;
use super::super::tag::{button, element, field, input, list, text, with};
use super::option::option;
use super::part::{Draft, Pad};
use crate::words::{Word, holds};

#[inline(never)]
pub fn place(pad: &Pad) -> Html {
    let Pad { session, draft, .. } = pad;
    let query = draft.text.trim();
    let at = draft.place.map(|at| &session.catalogue.places.list[at]);
    let options = match at {
        _ if !query.is_empty() => found(pad, query),
        Some(at) => inside(pad, at),
        None => branches(pad, None),
    };
    let values = ["search", "off", session.word(Word::PlaceExample)];
    let typed = input(&["type", "autocomplete", "placeholder"], &values, &draft.text, pad.typing());
    let search = field("field", session.word(Word::PlaceSearch), typed);
    element("div", "choices", None, vec![search, list(options)])
}

/// The way up, the place itself, and the places in it.
fn inside(pad: &Pad, at: &Place) -> Vec<Html> {
    let session = pad.session;
    let above = at.id.rsplit_once('/').and_then(|(above, _)| position(session, above));
    let up = session.say_with(Word::PlaceAbove, &[("a", &place_path(session, at))]);
    let so_far = session.fill(Word::PlaceSoFar, &[("a", name(session, at))]);
    let mut options = vec![
        button("quiet above", open(pad, above), vec![icon(Mark::Back), up]),
        option(&so_far, None, false, pad.answer(Answer::Given(Known::Among(at.mask)))),
    ];
    options.extend(branches(pad, Some(&at.id)));
    options
}

/// A leaf answers; a place with others in it opens.
fn branches(pad: &Pad, parent: Option<&str>) -> Vec<Html> {
    let places = &pad.session.catalogue.places;
    let branch = |place: &Place| {
        let is_leaf = places.children(Some(&place.id)).next().is_none();
        let onclick = match is_leaf {
            true => pad.answer(Answer::Given(Known::Among(place.mask))),
            false => open(pad, position(pad.session, &place.id)),
        };
        let is_chosen = matches!(pad.asked.given, Answer::Given(Known::Among(mask)) if mask & !place.mask == 0);
        option(name(pad.session, place), None, is_chosen, onclick)
    };
    places.children(parent).map(branch).collect()
}

/// The places whose name, or one of whose other names, holds what was typed; with that other name.
fn found(pad: &Pad, query: &str) -> Vec<Html> {
    let session = pad.session;
    let mut found = Vec::new();
    for (place, text) in session.catalogue.places.list.iter().zip(&session.texts.places) {
        let also = if holds(&text.name, query) { None } else { text.also.iter().find(|name| holds(name, query)) };
        if found.len() < MOST_FOUND && (also.is_some() || holds(&text.name, query)) {
            let answer = pad.answer(Answer::Given(Known::Among(place.mask)));
            found.push(option(&place_path(session, place), also.map(String::as_str), false, answer));
        }
    }
    let none = if found.is_empty() { session.word(Word::PlaceNone) } else { "" };
    found.push(with("p", &["class", "role"], &["hint", "status"], vec![text(none)]));
    found
}

const MOST_FOUND: usize = 8;

/// A tap that shows other places. The focus goes back to the question: the button that had it now stands for another.
fn open(pad: &Pad, place: Option<usize>) -> Callback<MouseEvent> {
    let change = pad.change(Draft { place, ..pad.draft.clone() });
    Callback::from(move |tap: MouseEvent| {
        focus_on("question-title");
        change.emit(tap);
    })
}

fn position(session: &Session, id: &str) -> Option<usize> {
    session.catalogue.places.list.iter().position(|place| place.id == id)
}

fn name<'a>(session: &'a Session, place: &Place) -> &'a str {
    position(session, &place.id).map_or("", |at| &session.texts.places[at].name)
}
