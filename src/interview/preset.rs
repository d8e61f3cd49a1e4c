//! What stands around the page, a site with it in a frame or a station: answers already given, which the person sees
//! and may change, figures on the station's word, and whether anything may be kept.

use engine::date::Date;
use engine::digits;
use engine::fact::{FactId, Known};
use engine::policy::{Catalogue, Per, PolicyId};
use engine::situation::Answer;
use engine::station::{Figure, Refused, version_of};
use engine::wire::line;

use super::{Interview, Notice};

/// Answers by fact, in the order in which they were given.
pub type Preset = Vec<(FactId, Answer)>;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Around {
    pub preset: Preset,
    /// Each with the sentence that says whose it is.
    pub figures: Vec<(Figure, String)>,
    /// Others come after this person, or another site shows the page: nothing is kept.
    pub is_shared: bool,
}

/// What marks a line that is a figure.
const FIGURE: char = '$';

/// Reads lines: first the language that is asked for, with `!` in front where nothing may be kept; then answers, where
/// a set may go on over several lines, so that a wrong value spoils none beside it, and figures.
///
/// Returns what cannot be taken up as well, each line behind a digit that says why.
#[inline(never)]
pub fn read(catalogue: &Catalogue, text: &str) -> (Around, Vec<String>) {
    let (head, lines) = text.split_once('\n').unwrap_or((text, ""));
    let mut around = Around { is_shared: head.starts_with('!'), ..Around::default() };
    let (preset, mut wrong) = (&mut around.preset, Vec::new());
    for line in lines.split('\n') {
        if line.is_empty() {
            continue;
        }
        if let Some(text) = line.strip_prefix(FIGURE) {
            match figure(catalogue, text) {
                Ok(figure) => around.figures.push(figure),
                Err(why) => wrong.push([why, line].concat()),
            }
            continue;
        }
        let Some((fact, answer)) = line::read(catalogue, line) else {
            wrong.push([UNKNOWN, line].concat());
            continue;
        };
        match (preset.last_mut(), answer) {
            (Some((last, Answer::Given(Known::Set { has, .. }))), Answer::Given(Known::Set { has: more, .. }))
                if *last == fact =>
            {
                *has |= more;
            }
            _ => preset.push((fact, answer)),
        }
    }
    (around, wrong)
}

/// Not in this catalogue. `web/station/check.js` has a sentence for this digit and each of [`why`].
const UNKNOWN: &str = "0";

fn why(refused: Refused) -> &'static str {
    match refused {
        Refused::Published => "1",
        Refused::Kind => "2",
        Refused::Place => "3",
        Refused::Times => "4",
    }
}

/// Reads `policy, place, fen, per, times, at most, confirmed, until, sentence`, with tabs between them.
fn figure(catalogue: &Catalogue, text: &str) -> Result<(Figure, String), &'static str> {
    let mut parts = text.split('\t');
    let mut next = || parts.next().unwrap_or_default();
    let id = next();
    let at = catalogue.policies.iter().position(|policy| policy.id == id).ok_or(UNKNOWN)?;
    let policy = &catalogue.policies[at];
    let place = match next() {
        // A nationwide policy says nothing of where the station speaks for.
        "" if policy.place == catalogue.places.all() => return Err(why(Refused::Place)),
        "" => policy.place,
        id => catalogue.places.mask(id).ok_or(why(Refused::Place))?,
    };
    let mut number = || digits::read(next()).ok_or(UNKNOWN);
    let (fen, per, times, most) = (number()?, number()?, number()?, number()?);
    let mut day = || next().parse::<Date>().map_err(|()| UNKNOWN);
    let figure = Figure {
        policy: PolicyId(u16::try_from(at).map_err(|_| UNKNOWN)?),
        place,
        fen,
        per: [Per::Once, Per::Month].get(usize::try_from(per).map_err(|_| UNKNOWN)?).copied().unwrap_or(Per::Year),
        times,
        at_most: most > 0,
        confirmed: day()?,
        until: day()?,
    };
    version_of(policy, &figure).map_err(why)?;
    Ok((figure, next().to_owned()))
}

impl Interview {
    /// Answers what nobody has answered yet, and what still stands as it was supposed before; an answer that is no
    /// longer supposed goes.
    pub(super) fn take_up(&mut self, catalogue: &Catalogue, around: Around) {
        let (view, before) = (self.view, std::mem::replace(&mut self.around, around));
        let preset = self.around.preset.clone();
        for (fact, answer) in &before.preset {
            if self.situation.answer(*fact) == *answer && preset.iter().all(|(other, _)| other != fact) {
                self.situation.set(*fact, Answer::Absent);
                self.asked.retain(|asked| asked != fact);
            }
        }
        for (fact, answer) in preset {
            let now = self.situation.answer(fact);
            if now != answer && (now == Answer::Absent || before.preset.contains(&(fact, now))) {
                self.answer(catalogue, fact, answer);
                (self.view, self.notice) = (view, Some(Notice::Preset));
            }
        }
    }
}
