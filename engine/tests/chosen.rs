//! The best lawful bundle beside every subset, on findings and exclusions drawn at random.

mod common;

use common::Seed;
use engine::assess;
use engine::assessment::Finding;
use engine::bundle::{Measure, best, cash, chosen, excludes, totals};
use engine::policy::{Beneficiary, BenefitKind, Catalogue, Exclusion, PolicyId, Scope};
use engine::situation::Situation;
use engine::verdict::Verdict;

const FEW: usize = 12;

/// The real catalogue with made-up exclusions among a few policies that the founder would receive.
fn made_up(seed: &mut Seed) -> (Catalogue, Vec<Finding>) {
    let mut catalogue = common::compiled().catalogue.clone();
    let situation = Situation::empty(&catalogue, catalogue.date);
    let mine = |finding: &Finding| catalogue.policy_of(finding.policy).beneficiary == Beneficiary::Founder;
    let mut findings: Vec<Finding> =
        assess(&catalogue, &situation).findings.into_iter().filter(mine).take(FEW).collect();
    for policy in &mut catalogue.policies {
        policy.excludes.clear();
    }
    for finding in &mut findings {
        finding.superseded_by = None;
        finding.verdict = Verdict::ALL[usize::try_from(seed.below(7)).expect("small")];
        finding.benefit.kind = BenefitKind::Cash;
        let most = seed.between(0, 9) * 1_000;
        finding.benefit.fen = Some((most / 2, most));
        finding.benefit.periods = (1, seed.between(1, 3));
    }
    for i in 0..findings.len() {
        for j in 0..i {
            if seed.chance(25) {
                for (one, other) in [(i, j), (j, i)] {
                    let exclusion = Exclusion { policy: findings[other].policy, scope: Scope::Person, assumed: false };
                    catalogue.policies[usize::from(findings[one].policy.0)].excludes.push(exclusion);
                }
            }
        }
    }
    (catalogue, findings)
}

fn is_lawful(catalogue: &Catalogue, policies: &[PolicyId]) -> bool {
    policies.iter().all(|one| policies.iter().all(|other| !excludes(catalogue, *one, *other)))
}

#[test]
fn the_best_bundle_is_lawful_and_no_subset_beats_it() {
    let mut seed = Seed(31);
    let mut conflicts = 0;
    for _ in 0..40 {
        let (catalogue, findings) = made_up(&mut seed);
        let paying: Vec<&Finding> = findings.iter().filter(|one| one.verdict.may_pay()).collect();
        let sum = |policies: &[PolicyId]| -> i64 {
            findings.iter().filter(|one| policies.contains(&one.policy)).map(|one| cash(one).1).sum()
        };
        let subset = |bits: u32| -> Vec<PolicyId> {
            let taken = paying.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
            taken.map(|(_, one)| one.policy).collect()
        };
        let lawful: Vec<Vec<PolicyId>> =
            (0..1 << paying.len()).map(subset).filter(|policies| is_lawful(&catalogue, policies)).collect();
        let most = |wanted: &dyn Fn(&[PolicyId]) -> bool| {
            lawful.iter().filter(|policies| wanted(policies)).map(|policies| sum(policies)).max()
        };

        let found = chosen(&catalogue, &findings);
        assert!(is_lawful(&catalogue, &found), "{found:?}");
        assert!(found.iter().all(|policy| paying.iter().any(|one| one.policy == *policy)), "{found:?}");
        assert_eq!(Some(sum(&found)), most(&|_| true));
        assert_eq!(sum(&found), totals(&catalogue, &findings).cash.1);
        for one in &paying {
            let (with, _) = best(&catalogue, &findings, Measure::Cash, Some(one.policy));
            assert_eq!(Some(with), most(&|policies| policies.contains(&one.policy)));
            conflicts += usize::from(with < sum(&found));
        }
    }
    assert!(conflicts > 20, "only {conflicts} policies cost another");
}

/// What a founder had once, or for all the years, is no part of a bundle.
#[test]
fn what_was_had_is_not_chosen() {
    let catalogue = &common::compiled().catalogue;
    let received = catalogue.fact("founder.received").expect("a fact");
    let mut seed = Seed(32);
    let (mut had, mut used_up) = (0, 0);
    for _ in 0..60 {
        let answered = 50 + seed.below(50);
        let situation = seed.partial(catalogue, answered);
        let findings = assess(catalogue, &situation).findings;
        let found = chosen(catalogue, &findings);
        assert!(is_lawful(catalogue, &found));
        for finding in &findings {
            let policy = catalogue.policy_of(finding.policy);
            let known = situation.known(catalogue, received);
            let was_had = policy.limit.filter(|limit| limit.times == 1).is_some_and(
                |limit| matches!(known, engine::fact::Known::Set { has, .. } if has >> limit.bit & 1 == 1),
            );
            let is_used_up = finding.benefit.periods.1 == 0;
            assert!(!(was_had || is_used_up) || !found.contains(&finding.policy), "{}", policy.id);
            had += usize::from(was_had);
            used_up += usize::from(is_used_up && finding.benefit.fen.is_some_and(|(_, most)| most > 0));
        }
    }
    assert!(had > 50 && used_up > 10, "too little was seen: {had}, {used_up}");
}
