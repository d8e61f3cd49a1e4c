//! The result on paper: A4, black and white, with reasons, clauses, dates, papers, version and code.

use yew::prelude::*;

use super::super::qr::code;
use super::super::tag::{element, line, list as nodes, only_if, text, with};
use super::ways::address;
use super::{Scene, dates, papers};
use crate::exits::private::left_out;
use crate::exits::qr::qr;
use crate::report::said::said;
use crate::report::{Card, Group, Light, Reason, Report, format};
use crate::words::Word;

pub fn paper(scene: &Scene) -> Html {
    let Scene { session, desk, .. } = scene;
    let report = &desk.out.report;
    let mut parts = vec![head(scene, report)];
    parts.push(totals(scene, report));
    parts.push(dates::printed(scene));
    parts.push(papers::printed(scene));
    for group in &report.groups {
        parts.push(self::group(scene, group));
    }
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
            // Also where nothing was left out: silence would tell that.
            !scene.desk.with_sensitive,
            line("p", "", &left_out(&session.catalogue, &session.texts)),
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

/// In full what founder or venture may receive and works towards; the rest by name, so that the sheet stays short.
fn group(scene: &Scene, group: &Group) -> Html {
    let is_told = group.light <= Light::Later;
    let (mut cards, mut names) = (Vec::new(), Vec::new());
    for one in &group.cards {
        if group.light.is_no() {
            cards.push(refused(one));
        } else if scene.desk.is_chosen(&one.id) {
            cards.push(if is_told { card(scene, one) } else { waiting(scene, one) });
        }
    }
    for (word, some) in [(Word::GroupServices, &group.services), (Word::GroupOperators, &group.operators)] {
        let mut listed = Vec::new();
        for one in some {
            if !group.light.is_no() && scene.desk.is_chosen(&one.id) {
                listed.push(one.name.clone());
            }
        }
        if !listed.is_empty() {
            let title = scene.session.fill(word, &[("n", &listed.len().to_string())]);
            let title = line("strong", "", &title);
            names.push(element("p", "", None, vec![title, text("  "), text(&listed.join(" · "))]));
        }
    }
    if cards.is_empty() && names.is_empty() {
        return Html::default();
    }
    let title = element("h2", "", None, vec![text(&group.title), text(" · "), text(&cards.len().to_string())]);
    element("section", "", None, vec![title, nodes(cards), nodes(names)])
}

/// A no in one line: its name, and what is not met.
fn refused(card: &Card) -> Html {
    element("p", "paper-no", None, vec![line("strong", "", &card.name), text("  "), text(&card.verdict)])
}

/// What still has questions open: what it may bring, and which.
fn waiting(scene: &Scene, card: &Card) -> Html {
    let mut nouns = Vec::new();
    for (_, noun) in &card.missing {
        nouns.push(noun.clone());
    }
    let texts = &scene.session.texts;
    let missing = scene.session.fill(Word::TextMissing, &[("a", &format::all_of(&nouns, texts))]);
    let parts = vec![line("strong", "", &card.name), text("  "), text(&card.amount), text("  "), text(&missing)];
    element("p", "paper-no", None, parts)
}

fn card(scene: &Scene, card: &Card) -> Html {
    let session = &scene.session;
    let texts = &session.texts;
    let amount = [card.amount.as_str(), &format::bracketed(&card.amount_note, texts)].concat();
    let grade = match card.amount_grade.is_empty() {
        true => String::new(),
        false => session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]),
    };
    let mut reasons = Vec::new();
    for one in &card.reasons {
        reasons.push(reason(one));
    }
    let mut channels = Vec::new();
    for channel in &card.channels {
        let number = channel.phone.as_deref().map_or_else(String::new, |phone| [" ", phone].concat());
        channels.push([channel.name.as_str(), &number].concat());
    }
    let mut steps = Vec::new();
    for step in &card.steps {
        steps.push(step.say.clone());
    }
    let document = [card.document.citation.clone(), card.document.confirmed.clone()];
    let part = |title: Word, lines: &[String]| {
        let head = line("strong", "", session.word(title));
        if lines.is_empty() {
            Html::default()
        } else {
            element("p", "paper-part", None, vec![head, text("  "), text(&format::clauses(lines, texts))])
        }
    };
    let parts = vec![
        element("h3", "", None, vec![text(&card.name), text("  "), line("span", "", &amount)]),
        element("p", "", None, vec![text(&card.verdict), text("  "), text(&grade)]),
        element("p", "", None, vec![line("strong", "", &card.date), text("  "), text(&card.action)]),
        element("ul", "paper-reasons", None, reasons),
        part(Word::TextConfirm, &card.confirm),
        part(Word::HeadSteps, &steps),
        part(Word::HeadPapers, &card.papers),
        part(Word::HeadChannels, &channels),
        part(Word::TextUnchecked, &card.unchecked),
        part(Word::HeadDocument, &document),
    ];
    element("div", "paper-card", None, parts)
}

/// What the rule asks, whether it holds, and where it is written, as one paragraph.
fn reason(reason: &Reason) -> Html {
    let mut parts = vec![line("strong", "", &reason.label), text(" · "), text(&reason.state), text("  ")];
    for (i, one) in reason.lines.iter().enumerate() {
        parts.push(text(if i > 0 { " / " } else { "" }));
        parts.push(text(&one.sentence));
    }
    parts.push(text("  "));
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
