//! Answers as they are kept on the device: when, and a line for each in the order of the questions.

use engine::date::Date;
use engine::digits;
use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::situation::Situation;
use engine::state::State;
use engine::wire::line;

use super::Interview;

/// Answers of an earlier visit, put on today's date.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub situation: Situation,
    pub asked: Vec<FactId>,
    /// The facts that were answered by a band.
    pub banded: Vec<FactId>,
    /// What was noted where results are taken along.
    pub notes: Vec<String>,
}

impl Saved {
    pub fn empty(catalogue: &Catalogue, as_of: Date) -> Saved {
        let situation = Situation::empty(catalogue, as_of);
        Saved { situation, asked: Vec::new(), banded: Vec::new(), notes: Vec::new() }
    }
}

impl Saved {
    pub fn empty(catalogue: &Catalogue, as_of: Date) -> Saved {
        Saved { situation: Situation::empty(catalogue, as_of), asked: Vec::new(), banded: Vec::new() }
    }
}

/// What was kept cannot be read, or contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// How long answers are kept, in milliseconds.
pub const KEPT_FOR: u64 = 24 * 60 * 60 * 1000;

/// The first line: what it is, its version, and when it was written.
const MARK: &str = "qibu 1 ";

/// Behind an answer by a band, which may be asked once more.
const BAND: char = '~';

/// Before a note: no fact has a name that begins with it.
const NOTE: char = '+';

/// `now` in milliseconds since 1970.
pub fn write(catalogue: &Catalogue, interview: &Interview, now: u64) -> String {
    let Interview { situation, asked, banded, notes, .. } = interview;
    [MARK, &digits::digits(now.into()), &lines(catalogue, situation, asked, banded, notes)].concat()
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
pub fn read(catalogue: &Catalogue, text: &str, as_of: Date, now: u64) -> Result<Option<Saved>, Damaged> {
    let mut lines = text.split('\n');
    let saved_at = lines.next().and_then(|first| first.strip_prefix(MARK)).and_then(digits::read);
    let saved_at = saved_at.and_then(|time| u64::try_from(time).ok()).ok_or(Damaged)?;
    // A time to come means that the clock was changed: how old the answers are is not known.
    if now < saved_at || now - saved_at > KEPT_FOR {
        return Ok(None);
    }
    let saved = read_lines(catalogue, lines, as_of)?;
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
