//! Cash by month: the best lawful bundle, each sum in the first month in which it can be applied for.

use engine::assessment::Finding;
use engine::bundle;
use engine::date::Date;
use engine::policy::Per;
use engine::texts::Texts;
use engine::verdict::Verdict;

use super::super::entry::Entry;
use super::super::totals::range;
use super::{month_name, months_apart};
use crate::report::plan::{Cash, MONTHS, MonthCash};
use crate::report::{Light, format};
use crate::words::{Word, fill};

/// What one month brings at least and at most, and from where.
#[derive(Clone, Default, PartialEq)]
struct Month {
    fen: (i64, i64),
    names: Vec<String>,
}

/// `None` where no cash may come. Only what is eligible counts in the smallest sums.
pub fn cash(entries: &[Entry], counted: &[Finding]) -> Option<Cash> {
    let first = entries.first()?;
    let (texts, today) = (first.texts, first.state.as_of());
    let chosen = bundle::chosen(first.state.catalogue(), counted);
    let mut months = vec![Month::default(); usize::from(MONTHS)];
    let mut after = (0, 0);
    let mut undated = Vec::new();
    for entry in entries {
        if !chosen.contains(&entry.finding.policy) {
            continue;
        }
        let name = &entry.policy_text.name;
        let open = if entry.light == Light::Open { entry.word(Word::ShortOpen) } else { String::new() };
        let name = [name.as_str(), &format::bracketed(&open, texts)].concat();
        let finding = counted.iter().find(|finding| finding.policy == entry.finding.policy)?;
        match entry.first_day().filter(|_| !entry.lapses()) {
            Some(day) => {
                let rest = spread(finding, months_apart(today, day), &name, &mut months);
                after = add(after, rest);
            }
            None => undated.push(name),
        }
    }
    let rows = rows(&months, today, texts);
    let mut rest = Vec::new();
    if after.1 > 0 {
        rest.push(fill(texts, Word::PlanCashAfter, &[("a", &range(after, texts))]));
    }
    if !undated.is_empty() {
        rest.push(fill(texts, Word::PlanCashUndated, &[("a", &format::few(&undated, texts))]));
    }
    let mut most = 0;
    for row in &rows {
        most = most.max(row.fen.1);
    }
    let highest = if rows.is_empty() { String::new() } else { format::money(most.into(), texts) };
    (!rows.is_empty() || !rest.is_empty()).then_some(Cash { months: rows, highest, after, rest })
}

/// Puts the sums of a policy into its months, and gives back what falls after the last of them.
fn spread(finding: &Finding, start: i32, name: &str, months: &mut [Month]) -> (i64, i64) {
    let benefit = finding.benefit;
    let step = match benefit.per {
        Per::Once => 0,
        Per::Month => 1,
        Per::Year => 12,
    };
    let (lo, hi) = benefit.fen.unwrap_or_default();
    let least = if finding.verdict == Verdict::Eligible { benefit.periods.0 } else { 0 };
    let mut left = (lo.saturating_mul(least), hi.saturating_mul(benefit.periods.1));
    let mut at = usize::try_from(start).unwrap_or_default();
    let mut period = 0;
    while period < benefit.periods.1
        && let Some(month) = months.get_mut(at)
    {
        let sums = (if period < least { lo } else { 0 }, hi);
        month.fen = add(month.fen, sums);
        left = (left.0.saturating_sub(sums.0), left.1.saturating_sub(sums.1));
        if !month.names.iter().any(|other| other == name) {
            month.names.push(name.to_string());
        }
        period += 1;
        at += step;
    }
    left
}

fn add(a: (i64, i64), b: (i64, i64)) -> (i64, i64) {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

/// Months in a row that bring the same make one row; months without cash make none.
fn rows(months: &[Month], today: Date, texts: &Texts) -> Vec<MonthCash> {
    let name = |at: u16| month_name(today.add_months(at.into()), texts);
    let mut rows: Vec<MonthCash> = Vec::new();
    let mut before = &Month::default();
    for (at, month) in (0u16..).zip(months) {
        match rows.last_mut() {
            _ if month.names.is_empty() => {}
            Some(row) if month == before => {
                row.until = at;
                row.months = fill(texts, Word::FromTo, &[("a", &name(row.from)), ("b", &name(at))]);
            }
            _ => rows.push(MonthCash {
                from: at,
                until: at,
                months: name(at),
                fen: month.fen,
                sum: range(month.fen, texts),
                names: format::names(&month.names, texts),
            }),
        }
        before = month;
    }
    rows
}
