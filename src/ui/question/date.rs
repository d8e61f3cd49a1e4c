//! A date as year, month and day; a month or a year alone is an answer too.

use engine::date::Date;
use engine::fact::Known;
use engine::situation::Answer;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::super::dock::FORM;
use super::super::session::use_session;
use super::part::PartProps;
use crate::report::format;
use crate::words::Word;

/// What was chosen so far; zero stands for nothing.
type Chosen = (u32, u32, u32);

#[component]
pub fn DateParts(props: &PartProps) -> Html {
    let session = use_session();
    let chosen = use_state(|| chosen(props.given));
    let wrong = use_state(|| None::<Word>);
    let onsubmit = {
        let (props, chosen, wrong) = (props.clone(), *chosen, wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match span(chosen, props.days) {
                Ok(span) => props.on_answer.emit(Answer::Given(span)),
                Err(word) => wrong.set(Some(word)),
            }
        })
    };
    let set = |change: fn(Chosen, u32) -> Chosen| {
        let (state, wrong) = (chosen.clone(), wrong.clone());
        Callback::from(move |value: u32| {
            wrong.set(None);
            state.set(change(*state, value));
        })
    };
    let (year, month, day) = *chosen;
    let months = session.word(Word::MonthNames);
    let months: Vec<AttrValue> =
        months.split('|').map(|name| session.fill(Word::MonthOption, &[("m", name)])).collect();
    let option = |n: u32| (n, AttrValue::from(n.to_string()));
    html! {
        <form id={FORM} class="date" {onsubmit}>
            <Select label={session.word(Word::DateYear)} value={year} options={years(props).map(option).collect::<Vec<_>>()}
                on_change={set(|(_, m, d), year| (year, m, d))} />
            <Select label={session.word(Word::DateMonth)} value={month} options={(1..).zip(months).collect::<Vec<_>>()}
                on_change={set(|(y, _, d), month| (y, month, d))} />
            <Select label={session.word(Word::DateDay)} value={day} options={(1..=31).map(option).collect::<Vec<_>>()}
                on_change={set(|(y, m, _), day| (y, m, day))} />
            <p class="hint">{ session.word(Word::DateHint) }</p>
            <p class="wrong" role="alert">{ wrong.map_or("".into(), |word| session.word(word)) }</p>
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct SelectProps {
    label: AttrValue,
    value: u32,
    options: Vec<(u32, AttrValue)>,
    on_change: Callback<u32>,
}

#[component]
fn Select(props: &SelectProps) -> Html {
    let onchange = props
        .on_change
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or_default());
    let option = |(value, name): &(u32, AttrValue)| {
        html! { <option key={*value} value={value.to_string()} selected={*value == props.value}>{ name }</option> }
    };
    html! {
        <label class="field">
            <span class="field-label">{ &props.label }</span>
            <select {onchange}>
                <option value="0" selected={props.value == 0}>{ "–" }</option>
                { for props.options.iter().map(option) }
            </select>
        </label>
    }
}

/// The years on offer, the nearest to today first.
fn years(props: &PartProps) -> impl Iterator<Item = u32> {
    let year = |day: i64| format::day(day.into()).ymd().0;
    let this = props.as_of.ymd().0;
    let first = year(props.days.0).max(this - YEARS_BACK);
    let last = year(props.days.1).min(this + YEARS_AHEAD);
    let years: Box<dyn Iterator<Item = i32>> =
        if first == this { Box::new(first..=last) } else { Box::new((first..=last).rev()) };
    years.map(i32::cast_unsigned)
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
