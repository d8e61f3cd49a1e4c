//! Keeps the answers on the device, takes them up again, and lets the browser's Back go back a step.

use std::rc::Rc;

use engine::policy::Catalogue;
use gloo::events::EventListener;
use web_sys::wasm_bindgen::JsValue;
use yew::prelude::*;

use super::browser;
use crate::interview::{Action, Interview, saved};
use crate::ui::effect::{Depends, Undo, use_effect_on};

/// Takes up what was kept, after the first render; afterwards keeps every change.
#[hook]
pub fn use_kept_answers(catalogue: Rc<Catalogue>, interview: Rc<Interview>, dispatch: Callback<Action>) {
    let had_answers = use_mut_ref(|| false);
    let rules = catalogue.clone();
    let as_of = interview.situation.as_of;
    let take_up = move || {
        match saved::read(&rules, &browser::kept()?, as_of, browser::now()) {
            Ok(Some(saved)) => dispatch.emit(Action::Restore(saved)),
            Ok(None) => browser::forget(),
            Err(saved::Damaged) => {
                browser::forget();
                dispatch.emit(Action::Damaged);
            }
        }
        None
    };
    use_effect_on(Depends::Nothing, Box::new(take_up));
    let answers = Depends::Answers(interview.clone());
    let keep = move || {
        // What is filled in for somebody else is not kept.
        let has_answers = !interview.asked.is_empty() && !interview.for_other;
        if has_answers {
            browser::keep(&saved::write(&catalogue, &interview, browser::now()));
        } else if *had_answers.borrow() {
            browser::forget();
        }
        *had_answers.borrow_mut() = has_answers;
        None
    };
    use_effect_on(answers, Box::new(keep));
}

/// While there is a step to go back to, one entry of the history stands for it.
#[hook]
pub fn use_browser_back(can_go_back: bool, dispatch: Callback<Action>) {
    let has_entry = use_mut_ref(|| false);
    let (steps, render) = (use_mut_ref(|| 0u32), use_force_update());
    {
        let (has_entry, taken) = (has_entry.clone(), *steps.borrow());
        let push = move || {
            if can_go_back && !has_entry.replace(true) {
                let _ = gloo::utils::history().push_state_with_url(&JsValue::NULL, "", None);
            }
            None
        };
        use_effect_on(Depends::Steps(can_go_back, taken), Box::new(push));
    }
    let listen = move || {
        let listener = EventListener::new(&gloo::utils::window(), "popstate", move |_| {
            if has_entry.replace(false) {
                dispatch.emit(Action::Back);
            }
            let taken = steps.borrow().wrapping_add(1);
            steps.replace(taken);
            render.force_update();
        });
        Some(Box::new(move || drop(listener)) as Undo)
    };
    use_effect_on(Depends::Nothing, Box::new(listen));
}
