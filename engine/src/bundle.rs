//! The best lawful bundle: what policies may bring together when exclusions hold.

use crate::assessment::{Finding, Totals};
use crate::policy::{Beneficiary, BenefitKind, Catalogue, PolicyId};
use crate::verdict::Verdict;

/// Sums over the findings; a superseded policy is in none of them.
///
/// The smallest counts what is eligible; the largest adds what is likely, upcoming or undetermined.
/// What goes to an operator or a training body is nobody's money here.
pub fn totals(catalogue: &Catalogue, findings: &[Finding]) -> Totals {
    let mine = mine(catalogue, findings);
    let best = |counts, sum| heaviest(catalogue, &worth(&mine, counts, sum)).0;
    let largest_loan = |counts: fn(&Finding) -> bool, sum: fn(&Finding) -> i64| {
        mine.iter().filter(|finding| counts(finding)).map(|finding| sum(finding)).max().unwrap_or(0)
    };
    Totals {
        cash: (best(is_sure, |one| cash(one).0), best(may_pay, |one| cash(one).1)),
        loan: (largest_loan(is_sure, |one| loan(one).0), largest_loan(may_pay, |one| loan(one).1)),
        tax_relief: (best(is_sure, |one| tax_relief(one).0), best(may_pay, |one| tax_relief(one).1)),
    }
}

/// The policies of the best lawful bundle of cash, those that may pay; exact.
pub fn chosen(catalogue: &Catalogue, findings: &[Finding]) -> Vec<PolicyId> {
    heaviest(catalogue, &worth(&mine(catalogue, findings), may_pay, |one| cash(one).1)).1
}

/// What founder or venture receives, without what is superseded.
fn mine<'a>(catalogue: &Catalogue, findings: &'a [Finding]) -> Vec<&'a Finding> {
    let mine = |finding: &&Finding| {
        let beneficiary = catalogue.policy_of(finding.policy).beneficiary;
        finding.superseded_by.is_none() && matches!(beneficiary, Beneficiary::Founder | Beneficiary::Venture)
    };
    findings.iter().filter(mine).collect()
}

/// The policies that count and bring something, with what they bring.
fn worth(mine: &[&Finding], counts: fn(&Finding) -> bool, sum: fn(&Finding) -> i64) -> Vec<(PolicyId, i64)> {
    let counted = mine.iter().filter(|finding| counts(finding)).map(|finding| (finding.policy, sum(finding)));
    counted.filter(|(_, sum)| *sum > 0).collect()
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

/// The largest sum over policies of which no two exclude each other, and those policies; exact.
fn heaviest(catalogue: &Catalogue, worth: &[(PolicyId, i64)]) -> (i64, Vec<PolicyId>) {
    let Some(((first, sum), rest)) = worth.split_first() else { return (0, Vec::new()) };
    let excludes = |other: PolicyId| catalogue.policy_of(*first).excludes.iter().any(|one| one.policy == other);
    let compatible: Vec<_> = rest.iter().copied().filter(|(other, _)| !excludes(*other)).collect();
    let (others, mut with) = heaviest(catalogue, &compatible);
    with.push(*first);
    let with = (sum.saturating_add(others), with);
    // Without a conflict, taking it is never worse.
    if compatible.len() == rest.len() {
        return with;
    }
    let without = heaviest(catalogue, rest);
    if with.0 >= without.0 { with } else { without }
}
