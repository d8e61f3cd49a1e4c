//! The door to what a person takes along: another program, fetched only when it is opened, that draws in an element
//! of the page, gets the answers as they are kept, and tells back in short texts.

use std::rc::Rc;

use engine::date::Date;
use engine::policy::Catalogue;
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::js_sys::{Array, Function, Promise};
use web_sys::wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{browser, clock};
use crate::interview::saved::{self, read_lines};
use crate::interview::{Action, Interview};
use crate::ui::app::APART;
use crate::ui::effect::{Depends, Undo, use_effect_on};
use crate::ui::screen::Screen;

/// Opens the other program: `open(element, kept, offered, speech)`, a promise. `offered` is null where results are
/// taken along, and names the policy whose result is wrong behind `!`; `speech` is the tag of the language, with `+` behind it where somebody else is spoken of. Without
/// arguments it is closed.
pub type Door = Rc<Function>;

/// The event that the other program sends to its element, and the attribute that says what it tells.
const TOLD: &str = "told";
const SAYS: &str = "data-told";

/// Opens the door while the screen is apart, anew in another language.
#[hook]
pub fn use_door(
    door: Door,
    screen: Screen,
    catalogue: Rc<Catalogue>,
    interview: Rc<Interview>,
    dispatch: Callback<Action>,
) {
    let depends = Depends::Apart(screen, interview.lang, interview.situation.as_of);
    let open = move || {
        let root = gloo::utils::document().get_element_by_id(APART)?;
        let kept = saved::write(&catalogue, &interview, clock::now());
        let speech = [interview.lang.tag(), if interview.for_other { "+" } else { "" }].concat();
        let is_taken = screen == Screen::Take && interview.offered.is_empty();
        let offered = if is_taken { JsValue::NULL } else { JsValue::from(&interview.offered) };
        let arguments = Array::of4(root.as_ref(), &kept.into(), &offered, &JsValue::from(speech));
        let today = interview.today;
        let listener = EventListener::new(&root.clone(), TOLD, {
            let dispatch = dispatch.clone();
            move |_| {
                let told = root.get_attribute(SAYS).unwrap_or_default();
                if let Some(action) = action(&catalogue, today, &told) {
                    dispatch.emit(action);
                }
            }
        });
        let opened = door.apply(&JsValue::NULL, &arguments);
        wasm_bindgen_futures::spawn_local(async move {
            let opened = opened.and_then(JsCast::dyn_into::<Promise>);
            let is_open = match opened {
                Ok(promise) => wasm_bindgen_futures::JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            };
            if !is_open {
                dispatch.emit(Action::NotFetched);
            }
        });
        Some(Box::new(move || {
            drop(listener);
            // Closing what was never opened changes nothing.
            let _ = door.call0(&JsValue::NULL);
        }) as Undo)
    };
    use_effect_on(depends, Box::new(open));
}

/// What the other program tells: a word, and lines behind it.
fn action(catalogue: &Catalogue, today: Date, told: &str) -> Option<Action> {
    let mut lines = told.split('\n');
    let head = lines.next().unwrap_or_default();
    let (word, day) = head.split_once(' ').unwrap_or((head, ""));
    match word {
        "back" => Some(Action::Back),
        "notes" => Some(Action::Note(lines.map(str::to_owned).collect())),
        // Answers of a link, as of the day that was chosen there, or else of today.
        "load" => Some(match read_lines(catalogue, lines, day.parse().unwrap_or(today)) {
            Ok(saved) => Action::Load(saved),
            Err(saved::Damaged) => Action::Damaged,
        }),
        _ => None,
    }
}

/// Shows what the address carries, when the page opens and whenever the address changes.
#[hook]
pub fn use_address(dispatch: Callback<Action>) {
    let look = move || {
        let offer = move || {
            if let Some(carried) = browser::carried() {
                dispatch.emit(Action::Offer(carried));
            }
        };
        offer();
        let listener = EventListener::new(&gloo::utils::window(), "hashchange", move |_| offer());
        Some(Box::new(move || drop(listener)) as Undo)
    };
    use_effect_on(Depends::Nothing, Box::new(look));
}
