//! The order of questions beside the best order there is, on catalogues small enough to try every order.

mod common;

use std::collections::HashMap;

use common::Seed;
use engine::assess;
use engine::condition::Condition;
use engine::date::Date;
use engine::fact::{Fact, FactId, Kind, Known};
use engine::grade::Grade;
use engine::place::{Place, Places};
use engine::policy::{
    Alternative, Beneficiary, Benefit, BenefitKind, Catalogue, Citation, Document, DocumentId, Family, InForce, Per,
    Policy, Requirement, Version,
};
use engine::situation::{Answer, Situation};

/// Every fact has two values, so that every founder is as likely as any other.
const FACTS: [&str; 7] = [
    "founder.groups",
    "venture.place",
    "venture.status",
    "founder.first_venture",
    "founder.full_time",
    "venture.own_ip",
    "venture.operating",
];

const TODAY: Date = Date(20_779); // 2026-11-22

fn catalogue(seed: &mut Seed) -> Catalogue {
    let facts = FACTS.iter().zip(0u16..).map(|(id, code)| Fact {
        id: (*id).to_string(),
        code,
        kind: if *id == "venture.place" { Kind::Place } else { Kind::YesNo },
        values: Vec::new(),
        bounds: (0, 0),
        applies: None,
        otherwise: None,
        at_most: Vec::new(),
        decides: Vec::new(),
        is_bound: false,
        cost: 1,
        changeable: false,
        sensitive: false,
        plan: false,
    });
    let place = |id: &str, code: u16, mask: u64| Place { id: id.to_string(), code, gb: None, mask };
    Catalogue {
        date: TODAY,
        hash: String::new(),
        places: Places { list: vec![place("here", 1, 1), place("there", 2, 2)] },
        facts: facts.collect(),
        order: (0u16..).map(FactId).take(FACTS.len()).collect(),
        documents: vec![Document {
            id: "law".to_string(),
            number: None,
            dated: None,
            url: None,
            grade: Grade::Official,
            confirmed: TODAY,
        }],
        parameters: Vec::new(),
        definitions: Vec::new(),
        papers: Vec::new(),
        channels: Vec::new(),
        policies: (0..3 + seed.below(4)).map(|i| policy(i, seed)).collect(),
        costs: Vec::new(),
    }
}

fn policy(i: u64, seed: &mut Seed) -> Policy {
    let mut requirements = Vec::new();
    for r in 0..1 + seed.below(3) {
        let any = (0..1 + seed.below(2)).map(|_| Alternative { when: condition(seed), disputed: None, cite: cite() });
        requirements.push(Requirement { id: format!("r{r}"), any: any.collect() });
    }
    let benefit = Benefit {
        kind: BenefitKind::Service,
        per: Per::Once,
        cases: Vec::new(),
        periods: None,
        at_most: false,
        disputed: None,
        term: None,
        rate: None,
        interest_share: None,
    };
    let version = Version {
        document: DocumentId(0),
        in_force: InForce { from: Date(0), from_grade: Grade::Official, until: None, event: None },
        renewal_expected: false,
        state: None,
        requirements,
        windows: Vec::new(),
        benefit,
    };
    Policy {
        code: 0,
        id: format!("p{i}"),
        family: Family::Service,
        beneficiary: Beneficiary::Founder,
        place: 1 + seed.below(3),
        place_of: FactId(1),
        limit: None,
        supersedes: Vec::new(),
        excludes: Vec::new(),
        papers: Vec::new(),
        channels: Vec::new(),
        versions: vec![version],
        steps: Vec::new(),
    }
}

fn cite() -> Citation {
    Citation { document: DocumentId(0), article: None, grade: Grade::Official, confirmed: TODAY }
}

/// One comparison, or two that must both hold; never of the place, which has a say of its own.
fn condition(seed: &mut Seed) -> Condition {
    let mut atom = || {
        let fact = [0, 2, 3, 4, 5, 6][usize::try_from(seed.below(6)).expect("small")];
        Condition::Among { fact: FactId(fact), mask: 1 + seed.below(2) }
    };
    let (a, b) = (atom(), atom());
    if seed.chance(40) { Condition::All(vec![a, b]) } else { a }
}

/// What is still worth asking, and what the agenda asks next.
fn ask(catalogue: &Catalogue, situation: &Situation) -> (Vec<FactId>, Option<FactId>) {
    let assessment = assess(catalogue, situation);
    let mut facts: Vec<FactId> = assessment.findings.iter().flat_map(|finding| finding.missing.clone()).collect();
    facts.sort_unstable();
    facts.dedup();
    (facts, assessment.next)
}

/// Every order of questions on one catalogue, with what was worked out already.
struct Orders<'a> {
    catalogue: &'a Catalogue,
    best: HashMap<Vec<u8>, u64>,
    ours: HashMap<Vec<u8>, u64>,
}

impl Orders<'_> {
    /// Questions summed over the founders that an answered part leaves possible: the least, and by the agenda.
    fn questions(&mut self, answers: &[u8]) -> (u64, u64) {
        if let Some(best) = self.best.get(answers) {
            return (*best, self.ours[answers]);
        }
        let mut situation = Situation::empty(self.catalogue, TODAY);
        for (fact, value) in (0u16..).map(FactId).zip(answers).filter(|(_, value)| **value < 2) {
            situation.set(fact, Answer::Given(Known::Among(1 << value)));
        }
        let (facts, next) = ask(self.catalogue, &situation);
        let founders = 1u64 << answers.iter().filter(|value| **value == 2).count();
        let (mut best, mut ours) = (u64::MAX, 0);
        // Both open with the same questions.
        let opening: Vec<FactId> = facts.iter().copied().filter(|fact| fact.0 < 3).take(1).collect();
        let choice = if opening.is_empty() { &facts } else { &opening };
        for fact in choice {
            let (mut by_best, mut by_ours) = (founders, founders);
            for value in 0..2 {
                let mut more = answers.to_vec();
                more[usize::from(fact.0)] = value;
                let (least, mine) = self.questions(&more);
                by_best += least;
                by_ours += mine;
            }
            best = best.min(by_best);
            if next == Some(*fact) {
                ours = by_ours;
            }
        }
        if facts.is_empty() {
            best = 0;
        } else {
            assert!(ours > 0, "the agenda asks {next:?}, which is not missing");
        }
        self.best.insert(answers.to_vec(), best);
        self.ours.insert(answers.to_vec(), ours);
        (best, ours)
    }
}

#[test]
fn the_order_is_within_one_question_of_the_best() {
    let mut seed = Seed(11);
    let (mut best, mut ours, mut worst) = (0, 0, 0);
    for _ in 0..60 {
        let catalogue = catalogue(&mut seed);
        let mut orders = Orders { catalogue: &catalogue, best: HashMap::new(), ours: HashMap::new() };
        let (least, mine) = orders.questions(&[2; FACTS.len()]);
        let founders = 1 << FACTS.len();
        assert!(mine <= least + founders, "{mine} instead of {least} questions over {founders} founders");
        (best, ours, worst) = (best + least, ours + mine, worst.max(mine - least));
    }
    println!("{ours} questions over all founders of all catalogues, {best} at best; at most {worst} of 128 more");
    assert!(best > 10_000, "the catalogues ask too little");
}
