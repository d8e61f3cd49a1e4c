//! Yes or no.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::session::use_session;
use super::option::AnswerOption;
use super::part::PartProps;
use crate::words::Word;

#[component]
pub fn YesNo(props: &PartProps) -> Html {
    let session = use_session();
    let option = |word: Word, mask: u64| {
        let answer = Answer::Given(Known::Among(mask));
        let on_choose = props.on_answer.reform(move |()| answer);
        html! { <AnswerOption label={session.word(word)} is_chosen={props.given == answer} {on_choose} /> }
    };
    html! { <div class="choices">{ option(Word::Yes, 0b10) }{ option(Word::No, 0b01) }</div> }
}
