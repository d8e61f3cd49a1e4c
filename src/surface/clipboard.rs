//! The browser's clipboard, which is written to and never read.

use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{self, Function, Promise};
use web_sys::wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// Whether there is one: a page that did not come over https has none.
pub fn is_there() -> bool {
    clipboard().is_some()
}

/// Copies a text; the callback says whether it was copied.
pub fn copy(text: &str, copied: Callback<bool>) {
    let promise = clipboard().and_then(|clipboard| {
        let write: Function =
            js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?.dyn_into().ok()?;
        write.call1(&clipboard, &JsValue::from_str(text)).ok()
    });
    wasm_bindgen_futures::spawn_local(async move {
        let is_done = match promise {
            Some(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await.is_ok(),
            None => false,
        };
        copied.emit(is_done);
    });
}

fn clipboard() -> Option<JsValue> {
    super::clock::own("clipboard").filter(JsValue::is_object)
}
