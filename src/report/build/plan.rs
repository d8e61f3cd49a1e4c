//! What to do when: phases from the founder's own dates, the drawing of 36 months and the cash by month.

mod cash;
mod phase;
mod timeline;

use engine::assessment::Finding;
use engine::date::Date;
use engine::policy::BenefitKind;
use engine::texts::Texts;

use super::entry::Entry;
use crate::report::plan::{MONTHS, Phase, Plan, PlanLine, Stage};
use crate::report::{StepLine, format};
use crate::words::{Word, fill, word};
use phase::Anchor;

/// A policy that can be applied for now or later.
struct Course<'a> {
    entry: &'a Entry<'a>,
    stage: Stage,
    /// The first day from today on, where it is certain.
    opens: Option<Date>,
    /// The last day, and whether the rule itself ends with it.
    last: Option<(Date, bool)>,
    /// The rule ends before one could apply.
    lapses: bool,
    steps: Vec<StepLine>,
}

/// `counted` are the findings as the totals count them; `before` is what to do before registering.
pub fn plan(entries: &[Entry], counted: &[Finding], before: &[StepLine]) -> Option<Plan> {
    let first = entries.first()?;
    let texts = first.texts;
    let anchor = Anchor::new(first.state);
    let courses = courses(entries, before, &anchor);
    let cash = cash::cash(entries, counted);
    let phases = phases(&courses, before, &anchor, texts);
    (!phases.is_empty() || cash.is_some()).then(|| Plan {
        deadline: deadline(&courses, texts, first.state.as_of()),
        timeline: timeline::timeline(&courses, texts, first.state.as_of()),
        phases,
        cash,
    })
}

/// Sorted by the last day, then by the first.
fn courses<'a>(entries: &'a [Entry<'a>], before: &[StepLine], anchor: &Anchor) -> Vec<Course<'a>> {
    let mut courses: Vec<Course> = Vec::new();
    for entry in entries {
        if !entry.light.is_hopeful() || !entry.is_mine() {
            continue;
        }
        let mut steps = entry.steps();
        steps.retain(|step| !before.iter().any(|line| line.say == step.say));
        if entry.finding.benefit.kind == BenefitKind::Service && steps.is_empty() {
            continue;
        }
        let opens = entry.first_day();
        let (lapses, last) = (entry.lapses(), entry.last_day().filter(|_| !entry.lapses()));
        let course = Course { entry, stage: anchor.stage(entry, opens, last), opens, last, lapses, steps };
        let at = courses.partition_point(|other| other.order() <= course.order());
        courses.insert(at, course);
    }
    courses
}

impl Course<'_> {
    fn order(&self) -> (Date, Date) {
        (self.last.map_or(Date::MAX, |(day, _)| day), self.opens.unwrap_or(Date::MAX))
    }

    fn line(&self) -> PlanLine {
        let entry = self.entry;
        PlanLine {
            policy: entry.finding.policy,
            name: entry.policy_text.name.clone(),
            light: entry.light,
            sure: entry.word(entry.light.title()),
            window: self.window(),
            steps: self.steps.clone(),
        }
    }

    fn window(&self) -> String {
        let lacks = if self.stage == Stage::Undated { self.entry.lacks() } else { Vec::new() };
        self.entry.when(&lacks)
    }
}

impl Entry<'_> {
    /// The dates of the card; where there are none, that there are none; and the answers that they lack.
    pub fn when(&self, lacks: &[String]) -> String {
        let mut parts = vec![self.date()];
        if parts[0].is_empty() {
            let is_open = self.finding.verdict.is_grant();
            parts = vec![format::sentence(&self.word(if is_open { Word::PlanAnyTime } else { Word::PlanNoDay }))];
        }
        if self.lapses() {
            parts.push(self.word(Word::PlanLapses));
        }
        if !lacks.is_empty() {
            parts.push(self.fill(Word::PlanLacks, &[("a", &format::all_of(lacks, self.texts))]));
        }
        format::clauses(&parts, self.texts)
    }
}

/// The phases that have something to do.
fn phases(courses: &[Course], before: &[StepLine], anchor: &Anchor, texts: &Texts) -> Vec<Phase> {
    let mut phases = Vec::new();
    for stage in phase::STAGES {
        let mut lines = Vec::new();
        for course in courses {
            if course.stage == stage {
                lines.push(course.line());
            }
        }
        let orders = if stage == Stage::Before { before.to_vec() } else { Vec::new() };
        if !lines.is_empty() || !orders.is_empty() {
            let (title, days) = (anchor.title(stage, texts), anchor.days(stage, texts));
            phases.push(Phase { stage, title, days, orders, lines });
        }
    }
    phases
}

/// The nearest day on which a window closes within the months that are drawn; where none does, the
/// nearest last day of any kind.
fn deadline(courses: &[Course], texts: &Texts, today: Date) -> String {
    let mut days = courses.iter().filter_map(|course| course.last);
    let first = days.clone().next();
    let is_near = |(day, ends): &(Date, bool)| !ends && months_apart(today, *day) < i32::from(MONTHS);
    let Some((day, ends)) = days.find(is_near).or(first) else { return String::new() };
    let key = if ends { Word::PlanNextEnd } else { Word::PlanNextClosing };
    fill(texts, key, &[("d", &format::date(day, texts))])
}

/// `2026年11月`, `November 2026`
fn month_name(day: Date, texts: &Texts) -> String {
    let (year, month) = year_and_month(day, texts);
    fill(texts, Word::YearMonth, &[("y", &year), ("m", &month)])
}

fn year_and_month(day: Date, texts: &Texts) -> (String, String) {
    let (year, month, _) = day.ymd();
    let mut names = word(texts, Word::MonthNames).split('|');
    let month = names.nth(month as usize - 1).unwrap_or_default();
    (year.to_string(), month.to_string())
}

/// Whole months from the month of one day to the month of another.
fn months_apart(from: Date, to: Date) -> i32 {
    let ((y1, m1, _), (y2, m2, _)) = (from.ymd(), to.ymd());
    (y2 - y1) * 12 + m2.cast_signed() - m1.cast_signed()
}
