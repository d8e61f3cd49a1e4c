//! Several of several. What nobody likes to be asked is folded away, and may stay untold.

use engine::fact::{Known, Value};
use engine::situation::Answer;
use yew::prelude::*;

use super::super::tag::{element, form, line, list, only_if, with, wrong as says};
use super::option::{option, words};
use super::part::{Draft, Pad, PartProps};
use crate::words::Word;

pub fn set(pad: &Pad) -> Html {
    let Pad { session, asked, draft, .. } = pad;
    let fact = session.catalogue.fact_of(asked.fact);
    let sensitive = sensitive_values(&fact.values) & asked.shown;
    let was_open = had(asked.given) & sensitive != 0;
    let untold = if draft.is_untold { sensitive & !draft.picked } else { 0 };
    let may = untold | (fact.all_values() & !asked.shown);
    let answer = |has| Answer::Given(Known::Set { has, may });
    let is_ready = draft.picked != 0 || untold != 0;
    let tell = Draft { is_untold: untold == 0, ..(*draft).clone() };
    let wrong = if draft.was_tried && draft.picked == 0 { session.word(Word::SetMissing) } else { "" };
    let mut inside = ticks(pad, sensitive);
    inside.push(tick(pad, session.word(Word::RatherNotSay), None, untold != 0, tell));
    let keys: &[&str] = if was_open { &["class", "open"] } else { &["class"] };
    let summary = line("summary", "", session.word(Word::OtherSituations));
    let folded = with("details", keys, &["fold", ""], vec![summary, element("div", "choices", None, inside)]);
    let parts = vec![
        list(ticks(pad, asked.shown & !sensitive)),
        only_if(sensitive != 0, folded),
        only_if(draft.picked == 0, option(session.word(Word::NoneOfThese), None, false, pad.answer(answer(0)))),
        says(wrong),
    ];
    form("choices", pad.submit(is_ready.then(|| answer(draft.picked))), parts)
}

pub fn draft(props: &PartProps) -> Draft {
    Draft { picked: had(props.given) & props.shown, ..Draft::default() }
}

/// A box for every value of a mask.
fn ticks(pad: &Pad, mask: u64) -> Vec<Html> {
    let mut ticks = Vec::new();
    for (bit, value) in pad.session.fact_text(pad.asked.fact).values.iter().enumerate() {
        let at = 1 << bit;
        if mask & at != 0 {
            let toggled = Draft { picked: pad.draft.picked ^ at, ..pad.draft.clone() };
            ticks.push(tick(pad, &value.name, value.help.as_deref(), pad.draft.picked & at != 0, toggled));
        }
    }
    ticks
}

fn tick(pad: &Pad, label: &str, help: Option<&str>, is_on: bool, toggled: Draft) -> Html {
    let setter = pad.setter.clone();
    let onchange = Callback::from(move |_: Event| setter.set(toggled.clone()));
    let tick = html! { <input type="checkbox" checked={is_on} {onchange} /> };
    element("label", "choice tick", None, vec![tick, words(label, help)])
}

fn had(given: Answer) -> u64 {
    match given {
        Answer::Given(Known::Set { has, .. }) => has,
        _ => 0,
    }
}

fn sensitive_values(values: &[Value]) -> u64 {
    let mut mask = 0;
    for (bit, value) in values.iter().enumerate() {
        mask |= u64::from(value.sensitive) << bit;
    }
    mask
}
