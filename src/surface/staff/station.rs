//! What only a browser can do for a station's settings: check the file, keep it, pick one, print the poster.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::{Array, Function};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};
use yew::Callback;

use crate::interview::lang::Lang;
use crate::ui::staff::{Judged, StationReach};

/// How long a file stays reachable for the browser's own download, in milliseconds.
const REACHABLE: u32 = 60_000;

/// `judge` is the check of `web/station/check.js`, with JSON as its answer.
pub fn reach(judge: Function, lang: Lang) -> StationReach {
    StationReach {
        judge: Callback::from(move |(text, refused): (String, String)| ask(&judge, &text, lang, &refused)),
        // A file that cannot be kept is told by the browser itself.
        save: Callback::from(|text: String| drop(save(&text))),
        open: Callback::from(|told: Callback<String>| drop(open(told))),
        print: Callback::from(|()| drop(gloo::utils::window().print())),
    }
}

fn ask(judge: &Function, text: &str, lang: Lang, refused: &str) -> Judged {
    let told = judge.call3(&JsValue::NULL, &text.into(), &lang.tag().into(), &refused.into());
    // INVARIANT: the check answers with JSON, whatever it is asked.
    let told = told.ok().and_then(|told| told.as_string()).unwrap_or_default();
    let told: Value = serde_json::from_str(&told).unwrap_or_default();
    let list = |key: &str| told[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let trouble = |one: Value| {
        let line = one["line"].as_u64().and_then(|line| usize::try_from(line).ok()).unwrap_or_default();
        (line, text(&one["says"]))
    };
    Judged {
        troubles: list("troubles").into_iter().map(trouble).collect(),
        lines: list("lines").iter().map(text).collect(),
    }
}

fn save(text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download("station.json");
    link.click();
    // Revoking can only fail for what is no address.
    Timeout::new(REACHABLE, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}

/// Lets a file be picked; nothing is told where none was.
fn open(told: Callback<String>) -> Result<(), JsValue> {
    let input: HtmlInputElement = gloo::utils::document().create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(".json,application/json");
    let picked = input.clone();
    EventListener::once(&input, "change", move |_| {
        let Some(file) = picked.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            // A file that is gone by now is as if none was picked.
            if let Some(text) = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
                told.emit(text);
            }
        });
    })
    .forget();
    input.click();
    Ok(())
}
