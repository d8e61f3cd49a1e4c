//! Rosters beside the page: workers that screen and keep rows, files in and out. Nothing leaves the browser.

use std::cell::RefCell;
use std::rc::Rc;

use engine::packed;
use engine::texts::Texts;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{
    Blob, ClipboardEvent, DragEvent, Event, File, HtmlAnchorElement, HtmlInputElement, MessageEvent, Url, Worker,
};
use yew::prelude::*;

use super::super::texts::{Addresses, fetch};
use crate::interview::lang::Lang;
use crate::screening::clerk::{Head, News, Order, Task};
use crate::screening::columns::Column;
use crate::screening::roster::Refusal;
use crate::ui::staff::many::{Act, Deed, Progress, Trouble};

/// How many workers screen, at most: each holds a catalogue of its own.
const MOST: u32 = 4;

/// How often the progress is told, in milliseconds.
const BEAT: u64 = 200;

/// How long a file stays reachable for the browser's own download, in milliseconds.
const REACHABLE: u32 = 60_000;

thread_local! {
    /// Where the script of a worker lies.
    static SCRIPT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Says where the script of a worker lies; called before the program starts.
#[wasm_bindgen]
pub fn screen_with(script: String) {
    SCRIPT.set(script);
}

/// A worker, heard as long as it is held.
struct Hand {
    worker: Worker,
    _ears: [EventListener; 2],
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Hand {
    fn order(&self, order: &Order, beside: &JsValue) -> Result<(), JsValue> {
        let message = Array::of2(&Uint8Array::from(packed::write(order).as_slice()), beside);
        // A batch is handed over, not copied.
        let handed = if beside.is_instance_of::<Uint8Array>() {
            Array::of1(&beside.unchecked_ref::<Uint8Array>().buffer())
        } else {
            Array::new()
        };
        self.worker.post_message_with_transfer(&message, &handed)
    }
}

/// What is open, and who works on it.
#[derive(Default)]
struct Office {
    /// The texts of every language, those of the results first, as bytes.
    texts: Option<Array>,
    roster: Option<Blob>,
    head: Option<Head>,
    /// Opens the roster and keeps the rows.
    keeper: Option<Hand>,
    screeners: Vec<Hand>,
    ended: usize,
    begun: u64,
    told: u64,
    progress: Progress,
    /// A page that is being looked up, and the one that is wanted behind it.
    asked: Option<Option<Order>>,
    /// The names of files that are being written.
    files: Vec<String>,
    /// Counts rosters: what comes late from one that was dropped is not heard.
    turn: u32,
}

type Shared = Rc<RefCell<Office>>;
type Heard = Callback<Act>;

/// The way to ask; texts of other languages are fetched with the first roster.
pub fn office(addresses: Addresses, lang: Lang, texts: Rc<Texts>) -> Callback<(Deed, Heard)> {
    let office = Shared::default();
    Callback::from(move |(deed, act): (Deed, Heard)| {
        let done = match deed {
            Deed::Open(event) => match chosen(&event) {
                Some((name, roster)) => {
                    open(&office, (&addresses, lang, &texts), name, roster, act.clone());
                    Ok(())
                }
                None => Ok(()),
            },
            Deed::Read(name, text) => blob(&text).map(|roster| {
                open(&office, (&addresses, lang, &texts), name, roster, act.clone());
            }),
            Deed::Screen(columns, as_of) => screen(&office, &columns, as_of, &act),
            Deed::Cancel => {
                office.borrow_mut().stop();
                act.emit(Act::Back);
                Ok(())
            }
            Deed::Show(wish, at) => office.borrow_mut().look(Order::Show(wish, at)),
            Deed::Save(wish, name) => office.borrow_mut().save(&Order::Save(wish), name),
            Deed::Totals(name) => office.borrow_mut().save(&Order::Totals, name),
            Deed::Clear => {
                office.borrow_mut().close();
                act.emit(Act::Clear);
                Ok(())
            }
        };
        if done.is_err() {
            fail(&office, Trouble::Broken, &act);
        }
    })
}

impl Office {
    /// Drops every row and whoever works on them.
    fn stop(&mut self) {
        self.screeners.clear();
        self.keeper = None;
        (self.asked, self.ended) = (None, 0);
        self.files.clear();
    }

    fn close(&mut self) {
        self.stop();
        (self.roster, self.head) = (None, None);
        self.turn += 1;
    }

    /// Looks up a page, or does so once the one before has come: only the last one that is wanted counts.
    fn look(&mut self, order: Order) -> Result<(), JsValue> {
        match &mut self.asked {
            Some(behind) => {
                *behind = Some(order);
                Ok(())
            }
            None => {
                self.asked = Some(None);
                self.ask(&order)
            }
        }
    }

    fn save(&mut self, order: &Order, name: String) -> Result<(), JsValue> {
        self.files.push(name);
        self.ask(order)
    }

    fn ask(&self, order: &Order) -> Result<(), JsValue> {
        self.keeper.as_ref().map_or(Ok(()), |keeper| keeper.order(order, &JsValue::UNDEFINED))
    }
}

/// Drops the roster and says why.
fn fail(office: &Shared, trouble: Trouble, act: &Heard) {
    office.borrow_mut().close();
    act.emit(Act::Failed(trouble));
}

/// The file of an event with its name: picked in a field, dropped or pasted; a text that was pasted has no name.
fn chosen(event: &Event) -> Option<(String, Blob)> {
    let named = |file: File| (file.name(), Blob::from(file));
    if let Some(clipboard) = event.dyn_ref::<ClipboardEvent>() {
        let pasted = clipboard.clipboard_data()?;
        let file = pasted.files().and_then(|files| files.get(0));
        return match file {
            Some(file) => Some(named(file)),
            None => Some((String::new(), blob(&pasted.get_data("text").ok()?).ok()?)),
        };
    }
    let files = match event.dyn_ref::<DragEvent>() {
        Some(dropped) => dropped.data_transfer()?.files(),
        None => event.target()?.dyn_into::<HtmlInputElement>().ok()?.files(),
    };
    files?.get(0).map(named)
}

fn blob(text: &str) -> Result<Blob, JsValue> {
    Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)))
}

/// Opens a roster in place of the one before.
fn open(
    office: &Shared,
    (addresses, lang, texts): (&Addresses, Lang, &Rc<Texts>),
    name: String,
    roster: Blob,
    act: Heard,
) {
    office.borrow_mut().close();
    let turn = office.borrow().turn;
    act.emit(Act::Reading(name));
    let (office, addresses, texts) = (office.clone(), addresses.clone(), texts.clone());
    spawn_local(async move {
        let known = office.borrow().texts.clone();
        let every = match known {
            Some(every) => Ok(every),
            None => every_text(&addresses, lang, &texts).await,
        };
        if office.borrow().turn != turn {
            return;
        }
        let Ok(every) = every else { return fail(&office, Trouble::Offline, &act) };
        office.borrow_mut().texts = Some(every);
        let keeper = hire(&office, &act).and_then(|keeper| keeper.order(&Order::Open, &roster).map(|()| keeper));
        match keeper {
            Ok(keeper) => {
                let mut office = office.borrow_mut();
                (office.keeper, office.roster) = (Some(keeper), Some(roster));
            }
            Err(_) => fail(&office, Trouble::Broken, &act),
        }
    });
}

/// The texts of every language as bytes, as the command line knows them; those of the results are complete.
async fn every_text(addresses: &Addresses, lang: Lang, texts: &Texts) -> Result<Array, JsValue> {
    let every = Array::of1(&JsValue::from_str(lang.tag()));
    for other in [Lang::Zh, Lang::En, Lang::Hant] {
        let bytes = if other == lang {
            texts.encode()
        } else {
            fetch(addresses, other).await.map_err(|_| JsValue::UNDEFINED)?.encode()
        };
        every.push(&Uint8Array::from(bytes.as_slice()));
    }
    Ok(every)
}

/// A worker with the program that runs here and its texts.
fn hire(office: &Shared, act: &Heard) -> Result<Hand, JsValue> {
    let worker = SCRIPT.with_borrow(|script| Worker::new(script))?;
    let (listening, heard) = (office.clone(), act.clone());
    let says = EventListener::new(&worker, "message", move |event| {
        if hear(&listening, event, &heard).is_err() {
            fail(&listening, Trouble::Broken, &heard);
        }
    });
    let (listening, heard) = (office.clone(), act.clone());
    let breaks = EventListener::new(&worker, "error", move |_| fail(&listening, Trouble::Broken, &heard));
    let every = office.borrow().texts.clone().unwrap_or_default();
    worker.post_message(&Array::of2(&wasm_bindgen::module(), &every))?;
    Ok(Hand { worker, _ears: [says, breaks] })
}

fn screen(
    office: &Shared,
    columns: &Rc<[Column]>,
    as_of: Option<engine::date::Date>,
    act: &Heard,
) -> Result<(), JsValue> {
    office.borrow_mut().stop();
    let (roster, head) = (office.borrow().roster.clone(), office.borrow().head.clone());
    let (Some(roster), Some(head)) = (roster, head) else { return Ok(()) };
    let keeper = hire(office, act)?;
    keeper.order(&Order::Begin(Head { columns: columns.to_vec(), ..head }), &JsValue::UNDEFINED)?;
    // A browser that keeps the number of its cores to itself says so with a small one.
    let of = (gloo::utils::window().navigator().hardware_concurrency() as u32).clamp(1, MOST);
    let mut screeners = Vec::new();
    for part in 0..of {
        let screener = hire(office, act)?;
        screener.order(&Order::Screen(Task { columns: columns.to_vec(), as_of, part, of }), &roster)?;
        screeners.push(screener);
    }
    let mut office = office.borrow_mut();
    (office.keeper, office.screeners) = (Some(keeper), screeners);
    (office.begun, office.told, office.progress) = (clock(), 0, Progress::default());
    Ok(())
}

/// What a worker says.
fn hear(office: &Shared, event: &Event, act: &Heard) -> Result<(), JsValue> {
    let message: Array = event.unchecked_ref::<MessageEvent>().data().unchecked_into();
    let bytes: Uint8Array = message.get(0).unchecked_into();
    let news = packed::read::<News>(&bytes.to_vec()).ok_or(JsValue::UNDEFINED)?;
    let beside = message.get(1);
    match news {
        News::Opened(head) => {
            office.borrow_mut().head = Some(head.clone());
            act.emit(Act::Opened(head));
        }
        News::Refused(refusal) => refuse(office, refusal, act),
        News::Screened { at, rows, failed } => {
            let told = office.borrow_mut().keep((at, rows, failed), &beside)?;
            told.into_iter().for_each(|progress| act.emit(Act::Progress(progress)));
        }
        News::Ended => {
            let mut office = office.borrow_mut();
            office.ended += 1;
            if office.ended == office.screeners.len() {
                office.screeners.clear();
                office.ask(&Order::Finish)?;
            }
        }
        News::Finished(summary) => {
            act.emit(Act::Finished(summary));
            office.borrow_mut().look(Order::Show(crate::screening::table::Wish::default(), 0))?;
        }
        News::Shown(page) => {
            let behind = office.borrow_mut().asked.take().flatten();
            match behind {
                Some(order) => office.borrow_mut().look(order)?,
                None => act.emit(Act::Shown(page)),
            }
        }
        News::Saved => {
            let mut office = office.borrow_mut();
            if !office.files.is_empty() {
                let name = office.files.remove(0);
                download(&name, beside.unchecked_ref())?;
            }
        }
    }
    Ok(())
}

/// Several workers read the same roster: only the first refusal is told.
fn refuse(office: &Shared, refusal: Refusal, act: &Heard) {
    if office.borrow().keeper.is_some() {
        fail(office, Trouble::Refused(refusal), act);
    }
}

impl Office {
    /// Hands a batch to the keeper; how far it is, from time to time.
    fn keep(&mut self, (at, rows, failed): (u32, u32, u32), batch: &JsValue) -> Result<Option<Progress>, JsValue> {
        if let Some(keeper) = &self.keeper {
            keeper.order(&Order::Keep(at), batch)?;
        }
        self.progress.rows += u64::from(rows);
        self.progress.failed += u64::from(failed);
        self.progress.millis = clock().saturating_sub(self.begun);
        let is_due = self.progress.millis >= self.told + BEAT;
        if is_due {
            self.told = self.progress.millis;
        }
        Ok(is_due.then_some(self.progress))
    }
}

/// Milliseconds since the page was opened.
fn clock() -> u64 {
    gloo::utils::window().performance().map_or(0, |performance| performance.now() as u64)
}

fn download(name: &str, file: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(file)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Revoking can only fail for what is no address.
    Timeout::new(REACHABLE, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}
