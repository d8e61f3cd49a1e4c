//! The keys of the counter: those that browsers and Chinese input methods leave alone. The help lists these very ones.

use super::Act;
use super::scan::Burst;
use crate::words::Word;

/// One key, what it does, and what the help says of it.
pub struct Key {
    /// As the browser calls it, and as it stands on the keyboard.
    pub name: &'static str,
    pub act: fn() -> Act,
    pub says: Word,
}

/// They work wherever the focus is.
pub const KEYS: [Key; 9] = [
    Key { name: "F1", act: || Act::Help(true), says: Word::StaffCounterKeyHelp },
    Key { name: "F2", act: || Act::Jump, says: Word::StaffCounterKeyJump },
    Key { name: "F3", act: || Act::ToNote, says: Word::StaffCounterKeyNote },
    Key { name: "F4", act: || Act::Seen, says: Word::StaffCounterKeySeen },
    Key { name: "F7", act: || Act::Suppose, says: Word::StaffCounterKeySuppose },
    Key { name: "F8", act: || Act::Print, says: Word::StaffCounterKeyPrint },
    Key { name: "F9", act: || Act::Clear, says: Word::StaffCounterKeyClear },
    Key { name: "Escape", act: || Act::Escape, says: Word::StaffCounterKeyEscape },
    Key { name: "Ctrl+P", act: || Act::Print, says: Word::StaffCounterKeyPrint },
];

/// They work in the command field.
pub const ARROWS: [Key; 2] = [
    Key { name: "ArrowUp", act: || Act::Step(false), says: Word::StaffCounterKeyUp },
    Key { name: "ArrowDown", act: || Act::Step(true), says: Word::StaffCounterKeyDown },
];

/// What can be typed into the command field, as it is typed, and what it does.
pub const TYPED: [(&str, Word); 12] = [
    ("1 · y · 1998/3/2 · mhq", Word::StaffCounterTypedAnswer),
    ("1 3", Word::StaffCounterTypedSet),
    ("?", Word::StaffCounterTypedUnsure),
    ("y!", Word::StaffCounterTypedSeen),
    ("-", Word::StaffCounterTypedBack),
    ("↵", Word::StaffCounterTypedNext),
    ("hk", Word::StaffCounterTypedName),
    ("/5", Word::StaffCounterTypedNumber),
    ("5=mhq", Word::StaffCounterTypedBoth),
    ("+2", Word::StaffCounterTypedPaper),
    ("@2027-1-5", Word::StaffCounterTypedDay),
    ("q1.…", Word::StaffCounterTypedCode),
];

/// What a key does; `None` where it is no shortcut.
pub fn act(name: &str, is_command: bool) -> Option<Act> {
    let arrows: &[Key] = if is_command { &ARROWS } else { &[] };
    KEYS.iter().chain(arrows).find(|key| key.name == name).map(|key| (key.act)())
}

/// The key as it stands on a keyboard.
pub fn cap(name: &'static str) -> &'static str {
    match name {
        "Escape" => "Esc",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        name => name,
    }
}

/// A key that went down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Press {
    /// What it writes or is called, such as `a` or `F9`; `Process` where an input method has it.
    pub key: String,
    /// Its place on the keyboard, such as `KeyA`.
    pub code: String,
    pub shift: bool,
    /// With Ctrl or the command key.
    pub ctrl: bool,
    pub alt: bool,
    /// An input method is making letters of it.
    pub is_composing: bool,
    /// It is held down.
    pub is_repeat: bool,
    /// In milliseconds.
    pub at: u64,
    pub spot: Spot,
    /// What stands in the command field, where that has the focus.
    pub typed: String,
}

/// Where the focus is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    #[default]
    Command,
    /// A field of another kind, or something that is pressed.
    Other,
    Nowhere,
}

/// What becomes of a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Act(Act),
    /// It is not for the browser either.
    Taken,
    /// It goes where it was meant for.
    Left,
    /// It belongs into the command field, which takes the focus first.
    ToCommand,
}

/// Hears a key; `is_code` says whether a link or code is in a text.
pub fn hear(burst: &mut Burst, press: &Press, is_code: &dyn Fn(&str) -> bool) -> Heard {
    let Press { key, code, at, .. } = press;
    if matches!(code.as_str(), "Enter" | "NumpadEnter") || key == "Enter" {
        let typed = burst.take();
        return match press.spot {
            _ if is_code(&typed) => Heard::Act(Act::Scanned(typed)),
            Spot::Command if !press.is_composing => Heard::Act(Act::Enter(press.typed.clone())),
            _ => Heard::Left,
        };
    }
    if press.ctrl || press.alt {
        let is_print = press.ctrl && key.eq_ignore_ascii_case("p");
        return if is_print { Heard::Act(Act::Print) } else { Heard::Left };
    }
    let is_scanner = burst.is_scanner(*at);
    let mut letters = key.chars();
    let written = letters.next().filter(|_| letters.next().is_none() && !press.is_composing);
    burst.press(written, code, press.shift, *at);
    let act = act(key, press.spot == Spot::Command).filter(|_| !press.is_composing);
    match act {
        // A scanner means no shortcut, and a key that is held down means it once.
        Some(_) if is_scanner => Heard::Taken,
        Some(Act::Step(is_forward)) => Heard::Act(Act::Step(is_forward)),
        Some(_) if press.is_repeat => Heard::Taken,
        Some(act) => Heard::Act(act),
        None if press.spot == Spot::Nowhere && key.chars().count() == 1 && key != " " => Heard::ToCommand,
        None => Heard::Left,
    }
}

#[cfg(test)]
mod tests {
    use super::{ARROWS, Act, Burst, Heard, KEYS, Press, Spot, hear};

    fn press(key: &str, code: &str, at: u64) -> Press {
        Press { key: key.into(), code: code.into(), at, ..Press::default() }
    }

    fn heard(burst: &mut Burst, press: &Press) -> Heard {
        hear(burst, press, &|text| text == "q1.ab")
    }

    #[test]
    fn every_key_has_one_meaning() {
        let mut names: Vec<&str> = KEYS.iter().chain(&ARROWS).map(|key| key.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for key in KEYS.iter().filter(|key| !key.name.contains('+')) {
            for spot in [Spot::Command, Spot::Other, Spot::Nowhere] {
                let press = Press { spot, ..press(key.name, key.name, 1_000) };
                assert_eq!(heard(&mut Burst::default(), &press), Heard::Act((key.act)()), "{}", key.name);
                let held = Press { is_repeat: true, ..press.clone() };
                assert_eq!(heard(&mut Burst::default(), &held), Heard::Taken, "{}", key.name);
                let composing = Press { is_composing: true, ..press };
                assert_eq!(heard(&mut Burst::default(), &composing), Heard::Left, "{}", key.name);
            }
        }
        let print = Press { ctrl: true, ..press("p", "KeyP", 1_000) };
        assert_eq!(heard(&mut Burst::default(), &print), Heard::Act(Act::Print));
    }

    #[test]
    fn a_scanner_is_heard_wherever_the_focus_is_and_through_an_input_method() {
        for (spot, is_composing) in
            [(Spot::Command, false), (Spot::Other, false), (Spot::Nowhere, false), (Spot::Command, true)]
        {
            let mut burst = Burst::default();
            for (at, code) in (0u64..).zip(["KeyQ", "Digit1", "Period", "KeyA", "KeyB"]) {
                let key = if is_composing { "Process" } else { ["q", "1", ".", "a", "b"][at as usize] };
                let press = Press { spot, is_composing, ..press(key, code, 5_000 + at * 9) };
                assert!(!matches!(heard(&mut burst, &press), Heard::Act(_)));
            }
            let enter =
                Press { spot, is_composing, ..press(if is_composing { "Process" } else { "Enter" }, "Enter", 5_060) };
            assert_eq!(heard(&mut burst, &enter), Heard::Act(Act::Scanned("q1.ab".into())));
        }
    }

    #[test]
    fn a_scanner_presses_no_shortcut_and_a_held_arrow_is_no_scanner() {
        let mut burst = Burst::default();
        for at in 0..20 {
            let press = press("x", "KeyX", 5_000 + at * 9);
            heard(&mut burst, &press);
        }
        assert_eq!(heard(&mut burst, &press("F9", "F9", 5_180)), Heard::Taken);
        assert_eq!(heard(&mut burst, &press("F9", "F9", 5_900)), Heard::Act(Act::Clear));
        let mut burst = Burst::default();
        for at in 0..20 {
            let held = Press { is_repeat: at > 0, ..press("ArrowDown", "ArrowDown", 5_000 + at * 30) };
            assert_eq!(heard(&mut burst, &held), Heard::Act(Act::Step(true)));
        }
    }

    #[test]
    fn what_is_typed_nowhere_goes_into_the_field_and_enter_stays_with_the_input_method() {
        let nowhere = Press { spot: Spot::Nowhere, ..press("h", "KeyH", 1_000) };
        assert_eq!(heard(&mut Burst::default(), &nowhere), Heard::ToCommand);
        let button = Press { spot: Spot::Other, ..nowhere };
        assert_eq!(heard(&mut Burst::default(), &button), Heard::Left);
        let enter = Press { typed: "2".into(), ..press("Enter", "Enter", 1_000) };
        assert_eq!(heard(&mut Burst::default(), &enter), Heard::Act(Act::Enter("2".into())));
        let composing = Press { is_composing: true, ..enter.clone() };
        assert_eq!(heard(&mut Burst::default(), &composing), Heard::Left);
        let in_note = Press { spot: Spot::Other, ..enter };
        assert_eq!(heard(&mut Burst::default(), &in_note), Heard::Left);
    }
}
