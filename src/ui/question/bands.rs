//! The intervals of a number or date beside the field for its exact value; the one that is needed stands open.

use yew::prelude::*;

use super::super::dock::go;
use super::super::tag::{element, fold, list};
use super::option::option;
use super::part::Pad;
use crate::interview::Action;
use crate::report::band;
use crate::words::Word;

/// `form` asks for the exact value.
#[inline(never)]
pub fn beside(pad: &Pad, form: Html) -> Html {
    let asking = &pad.asked.asking;
    if asking.bands.is_empty() {
        return form;
    }
    let bands = element("div", "choices", None, bands(pad));
    if asking.needs_exact {
        return list(vec![form, fold(pad.session.word(Word::BandsRough), bands)]);
    }
    let go = go(pad.session, "choice go");
    list(vec![bands, fold(pad.session.word(Word::BandsExact), list(vec![form, go]))])
}

fn bands(pad: &Pad) -> Vec<Html> {
    let (session, asked) = (pad.session, pad.asked);
    let fact = session.catalogue.fact_of(asked.fact);
    let unit = session.fact_text(asked.fact).unit.as_deref();
    let offered = (fact.bounds.0.max(asked.days.0), fact.bounds.1.min(asked.days.1));
    let mut options = Vec::new();
    for (lo, hi) in &asked.asking.bands {
        let name = band::name(&session.texts, (fact, unit), (*lo, *hi), offered, asked.since);
        let days = if name.days.is_empty() { None } else { Some(name.days.as_str()) };
        options.push(option(&name.name, days, false, session.act(Action::Band(asked.fact, (*lo, *hi)))));
    }
    options
}
