//! The results beside the form: how many stand where, what they may bring, each policy, papers, and the note.

use engine::policy::PolicyId;
use engine::state::State;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::card::card;
use super::{NOTE, Scene};
use crate::counter::Act;
use crate::counter::rests::rests;
use crate::exits::private::{left_out, withholds};
use crate::report::checklist::checklist;
use crate::report::{Card, Group, format};
use crate::ui::compare::differences;
use crate::ui::icon::icon;
use crate::ui::tag::{element, field, fold, line, list, marked, only_if, press, text, textarea, with};
use crate::words::Word;

pub fn results(scene: &Scene) -> Html {
    let session = &scene.session;
    let assessed = &scene.counter.assessed;
    let left = session.fill(Word::StaffCounterLeft, &[("n", &assessed.assessment.left.to_string())]);
    let parts = vec![
        line("h2", "", session.word(Word::StaffCounterResults)),
        counts(scene),
        line("p", "counter-soft", if assessed.assessment.left == 0 { "" } else { &left }),
        totals(scene),
        match scene.comparison {
            Some(comparison) => element("div", "counter-compare", None, vec![differences(session, comparison)]),
            None => Html::default(),
        },
        cards(scene),
        papers(scene),
        note(scene),
    ];
    with("section", &["class", "aria-label"], &["counter-results", session.word(Word::StaffCounterResults)], parts)
}

fn counts(scene: &Scene) -> Html {
    let mut counts = Vec::new();
    for group in &scene.report.groups {
        let parts = vec![
            icon(group.light.mark()),
            scene.session.say(group.light.short()),
            text(" "),
            line("b", "", &group.headline().to_string()),
        ];
        counts.push(marked("li", "counter-count", group.light.class(), None, parts));
    }
    element("ul", "counter-counts", None, counts)
}

fn totals(scene: &Scene) -> Html {
    let mut lines = Vec::new();
    for total in &scene.report.totals {
        let parts = vec![line("dt", "", &total.label), line("dd", "", &total.range)];
        lines.push(element("div", "", None, parts));
    }
    only_if(!lines.is_empty(), element("dl", "counter-totals", None, lines))
}

/// The cards of what may be had; services by name, and every no, are folded away.
fn cards(scene: &Scene) -> Html {
    let said = said(scene);
    let all = |cards: &[Card]| {
        let one = |one: &Card| {
            card(scene, one, said.iter().find(|(policy, _)| *policy == one.policy).map(|(_, nouns)| nouns))
        };
        element("ul", "counter-cards", None, cards.iter().map(one).collect())
    };
    let (mut shown, mut refused, mut no) = (Vec::new(), Vec::new(), 0);
    for Group { light, title, cards, services, operators } in &scene.report.groups {
        if light.is_no() {
            no += cards.len() + services.len();
            refused.push(all(cards));
            refused.push(all(services));
            continue;
        }
        let apart = |word: Word, cards: &[Card]| {
            let count = scene.session.fill(word, &[("n", &cards.len().to_string())]);
            only_if(!cards.is_empty(), fold(&count, all(cards)))
        };
        shown.push(line("h3", "", title));
        shown.push(only_if(!cards.is_empty(), all(cards)));
        shown.push(apart(Word::GroupServices, services));
        shown.push(apart(Word::GroupOperators, operators));
    }
    let others = scene.session.fill(Word::StaffCounterOthers, &[("n", &no.to_string())]);
    list(vec![list(shown), only_if(no > 0, fold(&others, list(refused)))])
}

/// For each policy the answers that were only said, as one clause; empty where every paper was seen.
fn said(scene: &Scene) -> Vec<(PolicyId, String)> {
    let counter = scene.counter;
    let situation = &counter.interview.situation;
    let state = State::new(&scene.session.catalogue, situation);
    let mut all = Vec::new();
    for finding in &counter.assessed.assessment.findings {
        let mut facts = rests(&state, situation, finding);
        // An open verdict rests on nothing yet, and one without answers on none.
        if !facts.is_empty() {
            facts.retain(|fact| !counter.seen.contains(fact));
            all.push((finding.policy, scene.nouns(&facts)));
        }
    }
    all
}

/// Every paper with its number and whether it was seen.
fn papers(scene: &Scene) -> Html {
    let Scene { session, report, deadlines, counter, .. } = scene;
    let checklist = checklist(&session.catalogue, &session.texts, report, deadlines, None, &counter.papers);
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

/// The questions that a card still misses, by number and noun.
pub fn missing(scene: &Scene, card: &Card) -> String {
    let mut nouns = Vec::new();
    for (fact, noun) in &card.missing {
        let code = scene.session.catalogue.fact_of(*fact).code.to_string();
        nouns.push([&code, " ", noun.strip_prefix("the ").unwrap_or(noun)].concat());
    }
    if nouns.is_empty() {
        return String::new();
    }
    scene.session.fill(Word::StaffCounterMissing, &[("a", &format::clauses(&nouns, &scene.session.texts))])
}
