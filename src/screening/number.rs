//! Counts, money and percentages as people write them, each alone or as a range.

use engine::fact::{Fact, Kind, Known};
use engine::wire::situation::decimal;

/// Reads a number or range, in letters of one width, into the unit of the fact.
pub fn read(fact: &Fact, units: &[String], text: &str) -> Option<Known> {
    let one = |text: &str| single(fact.kind, units, text.trim());
    if let Some(number) = one(text) {
        return Some(Known::Span { lo: number, hi: number });
    }
    let above = text.strip_prefix(['≥']).or(text.strip_prefix(">=")).or(strip_any(text, &["及以上", "以上"]));
    if let Some(lo) = above {
        return Some(Known::Span { lo: one(lo)?, hi: fact.bounds.1 });
    }
    let below = text.strip_prefix(['≤']).or(text.strip_prefix("<=")).or(strip_any(text, &["及以下", "以下", "以内"]));
    if let Some(hi) = below {
        return Some(Known::Span { lo: fact.bounds.0, hi: one(hi)? });
    }
    let (lo, hi) = ends(text, &["..", "~", "至", "到", "—", "–", "-"])?;
    // In "1-5万" the first figure may be one yuan or ten thousand.
    if !lo.is_empty() && !hi.is_empty() && hi.contains('万') != lo.contains('万') {
        return None;
    }
    let end = |text: &str, open: i64| if text.is_empty() { Some(open) } else { one(text) };
    Some(Known::Span { lo: end(lo, fact.bounds.0)?, hi: end(hi, fact.bounds.1)? })
}

/// What stands on both sides of the first mark that a text holds; one side may be empty where the mark is `..`.
pub fn ends<'a>(text: &'a str, marks: &[&str]) -> Option<(&'a str, &'a str)> {
    let (mark, (lo, hi)) = marks.iter().find_map(|mark| Some((*mark, text.split_once(mark)?)))?;
    let (lo, hi) = (lo.trim(), hi.trim());
    let is_range = match mark {
        ".." => !(lo.is_empty() && hi.is_empty()),
        _ => !lo.is_empty() && !hi.is_empty(),
    };
    is_range.then_some((lo, hi))
}

fn strip_any<'a>(text: &'a str, suffixes: &[&str]) -> Option<&'a str> {
    suffixes.iter().find_map(|suffix| text.strip_suffix(suffix))
}

fn single(kind: Kind, units: &[String], text: &str) -> Option<i64> {
    let (bare, has_unit) = without_unit(units, text.trim_start_matches(['¥', '￥']).trim_start());
    match kind {
        Kind::Money => match bare.strip_suffix('万') {
            // Ten thousand yuan are a million fen.
            Some(wan) => decimal(&ungrouped(wan.trim_end())?, 6),
            None => decimal(&ungrouped(bare)?, 2),
        },
        // A spreadsheet keeps 3.5% as 0.035: without its sign, a figure below one may be either.
        Kind::Rate => decimal(bare, 4).filter(|rate| has_unit || *rate == 0 || *rate >= 10_000),
        _ => decimal(&ungrouped(whole(bare))?, 0),
    }
}

/// A number without its unit, and whether it had one.
fn without_unit<'a>(units: &[String], text: &'a str) -> (&'a str, bool) {
    let strip = |unit: &String| {
        let at = text.len().checked_sub(unit.len())?;
        let (number, tail) = text.split_at_checked(at)?;
        tail.eq_ignore_ascii_case(unit).then(|| number.trim_end())
    };
    // The longest unit that fits, so that of "12 个月" nothing is left over.
    match units.iter().filter_map(strip).min_by_key(|number| number.len()) {
        Some(number) => (number, true),
        None => (text, false),
    }
}

/// `3.0` is the whole number 3, as programs write it.
fn whole(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => whole,
        _ => text,
    }
}

/// A number without the commas that group its thousands; `None` where they group anything else.
fn ungrouped(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = whole.contains(',');
    let good = !is_grouped || (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let part = part.map_or_else(String::new, |part| ".".to_owned() + part);
    (good && !part.contains(',')).then(|| whole.replace(',', "") + &part)
}
