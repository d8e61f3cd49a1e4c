//! The language, the address and the storage of the browser.

use std::sync::atomic::{AtomicBool, Ordering};

use web_sys::wasm_bindgen::JsValue;

use super::clock::own;
use crate::interview::lang::Lang;

const ANSWERS: &str = "qibu";
const LANGUAGE: &str = "qibu-lang";
const CARE: &str = "qibu-care";

/// The language chosen before, or that of the browser.
pub fn language() -> Lang {
    let chosen = storage().and_then(|storage| storage.get_item(LANGUAGE).ok().flatten());
    chosen.or_else(|| own("language")?.as_string()).map_or(Lang::Zh, |tag| Lang::of(&tag))
}

/// The policy that the address names behind `#p=`, so that it is asked about; a fragment never leaves the browser.
pub fn named() -> Option<String> {
    let fragment = gloo::utils::window().location().hash().ok()?;
    let id = fragment.strip_prefix("#p=")?;
    // Some apps that links are sent with append their own.
    Some(id.split('&').next().unwrap_or_default().to_owned())
}

/// Whether large type was chosen before.
pub fn care() -> bool {
    storage().is_some_and(|storage| storage.get_item(CARE).ok().flatten().is_some())
}

/// Remembers the language and the size of type, and tells the document and its readers.
pub fn speak(lang: Lang, title: &str, care: bool) {
    let document = gloo::utils::document();
    document.set_title(title);
    if let Some(html) = document.document_element() {
        let _ = html.set_attribute("lang", lang.tag());
        let _ = if care { html.set_attribute("data-care", "") } else { html.remove_attribute("data-care") };
    }
    if let Some(storage) = storage() {
        let _ = storage.set_item(LANGUAGE, lang.tag());
        let _ = if care { storage.set_item(CARE, "") } else { storage.remove_item(CARE) };
    }
}

/// Answers that were kept.
pub fn kept() -> Option<String> {
    storage()?.get_item(ANSWERS).ok().flatten()
}

/// Whether the text is kept now; a full or forbidden storage keeps nothing, and the page works all the same.
pub fn keep(text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(ANSWERS, text).is_ok())
}

pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(ANSWERS);
    }
}

/// What the address carries, where that may be answers of a link; they are taken out of the address at once, so that
/// neither history nor a reload has them.
///
/// A link says `?a` before its fragment, so that a lost fragment is noticed; a fragment whose sign was encoded on the
/// way stands behind that.
pub fn carried() -> Option<String> {
    let location = gloo::utils::window().location();
    let (search, hash) = (location.search().ok()?, location.hash().ok()?);
    let is_marked = search == "?a" || ["?a&", "?a=", "?a%"].iter().any(|mark| search.starts_with(mark));
    if !is_marked && !hash.starts_with("#q") {
        return None;
    }
    let path = location.pathname().ok()?;
    gloo::utils::history().replace_state_with_url(&JsValue::NULL, "", Some(&path)).ok()?;
    Some([search, hash].concat())
}

/// Others come after, or another site shows the page: from now on nothing is kept on the device, and nothing taken up from it.
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
