//! A report as JSON: every sentence that a person reads about an assessment, made from the rules.

use engine::fact::FactId;
use engine::policy::Catalogue;
use qibu::report::{Card, Reason, Report, Total};
use serde_json::{Value, json};

/// The whole report in the language of its texts.
pub fn write(catalogue: &Catalogue, report: &Report, lang: &str) -> Value {
    let mut policies = Vec::new();
    for group in &report.groups {
        for card in group.cards.iter().chain(&group.services).chain(&group.operators) {
            policies.push(policy(catalogue, card));
        }
    }
    json!({
        "version": engine::wire::VERSION,
        "as_of": report.as_of.to_string(),
        "catalogue": report.catalogue,
        "lang": lang,
        "policies": policies,
        "totals": report.totals.iter().map(total).collect::<Vec<_>>(),
    })
}

fn total(total: &Total) -> Value {
    json!({ "label": total.label, "range": total.range, "note": total.note })
}

fn policy(catalogue: &Catalogue, card: &Card) -> Value {
    let fact = |id: FactId| &catalogue.fact_of(id).id;
    let missing = card.missing.iter().map(|(id, noun)| json!({ "fact": fact(*id), "says": noun }));
    let channels = card.channels.iter().map(|one| json!({ "name": one.name, "url": one.url, "phone": one.phone }));
    json!({
        "policy": card.id,
        "name": card.name,
        "family": card.family_name,
        "verdict": card.verdict,
        "amount": card.amount,
        "amount_note": card.amount_note,
        "formula": card.formula,
        "date": card.date,
        "action": card.action,
        "reasons": card.reasons.iter().map(reason).collect::<Vec<_>>(),
        "confirm": card.confirm,
        "missing": missing.collect::<Vec<_>>(),
        "changes": card.changes,
        "unchecked": card.unchecked,
        "papers": card.papers,
        "channels": channels.collect::<Vec<_>>(),
        "document": {
            "citation": card.document.citation,
            "url": card.document.url,
            "confirmed": card.document.confirmed,
        },
        "grade": card.grade.word(),
    })
}

fn reason(reason: &Reason) -> Value {
    let lines = reason.lines.iter().map(|line| json!({ "truth": line.truth.word(), "says": line.sentence }));
    json!({
        "label": reason.label,
        "truth": reason.truth.word(),
        "disputed": reason.disputed,
        "state": reason.state,
        "lines": lines.collect::<Vec<_>>(),
        "cite": reason.cite,
    })
}
