//! The ways out: print, picture, text, link and code, files. Each leaves out sensitive answers unless they are ticked.

use engine::policy::PolicyId;
use yew::prelude::*;

use super::super::qr::code;
use super::super::tag::{button, element, line, list, only_if, press, textarea, with};
use super::{Act, Deed, Scene, Weight};
use crate::exits::calendar::{Calendar, calendar};
use crate::exits::qr::qr;
use crate::exits::{json, link, private, sheet};
use crate::report::summary::{self, LineKind, Summary};
use crate::words::Word;

/// A way out that is shown before it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Picture,
    Text,
    Link,
}

pub fn ways(scene: &Scene) -> Html {
    let Scene { session, desk, props, .. } = scene;
    let reach = props.reach;
    let says = desk.says.map_or("", |word| session.word(word));
    let parts = vec![
        line("h3", "", session.word(Word::TakeWays)),
        sensitive(scene),
        element(
            "p",
            "ways",
            None,
            vec![
                only_if(reach.print, way(scene, scene.ask(Deed::Print), Word::TakePrint)),
                shows(scene, Way::Picture, Word::TakePicture),
                shows(scene, Way::Text, Word::TakeText),
                shows(scene, Way::Link, Word::TakeLink),
                only_if(reach.save, files(scene)),
            ],
        ),
        with("div", &["role"], &["status"], vec![line("p", "notice", says)]),
        only_if(!reach.save && !reach.print, line("p", "hint", session.word(Word::TakeNoFiles))),
        shown(scene),
    ];
    element("section", "take-part", None, parts)
}

/// The tick that lets sensitive answers leave; nothing where none was given.
fn sensitive(scene: &Scene) -> Html {
    let Scene { session, desk, .. } = scene;
    if !desk.withholds() {
        return Html::default();
    }
    let state = if desk.with_sensitive { "true" } else { "false" };
    let tick = press(
        &["type", "class", "role", "aria-checked"],
        &["button", "tick", "checkbox", state],
        None,
        scene.on(Act::Sensitive),
        vec![session.say(Word::TakeSensitive)],
    );
    let note = match desk.with_sensitive {
        true => session.word(Word::TakeSensitiveIn).to_owned(),
        false => private::left_out(&session.catalogue, &session.texts),
    };
    list(vec![tick, line("p", "hint", &note)])
}

fn way(scene: &Scene, onclick: Callback<MouseEvent>, word: Word) -> Html {
    button("choice", onclick, vec![scene.session.say(word)])
}

/// A button that shows a way out, or folds it away again.
fn shows(scene: &Scene, which: Way, word: Word) -> Html {
    let state = if scene.desk.shown == Some(which) { "true" } else { "false" };
    let show = scene.on(Act::Show(which));
    let onclick = match which {
        Way::Picture if scene.desk.picture.is_none() => {
            let draw = scene.ask_made(|scene| Deed::Draw(lines(&out(scene)), address(scene)));
            Callback::from(move |event: MouseEvent| {
                draw.emit(event.clone());
                show.emit(event);
            })
        }
        _ => show,
    };
    let values = ["button", "choice", state];
    press(&["type", "class", "aria-expanded"], &values, None, onclick, vec![scene.session.say(word)])
}

fn files(scene: &Scene) -> Html {
    let file = |word, name, kind, text: fn(&Scene) -> String| {
        way(scene, scene.ask_made(move |scene| Deed::Save(name, kind, text(scene))), word)
    };
    list(vec![
        // Calendars refuse a file without days.
        only_if(
            days(scene, None).events > 0,
            file(Word::TakeCalendarFile, CALENDAR.0, CALENDAR.1, |scene| days(scene, None).text),
        ),
        file(Word::TakeSheet, "qibu.csv", "text/csv;charset=utf-8", |Scene { session, desk, .. }| {
            let out = &desk.out;
            sheet::sheet(&session.catalogue, &session.texts, &out.saved.situation, &out.report, &out.assessment)
        }),
        file(Word::TakeJson, "qibu.json", "application/json", |Scene { session, desk, .. }| {
            json::json(&session.catalogue, &desk.out.assessment)
        }),
    ])
}

/// The name and the type of a calendar file.
pub const CALENDAR: (&str, &str) = ("qibu.ics", "text/calendar;charset=utf-8");

/// The days of what is worked towards as a calendar, or those of one policy.
pub fn days(scene: &Scene, only: Option<PolicyId>) -> Calendar {
    let Scene { session, desk, props, .. } = scene;
    let mut chosen = Vec::new();
    for card in desk.out.report.mine() {
        let is_chosen = desk.is_chosen(&card.id) && card.light.is_hopeful();
        if only.map_or(is_chosen, |policy| card.policy == policy) {
            chosen.push(card.policy);
        }
    }
    calendar(&session.texts, &desk.out.report, &desk.out.deadlines, Some(&chosen), props.now)
}

fn shown(scene: &Scene) -> Html {
    let Scene { session, desk, props, .. } = scene;
    let inside = match desk.shown {
        None => return Html::default(),
        Some(Way::Picture) => match &desk.picture {
            None => vec![line("p", "hint", session.word(Word::TakeDrawing))],
            Some(picture) => {
                let words = summary::text(&out(scene));
                let image = with("img", &["src", "alt", "class"], &[picture, &words, "picture"], Vec::new());
                vec![line("p", "hint", session.word(Word::TakeHold)), image]
            }
        },
        Some(Way::Text) => copied(scene, &summary::text(&out(scene)), "12", Word::TakeText),
        Some(Way::Link) => {
            let payload = payload(scene);
            let address = link::address(&props.base, &payload);
            let drawn = qr(&address).map_or_else(Html::default, |qr| code(&qr, session.word(Word::TakeQr)));
            let mut parts = vec![drawn, line("p", "hint", session.word(Word::TakeLinkSays))];
            parts.extend(copied(scene, &address, "4", Word::TakeLink));
            parts.push(line("p", "hint", session.word(Word::TakeCodeSays)));
            parts.extend(copied(scene, &payload, "3", Word::TakeCode));
            parts
        }
    };
    element("div", "shown", None, inside)
}

/// A text to select, and a button where the browser copies.
pub fn copied(scene: &Scene, words: &str, rows: &str, label: Word) -> Vec<Html> {
    let session = &scene.session;
    let values = ["", rows, session.word(label), "off"];
    let field = textarea(&["readonly", "rows", "aria-label", "autocomplete"], &values, words, Callback::noop());
    let copy = button("quiet", scene.ask(Deed::Copy(words.to_owned())), vec![session.say(Word::TakeCopy)]);
    vec![field, only_if(scene.props.reach.copy, copy)]
}

/// What leaves, in a few lines.
fn out(scene: &Scene) -> Summary {
    let Scene { session, desk, .. } = scene;
    summary::summary(&session.texts, &desk.out.report, &desk.out.deadlines)
}

pub fn payload(scene: &Scene) -> String {
    let Scene { session, desk, props, .. } = scene;
    link::write(&session.catalogue, &desk.out.saved, props.today, &desk.out.assessment)
}

pub fn address(scene: &Scene) -> String {
    link::address(&scene.props.base, &payload(scene))
}

/// How the lines are set in a picture.
fn lines(summary: &Summary) -> Vec<(Weight, String)> {
    let mut lines = Vec::new();
    for one in &summary.lines {
        let weight = match one.kind {
            LineKind::Title => Weight::Title,
            LineKind::Heading | LineKind::Light => Weight::Head,
            LineKind::Total | LineKind::Policy | LineKind::Amount | LineKind::Day => Weight::Plain,
            LineKind::Stamp | LineKind::Detail | LineKind::More | LineKind::Disclaimer => Weight::Small,
        };
        let mark = if one.kind == LineKind::Policy { "· " } else { "" };
        lines.push((weight, [mark, &one.text].concat()));
    }
    lines
}
