//! In a frame of another page: that page's defaults are taken up, and `web/embed.js` hears which policies fit; it
//! asks the person before anything is told to the page around.

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::policy::{Beneficiary, Catalogue};
use engine::verdict::Verdict;
use gloo::events::EventListener;
use web_sys::js_sys::Function;
use web_sys::wasm_bindgen::JsValue;
use yew::prelude::*;

use super::browser;
use crate::interview::lang::Lang;
use crate::interview::{Action, Interview, preset};
use crate::ui::effect::{Depends, Undo, use_effect_on};

/// The language that the page around asks for, where it does; from here on nothing is kept on the device.
pub fn start(frame: &Function) -> Option<Lang> {
    browser::keep_nothing();
    language(&settings(frame))
}

/// Takes up defaults, again whenever they change; tells the script what fits, after every answer.
#[hook]
pub fn use_frame(
    frame: Option<Function>,
    catalogue: Rc<Catalogue>,
    interview: Rc<Interview>,
    assessment: Rc<Assessment>,
    dispatch: Callback<Action>,
) {
    let (asked, rules) = (frame.clone(), catalogue.clone());
    let follow = move || {
        let frame = asked?;
        let take_up = move || {
            let text = settings(&frame);
            if let Some(lang) = language(&text) {
                dispatch.emit(Action::Speak(lang));
            }
            let (preset, wrong) = preset::read(&rules, text.split_once('\n').map_or("", |(_, lines)| lines));
            for line in wrong {
                gloo::console::warn!(["qibu: not in this catalogue, so ignored: ", line].concat());
            }
            dispatch.emit(Action::Preset(preset));
        };
        take_up();
        let listener = EventListener::new(&gloo::utils::window(), "qibu-settings", move |_| take_up());
        Some(Box::new(move || drop(listener)) as Undo)
    };
    use_effect_on(Depends::Nothing, Box::new(follow));
    let answers = Depends::Answers(interview);
    let tell = move || {
        // INVARIANT: the script's function does not throw.
        let _ = frame?.call1(&JsValue::NULL, &JsValue::from(fitting(&catalogue, &assessment)));
        None
    };
    use_effect_on(answers, Box::new(tell));
}

/// What the page around asks for: a line for the language, empty where it is as before, and one for each default.
fn settings(frame: &Function) -> String {
    frame.call0(&JsValue::NULL).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn language(settings: &str) -> Option<Lang> {
    let tag = settings.split('\n').next()?;
    (!tag.is_empty()).then(|| Lang::of(tag))
}

/// The policies of which founder or venture may receive something: `+` before an eligible one, `?` before a likely.
fn fitting(catalogue: &Catalogue, assessment: &Assessment) -> String {
    let mut text = String::new();
    for finding in &assessment.findings {
        let policy = catalogue.policy_of(finding.policy);
        let is_mine = matches!(policy.beneficiary, Beneficiary::Founder | Beneficiary::Venture);
        let mark = match finding.verdict {
            Verdict::Eligible => "+",
            Verdict::Likely => "?",
            _ => continue,
        };
        if is_mine && finding.superseded_by.is_none() {
            text.push_str(mark);
            text.push_str(&policy.id);
            text.push('\n');
        }
    }
    text
}
