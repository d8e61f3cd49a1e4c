//! Days as whole numbers, by a table of months that the `jiff` crate wrote.

use std::sync::OnceLock;

use jiff::Unit;
use jiff::civil::date;

/// The first month of the table.
const FIRST_YEAR: i16 = 1700;
const YEARS: i64 = 800;

/// The first day of every month, in days since 1970-01-01.
fn months() -> &'static [i64] {
    static MONTHS: OnceLock<Vec<i64>> = OnceLock::new();
    MONTHS.get_or_init(|| {
        let epoch = date(1970, 1, 1);
        let all = (0..YEARS * 12).map(|nth| {
            let year = FIRST_YEAR + i16::try_from(nth / 12).expect("small");
            let month = i8::try_from(nth % 12 + 1).expect("small");
            let days = date(year, month, 1).since((Unit::Day, epoch)).expect("inside the calendar");
            i64::from(days.get_days())
        });
        all.collect()
    })
}

/// The first day of a month, counted from the first of the table.
fn first(month: i64) -> i64 {
    months()[usize::try_from(month).expect("inside the table")]
}

/// The place of a day: its month in the table, and its day of that month from 1.
fn place(day: i64) -> (i64, i64) {
    let month = i64::try_from(months().partition_point(|first| *first <= day)).expect("small") - 1;
    (month, day - first(month) + 1)
}

pub fn parse(text: &str) -> i64 {
    let parts: Vec<i64> = text.split('-').map(|part| part.parse().expect("digits")).collect();
    let [year, month, day] = parts[..] else { panic!("`{text}` is no date") };
    first((year - i64::from(FIRST_YEAR)) * 12 + month - 1) + day - 1
}

pub fn show(day: i64) -> String {
    let (month, of_month) = place(day);
    format!("{:04}-{:02}-{of_month:02}", i64::from(FIRST_YEAR) + month / 12, month % 12 + 1)
}

/// `n` months later, at the latest on the last day of that month.
pub fn add_months(day: i64, n: i64) -> i64 {
    let (month, of_month) = place(day);
    let length = first(month + n + 1) - first(month + n);
    first(month + n) + of_month.min(length) - 1
}

/// The largest n with `add_months(from, n) <= to`.
pub fn months_between(from: i64, to: i64) -> i64 {
    let mut n = place(to).0 - place(from).0 + 1;
    while add_months(from, n) > to {
        n -= 1;
    }
    n
}

/// Full years, as ages are counted.
pub fn years_between(from: i64, to: i64) -> i64 {
    let mut n = (place(to).0 - place(from).0) / 12 + 1;
    while add_months(from, n * 12) > to {
        n -= 1;
    }
    n
}

/// The statutory age as it rises from January 2025: a month later for every four months (two, for women who
/// retire at fifty), until three years (five) are added.
pub fn retirement(born: i64, male: bool, managerial: bool) -> i64 {
    let (age, every, most) = match (male, managerial) {
        (true, _) => (60, 4, 36),
        (false, true) => (55, 4, 36),
        (false, false) => (50, 2, 60),
    };
    let before = add_months(born, age * 12);
    let reform = parse("2025-01-01");
    if before < reform {
        return before;
    }
    let since = place(before).0 - place(reform).0;
    add_months(born, age * 12 + (since / every + 1).min(most))
}
