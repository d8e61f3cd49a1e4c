//! Why: every requirement with yes, no or open, in words and with its clause.

use engine::truth::Truth;
use yew::prelude::*;

use super::super::icon::{Mark, icon};
use super::super::tag::{element, line, marked, only_if};
use crate::report::{Reason, ReasonLine, format};

pub fn reasons(reasons: &[Reason]) -> Vec<Html> {
    let mut lines = Vec::new();
    for one in reasons {
        lines.push(reason(one));
    }
    lines
}

fn reason(reason: &Reason) -> Html {
    let (class, mark) = look(reason.truth, reason.disputed);
    let head = vec![line("strong", "", &reason.label), line("span", "reason-state", &reason.state)];
    let parts = vec![element("p", "reason-head", None, head), lines(&reason.lines), line("p", "cite", &reason.cite)];
    let inside = element("div", "", None, parts);
    marked("li", "reason", class, None, vec![icon(mark), inside])
}

/// One sentence as a paragraph; alternatives as a list with a mark for each.
fn lines(lines: &[ReasonLine]) -> Html {
    if let [one] = lines {
        return line("p", "", &format::sentence(&one.sentence));
    }
    let mut alternatives = Vec::new();
    for one in lines {
        let (class, mark) = look(one.truth, false);
        let sentence = line("span", "", &format::sentence(&one.sentence));
        alternatives.push(element("li", class, None, vec![icon(mark), sentence]));
    }
    only_if(!lines.is_empty(), element("ul", "alternatives", None, alternatives))
}

fn look(truth: Truth, disputed: bool) -> (&'static str, Mark) {
    match truth {
        Truth::True if disputed => ("state-wait", Mark::Bang),
        Truth::True => ("state-yes", Mark::Check),
        Truth::False => ("state-no", Mark::Cross),
        Truth::Unknown => ("state-open", Mark::Question),
    }
}
