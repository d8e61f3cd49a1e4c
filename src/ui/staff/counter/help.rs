//! Every key, and everything that can be typed.

use yew::prelude::*;

use super::{HELP, Scene};
use crate::counter::Act;
use crate::counter::keys::{ARROWS, KEYS, TYPED, cap};
use crate::ui::tag::{button, element, line, with};
use crate::words::Word;

pub fn help(scene: &Scene) -> Html {
    let session = &scene.session;
    let row = |cap: &str, says: Word| {
        element(
            "div",
            "",
            None,
            vec![element("dt", "", None, vec![line("kbd", "", cap)]), line("dd", "", session.word(says))],
        )
    };
    let keys = KEYS.iter().chain(&ARROWS).map(|key| row(cap(key.name), key.says)).collect();
    let typed = TYPED.iter().map(|(typed, says)| row(typed, *says)).collect();
    let parts = vec![
        line("h2", "", session.word(Word::StaffCounterHelp)),
        line("h3", "", session.word(Word::StaffCounterHelpKeys)),
        element("dl", "", None, keys),
        line("h3", "", session.word(Word::StaffCounterHelpTyped)),
        element("dl", "", None, typed),
        button("choice", scene.on(Act::Help(false)), vec![session.say(Word::StaffCounterHelpClose)]),
    ];
    let values = [HELP, "counter-help", session.word(Word::StaffCounterHelp)];
    with("dialog", &["id", "class", "aria-label"], &values, parts)
}
