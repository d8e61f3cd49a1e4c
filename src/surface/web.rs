//! The way in for a browser page: `start_app(address, frame)`, with a function that says where a file of texts lies,
//! and, where the page is shown in a frame of another one, the way to speak with that (`web/embed.js`).

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::Function;

use super::browser;
use super::embed;
use super::page::{Page, PageProps};
use super::texts::{self, Addresses};
use super::trouble;
use crate::catalogue;

/// Fetches the texts of the language in use and mounts the page into `#app`.
#[wasm_bindgen]
pub fn start_app(address: Function, frame: Option<Function>) {
    let catalogue = Rc::new(catalogue::load());
    trouble::watch(catalogue.version());
    let Some(root) = gloo::utils::document().get_element_by_id("app") else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let addresses: Addresses = Rc::new(address);
        let lang = frame.as_ref().and_then(embed::start).unwrap_or_else(browser::language);
        match texts::fetch(&addresses, lang).await {
            Ok(texts) => {
                let props = PageProps {
                    catalogue: catalogue.into(),
                    texts: Rc::new(texts),
                    addresses,
                    frame,
                    lang,
                    today: browser::today(),
                };
                yew::Renderer::<Page>::with_root_and_props(root, props).render();
            }
            Err(trouble) => trouble::show(&root, trouble),
        }
    });
}
