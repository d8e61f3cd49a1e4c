//! Two scenarios side by side: what is supposed, the sums, and the policies that differ.

use engine::fact::{FactId, Known};
use engine::situation::Answer;
use yew::prelude::*;

use super::app::Scene;
use super::dock::dock;
use super::icon::{Mark, icon};
use super::question::{asked, part, wording, words};
use super::said::said;
use super::session::Session;
use super::tag::{button, element, fold, heading, line, list, marked, only_if, text};
use crate::interview::scenario::{offered, takes_hiring};
use crate::interview::{Action, Interview};
use crate::report::compare::{Comparison, Row, Shift, Side, TotalRow};
use crate::report::format;
use crate::words::Word;

#[inline(never)]
pub fn compare(scene: &Scene) -> Html {
    let session = scene.session;
    let comparison = match scene.compared {
        Some((_, comparison)) => differences(session, comparison),
        None => Html::default(),
    };
    let parts = vec![
        heading("compare-title", session.word(Word::ButtonCompare)),
        line("p", "way", session.word(Word::CompareLead)),
        supposed(scene),
        offer(scene),
        comparison,
        button("choice go", session.act(Action::Back), vec![session.say(Word::CompareBack)]),
    ];
    element("div", "compare", Some("compare"), parts)
}

/// What a fact is supposed to be, asked as in the interview, and the buttons under it.
#[inline(never)]
pub fn vary(scene: &Scene, fact: FactId) -> (Html, Html) {
    let Scene { session, interview, .. } = scene;
    let session = supposing(session);
    let mut interview = Interview::clone(interview);
    if let Some(scenario) = &scene.interview.scenario {
        for (known, answer) in &scenario.set {
            if *known == fact {
                interview.situation.set(fact, *answer);
            }
        }
    }
    let inner = Scene { session: &session, interview: &interview, ..*scene };
    let fields = vec![
        asked(wording(&session, &interview, fact).0),
        line("p", "help", session.fact_text(fact).help.as_deref().unwrap_or_default()),
        part(&inner, fact),
    ];
    let question = element("div", "question", Some("vary"), vec![element("fieldset", "", None, fields)]);
    (question, dock(&inner, fact))
}

/// A session in which an answer is only supposed; one that says nothing takes the supposition back.
fn supposing(session: &Session) -> Session {
    let outer = session.dispatch.clone();
    let dispatch = Callback::from(move |action: Action| {
        outer.emit(match action {
            Action::Answer(fact, Answer::Given(known)) => Action::Suppose(vec![(fact, Answer::Given(known))]),
            Action::Answer(fact, _) => Action::Unsuppose(fact),
            Action::Band(fact, (lo, hi)) => Action::Suppose(vec![(fact, Answer::Given(Known::Span { lo, hi }))]),
            other => other,
        });
    });
    Session { dispatch, ..session.clone() }
}

/// Every fact that is supposed otherwise: as it is, as it would be, and the way to vary or drop it.
fn supposed(scene: &Scene) -> Html {
    let Scene { session, interview, .. } = scene;
    let Some(scenario) = &interview.scenario else { return Html::default() };
    let mut rows = Vec::new();
    for (fact, answer) in &scenario.set {
        let noun = &session.fact_text(*fact).noun;
        let way = |word: Word, action: Action| {
            button("quiet", session.act(action), vec![session.say(word), line("span", "unseen", noun)])
        };
        let hire = takes_hiring(&session.catalogue, &interview.situation, *fact, *answer);
        let parts = vec![
            line("strong", "row-name", &format::sentence(noun)),
            sides(
                session,
                text(&now(session, *fact, interview.situation.answer(*fact))),
                text(&said(session, *fact, *answer)),
            ),
            line("p", "also", if hire { session.word(Word::CompareHire) } else { "" }),
            way(Word::ButtonChange, Action::Vary(*fact)),
            way(Word::CompareDrop, Action::Unsuppose(*fact)),
        ];
        rows.push(element("li", "row", Some(&fact.0.to_string()), parts));
    }
    let mut nouns = Vec::new();
    if let Some((supposed, _)) = scene.compared {
        for fact in &supposed.dropped {
            nouns.push(session.fact_text(*fact).noun.clone());
        }
    }
    let dropped = match nouns.is_empty() {
        true => String::new(),
        false => session.fill(Word::CompareDropped, &[("a", &format::all_of(&nouns, &session.texts))]),
    };
    list(vec![element("ul", "rows", None, rows), line("p", "notice", &dropped)])
}

/// An answer in words; that there is none is said too.
fn now(session: &Session, fact: FactId, answer: Answer) -> String {
    match answer {
        Answer::Absent => session.word(Word::CompareUnanswered).to_owned(),
        answer => said(session, fact, answer),
    }
}

/// What else can be varied; folded away once something is.
fn offer(scene: &Scene) -> Html {
    let Scene { session, interview, assessment, .. } = scene;
    let set = interview.scenario.as_ref().map_or(&[][..], |scenario| &scenario.set);
    let mut choices = Vec::new();
    for fact in offered(&session.catalogue, &interview.situation, assessment) {
        if !set.iter().any(|(supposed, _)| *supposed == fact) {
            let now = now(session, fact, interview.situation.answer(fact));
            let now = session.fill(Word::Labelled, &[("a", session.word(Word::CompareNow)), ("b", &now)]);
            let words = words(&format::sentence(&session.fact_text(fact).noun), Some(&now));
            choices.push(button("choice", session.act(Action::Vary(fact)), vec![words]));
        }
    }
    match (choices.is_empty(), set.is_empty()) {
        (true, true) => line("p", "", session.word(Word::CompareNone)),
        (true, false) => Html::default(),
        (false, true) => {
            list(vec![line("h3", "", session.word(Word::CompareOffer)), element("div", "choices", None, choices)])
        }
        (false, false) => fold(session.word(Word::CompareOffer), element("div", "choices", None, choices)),
    }
}

/// The sums and the policies of two reports that differ.
pub fn differences(session: &Session, comparison: &Comparison) -> Html {
    let Comparison { totals, rows, same } = comparison;
    let (mut services, mut cards) = (Vec::new(), Vec::new());
    for one in rows {
        let lines = if one.is_service { &mut services } else { &mut cards };
        lines.push(row(session, one));
    }
    let services_title = session.fill(Word::GroupServices, &[("n", &services.len().to_string())]);
    let title = match rows.is_empty() {
        true => session.word(Word::CompareNothing).to_owned(),
        false => session.fill(Word::CompareRows, &[("n", &cards.len().to_string())]),
    };
    let mut sums = Vec::new();
    for one in totals {
        sums.push(total(session, one));
    }
    let parts = vec![
        line("h3", "", if sums.is_empty() { "" } else { session.word(Word::TextTotals) }),
        only_if(!sums.is_empty(), element("ul", "rows", None, sums)),
        line("h3", "", &title),
        element("ul", "rows", None, cards),
        only_if(!services.is_empty(), fold(&services_title, element("ul", "rows", None, services))),
        line("p", "way", &session.fill(Word::CompareRest, &[("n", &same.to_string())])),
    ];
    element("div", "compare", None, parts)
}

fn total(session: &Session, row: &TotalRow) -> Html {
    let side = |range: &str| match range {
        "" => session.say(Word::CompareAbsent),
        range => line("strong", "", range),
    };
    let (state, says) = match row.now == row.then {
        true => ("", line("span", "shift", session.word(Word::CompareSame))),
        false => ("state-wait", shift(session, Mark::Bang, Word::CompareOther)),
    };
    let parts = vec![line("span", "row-name", &row.label), says, sides(session, side(&row.now), side(&row.then))];
    marked("li", "row", state, Some(&row.label), parts)
}

fn row(session: &Session, row: &Row) -> Html {
    let (state, mark, word) = match row.shift {
        Shift::Better => ("state-yes", Mark::Shut, Word::CompareBetter),
        Shift::Other => ("state-wait", Mark::Bang, Word::CompareOther),
        Shift::Worse => ("state-no", Mark::Open, Word::CompareWorse),
    };
    let parts = vec![
        line("strong", "row-name", &row.name),
        shift(session, mark, word),
        sides(session, side(session, row.now.as_ref()), side(session, row.then.as_ref())),
    ];
    marked("li", "row", state, Some(&row.policy.0.to_string()), parts)
}

/// Which way it goes, as icon and word.
fn shift(session: &Session, mark: Mark, word: Word) -> Html {
    element("span", "shift", None, vec![icon(mark), session.say(word)])
}

fn side(session: &Session, side: Option<&Side>) -> Html {
    let Some(side) = side else { return session.say(Word::CompareAbsent) };
    let light = vec![icon(side.light.mark()), session.say(side.light.short())];
    list(vec![
        marked("span", "light", side.light.class(), None, light),
        line("strong", "", &side.amount),
        line("small", "", &side.note),
    ])
}

fn sides(session: &Session, now: Html, then: Html) -> Html {
    let side = |word: Word, side: Html| {
        let parts = vec![line("dt", "", session.word(word)), element("dd", "", None, vec![side])];
        element("div", "", None, parts)
    };
    element("dl", "sides", None, vec![side(Word::CompareNow, now), side(Word::CompareThen, then)])
}
