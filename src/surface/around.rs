//! What stands around the page, a page of another site with this one in a frame, a station, a kiosk: what it supposes is
//! taken up, and `web/around.js` hears which policies fit; nobody beyond hears it without the person's yes.

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

/// The language that is asked for, where one is; where others come after, nothing is kept on the device from here on.
pub fn start(around: &Function) -> Option<Lang> {
    let settings = settings(around);
    if settings.starts_with('!') {
        browser::keep_nothing();
    }
    language(&settings)
}

/// Takes up defaults, again whenever they change; tells the script what fits, after every answer.
#[hook]
pub fn use_around(
    around: Function,
    catalogue: Rc<Catalogue>,
    interview: Rc<Interview>,
    assessment: Rc<Assessment>,
    dispatch: Callback<Action>,
) {
    let (asked, rules) = (around.clone(), catalogue.clone());
    let follow = move || {
        let take_up = move || {
            let text = settings(&asked);
            // Nothing stands around, or it has not come yet.
            if text.is_empty() {
                return;
            }
            if let Some(lang) = language(&text) {
                dispatch.emit(Action::Speak(lang));
            }
            let (around, wrong) = preset::read(&rules, &text);
            tell(&asked, &["!", &wrong.join("\n")].concat());
            dispatch.emit(Action::Around(around));
        };
        take_up();
        let listener = EventListener::new(&gloo::utils::window(), "qibu-settings", move |_| take_up());
        Some(Box::new(move || drop(listener)) as Undo)
    };
    use_effect_on(Depends::Nothing, Box::new(follow));
    let answers = Depends::Answers(interview);
    let told = move || {
        tell(&around, &fitting(&catalogue, &assessment));
        None
    };
    use_effect_on(answers, Box::new(told));
}

/// Tells what fits, or behind `!` the lines that were not taken up.
fn tell(around: &Function, text: &str) {
    // INVARIANT: the script's function does not throw.
    let _ = around.call1(&JsValue::NULL, &JsValue::from(text));
}

/// What is asked for, as `interview/preset` reads it: the language stands only where it was newly asked for.
fn settings(around: &Function) -> String {
    around.call0(&JsValue::NULL).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn language(settings: &str) -> Option<Lang> {
    let tag = settings.split('\n').next()?.trim_start_matches('!');
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
