//! The way in for a browser page: `start_app(address, door, around, later)`, with a function that says where a file of
//! texts lies, one that opens what is fetched only when used, the way to speak with whatever stands around the page
//! (`web/around.js`), and a promise that the second part of the program is there.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::{Function, Promise};

use super::page::{Page, PageProps};
use super::texts::{self, Addresses};
use super::trouble;
use super::{around, browser, clock};
use crate::catalogue;

/// Fetches the texts of the language in use and mounts the page into `#app`.
#[wasm_bindgen]
pub fn start_app(address: Function, door: Function, around: Function, later: Promise) {
    let Some(root) = gloo::utils::document().get_element_by_id("app") else { return };
    wasm_bindgen_futures::spawn_local(async move {
        // A touch meanwhile comes before every step.
        clock::pause().await;
        let catalogue = Rc::new(catalogue::load());
        trouble::watch(catalogue.version());
        clock::pause().await;
        let addresses: Addresses = Rc::new(address);
        let lang = around::start(&around).unwrap_or_else(browser::language);
        match texts::fetch(&addresses, lang).await {
            Ok(texts) => {
                clock::pause().await;
                let props = PageProps {
                    catalogue: catalogue.into(),
                    texts: Rc::new(texts),
                    addresses,
                    door: Rc::new(door),
                    around,
                    later,
                    lang,
                    care: browser::care(),
                    today: clock::today(),
                };
                yew::Renderer::<Page>::with_root_and_props(root, props).render();
            }
            Err(trouble) => trouble::show(&root, trouble),
        }
    });
}
