//! Answers as people write them in a table; what cannot be read for certain is not read.

use engine::fact::{Fact, FactId, Kind, Known};
use engine::situation::Answer;

use super::vocabulary::{Vocabulary, narrow, plain};
use super::{day, number, place};

/// What was expected where a cell could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An answer to this fact, as its kind wants it.
    Answer(FactId),
    /// The place that is meant: positions of those that share the name.
    OneOf(Vec<usize>),
    /// The day of assessment, here or for the whole roster.
    AsOf,
    /// As many cells as the head has.
    Cells(usize),
    /// Letters: some bytes of the row are none.
    Letters,
    /// At most what another cell says.
    AtMost { column: String, cell: String },
}

const YES: &[&str] = &["是", "有", "对", "yes", "y", "true", "1", "√", "✓", "✔", "☑"];
const NO: &[&str] = &["否", "无", "没有", "不是", "no", "n", "false", "0", "×", "✗", "✘", "☒"];
const DECLINED: &[&str] =
    &["?", "不清楚", "不知道", "不详", "未知", "not sure", "unknown", "don't know", "do not know"];
const NOTHING: &[&str] = &["无", "没有", "都没有", "都不是", "以上都不是", "none", "none of these"];

/// What stands between the values of a set, once letters are of one width.
pub(super) const BETWEEN: [char; 7] = ['、', ',', ';', '|', '/', '\n', '\r'];

/// Reads the cell of a fact.
///
/// # Errors
/// What was expected instead.
pub fn read(vocabulary: &Vocabulary<'_>, id: FactId, text: &str) -> Result<Answer, Wanted> {
    let text = narrow(text);
    if text.is_empty() {
        return Ok(Answer::Absent);
    }
    if is_one_of(&text, DECLINED) {
        return Ok(Answer::Declined);
    }
    let fact = vocabulary.catalogue.fact_of(id);
    let known = match fact.kind {
        Kind::YesNo => yes_no(&text),
        Kind::Choice => return choice(vocabulary, id, fact, &text),
        Kind::Set => set(vocabulary, id, fact, &text),
        Kind::Place => match vocabulary.places.find(&text) {
            place::Match::One(mask) => Some(Known::Among(mask)),
            place::Match::Several(places) => return Err(Wanted::OneOf(places)),
            place::Match::None => None,
        },
        Kind::Date => day::read(&text)
            .map(|(lo, hi)| Known::Span { lo: lo.unwrap_or(fact.bounds.0), hi: hi.unwrap_or(fact.bounds.1) }),
        Kind::Count | Kind::Money | Kind::Rate => number::read(fact, vocabulary.units(id), &text),
    };
    let within = |known: &Known| match known {
        Known::Span { lo, hi } => fact.bounds.0 <= *lo && lo <= hi && *hi <= fact.bounds.1,
        Known::Among(_) | Known::Set { .. } => true,
    };
    known.filter(within).map(Answer::Given).ok_or(Wanted::Answer(id))
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn yes_no(text: &str) -> Option<Known> {
    match (is_one_of(text, YES), is_one_of(text, NO)) {
        (true, _) => Some(Known::Among(0b10)),
        (_, true) => Some(Known::Among(0b01)),
        _ => None,
    }
}

fn choice(vocabulary: &Vocabulary<'_>, id: FactId, fact: &Fact, text: &str) -> Result<Answer, Wanted> {
    let none = || fact.value("none").filter(|_| is_one_of(text, NOTHING));
    let bit = vocabulary.value(id, text).or_else(none).ok_or(Wanted::Answer(id))?;
    // "Undecided" leaves the choice open: it is an answer, but says nothing.
    Ok(if fact.values[bit].means_open { Answer::Declined } else { Answer::Given(Known::Among(1 << bit)) })
}

/// How many parts the marks may cut a name into: more are tried in vain, and in a long cell without an end.
pub(super) const MOST_PARTS: usize = 8;

/// Values between marks; a name that holds such a mark itself is put together again, the longest first.
fn set(vocabulary: &Vocabulary<'_>, id: FactId, fact: &Fact, text: &str) -> Option<Known> {
    if is_one_of(text, NOTHING) && vocabulary.value(id, text).is_none() {
        return Some(Known::Set { has: 0, may: 0 });
    }
    let parts: Vec<&str> = text.split(BETWEEN).map(str::trim).filter(|part| !plain(part).is_empty()).collect();
    let (mut has, mut may) = (0u64, 0u64);
    let mut at = 0;
    while at < parts.len() {
        let (end, bit) = (at + 1..=parts.len().min(at + MOST_PARTS))
            .rev()
            .find_map(|end| Some((end, vocabulary.value(id, &parts[at..end].concat())?)))?;
        if parts[at].starts_with('?') {
            may |= 1 << bit
        } else {
            has |= 1 << bit
        }
        at = end;
    }
    let real = fact.all_values();
    let is_whole = !parts.is_empty() && (has | may) & !real == 0;
    is_whole.then_some(Known::Set { has, may: may & !has })
}
