//! What the place of policy files asks of the browser: `web/check.js` has the checker and files.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use web_sys::js_sys::{Array, Function, Promise};
use yew::prelude::*;

use crate::surface::clipboard;
use crate::ui::staff::check::{Act, Deed, TEXT};
use crate::words::Word;

/// Asks `checker(deed, …)`, which promises a text, or `undefined` where there is nothing to answer.
pub fn check(checker: Function) -> Callback<(Deed, Callback<Act>)> {
    Callback::from(move |(deed, act): (Deed, Callback<Act>)| match deed {
        Deed::Open => {
            if clipboard::is_there() {
                act.emit(Act::Copies);
            }
            ask(&checker, &["open"], act, Act::Opened);
        }
        Deed::Load(path) => ask(&checker, &["load", &path], act, Act::Loaded),
        Deed::Choose => ask(&checker, &["choose"], act, Act::Chosen),
        Deed::Check { path, text, soon } => {
            act.emit(Act::Checking);
            ask(&checker, &[if soon { "soon" } else { "check" }, &path, &text], act, Act::Checked);
        }
        Deed::Copy(text) => clipboard::copy(
            &text,
            Callback::from(move |is_done| {
                act.emit(Act::Says(if is_done { Word::StaffCheckCopied } else { Word::StaffCheckNotCopied }));
            }),
        ),
        Deed::Save { name, text } => ask(&checker, &["save", &name, &text], act, |_| Act::Says(Word::StaffCheckSaved)),
        Deed::Select { range, line, of } => {
            if select(range, line, of).is_err() {
                act.emit(Act::Failed);
            }
        }
    })
}

fn ask(checker: &Function, deed: &[&str], act: Callback<Act>, answer: fn(String) -> Act) {
    let words: Array = deed.iter().map(|word| JsValue::from_str(word)).collect();
    let promised = checker.apply(&JsValue::NULL, &words).map(|promised| promised.unchecked_into::<Promise>());
    spawn_local(async move {
        let told = match promised {
            Ok(promised) => JsFuture::from(promised).await,
            Err(error) => Err(error),
        };
        match told.map(|told| told.as_string()) {
            Ok(Some(text)) => act.emit(answer(text)),
            // Nothing was chosen, or a newer text is checked instead.
            Ok(None) => {}
            Err(error) => {
                gloo::console::error!(error);
                act.emit(Act::Failed);
            }
        }
    });
}

/// Puts the cursor on a line, in the middle of what is seen.
fn select((from, to): (u32, u32), line: usize, of: usize) -> Result<(), JsValue> {
    let field = gloo::utils::document().get_element_by_id(TEXT).ok_or_else(|| JsValue::from_str(TEXT))?;
    let field: HtmlTextAreaElement = field.unchecked_into();
    field.focus()?;
    field.set_selection_range(from, to)?;
    // Lines are not wrapped: each is as high as the others.
    let (line, of) = (i32::try_from(line).unwrap_or(i32::MAX), i32::try_from(of).unwrap_or(i32::MAX));
    let top = field.scroll_height().saturating_mul(line - 1) / of.max(1);
    field.set_scroll_top(top - field.client_height() / 2);
    field.set_scroll_left(0);
    Ok(())
}
