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

/// A worker that shares the page with whoever touches it.
#[cfg(feature = "page")]
pub struct Breath {
    since: std::cell::Cell<u64>,
}

#[cfg(feature = "page")]
impl Breath {
    pub fn new() -> Breath {
        Breath { since: now().into() }
    }

    /// Lets the page do something else, where it was not let for so long that a touch could be felt to wait.
    pub async fn take(&self) {
        // Milliseconds: on a phone that is four times slower, a tap is still answered within a twentieth of a second.
        if now().saturating_sub(self.since.get()) >= 5 {
            pause().await;
            self.since.set(now());
        }
    }
}

/// Lets the page do something else.
#[cfg(feature = "page")]
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        // A window that refuses would leave us waiting; so does one that is closed.
        let _ = gloo::utils::window().set_timeout_with_callback(&resolve);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
