//! Fetches the texts of one language, and refuses those of another catalogue.

use engine::texts::Texts;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use web_sys::js_sys::Uint8Array;
use yew::AttrValue;

use super::trouble::Trouble;
use crate::interview::lang::Lang;

/// Where the texts of each language lie.
#[derive(Clone, PartialEq)]
pub struct Addresses {
    pub zh: AttrValue,
    pub en: AttrValue,
}

/// # Errors
/// They did not come, cannot be read, or belong to another catalogue.
pub async fn fetch(addresses: &Addresses, lang: Lang) -> Result<Texts, Trouble> {
    let address = match lang {
        Lang::Zh => &addresses.zh,
        Lang::En => &addresses.en,
    };
    let bytes = bytes(address).await.map_err(|_| Trouble::Offline)?;
    let texts = Texts::decode(&bytes).map_err(|_| Trouble::Stale)?;
    if texts.hash == crate::words::TEXTS_HASH { Ok(texts) } else { Err(Trouble::Stale) }
}

/// The bytes of one of the site's own files.
async fn bytes(address: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response = JsFuture::from(gloo::utils::window().fetch_with_str(address)).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    Ok(Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec())
}
