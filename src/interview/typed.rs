//! Numbers as people type them: 万, commas, full-width digits and per cent signs.

use engine::fact::{Fact, Kind};
use engine::wire::situation::decimal;

/// What is wrong with a typed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Empty,
    NoNumber,
    TooMuch,
}

/// Reads a count, an amount in yuan or a percentage into the unit of the fact.
///
/// # Errors
/// Nothing was typed, it is no such number, or it lies outside the bounds of the fact.
pub fn read(fact: &Fact, text: &str) -> Result<i64, Wrong> {
    let text = plain(text);
    if text.is_empty() {
        return Err(Wrong::Empty);
    }
    let number = match fact.kind {
        Kind::Money => money(text.trim_matches(['元', '￥', '¥'])),
        Kind::Rate => decimal(text.trim_end_matches('%'), 4),
        _ => decimal(&text, 0),
    };
    let number = number.ok_or(Wrong::NoNumber)?;
    if (fact.bounds.0..=fact.bounds.1).contains(&number) { Ok(number) } else { Err(Wrong::TooMuch) }
}

/// Digits of every width as ASCII, without the commas and spaces that group them.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '％' | '，' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '。' => '.',
        c => c,
    };
    text.chars().map(narrow).filter(|c| !c.is_whitespace() && *c != ',').collect()
}

/// Fen, from yuan or from 万 (ten thousand yuan, so 10⁻⁶ 万 is one fen).
fn money(text: &str) -> Option<i64> {
    match text.strip_suffix('万') {
        Some(wan) => decimal(wan, 6),
        None => decimal(text, 2),
    }
}
