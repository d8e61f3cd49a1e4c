//! The staff's side, a program of its own: the counter, many founders at once, a station's settings, policy files.
//!
//! Every place stays mounted while another is shown, so that nothing is lost by looking elsewhere. What only a browser
//! can do is asked for ([`Ask`]); `surface/staff` does it.

pub mod check;
pub mod counter;
pub mod judged;
pub mod many;
mod station;

use std::rc::Rc;

use engine::date::Date;
use engine::policy::Catalogue;
use engine::texts::Texts;
use yew::prelude::*;

use super::session::Session;
use super::tag::{element, line, list, text, with};
use crate::interview::lang::Lang;
use crate::words::Word;
pub use station::{Judged, StationReach};

/// What this program is opened with; it never changes while it is open.
#[derive(Properties, Clone)]
pub struct StaffProps {
    pub catalogue: Rc<Catalogue>,
    /// Every text of the language in use.
    pub texts: Rc<Texts>,
    pub lang: Lang,
    pub today: Date,
    /// Milliseconds since 1970.
    pub now: u64,
    /// The address of the page for founders, without anything of a person.
    pub base: AttrValue,
    /// What only a browser can do for a station's settings.
    pub station: StationReach,
    /// What stands behind `#` in the address, now and whenever it changes.
    pub watch: Callback<Callback<String>>,
    /// What only a browser can do for a roster.
    pub many: Callback<(many::Deed, Callback<many::Act>)>,
    /// What is asked for where policy files are checked.
    pub check: Callback<(check::Deed, Callback<check::Act>)>,
    /// What the counter asks of the browser.
    pub counter: counter::Door,
}

/// It is mounted once.
impl PartialEq for StaffProps {
    fn eq(&self, other: &StaffProps) -> bool {
        Rc::ptr_eq(&self.texts, &other.texts)
    }
}

impl StaffProps {
    /// What the shared views read. Nothing here acts on the interview of a founder's page.
    fn session(&self) -> Session {
        Session {
            catalogue: self.catalogue.clone(),
            texts: self.texts.clone(),
            as_of: self.today,
            dispatch: Callback::noop(),
        }
    }
}

/// A place of the staff's side, by its fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Counter,
    Many,
    Station,
    Check,
}

impl Place {
    const ALL: [(Place, &'static str, Word); 4] = [
        (Place::Counter, "counter", Word::StaffCounter),
        (Place::Many, "many", Word::StaffMany),
        (Place::Station, "station", Word::StaffStation),
        (Place::Check, "check", Word::StaffCheck),
    ];

    /// The counter where the fragment names no place.
    fn of(fragment: &str) -> Place {
        let named = Place::ALL.iter().find(|(_, name, _)| fragment == *name);
        named.map_or(Place::Counter, |(place, _, _)| *place)
    }
}

#[component]
pub fn Staff(props: &StaffProps) -> Html {
    let place = use_state(|| Place::Counter);
    let (watch, set) = (props.watch.clone(), place.setter());
    use_effect_with((), move |()| watch.emit(Callback::from(move |fragment: String| set.set(Place::of(&fragment)))));
    let session = props.session();
    let shown = |which: Place, inside: Html| {
        let hidden: &[&str] = if *place == which { &[] } else { &["hidden"] };
        let keys: &'static [&'static str] = if hidden.is_empty() { &["class"] } else { &["class", "hidden"] };
        with("section", keys, &["staff-place", ""], vec![inside])
    };
    let mut tabs = Vec::new();
    for (which, name, word) in Place::ALL {
        let current = if which == *place { "page" } else { "false" };
        let address = ["#", name].concat();
        tabs.push(with("a", &["href", "aria-current"], &[&address, current], vec![session.say(word)]));
    }
    for lang in Lang::ALL {
        if lang != props.lang {
            let address = ["?lang=", lang.tag()].concat();
            tabs.push(with("a", &["href", "lang"], &[&address, lang.tag()], vec![text(lang.name())]));
        }
    }
    let brand = line("h1", "", session.word(Word::StaffTitle));
    let header = element("header", "staff-header", None, vec![brand, element("nav", "", None, tabs)]);
    let places = vec![
        shown(Place::Counter, html! { <counter::Counter ..props.clone() /> }),
        shown(Place::Many, html! { <many::Many ..props.clone() /> }),
        shown(Place::Station, html! { <station::Station ..props.clone() /> }),
        shown(Place::Check, html! { <check::Check ..props.clone() /> }),
    ];
    list(vec![header, element("main", "staff", None, places)])
}
