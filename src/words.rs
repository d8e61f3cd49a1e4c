//! The words of the page, in the language in use.

use engine::texts::Texts;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A word as it stands.
pub fn word(texts: &Texts, word: Word) -> &str {
    texts.words.get(word as usize).map_or("", String::as_str)
}

/// A word with its gaps filled: `{n}` by the value beside `n`; a gap without one stays.
pub fn fill(texts: &Texts, key: Word, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = word(texts, key);
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        rest = behind;
        let gap = behind.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        match gap {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => filled.push('{'),
        }
    }
    filled.push_str(rest);
    filled
}

/// A text holds what was typed, whichever case its Latin letters have.
///
/// By bytes: the library's search for a text, and its tables of cases, weigh several kilobytes.
pub fn holds(text: &str, typed: &str) -> bool {
    let (text, typed) = (text.as_bytes(), typed.as_bytes());
    (0..=text.len().saturating_sub(typed.len()))
        .any(|at| text.get(at..at + typed.len()).is_some_and(|part| part.eq_ignore_ascii_case(typed)))
}

#[cfg(test)]
mod tests {
    use super::{Texts, Word, fill, holds};

    #[test]
    fn a_text_is_found_in_any_case() {
        assert!(holds("VAT relief", "vat") && holds("一次性创业补贴", "补贴") && holds("a", ""));
        assert!(!holds("VAT", "VATs") && !holds("补贴", "贴补"));
    }

    #[test]
    fn gaps_are_filled_once() {
        let with = |words: &str, values: &[(&str, &str)]| {
            let mut texts = Texts::default();
            texts.words.resize(Word::Title as usize + 1, words.to_owned());
            fill(&texts, Word::Title, values)
        };
        assert_eq!(with("{a} 至 {b}元", &[("b", "2"), ("a", "1")]), "1 至 2元");
        assert_eq!(with("{a}{a}", &[("a", "{b}"), ("b", "2")]), "{b}{b}", "a value is no gap");
        assert_eq!(with("{c} {a", &[("a", "1")]), "{c} {a", "no value, no end");
    }
}
