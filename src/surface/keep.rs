//! Keeps the answers on the device, takes them up again, and lets the browser's Back go back a step.

use std::cell::RefCell;
use std::mem::replace;
use std::rc::Rc;

use engine::policy::{Catalogue, PolicyId};
use gloo::events::EventListener;
use web_sys::wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{browser, clock};
use crate::interview::{Action, Interview, saved};
use crate::ui::effect::{Depends, Undo, use_effect_on};
use crate::ui::shelf::Shelf;

/// Takes up what was kept, after the first render; afterwards keeps every change.
#[hook]
pub fn use_kept_answers(
    shelf: Rc<RefCell<Shelf>>,
    catalogue: Rc<Catalogue>,
    interview: Rc<Interview>,
    dispatch: Callback<Action>,
) {
    let (rules, tell, today) = (catalogue.clone(), dispatch.clone(), interview.today);
    let take_up = move || {
        match browser::kept().map(|kept| saved::read(&rules, &kept, today, clock::now())) {
            None => {}
            Some(Ok(Some(saved))) => dispatch.emit(Action::Restore(saved)),
            Some(Ok(None)) => {
                browser::forget();
                dispatch.emit(Action::Lapsed);
            }
            Some(Err(saved::Damaged)) => {
                browser::forget();
                dispatch.emit(Action::Damaged);
            }
        }
        if let Some(id) = browser::named() {
            let at = rules.policies.iter().position(|policy| policy.id == id);
            let policy = at.and_then(|at| u16::try_from(at).ok()).map(PolicyId);
            dispatch.emit(policy.map_or(Action::NoPolicy, |policy| Action::About(Some(policy))));
        }
        // Another window has kept or cleared answers; a page that comes back from the history may have missed it.
        let mut listeners = Vec::new();
        for event in ["storage", "pageshow"] {
            let (rules, dispatch) = (rules.clone(), dispatch.clone());
            listeners.push(EventListener::new(&gloo::utils::window(), event, move |_| {
                match browser::kept().map(|kept| saved::read(&rules, &kept, today, clock::now())) {
                    None => dispatch.emit(Action::Follow(None)),
                    Some(Ok(Some(saved))) => dispatch.emit(Action::Follow(Some(saved))),
                    // A window of another version keeps its own.
                    Some(Ok(None) | Err(saved::Damaged)) => {}
                }
            }));
        }
        Some(Box::new(move || drop(listeners)) as Undo)
    };
    use_effect_on(Depends::Nothing, Box::new(take_up));
    let answers = Depends::Answers(interview.clone());
    let keep = move || {
        let has_answers = !interview.asked.is_empty() && interview.is_kept();
        let had_answers = replace(&mut shelf.borrow_mut().had_answers, has_answers);
        if has_answers {
            let is_kept = browser::keep(&saved::write(&catalogue, &interview, clock::now()));
            if is_kept == interview.unkept {
                tell.emit(Action::Unkept(!is_kept));
            }
        } else if had_answers {
            browser::forget();
        }
        None
    };
    use_effect_on(answers, Box::new(keep));
}

/// While there is a step to go back to, one entry of the history stands for it.
#[hook]
pub fn use_browser_back(
    shelf: Rc<RefCell<Shelf>>,
    render: UseForceUpdateHandle,
    can_go_back: bool,
    dispatch: Callback<Action>,
) {
    let steps = Depends::Steps(can_go_back, shelf.borrow().taken);
    let entries = shelf.clone();
    let push = move || {
        if can_go_back && !replace(&mut entries.borrow_mut().has_entry, true) {
            let _ = gloo::utils::history().push_state_with_url(&JsValue::NULL, "", None);
        }
        None
    };
    use_effect_on(steps, Box::new(push));
    let listen = move || {
        let listener = EventListener::new(&gloo::utils::window(), "popstate", move |_| {
            let had_entry = replace(&mut shelf.borrow_mut().has_entry, false);
            if had_entry {
                dispatch.emit(Action::Back);
            }
            let taken = shelf.borrow().taken.wrapping_add(1);
            shelf.borrow_mut().taken = taken;
            render.force_update();
        });
        Some(Box::new(move || drop(listener)) as Undo)
    };
    use_effect_on(Depends::Nothing, Box::new(listen));
}
