//! Every step of a decision as JSON: which version and window were read, what each comparison came to.

use serde_json::{Value, json};

use super::cel::print;
use crate::assessment::{Assessment, Finding};
use crate::condition::Condition;
use crate::date::Date;
use crate::policy::{Catalogue, Citation, Policy, Requirement};
use crate::reading::{Fate, Reading, readings};
use crate::settle::fen;
use crate::situation::Situation;
use crate::state::State;
use crate::term::{Days, Span};
use crate::wire::VERSION;

/// The trace of an assessment: one decision for each policy, with every reading that was possible.
pub fn write(catalogue: &Catalogue, situation: &Situation, assessment: &Assessment) -> Value {
    let state = State::new(catalogue, situation);
    let decisions: Vec<Value> = assessment.findings.iter().map(|finding| decision(&state, finding)).collect();
    json!({
        "version": VERSION,
        "as_of": assessment.as_of.to_string(),
        "catalogue": catalogue.version(),
        "decisions": decisions,
    })
}

fn decision(state: &State, finding: &Finding) -> Value {
    let catalogue = state.catalogue();
    let policy = catalogue.policy_of(finding.policy);
    let readings: Vec<Value> = readings(policy, state).iter().map(|one| reading(policy, one, state)).collect();
    let missing: Vec<&str> = finding.missing.iter().map(|fact| catalogue.fact_of(*fact).id.as_str()).collect();
    let superseded_by = finding.superseded_by.map(|id| catalogue.policy_of(id).id.as_str());
    json!({
        "policy": policy.id,
        "verdict": finding.verdict.word(),
        "superseded_by": superseded_by,
        "place": { "fact": catalogue.fact_of(policy.place_of).id, "truth": state.is_among(policy.place_of, policy.place).word() },
        "readings": readings,
        "missing": missing,
    })
}

fn reading(policy: &Policy, reading: &Reading, state: &State) -> Value {
    let version = reading.version;
    let requirements: Vec<Value> = version.requirements.iter().map(|one| requirement(one, reading, state)).collect();
    let cases: Vec<Value> = version
        .benefit
        .cases
        .iter()
        .map(|case| {
            json!({
                "when": tree(&case.when, state, reading.days),
                "fen": case.amount.as_ref().map(|amount| range(fen(amount, reading, state))),
                "cite": cite(state.catalogue(), &case.cite),
            })
        })
        .collect();
    let event = version.in_force.event.as_ref();
    let fate = match reading.fate {
        Fate::InForce => "in_force",
        Fate::Renewal => "renewal",
        Fate::Ended(reason) => reason.word(),
    };
    json!({
        "rule": policy.versions[reading.index].in_force.from.to_string(),
        "document": state.catalogue().document_of(version.document).id,
        "chosen_by": event.map_or_else(|| "as_of".into(), |term| print::term(state.catalogue(), term, crate::fact::Kind::Date)),
        "event": days(version.event(state)),
        "chance": reading.chance.word(),
        "fate": fate,
        "opens": days(reading.opens),
        "closes": days(reading.closes),
        "closed": reading.closed.word(),
        "early": reading.early.word(),
        "applied_on": days(reading.days.as_of),
        "requirements": requirements,
        "cases": cases,
        "doubts": {
            "validity": reading.validity_doubt(state).word(),
            "window": reading.window_doubt().word(),
            "figure": reading.figure_doubt(&reading.cases(state), state).word(),
        },
    })
}

fn requirement(requirement: &Requirement, reading: &Reading, state: &State) -> Value {
    let any: Vec<Value> = requirement
        .any
        .iter()
        .map(|one| {
            json!({
                "when": tree(&one.when, state, reading.days),
                "disputed": one.disputed.as_ref().map(|wider| tree(wider, state, reading.days)),
                "cite": cite(state.catalogue(), &one.cite),
            })
        })
        .collect();
    json!({ "id": requirement.id, "truth": reading.holds(requirement, state).word(), "any": any })
}

/// A condition with its truth, part by part.
fn tree(condition: &Condition, state: &State, days: Days) -> Value {
    let parts: Vec<Value> = match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().map(|part| tree(part, state, days)).collect(),
        Condition::Named { body, .. } => vec![tree(body, state, days)],
        _ => Vec::new(),
    };
    let mut node = json!({
        "text": print::condition(state.catalogue(), condition),
        "truth": condition.truth(state, days).word(),
    });
    if !parts.is_empty() {
        node["parts"] = parts.into();
    }
    node
}

fn cite(catalogue: &Catalogue, cite: &Citation) -> Value {
    json!({
        "document": catalogue.document_of(cite.document).id,
        "article": cite.article,
        "grade": cite.grade.word(),
        "confirmed": cite.confirmed.to_string(),
    })
}

/// A day, or a range of them while answers are open; `null` where there is none.
fn days(span: Span) -> Value {
    let day = |value: i64| i32::try_from(value).map_or(Value::Null, |value| Value::from(Date(value).to_string()));
    match span.range {
        Some((lo, hi)) if lo == hi => day(lo),
        Some((lo, hi)) => json!({ "from": day(lo), "to": day(hi) }),
        None => Value::Null,
    }
}

fn range(span: Span) -> Value {
    span.range.map_or(Value::Null, |(lo, hi)| json!({ "min": lo, "max": hi }))
}
