//! What holds until it is changed back: one policy that is asked about, another day that counts.

use yew::prelude::*;

use super::session::Session;
use super::tag::{button, element, text, with};
use crate::interview::{Action, Interview};
use crate::report::format;
use crate::words::Word;

pub fn standing(session: &Session, interview: &Interview) -> Html {
    let mut lines = Vec::new();
    // While the texts of its region are on their way, a policy has no name yet.
    if let Some(policy) = interview.about.filter(|policy| !session.policy_name(*policy).is_empty()) {
        let says = session.fill(Word::AboutNow, &[("p", session.policy_name(policy))]);
        lines.push(line(session, &says, Action::About(None), Word::AboutAll));
    }
    if interview.is_as_of_another_day() {
        let day = |day| format::date(day, &session.texts);
        let says = session.fill(Word::AsOfOther, &[("d", &day(session.as_of)), ("t", &day(interview.today))]);
        lines.push(line(session, &says, Action::AsOf(interview.today), Word::AsOfToday));
    }
    with("div", &["class", "role"], &["standing", "status"], lines)
}

/// What holds, and the way back.
fn line(session: &Session, says: &str, back: Action, way: Word) -> Html {
    element("p", "", None, vec![text(says), button("quiet", session.act(back), vec![session.say(way)])])
}
