//! How many questions sample founders are asked, beside another tool's order.

use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::state::State;
use qibu::samples;

/// Publicodes' order: the open fact that most undecided policies mention.
fn most_mentioned(catalogue: &Catalogue, situation: &Situation) -> Option<FactId> {
    let state = State::new(catalogue, situation);
    let assessment = engine::assess(catalogue, situation);
    let mut counts = vec![0usize; catalogue.facts.len()];
    for finding in assessment.findings.iter().filter(|one| one.superseded_by.is_none()) {
        for fact in &finding.missing {
            counts[usize::from(fact.0)] += 1;
        }
    }
    let open = (0u16..).map(FactId).zip(&counts).filter(|(fact, n)| {
        **n > 0 && situation.answer(*fact) == Answer::Absent && state.applies(*fact) == engine::truth::Truth::True
    });
    open.max_by_key(|(fact, n)| (**n, std::cmp::Reverse(*fact))).map(|(fact, _)| fact)
}

/// Experiment: what refuses most.
fn kills(catalogue: &Catalogue, situation: &Situation) -> Option<FactId> {
    use engine::fact::Known;
    use engine::settle::{settle, thresholds};
    let state = State::new(catalogue, situation);
    let assessment = engine::assess(catalogue, situation);
    let live: Vec<_> =
        assessment.findings.iter().filter(|one| one.superseded_by.is_none() && !one.missing.is_empty()).collect();
    let mut needed = vec![0f64; catalogue.facts.len()];
    for finding in &live {
        for fact in &finding.missing {
            needed[usize::from(fact.0)] += 1.0;
        }
    }
    let mut scores = vec![0f64; catalogue.facts.len()];
    for finding in &live {
        let policy = catalogue.policy_of(finding.policy);
        for fact in &finding.missing {
            let def = catalogue.fact_of(*fact);
            let cells: Vec<Known> = match state.known(*fact) {
                Known::Among(mask) => (0..64).map(|b| 1u64 << b).filter(|b| mask & b != 0).map(Known::Among).collect(),
                Known::Set { .. } => {
                    let all = def.all_values();
                    let mut cells: Vec<Known> = (0..64)
                        .map(|b| 1u64 << b)
                        .filter(|b| all & b != 0)
                        .map(|has| Known::Set { has, may: 0 })
                        .collect();
                    cells.push(Known::Set { has: 0, may: 0 });
                    cells
                }
                Known::Span { .. } => {
                    let values = thresholds(policy, *fact, &state);
                    let mut v: Vec<Known> = values.iter().map(|v| Known::Span { lo: *v, hi: *v }).collect();
                    v.dedup();
                    v
                }
            };
            if cells.is_empty() {
                continue;
            }
            let refused =
                cells.iter().filter(|cell| settle(policy, &state.with(*fact, **cell)).possible.is_refused()).count();
            let p = refused as f64 / cells.len() as f64;
            let saves: f64 =
                finding.missing.iter().filter(|g| *g != fact).map(|g| 1.0 / needed[usize::from(g.0)]).sum();
            scores[usize::from(fact.0)] += p * saves + 0.001;
        }
    }
    let open = (0u16..).map(FactId).zip(&scores).filter(|(fact, n)| {
        **n > 0.0 && situation.answer(*fact) == Answer::Absent && state.applies(*fact) == engine::truth::Truth::True
    });
    let opening = ["founder.groups", "venture.place", "venture.status"]
        .iter()
        .filter_map(|id| catalogue.fact(id))
        .find(|fact| situation.answer(*fact) == Answer::Absent);
    opening.or(open.max_by(|a, b| a.1.total_cmp(b.1)).map(|(fact, _)| fact))
}

fn asked(catalogue: &Catalogue, founder: &Situation, next: impl Fn(&Situation) -> Option<FactId>) -> usize {
    let mut situation = Situation::empty(catalogue, founder.as_of);
    let mut count = 0;
    while let Some(fact) = next(&situation) {
        let answer = match founder.answer(fact) {
            Answer::Given(known) if known.is_exact() => Answer::Given(known),
            _ => Answer::Declined,
        };
        situation.set(fact, answer);
        count += 1;
        assert!(count < 200);
    }
    count
}

#[test]
#[ignore]
fn lengths() {
    let catalogue = qibu::catalogue::load();
    let (mut a, mut b, mut c) = (0, 0, 0);
    for sample in samples::all(&catalogue).into_iter().take(12) {
        let ours = asked(&catalogue, &sample.situation, |situation| engine::assess(&catalogue, situation).next);
        let theirs = asked(&catalogue, &sample.situation, |situation| most_mentioned(&catalogue, situation));
        let kill = asked(&catalogue, &sample.situation, |situation| kills(&catalogue, situation));
        println!("{} {ours} {theirs} {kill}", sample.id);
        c += kill;
        a += ours;
        b += theirs;
    }
    println!("total {a} {b} {c}");
}
