//! The checklist: which papers are at hand, for which policies, at which window.

use engine::policy::PolicyId;
use yew::prelude::*;

use super::super::results::list::{phone, steps};
use super::super::tag::{element, fold, line, marked, press, text, with};
use super::{Act, Scene};
use crate::exits::leaving::Leaving;
use crate::report::checklist::{Checklist, Paper, Path, Trip, Way, checklist};
use crate::words::Word;

pub fn papers(scene: &Scene) -> Html {
    let Scene { session, desk, .. } = scene;
    let all = every(scene, &desk.own);
    let work = worked(scene, &desk.own, &all);
    if all.paths.is_empty() {
        return line("p", "", session.word(Word::TakeNoPapers));
    }
    let count = [("n", work.had().to_string()), ("m", work.papers.len().to_string())];
    let count = session.fill(Word::TakeHad, &[(count[0].0, &count[0].1), (count[1].0, &count[1].1)]);
    let mut ticks = Vec::new();
    for paper in &work.papers {
        ticks.push(tick(scene, paper));
    }
    let mut trips = Vec::new();
    for one in &work.trips {
        trips.push(trip(&work, one));
    }
    let mut paths = Vec::new();
    for one in &all.paths {
        paths.push(path(scene, one));
    }
    let parts = vec![
        line("h3", "", session.word(Word::TakePapers)),
        with("p", &["class", "role"], &["way", "status"], vec![text(&count)]),
        element("ul", "ticks", None, ticks),
        fold(session.word(Word::TakeTrips), element("div", "", None, trips)),
        fold(session.word(Word::TakePaths), element("ul", "ticks", None, paths)),
    ];
    element("section", "take-part", None, parts)
}

/// A paper to tick.
fn tick(scene: &Scene, paper: &Paper) -> Html {
    let state = if paper.had { "true" } else { "false" };
    let says = vec![text(&paper.name), line("small", "", &paper.needed), line("small", "", &paper.first)];
    let keys = &["type", "class", "role", "aria-checked"];
    let values = ["button", "tick", "checkbox", state];
    let onclick = scene.on(Act::Paper(paper.id.clone()));
    let button = press(keys, &values, None, onclick, vec![element("span", "", None, says)]);
    element("li", "", Some(&paper.id), vec![button])
}

/// A window, form or site, with everything that can be settled there.
fn trip(list_of: &Checklist, trip: &Trip) -> Html {
    let mut needs = Vec::new();
    for at in &trip.papers {
        let paper = &list_of.papers[*at];
        needs.push(marked("li", "boxed", if paper.had { "has" } else { "lacks" }, None, vec![text(&paper.name)]));
    }
    let parts = vec![
        element("h4", "", None, way(&trip.way)),
        line("p", "hint", &trip.names.join(" · ")),
        element("ul", "boxes", None, needs),
    ];
    element("section", "window", None, parts)
}

/// The kind of a way, its name as a link where it has an address, and its telephone.
fn way(way: &Way) -> Vec<Html> {
    let name = match &way.url {
        Some(url) => {
            let values = [url.as_str(), "_blank", "noopener noreferrer"];
            with("a", &["href", "target", "rel"], &values, vec![text(&way.name)])
        }
        None => text(&way.name),
    };
    let number = way.phone.as_deref().map_or_else(Html::default, phone);
    vec![text(&way.kind_name), text(" · "), name, text(" "), number]
}

/// A policy to work towards or to set aside, with its ways in their order.
fn path(scene: &Scene, path: &Path) -> Html {
    let id = &scene.session.catalogue.policy_of(path.policy).id;
    let state = if scene.desk.is_chosen(id) { "true" } else { "false" };
    let says = vec![text(&path.name), line("small", "", &path.sure)];
    let values = ["button", "tick", "checkbox", state];
    let keys = &["type", "class", "role", "aria-checked"];
    let button = press(keys, &values, None, scene.on(Act::Aside(id.clone())), vec![element("span", "", None, says)]);
    let mut ways = steps(&scene.session, &path.orders);
    for one in &path.ways {
        ways.push(element("li", "", None, way(one)));
    }
    element("li", "", Some(id), vec![button, element("ul", "lines", None, ways)])
}

/// The list to tick off on paper.
pub fn printed(scene: &Scene) -> Html {
    let work = worked(scene, &scene.desk.out, &every(scene, &scene.desk.out));
    let mut lines = Vec::new();
    for paper in &work.papers {
        let mut says = vec![line("strong", "", &paper.name), text("  "), line("small", "", &paper.needed)];
        if !paper.windows.is_empty() {
            says.push(line("small", "", &[" → ", &paper.windows.join(" / ")].concat()));
        }
        lines.push(marked("li", "boxed", if paper.had { "has" } else { "lacks" }, None, says));
    }
    if lines.is_empty() {
        return Html::default();
    }
    let title = line("h2", "", scene.session.word(Word::TakePapers));
    element("section", "", None, vec![title, element("ul", "boxes", None, lines)])
}

/// For the policies that are not set aside.
fn worked(scene: &Scene, of: &Leaving, all: &Checklist) -> Checklist {
    let mut chosen: Vec<PolicyId> = Vec::new();
    for path in &all.paths {
        if scene.desk.is_chosen(&scene.session.catalogue.policy_of(path.policy).id) {
            chosen.push(path.policy);
        }
    }
    if chosen.len() == all.paths.len() { all.clone() } else { made(scene, of, Some(&chosen)) }
}

fn every(scene: &Scene, of: &Leaving) -> Checklist {
    made(scene, of, None)
}

fn made(scene: &Scene, of: &Leaving, chosen: Option<&[PolicyId]>) -> Checklist {
    let Scene { session, desk, .. } = scene;
    let mut had = Vec::new();
    // That a paper is at hand may tell what an answer does not.
    let is_told = std::ptr::eq(of, &*desk.own);
    for id in desk.papers() {
        if is_told {
            had.push(id.to_owned());
        }
    }
    checklist(&session.catalogue, &session.texts, &of.report, &of.deadlines, chosen, &had)
}
