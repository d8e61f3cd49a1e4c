//! The way in for the staff's side: `start_staff(…)` mounts it into `#app`.

mod check;
mod clerk;
mod counter;
mod many;
mod station;

use std::rc::Rc;

use engine::texts::{RegionTexts, Texts};
use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::Function;
use yew::prelude::*;

use super::{clock, texts, trouble};
use crate::catalogue;
use crate::interview::lang::Lang;
use crate::ui::staff::{Staff, StaffProps};

/// Mounts the program; `address` says where a file of texts lies, `lang` is the tag of a language, `judge` checks a
/// station's settings, `checker` is what `web/check.js` does.
///
/// # Errors
/// The texts did not come or belong to another build.
#[wasm_bindgen]
pub async fn start_staff(address: Function, lang: String, judge: Function, checker: Function) -> Result<(), JsValue> {
    let catalogue = Rc::new(catalogue::load());
    trouble::watch(catalogue.version());
    let root = gloo::utils::document().get_element_by_id("app").ok_or_else(|| JsValue::from_str("#app"))?;
    let lang = Lang::of(&lang);
    let addresses = Rc::new(address);
    let texts = Rc::new(fetch(&addresses, lang).await?);
    gloo::utils::document().set_title(crate::words::word(&texts, crate::words::Word::StaffTitle));
    if let Some(html) = gloo::utils::document().document_element() {
        html.set_attribute("lang", lang.tag())?;
    }
    let location = gloo::utils::window().location();
    let page = location.pathname()?.replace("staff.html", "index.html");
    let props = StaffProps {
        catalogue,
        many: many::office(addresses, lang, texts.clone()),
        texts,
        lang,
        today: clock::today(),
        now: clock::now(),
        base: AttrValue::from([location.origin()?, page, "?a".to_owned()].concat()),
        station: station::reach(judge, lang),
        watch: Callback::from(watch),
        check: check::check(checker),
        counter: counter::door(),
    };
    root.set_text_content(None);
    yew::Renderer::<Staff>::with_root_and_props(root, props).render();
    Ok(())
}

/// Every text that a result, a roster or this side itself may speak of.
async fn fetch(addresses: &texts::Addresses, lang: Lang) -> Result<Texts, JsValue> {
    let stale = |_| JsValue::from_str("texts");
    let core = texts::fetch(addresses, lang).await.map_err(stale)?;
    let mut wanted = (1u32 << core.regions.len()) - 1;
    wanted &= !core.region_of(RegionTexts::PEOPLE);
    texts::with_regions(addresses, core, wanted).await.map_err(stale)
}

/// Tells what stands behind `#`, now and whenever it changes, for as long as the page is open.
fn watch(told: Callback<String>) {
    let tell = move || {
        // A fragment that cannot be read is none.
        let fragment = gloo::utils::window().location().hash().unwrap_or_default();
        told.emit(fragment.trim_start_matches('#').to_owned());
    };
    tell();
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| tell()).forget();
}
