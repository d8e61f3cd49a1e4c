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
//! stands for (the cells of a number, found roughly, count once); one settles a policy where Kleene's rules leave one verdict,
//! or only refusals, after it. The second share lets a question that settles nothing alone bring a yes nearer;
//! only the eight facts of which it is largest are tried out. `stake` is what the policy may bring, `cost` how
//! hard the question is to answer. Groups, place and stage open every interview; after them what concerns the
//! founder is asked before the venture while it scores at least half as much, so that an interview does not
//! jump. The first of equal scores in the order of the catalogue wins, so that nothing depends on chance.

use crate::assessment::{Finding, standing};
use crate::fact::{FactId, Kind, Known};
use crate::policy::{Beneficiary, BenefitKind, Catalogue, Family, PolicyId};
use crate::settle::{cuts, promises, put, settle};
use crate::situation::{Answer, Situation};
use crate::state::State;
use crate::term::{Part, Term};
use crate::truth::Truth;

/// The facts that open every interview, while they can still matter.
pub const OPENING: [&str; 3] = ["founder.groups", "venture.place", "venture.status"];

/// One policy's worth, in units fine enough that no share is rounded to nothing.
const SHARE: u64 = 5_040_000;

/// How many facts are tried out; they are those that bring most policies nearer.
const CANDIDATES: usize = 8;

/// How many bands a number or date is asked in, at most.
const BANDS: usize = 6;

/// What is known and found, as the questions still to be asked depend on it.
#[derive(Clone, Copy)]
pub struct Agenda<'a> {
    pub catalogue: &'a Catalogue,
    pub situation: &'a Situation,
    pub state: &'a State<'a>,
    pub findings: &'a [Finding],
    /// The one policy that is asked about, where it is one.
    pub about: Option<PolicyId>,
}

/// What one answer would settle at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub answer: Known,
    /// Policies that are refused after it.
    pub out: Vec<PolicyId>,
    /// Policies of which every condition holds after it, now or later.
    pub fit: Vec<PolicyId>,
}

impl<'a> Agenda<'a> {
    /// The next question, and how many can still matter, it included.
    pub fn next(&self) -> (Option<FactId>, usize) {
        let mut askable = Vec::new();
        for finding in self.wanted() {
            for fact in finding.missing.iter().filter(|fact| self.is_askable(**fact)) {
                put(&mut askable, *fact);
            }
        }
        self.rivals(&mut |place| put(&mut askable, place));
        let left = askable.len();
        askable.retain(|fact| self.state.applies(*fact) == Truth::True);
        let opening = OPENING.iter().filter_map(|id| self.catalogue.fact(id)).find(|fact| askable.contains(fact));
        if opening.is_some() || askable.len() < 2 {
            return (opening.or(askable.first().copied()), left);
        }
        let mut scores = vec![0u64; self.catalogue.facts.len()];
        for finding in self.wanted() {
            self.nearer(finding, &mut scores);
        }
        while askable.len() > CANDIDATES {
            let last = (0..askable.len()).rev().min_by_key(|i| self.per_cost(&scores, askable[*i]));
            askable.remove(last.unwrap_or_default());
        }
        for finding in self.wanted() {
            self.settling(finding, &askable, &mut scores);
        }
        let of = |fact: FactId| self.per_cost(&scores, fact);
        let (mut best, mut founder) = (None, None);
        for fact in askable {
            if best.is_none_or(|best| of(best) < of(fact)) {
                best = Some(fact);
            }
            let is_founder = self.catalogue.fact_of(fact).id.starts_with("founder.");
            if is_founder && founder.is_none_or(|best| of(best) < of(fact)) {
                founder = Some(fact);
            }
        }
        let near = founder.filter(|founder| best.is_some_and(|best| of(*founder) * 2 >= of(best)));
        (near.or(best), left)
    }

    fn per_cost(&self, scores: &[u64], fact: FactId) -> u64 {
        scores[usize::from(fact.0)] / u64::from(self.catalogue.fact_of(fact).cost.max(1))
    }

    /// The policies that the answer to a question can still matter to.
    pub fn serves(&self, fact: FactId) -> Vec<PolicyId> {
        self.missing(fact).map(|finding| finding.policy).collect()
    }

    /// What each of some answers to a question would settle at once.
    pub fn outlook(&self, fact: FactId, answers: &[Known]) -> Vec<Outlook> {
        let mut found = Vec::new();
        for answer in answers {
            let after = self.state.with(fact, *answer);
            let mut one = Outlook { answer: *answer, out: Vec::new(), fit: Vec::new() };
            for finding in self.missing(fact) {
                let settled = settle(self.catalogue.policy_of(finding.policy), &after);
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

    /// The intervals of a number or date, within those on offer, that tell the policies apart which still miss
    /// it, at most six; none where nothing tells them apart yet.
    ///
    /// Where there are more, those stay that most is at stake for: each is a true range all the same.
    pub fn bands(&self, fact: FactId, (first, last): (i64, i64)) -> Vec<(i64, i64)> {
        let Known::Span { lo, hi } = self.state.known(fact) else { return Vec::new() };
        let (lo, hi) = (lo.max(first), hi.min(last));
        let mut starts: Vec<(i64, u64)> = Vec::new();
        for finding in self.missing(fact) {
            let policy = self.catalogue.policy_of(finding.policy);
            let weight = stake(policy.beneficiary, finding.benefit.kind);
            for start in cuts(policy, fact, self.state) {
                if start <= lo || start > hi {
                    continue;
                }
                match starts.binary_search_by_key(&start, |(known, _)| *known) {
                    Ok(at) => starts[at].1 += weight,
                    Err(at) => starts.insert(at, (start, weight)),
                }
            }
        }
        while starts.len() >= BANDS {
            let least = (0..starts.len()).min_by_key(|i| starts[*i].1).unwrap_or_default();
            starts.remove(least);
        }
        let mut bands = Vec::new();
        let mut from = lo;
        for (start, _) in &starts {
            bands.push((from, start - 1));
            from = *start;
        }
        if !bands.is_empty() {
            bands.push((from, hi));
        }
        bands
    }

    /// An amount or a window of a policy that still misses a fact follows from its exact value.
    pub fn needs_exact(&self, fact: FactId) -> bool {
        let mut found = false;
        for finding in self.missing(fact) {
            let version = &self.catalogue.policy_of(finding.policy).versions[finding.shown_version];
            let mut look = |part: Part<'_>| found |= matches!(part, Part::Term(Term::Fact(read)) if *read == fact);
            for case in &version.benefit.cases {
                case.amount.iter().for_each(|amount| amount.term.walk(&mut look));
            }
            version.benefit.periods.iter().for_each(|term| term.walk(&mut look));
            for window in &version.windows {
                window.opens.iter().chain(&window.closes).for_each(|term| term.walk(&mut look));
            }
        }
        found
    }

    /// Adds how much nearer each missing fact brings a policy.
    fn nearer(&self, finding: &Finding, scores: &mut [u64]) {
        let open = finding.missing.iter().filter(|fact| self.is_askable(**fact)).count().max(1) as u64;
        for fact in &finding.missing {
            scores[usize::from(fact.0)] += self.worth(finding) / open;
        }
    }

    /// Adds what each candidate promises to settle.
    fn settling(&self, finding: &Finding, candidates: &[FactId], scores: &mut [u64]) {
        let worth = self.worth(finding);
        if finding.missing.iter().any(|fact| candidates.contains(fact)) {
            promises(self.catalogue.policy_of(finding.policy), self.state, candidates, &mut |fact, settled, all| {
                scores[usize::from(fact.0)] += worth * 4 * settled / all.max(1);
            });
        }
    }

    fn worth(&self, finding: &Finding) -> u64 {
        SHARE * stake(self.catalogue.policy_of(finding.policy).beneficiary, finding.benefit.kind)
    }

    /// The findings that count for the agenda.
    fn wanted(&self) -> impl Iterator<Item = &'a Finding> {
        let Agenda { catalogue, situation, findings, .. } = *self;
        let about = self.about.map(|policy| standing(findings, policy).map(|one| one.policy));
        let wanted = move |finding: &&Finding| match about {
            Some(policy) => policy == Some(finding.policy),
            None => {
                let family = catalogue.policy_of(finding.policy).family;
                finding.superseded_by.is_none() && interests(catalogue, situation, family)
            }
        };
        findings.iter().filter(wanted)
    }

    /// The places that are still to be asked for because elsewhere another policy takes the place of the one that is
    /// asked about.
    fn rivals(&self, each: &mut dyn FnMut(FactId)) {
        let Some(asked) = self.about else { return };
        let about = standing(self.findings, asked).map_or(asked, |finding| finding.policy);
        for policy in &self.catalogue.policies {
            let place = policy.place_of;
            if policy.supersedes.contains(&about)
                && self.is_askable(place)
                && self.state.is_among(place, policy.place) == Truth::Unknown
            {
                each(place);
            }
        }
    }

    fn missing(&self, fact: FactId) -> impl Iterator<Item = &'a Finding> {
        self.wanted().filter(move |finding| finding.missing.contains(&fact))
    }

    /// A question can be asked that was not asked yet, or whose answer was a band or a larger place.
    fn is_askable(&self, fact: FactId) -> bool {
        match self.situation.answer(fact) {
            Answer::Absent => true,
            Answer::Declined | Answer::Given(Known::Set { .. }) => false,
            Answer::Given(known @ (Known::Among(_) | Known::Span { .. })) => {
                !known.is_exact() && self.catalogue.fact_of(fact).kind != Kind::Choice
            }
        }
    }
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
