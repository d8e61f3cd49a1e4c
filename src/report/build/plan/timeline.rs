//! Bars over 36 months: when one can apply for what.

use engine::date::Date;
use engine::texts::Texts;

use super::{Course, month_name, months_apart, year_and_month};
use crate::report::format;
use crate::report::plan::{Bar, MONTHS, Tick, Timeline, UNITS};
use crate::words::{Word, fill, word};

/// As many bars as a screen can hold.
const MOST: usize = 12;

/// How many months lie between two labels.
const APART: u16 = 6;

/// `None` where nothing opens or closes within the months.
pub fn timeline(courses: &[Course], texts: &Texts, today: Date) -> Option<Timeline> {
    let mut bars = Vec::new();
    for course in courses {
        if bars.len() < MOST
            && let Some(bar) = course.bar(today)
        {
            bars.push(bar);
        }
    }
    let (month, drawn) = (month_name(today, texts), bars.len().to_string());
    let left = courses.len() - bars.len();
    (!bars.is_empty()).then(|| Timeline {
        says: fill(texts, Word::PlanDrawing, &[("a", &month), ("n", &drawn)]),
        caption: fill(texts, Word::PlanBars, &[("a", &month)]),
        ticks: ticks(today, texts),
        bars,
        left_out: match left {
            0 => String::new(),
            left => fill(texts, Word::PlanLeftOut, &[("n", &left.to_string())]),
        },
    })
}

/// Every six months; a year stands at its first label.
fn ticks(today: Date, texts: &Texts) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut last = String::new();
    for months in (0..=MONTHS / APART).map(|i| i * APART) {
        let (year, month) = year_and_month(today.add_months(months.into()), texts);
        let short: String = month.chars().take(3).collect();
        let new = if year == last { String::new() } else { year.clone() };
        last = year;
        ticks.push(Tick { at: months * UNITS, month: fill(texts, Word::MonthOption, &[("m", &short)]), year: new });
    }
    ticks
}

impl Course<'_> {
    /// Something opens or closes within the months.
    fn bar(&self, today: Date) -> Option<Bar> {
        let opens = self.opens.filter(|_| !self.lapses)?;
        let (width, texts) = (MONTHS * UNITS, self.entry.texts);
        let from = if opens > today { units(today, opens, false) } else { 0 };
        let until = self.last.map_or(width, |(day, _)| units(today, day, true));
        (from < width && (opens > today || until < width)).then(|| Bar {
            name: self.entry.policy_text.name.clone(),
            from,
            until: until.max(from + 1),
            ends: until < width,
            opens: if opens > today { format::date(opens, texts) } else { word(texts, Word::PlanToday).to_string() },
            closes: match self.last {
                Some((day, true)) => fill(texts, Word::PlanRuleEnds, &[("a", &format::date(day, texts))]),
                Some((day, false)) => format::date(day, texts),
                None if self.entry.closes_some_day() => word(texts, Word::PlanEndOpen).to_string(),
                None => word(texts, Word::PlanNoEnd).to_string(),
            },
        })
    }
}

/// Where a day lies, from the first of the month of today, at most at the end; a last day is counted in full.
fn units(today: Date, day: Date, is_last: bool) -> u16 {
    let (_, _, date) = day.ymd();
    let days = i32::from(is_last) + date.cast_signed() - 1;
    let at = months_apart(today, day) * i32::from(UNITS) + days * i32::from(UNITS) / 31;
    u16::try_from(at.clamp(0, i32::from(MONTHS * UNITS))).unwrap_or_default()
}
