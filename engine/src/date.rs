//! Civil dates of the Gregorian calendar, counted in days; no clock and no time zone.

use std::fmt;
use std::str::FromStr;

use crate::digits;
use crate::packed::packed;

/// A civil date: days since 1970-01-01, within 1900-01-01 to 2199-12-31 when read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub i32);

packed!(Date { 0 });

impl Date {
    /// The first day that a situation or a policy file may name.
    pub const MIN: Date = Date(-25_567);
    /// The last day that a situation or a policy file may name.
    pub const MAX: Date = Date(84_005);

    /// The date of a year, month (1–12) and day, or `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        let exists = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        exists.then(|| Date(days_from_civil(year, month, day)))
    }

    /// Year, month (1–12) and day.
    pub fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// `n` months later (earlier where negative), clamped to the end of the month.
    pub fn add_months(self, n: i32) -> Date {
        let (year, month, day) = self.ymd();
        let months = year.saturating_mul(12).saturating_add(month.cast_signed() - 1).saturating_add(n);
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12).cast_unsigned() + 1);
        Date(days_from_civil(year, month, day.min(days_in_month(year, month))))
    }

    /// `n` days later (earlier where negative).
    pub fn add_days(self, n: i32) -> Date {
        Date(self.0.saturating_add(n))
    }

    /// The largest `n` with `self.add_months(n) <= later`.
    pub fn months_until(self, later: Date) -> i32 {
        let ((y1, m1, _), (y2, m2, _)) = (self.ymd(), later.ymd());
        let months = (y2 - y1) * 12 + m2.cast_signed() - m1.cast_signed();
        if self.add_months(months) <= later { months } else { months - 1 }
    }

    /// Full years from `self` to `later`: the largest `n` with `self.add_months(12 n) <= later`.
    pub fn years_until(self, later: Date) -> i32 {
        self.months_until(later).div_euclid(12)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = ();

    /// Reads `YYYY-MM-DD`; anything else, and any day outside [`Date::MIN`]–[`Date::MAX`], is an error.
    fn from_str(text: &str) -> Result<Date, ()> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(());
        }
        let part = |range: std::ops::Range<usize>| text.get(range).and_then(digits::read).ok_or(());
        let part = |range| u32::try_from(part(range)?).map_err(|_| ());
        let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
        let date = Date::from_ymd(year.cast_signed(), month, day).ok_or(())?;
        (Date::MIN..=Date::MAX).contains(&date).then_some(date).ok_or(())
    }
}

/// The statutory retirement date by the rules in force since 2025-01-01.
///
/// `former_age` is the age of the earlier rule (60, 55 or 50), `last_age` the age at the end of the
/// change (63, 58, 55), and the date moves by one month for every `step` months of birth cohort.
/// Source: decision of the Standing Committee of 2024-09-13 and the State Council's measures.
pub fn retirement_date(born: Date, former_age: i32, last_age: i32, step: i32) -> Date {
    let former = born.add_months(former_age * 12);
    let (year, month, _) = former.ymd();
    let cohort = (year - 2025) * 12 + month.cast_signed() - 1;
    let delay = if cohort < 0 { 0 } else { (cohort / step + 1).min((last_age - former_age) * 12) };
    born.add_months(former_age * 12 + delay)
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counting years from March so that leap days end a year.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let month = month.cast_signed();
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day.cast_signed() - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let z = days.saturating_add(719_468);
    let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted + 2) / 5 + 1).cast_unsigned();
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month.cast_unsigned(), day)
}
