//! Figures, dates and lists as a person reads them, in the language of the texts.

use engine::date::Date;
use engine::digits::{digits, signed, tail};
use engine::texts::Texts;

use crate::words::{Word, fill, word};

/// How many names of a long list are told.
const FEW: usize = 4;

/// `2/3`
pub fn fraction(times: i128, over: i128) -> String {
    signed(times) + "/" + &signed(over)
}

/// Texts with another between each two.
pub fn joined(parts: &[String], between: &str) -> String {
    let mut whole = String::new();
    for (i, part) in parts.iter().enumerate() {
        whole.push_str(if i == 0 { "" } else { between });
        whole.push_str(part);
    }
    whole
}

/// A whole number with its thousands apart: `12,500`.
pub fn number(value: i128) -> String {
    let digits = digits(value.unsigned_abs());
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Yuan without their unit; fen are shown only where there are any.
pub fn yuan(fen: i128) -> String {
    match (number(fen / 100), fen.unsigned_abs() % 100) {
        (whole, 0) => whole,
        (whole, rest) => whole + "." + &tail(rest, 100),
    }
}

/// `8,000 元`, `8,000 yuan`
pub fn money(fen: i128, texts: &Texts) -> String {
    fill(texts, Word::Yuan, &[("n", &yuan(fen))])
}

/// `0 至 8,000 元`; one sum where both ends are the same.
pub fn money_range((lo, hi): (i128, i128), texts: &Texts) -> String {
    if lo == hi {
        return money(lo, texts);
    }
    fill(texts, Word::YuanRange, &[("a", &yuan(lo)), ("b", &yuan(hi))])
}

/// `400 万元` for a sum of many whole ten thousands of yuan, in Chinese only.
pub fn ten_thousands(fen: i128, texts: &Texts) -> Option<String> {
    let reads_well = texts.lang.starts_with("zh") && fen >= 10_000_000 && fen % 1_000_000 == 0;
    reads_well.then(|| fill(texts, Word::TenThousandYuan, &[("n", &number(fen / 1_000_000))]))
}

/// `2026年10月1日`, `1 October 2026`
pub fn date(date: Date, texts: &Texts) -> String {
    let (year, month, day) = date.ymd();
    let months = word(texts, Word::MonthNames);
    let month = months.split('|').nth(usize::try_from(month).unwrap_or_default().saturating_sub(1)).unwrap_or_default();
    let (year, day) = (signed(year.into()), digits(day.into()));
    fill(texts, Word::FullDate, &[("y", &year), ("m", month), ("d", &day)])
}

/// A day from the engine's arithmetic.
pub fn day(value: i128) -> Date {
    Date(i32::try_from(value).unwrap_or_default())
}

/// Millionths as a percentage: `25.5%`.
pub fn percent(millionths: i128) -> String {
    decimal(millionths, 10_000) + "%"
}

/// A quotient by a power of ten, without needless zeros.
pub fn decimal(value: i128, over: u32) -> String {
    let (magnitude, over) = (value.unsigned_abs(), u128::from(over));
    let sign = if value < 0 { "−" } else { "" };
    let rest = tail(magnitude % over, over);
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    [sign, &number(i128::try_from(magnitude / over).unwrap_or_default()), point, rest].concat()
}

/// A number with its unit; a word with `|` has the form for one before it and the others after.
pub fn count(value: i128, unit: Word, texts: &Texts) -> String {
    let filled = fill(texts, unit, &[("n", &number(value))]);
    match filled.split_once('|') {
        Some((one, many)) => String::from(if value == 1 { one } else { many }),
        None => filled,
    }
}

/// The unit of a fact, by its name in the facts file; other names stand after the number as they are.
pub fn quantity(value: i128, unit: Option<&str>, texts: &Texts) -> String {
    let known = match unit {
        Some("persons") => Word::CountPersons,
        Some("months") => Word::CountMonths,
        Some("times") => Word::CountTimes,
        Some("percent") => Word::CountPercent,
        Some("square-metres") => Word::CountSquareMetres,
        Some(other) => return number(value) + " " + other,
        None => return number(value),
    };
    count(value, known, texts)
}

/// `A、B和C`, `A, B and C`
pub fn all_of(parts: &[String], texts: &Texts) -> String {
    list(parts, Word::ListAnd, texts)
}

/// `A、B或C`, `A, B or C`
pub fn any_of(parts: &[String], texts: &Texts) -> String {
    list(parts, Word::ListOr, texts)
}

/// `A、B、C`, for names that hold an "and" of their own.
pub fn names(parts: &[String], texts: &Texts) -> String {
    joined(parts, word(texts, Word::ListComma))
}

/// The first few of many names, and how many there are.
pub fn few(parts: &[String], texts: &Texts) -> String {
    let Some((first, rest)) = parts.split_at_checked(FEW).filter(|(_, rest)| !rest.is_empty()) else {
        return names(parts, texts);
    };
    let (all, more) = (digits(parts.len() as u128), digits(rest.len() as u128));
    fill(texts, Word::NamesMore, &[("a", &names(first, texts)), ("n", &all), ("m", &more)])
}

/// Clauses that are long: `…；…`
pub fn clauses(parts: &[String], texts: &Texts) -> String {
    joined(parts, word(texts, Word::ListClause))
}

fn list(parts: &[String], last: Word, texts: &Texts) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => joined(most, word(texts, Word::ListComma)) + word(texts, last) + end,
    }
}

/// A remark behind what it belongs to; nothing where there is none.
pub fn bracketed(remark: &str, texts: &Texts) -> String {
    if remark.is_empty() { String::new() } else { fill(texts, Word::Brackets, &[("x", remark)]) }
}

/// A sentence with its first letter large; Chinese has none, and English no others than ASCII has.
pub fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
