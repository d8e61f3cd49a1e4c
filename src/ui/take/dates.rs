//! The days that matter, in the order in which they come.

use yew::prelude::*;

use super::super::tag::{button, element, fold, line, list, marked, only_if, text};
use super::ways::{CALENDAR, days as days_of};
use super::{Deed, Scene};
use crate::report::deadlines::{Deadline, Deadlines, Occasion, Undated};
use crate::report::format;
use crate::words::Word;

pub fn dates(scene: &Scene) -> Html {
    let title = line("h3", "", scene.session.word(Word::TakeDates));
    element("section", "take-part", None, vec![title, days(scene, &scene.desk.own.deadlines)])
}

/// The same on paper.
pub fn printed(scene: &Scene) -> Html {
    let days = &scene.desk.out.deadlines;
    if days.dated.is_empty() {
        return Html::default();
    }
    let title = line("h2", "", scene.session.word(Word::TakeDates));
    element("section", "", None, vec![title, dated(scene, &days.dated, false)])
}

fn days(scene: &Scene, days: &Deadlines) -> Html {
    let session = &scene.session;
    let mut lacking = Vec::new();
    for one in &days.undated {
        if scene.desk.is_chosen(&session.catalogue.policy_of(one.policy).id) {
            lacking.push(undated(one));
        }
    }
    let is_empty = days.dated.is_empty() && days.passed.is_empty();
    list(vec![
        only_if(is_empty, line("p", "hint", session.word(Word::TakeNoDates))),
        dated(scene, &days.dated, scene.props.reach.save),
        only_if(!lacking.is_empty(), fold(session.word(Word::TakeUndated), element("ul", "lines", None, lacking))),
        only_if(!days.passed.is_empty(), fold(session.word(Word::TakePassed), dated(scene, &days.passed, false))),
    ])
}

fn dated(scene: &Scene, days: &[Deadline], saves: bool) -> Html {
    let session = &scene.session;
    let mut lines = Vec::new();
    for one in days {
        if !scene.desk.is_chosen(&session.catalogue.policy_of(one.policy).id) {
            continue;
        }
        let day = format::date(one.day, &session.texts);
        let policy = one.policy;
        let save = scene.ask_made(move |scene| Deed::Save(CALENDAR.0, CALENDAR.1, days_of(scene, Some(policy)).text));
        let name = vec![session.say(Word::TakeToCalendar), line("span", "unseen", &one.name)];
        let parts = vec![
            line("strong", "", &day),
            line("span", "", &one.left),
            element("span", "day-name", None, vec![text(&one.name)]),
            line("small", "", &one.says),
            line("small", "", &one.lost),
            line("small", "", &one.earliest),
            line("small", "", &one.sure),
            only_if(saves && one.occasion != Occasion::Before, button("quiet", save, name)),
        ];
        lines.push(marked("li", "day", one.light.class(), None, parts));
    }
    element("ol", "days", None, lines)
}

fn undated(one: &Undated) -> Html {
    element("li", "", None, vec![line("strong", "", &one.name), text("  "), text(&one.reason)])
}
