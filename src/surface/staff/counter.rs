//! What the counter asks of the browser: its keys, the focus, paper, a moment to wait, and the camera.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlVideoElement, KeyboardEvent, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};
use yew::Callback;

use crate::counter::keys::{Heard, Press, Spot, hear};
use crate::counter::scan::{self, Burst};
use crate::counter::{Act, CALM, Ground, Wish};
use crate::ui::staff::counter::{CAMERA, COMMAND, COUNTER, Deed, Door, HELP, NOTE};

thread_local! {
    /// The picture of the camera while it is on; which opening it belongs to.
    static STREAM: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
    static OPENING: Cell<u32> = const { Cell::new(0) };
}

/// What reads codes, where a browser has it.
const DETECTOR: &str = "BarcodeDetector";

/// Between two looks at the picture, in milliseconds.
const LOOK: i32 = 200;

/// The way in for the counter's view.
pub fn door() -> Door {
    Door { ask: Callback::from(|(deed, act)| ask(deed, act)), has_camera: has_camera() }
}

fn has_camera() -> bool {
    let window = gloo::utils::window();
    let has =
        |target: &JsValue, name: &str| Reflect::get(target, &JsValue::from_str(name)).is_ok_and(|it| it.is_truthy());
    has(&window, DETECTOR) && has(&window.navigator(), "mediaDevices")
}

fn ask(deed: Deed, act: Callback<Act>) {
    let done = match deed {
        Deed::Listen(ground) => {
            listen(ground, act.clone());
            Ok(())
        }
        Deed::Do(Wish::Command(text)) => command(text),
        Deed::Do(Wish::Select) => select(),
        Deed::Do(Wish::Note) => focus(NOTE),
        Deed::Do(Wish::Help(is_open)) => help(is_open),
        Deed::Do(Wish::Print) => gloo::utils::window().print(),
        Deed::Do(Wish::Calm(turn)) => {
            let act = act.clone();
            Timeout::new(CALM, move || act.emit(Act::Calm(turn))).forget();
            Ok(())
        }
        Deed::Do(Wish::Camera(true)) => {
            let act = act.clone();
            spawn_local(async move {
                if look(&act).await.is_err() {
                    stop();
                    act.emit(Act::Failed);
                }
            });
            Ok(())
        }
        Deed::Do(Wish::Camera(false)) => {
            stop();
            Ok(())
        }
    };
    if done.is_err() {
        act.emit(Act::Failed);
    }
}

fn by_id(id: &str) -> Option<HtmlElement> {
    gloo::utils::document().get_element_by_id(id)?.dyn_into().ok()
}

fn focus(id: &str) -> Result<(), JsValue> {
    by_id(id).map_or(Ok(()), |element| element.focus())
}

fn command(text: &str) -> Result<(), JsValue> {
    if let Some(input) = by_id(COMMAND).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(text);
    }
    focus(COMMAND)
}

fn select() -> Result<(), JsValue> {
    if let Some(input) = by_id(COMMAND).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        input.select();
    }
    focus(COMMAND)
}

fn help(is_open: bool) -> Result<(), JsValue> {
    let Some(dialog) = by_id(HELP).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
        return Ok(());
    };
    match (is_open, dialog.open()) {
        (true, false) => dialog.show_modal(),
        (false, true) => {
            dialog.close();
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Hears every key before any field does, for as long as the page is open; only while the counter is shown.
fn listen(ground: Rc<Ground>, act: Callback<Act>) {
    let mut burst = Burst::default();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let heard = move |event: &web_sys::Event| {
        let is_shown = by_id(COUNTER).is_some_and(|counter| counter.offset_parent().is_some());
        let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|_| is_shown) else { return };
        let is_code = |text: &str| matches!(scan::open(&ground.catalogue, text, ground.today), Some(Ok(_)));
        match hear(&mut burst, &press(event), &is_code) {
            Heard::Act(next) => {
                event.prevent_default();
                act.emit(next);
            }
            Heard::Taken => event.prevent_default(),
            // What has no focus to give keeps it where it is.
            Heard::ToCommand => drop(focus(COMMAND)),
            Heard::Left => {}
        }
    };
    EventListener::new_with_options(&gloo::utils::window(), "keydown", options, heard).forget();
}

fn press(event: &KeyboardEvent) -> Press {
    let active = gloo::utils::document().active_element();
    let is = |id: &str| active.as_ref().is_some_and(|element| element.id() == id);
    let is_nothing = |element: &Element| matches!(element.tag_name().as_str(), "BODY" | "HTML");
    let spot = match &active {
        _ if is(COMMAND) => Spot::Command,
        Some(element) if !is_nothing(element) => Spot::Other,
        _ => Spot::Nowhere,
    };
    let input = active.and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let typed = input.filter(|_| spot == Spot::Command).map_or_else(String::new, |input| input.value());
    Press {
        key: event.key(),
        code: event.code(),
        shift: event.shift_key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        is_composing: event.is_composing() || event.key_code() == COMPOSING,
        is_repeat: event.repeat(),
        at: event.time_stamp() as u64,
        spot,
        typed,
    }
}

/// The number of every key that an input method has taken.
const COMPOSING: u32 = 229;

/// Looks at the camera's picture until a code is in it or nobody wants it any more.
///
/// # Errors
/// There is no camera, it is not allowed, or the browser reads no codes.
async fn look(act: &Callback<Act>) -> Result<(), JsValue> {
    stop();
    let opening = OPENING.get();
    let wanted = MediaStreamConstraints::new();
    let side = Object::new();
    Reflect::set(&side, &"facingMode".into(), &"environment".into())?;
    wanted.set_video(&side);
    let devices = gloo::utils::window().navigator().media_devices()?;
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?;
    let stream: MediaStream = stream.unchecked_into();
    if OPENING.get() != opening {
        end(&stream);
        return Ok(());
    }
    // The handle is cloned: the method of that name would open a second stream.
    STREAM.with_borrow_mut(|kept| *kept = Some(Clone::clone(&stream)));
    let video: HtmlVideoElement = by_id(CAMERA).ok_or(JsValue::NULL)?.dyn_into()?;
    video.set_src_object(Some(&stream));
    JsFuture::from(video.play()?).await?;
    let formats = Object::new();
    Reflect::set(&formats, &"formats".into(), &Array::of1(&"qr_code".into()))?;
    let class: Function = Reflect::get(&gloo::utils::window(), &DETECTOR.into())?.dyn_into()?;
    let detector = Reflect::construct(&class, &Array::of1(&formats))?;
    let detect: Function = Reflect::get(&detector, &"detect".into())?.dyn_into()?;
    while OPENING.get() == opening {
        let found: Promise = detect.call1(&detector, &video)?.dyn_into()?;
        let found: Array = JsFuture::from(found).await?.dyn_into()?;
        let text = Reflect::get(&found.get(0), &"rawValue".into()).ok().and_then(|value| value.as_string());
        if let Some(text) = text.filter(|_| OPENING.get() == opening) {
            stop();
            act.emit(Act::Scanned(text));
            return Ok(());
        }
        JsFuture::from(Promise::new(&mut |resolve, _| {
            // A window without timers shows no camera either.
            drop(gloo::utils::window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, LOOK));
        }))
        .await?;
    }
    Ok(())
}

/// Whatever the camera does, it stops.
fn stop() {
    OPENING.set(OPENING.get().wrapping_add(1));
    if let Some(stream) = STREAM.with_borrow_mut(Option::take) {
        end(&stream);
    }
}

fn end(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}
