//! The report as plain text for the command line, at most 80 columns wide.

use engine::texts::Texts;
use engine::truth::Truth;

use super::plan::Plan;
use super::{Card, Choice, CostLine, Group, Light, Reason, Report, StepLine, format};
use crate::words::{Word, fill, word};

const COLUMNS: usize = 80;

/// The whole report, with the words that every result carries.
pub fn render(report: &Report, texts: &Texts) -> String {
    let mut page = Page { texts, out: String::new() };
    page.head(report);
    page.before(&report.before);
    page.costs(&report.costs);
    page.totals(report);
    page.choices(&report.choices);
    report.plan.iter().for_each(|plan| page.plan(plan));
    report.groups.iter().for_each(|group| page.group(group));
    page.foot();
    page.out
}

struct Page<'a> {
    texts: &'a Texts,
    out: String,
}

impl Page<'_> {
    fn head(&mut self, report: &Report) {
        let date = format::date(report.as_of, self.texts);
        self.say(0, "", word(self.texts, Word::TakeTextTitle));
        self.filled(0, Word::TextAsOf, &[("d", &date), ("c", &report.catalogue)]);
        if report.left > 0 {
            self.filled(0, Word::TakeTextLeft, &[("n", &report.left.to_string())]);
        }
    }

    fn before(&mut self, steps: &[StepLine]) {
        if steps.is_empty() {
            return;
        }
        self.title(word(self.texts, Word::TextBefore));
        for step in steps {
            let say = format!("{}{}", step.say, format::bracketed(&step.policy, self.texts));
            self.step(2, &StepLine { say, ..step.clone() });
        }
    }

    fn step(&mut self, indent: usize, step: &StepLine) {
        self.say(indent, "- ", &step.say);
        if !step.lost.is_empty() {
            self.filled(indent + 2, Word::TextLost, &[("a", &step.lost)]);
        }
    }

    fn totals(&mut self, report: &Report) {
        if !report.totals.is_empty() {
            self.title(word(self.texts, Word::TextTotals));
        }
        for total in &report.totals {
            self.filled(2, Word::Labelled, &[("a", &total.label), ("b", &total.range)]);
            self.say(4, "", &total.note);
        }
        if let Some(call) = &report.call {
            self.title(word(self.texts, Word::TextCall));
            self.filled(2, Word::Labelled, &[("a", &call.phone), ("b", &call.question)]);
            if !call.windows.is_empty() {
                self.say(2, "", &call.windows);
            }
        }
    }

    fn choices(&mut self, choices: &[Choice]) {
        if choices.is_empty() {
            return;
        }
        self.title(word(self.texts, Word::TextChoices));
        for choice in choices {
            self.say(2, "- ", &choice.headline);
            choice.lines.iter().for_each(|line| self.say(4, "", line));
        }
    }

    fn plan(&mut self, plan: &Plan) {
        self.title(&format!("{}{}", word(self.texts, Word::PlanTitle), format::bracketed(&plan.deadline, self.texts)));
        for phase in &plan.phases {
            self.say(2, "", &format!("{}{}", phase.title, format::bracketed(&phase.days, self.texts)));
            phase.orders.iter().for_each(|step| self.step(4, step));
            for line in &phase.lines {
                let head = fill(self.texts, Word::Labelled, &[("a", &line.name), ("b", &line.sure)]);
                self.say(4, "* ", &head);
                self.say(6, "", &line.window);
                line.steps.iter().for_each(|step| self.step(6, step));
            }
        }
        let Some(cash) = &plan.cash else { return };
        self.title(word(self.texts, Word::PlanCash));
        for month in &cash.months {
            let sum = format!("{}{}", month.sum, format::bracketed(&month.names, self.texts));
            self.filled(2, Word::Labelled, &[("a", &month.months), ("b", &sum)]);
        }
        cash.rest.iter().for_each(|more| self.say(2, "", more));
        self.say(2, "", word(self.texts, Word::PlanCashNote));
    }

    fn costs(&mut self, costs: &[CostLine]) {
        let certain: Vec<&CostLine> = costs.iter().filter(|cost| cost.is_certain).collect();
        if certain.is_empty() {
            return;
        }
        self.title(word(self.texts, Word::TextCosts));
        for cost in certain {
            self.filled(2, Word::Labelled, &[("a", &cost.title), ("b", &cost.says)]);
            self.say(4, "", &cost.ask);
            self.say(4, "", &cost.source);
        }
    }

    fn group(&mut self, group: &Group) {
        self.title(&fill(self.texts, Word::TakeTextGroup, &[("a", &group.title), ("n", &group.count().to_string())]));
        group.cards.iter().for_each(|card| self.card(card));
        for (word, cards) in [(Word::GroupServices, &group.services), (Word::GroupOperators, &group.operators)] {
            if !cards.is_empty() {
                self.out.push('\n');
                self.filled(0, word, &[("n", &cards.len().to_string())]);
                cards.iter().for_each(|card| self.card(card));
            }
        }
    }

    fn card(&mut self, card: &Card) {
        self.out.push('\n');
        self.say(2, "* ", &card.name);
        self.say(4, "", &card.verdict);
        let note = format::bracketed(&card.amount_note, self.texts);
        self.say(4, "", &format!("{}{note}", card.amount));
        if card.light >= Light::No {
            return self.refusal(card);
        }
        self.filled_if(Word::TextFormula, &card.formula);
        self.filled_if(Word::TextFigureGrade, &card.amount_grade);
        self.say(4, "", &card.date);
        self.filled_if(Word::TakeTextAction, &card.action);
        self.reasons(&card.reasons);
        self.list(Word::TextConfirm, &card.confirm);
        let missing: Vec<String> = card.missing.iter().map(|(_, noun)| noun.clone()).collect();
        self.filled_if(Word::TakeTextMissing, &format::all_of(&missing, self.texts));
        self.list(Word::TextChanges, &card.changes);
        self.list(Word::TextUnchecked, &card.unchecked);
        card.steps.iter().for_each(|step| self.step(4, step));
        self.filled_if(Word::TakeTextPapers, &format::clauses(&card.papers, self.texts));
        self.channels(card);
        self.filled_if(Word::TakeTextDocument, &card.document.citation);
        self.say(6, "", &card.document.confirmed);
        self.say(6, "", card.document.url.as_deref().unwrap_or_default());
    }

    /// A no is told shortly: what is not met, and what would change it.
    fn refusal(&mut self, card: &Card) {
        self.say(4, "", &card.date);
        let unmet: Vec<Reason> = card.reasons.iter().filter(|reason| reason.truth == Truth::False).cloned().collect();
        self.reasons(&unmet);
        self.list(Word::TextChanges, &card.changes);
        self.filled_if(Word::TakeTextDocument, &card.document.citation);
    }

    fn reasons(&mut self, reasons: &[Reason]) {
        if !reasons.is_empty() {
            self.say(4, "", word(self.texts, Word::TextReasons));
        }
        for reason in reasons {
            let head = fill(self.texts, Word::Labelled, &[("a", &reason.label), ("b", &reason.state)]);
            self.say(6, mark(reason.truth), &head);
            for line in &reason.lines {
                self.say(8, mark(line.truth), &line.sentence);
            }
            self.say(8, "", &reason.cite);
        }
    }

    fn channels(&mut self, card: &Card) {
        let line = |channel: &super::ChannelLine| {
            let more = channel.phone.iter().chain(&channel.url).cloned().collect::<Vec<_>>().join(" ");
            format!("{}{}", channel.name, if more.is_empty() { more } else { format!(" {more}") })
        };
        let channels: Vec<String> = card.channels.iter().map(line).collect();
        self.list(Word::TakeTextChannels, &channels);
    }

    fn list(&mut self, title: Word, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.say(4, "", word(self.texts, title));
        lines.iter().for_each(|line| self.say(6, "- ", line));
    }

    fn foot(&mut self) {
        self.out.push('\n');
        self.say(0, "", word(self.texts, Word::DisclaimerGuidance));
        self.say(0, "", word(self.texts, Word::DisclaimerFree));
    }

    fn title(&mut self, title: &str) {
        self.out.push('\n');
        self.say(0, "## ", title);
    }

    fn filled_if(&mut self, key: Word, value: &str) {
        if !value.is_empty() {
            self.filled(4, key, &[("a", value)]);
        }
    }

    fn filled(&mut self, indent: usize, key: Word, parts: &[(&str, &str)]) {
        let text = fill(self.texts, key, parts);
        self.say(indent, "", &text);
    }

    /// A paragraph behind a mark; nothing where there are no words.
    fn say(&mut self, indent: usize, mark: &str, text: &str) {
        let margin = " ".repeat(indent + mark.len());
        for (i, line) in wrapped(text, COLUMNS - margin.len()).into_iter().enumerate() {
            let start = if i == 0 { format!("{}{mark}", " ".repeat(indent)) } else { margin.clone() };
            self.out.push_str(start.as_str());
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }
}

fn mark(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "+ ",
        Truth::False => "x ",
        Truth::Unknown => "? ",
    }
}

/// Lines of at most so many columns, broken at spaces and between Chinese characters, and never
/// before a closing mark.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(text) {
        let long: usize = piece.chars().map(width).sum();
        let visible: usize = piece.trim_end().chars().map(width).sum();
        if used > 0 && used + visible > columns {
            lines.push(std::mem::take(&mut line).trim_end().to_string());
            used = 0;
        }
        line.push_str(&piece);
        used += long;
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// The parts of a text that stay on one line: words with their space, and single wide characters
/// with the marks that belong to them.
pub fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let closing = "，。；：、？！）》”」〕%".contains(letter);
        let joins = open || closing || (width(letter) == 1 && pieces.last().is_some_and(|last| goes_on(last)));
        match pieces.last_mut().filter(|_| joins) {
            Some(last) => last.push(letter),
            None => pieces.push(letter.to_string()),
        }
        open = "（《“「〔".contains(letter);
    }
    pieces
}

/// A narrow word without its space yet.
fn goes_on(piece: &str) -> bool {
    piece.chars().last().is_some_and(|last| (width(last) == 1 && last != ' ') || "（《“「〔".contains(last))
}

/// Columns of a character in a terminal.
fn width(letter: char) -> usize {
    let wide = matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
        || matches!(letter, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '×' | '÷');
    if wide { 2 } else { 1 }
}
