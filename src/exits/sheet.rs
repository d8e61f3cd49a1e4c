//! The results and the answers as a sheet: CSV as spreadsheets of every language open it.

use engine::assessment::{Assessment, Finding};
use engine::date::Date;
use engine::policy::{Catalogue, Per};
use engine::situation::Situation;
use engine::texts::Texts;

use crate::report::said::said;
use crate::report::{Card, Report, format};
use crate::words::{Word, fill, word};

/// Without it, spreadsheets take UTF-8 for a code page.
const MARK: char = '\u{feff}';

/// The titles of the columns, in their order.
const COLUMNS: [Word; 16] = [
    Word::TakeSheetPolicy,
    Word::TakeSheetVerdict,
    Word::TakeSheetAmount,
    Word::TakeSheetPer,
    Word::TakeSheetFirst,
    Word::TakeSheetLast,
    Word::TakeSheetWhen,
    Word::TakeSheetGrade,
    Word::TakeSheetConfirm,
    Word::TakeSheetMissing,
    Word::TakeSheetPapers,
    Word::TakeSheetWhere,
    Word::TakeSheetDocument,
    Word::TakeSheetUrl,
    Word::TakeSheetCatalogue,
    Word::TakeSheetAsOf,
];

/// A title, a row for each policy in the order of the report; below an empty row, each answer in words. Every row has
/// as many cells. Leave out of `situation` what is not to be told.
pub fn sheet(
    catalogue: &Catalogue,
    texts: &Texts,
    situation: &Situation,
    report: &Report,
    assessment: &Assessment,
) -> String {
    let title = |key: Word| word(texts, key).to_string();
    let mut rows = vec![vec![title(Word::TakeSheetResults)], COLUMNS.map(title).to_vec()];
    for card in report.all() {
        let finding = assessment.findings.iter().find(|finding| finding.policy == card.policy);
        rows.push(row(texts, report, card, finding));
    }
    rows.push(Vec::new());
    rows.push(vec![title(Word::TakeSheetAnswers)]);
    rows.push(vec![title(Word::TakeSheetFact), title(Word::TakeSheetSaid)]);
    for (fact, answer) in situation.asked() {
        let noun = texts.facts.get(usize::from(fact.0)).map_or("", |text| &text.noun);
        rows.push(vec![format::sentence(noun), said(catalogue, texts, fact, answer)]);
    }
    let mut out = String::from(MARK);
    for row in rows {
        for at in 0..COLUMNS.len() {
            out.push_str(if at == 0 { "" } else { "," });
            out.push_str(&cell(row.get(at).map_or("", String::as_str)));
        }
        out.push_str("\r\n");
    }
    out
}

fn row(texts: &Texts, report: &Report, card: &Card, finding: Option<&Finding>) -> Vec<String> {
    let day = |of: fn(&Finding) -> Option<(Date, Date)>| {
        finding.and_then(of).map_or_else(String::new, |(lo, hi)| {
            let (lo, hi) = (lo.to_string(), hi.to_string());
            if lo == hi { lo } else { fill(texts, Word::FromTo, &[("a", &lo), ("b", &hi)]) }
        })
    };
    let mut missing = Vec::new();
    for (_, noun) in &card.missing {
        missing.push(noun.clone());
    }
    let mut channels = Vec::new();
    for channel in &card.channels {
        let mut parts = vec![channel.name.clone()];
        parts.extend(channel.phone.clone());
        parts.extend(channel.url.clone());
        channels.push(format::joined(&parts, " "));
    }
    vec![
        card.name.clone(),
        card.verdict.clone(),
        card.amount.clone(),
        finding.map_or_else(String::new, |finding| per(texts, finding)),
        day(|finding| finding.window.opens),
        day(|finding| finding.window.closes),
        card.date.clone(),
        card.grade_name.clone(),
        format::joined(&card.confirm, "\n"),
        format::names(&missing, texts),
        format::clauses(&card.papers, texts),
        format::clauses(&channels, texts),
        card.document.citation.clone(),
        card.document.url.clone().unwrap_or_default(),
        report.catalogue.clone(),
        report.as_of.to_string(),
    ]
}

/// How often a sum comes; nothing where none is paid.
fn per(texts: &Texts, finding: &Finding) -> String {
    if !finding.benefit.kind.is_money() {
        return String::new();
    }
    let key = match finding.benefit.per {
        Per::Once => Word::NoteOnce,
        Per::Month => Word::NoteMonth,
        Per::Year => Word::NoteYear,
    };
    word(texts, key).to_string()
}

/// One cell: no spreadsheet takes it for a formula, and commas, quotes and line breaks stay inside.
pub fn cell(text: &str) -> String {
    let text = if is_risky(text) { format!("'{text}") } else { text.to_string() };
    if text.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// Begins with what a spreadsheet computes, whatever space or invisible letter stands before it, or with a tab or a
/// line break, which some cut off first.
pub fn is_risky(text: &str) -> bool {
    let is_unseen = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | MARK)
    };
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(is_unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}
