//! The way in for what a person takes along: `open_take(…)` draws it into an element of the page, `close_take()`
//! puts it away.

use std::cell::RefCell;
use std::rc::Rc;

use engine::texts::{RegionTexts, Texts};
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Function, Reflect};
use web_sys::{Blob, BlobPropertyBag, Element, Event, HtmlAnchorElement, HtmlElement, Url};
use yew::AppHandle;
use yew::prelude::*;

use super::{clipboard, clock, picture, texts, trouble};
use crate::catalogue;
use crate::exits::qr::qr;
use crate::interview::lang::Lang;
use crate::interview::other::told;
use crate::interview::saved::{self, Saved};
use crate::ui::take::{Act, Deed, Reach, Take, TakeProps};
use crate::words::Word;

thread_local! {
    /// What is open, so that it can be put away.
    static OPEN: RefCell<Option<AppHandle<Take>>> = const { RefCell::new(None) };
}

/// Draws into `element`; `kept` are the answers as they are kept, `offered` what the address carried (`null` where
/// results are taken along), `speech` the tag of the language with `+` behind it where somebody else is spoken of.
///
/// # Errors
/// The texts did not come or belong to another build.
#[wasm_bindgen]
pub async fn open_take(
    element: Element,
    address: Function,
    kept: String,
    offered: Option<String>,
    speech: String,
) -> Result<(), JsValue> {
    let catalogue = Rc::new(catalogue::load());
    trouble::watch(catalogue.version());
    let (today, now) = (clock::today(), clock::now());
    let saved = saved::read(&catalogue, &kept, today, now).ok().flatten();
    let saved = saved.unwrap_or_else(|| Saved::empty(&catalogue, today));
    let lang = Lang::of(speech.trim_end_matches('+'));
    let texts = fetch(&Rc::new(address), lang).await?;
    let texts = if speech.ends_with('+') { told(&texts) } else { texts };
    let asking = element.clone();
    let props = TakeProps {
        catalogue,
        texts: Rc::new(texts),
        saved: Rc::new(saved),
        offered: offered.map(AttrValue::from),
        today,
        now,
        base: AttrValue::from(base()?),
        reach: reach(),
        ask: Callback::from(move |(deed, act): (Deed, Callback<Act>)| ask(&asking, deed, &act)),
    };
    close_take();
    let app = yew::Renderer::<Take>::with_root_and_props(element.clone(), props).render();
    OPEN.with_borrow_mut(|open| *open = Some(app));
    // The heading takes the focus, as at every step of the page.
    spawn_local(async move {
        let heading = element.query_selector("h2[tabindex]").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            // One that is not displayed refuses the focus; nothing is lost by that.
            let _ = heading.focus();
        }
    });
    Ok(())
}

#[wasm_bindgen]
pub fn close_take() {
    if let Some(app) = OPEN.with_borrow_mut(Option::take) {
        app.destroy();
    }
}

/// Every text that a report may speak of, wherever the founder is.
async fn fetch(addresses: &texts::Addresses, lang: Lang) -> Result<Texts, JsValue> {
    let stale = |_| JsValue::from_str("texts");
    let core = texts::fetch(addresses, lang).await.map_err(stale)?;
    let mut wanted = (1u32 << core.regions.len()) - 1;
    for unread in [RegionTexts::PEOPLE, RegionTexts::NAMES, RegionTexts::SCREEN, RegionTexts::STAFF] {
        wanted &= !core.region_of(unread);
    }
    texts::with_regions(addresses, core, wanted).await.map_err(stale)
}

/// The page's own address with the mark by which a lost fragment is noticed.
fn base() -> Result<String, JsValue> {
    let location = gloo::utils::window().location();
    Ok([location.origin()?, location.pathname()?, "?a".to_owned()].concat())
}

/// Browsers inside other programs say that they download and print, and do not.
const INSIDE: [&str; 7] = ["MicroMessenger", "QQ/", "AlipayClient", "DingTalk", "Weibo", "aweme", "Lark/"];

/// The mark that `web/kiosk.js` sets on the document.
const KIOSK: &str = "kiosk";

fn reach() -> Reach {
    let window = gloo::utils::window();
    let agent = window.navigator().user_agent().unwrap_or_default();
    let is_inside = INSIDE.iter().any(|name| agent.contains(name));
    // On a machine that many use the next person would find files and what was copied.
    let html = gloo::utils::document().document_element();
    let is_kiosk = html.is_some_and(|html| html.class_name().split(' ').any(|name| name == KIOSK));
    let has =
        |target: &JsValue, name: &str| Reflect::get(target, &JsValue::from_str(name)).is_ok_and(|it| it.is_truthy());
    let link = gloo::utils::document().create_element("a");
    let saves = link.is_ok_and(|link| Reflect::has(&link, &JsValue::from_str("download")).unwrap_or(false));
    Reach {
        print: !is_inside && has(&window, "print"),
        save: !is_inside && !is_kiosk && saves,
        copy: !is_kiosk && clipboard::is_there(),
    }
}

fn ask(element: &Element, deed: Deed, act: &Callback<Act>) {
    let done = match deed {
        Deed::Print => gloo::utils::window().print(),
        Deed::Copy(text) => {
            let act = act.clone();
            let says = |is_done| Act::Says(if is_done { Word::TakeCopied } else { Word::TakeFailed });
            clipboard::copy(&text, Callback::from(move |is_done| act.emit(says(is_done))));
            Ok(())
        }
        Deed::Save(name, kind, text) => save(name, kind, &text),
        Deed::Draw(lines, address) => {
            picture::draw(&lines, qr(&address).as_ref()).map(|picture| act.emit(Act::Drawn(picture)))
        }
        Deed::Tell(text) => tell(element, &text),
    };
    if done.is_err() {
        act.emit(Act::Says(Word::TakeFailed));
    }
}

/// How long a file stays reachable for the browser's own download, in milliseconds.
const REACHABLE: u32 = 60_000;

fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Revoking can only fail for what is no address.
    Timeout::new(REACHABLE, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}

/// Tells the page behind; nothing of it stays in the document.
fn tell(element: &Element, text: &str) -> Result<(), JsValue> {
    element.set_attribute("data-told", text)?;
    element.dispatch_event(&Event::new("told")?)?;
    element.remove_attribute("data-told")
}
