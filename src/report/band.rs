//! An interval of a number or a date, in words.

use engine::date::Date;
use engine::fact::{Fact, Kind};
use engine::texts::Texts;

use super::format;
use crate::words::{Word, fill};

/// How an interval is named, and the days that it stands for where the name does not say them.
#[derive(Clone, Debug, PartialEq)]
pub struct BandName {
    pub name: String,
    pub days: String,
}

/// Names an interval of a fact, both ends included. `unit` is that of the fact's texts; `offered` are the first
/// and last value that an answer can have, and leave an end open.
pub fn name(
    texts: &Texts,
    (fact, unit): (&Fact, Option<&str>),
    (lo, hi): (i64, i64),
    offered: (i64, i64),
    as_of: Date,
) -> BandName {
    let figure = |value: i64| figure(texts, (fact, unit), value);
    let ends = (lo > offered.0, hi < offered.1);
    let plain = match (fact.kind, ends) {
        _ if lo == hi => figure(lo),
        (Kind::Date, (true, false)) => fill(texts, Word::BandSince, &[("a", &figure(lo))]),
        (Kind::Date, (false, true)) => fill(texts, Word::BandUntil, &[("a", &figure(hi))]),
        // A sum just below a round one is said by the round one.
        (Kind::Money, (false, true)) if (hi + 1) % 100 == 0 => fill(texts, Word::BandBelow, &[("a", &figure(hi + 1))]),
        (Kind::Money, (true, false)) if lo % 100 == 1 => fill(texts, Word::BandAbove, &[("a", &figure(lo - 1))]),
        (_, (true, false)) => fill(texts, Word::BandLeast, &[("a", &figure(lo))]),
        (_, (false, true)) => fill(texts, Word::BandMost, &[("a", &figure(hi))]),
        (Kind::Count, _) => fill(texts, Word::FromTo, &[("a", &format::number(lo.into())), ("b", &figure(hi))]),
        _ => fill(texts, Word::FromTo, &[("a", &figure(lo)), ("b", &figure(hi))]),
    };
    let ago = if fact.kind == Kind::Date { ago(texts, (lo, hi), ends, as_of) } else { None };
    match ago {
        Some(name) => BandName { name, days: plain },
        None => BandName { name: plain, days: String::new() },
    }
}

/// A number or date of a fact, with its unit.
pub fn figure(texts: &Texts, (fact, unit): (&Fact, Option<&str>), value: i64) -> String {
    let value = i128::from(value);
    match fact.kind {
        Kind::Date => format::date(format::day(value), texts),
        Kind::Money => format::money(value, texts),
        Kind::Rate => format::percent(value),
        _ => format::quantity(value, unit, texts),
    }
}

/// An interval that ends a whole number of months before the day: `2 年以内`, `2 年到 5 年前`.
fn ago(texts: &Texts, (lo, hi): (i64, i64), ends: (bool, bool), as_of: Date) -> Option<String> {
    let today = i64::from(as_of.0);
    let whole = |start: i64| (1..=FAR).find(|n| (0..=1).any(|day| i64::from(as_of.add_months(-n).0) + day == start));
    let span = |months: i32| {
        let (n, unit) = if months % 12 == 0 { (months / 12, Word::CountYears) } else { (months, Word::CountMonths) };
        format::count(n.into(), unit, texts)
    };
    match (ends.0, hi >= today) {
        (true, true) if hi == today || !ends.1 => Some(fill(texts, Word::BandWithin, &[("a", &span(whole(lo)?))])),
        (true, false) => {
            let (near, far) = (span(whole(hi + 1)?), span(whole(lo)?));
            Some(fill(texts, Word::BandBetween, &[("a", &near), ("b", &far)]))
        }
        (false, false) => Some(fill(texts, Word::BandAgo, &[("a", &span(whole(hi + 1)?))])),
        _ => None,
    }
}

/// The months back in which a round number of them still means something.
const FAR: i32 = 720;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    const TODAY: Date = Date(20_779); // 2026-11-22

    fn named(id: &str, band: (i64, i64), offered: (i64, i64)) -> BandName {
        let catalogue = catalogue::load();
        let texts = catalogue::texts("zh-CN");
        let at = catalogue.fact(id).unwrap_or_else(|| panic!("no fact `{id}`"));
        let unit = texts.facts[usize::from(at.0)].unit.clone();
        name(&texts, (catalogue.fact_of(at), unit.as_deref()), band, offered, TODAY)
    }

    fn day(text: &str) -> i64 {
        text.parse::<Date>().expect("a date").0.into()
    }

    #[test]
    fn whole_years_before_today_are_said_as_years() {
        let offered = (day("1936-01-01"), day("2026-11-22"));
        let (two, five) = (day("2024-11-22"), day("2021-11-22"));
        assert_eq!(named("founder.graduated_on", (two, offered.1), offered).name, "最近 2 年以内");
        assert_eq!(named("founder.graduated_on", (five, two - 1), offered).name, "2 年到 5 年前");
        let oldest = named("founder.graduated_on", (offered.0, five - 1), offered);
        assert_eq!((oldest.name.as_str(), oldest.days.as_str()), ("5 年以前", "2021年11月21日及以前"));
    }

    #[test]
    fn days_that_are_not_round_are_said_as_dates() {
        let offered = (day("1936-01-01"), day("2026-11-22"));
        let name = named("founder.graduated_on", (day("2023-05-09"), day("2024-11-21")), offered);
        assert_eq!((name.name.as_str(), name.days.as_str()), ("2023年5月9日至2024年11月21日", ""));
    }

    #[test]
    fn counts_and_sums_leave_their_ends_open() {
        assert_eq!(named("venture.staff", (0, 0), (0, 1000)).name, "0 人");
        assert_eq!(named("venture.staff", (1, 3), (0, 1000)).name, "1至3 人");
        assert_eq!(named("venture.staff", (4, 1000), (0, 1000)).name, "4 人及以上");
        assert_eq!(named("venture.monthly_sales", (0, 9_999_999), (0, 1 << 40)).name, "不到 100,000 元");
        assert_eq!(named("venture.monthly_sales", (10_000_001, 1 << 40), (0, 1 << 40)).name, "超过 100,000 元");
    }
}
