//! From answers to an assessment: every policy of the place, totals, and the next question.

use crate::agenda::Agenda;
use crate::assessment::{About, Assessment, BenefitFound, Cause, Confirm, Finding, RequirementFound, WindowFound};
use crate::bundle;
use crate::changes;
use crate::date::Date;
use crate::grade::Grade;
use crate::policy::{Alternative, Catalogue, Policy, PolicyId, Requirement};
use crate::reading::{EndReason, Fate, Reading, readings, weak_figure};
use crate::settle::{Settled, amount, missing, periods, settle};
use crate::situation::Situation;
use crate::state::State;
use crate::term::{Part, Span, Term};
use crate::truth::Truth;
use crate::verdict::Verdict;

/// Assesses a situation. Total: it never fails, whatever the answers.
pub fn assess(catalogue: &Catalogue, situation: &Situation) -> Assessment {
    let state = State::new(catalogue, situation);
    let here = |policy: &Policy| state.is_among(policy.place_of, policy.place);
    let present = (0u16..).map(PolicyId).zip(&catalogue.policies).filter(|(_, policy)| here(policy).can_be_true());
    let mut findings: Vec<Finding> = present.map(|(id, policy)| find(id, policy, &state)).collect();
    for finding in &mut findings {
        finding.superseded_by = superseder(catalogue, finding.policy, &state);
        if finding.verdict.is_refusal() && finding.superseded_by.is_none() {
            finding.changes = changes::smallest(catalogue.policy_of(finding.policy), &state);
        }
    }
    let totals = bundle::totals(catalogue, &findings);
    let (next, left) = Agenda { catalogue, situation, state: &state, findings: &findings, about: None }.next();
    Assessment { as_of: situation.as_of, findings, totals, next, left }
}

/// The first policy that holds for certain in the founder's place and takes the place of this one.
pub fn superseder(catalogue: &Catalogue, id: PolicyId, state: &State) -> Option<PolicyId> {
    let others = (0u16..).map(PolicyId).zip(&catalogue.policies);
    let mut local = others.filter(|(_, policy)| {
        policy.supersedes.contains(&id) && state.is_among(policy.place_of, policy.place) == Truth::True
    });
    local.next().map(|(id, _)| id)
}

/// What is told about one policy.
pub fn find(id: PolicyId, policy: &Policy, state: &State) -> Finding {
    let settled = settle(policy, state);
    let readings = readings(policy, state);
    let version = match readings.as_slice() {
        [] => None,
        [first, rest @ ..] => rest.iter().all(|one| one.index == first.index).then_some(first.index),
    };
    // INVARIANT: the compiler gives every policy a version, so there is a reading.
    let shown = readings.last();
    let shown_version = shown.map_or(0, |reading| reading.index);
    let requirements = shown.map_or_else(Vec::new, |shown| {
        let list = shown.version.requirements.iter();
        list.map(|requirement| requirement_found(requirement, &readings, state)).collect()
    });
    Finding {
        policy: id,
        version,
        shown_version,
        verdict: settled.verdict,
        superseded_by: None,
        benefit: benefit_found(policy, shown_version, &readings, state),
        window: window_found(&readings, state),
        grade: shown.map_or(Grade::Unconfirmed, |reading| grade(reading, state)),
        conditions_met: shown.is_some_and(|shown| conditions_met(shown, state)),
        requirements,
        missing: missing(policy, settled, state),
        confirm: shown.map_or_else(Vec::new, |shown| confirm(settled, shown, state)),
        changes: Vec::new(),
        reason: (settled.verdict == Verdict::Ended).then(|| end_reason(&readings)),
    }
}

/// Joined over the versions that may count, by the id of the requirement.
fn requirement_found(requirement: &Requirement, readings: &[Reading], state: &State) -> RequirementFound {
    let same = readings.iter().filter_map(|reading| {
        let twin = reading.version.requirements.iter().find(|other| other.id == requirement.id)?;
        let (wide, narrow) = (reading.holds(twin, state), reading.holds_undisputed(twin, state));
        Some((wide, wide == Truth::True && narrow != Truth::True))
    });
    let joined = same.reduce(|(a, b), (c, d)| (a.join(c), b && d)).unwrap_or((Truth::Unknown, false));
    RequirementFound { truth: joined.0, disputed: joined.0 == Truth::True && joined.1 }
}

fn conditions_met(reading: &Reading, state: &State) -> bool {
    let mut requirements = reading.version.requirements.iter();
    requirements.all(|requirement| reading.holds_firmly(requirement, state) == Truth::True)
}

fn end_reason(readings: &[Reading]) -> EndReason {
    let mut reasons = readings.iter().filter_map(|reading| match reading.fate {
        Fate::Ended(reason) => Some(reason),
        Fate::InForce | Fate::Renewal => None,
    });
    reasons.next_back().unwrap_or(EndReason::NotInForce)
}

fn benefit_found(policy: &Policy, version: usize, readings: &[Reading], state: &State) -> BenefitFound {
    let benefit = &policy.versions[version].benefit;
    let number = |value: i128| i64::try_from(value).unwrap_or(i64::MAX);
    let periods = periods(readings, state).range.unwrap_or((0, 0));
    BenefitFound {
        kind: benefit.kind,
        per: benefit.per,
        fen: amount(policy, state).range.map(|(lo, hi)| (number(lo), number(hi))),
        periods: (number(periods.0), number(periods.1)),
        at_most: benefit.at_most,
    }
}

/// Where several readings are possible, the days of all of them.
fn window_found(readings: &[Reading], state: &State) -> WindowFound {
    let join = |spans: Vec<Span>| spans.into_iter().reduce(Span::join).filter(|span| !span.none);
    let days = |span: Option<Span>| {
        let date = |day: i128| Date(i32::try_from(day).unwrap_or_default());
        span.and_then(|span| span.range).map(|(lo, hi)| (date(lo), date(hi)))
    };
    WindowFound {
        opens: days(join(readings.iter().map(|reading| reading.opening(state)).collect())),
        closes: days(join(readings.iter().map(|reading| reading.closes).collect())),
    }
}

/// The worst of version, window, figure, parameters and, per requirement, its best-graded true branch.
fn grade(reading: &Reading, state: &State) -> Grade {
    let in_force = &reading.version.in_force;
    let mut worst = state.catalogue().document_of(reading.version.document).grade.max(in_force.from_grade);
    worst = worst.max(in_force.until.map_or(Grade::Official, |(_, grade)| grade));
    worst = worst.max(reading.window.map_or(Grade::Official, |window| window.cite.grade));
    for (case, _) in reading.cases(state) {
        worst = worst.max(case.cite.grade);
        if let Some(amount) = &case.amount {
            amount.term.walk(&mut |part| {
                if let Part::Term(Term::Param(id, date)) = part {
                    let date = date.as_deref().map_or(reading.days.event, |date| date.span(state, reading.days));
                    worst = worst.max(figure_grade(state, *id, date));
                }
            });
        }
    }
    for requirement in &reading.version.requirements {
        worst = worst.max(requirement_grade(requirement, reading, state));
    }
    worst
}

/// The worst grade of a parameter over the days of a span.
fn figure_grade(state: &State, id: crate::term::ParameterId, date: Span) -> Grade {
    let values = &state.catalogue().parameters[usize::from(id.0)].values;
    let Some((lo, hi)) = date.range else { return Grade::Official };
    let used = values.iter().enumerate().filter(|(i, _)| {
        let (from, end) = crate::policy::figure_days(values, *i);
        from <= hi && lo <= end
    });
    used.map(|(_, figure)| figure.grade).max().unwrap_or(Grade::Official)
}

/// The best grade of a branch that holds, or else of one that may.
fn requirement_grade(requirement: &Requirement, reading: &Reading, state: &State) -> Grade {
    let best = |wanted: Truth| {
        let holds = |one: &&Alternative| {
            let disputed = one.disputed.as_ref().map_or(Truth::False, |wider| wider.truth(state, reading.days));
            one.when.truth(state, reading.days).or(disputed) == wanted
        };
        requirement.any.iter().filter(holds).map(|one| one.cite.grade).min()
    };
    best(Truth::True).or(best(Truth::Unknown)).unwrap_or(Grade::Official)
}

/// What has to be confirmed before a yes is certain; nothing where the answer is no.
fn confirm(settled: Settled, reading: &Reading, state: &State) -> Vec<Confirm> {
    if settled.possible.is_refused() {
        return Vec::new();
    }
    let mut list = Vec::new();
    let mut push = |cause, about| list.push(Confirm { cause, about });
    if reading.validity_doubt(state).can_be_true() {
        push(Cause::Validity, About::Document(reading.version.document));
    }
    if reading.window_doubt() == Truth::True {
        push(Cause::Condition, About::Window);
    }
    for (i, requirement) in reading.version.requirements.iter().enumerate() {
        if reading.holds(requirement, state) != Truth::True {
            continue;
        }
        if reading.holds_undisputed(requirement, state) == Truth::False {
            push(Cause::Disputed, About::Requirement(i));
        } else if reading.holds_firmly(requirement, state) == Truth::False {
            push(Cause::Condition, About::Requirement(i));
        }
    }
    for (case, _) in reading.cases(state) {
        if !case.cite.grade.is_firm() {
            push(Cause::Figure, About::Benefit);
        }
        if let Some(amount) = &case.amount {
            amount.term.walk(&mut |part| {
                if let Part::Term(Term::Param(id, date)) = part {
                    let date = date.as_deref().map_or(reading.days.event, |date| date.span(state, reading.days));
                    if weak_figure(state, *id, date).can_be_true() {
                        push(Cause::Figure, About::Parameter(*id));
                    }
                }
            });
            if reading.amount_dispute(amount, state).can_be_true() {
                push(Cause::Disputed, About::Benefit);
            }
        }
    }
    let mut seen: Vec<Confirm> = Vec::new();
    list.retain(|one| {
        let new = !seen.contains(one);
        seen.push(one.clone());
        new
    });
    list
}
