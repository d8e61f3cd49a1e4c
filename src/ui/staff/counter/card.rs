//! One policy in three lines; unfolded, its reasons, papers and sources.

use std::rc::Rc;

use yew::prelude::*;

use super::Scene;
use super::results::missing;
use crate::report::Card;
use crate::ui::icon::icon;
use crate::ui::results::{list as lists, reasons};
use crate::ui::staff::judged::{Judged, JudgedProps};
use crate::ui::tag::{element, line, list, marked, text};
use crate::words::Word;

/// `said` are the answers that were only said, as one clause; `None` where it rests on no answer.
pub fn card(scene: &Scene, card: &Card, said: Option<&String>) -> Html {
    let session = &scene.session;
    let rests = match said.map(String::as_str) {
        None => String::new(),
        Some("") => session.word(Word::StaffCounterRestsNone).to_owned(),
        Some(nouns) => session.fill(Word::StaffCounterRests, &[("a", nouns)]),
    };
    let amount = vec![line("strong", "", &card.amount), text(" "), line("small", "", &card.amount_note)];
    let head = vec![
        icon(card.light.mark()),
        line("span", "counter-name", &card.name),
        element("span", "counter-amount", None, amount),
    ];
    let closed = element("summary", "", None, head);
    let parts = vec![
        element("details", "", None, vec![closed, inside(scene, card)]),
        line("p", "counter-when", &card.date),
        line("p", "counter-missing", &missing(scene, card)),
        line("p", "counter-rests", &rests),
    ];
    marked("li", "counter-card", card.light.class(), Some(&card.id), parts)
}

/// What a clerk knows better becomes an example; what was written about one founder goes with the founder.
fn judged(scene: &Scene, card: &Card) -> Html {
    let props = JudgedProps {
        session: scene.session.clone(),
        situation: Rc::new(scene.counter.interview.situation.clone()),
        policy: card.policy,
        ask: scene.check.clone(),
    };
    html! { <Judged key={scene.counter.clears} ..props /> }
}

/// What a clerk looks up.
fn inside(scene: &Scene, card: &Card) -> Html {
    let session = &scene.session;
    let part = |title: Word, class: &'static str, items: Vec<Html>| {
        let title = line("h4", "", session.word(title));
        if items.is_empty() { Html::default() } else { list(vec![title, element("ul", class, None, items)]) }
    };
    let grade = session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]);
    list(vec![
        line("p", "", &card.verdict),
        line("p", "", &card.action),
        line("p", "counter-soft", if card.amount_grade.is_empty() { "" } else { &grade }),
        part(Word::TextReasons, "reasons", reasons::reasons(&card.reasons)),
        part(Word::TextChanges, "lines", lists::plain(&card.changes)),
        part(Word::TextConfirm, "lines", lists::plain(&card.confirm)),
        part(Word::HeadSteps, "lines", lists::steps(session, &card.steps)),
        part(Word::HeadPapers, "lines", lists::plain(&card.papers)),
        part(Word::HeadChannels, "lines", lists::channels(&card.channels)),
        part(Word::TextUnchecked, "lines", lists::plain(&card.unchecked)),
        part(Word::HeadDocument, "lines", lists::document(session, card)),
        judged(scene, card),
    ])
}
