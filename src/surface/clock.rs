//! The clock of the browser, read once when something opens, and what the browser says of itself.

use engine::date::Date;
use web_sys::js_sys;
use web_sys::wasm_bindgen::JsValue;

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
pub fn own(name: &str) -> Option<JsValue> {
    let navigator = js_sys::Reflect::get(&gloo::utils::window(), &JsValue::from_str("navigator")).ok()?;
    js_sys::Reflect::get(&navigator, &JsValue::from_str(name)).ok()
}
