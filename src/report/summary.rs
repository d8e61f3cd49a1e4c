//! The results in short, as lines: what is copied as text, and what is set as a picture.

use engine::texts::Texts;

use super::deadlines::{Deadlines, Undated};
use super::{Card, Light, Report, format};
use crate::words::{Word, fill, word};

/// How many policies are told; the others are counted.
const MOST: usize = 12;

/// How many questions to confirm are told of each policy; the others are counted.
const QUESTIONS: usize = 2;

/// How many of the nearest days are told.
const DAYS: usize = 6;

/// The lines, in the order in which they are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub kind: LineKind,
    pub text: String,
}

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Once, at the head.
    Title,
    /// Day and version of the catalogue.
    Stamp,
    /// Above a part.
    Heading,
    /// One kind of money, with its sum.
    Total,
    /// The light in words: begins the policies that have it.
    Light,
    /// The name of a policy.
    Policy,
    /// What it may bring, and how sure the figure is.
    Amount,
    /// More about a policy or a sum: when, what to do, what to confirm.
    Detail,
    /// One day.
    Day,
    /// How many more there are.
    More,
    /// What every result carries.
    Disclaimer,
}

/// The results in short, in the language of the texts.
pub fn summary(texts: &Texts, report: &Report, deadlines: &Deadlines) -> Summary {
    let mut page = Page { texts, lines: Vec::new() };
    page.say(LineKind::Title, word(texts, Word::TakeTextTitle));
    let day = format::date(report.as_of, texts);
    page.fill(LineKind::Stamp, Word::TextAsOf, &[("d", &day), ("c", &report.catalogue)]);
    page.totals(report);
    page.policies(report, deadlines);
    page.days(deadlines);
    page.say(LineKind::Disclaimer, word(texts, Word::DisclaimerGuidance));
    page.say(LineKind::Disclaimer, word(texts, Word::DisclaimerFree));
    Summary { lines: page.lines }
}

/// The lines for the clipboard: parts stand apart, what belongs to a policy is set in.
pub fn text(summary: &Summary) -> String {
    let mut out = String::new();
    let mut before = LineKind::Title;
    for Line { kind, text } in &summary.lines {
        let starts = matches!(kind, LineKind::Heading | LineKind::Light | LineKind::Policy | LineKind::Disclaimer);
        let follows = matches!((before, kind), (LineKind::Light, LineKind::Policy) | (LineKind::Disclaimer, _));
        if starts && !follows {
            out.push('\n');
        }
        out.push_str(match kind {
            LineKind::Heading | LineKind::Light => "# ",
            LineKind::Policy | LineKind::Total | LineKind::Day => "- ",
            LineKind::Amount | LineKind::Detail => "  ",
            LineKind::Title | LineKind::Stamp | LineKind::More | LineKind::Disclaimer => "",
        });
        out.push_str(text);
        out.push('\n');
        before = *kind;
    }
    out
}

struct Page<'a> {
    texts: &'a Texts,
    lines: Vec<Line>,
}

impl Page<'_> {
    fn totals(&mut self, report: &Report) {
        if !report.totals.is_empty() {
            self.say(LineKind::Heading, word(self.texts, Word::TextTotals));
        }
        for total in &report.totals {
            self.fill(LineKind::Total, Word::Labelled, &[("a", &total.label), ("b", &total.range)]);
            self.say(LineKind::Detail, &total.note);
        }
    }

    /// What may pay, the surest first; services are ways in, and pay nothing.
    fn policies(&mut self, report: &Report, deadlines: &Deadlines) {
        let mut told = 0;
        let mut left = 0;
        for group in report.groups.iter().filter(|group| group.light <= Light::Open) {
            for (i, card) in group.cards.iter().enumerate() {
                if told == MOST {
                    left += 1;
                    continue;
                }
                if i == 0 {
                    self.say(LineKind::Light, &group.title);
                }
                told += 1;
                self.card(card, deadlines);
            }
        }
        if told == 0 {
            self.say(LineKind::More, word(self.texts, Word::TakeNothing));
        }
        if left > 0 {
            self.fill(LineKind::More, Word::TakeMore, &[("n", &left.to_string())]);
        }
    }

    fn card(&mut self, card: &Card, deadlines: &Deadlines) {
        self.say(LineKind::Policy, &card.name);
        let amount = [card.amount.as_str(), &format::bracketed(&card.amount_note, self.texts)].concat();
        self.say(LineKind::Amount, &amount);
        if !card.amount_grade.is_empty() {
            self.fill(LineKind::Detail, Word::TextFigureGrade, &[("a", &card.amount_grade)]);
        }
        // A day that cannot be told, or comes too late, has its reason.
        let is_reason = |one: &&Undated| one.policy == card.policy && one.has_day && !one.is_step;
        let undated = deadlines.undated.iter().find(is_reason);
        self.say(LineKind::Detail, undated.map_or(&card.date, |one| &one.reason));
        self.fill(LineKind::Detail, Word::TakeTextAction, &[("a", &card.action)]);
        // An action that names a telephone needs no second one.
        let phone = card.channels.iter().find_map(|channel| channel.phone.as_deref());
        if let Some(phone) = phone.filter(|phone| !card.action.contains(phone)) {
            self.fill(LineKind::Detail, Word::TakePhone, &[("a", phone)]);
        }
        let title = word(self.texts, Word::TextConfirm);
        for question in card.confirm.iter().take(QUESTIONS) {
            self.fill(LineKind::Detail, Word::Labelled, &[("a", title), ("b", question)]);
        }
        let more = card.confirm.len().saturating_sub(QUESTIONS);
        if more > 0 {
            let more = fill(self.texts, Word::MoreLines, &[("n", &more.to_string())]);
            self.fill(LineKind::Detail, Word::Labelled, &[("a", title), ("b", &more)]);
        }
    }

    fn days(&mut self, deadlines: &Deadlines) {
        let mut days = deadlines.dated.iter().filter(|one| one.light.is_hopeful()).take(DAYS).peekable();
        if days.peek().is_some() {
            self.say(LineKind::Heading, word(self.texts, Word::TakeDays));
        }
        for one in days {
            let day = [&format::date(one.day, self.texts), &*format::bracketed(&one.left, self.texts)].concat();
            let what = fill(self.texts, Word::Labelled, &[("a", &one.name), ("b", &one.says)]);
            let what = [what, format::bracketed(&one.earliest, self.texts)].concat();
            self.fill(LineKind::Day, Word::TakeOnDay, &[("d", &day), ("a", &what)]);
        }
    }

    fn fill(&mut self, kind: LineKind, key: Word, parts: &[(&str, &str)]) {
        let text = fill(self.texts, key, parts);
        self.say(kind, &text);
    }

    /// A line; nothing where there are no words.
    fn say(&mut self, kind: LineKind, text: &str) {
        if !text.is_empty() {
            self.lines.push(Line { kind, text: text.to_string() });
        }
    }
}
