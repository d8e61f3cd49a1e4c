//! A station's settings: a form along the published schema, what the check says of the file, the file, a poster.

mod form;
mod poster;

use serde_json::{Value, json};
use yew::prelude::*;

use super::StaffProps;
use crate::interview::preset;
use crate::station;
use crate::ui::session::Session;
use crate::words::Word;
use form::form;
use poster::poster;

/// What only a browser can do for the settings.
#[derive(Clone, PartialEq)]
pub struct StationReach {
    /// Checks a file, with the lines that the catalogue does not take up: [`Judged`].
    pub judge: Callback<(String, String), Judged>,
    /// Keeps the file as `station.json`.
    pub save: Callback<String>,
    /// Lets a file be picked and gives its text.
    pub open: Callback<Callback<String>>,
    pub print: Callback<()>,
}

/// What the check says of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// By line, counted from 1, with a sentence that names line, column and key.
    pub troubles: Vec<(usize, String)>,
    /// What a page takes up, as `interview/preset` reads it.
    pub lines: Vec<String>,
}

#[component]
pub fn Station(props: &StaffProps) -> Html {
    let settings = use_state(|| json!({}));
    // A file that could not be read at all, until something is changed.
    let broken = use_state(|| None::<String>);
    let session = props.session();
    let text = broken.as_ref().cloned().unwrap_or_else(|| station::write(&settings));
    let judged = judge(props, &text);

    let change = {
        let (settings, broken) = (settings.clone(), broken.clone());
        Callback::from(move |changed: Value| {
            settings.set(changed);
            broken.set(None);
        })
    };
    let onopen = {
        let (open, change, broken) = (props.station.open.clone(), change.clone(), broken.clone());
        Callback::from(move |_: MouseEvent| {
            let (change, broken) = (change.clone(), broken.clone());
            open.emit(Callback::from(move |text: String| match serde_json::from_str::<Value>(&text) {
                Ok(value @ Value::Object(_)) => change.emit(value),
                _ => broken.set(Some(text)),
            }));
        })
    };
    let onsave = {
        let (save, text) = (props.station.save.clone(), text.clone());
        Callback::from(move |_: MouseEvent| save.emit(text.clone()))
    };
    let print = props.station.print.clone();
    let onprint = Callback::from(move |_: MouseEvent| print.emit(()));
    let expired = expired(&session, &settings);
    html! {
        <div class="station-page">
            <div class="station-form">
                <h2>{ session.say(Word::StaffStation) }</h2>
                <p>{ session.say(Word::StaffStationLead) }</p>
                <button type="button" class="quiet" onclick={onopen}>{ session.say(Word::StaffStationOpen) }</button>
                { form(props, &session, &settings, &change) }
            </div>
            <div class="station-side">
                <h3>{ session.say(Word::StaffStationCheck) }</h3>
                <div role="status">{ says(&session, &judged, &expired) }</div>
                <button type="button" class="quiet" onclick={onsave}>{ session.say(Word::StaffStationSave) }</button>
                <p class="hint">{ session.say(Word::StaffStationWhere) }</p>
                { file(&session, &text, &judged) }
                <h3>{ session.say(Word::StaffStationPoster) }</h3>
                <button type="button" class="quiet" onclick={onprint}>{ session.say(Word::StaffStationPrint) }</button>
                { poster(&settings, props.base.trim_end_matches("?a")) }
            </div>
        </div>
    }
}

/// What the check says, with what this catalogue does not take up.
fn judge(props: &StaffProps, text: &str) -> Judged {
    let first = props.station.judge.emit((text.to_owned(), String::new()));
    let (_, refused) = preset::read(&props.catalogue, &["", &first.lines.join("\n")].join("\n"));
    if refused.is_empty() { first } else { props.station.judge.emit((text.to_owned(), refused.join("\n"))) }
}

/// The policies whose figure no longer counts.
fn expired(session: &Session, settings: &Value) -> Vec<String> {
    let figures = settings["figures"].as_array().map_or(&[] as &[Value], Vec::as_slice);
    let past = figures.iter().filter(|figure| {
        let until = figure["until"].as_str().and_then(|day| day.parse::<engine::date::Date>().ok());
        until.is_some_and(|until| until < session.as_of)
    });
    past.map(|figure| session.fill(Word::StaffStationExpired, &[("p", figure["policy"].as_str().unwrap_or_default())]))
        .collect()
}

fn says(session: &Session, judged: &Judged, expired: &[String]) -> Html {
    if judged.troubles.is_empty() && expired.is_empty() {
        return html! { <p class="station-good">{ session.say(Word::StaffStationGood) }</p> };
    }
    let wrong = judged.troubles.iter().map(|(_, says)| html! { <li>{ says }</li> });
    let past = expired.iter().map(|says| html! { <li>{ says }</li> });
    html! { <ul class="wrong lines">{ for wrong }{ for past }</ul> }
}

/// The file with its lines numbered, those with a mistake marked.
fn file(session: &Session, text: &str, judged: &Judged) -> Html {
    let lines = text.lines().enumerate().map(|(i, line)| {
        let is_wrong = judged.troubles.iter().any(|(at, _)| *at == i + 1);
        html! { <li class={is_wrong.then_some("is-wrong")}><code>{ line }</code></li> }
    });
    html! { <ol class="station-file" tabindex="0" aria-label={session.word(Word::StaffStationFile).to_owned()}>{ for lines }</ol> }
}
