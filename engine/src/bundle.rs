//! The best lawful bundle: what policies may bring together when exclusions hold.

use crate::assessment::{Finding, Totals};
use crate::policy::{Beneficiary, BenefitKind, Catalogue, PolicyId};
use crate::verdict::Verdict;

/// Sums over the findings; a superseded policy is in none of them.
///
/// The smallest counts what is eligible; the largest adds what is likely, upcoming or undetermined.
/// What goes to an operator or a training body is nobody's money here.
pub fn totals(catalogue: &Catalogue, findings: &[Finding]) -> Totals {
    let mut mine: Vec<&Finding> = Vec::new();
    for finding in findings {
        if is_mine(catalogue, finding) {
            mine.push(finding);
        }
    }
    let best = |counts: fn(&Finding) -> bool, sum: fn(&Finding) -> i64| {
        let mut worth = Vec::new();
        for finding in &mine {
            if counts(finding) && sum(finding) > 0 {
                worth.push((finding.policy, sum(finding)));
            }
        }
        heaviest(catalogue, &worth).0
    };
    let largest_loan = |counts: fn(&Finding) -> bool, sum: fn(&Finding) -> i64| {
        let mut largest = None;
        for finding in &mine {
            if counts(finding) {
                largest = largest.max(Some(sum(finding)));
            }
        }
        largest.unwrap_or(0)
    };
    Totals {
        cash: (best(is_sure, |one| cash(one).0), best(may_pay, |one| cash(one).1)),
        loan: (largest_loan(is_sure, |one| loan(one).0), largest_loan(may_pay, |one| loan(one).1)),
        tax_relief: (best(is_sure, |one| tax_relief(one).0), best(may_pay, |one| tax_relief(one).1)),
    }
}

/// The policies of the best lawful bundle of cash, those that may pay; exact.
pub fn chosen(catalogue: &Catalogue, findings: &[Finding]) -> Vec<PolicyId> {
    best(catalogue, findings, Measure::Cash, None).1
}

/// What a bundle is summed up by; kinds are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Cash and interest over the periods that can still be claimed.
    Cash,
    /// One year.
    TaxRelief,
}

/// The largest sum in fen of a lawful bundle of what may pay, and its policies; with `taken`, of those
/// bundles that hold this policy.
pub fn best(
    catalogue: &Catalogue,
    findings: &[Finding],
    measure: Measure,
    taken: Option<PolicyId>,
) -> (i64, Vec<PolicyId>) {
    let mut worth = Vec::new();
    for finding in findings.iter().filter(|one| may_pay(one) && is_mine(catalogue, one)) {
        let sum = match measure {
            Measure::Cash => cash(finding).1,
            Measure::TaxRelief => tax_relief(finding).1,
        };
        if sum > 0 && !taken.is_some_and(|taken| excludes(catalogue, taken, finding.policy)) {
            worth.push((finding.policy, sum));
        }
    }
    heaviest(catalogue, &worth)
}

/// The two are never granted together.
pub fn excludes(catalogue: &Catalogue, one: PolicyId, other: PolicyId) -> bool {
    catalogue.policy_of(one).excludes.iter().any(|exclusion| exclusion.policy == other)
}

/// The founder or the venture receives it, and nothing takes its place.
fn is_mine(catalogue: &Catalogue, finding: &Finding) -> bool {
    let beneficiary = catalogue.policy_of(finding.policy).beneficiary;
    finding.superseded_by.is_none() && matches!(beneficiary, Beneficiary::Founder | Beneficiary::Venture)
}

fn is_sure(finding: &Finding) -> bool {
    finding.verdict == Verdict::Eligible
}

fn may_pay(finding: &Finding) -> bool {
    finding.verdict.may_pay()
}

/// Cash and interest over the periods that can still be claimed, in fen.
pub fn cash(finding: &Finding) -> (i64, i64) {
    let benefit = &finding.benefit;
    match (benefit.kind, benefit.fen) {
        (BenefitKind::Cash | BenefitKind::Interest, Some((lo, hi))) => {
            (lo.saturating_mul(benefit.periods.0), hi.saturating_mul(benefit.periods.1))
        }
        _ => (0, 0),
    }
}

fn loan(finding: &Finding) -> (i64, i64) {
    of_kind(finding, BenefitKind::Loan)
}

fn tax_relief(finding: &Finding) -> (i64, i64) {
    of_kind(finding, BenefitKind::TaxRelief)
}

fn of_kind(finding: &Finding, kind: BenefitKind) -> (i64, i64) {
    finding.benefit.fen.filter(|_| finding.benefit.kind == kind).unwrap_or((0, 0))
}

/// The largest sum over policies of which no two exclude each other, and those policies; exact. Of
/// equal sums, that of the earlier policy.
fn heaviest(catalogue: &Catalogue, worth: &[(PolicyId, i64)]) -> (i64, Vec<PolicyId>) {
    let Some(((first, sum), rest)) = worth.split_first() else { return (0, Vec::new()) };
    let mut compatible = Vec::new();
    for one in rest {
        if !excludes(catalogue, *first, one.0) {
            compatible.push(*one);
        }
    }
    let (others, mut policies) = heaviest(catalogue, &compatible);
    let with = sum.saturating_add(others);
    // Without a conflict, taking it is never worse.
    if compatible.len() < rest.len() {
        let without = heaviest(catalogue, rest);
        if without.0 > with {
            return without;
        }
    }
    policies.insert(0, *first);
    (with, policies)
}
