//! One of several.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::tag::element;
use super::option::option;
use super::part::Pad;

#[inline(never)]
pub fn choice(pad: &Pad) -> Html {
    let values = &pad.session.catalogue.fact_of(pad.asked.fact).values;
    let texts = &pad.session.fact_text(pad.asked.fact).values;
    let mut options = Vec::new();
    for (bit, (value, text)) in values.iter().zip(texts).enumerate() {
        // An answer that leaves the choice open says nothing.
        let answer = if value.means_open { Answer::Declined } else { Answer::Given(Known::Among(1 << bit)) };
        options.push(option(&text.name, text.help.as_deref(), pad.asked.given == answer, pad.answer(answer)));
    }
    element("div", "choices", None, options)
}
