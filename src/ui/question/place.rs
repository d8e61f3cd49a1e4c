//! A place, found by going down the tree or by a name; any level is an answer.

use engine::fact::Known;
use engine::place::Place as TreePlace;
use engine::situation::Answer;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::icon::{Icon, Mark};
use super::super::said::place_path;
use super::super::session::{Session, use_session};
use super::option::AnswerOption;
use super::part::PartProps;
use crate::words::Word;

#[component]
pub fn Place(props: &PartProps) -> Html {
    let session = use_session();
    let query = use_state(String::new);
    let parent = use_state(|| None::<String>);
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| query.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let places = &session.catalogue.places;
    let down = {
        let parent = parent.clone();
        Callback::from(move |place: Option<String>| parent.set(place))
    };
    let option = |place: &TreePlace| option(&session, props, place, &down);
    let found = find(&session, &query);
    let at = parent.as_deref().and_then(|id| places.list.iter().find(|place| place.id == id));
    html! {
        <div class="choices">
            <label class="field">
                <span class="field-label">{ session.word(Word::PlaceSearch) }</span>
                <input type="search" autocomplete="off" placeholder={session.word(Word::PlaceExample)} value={(*query).clone()} {oninput} />
            </label>
            if !query.trim().is_empty() {
                { for found.iter().map(|(place, also)| match_of(&session, props, place, also)) }
                <p class="hint" role="status">{ if found.is_empty() { session.word(Word::PlaceNone) } else { "".into() } }</p>
            } else if let Some(at) = at {
                { above(&session, at, &down) }
                { so_far(&session, props, at) }
                { for places.children(Some(&at.id)).map(option) }
            } else {
                { for places.children(None).map(option) }
            }
        </div>
    }
}

/// A leaf answers; a place with others in it opens.
fn option(session: &Session, props: &PartProps, place: &TreePlace, down: &Callback<Option<String>>) -> Html {
    let label = name(session, place);
    let answer = Answer::Given(Known::Among(place.mask));
    let is_leaf = session.catalogue.places.children(Some(&place.id)).next().is_none();
    let id = place.id.clone();
    let on_choose =
        if is_leaf { props.on_answer.reform(move |()| answer) } else { down.reform(move |()| Some(id.clone())) };
    let is_chosen = matches!(props.given, Answer::Given(Known::Among(mask)) if mask & !place.mask == 0);
    html! { <AnswerOption key={place.id.clone()} {label} {is_chosen} {on_choose} /> }
}

/// The way back up, with the name of where one is.
fn above(session: &Session, at: &TreePlace, down: &Callback<Option<String>>) -> Html {
    let up = at.id.rsplit_once('/').map(|(above, _)| above.to_owned());
    let onclick = down.reform(move |_: MouseEvent| up.clone());
    html! {
        <button type="button" class="quiet above" {onclick}>
            <Icon mark={Mark::Back} />{ session.fill(Word::PlaceAbove, &[("a", &place_path(session, at))]) }
        </button>
    }
}

fn so_far(session: &Session, props: &PartProps, at: &TreePlace) -> Html {
    let answer = Answer::Given(Known::Among(at.mask));
    let on_choose = props.on_answer.reform(move |()| answer);
    html! { <AnswerOption label={session.fill(Word::PlaceSoFar, &[("a", &name(session, at))])} {on_choose} /> }
}

fn match_of(session: &Session, props: &PartProps, place: &TreePlace, also: &str) -> Html {
    let answer = Answer::Given(Known::Among(place.mask));
    let on_choose = props.on_answer.reform(move |()| answer);
    let help = (!also.is_empty()).then(|| AttrValue::from(also.to_owned()));
    html! { <AnswerOption key={place.id.clone()} label={place_path(session, place)} {help} {on_choose} /> }
}

/// The places whose name, or one of whose other names, holds what was typed; with that other name.
fn find<'a>(session: &'a Session, query: &str) -> Vec<(&'a TreePlace, &'a str)> {
    let query = query.trim().to_lowercase();
    let holds = |name: &str| name.to_lowercase().contains(&query);
    let places = session.catalogue.places.list.iter().zip(&session.texts.places);
    let found = places.filter_map(|(place, text)| {
        let also = text.also.iter().find(|name| holds(name)).map(String::as_str);
        if holds(&text.name) { Some((place, "")) } else { also.map(|also| (place, also)) }
    });
    found.take(MOST_FOUND).collect()
}

const MOST_FOUND: usize = 8;

fn name(session: &Session, place: &TreePlace) -> String {
    let at = session.catalogue.places.list.iter().position(|other| other.id == place.id);
    at.map_or_else(String::new, |at| session.texts.places[at].name.clone())
}
