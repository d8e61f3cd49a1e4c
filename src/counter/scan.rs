//! A link or code that somebody typed, pasted or scanned, as whatever the input method made of it.
//!
//! A handheld scanner is a keyboard that types fast. Through a Chinese input method its letters come out full-width,
//! its dots as `。` and its slashes as `、`, or nothing comes out at all, since the letters are taken for pinyin: then
//! the keys themselves are read, by their place on the keyboard. A code ends with a checksum, so that nothing is
//! taken for one by mistake.

use engine::date::Date;
use engine::policy::Catalogue;

use crate::exits::link::{self, Opened, Trouble};
use crate::screening::vocabulary::narrow;

/// Keys further apart than this, in milliseconds, are not of one code.
const PAUSE: u64 = 300;

/// Keys nearer than this come from no hand.
const FAST: u64 = 40;

/// So many fast keys in a row, and it is a scanner.
const RUN: usize = 6;

/// How much is remembered: more than any link that we write.
const LONGEST: usize = 4_000;

/// Opens the code that a text holds; `None` where nothing in it looks like one.
pub fn open(catalogue: &Catalogue, text: &str, today: Date) -> Option<Result<Opened, Trouble>> {
    let mut worst = Trouble::NoAnswers;
    for text in readings(text) {
        match link::read(catalogue, &text, today) {
            Ok(opened) => return Some(Ok(opened)),
            Err(Trouble::NoAnswers) => {}
            Err(trouble) => worst = trouble,
        }
    }
    let is_address = narrow(text).to_lowercase().starts_with("http");
    (is_address || worst != Trouble::NoAnswers).then_some(Err(worst))
}

/// What a text may have been: as it is, in plain letters, and with the case of a caps lock turned round.
fn readings(text: &str) -> [String; 4] {
    let plain = narrow(&text.replace("——", "_"));
    let mark = |dot: char| -> String {
        let one = |c: char| match c {
            '。' | '．' | '｡' => '.',
            '、' => dot,
            '：' => ':',
            '—' | '－' => '-',
            c => c,
        };
        plain.chars().map(one).filter(|c| !c.is_whitespace()).collect()
    };
    let turn = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let (slashes, dots) = (mark('/'), mark('.'));
    let turned = slashes.chars().map(turn).collect();
    [text.to_owned(), slashes, dots, turned]
}

/// The keys that were pressed without a pause, as letters of a plain keyboard.
#[derive(Clone, Debug, Default)]
pub struct Burst {
    letters: String,
    /// When the last of them was pressed, in milliseconds.
    at: u64,
    /// How many came faster than by hand, up to the last.
    fast: usize,
}

impl Burst {
    /// A key by what it writes, and by its place, such as `KeyA`, where an input method keeps that for itself; at a
    /// time in milliseconds.
    pub fn press(&mut self, written: Option<char>, code: &str, shift: bool, at: u64) {
        let letter = written.or_else(|| letter(code, shift));
        if letter.is_none() && !code.starts_with("Shift") {
            return;
        }
        let gap = at.saturating_sub(self.at);
        if gap > PAUSE || self.letters.len() > LONGEST {
            self.letters.clear();
        }
        self.fast = if gap < FAST { self.fast + 1 } else { 0 };
        self.at = at;
        self.letters.extend(letter);
    }

    /// What was typed up to now, and nothing is remembered any more.
    pub fn take(&mut self) -> String {
        self.fast = 0;
        std::mem::take(&mut self.letters)
    }

    /// A scanner is typing: no key is a shortcut now.
    pub fn is_scanner(&self, at: u64) -> bool {
        self.fast >= RUN && at.saturating_sub(self.at) < FAST
    }
}

/// The letter on a key of the plain keyboard that every scanner pretends to be.
fn letter(code: &str, shift: bool) -> Option<char> {
    if let Some(letter) = code.strip_prefix("Key").and_then(|rest| rest.chars().next()) {
        return Some(if shift { letter } else { letter.to_ascii_lowercase() });
    }
    if let Some(digit) = code.strip_prefix("Numpad").and_then(|rest| rest.chars().next()).filter(char::is_ascii_digit) {
        return Some(digit);
    }
    if let Some(digit) = code.strip_prefix("Digit").and_then(|rest| rest.chars().next()) {
        let at = usize::try_from(digit.to_digit(10)?).ok()?;
        return Some(if shift { char::from(*b")!@#$%^&*(".get(at)?) } else { digit });
    }
    let (plain, shifted) = match code {
        "Minus" => ('-', '_'),
        "Equal" => ('=', '+'),
        "Period" => ('.', '>'),
        "Comma" => (',', '<'),
        "Slash" => ('/', '?'),
        "Semicolon" => (';', ':'),
        "Quote" => ('\'', '"'),
        "BracketLeft" => ('[', '{'),
        "BracketRight" => (']', '}'),
        "Backslash" => ('\\', '|'),
        "Backquote" => ('`', '~'),
        "Space" => (' ', ' '),
        _ => return None,
    };
    Some(if shift { shifted } else { plain })
}

#[cfg(test)]
mod tests {
    use engine::assess;
    use engine::policy::Catalogue;

    use super::{Burst, Trouble, open};
    use crate::exits::link;
    use crate::interview::saved::Saved;
    use crate::{catalogue, samples};

    /// A link with the answers that it carries.
    fn links(catalogue: &Catalogue) -> Vec<(String, Saved)> {
        let founders = samples::all(catalogue).into_iter().take(20);
        let link = |situation: engine::situation::Situation| {
            let asked = situation.asked().map(|(fact, _)| fact).collect();
            let saved = Saved { situation, asked, ..Saved::empty(catalogue, catalogue.date) };
            let code = link::write(catalogue, &saved, saved.situation.as_of, &assess(catalogue, &saved.situation));
            (link::address("https://qibu.example.cn/s/index.html?a", &code), saved)
        };
        founders.map(|founder| link(founder.situation)).collect()
    }

    /// What input methods make of a text.
    fn full_width(text: &str) -> String {
        text.chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c })
            .collect()
    }

    fn chinese_marks(text: &str) -> String {
        text.replace('_', "——").replace('.', "。").replace('/', "、").replace(':', "：").replace('?', "？")
    }

    fn caps_lock(text: &str) -> String {
        text.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect()
    }

    #[test]
    fn a_link_opens_whatever_an_input_method_made_of_it() {
        let catalogue = catalogue::load();
        for (link, saved) in links(&catalogue) {
            let code = link.split('#').nth(1).expect("a code").to_owned();
            for typed in [&link, &code] {
                let both = full_width(&chinese_marks(typed));
                for text in [typed.clone(), full_width(typed), chinese_marks(typed), both, caps_lock(typed)] {
                    let opened = open(&catalogue, &text, saved.situation.as_of);
                    let found = opened.and_then(Result::ok).map(|opened| opened.saved.situation);
                    assert_eq!(found.as_ref(), Some(&saved.situation), "{text}");
                }
            }
        }
    }

    #[test]
    fn answers_and_names_are_no_codes_and_a_cut_code_is_damaged() {
        let catalogue = catalogue::load();
        for text in ["1 3", "y", "1998/3/2", "1998。3。2", "qq", "/12", "上海、闵行", "q1", "?"] {
            assert_eq!(open(&catalogue, text, catalogue.date), None, "{text}");
        }
        let (link, _) = links(&catalogue).swap_remove(0);
        let cut = &link[..link.len() - 4];
        assert!(matches!(open(&catalogue, cut, catalogue.date), Some(Err(Trouble::Damaged))));
        let lost = open(&catalogue, "https://qibu.example.cn/?a", catalogue.date);
        assert!(matches!(lost, Some(Err(Trouble::NoAnswers))));
    }

    /// The keys of a text on a plain keyboard.
    fn keys(text: &str) -> Vec<(String, bool)> {
        let codes = ["Minus", "Equal", "Period", "Comma", "Slash", "Semicolon", "Quote", "BracketLeft", "Backquote"];
        let names = ('A'..='Z').map(|c| format!("Key{c}")).chain(('0'..='9').map(|c| format!("Digit{c}")));
        let names: Vec<String> = names.chain(codes.map(str::to_owned)).collect();
        let of = |letter: char| {
            let all = names.iter().flat_map(|code| [(code.clone(), false), (code.clone(), true)]);
            all.into_iter().find(|(code, shift)| super::letter(code, *shift) == Some(letter)).expect("a key")
        };
        text.chars().map(of).collect()
    }

    #[test]
    fn the_keys_alone_tell_the_code_and_a_pause_forgets_them() {
        let catalogue = catalogue::load();
        let (link, saved) = links(&catalogue).swap_remove(3);
        let mut burst = Burst::default();
        let mut at = 10_000;
        for (code, shift) in keys("abc") {
            at += 350;
            burst.press(None, &code, shift, at);
        }
        assert!(!burst.is_scanner(at));
        at += 2_000;
        for (code, shift) in keys(&link) {
            at += 8;
            burst.press(None, &code, shift, at);
            burst.press(None, "ShiftLeft", true, at);
        }
        assert!(burst.is_scanner(at + 5) && !burst.is_scanner(at + 500));
        let typed = burst.take();
        assert_eq!(typed, link);
        let opened = open(&catalogue, &typed, saved.situation.as_of).and_then(Result::ok);
        assert_eq!(opened.map(|opened| opened.saved.situation), Some(saved.situation));
        assert_eq!(burst.take(), "");
    }
}
