//! Writes assessments.

use serde_json::{Map, Value, json};

use super::VERSION;
use super::situation::write_known;
use crate::assessment::{About, Assessment, Finding};
use crate::date::Date;
use crate::policy::Catalogue;

/// An assessment as JSON, in the shape of the contract; the same assessment gives the same bytes.
pub fn write(catalogue: &Catalogue, assessment: &Assessment) -> Value {
    let totals = &assessment.totals;
    let range = |(min, max): (i64, i64)| json!({ "min": min, "max": max });
    json!({
        "version": VERSION,
        "as_of": assessment.as_of.to_string(),
        "catalogue": catalogue.version(),
        "results": assessment.findings.iter().map(|finding| result(catalogue, finding)).collect::<Vec<_>>(),
        "totals": {
            "cash_fen": range(totals.cash),
            "loan_fen": range(totals.loan),
            "tax_relief_fen": range(totals.tax_relief),
        },
        "next": assessment.next.map(|fact| &catalogue.fact_of(fact).id),
    })
}

fn result(catalogue: &Catalogue, finding: &Finding) -> Value {
    let policy = catalogue.policy_of(finding.policy);
    let shown = &policy.versions[finding.shown_version];
    let fact = |id| &catalogue.fact_of(id).id;
    let requirements = shown.requirements.iter().zip(&finding.requirements);
    let benefit = &finding.benefit;
    let (fewest, most) = benefit.periods;
    let day =
        |range: Option<(Date, Date)>| range.filter(|(first, last)| first == last).map(|(date, _)| date.to_string());
    let confirm = finding.confirm.iter().map(|one| {
        let about = match one.about {
            About::Document(id) => catalogue.document_of(id).id.clone(),
            About::Benefit => "benefit".into(),
            About::Parameter(id) => catalogue.parameters[usize::from(id.0)].id.clone(),
            About::Window => "window".into(),
            About::Requirement(i) => shown.requirements[i].id.clone(),
        };
        json!({ "cause": one.cause.word(), "about": about })
    });
    let changes = finding.changes.iter().map(|change| {
        let set: Map<String, Value> =
            change.set.iter().map(|(id, known)| (fact(*id).clone(), write_known(catalogue, *id, *known))).collect();
        json!({ "set": set, "verdict": change.verdict.word() })
    });
    json!({
        "policy": policy.id,
        "rule": finding.version.map(|version| policy.versions[version].in_force.from.to_string()),
        "verdict": finding.verdict.word(),
        "superseded_by": finding.superseded_by.map(|id| &catalogue.policy_of(id).id),
        "benefit": {
            "kind": benefit.kind.word(),
            "per": benefit.per.word(),
            "min_fen": benefit.fen.map(|(min, _)| min),
            "max_fen": benefit.fen.map(|(_, max)| max),
            "periods": (fewest == most).then_some(most),
            "at_most": benefit.at_most,
        },
        "window": { "opens": day(finding.window.opens), "closes": day(finding.window.closes) },
        "grade": finding.grade.word(),
        "requirements": requirements.map(|(requirement, found)| {
            json!({ "id": requirement.id, "truth": found.truth.word(), "disputed": found.disputed })
        }).collect::<Vec<_>>(),
        "missing": finding.missing.iter().map(|id| fact(*id)).collect::<Vec<_>>(),
        "confirm": confirm.collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
        "reason": finding.reason.map(|reason| reason.word()),
    })
}

/// The next question as JSON: `{"fact": id or null, "left": n}`.
pub fn write_question(catalogue: &Catalogue, assessment: &Assessment) -> Value {
    json!({ "fact": assessment.next.map(|fact| &catalogue.fact_of(fact).id), "left": assessment.left })
}
