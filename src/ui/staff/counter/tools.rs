//! The keys as buttons, the day that counts, and the camera where there is one.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{CAMERA, Scene};
use crate::counter::Act;
use crate::counter::keys::{KEYS, cap};
use crate::ui::tag::{button, element, line, only_if, text};
use crate::words::Word;

pub fn tools(scene: &Scene) -> Html {
    let session = &scene.session;
    let mut buttons = Vec::new();
    for key in KEYS.iter().filter(|key| key.name.starts_with('F')) {
        let parts = vec![line("kbd", "", cap(key.name)), text(" "), session.say(key.says)];
        buttons.push(button("counter-tool", scene.on((key.act)()), parts));
    }
    if scene.has_camera {
        let word = if scene.counter.is_camera { Word::StaffCounterCameraOff } else { Word::StaffCounterCamera };
        let turn = scene.on(Act::Camera(!scene.counter.is_camera));
        buttons.push(button("counter-tool", turn, vec![session.say(word)]));
    }
    buttons.push(day(scene));
    element("div", "counter-tools", None, buttons)
}

/// The day that everything is worked out as of.
fn day(scene: &Scene) -> Html {
    let act = scene.act.clone();
    let onchange = Callback::from(move |event: Event| {
        // What is no whole day yet changes nothing.
        if let Ok(day) = event.target_unchecked_into::<HtmlInputElement>().value().parse() {
            act.emit(Act::AsOf(day));
        }
    });
    html! {
        <label class="counter-day">
            <span>{ scene.session.word(Word::StaffCounterDay) }</span>
            <input type="date" value={scene.session.as_of.to_string()} {onchange} />
        </label>
    }
}

/// The picture while a code is looked for.
pub fn camera(scene: &Scene) -> Html {
    let session = &scene.session;
    let picture = html! { <video id={CAMERA} muted={true} playsinline={true}></video> };
    let parts = vec![line("p", "", session.word(Word::StaffCounterCameraSays)), picture];
    only_if(scene.counter.is_camera, element("section", "counter-camera", None, parts))
}
