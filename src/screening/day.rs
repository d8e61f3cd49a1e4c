//! Dates as people and spreadsheets write them; a month is the range of its days.

use engine::date::Date;
use engine::digits;

use super::number::ends;

/// The serial numbers that a spreadsheet shows for days from 1940 to 2099.
const SERIALS: std::ops::RangeInclusive<i64> = 14_611..=73_050;

/// 1899-12-30, the day from which spreadsheets count.
const SERIAL_START: i64 = -25_569;

/// First and last day of a text in letters of one width, in days since 1970-01-01; `None` for an open end.
pub fn read(text: &str) -> Option<(Option<i64>, Option<i64>)> {
    if let Some((lo, hi)) = one(text) {
        return Some((Some(lo), Some(hi)));
    }
    if let Some(lo) = text.strip_suffix("及以后") {
        return Some((Some(one(lo.trim())?.0), None));
    }
    if let Some(hi) = text.strip_suffix("及以前") {
        return Some((None, Some(one(hi.trim())?.1)));
    }
    let (lo, hi) = ends(text, &["..", "~", "至", "到", "—", "–"])?;
    let end = |text: &str| if text.is_empty() { Some(None) } else { one(text).map(Some) };
    Some((end(lo)?.map(|(lo, _)| lo), end(hi)?.map(|(_, hi)| hi)))
}

/// One exact day.
pub fn exact(text: &str) -> Option<Date> {
    let (lo, hi) = one(text)?;
    (lo == hi).then(|| i32::try_from(lo).ok().map(Date)).flatten()
}

/// A day, or the range of a month or year.
fn one(text: &str) -> Option<(i64, i64)> {
    let text = without_time(text);
    let days = chinese(text).or_else(|| separated(text)).or_else(|| bare(text))?;
    let within = |day: i64| (i64::from(Date::MIN.0)..=i64::from(Date::MAX.0)).contains(&day);
    (within(days.0) && within(days.1)).then_some(days)
}

/// Databases and spreadsheets write a time of day behind the date.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || ":.".contains(c)) => day,
        _ => text,
    }
}

/// `2025年6月30日`, `2025年6月`, `2025年`
fn chinese(text: &str) -> Option<(i64, i64)> {
    let (year, rest) = text.split_once('年')?;
    let rest = rest.trim();
    if rest.is_empty() {
        return range(year, None, None);
    }
    let (month, rest) = rest.split_once('月')?;
    let day = rest.trim();
    if day.is_empty() {
        return range(year, Some(month), None);
    }
    range(year, Some(month), Some(day.strip_suffix(['日', '号'])?))
}

/// `2025-06-30`, `2025/6/30`, `2025.6.30`, and months
fn separated(text: &str) -> Option<(i64, i64)> {
    let mark = text.chars().find(|c| ['-', '/', '.'].contains(c))?;
    let parts: Vec<&str> = text.split(mark).collect();
    match parts.as_slice() {
        // A spreadsheet takes 2025.10 for a number and shows 2025.1, so one digit may be January or October.
        [year, month] if mark != '.' || month.len() == 2 => range(year, Some(month), None),
        [year, month, day] => range(year, Some(month), Some(day)),
        _ => None,
    }
}

/// `20250630`, or the serial number of a spreadsheet
fn bare(text: &str) -> Option<(i64, i64)> {
    let number = digits::read(text)?;
    match text.len() {
        8 => range(text.get(..4)?, text.get(4..6), text.get(6..)),
        5 if SERIALS.contains(&number) => Some((SERIAL_START + number, SERIAL_START + number)),
        _ => None,
    }
}

fn range(year: &str, month: Option<&str>, day: Option<&str>) -> Option<(i64, i64)> {
    let part = |text: &str, longest: usize| {
        let text = text.trim();
        if text.len() > longest { None } else { digits::read(text).and_then(|number| u32::try_from(number).ok()) }
    };
    let year = part(year, 4).filter(|year| *year >= 1000)?.cast_signed();
    let first = |month, day| Date::from_ymd(year, month, day);
    let (from, after) = match (month, day) {
        (None, _) => (first(1, 1)?, first(1, 1)?.add_months(12)),
        (Some(month), None) => (first(part(month, 2)?, 1)?, first(part(month, 2)?, 1)?.add_months(1)),
        (Some(month), Some(day)) => {
            let exact = first(part(month, 2)?, part(day, 2)?)?;
            (exact, exact.add_days(1))
        }
    };
    Some((i64::from(from.0), i64::from(after.0) - 1))
}
