//! The agenda: which question to ask next, and how many can still matter.

use crate::assessment::Finding;
use crate::fact::{FactId, Kind, Known};
use crate::policy::{Catalogue, Family};
use crate::situation::{Answer, Situation};
use crate::state::State;
use crate::truth::Truth;

/// The facts that open every interview, while they can still matter.
const OPENING: [&str; 3] = ["founder.groups", "venture.place", "venture.status"];

/// The next question, and how many can still matter, it included.
///
/// The score of a fact is what it helps to settle: for every policy that still misses it, one share
/// of the facts that the policy misses, over what the question costs to answer. The first of equal
/// scores in the order of the catalogue wins, so the order never depends on chance.
pub fn next(
    catalogue: &Catalogue,
    situation: &Situation,
    state: &State,
    findings: &[Finding],
) -> (Option<FactId>, usize) {
    let mut scores = vec![0u64; catalogue.facts.len()];
    let wanted = |finding: &&Finding| {
        finding.superseded_by.is_none() && interests(catalogue, situation, catalogue.policy_of(finding.policy).family)
    };
    for finding in findings.iter().filter(wanted) {
        let open: Vec<FactId> =
            finding.missing.iter().copied().filter(|fact| is_askable(catalogue, situation, *fact)).collect();
        for fact in &open {
            scores[usize::from(fact.0)] += SHARE / open.len() as u64 / u64::from(catalogue.fact_of(*fact).cost.max(1));
        }
    }
    let askable: Vec<FactId> =
        (0u16..).map(FactId).zip(&scores).filter(|(_, score)| **score > 0).map(|(fact, _)| fact).collect();
    let applies = |fact: &FactId| state.applies(*fact) == Truth::True;
    let opening =
        OPENING.iter().filter_map(|id| catalogue.fact(id)).find(|fact| askable.contains(fact) && applies(fact));
    let best = askable
        .iter()
        .copied()
        .filter(applies)
        .max_by_key(|fact| (scores[usize::from(fact.0)], std::cmp::Reverse(*fact)));
    (opening.or(best), askable.len())
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

/// One policy's worth, in units fine enough that no share is rounded to nothing.
const SHARE: u64 = 5_040_000;

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
