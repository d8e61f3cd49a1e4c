//! Fetches the texts of one language, and refuses those of another catalogue.

use engine::texts::Texts;
use gloo::net::http::Request;
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
    let response = Request::get(address).send().await.map_err(|_| Trouble::Offline)?;
    if !response.ok() {
        return Err(Trouble::Offline);
    }
    let text = response.text().await.map_err(|_| Trouble::Offline)?;
    let texts: Texts = serde_json::from_str(&text).map_err(|_| Trouble::Stale)?;
    if texts.hash == crate::words::TEXTS_HASH { Ok(texts) } else { Err(Trouble::Stale) }
}
