//! The agenda: which question to ask next, how many can still matter, and what an answer would settle.
//!
//! A question is on the agenda while some policy misses its fact: some answer to it can still change a
//! verdict, an amount or a window. Among those, the next one is the one that is expected to settle most:
//!
//! ```text
//! score(fact) = Σ over policies that miss it  stake × (4 × settling outcomes ÷ outcomes + 1 ÷ missing facts) ÷ cost
//! ```
//!
//! The outcomes of a fact are what the thresholds in force tell apart, each counted with as many values as it
//! stands for (the cells of a number count once); one settles a policy where Kleene's rules leave one verdict,
//! or only refusals, after it. The second share lets a question that settles nothing alone bring a yes nearer.
//! `stake` is what the policy may bring, `cost` how hard the question is to answer. Groups, place and stage
//! open every interview; after them what concerns the founder is asked before the venture while it scores at
//! least half as much, so that an interview does not jump. The first of equal scores in the order of the
//! catalogue wins, so that nothing depends on chance.

use crate::assessment::Finding;
use crate::fact::{FactId, Kind, Known};
use crate::policy::{Beneficiary, BenefitKind, Catalogue, Family, PolicyId};
use crate::settle::{cuts, promises, put, settle};
use crate::situation::{Answer, Situation};
use crate::state::State;
use crate::truth::Truth;

/// The facts that open every interview, while they can still matter.
const OPENING: [&str; 3] = ["founder.groups", "venture.place", "venture.status"];

/// One policy's worth, in units fine enough that no share is rounded to nothing.
const SHARE: u64 = 5_040_000;

/// How many bands a number or date is asked in, at most.
const BANDS: usize = 6;

/// The next question, and how many can still matter, it included.
pub fn next(
    catalogue: &Catalogue,
    situation: &Situation,
    state: &State,
    findings: &[Finding],
) -> (Option<FactId>, usize) {
    let wanted = |finding: &&Finding| is_wanted(catalogue, situation, finding);
    let mut askable = Vec::new();
    for fact in findings.iter().filter(wanted).flat_map(|finding| &finding.missing) {
        if is_askable(catalogue, situation, *fact) {
            put(&mut askable, *fact);
        }
    }
    let left = askable.len();
    askable.retain(|fact| state.applies(*fact) == Truth::True);
    let opening = OPENING.iter().filter_map(|id| catalogue.fact(id)).find(|fact| askable.contains(fact));
    if opening.is_some() || askable.len() < 2 {
        return (opening.or(askable.first().copied()), left);
    }
    let mut scores = vec![0u64; catalogue.facts.len()];
    for finding in findings.iter().filter(wanted) {
        score(catalogue, situation, state, finding, &mut scores);
    }
    let of = |fact: FactId| scores[usize::from(fact.0)] / u64::from(catalogue.fact_of(fact).cost.max(1));
    let best = |list: &mut dyn Iterator<Item = FactId>| list.max_by_key(|fact| (of(*fact), std::cmp::Reverse(*fact)));
    let first = best(&mut askable.iter().copied());
    let is_founder = |fact: &FactId| catalogue.fact_of(*fact).id.starts_with("founder.");
    let founder = best(&mut askable.iter().copied().filter(is_founder));
    let near = founder.filter(|founder| first.is_some_and(|first| of(*founder) * 2 >= of(first)));
    (near.or(first), left)
}

/// Adds what each missing fact of a policy promises to settle.
fn score(catalogue: &Catalogue, situation: &Situation, state: &State, finding: &Finding, scores: &mut [u64]) {
    let policy = catalogue.policy_of(finding.policy);
    let open = finding.missing.iter().filter(|fact| is_askable(catalogue, situation, **fact)).count().max(1) as u64;
    let worth = SHARE * stake(policy.beneficiary, finding.benefit.kind);
    for fact in &finding.missing {
        scores[usize::from(fact.0)] += worth / open;
    }
    promises(policy, state, &mut |fact, settled, all| {
        scores[usize::from(fact.0)] += worth * 4 * settled / all.max(1);
    });
}

/// What is at stake: money that is kept before money that is paid back, before everything else.
fn stake(beneficiary: Beneficiary, kind: BenefitKind) -> u64 {
    match (beneficiary, kind) {
        (Beneficiary::Operator | Beneficiary::TrainingBody, _) => 1,
        (_, BenefitKind::Cash | BenefitKind::Interest) => 4,
        (_, BenefitKind::Loan | BenefitKind::TaxRelief | BenefitKind::FeeRelief | BenefitKind::Space) => 3,
        (_, BenefitKind::InKind | BenefitKind::Service | BenefitKind::Status) => 2,
    }
}

/// What one answer would settle at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub answer: Known,
    /// Policies that are refused after it.
    pub out: Vec<PolicyId>,
    /// Policies of which every condition holds after it.
    pub fit: Vec<PolicyId>,
}

/// What each of some answers to a question would settle at once.
pub fn outlook(
    catalogue: &Catalogue,
    situation: &Situation,
    state: &State,
    findings: &[Finding],
    fact: FactId,
    answers: &[Known],
) -> Vec<Outlook> {
    let mut found = Vec::new();
    for answer in answers {
        let after = state.with(fact, *answer);
        let mut one = Outlook { answer: *answer, out: Vec::new(), fit: Vec::new() };
        let undecided = findings.iter().filter(|finding| is_wanted(catalogue, situation, finding));
        for finding in undecided.filter(|finding| finding.missing.contains(&fact)) {
            let settled = settle(catalogue.policy_of(finding.policy), &after);
            if settled.possible.is_refused() {
                one.out.push(finding.policy);
            } else if settled.possible.is_settled() {
                one.fit.push(finding.policy);
            }
        }
        found.push(one);
    }
    found
}

/// The intervals of a number or date that tell the policies apart which still miss it, at most six; none where
/// nothing tells them apart yet.
///
/// Where there are more, those stay that most policies are told apart by: each is a true range all the same.
pub fn bands(
    catalogue: &Catalogue,
    situation: &Situation,
    state: &State,
    findings: &[Finding],
    fact: FactId,
    (first, last): (i64, i64),
) -> Vec<(i64, i64)> {
    let Known::Span { lo, hi } = state.known(fact) else { return Vec::new() };
    let (lo, hi) = (lo.max(first), hi.min(last));
    let mut starts: Vec<(i64, u64)> = Vec::new();
    let wanted = findings.iter().filter(|finding| is_wanted(catalogue, situation, finding));
    for finding in wanted.filter(|finding| finding.missing.contains(&fact)) {
        let policy = catalogue.policy_of(finding.policy);
        for start in cuts(policy, fact, state).into_iter().filter(|start| lo < *start && *start <= hi) {
            let at = starts.partition_point(|(known, _)| *known < start);
            match starts.get_mut(at).filter(|(known, _)| *known == start) {
                Some((_, weight)) => *weight += stake(policy.beneficiary, finding.benefit.kind),
                None => starts.insert(at, (start, stake(policy.beneficiary, finding.benefit.kind))),
            }
        }
    }
    while starts.len() >= BANDS {
        let least = (0..starts.len()).min_by_key(|i| starts[*i].1).unwrap_or_default();
        starts.remove(least);
    }
    if starts.is_empty() {
        return Vec::new();
    }
    let ends = starts.iter().map(|(start, _)| start - 1).chain([hi]);
    let firsts = [lo].into_iter().chain(starts.iter().map(|(start, _)| *start));
    firsts.zip(ends).collect()
}

/// The policy counts for the agenda.
fn is_wanted(catalogue: &Catalogue, situation: &Situation, finding: &Finding) -> bool {
    finding.superseded_by.is_none() && interests(catalogue, situation, catalogue.policy_of(finding.policy).family)
}

/// A founder who named interests is asked only what those policies need; a grant is everybody's interest.
fn interests(catalogue: &Catalogue, situation: &Situation, family: Family) -> bool {
    let Some(fact) = catalogue.fact("founder.interests") else { return true };
    let Answer::Given(Known::Set { has, .. }) = situation.answer(fact) else { return true };
    let interest = match family {
        Family::StartupGrant => return true,
        Family::Training => "training",
        Family::Loan => "loan",
        Family::Rent | Family::Incubation => "space",
        Family::SocialInsurance => "insurance",
        Family::Hiring => "hiring",
        Family::Tax => "tax",
        Family::Talent | Family::Status => "talent",
        Family::Contest => "contest",
        Family::Service => "advice",
    };
    has == 0 || catalogue.fact_of(fact).value(interest).is_some_and(|bit| has >> bit & 1 == 1)
}

/// A question can be asked that was not asked yet, or whose answer was a band or a larger place.
fn is_askable(catalogue: &Catalogue, situation: &Situation, fact: FactId) -> bool {
    match situation.answer(fact) {
        Answer::Absent => true,
        Answer::Declined | Answer::Given(Known::Set { .. }) => false,
        Answer::Given(known @ (Known::Among(_) | Known::Span { .. })) => {
            !known.is_exact() && catalogue.fact_of(fact).kind != Kind::Choice
        }
    }
}
