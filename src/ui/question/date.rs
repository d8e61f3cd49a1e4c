//! A date as year, month and day; a month or a year alone is an answer too.

use engine::date::Date;
use engine::fact::Known;
use engine::situation::Answer;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::super::tag::{field, form, line, list, text, wrong as says};
use super::part::{Draft, Pad, PartProps};
use crate::report::format;
use crate::words::Word;

/// Year, month and day as chosen so far; zero stands for nothing.
pub type Chosen = (u32, u32, u32);

#[inline(never)]
pub fn date(pad: &Pad) -> Html {
    let Pad { session, asked, draft, .. } = pad;
    let (year, month, day) = draft.chosen;
    let span = span(draft.chosen, asked.days);
    let as_of = format::date(asked.as_of, &session.texts);
    let wrong = span.err().filter(|_| draft.was_tried).map(|word| session.fill(word, &[("d", &as_of)]));
    let mut months = Vec::new();
    for (n, name) in (1..).zip(session.word(Word::MonthNames).split('|')) {
        months.push((n, session.fill(Word::MonthOption, &[("m", name)])));
    }
    let parts = vec![
        select(pad, Word::DateYear, year, years(asked), |(_, m, d), year| (year, m, d)),
        select(pad, Word::DateMonth, month, months, |(y, _, d), month| (y, month, d)),
        select(pad, Word::DateDay, day, numbered(1..=31), |(y, m, _), day| (y, m, day)),
        line("p", "hint", session.word(Word::DateHint)),
        says(&wrong.unwrap_or_default()),
    ];
    form("date", pad.submit(span.ok().map(Answer::Given)), parts)
}

#[inline(never)]
pub fn draft(props: &PartProps) -> Draft {
    Draft { chosen: chosen(props.given), ..Draft::default() }
}

/// One part of the date; what is on offer as numbers with their names.
fn select(pad: &Pad, label: Word, value: u32, offer: Vec<(u32, String)>, change: fn(Chosen, u32) -> Chosen) -> Html {
    let (setter, draft) = (pad.setter.clone(), pad.draft.clone());
    let onchange = Callback::from(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or_default();
        setter.set(Draft { chosen: change(draft.chosen, value), was_tried: false, ..draft.clone() });
    });
    let option = |n: u32, name: &str| {
        html! { <option key={n} value={n.to_string()} selected={n == value}>{ text(name) }</option> }
    };
    let mut options = vec![option(0, "–")];
    for (n, name) in &offer {
        options.push(option(*n, name));
    }
    let select = html! { <select {onchange}>{ list(options) }</select> };
    field("field", pad.session.word(label), select)
}

fn numbered(numbers: std::ops::RangeInclusive<u32>) -> Vec<(u32, String)> {
    let mut named = Vec::new();
    for n in numbers {
        named.push((n, n.to_string()));
    }
    named
}

/// The years on offer, the nearest to today first.
fn years(props: &PartProps) -> Vec<(u32, String)> {
    let year = |day: i64| format::day(day.into()).ymd().0;
    let this = props.as_of.ymd().0;
    let first = year(props.days.0).max(this - YEARS_BACK);
    let last = year(props.days.1).min(this + YEARS_AHEAD);
    let mut years = numbered(first.cast_unsigned()..=last.cast_unsigned());
    if first != this {
        years.reverse();
    }
    years
}

const YEARS_BACK: i32 = 90;
const YEARS_AHEAD: i32 = 6;

/// The days from the first to the last one that fit what was chosen, within those on offer.
fn span((year, month, day): Chosen, (first, last): (i64, i64)) -> Result<Known, Word> {
    if year == 0 || (month == 0 && day != 0) {
        return Err(Word::DateMissing);
    }
    let or = |value: u32, otherwise: u32| if value == 0 { otherwise } else { value };
    let from = Date::from_ymd(year.cast_signed(), or(month, 1), or(day, 1)).ok_or(Word::DateImpossible)?;
    let to = match (month, day) {
        (0, _) => from.add_months(12).add_days(-1),
        (_, 0) => from.add_months(1).add_days(-1),
        _ => from,
    };
    let (lo, hi) = (i64::from(from.0).max(first), i64::from(to.0).min(last));
    match () {
        () if lo <= hi => Ok(Known::Span { lo, hi }),
        () if i64::from(from.0) > last => Err(Word::DateAhead),
        () => Err(Word::DatePast),
    }
}

/// What an earlier answer chose: a whole year or month leaves the rest open.
fn chosen(given: Answer) -> Chosen {
    let Answer::Given(Known::Span { lo, hi }) = given else { return (0, 0, 0) };
    let ((year, month, day), (last_year, last_month, last_day)) =
        (format::day(lo.into()).ymd(), format::day(hi.into()).ymd());
    match () {
        () if year != last_year => (0, 0, 0),
        () if month != last_month => (year.cast_unsigned(), 0, 0),
        () if day != last_day => (year.cast_unsigned(), month, 0),
        () => (year.cast_unsigned(), month, day),
    }
}
