//! The inside of an open card.

use engine::situation::Answer;
use yew::prelude::*;

use super::super::app::Scene;
use super::super::session::Session;
use super::super::tag;
use super::list;
use super::reasons::reasons;
use crate::interview::Action;
use crate::report::Card;
use crate::words::Word;

pub fn details(scene: &Scene, card: &Card) -> Html {
    let session = scene.session;
    let address = tag::page(session, &card.id);
    let page = tag::with("a", &["href"], &[&address], vec![session.say(Word::CardPage)]);
    tag::list(vec![
        section(session, Word::HeadMissing, "answers", list::missing(session, &card.missing)),
        section(session, Word::TextReasons, "reasons", reasons(&card.reasons)),
        section(session, Word::TextChanges, "lines", changes(scene, card)),
        section(session, Word::TextConfirm, "lines", list::plain(&card.confirm)),
        section(session, Word::HeadSteps, "lines", list::steps(session, &card.steps)),
        section(session, Word::HeadPapers, "lines", list::plain(&card.papers)),
        section(session, Word::HeadChannels, "lines", list::channels(&card.channels)),
        section(session, Word::TextUnchecked, "lines", list::plain(&card.unchecked)),
        section(session, Word::HeadAmount, "lines", list::plain(&amount(session, card))),
        section(session, Word::HeadDocument, "lines", list::document(session, card)),
        tag::element("p", "", None, vec![page, about(scene, card)]),
        wrong(scene, card),
    ])
}

/// The way to be asked about this policy only, while that would ask anything.
fn about(scene: &Scene, card: &Card) -> Html {
    let is_asked = !card.missing.is_empty() && scene.interview.about != Some(card.policy);
    let ask = scene.session.act(Action::About(Some(card.policy)));
    tag::only_if(is_asked, tag::button("quiet", ask, vec![scene.session.say(Word::AboutOnly)]))
}

/// The way to what is sent where something is wrong: it is made where results are taken along.
fn wrong(scene: &Scene, card: &Card) -> Html {
    let tell = scene.session.act(Action::ShowWrong(card.id.clone()));
    tag::button("quiet", tell, vec![scene.session.say(Word::WrongTitle)])
}

/// A heading with its list; nothing where the list is empty.
fn section(session: &Session, title: Word, class: &'static str, items: Vec<Html>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    tag::list(vec![tag::line("h5", "", session.word(title)), tag::element("ul", class, None, items)])
}

/// Each change with what else it would alter, and the way to compare.
fn changes(scene: &Scene, card: &Card) -> Vec<Html> {
    let Scene { session, beside, .. } = scene;
    let beside = beside.iter().find(|one| one.policy == card.policy);
    let mut lines = Vec::new();
    for (i, sentence) in card.changes.iter().enumerate() {
        let mut parts = vec![tag::text(sentence)];
        if let Some(also) = beside.and_then(|one| one.changes.get(i)) {
            let mut set = Vec::new();
            for (fact, known) in &also.set {
                set.push((*fact, Answer::Given(*known)));
            }
            parts.push(tag::line("p", "also", &also.sentence(&session.catalogue, &session.texts)));
            parts.push(tag::button(
                "quiet",
                session.act(Action::Suppose(set)),
                vec![session.say(Word::ButtonCompareThis), tag::line("span", "unseen", sentence)],
            ));
        }
        lines.push(tag::element("li", "", None, parts));
    }
    lines
}

/// How the amount is worked out, and how sure it is.
fn amount(session: &Session, card: &Card) -> Vec<String> {
    let mut lines = Vec::new();
    if !card.formula.is_empty() {
        lines.push(session.fill(Word::TextFormula, &[("a", &card.formula)]));
    }
    if !card.amount_grade.is_empty() {
        lines.push(session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]));
    }
    lines
}
