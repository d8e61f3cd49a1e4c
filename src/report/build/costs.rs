//! What founding may cost, for a venture that is still a plan.

use engine::state::State;
use engine::texts::Texts;
use engine::truth::Truth;

use crate::report::{CostLine, format};
use crate::words::{Word, fill, word};

/// What concerns the founder, and what may.
pub fn costs(texts: &Texts, state: &State) -> Vec<CostLine> {
    let catalogue = state.catalogue();
    let Some(place) = catalogue.fact("venture.place") else { return Vec::new() };
    let mut lines = Vec::new();
    for (cost, text) in catalogue.costs.iter().zip(&texts.costs) {
        let truth = cost.when.truth(state, state.today()).and(state.is_among(place, cost.place));
        let source = match &cost.cite {
            None => word(texts, Word::AskFirst).to_string(),
            Some(cite) => {
                let title = texts.documents.get(usize::from(cite.document.0)).map_or("", |text| &text.title);
                let number = catalogue.document_of(cite.document).number.clone().unwrap_or_default();
                let title = fill(texts, Word::DocumentTitle, &[("a", title)]);
                let name = title + &format::bracketed(&number, texts);
                let grade = super::grade_name(texts, cite.grade);
                let day = format::date(cite.confirmed, texts);
                format::clauses(&[name, fill(texts, Word::CiteEvidence, &[("g", &grade), ("d", &day)])], texts)
            }
        };
        // The words come a moment later.
        if truth.can_be_true() && !text.title.is_empty() {
            lines.push(CostLine {
                is_certain: truth == Truth::True,
                title: text.title.clone(),
                says: text.says.clone(),
                ask: text.ask.clone(),
                source,
            });
        }
    }
    lines
}
