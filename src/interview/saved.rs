//! Answers as they are kept on the device: when, and a line for each in the order of the questions.

use engine::date::Date;
use engine::digits;
use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::situation::Situation;
use engine::state::State;
use engine::wire::line;

use super::Interview;

/// Answers of an earlier visit, as of today where no other day was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub situation: Situation,
    pub asked: Vec<FactId>,
    /// The facts that were answered by a band.
    pub banded: Vec<FactId>,
    /// What was noted where results are taken along.
    pub notes: Vec<String>,
    pub keep: Keep,
}

impl Saved {
    pub fn empty(catalogue: &Catalogue, as_of: Date) -> Saved {
        let situation = Situation::empty(catalogue, as_of);
        Saved { situation, asked: Vec::new(), banded: Vec::new(), notes: Vec::new(), keep: Keep::Day }
    }
}

/// How long answers are kept on the device after the last change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    #[default]
    Day,
    /// 30 days, where the person asked for it.
    Month,
}

impl Keep {
    pub fn milliseconds(self) -> u64 {
        let day = 24 * 60 * 60 * 1000;
        if self == Keep::Day { day } else { 30 * day }
    }

    /// The choice beside this one.
    pub fn other(self) -> Keep {
        if self == Keep::Day { Keep::Month } else { Keep::Day }
    }
}

/// What was kept cannot be read, or contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// The first line: what it is, its version, and when it was written; then, where somebody asked for it,
/// `as_of=2024-03-01` and `days=30`.
const MARK: &str = "qibu 1 ";

const AS_OF: &str = " as_of=";
const MONTH: &str = " days=30";

/// Behind an answer by a band, which may be asked once more.
const BAND: char = '~';

/// Before a note: no fact has a name that begins with it.
const NOTE: char = '+';

/// `now` in milliseconds since 1970.
pub fn write(catalogue: &Catalogue, interview: &Interview, now: u64) -> String {
    let Interview { situation, asked, banded, notes, .. } = interview;
    let mut text = [MARK, &digits::digits(now.into())].concat();
    if interview.is_as_of_another_day() {
        text.push_str(AS_OF);
        text.push_str(&situation.as_of.to_string());
    }
    if interview.keep == Keep::Month {
        text.push_str(MONTH);
    }
    text.push_str(&lines(catalogue, situation, asked, banded, notes));
    text
}

/// The lines of answers and notes, each behind a line break.
pub fn lines(
    catalogue: &Catalogue,
    situation: &Situation,
    asked: &[FactId],
    banded: &[FactId],
    notes: &[String],
) -> String {
    let mut text = String::new();
    for fact in asked {
        text.push('\n');
        text.push_str(&line::write(catalogue, *fact, situation.answer(*fact)));
        if banded.contains(fact) {
            text.push(BAND);
        }
    }
    for note in notes {
        text.push('\n');
        text.push(NOTE);
        text.push_str(note);
    }
    text
}

/// Reads what [`write`] wrote; nothing where it is too old.
///
/// # Errors
/// It is not what [`write`] writes for this catalogue, or its answers contradict each other.
pub fn read(catalogue: &Catalogue, text: &str, today: Date, now: u64) -> Result<Option<Saved>, Damaged> {
    let mut lines = text.split('\n');
    let first = lines.next().and_then(|first| first.strip_prefix(MARK)).ok_or(Damaged)?;
    let (first, keep) = first.strip_suffix(MONTH).map_or((first, Keep::Day), |first| (first, Keep::Month));
    let (saved_at, as_of) = match first.split_once(' ') {
        None => (first, today),
        Some((time, day)) => {
            let day = AS_OF.strip_prefix(' ').and_then(|mark| day.strip_prefix(mark)).ok_or(Damaged)?;
            (time, day.parse().map_err(|()| Damaged)?)
        }
    };
    let saved_at = digits::read(saved_at).and_then(|time| u64::try_from(time).ok()).ok_or(Damaged)?;
    // A time to come means that the clock was changed: how old the answers are is not known.
    if now < saved_at || now - saved_at > keep.milliseconds() {
        return Ok(None);
    }
    let saved = Saved { keep, ..read_lines(catalogue, lines, as_of)? };
    Ok((!saved.asked.is_empty()).then_some(saved))
}

/// Reads answers, one to a line.
///
/// # Errors
/// As above.
pub fn read_lines<'t>(
    catalogue: &Catalogue,
    lines: impl Iterator<Item = &'t str>,
    as_of: Date,
) -> Result<Saved, Damaged> {
    let mut saved = Saved::empty(catalogue, as_of);
    for line in lines {
        if let Some(note) = line.strip_prefix(NOTE) {
            saved.notes.push(note.to_owned());
            continue;
        }
        let exact = line.strip_suffix(BAND);
        let (fact, answer) = line::read(catalogue, exact.unwrap_or(line)).ok_or(Damaged)?;
        saved.situation.set(fact, answer);
        if !saved.asked.contains(&fact) {
            saved.asked.push(fact);
            if exact.is_some() {
                saved.banded.push(fact);
            }
        }
    }
    if State::new(catalogue, &saved.situation).contradiction().is_some() {
        return Err(Damaged);
    }
    Ok(saved)
}
