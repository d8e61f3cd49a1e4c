//! Nothing is left to ask, and what was left for later.

use engine::situation::Answer;
use yew::prelude::*;

use super::app::Scene;
use super::review::answer;
use super::session::Session;
use super::tag::{button, element, line, list};
use crate::interview::{Action, Interview};
use crate::report::format;
use crate::words::Word;

#[inline(never)]
pub fn done(scene: &Scene) -> Html {
    let session = scene.session;
    let title = if scene.interview.about.is_some() { Word::AboutDone } else { Word::DoneTitle };
    let parts = vec![
        line("h2", "", session.word(title)),
        line("p", "", session.word(Word::DoneSentence)),
        button("choice", session.act(Action::ShowReview), vec![session.say(Word::ButtonReview)]),
    ];
    element("div", "done", Some("done"), parts)
}

/// The questions that were left for later, each with how to find the answer out.
pub fn skipped(session: &Session, interview: &Interview) -> Html {
    let mut lines = Vec::new();
    for fact in &interview.asked {
        if interview.situation.answer(*fact) == Answer::Declined {
            let text = session.fact_text(*fact);
            let way = text.find_out.as_deref().unwrap_or_default();
            lines.push(answer(session, *fact, &format::sentence(&text.noun), way, Word::ButtonAnswer, &text.noun));
        }
    }
    if lines.is_empty() {
        return Html::default();
    }
    list(vec![line("h3", "", session.word(Word::SkippedTitle)), element("ul", "answers", None, lines)])
}
