//! The slip on paper: what may be applied for, where to go and what to bring, the note, and the code.

use engine::situation::Answer;
use yew::prelude::*;

use super::Scene;
use crate::counter::slip::Slip;
use crate::exits::private::left_out;
use crate::report::checklist::Trip;
use crate::report::deadlines::Deadline;
use crate::report::said::said;
use crate::report::{Card, Light, format};
use crate::ui::qr::code;
use crate::ui::tag::{element, line, list, marked, only_if, text, with};
use crate::words::Word;

/// So much has room on one sheet; what is more is counted.
const CARDS: usize = 5;
const TRIPS: usize = 4;
const DAYS: usize = 4;

pub fn sheet(scene: &Scene) -> Html {
    let Some(slip) = &scene.counter.slip else { return Html::default() };
    let session = &scene.session;
    let parts = vec![
        head(scene, slip),
        note(scene, slip),
        cards(scene, slip),
        trips(scene, slip),
        days(scene, slip),
        open(scene, slip),
        answers(scene, slip),
        line("p", "slip-end", session.word(Word::DisclaimerGuidance)),
        line("p", "slip-end", session.word(Word::DisclaimerFree)),
    ];
    // What a screen reader reads is the screen, not the sheet behind it.
    with("article", &["class", "aria-hidden"], &["slip", "true"], parts)
}

fn head(scene: &Scene, slip: &Slip) -> Html {
    let session = &scene.session;
    let day = format::date(slip.out.report.as_of, &session.texts);
    let mut words = vec![
        line("h1", "", session.word(Word::StaffCounterSlip)),
        line("p", "", &session.fill(Word::TextAsOf, &[("d", &day), ("c", &slip.out.report.catalogue)])),
        line("p", "", session.word(Word::TakeQrSays)),
        only_if(slip.left_out, line("p", "", &left_out(&session.catalogue, &session.texts))),
    ];
    for total in &slip.out.report.totals {
        let parts = vec![text(&total.label), text("  "), line("strong", "", &total.range)];
        words.push(element("p", "", None, parts));
    }
    let drawn = slip.code.as_ref().map_or_else(Html::default, |qr| code(qr, session.word(Word::TakeQr)));
    element("header", "slip-head", None, vec![element("div", "", None, words), drawn])
}

fn part(scene: &Scene, title: Word, inside: Vec<Html>) -> Html {
    if inside.is_empty() {
        return Html::default();
    }
    let mut parts = vec![line("h2", "", scene.session.word(title))];
    parts.extend(inside);
    element("section", "", None, parts)
}

fn note(scene: &Scene, slip: &Slip) -> Html {
    let lines: Vec<Html> = slip.note.lines().map(|one| line("p", "slip-note", one)).collect();
    part(scene, Word::StaffCounterSlipNote, lines)
}

/// What can be worked towards: when, how much and how sure the figure is, and which answers were only said.
fn cards(scene: &Scene, slip: &Slip) -> Html {
    let hopeful: Vec<&Card> =
        slip.out.report.groups.iter().filter(|group| group.light.is_hopeful()).flat_map(|group| &group.cards).collect();
    let mut lines: Vec<Html> = hopeful.iter().take(CARDS).map(|one| card(scene, slip, one)).collect();
    lines.push(more(scene, hopeful.len().saturating_sub(CARDS)));
    only_if(!hopeful.is_empty(), part(scene, Word::StaffCounterSlipCards, lines))
}

fn card(scene: &Scene, slip: &Slip, card: &Card) -> Html {
    let session = &scene.session;
    let texts = &session.texts;
    let grade = match card.amount_grade.as_str() {
        "" => String::new(),
        grade => session.fill(Word::TextFigureGrade, &[("a", grade)]),
    };
    // All of them stand below, with those of which a paper was seen.
    let nouns: Vec<String> = slip.said_of(card.policy).iter().map(|fact| scene.noun(*fact)).collect();
    let nouns = format::few(&nouns, texts);
    let said = if nouns.is_empty() { String::new() } else { session.fill(Word::StaffCounterRests, &[("a", &nouns)]) };
    let amount = [card.amount.as_str(), &format::bracketed(&card.amount_note, texts)].concat();
    let parts = vec![
        line("strong", "", &card.name),
        text("  "),
        line("span", "", &amount),
        text("  "),
        line("small", "", &format::clauses(&[card.verdict.clone(), grade], texts)),
        line("p", "", &[card.date.as_str(), "  ", &card.action].concat()),
        line("small", "", &said),
    ];
    element("div", "slip-card", None, parts)
}

/// Each window with what it settles and what it wants.
fn trips(scene: &Scene, slip: &Slip) -> Html {
    let all = &slip.list.trips;
    let mut lines: Vec<Html> = all.iter().take(TRIPS).map(|one| trip(slip, one)).collect();
    lines.push(more(scene, all.len().saturating_sub(TRIPS)));
    only_if(!all.is_empty(), part(scene, Word::StaffCounterSlipWhere, lines))
}

fn trip(slip: &Slip, trip: &Trip) -> Html {
    let way = [&trip.way.kind_name, " · ", &trip.way.name, " ", trip.way.phone.as_deref().unwrap_or_default()].concat();
    let mut papers = Vec::new();
    for paper in trip.papers.iter().filter_map(|at| slip.list.papers.get(*at)) {
        papers.push(marked("li", "slip-paper", if paper.had { "has" } else { "lacks" }, None, vec![text(&paper.name)]));
    }
    let parts = vec![
        line("strong", "", &way),
        text("  "),
        line("span", "", &trip.names.join(" · ")),
        only_if(!papers.is_empty(), element("ul", "slip-papers", None, papers)),
    ];
    element("div", "slip-card", None, parts)
}

fn days(scene: &Scene, slip: &Slip) -> Html {
    let texts = &scene.session.texts;
    let hopeful = slip.out.deadlines.dated.iter().filter(|one| one.light.is_hopeful());
    let day = |one: &Deadline| {
        let day = [&format::date(one.day, texts), &*format::bracketed(&one.left, texts)].concat();
        let says = scene.session.fill(Word::Labelled, &[("a", &one.name), ("b", &one.says)]);
        element(
            "p",
            "",
            None,
            vec![line("strong", "", &day), text("  "), text(&says), text("  "), line("small", "", &one.earliest)],
        )
    };
    part(scene, Word::TakeDates, hopeful.take(DAYS).map(day).collect())
}

/// What is open, by name.
fn open(scene: &Scene, slip: &Slip) -> Html {
    let groups = slip.out.report.groups.iter().filter(|group| group.light == Light::Open);
    let names: Vec<String> = groups.flat_map(|group| &group.cards).map(|card| card.name.clone()).collect();
    let names = line("p", "", &format::few(&names, &scene.session.texts));
    only_if(
        slip.out.report.groups.iter().any(|group| group.light == Light::Open && !group.cards.is_empty()),
        part(scene, Word::StaffCounterSlipOpen, vec![names]),
    )
}

/// What the result rests on, and of which answers a paper was seen.
fn answers(scene: &Scene, slip: &Slip) -> Html {
    let session = &scene.session;
    let mut lines = Vec::new();
    for fact in &slip.out.saved.asked {
        let answer = slip.out.saved.situation.answer(*fact);
        let said = said(&session.catalogue, &session.texts, *fact, answer);
        let words = session.fill(Word::Labelled, &[("a", &scene.noun(*fact)), ("b", &said)]);
        let state = if slip.seen.contains(fact) && answer != Answer::Declined { "has" } else { "lacks" };
        lines.push(marked("li", "slip-paper", state, None, vec![text(&words)]));
    }
    let lines = if lines.is_empty() { Vec::new() } else { vec![element("ul", "slip-papers", None, lines)] };
    part(scene, Word::StaffCounterSlipAnswers, lines)
}

fn more(scene: &Scene, count: usize) -> Html {
    let says = scene.session.fill(Word::TakeMore, &[("n", &count.to_string())]);
    only_if(count > 0, list(vec![line("p", "", &says)]))
}
