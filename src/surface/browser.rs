//! The clock, the language and the storage of the browser.

use std::sync::atomic::{AtomicBool, Ordering};

use engine::date::Date;
use web_sys::js_sys;
use web_sys::wasm_bindgen::JsValue;

use crate::interview::lang::Lang;

const ANSWERS: &str = "qibu";
const LANGUAGE: &str = "qibu-lang";

/// The local date, read once when the page opens.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    Date::from_ymd(now.get_full_year().cast_signed(), now.get_month() + 1, now.get_date()).unwrap_or(Date::MIN)
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// The language chosen before, or that of the browser.
pub fn language() -> Lang {
    let chosen = storage().and_then(|storage| storage.get_item(LANGUAGE).ok().flatten());
    let own = || js_sys::Reflect::get(&gloo::utils::window(), &JsValue::from_str("navigator"));
    let own = || js_sys::Reflect::get(&own().ok()?, &JsValue::from_str("language")).ok()?.as_string();
    chosen.or_else(own).map_or(Lang::Zh, |tag| Lang::of(&tag))
}

/// Remembers the language, and tells the document and its readers.
pub fn speak(lang: Lang, title: &str) {
    let document = gloo::utils::document();
    document.set_title(title);
    if let Some(html) = document.document_element() {
        let _ = html.set_attribute("lang", lang.tag());
    }
    if let Some(storage) = storage() {
        let _ = storage.set_item(LANGUAGE, lang.tag());
    }
}

/// Answers that were kept.
pub fn kept() -> Option<String> {
    storage()?.get_item(ANSWERS).ok().flatten()
}

/// A full or forbidden storage keeps nothing; the page works all the same.
pub fn keep(text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(ANSWERS, text);
    }
}

pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(ANSWERS);
    }
}

/// Shown in a frame of another page: from now on nothing is kept on the device, and nothing taken up from it.
pub fn keep_nothing() {
    KEEPS_NOTHING.store(true, Ordering::Relaxed);
}

static KEEPS_NOTHING: AtomicBool = AtomicBool::new(false);

fn storage() -> Option<web_sys::Storage> {
    if KEEPS_NOTHING.load(Ordering::Relaxed) {
        return None;
    }
    gloo::utils::window().local_storage().ok().flatten()
}
