//! What the page around a frame supposes: answers already given, which the person sees and may change.

use engine::fact::{FactId, Known};
use engine::policy::Catalogue;
use engine::situation::Answer;
use engine::wire::line;

use super::{Interview, Notice};

/// Answers by fact, in the order in which they were given.
pub type Preset = Vec<(FactId, Answer)>;

/// Reads answers, one to a line; a set may go on over several, so that a wrong value spoils none beside it.
///
/// Returns the lines that this catalogue cannot read as well.
pub fn read<'t>(catalogue: &Catalogue, text: &'t str) -> (Preset, Vec<&'t str>) {
    let (mut preset, mut wrong) = (Preset::new(), Vec::new());
    for line in text.split('\n') {
        if line.is_empty() {
            continue;
        }
        let Some((fact, answer)) = line::read(catalogue, line) else {
            wrong.push(line);
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
    (preset, wrong)
}

impl Interview {
    /// Shown in a frame of another page.
    pub fn is_embedded(&self) -> bool {
        self.preset.is_some()
    }

    /// Answers what nobody has answered yet, and what still stands as it was supposed before; an answer that the
    /// page no longer supposes goes.
    pub(super) fn take_up(&mut self, catalogue: &Catalogue, preset: Preset) {
        let (view, before) = (self.view, self.preset.take().unwrap_or_default());
        for (fact, answer) in &before {
            if self.situation.answer(*fact) == *answer && preset.iter().all(|(other, _)| other != fact) {
                self.situation.set(*fact, Answer::Absent);
                self.asked.retain(|asked| asked != fact);
            }
        }
        for (fact, answer) in &preset {
            let now = self.situation.answer(*fact);
            if now != *answer && (now == Answer::Absent || before.contains(&(*fact, now))) {
                self.answer(catalogue, *fact, *answer);
                (self.view, self.notice) = (view, Some(Notice::Preset));
            }
        }
        self.preset = Some(preset);
    }
}
