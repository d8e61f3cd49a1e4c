//! What is kept and where, who stands behind the result, and the version it rests on.

use yew::prelude::*;

use super::session::Session;
use super::tag::{element, line, page, with};
use crate::interview::Interview;
use crate::report::{Report, format};
use crate::words::Word;

pub fn footer(session: &Session, interview: &Interview, report: &Report) -> Html {
    let as_of = format::date(report.as_of, &session.texts);
    let lists = with("a", &["href"], &[&page(session, "index")], vec![session.say(Word::FooterLists)]);
    let kept = if interview.is_kept() { Word::KeptSentence } else { Word::KeptNone };
    let parts = vec![
        line("p", "", session.word(Word::DisclaimerGuidance)),
        line("p", "", session.word(Word::DisclaimerFree)),
        line("p", "", session.word(kept)),
        element("p", "", None, vec![lists]),
        line("p", "version", &session.fill(Word::TextAsOf, &[("d", &as_of), ("c", &report.catalogue)])),
    ];
    element("footer", "footer", None, parts)
}
