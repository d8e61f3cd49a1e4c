//! Makes the report of an assessment.

mod amount;
mod card;
mod change;
mod choices;
mod confirm;
mod costs;
mod dates;
pub mod entry;
mod plan;
mod reasons;
mod totals;

use engine::assessment::{Assessment, Finding, Totals};
use engine::bundle;
use engine::grade::Grade;
use engine::policy::{BenefitKind, Catalogue, DocumentId};
use engine::situation::Situation;
use engine::state::State;
use engine::texts::Texts;
use engine::truth::Truth;

use super::{Card, Group, Light, Report, StepLine, format};
use crate::words::{Word, fill, word};
use entry::Entry;

/// A grade in words.
pub fn grade_name(texts: &Texts, grade: Grade) -> String {
    word(texts, amount::grade_word(grade)).to_string()
}

/// Title and number of a document.
pub fn document_name(catalogue: &Catalogue, texts: &Texts, id: DocumentId) -> String {
    let title = texts.documents.get(usize::from(id.0)).map_or("", |text| &text.title);
    let number = catalogue.document_of(id).number.clone().unwrap_or_default();
    fill(texts, Word::DocumentTitle, &[("a", title)]) + &format::bracketed(&number, texts)
}

/// Everything that a person reads about an assessment, in the language of the texts.
#[inline(never)]
pub fn build(catalogue: &Catalogue, texts: &Texts, situation: &Situation, assessment: &Assessment) -> Report {
    let state = State::new(catalogue, situation);
    let entries = entries(texts, &state, assessment);
    let (cautious, sums) = sums(&entries, assessment, catalogue);
    let counted = cautious.as_deref().unwrap_or(&assessment.findings);
    let before = before(&entries, &state);
    Report {
        as_of: assessment.as_of,
        catalogue: catalogue.version(),
        plan: plan::plan(&entries, counted, &before),
        before,
        costs: if is_plan(&state) { costs::costs(texts, &state) } else { Vec::new() },
        groups: groups(&entries),
        totals: totals::totals(&entries, sums),
        choices: choices::choices(&entries, counted),
        call: confirm::call(&entries),
        left: assessment.left,
    }
}

/// The findings that are shown, in the order of their cards.
pub fn entries<'a>(texts: &'a Texts, state: &'a State<'a>, assessment: &'a Assessment) -> Vec<Entry<'a>> {
    let (mut ranks, mut entries) = (Vec::<Rank>::new(), Vec::<Entry>::new());
    for finding in &assessment.findings {
        if finding.superseded_by.is_none()
            && let Some(entry) = Entry::new(texts, state, finding)
        {
            let rank = rank(&entry);
            let at = ranks.partition_point(|other| *other <= rank);
            ranks.insert(at, rank);
            entries.insert(at, entry);
        }
    }
    entries
}

/// The sums that are shown, and the findings as they count them, where that is not as they are.
pub fn sums(entries: &[Entry], assessment: &Assessment, catalogue: &Catalogue) -> (Option<Vec<Finding>>, Totals) {
    let cautious = totals::cautious(entries, assessment);
    let sums = cautious.as_deref().map_or(assessment.totals, |counted| bundle::totals(catalogue, counted));
    (cautious, sums)
}

/// What a card is sorted by.
type Rank = (Light, u8, std::cmp::Reverse<i128>);

/// Best light first; money that is not paid back, then loans, then what has no sum, services last.
fn rank(entry: &Entry) -> Rank {
    let found = entry.finding.benefit;
    let most = i128::from(found.fen.map_or(0, |(_, hi)| hi)) * i128::from(found.periods.1.max(1));
    let class = match (found.kind, found.fen) {
        (BenefitKind::Loan, Some(_)) => 1,
        (_, Some(_)) => 0,
        (kind, None) if kind.is_money() => 2,
        (BenefitKind::Service, None) => 4,
        _ => 3,
    };
    (entry.light, class, std::cmp::Reverse(if entry.is_unbounded() { 0 } else { most }))
}

fn groups(entries: &[Entry]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in entries {
        let card: Card = entry.card();
        if groups.last().is_none_or(|group| group.light != entry.light) {
            groups.push(Group {
                light: entry.light,
                title: word(entry.texts, entry.light.title()).to_string(),
                cards: Vec::new(),
                services: Vec::new(),
                operators: Vec::new(),
            });
        }
        let Some(group) = groups.last_mut() else { continue };
        match (entry.is_mine(), entry.finding.benefit.kind) {
            (false, _) => group.operators.push(card),
            (true, BenefitKind::Service) => group.services.push(card),
            (true, _) => group.cards.push(card),
        }
    }
    groups
}

/// What to do before registering, while the venture is a plan.
fn before(entries: &[Entry], state: &State) -> Vec<StepLine> {
    if !is_plan(state) {
        return Vec::new();
    }
    let mut lines: Vec<StepLine> = Vec::new();
    for entry in entries {
        let steps = if entry.finding.verdict.may_pay() { entry.steps() } else { Vec::new() };
        for step in steps {
            if !lines.iter().any(|line| line.say == step.say) {
                lines.push(step);
            }
        }
    }
    lines
}

/// Not registered for certain, or registered on a day that lies ahead.
pub fn is_plan(state: &State) -> bool {
    let catalogue = state.catalogue();
    let status = catalogue.fact("venture.status").map_or(Truth::Unknown, |fact| {
        let bit = catalogue.fact_of(fact).value("registered");
        bit.map_or(Truth::Unknown, |bit| state.is_among(fact, 1 << bit))
    });
    let ahead = catalogue
        .fact("venture.registered_on")
        .is_some_and(|fact| state.span(fact).range.is_some_and(|(lo, _)| lo > i64::from(state.as_of().0)));
    status != Truth::True || ahead
}
