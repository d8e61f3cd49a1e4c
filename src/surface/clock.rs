//! The clock of the browser, read once when something opens, and what the browser says of itself.

use engine::date::Date;
use web_sys::js_sys;

/// The local date, read once when the page opens.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    Date::from_ymd(now.get_full_year().cast_signed(), now.get_month() + 1, now.get_date()).unwrap_or(Date::MIN)
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// A property of the browser's `navigator`.
pub fn own(name: &str) -> Option<wasm_bindgen::JsValue> {
    let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    get(&get(&gloo::utils::window(), "navigator")?, name)
}
