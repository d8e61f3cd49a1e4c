//! What stands beside the form: the results, the officer's note, and the papers.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::board::Board;
use super::{NOTE, Scene};
use crate::counter::Act;
use crate::exits::private::{left_out, withholds};
use crate::report::checklist::checklist;
use crate::ui::tag::{element, field, line, list, only_if, press, text, textarea, with};
use crate::words::Word;

pub fn results(scene: &Scene) -> Html {
    let Scene { session, counter, reports, check, .. } = scene;
    let board = html! {
        <Board session={session.clone()} reports={(*reports).clone()} assessed={counter.assessed.clone()}
            interview={counter.interview.clone()} seen={counter.seen.clone()} clears={counter.clears} check={check.clone()} />
    };
    let parts = vec![board, note(scene), papers(scene)];
    with("section", &["class", "aria-label"], &["counter-results", session.word(Word::StaffCounterResults)], parts)
}

/// Every paper with its number and whether it was seen.
fn papers(scene: &Scene) -> Html {
    let Scene { session, reports, counter, .. } = scene;
    let checklist =
        checklist(&session.catalogue, &session.texts, &reports.report, &reports.deadlines, None, &counter.papers);
    let mut ticks = Vec::new();
    for (at, paper) in checklist.papers.iter().enumerate() {
        let state = if paper.had { "true" } else { "false" };
        let parts =
            vec![line("b", "counter-code", &["+", &(at + 1).to_string()].concat()), text(" "), text(&paper.name)];
        let values = ["button", "counter-tick", "checkbox", state];
        let keys = &["type", "class", "role", "aria-checked"];
        let tick =
            press(keys, &values, None, scene.on(Act::Paper(paper.id.clone())), vec![element("span", "", None, parts)]);
        ticks.push(element("li", "", Some(&paper.id), vec![tick]));
    }
    let title = line("h3", "", scene.session.word(Word::StaffCounterPapers));
    only_if(!ticks.is_empty(), list(vec![title, element("ul", "counter-papers", None, ticks)]))
}

/// The officer's words, and whether sensitive answers leave with them.
fn note(scene: &Scene) -> Html {
    let Scene { session, counter, .. } = scene;
    let act = scene.act.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        act.emit(Act::Note(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    });
    let area = textarea(&["id", "rows", "autocomplete"], &[NOTE, "3", "off"], &counter.note, oninput);
    let area = element("div", "", Some(&counter.clears.to_string()), vec![area]);
    let withholds = withholds(&session.catalogue, &counter.saved());
    let state = if counter.with_sensitive { "true" } else { "false" };
    let values = ["button", "counter-tick", "checkbox", state];
    let tick = press(
        &["type", "class", "role", "aria-checked"],
        &values,
        None,
        scene.on(Act::Sensitive),
        vec![session.say(Word::TakeSensitive)],
    );
    let out = match counter.with_sensitive {
        true => String::new(),
        false => [&left_out(&session.catalogue, &session.texts), session.word(Word::StaffCounterSensitiveOut)].concat(),
    };
    list(vec![
        field("counter-note", session.word(Word::StaffCounterNote), area),
        only_if(withholds, list(vec![tick, line("p", "counter-soft", &out)])),
    ])
}
