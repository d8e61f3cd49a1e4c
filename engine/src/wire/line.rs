//! One answer as a short line, `founder.hukou=shanghai`: how a page keeps answers without a JSON library.
//!
//! Written: `?` declined, `yes` and `no`, ids of values and places, `2026-11-22`, `12`, `1234.5`,
//! `3..10` and `..10` for ranges, `a,b` for sets with `?c` for what is unsure.

use super::situation::{decimal, write_decimal};
use crate::date::Date;
use crate::digits::signed;
use crate::fact::{Fact, FactId, Kind, Known};
use crate::policy::Catalogue;
use crate::situation::Answer;

/// An answer as a line.
pub fn write(catalogue: &Catalogue, id: FactId, answer: Answer) -> String {
    let fact = catalogue.fact_of(id);
    let mut line = [fact.id.as_str(), "="].concat();
    match answer {
        Answer::Absent | Answer::Declined => line.push('?'),
        Answer::Given(Known::Among(mask)) => line.push_str(match fact.kind {
            Kind::YesNo if mask == 0b10 => "yes",
            Kind::YesNo => "no",
            Kind::Place => catalogue.places.smallest(mask).map_or("?", |place| &place.id),
            _ => fact.values.get(mask.trailing_zeros() as usize).map_or("?", |value| &value.id),
        }),
        Answer::Given(Known::Set { has, may }) => {
            for (bit, value) in fact.values.iter().enumerate().filter(|(bit, _)| (has | may) >> bit & 1 == 1) {
                let comma = if line.ends_with('=') { "" } else { "," };
                let unsure = if has >> bit & 1 == 1 { "" } else { "?" };
                line.push_str(&[comma, unsure, &value.id].concat());
            }
        }
        Answer::Given(Known::Span { lo, hi }) if lo == hi => line.push_str(&number(fact, lo)),
        Answer::Given(Known::Span { lo, hi }) => {
            let end = |value: i64, bound: i64| if value == bound { String::new() } else { number(fact, value) };
            line.push_str(&(end(lo, fact.bounds.0) + ".." + &end(hi, fact.bounds.1)));
        }
    }
    line
}

/// Reads what [`write`] wrote; `None` where the fact, a value or a number is not of this catalogue.
pub fn read(catalogue: &Catalogue, line: &str) -> Option<(FactId, Answer)> {
    let (id, text) = line.split_once('=')?;
    let id = catalogue.fact(id)?;
    let fact = catalogue.fact_of(id);
    if text == "?" {
        return Some((id, Answer::Declined));
    }
    let known = match fact.kind {
        Kind::YesNo => Known::Among(match text {
            "yes" => 0b10,
            "no" => 0b01,
            _ => return None,
        }),
        Kind::Place => Known::Among(catalogue.places.mask(text)?),
        Kind::Choice => Known::Among(fact.all_values() & 1 << fact.value(text)?),
        Kind::Set => set(fact, text)?,
        Kind::Date | Kind::Count | Kind::Money | Kind::Rate => match ends(text) {
            Some((lo, hi)) => {
                let end = |text: &str, bound| if text.is_empty() { Some(bound) } else { value(fact, text) };
                Known::Span { lo: end(lo, fact.bounds.0)?, hi: end(hi, fact.bounds.1)? }
            }
            None => value(fact, text).map(|value| Known::Span { lo: value, hi: value })?,
        },
    };
    (!known.is_empty()).then_some((id, Answer::Given(known)))
}

/// What stands on both sides of `..`.
fn ends(text: &str) -> Option<(&str, &str)> {
    // A search by letter: that of the library by text weighs a kilobyte.
    text.match_indices('.').find_map(|(at, _)| {
        let (lo, rest) = text.split_at_checked(at)?;
        Some((lo, rest.strip_prefix("..")?))
    })
}

fn set(fact: &Fact, text: &str) -> Option<Known> {
    let (mut has, mut may) = (0, 0);
    for item in text.split(',').filter(|item| !item.is_empty()) {
        match item.strip_prefix('?') {
            Some(unsure) => may |= 1 << fact.value(unsure)?,
            None => has |= 1 << fact.value(item)?,
        }
    }
    Some(Known::Set { has, may })
}

fn number(fact: &Fact, value: i64) -> String {
    match fact.kind {
        Kind::Date => Date(i32::try_from(value).unwrap_or_default()).to_string(),
        Kind::Money => write_decimal(value, 2),
        Kind::Rate => write_decimal(value, 4),
        _ => signed(value.into()),
    }
}

fn value(fact: &Fact, text: &str) -> Option<i64> {
    let value = match fact.kind {
        Kind::Date => i64::from(text.parse::<Date>().ok()?.0),
        Kind::Money => decimal(text, 2)?,
        Kind::Rate => decimal(text, 4)?,
        _ => decimal(text, 0)?,
    };
    (fact.bounds.0..=fact.bounds.1).contains(&value).then_some(value)
}
