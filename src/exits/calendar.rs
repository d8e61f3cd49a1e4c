//! First and last days as a calendar file (RFC 5545) that a second import brings up to date.

use engine::date::Date;
use engine::digits::{digits, tail};
use engine::policy::PolicyId;
use engine::texts::Texts;

use crate::report::deadlines::{Deadline, Deadlines, Occasion, Undated};
use crate::report::{Card, Light, Report, format};
use crate::words::{Word, fill, word};

/// A calendar, and what is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The file. Without events there is nothing to offer: calendars refuse an empty one.
    pub text: String,
    pub events: usize,
    /// What has a day that cannot be told yet, with the reason: no day is made up for it.
    pub left_out: Vec<Undated>,
}

/// The most octets of a line, without its end.
const WIDTH: usize = 75;

/// `SEQUENCE` counts the seconds since 2020-01-01, here since 1970: it grows with every export, and stays below 2³¹
/// until 2088.
const EPOCH: u64 = 1_577_836_800;

/// Alarms at nine o'clock: so many days before, and how a calendar counts it from the midnight that begins the day.
const ALARMS: [(i32, &str); 3] = [(14, "-P13DT15H"), (3, "-P2DT15H"), (0, "PT9H")];

/// First and last days of the policies that were chosen, or else of all that can be worked towards. `now` is in
/// milliseconds since 1970. Of the answers, only the days that follow from them are in it.
pub fn calendar(
    texts: &Texts,
    report: &Report,
    deadlines: &Deadlines,
    chosen: Option<&[PolicyId]>,
    now: u64,
) -> Calendar {
    let wanted = |policy: PolicyId, light: Light| match chosen {
        Some(chosen) => chosen.contains(&policy),
        None => light.is_hopeful(),
    };
    let mut file = File { texts, report, now, out: String::new() };
    file.head();
    let mut events = 0;
    for one in &deadlines.dated {
        if one.occasion == Occasion::Before || !wanted(one.policy, one.light) {
            continue;
        }
        if let Some(card) = report.mine().find(|card| card.policy == one.policy) {
            file.event(one, card);
            events += 1;
        }
    }
    file.line("END:VCALENDAR");
    let mut left_out = deadlines.undated.clone();
    left_out.retain(|one| one.has_day && !one.is_step && wanted(one.policy, one.light));
    Calendar { text: file.out, events, left_out }
}

struct File<'a> {
    texts: &'a Texts,
    report: &'a Report,
    now: u64,
    out: String,
}

impl File<'_> {
    fn head(&mut self) {
        let name = word(self.texts, Word::TakeCalendar);
        self.line("BEGIN:VCALENDAR");
        self.line("VERSION:2.0");
        self.line("PRODID:-//Qibu//Qibu//ZH");
        self.line("CALSCALE:GREGORIAN");
        self.line("METHOD:PUBLISH");
        self.text("NAME", name);
        self.text("X-WR-CALNAME", name);
    }

    fn event(&mut self, one: &Deadline, card: &Card) {
        // INVARIANT: a rule that ends and a window that closes are the same kind of day: a new catalogue may turn one
        // into the other, and the second import must find the first one's event.
        let kind = if one.occasion == Occasion::Opens { "opens" } else { "closes" };
        let stamp = stamp(self.now);
        let sequence = (self.now / 1000).saturating_sub(EPOCH);
        let summary = fill(self.texts, Word::Labelled, &[("a", &one.name), ("b", &one.says)]);
        let is_certain =
            matches!(one.light, Light::Yes | Light::Later) && card.grade.is_firm() && one.earliest.is_empty();
        self.line("BEGIN:VEVENT");
        self.line(&["UID:", &card.id, ".", kind, "@qibu"].concat());
        self.line(&["DTSTAMP:", &stamp].concat());
        self.line(&["LAST-MODIFIED:", &stamp].concat());
        self.line(&["SEQUENCE:", &digits(sequence.into())].concat());
        self.line(&["DTSTART;VALUE=DATE:", &basic(one.day)].concat());
        self.line(&["DTEND;VALUE=DATE:", &basic(one.day.add_days(1))].concat());
        self.text("SUMMARY", &summary);
        self.text("DESCRIPTION", &self.description(one, card));
        if let Some(url) = card.document.url.as_deref().filter(|url| is_address(url)) {
            self.line(&["URL:", url].concat());
        }
        self.line(if is_certain { "STATUS:CONFIRMED" } else { "STATUS:TENTATIVE" });
        // What somebody may apply for is nobody's business in a shared calendar, and takes no time of the day.
        self.line("CLASS:PRIVATE");
        self.line("TRANSP:TRANSPARENT");
        for (days, trigger) in ALARMS {
            let is_wanted = one.occasion != Occasion::Opens || days == 0;
            if is_wanted && one.day.add_days(-days) >= self.report.as_of {
                self.line("BEGIN:VALARM");
                self.line("ACTION:DISPLAY");
                self.line(&["TRIGGER:", trigger].concat());
                self.text("DESCRIPTION", &summary);
                self.line("END:VALARM");
            }
        }
        self.line("END:VEVENT");
    }

    /// What to do, how sure it is, the papers, where, and where it is written.
    fn description(&self, one: &Deadline, card: &Card) -> String {
        let mut sure = vec![one.sure.clone(), card.grade_name.clone()];
        if !one.earliest.is_empty() {
            sure.push(one.earliest.clone());
        }
        let mut channels = Vec::new();
        for channel in &card.channels {
            let mut parts = vec![channel.name.clone()];
            parts.extend(channel.phone.clone());
            parts.extend(channel.url.clone());
            channels.push(format::joined(&parts, " "));
        }
        let parts = [
            (Word::TakeTextAction, card.action.clone()),
            (Word::TakeCalendarWhen, card.date.clone()),
            (Word::TakeCalendarSure, format::clauses(&sure, self.texts)),
            (Word::TakeTextPapers, format::clauses(&card.papers, self.texts)),
            (Word::TakeCalendarWhere, format::clauses(&channels, self.texts)),
            (Word::TakeTextDocument, card.document.citation.clone()),
        ];
        let mut lines = Vec::new();
        for (key, value) in parts {
            if !value.is_empty() {
                lines.push(fill(self.texts, key, &[("a", &value)]));
            }
        }
        let day = format::date(self.report.as_of, self.texts);
        lines.push(fill(self.texts, Word::TextAsOf, &[("d", &day), ("c", &self.report.catalogue)]));
        lines.push(word(self.texts, Word::DisclaimerGuidance).to_string());
        format::joined(&lines, "\n")
    }

    /// A property whose value is a text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(&[name, ":", &escaped(value)].concat());
    }

    /// One line, folded where it is too long; no letter is cut in two.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > WIDTH {
                self.out.push_str("\r\n ");
                used = 1;
            }
            self.out.push(letter);
            used += letter.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}

/// Backslash, semicolon, comma and line break as a text writes them; other control characters may not stand in one.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Nothing in it ends the line.
fn is_address(url: &str) -> bool {
    url.starts_with("http") && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// `20261122`
fn basic(day: Date) -> String {
    let (year, month, date) = day.ymd();
    let year = u128::try_from(year).unwrap_or_default();
    [tail(year, 10_000), tail(month.into(), 100), tail(date.into(), 100)].concat()
}

/// `20261122T093000Z`
fn stamp(now: u64) -> String {
    let seconds = now / 1000;
    let day = Date(i32::try_from(seconds / 86_400).unwrap_or_default());
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    [basic(day), "T".into(), tail(hour.into(), 100), tail(minute.into(), 100), tail(second.into(), 100), "Z".into()]
        .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let texts = Texts::default();
        let report = &empty();
        let mut file = File { texts: &texts, report, now: 0, out: String::new() };
        let line = "一".repeat(60) + &"a".repeat(200);
        file.line(&line);
        assert!(file.out.lines().count() > 5);
        assert!(file.out.split("\r\n").all(|line| line.len() <= WIDTH));
        assert_eq!(file.out.replace("\r\n ", ""), line + "\r\n");
    }

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(escaped("甲,乙;丙\\丁\r\n戊\u{7}"), "甲\\,乙\\;丙\\\\丁\\n戊");
    }

    #[test]
    fn alarms_ring_at_nine() {
        for (days, trigger) in ALARMS {
            let (sign, rest) = trigger.strip_prefix('-').map_or((1, trigger), |rest| (-1, rest));
            let (date, time) = rest.strip_prefix('P').and_then(|rest| rest.split_once('T')).expect("a duration");
            let number = |text: &str, unit: char| text.strip_suffix(unit).map_or(0, |n| n.parse().expect("a number"));
            let hours: i32 = sign * (24 * number(date, 'D') + number(time, 'H'));
            assert_eq!(hours, 9 - 24 * days, "{trigger}");
        }
    }

    #[test]
    fn an_instant_is_written_in_universal_time() {
        assert_eq!(stamp(0), "19700101T000000Z");
        assert_eq!(stamp(1_795_347_003_999), "20261122T113003Z");
    }

    fn empty() -> Report {
        Report::none(Date(0), String::new())
    }
}
