//! Yes or no.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::tag::element;
use super::option::option;
use super::part::Pad;
use crate::words::Word;

#[inline(never)]
pub fn yes_no(pad: &Pad) -> Html {
    let option = |word: Word, mask: u64| {
        let answer = Answer::Given(Known::Among(mask));
        option(pad.session.word(word), None, pad.asked.given == answer, pad.answer(answer))
    };
    element("div", "choices", None, vec![option(Word::Yes, 0b10), option(Word::No, 0b01)])
}
