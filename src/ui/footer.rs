//! What is kept and where, the day that counts, who stands behind the result, and the version it rests on.

use engine::date::Date;
use engine::digits::digits;
use engine::policy::Catalogue;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::session::Session;
use super::tag::{button, element, field, input, line, page, with};
use crate::interview::saved::Keep;
use crate::interview::{Action, Interview};
use crate::report::{Report, format};
use crate::words::Word;

pub fn footer(session: &Session, interview: &Interview, report: &Report) -> Html {
    let as_of = format::date(report.as_of, &session.texts);
    let lists = with("a", &["href"], &[&page(session, "index")], vec![session.say(Word::FooterLists)]);
    let parts = vec![
        line("p", "", session.word(Word::DisclaimerGuidance)),
        line("p", "", session.word(Word::DisclaimerFree)),
        kept(session, interview),
        element("p", "", None, vec![lists]),
        line("p", "version", &session.fill(Word::TextAsOf, &[("d", &as_of), ("c", &report.catalogue)])),
        age(session, interview),
        day(session, interview),
    ];
    element("footer", "footer", None, parts)
}

/// How many days old a catalogue may be before its age is told.
const FRESH: i32 = 60;

/// That the catalogue is old, and how old; or that the clock must be wrong. In the far west it is still yesterday.
fn age(session: &Session, interview: &Interview) -> Html {
    let date = session.catalogue.date;
    let days = interview.today.0 - date.0;
    if days < -1 {
        let [today, date] = [interview.today, date].map(|day| format::date(day, &session.texts));
        return line("p", "notice", &session.fill(Word::CatalogueAhead, &[("d", &today), ("a", &date)]));
    }
    if days <= FRESH {
        return Html::default();
    }
    let with = [("d", &*format::date(date, &session.texts)), ("n", &digits(days.unsigned_abs().into()))];
    line("p", "notice", &session.fill(Word::CatalogueOld, &with))
}

/// How long the answers are kept, and the other choice.
fn kept(session: &Session, interview: &Interview) -> Html {
    if !interview.is_kept() || interview.unkept {
        return line("p", "", session.word(Word::KeptNone));
    }
    let time = |keep| session.word(if keep == Keep::Day { Word::KeptDay } else { Word::KeptMonth });
    let other = interview.keep.other();
    let says = session.say_with(Word::KeptSentence, &[("t", time(interview.keep))]);
    let way = vec![session.say_with(Word::KeptFor, &[("t", time(other))])];
    element("p", "", None, vec![says, button("quiet", session.act(Action::KeepFor(other)), way)])
}

/// The day that counts: today, or one as far back as the catalogue has rules.
fn day(session: &Session, interview: &Interview) -> Html {
    let (first, last) = (first_day(&session.catalogue), interview.today);
    let dispatch = session.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        // Half a date, or none, is no day yet.
        let typed = event.target_unchecked_into::<HtmlInputElement>().value().parse::<Date>();
        if let Some(day) = typed.ok().filter(|day| (first..=last).contains(day)) {
            dispatch.emit(Action::AsOf(day));
        }
    });
    let label = session.fill(Word::AsOfField, &[("d", &format::date(first, &session.texts))]);
    let values = ["date", &first.to_string(), &last.to_string()];
    field("field", &label, input(&["type", "min", "max"], &values, &session.as_of.to_string(), oninput))
}

/// The first day on which anything in the catalogue held.
fn first_day(catalogue: &Catalogue) -> Date {
    let mut first = catalogue.date;
    for policy in &catalogue.policies {
        for version in &policy.versions {
            first = first.min(version.in_force.from);
        }
    }
    first
}
