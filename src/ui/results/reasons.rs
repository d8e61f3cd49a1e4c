//! Why: every requirement with yes, no or open, in words and with its clause.

use engine::truth::Truth;
use yew::prelude::*;

use super::super::icon::{Icon, Mark};
use super::super::session::use_session;
use crate::report::{Reason, ReasonLine, format};
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct ReasonsProps {
    pub reasons: Vec<Reason>,
}

#[component]
pub fn Reasons(props: &ReasonsProps) -> Html {
    let session = use_session();
    if props.reasons.is_empty() {
        return Html::default();
    }
    html! { <><h5>{ session.word(Word::TextReasons) }</h5><ul class="reasons">{ for props.reasons.iter().map(reason) }</ul></> }
}

fn reason(reason: &Reason) -> Html {
    let (class, mark) = look(reason.truth, reason.disputed);
    html! {
        <li class={classes!("reason", class)}>
            <Icon {mark} />
            <div>
                <p class="reason-head"><strong>{ &reason.label }</strong><span class="reason-state">{ &reason.state }</span></p>
                { lines(&reason.lines) }
                <p class="cite">{ &reason.cite }</p>
            </div>
        </li>
    }
}

/// One sentence as a paragraph; alternatives as a list with a mark for each.
fn lines(lines: &[ReasonLine]) -> Html {
    let alternative = |line: &ReasonLine| {
        let (class, mark) = look(line.truth, false);
        html! { <li {class}><Icon {mark} /><span>{ format::sentence(&line.sentence) }</span></li> }
    };
    match lines {
        [] => Html::default(),
        [one] => html! { <p>{ format::sentence(&one.sentence) }</p> },
        several => html! { <ul class="alternatives">{ for several.iter().map(alternative) }</ul> },
    }
}

fn look(truth: Truth, disputed: bool) -> (&'static str, Mark) {
    match truth {
        Truth::True if disputed => ("state-wait", Mark::Bang),
        Truth::True => ("state-yes", Mark::Check),
        Truth::False => ("state-no", Mark::Cross),
        Truth::Unknown => ("state-open", Mark::Question),
    }
}
