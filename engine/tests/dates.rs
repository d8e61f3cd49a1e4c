//! Date arithmetic and rounding beside an independent crate, over ranges with month ends and leap days.

use engine::date::{Date, retirement_date};
use engine::settle::round;
use jiff::civil::{Date as Civil, date};
use jiff::{Span, Unit};

/// Every day that a situation may name.
fn days() -> impl Iterator<Item = (Date, Civil)> {
    let first = date(1900, 1, 1);
    (Date::MIN.0..=Date::MAX.0).enumerate().map(move |(i, day)| {
        let days = i64::try_from(i).expect("a hundred thousand days");
        (Date(day), first.checked_add(Span::new().days(days)).expect("inside the calendar"))
    })
}

fn same(ours: Date, theirs: Civil) -> bool {
    ours.ymd() == (theirs.year().into(), theirs.month().unsigned_abs().into(), theirs.day().unsigned_abs().into())
}

#[test]
fn every_day_is_the_day_of_the_other_calendar() {
    for (ours, theirs) in days() {
        assert!(same(ours, theirs), "{ours} and {theirs}");
        let (year, month, day) = ours.ymd();
        assert_eq!(Date::from_ymd(year, month, day), Some(ours));
        assert_eq!(ours.to_string().parse(), Ok(ours));
    }
}

#[test]
fn adding_months_clamps_to_the_end_of_the_month() {
    for (ours, theirs) in days().step_by(3) {
        for n in [-25, -12, -1, 0, 1, 2, 6, 11, 12, 18, 24, 36, 60, 216, 720] {
            let Ok(later) = theirs.checked_add(Span::new().months(i64::from(n))) else { continue };
            assert!(same(ours.add_months(n), later), "{ours} and {n} months: {} and {later}", ours.add_months(n));
        }
    }
}

#[test]
fn full_months_are_the_largest_number_that_fits() {
    for (from, _) in days().step_by(97) {
        for gap in [0, 1, 27, 28, 29, 30, 31, 59, 60, 364, 365, 366, 730, 731, 10_000] {
            let to = from.add_days(gap);
            let n = from.months_until(to);
            assert!(from.add_months(n) <= to && from.add_months(n + 1) > to, "{from} to {to}: {n}");
            assert_eq!(from.years_until(to), n.div_euclid(12));
        }
    }
}

#[test]
fn ages_are_those_of_the_other_calendar() {
    for (born, theirs) in days().step_by(53).take(1500) {
        for gap in [6_570, 6_574, 13_148, 13_149, 21_914, 21_915] {
            let Ok(on) = theirs.checked_add(Span::new().days(i64::from(gap))) else { continue };
            // Born on 29 February, one is a year older on 28 February here and on 1 March there.
            if theirs.month() == 2 && theirs.day() == 29 {
                continue;
            }
            let years = theirs.until((Unit::Year, on)).expect("inside the calendar").get_years();
            assert_eq!(born.years_until(born.add_days(gap)), i32::from(years), "{born} on {on}");
        }
    }
}

/// The annexes of the State Council's measures, restated for the first and last cohorts.
#[test]
fn retirement_follows_the_rules_of_2025() {
    let day = |text: &str| text.parse::<Date>().expect("a date");
    let men = |born: &str| retirement_date(day(born), 60, 63, 4).to_string();
    let women_55 = |born: &str| retirement_date(day(born), 55, 58, 4).to_string();
    let women_50 = |born: &str| retirement_date(day(born), 50, 55, 2).to_string();
    assert_eq!(men("1964-12-31"), "2024-12-31");
    assert_eq!(men("1965-01-15"), "2025-02-15");
    assert_eq!(men("1965-04-15"), "2025-05-15");
    assert_eq!(men("1965-05-15"), "2025-07-15");
    assert_eq!(men("1976-09-15"), "2039-09-15");
    assert_eq!(men("1990-01-15"), "2053-01-15");
    assert_eq!(women_55("1970-01-15"), "2025-02-15");
    assert_eq!(women_55("1985-01-15"), "2043-01-15");
    assert_eq!(women_50("1975-01-15"), "2025-02-15");
    assert_eq!(women_50("1975-03-15"), "2025-05-15");
    assert_eq!(women_50("1984-11-15"), "2039-11-15");
    assert_eq!(women_50("1990-01-15"), "2045-01-15");
}

#[test]
fn a_later_birth_never_retires_earlier() {
    for (former, last, step) in [(60, 63, 4), (55, 58, 4), (50, 55, 2)] {
        let dates: Vec<Date> = days().map(|(born, _)| retirement_date(born, former, last, step)).collect();
        assert!(dates.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}

#[test]
fn sums_are_rounded_once_half_away_from_zero() {
    assert_eq!(
        [round(5, 10), round(4, 10), round(-5, 10), round(-4, 10), round(15, 10), round(0, 7)],
        [1, 0, -1, 0, 2, 0]
    );
    // 7,546 yuan at 25.5 %, half of it: 962.115 yuan.
    assert_eq!(round(754_600 * 255 * 50, 1000 * 100), 96_212);
    for over in 1..40i128 {
        for value in -200..200i128 {
            let rounded = round(value, over);
            let twice = 2 * (value - rounded * over);
            assert!(twice.abs() <= over, "{value}/{over} is rounded to {rounded}");
            assert!(twice.abs() < over || rounded.abs() * over > value.abs(), "half goes away from zero");
        }
    }
}
