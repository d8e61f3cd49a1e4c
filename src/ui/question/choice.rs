//! One of several.

use engine::fact::Known;
use engine::situation::Answer;
use yew::prelude::*;

use super::super::session::use_session;
use super::option::AnswerOption;
use super::part::PartProps;

#[component]
pub fn Choice(props: &PartProps) -> Html {
    let session = use_session();
    let fact = session.catalogue.fact_of(props.fact);
    let option = |(bit, (value, text)): (usize, (&engine::fact::Value, &engine::texts::ValueText))| {
        // An answer that leaves the choice open says nothing.
        let answer = if value.means_open { Answer::Declined } else { Answer::Given(Known::Among(1 << bit)) };
        let on_choose = props.on_answer.reform(move |()| answer);
        let help = text.help.clone().map(AttrValue::from);
        html! { <AnswerOption key={bit} label={text.name.clone()} {help} is_chosen={props.given == answer} {on_choose} /> }
    };
    let values = fact.values.iter().zip(&session.fact_text(props.fact).values).enumerate();
    html! { <div class="choices">{ for values.map(option) }</div> }
}
