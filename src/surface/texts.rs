//! Fetches the texts of one language and of its regions, and refuses those of another build.

use std::rc::Rc;

use engine::texts::{RegionTexts, Texts};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use web_sys::js_sys::{Function, Uint8Array};

use super::trouble::Trouble;
use crate::interview::lang::Lang;

/// Says where a file of texts lies: `texts.zh-CN`, `texts.en.shanghai`.
pub type Addresses = Rc<Function>;

/// The texts that every visitor needs.
///
/// # Errors
/// They did not come, cannot be read, or belong to another build.
pub async fn fetch(addresses: &Addresses, lang: Lang) -> Result<Texts, Trouble> {
    let bytes = bytes(addresses, &["texts.", lang.tag()].concat()).await.map_err(|_| Trouble::Offline)?;
    let texts = Texts::decode(&bytes).ok_or(Trouble::Stale)?;
    if texts.hash == crate::words::TEXTS_HASH { Ok(texts) } else { Err(Trouble::Stale) }
}

/// The same texts with those of more regions, as a mask.
///
/// # Errors
/// As above.
pub async fn with_regions(addresses: &Addresses, mut texts: Texts, wanted: u32) -> Result<Texts, Trouble> {
    for at in 0..texts.regions.len() {
        if wanted & !texts.loaded & 1 << at == 0 {
            continue;
        }
        let name = ["texts.", &texts.lang, ".", &texts.regions[at]].concat();
        let bytes = bytes(addresses, &name).await.map_err(|_| Trouble::Offline)?;
        texts.add(RegionTexts::decode(&bytes).ok_or(Trouble::Stale)?);
        if texts.loaded & 1 << at == 0 {
            return Err(Trouble::Stale);
        }
    }
    Ok(texts)
}

/// The bytes of one of the site's own files.
async fn bytes(addresses: &Addresses, name: &str) -> Result<Vec<u8>, JsValue> {
    let address = addresses.call1(&JsValue::NULL, &JsValue::from(name))?.as_string().unwrap_or_default();
    let response: Response = JsFuture::from(gloo::utils::window().fetch_with_str(&address)).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    Ok(Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec())
}
