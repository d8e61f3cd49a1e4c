//! Why: every requirement with what it asks, whether it holds, and where it is written.

use engine::assessment::RequirementFound;
use engine::condition::Condition;
use engine::policy::{Alternative, Citation, Requirement};
use engine::truth::Truth;

use super::amount::grade_word;
use super::entry::Entry;
use crate::report::{Reason, ReasonLine, format};
use crate::words::Word;

impl Entry<'_> {
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (i, (requirement, found)) in self.version.requirements.iter().zip(&self.finding.requirements).enumerate() {
            reasons.push(self.reason(i, requirement, *found));
        }
        reasons
    }

    fn reason(&self, i: usize, requirement: &Requirement, found: RequirementFound) -> Reason {
        let state = match (found.truth, found.disputed) {
            (Truth::True, true) => Word::StateDisputed,
            (Truth::True, false) => Word::StateTrue,
            (Truth::False, _) => Word::StateFalse,
            (Truth::Unknown, _) => Word::StateUnknown,
        };
        let mut lines = Vec::new();
        for (j, one) in requirement.any.iter().enumerate() {
            lines.append(&mut self.lines(i, j, one));
        }
        Reason {
            label: self.label(i).to_string(),
            truth: found.truth,
            disputed: found.disputed,
            state: self.word(state),
            lines,
            cite: self.best(requirement).map_or_else(String::new, |cite| self.citation(cite)),
        }
    }

    /// An alternative has a line for each way to meet it.
    fn lines(&self, i: usize, j: usize, one: &Alternative) -> Vec<ReasonLine> {
        let label = self.version_text.requirements.get(i).and_then(|text| text.any.get(j));
        let mut lines = self.ways(&one.when);
        if let Some(wider) = &one.disputed {
            if one.when == Condition::Always(false) {
                lines.clear();
            }
            lines.push(self.line(wider, Word::OtherSource));
        }
        if let Some(label) = label {
            for line in &mut lines {
                line.sentence = self.fill(Word::Labelled, &[("a", label), ("b", &line.sentence)]);
            }
        }
        lines
    }

    fn ways(&self, condition: &Condition) -> Vec<ReasonLine> {
        let explainer = self.explainer();
        let mut lines = Vec::new();
        for way in explainer.ways(condition) {
            let (truth, sentence) = (way.truth(self.state, self.reading.days), explainer.clause_in_full(&way));
            lines.push(ReasonLine { truth, sentence });
        }
        lines
    }

    fn line(&self, condition: &Condition, frame: Word) -> ReasonLine {
        ReasonLine {
            truth: condition.truth(self.state, self.reading.days),
            sentence: self.fill(frame, &[("a", &self.explainer().clause_in_full(condition))]),
        }
    }

    /// Of the alternatives that hold, or may hold, the best evidence.
    fn best<'r>(&self, requirement: &'r Requirement) -> Option<&'r Citation> {
        let best = |wanted: fn(Truth) -> bool| {
            let truth = |one: &Alternative| {
                let wider =
                    one.disputed.as_ref().map_or(Truth::False, |wider| wider.truth(self.state, self.reading.days));
                one.when.truth(self.state, self.reading.days).or(wider)
            };
            let held = requirement.any.iter().filter(|one| wanted(truth(one)));
            held.map(|one| &one.cite).min_by_key(|cite| cite.grade)
        };
        best(|truth| truth == Truth::True).or_else(|| best(Truth::can_be_true)).or_else(|| best(|_| true))
    }

    /// Where it is written; the document is named where it is another than the version's.
    fn citation(&self, cite: &Citation) -> String {
        let date = format::date(cite.confirmed, self.texts);
        let evidence = self.fill(Word::CiteEvidence, &[("g", &self.word(grade_word(cite.grade))), ("d", &date)]);
        let mut parts = Vec::new();
        if cite.document != self.version.document {
            parts.push(self.document_name(cite.document));
        }
        if let Some(article) = &cite.article {
            parts.push(self.fill(Word::CiteArticle, &[("a", article)]));
        }
        parts.push(evidence);
        format::clauses(&parts, self.texts)
    }
}
