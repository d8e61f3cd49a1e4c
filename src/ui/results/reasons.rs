//! Why: every requirement with yes, no or open, in words and with its clause.

use engine::truth::Truth;
use yew::prelude::*;

use super::super::icon::{Mark, icon};
use super::super::tag::{element, line, marked, text};
use crate::report::{Reason, ReasonLine, format};

pub fn reasons(reasons: &[Reason]) -> Vec<Html> {
    reasons.iter().map(reason).collect()
}

fn reason(reason: &Reason) -> Html {
    let (class, mark) = look(reason.truth, reason.disputed);
    let inside = html! {
        <div>
            <p class="reason-head"><strong>{ text(&reason.label) }</strong>{ line("span", "reason-state", &reason.state) }</p>
            { lines(&reason.lines) }
            { line("p", "cite", &reason.cite) }
        </div>
    };
    marked("li", "reason", class, None, vec![icon(mark), inside])
}

/// One sentence as a paragraph; alternatives as a list with a mark for each.
fn lines(lines: &[ReasonLine]) -> Html {
    match lines {
        [] => Html::default(),
        [one] => html! { <p>{ text(&format::sentence(&one.sentence)) }</p> },
        several => element("ul", "alternatives", None, several.iter().map(alternative).collect()),
    }
}

fn alternative(line: &ReasonLine) -> Html {
    let (class, mark) = look(line.truth, false);
    let sentence = html! { <span>{ text(&format::sentence(&line.sentence)) }</span> };
    element("li", class, None, vec![icon(mark), sentence])
}

fn look(truth: Truth, disputed: bool) -> (&'static str, Mark) {
    match truth {
        Truth::True if disputed => ("state-wait", Mark::Bang),
        Truth::True => ("state-yes", Mark::Check),
        Truth::False => ("state-no", Mark::Cross),
        Truth::Unknown => ("state-open", Mark::Question),
    }
}
