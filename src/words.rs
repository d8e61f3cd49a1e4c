//! The words of the page, in the language in use.

use engine::texts::Texts;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A word as it stands.
pub fn word(texts: &Texts, word: Word) -> &str {
    texts.words.get(word as usize).map_or("", String::as_str)
}

/// A word with its gaps filled: `{n}` by the value beside `n`.
pub fn fill(texts: &Texts, key: Word, values: &[(&str, &str)]) -> String {
    values.iter().fold(word(texts, key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
