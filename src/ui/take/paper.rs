//! The result on paper: A4, black and white, with reasons, clauses, dates, papers, version and code.

use yew::prelude::*;

use super::super::results::list;
use super::super::tag::{element, line, list as nodes, only_if, text, with};
use super::ways::{address, code};
use super::{Scene, dates, papers};
use crate::exits::qr::qr;
use crate::report::said::said;
use crate::report::{Card, Group, Reason, Report, format};
use crate::words::Word;

pub fn paper(scene: &Scene) -> Html {
    let Scene { session, desk, .. } = scene;
    let report = &desk.out.report;
    let mut parts = vec![head(scene, report)];
    parts.push(totals(scene, report));
    for group in &report.groups {
        parts.push(self::group(scene, group));
    }
    parts.push(dates::printed(scene));
    parts.push(papers::printed(scene));
    parts.push(answers(scene));
    for word in [Word::DisclaimerGuidance, Word::DisclaimerFree] {
        parts.push(line("p", "", session.word(word)));
    }
    // What a screen reader reads is the screen, not the sheet behind it.
    with("article", &["class", "aria-hidden"], &["paper", "true"], parts)
}

/// Title, day, version, and the code that opens the same answers.
fn head(scene: &Scene, report: &Report) -> Html {
    let session = &scene.session;
    let as_of = format::date(report.as_of, &session.texts);
    let words = vec![
        line("h1", "", session.word(Word::TextTitle)),
        line("p", "", &session.fill(Word::TextAsOf, &[("d", &as_of), ("c", &report.catalogue)])),
        only_if(report.left > 0, line("p", "", &session.fill(Word::TextLeft, &[("n", &report.left.to_string())]))),
        only_if(
            scene.desk.has_sensitive && !scene.desk.with_sensitive,
            line("p", "", session.word(Word::TakeSensitiveOut)),
        ),
        line("p", "", session.word(Word::TakeQrSays)),
    ];
    let drawn = qr(&address(scene)).map_or_else(Html::default, |qr| code(&qr, session.word(Word::TakeQr)));
    element("header", "paper-head", None, vec![element("div", "", None, words), drawn])
}

fn totals(scene: &Scene, report: &Report) -> Html {
    let mut lines = Vec::new();
    for total in &report.totals {
        let range = line("strong", "", &total.range);
        lines.push(element("p", "", None, vec![text(&total.label), text("  "), range, line("small", "", &total.note)]));
    }
    if let Some(call) = &report.call {
        let says = [line("strong", "", scene.session.word(Word::TextCall)), text(" "), line("strong", "", &call.phone)];
        lines.push(element("p", "", None, says.into()));
        lines.push(line("blockquote", "", &call.question));
    }
    element("section", "", None, lines)
}

fn group(scene: &Scene, group: &Group) -> Html {
    let mut cards = Vec::new();
    for some in [&group.cards, &group.services, &group.operators] {
        for one in some {
            let is_no = group.light.is_no();
            let shown = if is_no { refused(one) } else { card(scene, one) };
            if is_no || scene.desk.is_chosen(&one.id) {
                cards.push(shown);
            }
        }
    }
    if cards.is_empty() {
        return Html::default();
    }
    let count = [" · ", &cards.len().to_string()].concat();
    let title = element("h2", "", None, vec![text(&group.title), text(&count)]);
    element("section", "", None, vec![title, nodes(cards)])
}

/// A no in one line: its name, and what is not met.
fn refused(card: &Card) -> Html {
    element("p", "paper-no", None, vec![line("strong", "", &card.name), text("  "), text(&card.verdict)])
}

fn card(scene: &Scene, card: &Card) -> Html {
    let session = &scene.session;
    let amount = [card.amount.as_str(), &format::bracketed(&card.amount_note, &session.texts)].concat();
    let grade = match card.amount_grade.is_empty() {
        true => String::new(),
        false => session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]),
    };
    let mut reasons = Vec::new();
    for one in &card.reasons {
        reasons.push(reason(one));
    }
    let part = |title: Word, lines: Vec<Html>| {
        let head = line("h4", "", session.word(title));
        if lines.is_empty() { Html::default() } else { nodes(vec![head, element("ul", "", None, lines)]) }
    };
    let parts = vec![
        line("h3", "", &card.name),
        line("p", "", &card.verdict),
        element("p", "", None, vec![line("strong", "", &amount), text(" "), text(&grade)]),
        line("p", "", &card.date),
        line("p", "", &card.action),
        part(Word::TextReasons, reasons),
        part(Word::TextConfirm, list::plain(&card.confirm)),
        part(Word::HeadSteps, list::steps(session, &card.steps)),
        part(Word::HeadPapers, list::plain(&card.papers)),
        part(Word::HeadChannels, list::channels(&card.channels)),
        part(Word::TextUnchecked, list::plain(&card.unchecked)),
        part(Word::HeadDocument, list::document(session, card)),
    ];
    element("div", "paper-card", None, parts)
}

fn reason(reason: &Reason) -> Html {
    let mut parts = vec![line("strong", "", &reason.label), text(" · "), text(&reason.state)];
    for one in &reason.lines {
        parts.push(line("div", "", &one.sentence));
    }
    parts.push(line("small", "", &reason.cite));
    element("li", "", None, parts)
}

/// What the result rests on.
fn answers(scene: &Scene) -> Html {
    let Scene { session, desk, .. } = scene;
    let mut lines = Vec::new();
    for fact in &desk.out.saved.asked {
        let noun = format::sentence(&session.fact_text(*fact).noun);
        let said = said(&session.catalogue, &session.texts, *fact, desk.out.saved.situation.answer(*fact));
        lines.push(line("li", "", &session.fill(Word::Labelled, &[("a", &noun), ("b", &said)])));
    }
    if lines.is_empty() {
        return Html::default();
    }
    let title = line("h2", "", session.word(Word::ReviewTitle));
    element("section", "", None, vec![title, element("ul", "paper-answers", None, lines)])
}
