//! Answers as a link that no server sees, and back: what a link carries opens in every later version.

mod bits;
mod frame;
mod moved;
#[cfg(test)]
mod old_tests;
mod payload;
mod read;
#[cfg(test)]
mod tests;

use engine::assessment::{Assessment, Finding};
use engine::date::Date;
use engine::fact::{Fact, FactId, Kind, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Answer;
use engine::texts::Texts;
use engine::verdict::Verdict;

use crate::interview::saved::Saved;
use crate::words::{Word, fill};
use payload::{Number, Payload, Said, Told};
pub use read::read;

/// Links of this many characters are read from paper by any phone.
pub const LONGEST: usize = 300;

/// How many of them an address without answers may take.
pub const LONGEST_BASE: usize = 60;

/// What a link gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// In the order of the catalogue; on today's date, or on the one that was chosen.
    pub saved: Saved,
    /// The day that the person chose, where it was not that of the link.
    pub as_of: Option<Date>,
    /// The day that the verdicts are of.
    pub on: Date,
    /// The version of the catalogue that made it, such as `2026-11-22+3f2a91c0`.
    pub catalogue: String,
    /// What this catalogue cannot take up.
    pub dropped: Vec<Dropped>,
    /// The policies that might pay then; `None` where the link had no room for them.
    pub verdicts: Option<Vec<Then>>,
}

/// A verdict of the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    pub policy: PolicyId,
    pub verdict: Verdict,
    /// See [`rule_print`].
    pub rule: u8,
}

/// An answer that was not taken up, or not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The fact has another kind now, or its value is gone or out of bounds.
    Answer(FactId),
    /// So many values of a set are gone; the others stand.
    Values(FactId, usize),
    /// It contradicts another answer now.
    Clash(FactId),
    /// So many answers to questions that are no more.
    Questions(usize),
}

/// Why nothing was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There are none: perhaps the part behind `#` was lost.
    NoAnswers,
    /// Something is missing or was changed.
    Damaged,
    /// A later version made it.
    TooNew,
}

/// The whole link: an address without fragment, and a code.
pub fn address(base: &str, code: &str) -> String {
    let end = base.bytes().position(|byte| byte == b'#').unwrap_or(base.len());
    [base.get(..end).unwrap_or_default(), "#", code].concat()
}

/// The code of answers, `q1.…`: behind `#` it is a link, alone it can be pasted.
///
/// `assessment` is that of the very answers. Its verdicts are left out where they would make a link too long.
pub fn write(catalogue: &Catalogue, saved: &Saved, today: Date, assessment: &Assessment) -> String {
    let mut payload = payload(catalogue, saved, today, assessment);
    let code = frame::write(moved::VERSION, &payload.write());
    if code.len() + 1 + LONGEST_BASE <= LONGEST {
        return code;
    }
    payload.verdicts = None;
    frame::write(moved::VERSION, &payload.write())
}

fn payload(catalogue: &Catalogue, saved: &Saved, today: Date, assessment: &Assessment) -> Payload {
    let mut answers = Vec::new();
    for (id, answer) in saved.situation.asked() {
        let said = said(catalogue, catalogue.fact_of(id), answer, saved.banded.contains(&id));
        answers.push((catalogue.fact_of(id).code, said));
    }
    answers.sort_unstable_by_key(|(code, _)| *code);
    // INVARIANT: the program that writes links embeds the codes of policies; that of the page has none.
    let mut verdicts = Vec::new();
    for finding in assessment.findings.iter().filter(|finding| is_told(finding)) {
        let policy = catalogue.policy_of(finding.policy).code;
        verdicts.push(Told { policy, verdict: finding.verdict, rule: rule_print(catalogue, finding) });
    }
    verdicts.sort_unstable_by_key(|told| told.policy);
    // INVARIANT: the compiler writes eight hexadecimal digits.
    let hash = u32::from_str_radix(&catalogue.hash, 16).unwrap_or_default();
    let on = saved.situation.as_of;
    Payload { catalogue: (catalogue.date, hash), on, is_chosen: on != today, answers, verdicts: Some(verdicts) }
}

fn said(catalogue: &Catalogue, fact: &Fact, answer: Answer, banded: bool) -> Said {
    let number = |value: i64| match fact.kind {
        Kind::Date => Number::Day(Date(i32::try_from(value).unwrap_or_default())),
        _ => Number::Plain(value.unsigned_abs()),
    };
    let codes = |mask: u64| -> Vec<u16> {
        let values = fact.values.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        let mut codes: Vec<u16> = values.map(|(_, value)| value.code).collect();
        codes.sort_unstable();
        codes
    };
    match answer {
        Answer::Absent | Answer::Declined => Said::Declined,
        Answer::Given(Known::Among(mask)) => match fact.kind {
            Kind::YesNo if mask == 0b10 => Said::Yes,
            Kind::YesNo if mask == 0b01 => Said::No,
            Kind::YesNo => Said::Declined,
            Kind::Place => catalogue.places.smallest(mask).map_or(Said::Declined, |place| Said::Code(place.code)),
            _ => match codes(mask).as_slice() {
                [code] => Said::Code(*code),
                several => Said::Set { offered: offered(fact), has: several.to_vec(), unsure: Vec::new() },
            },
        },
        Answer::Given(Known::Set { has, may }) => {
            Said::Set { offered: offered(fact), has: codes(has), unsure: codes(may & !has) }
        }
        Answer::Given(Known::Span { lo, hi }) if lo == hi => Said::Exact(number(lo)),
        Answer::Given(Known::Span { lo, hi }) => {
            let end = |value: i64, bound: i64| (value != bound).then(|| number(value));
            Said::Range { lo: end(lo, fact.bounds.0), hi: end(hi, fact.bounds.1), banded }
        }
    }
}

/// The largest code of the values of a fact, and a print of all of them.
fn offered(fact: &Fact) -> (u16, u8) {
    let largest = fact.values.iter().map(|value| value.code).max().unwrap_or(0);
    (largest, print_of(fact.values.iter().map(|value| value.code).collect()))
}

/// A print of a set of codes, whatever their order.
fn print_of(mut codes: Vec<u16>) -> u8 {
    codes.sort_unstable();
    codes.dedup();
    print(codes.into_iter().flat_map(u16::to_be_bytes))
}

/// Eight bits over bytes (FNV-1a, folded).
fn print(bytes: impl Iterator<Item = u8>) -> u8 {
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.to_be_bytes().into_iter().fold(0, |print, byte| print ^ byte)
}

/// A card that may pay. Whatever was refused then needs no room: what is not told was no.
pub fn is_told(finding: &Finding) -> bool {
    finding.verdict.may_pay() && finding.superseded_by.is_none()
}

/// Four bits of the rule that a finding was read from: when it holds, and its document.
pub fn rule_print(catalogue: &Catalogue, finding: &Finding) -> u8 {
    let Some(version) = catalogue.policy_of(finding.policy).versions.get(finding.shown_version) else { return 0 };
    let document = catalogue.document_of(version.document);
    let day = |day: Option<Date>| day.map_or(i32::MAX, |day| day.0).to_be_bytes();
    let until = version.in_force.until.map(|(until, _)| until);
    let days = [day(Some(version.in_force.from)), day(until), day(document.dated)].into_iter().flatten();
    let print = print(days.chain(document.number.iter().flat_map(|number| number.bytes())));
    print >> 4 ^ print & 15
}

impl Dropped {
    /// One sentence for the person.
    pub fn says(self, texts: &Texts) -> String {
        let noun = |fact: FactId| texts.facts.get(usize::from(fact.0)).map_or("", |text| &text.noun);
        let number = |n: usize| engine::digits::digits(n as u128);
        match self {
            Dropped::Answer(fact) => fill(texts, Word::TakeDroppedAnswer, &[("a", noun(fact))]),
            Dropped::Values(fact, n) => fill(texts, Word::TakeDroppedValues, &[("a", noun(fact)), ("n", &number(n))]),
            Dropped::Clash(fact) => fill(texts, Word::TakeDroppedClash, &[("a", noun(fact))]),
            Dropped::Questions(n) => fill(texts, Word::TakeDroppedQuestions, &[("n", &number(n))]),
        }
    }
}
