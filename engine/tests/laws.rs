//! What must hold for every situation, tried on random ones with a fixed seed and the real catalogue.

mod common;

use common::Seed;
use engine::assess;
use engine::assess::find;
use engine::assessment::{Assessment, Finding};
use engine::fact::{FactId, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::verdict::Verdict;

fn finding(assessment: &Assessment, policy: PolicyId) -> Option<&Finding> {
    assessment.findings.iter().find(|finding| finding.policy == policy)
}

/// A verdict that was decided may only be refined among refusals; an entry may also turn out not to belong here.
fn agrees(before: Verdict, after: Option<Verdict>) -> bool {
    match (before, after) {
        (Verdict::Undetermined, _) => true,
        (before, Some(after)) => before == after || before.is_refusal() && after.is_refusal(),
        (before, None) => before.is_refusal(),
    }
}

fn facts(catalogue: &Catalogue) -> impl Iterator<Item = FactId> {
    (0u16..).map(FactId).take(catalogue.facts.len())
}

fn describe(catalogue: &Catalogue, policy: PolicyId, situation: &Situation) -> String {
    format!("{}\n{}", catalogue.policy_of(policy).id, engine::wire::situation::write(catalogue, situation))
}

#[test]
fn learning_a_fact_never_reverses_or_undecides_a_verdict() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(1);
    for _ in 0..150 {
        let answered = seed.below(90);
        let mut situation = seed.partial(catalogue, answered);
        let full = seed.complete(catalogue, &situation);
        let mut before = assess(catalogue, &situation);
        for _ in 0..8 {
            let at = seed.below(catalogue.facts.len() as u64);
            let fact = FactId(u16::try_from(at).expect("fewer than 65536 facts"));
            situation.set(fact, full.answer(fact));
            let after = assess(catalogue, &situation);
            for finding in &before.findings {
                let later = self::finding(&after, finding.policy).map(|finding| finding.verdict);
                let place = || describe(catalogue, finding.policy, &situation);
                assert!(agrees(finding.verdict, later), "{:?} became {later:?}: {}", finding.verdict, place());
            }
            before = after;
        }
    }
}

#[test]
fn a_decided_verdict_agrees_with_every_completion() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(2);
    let mut decided = 0;
    for _ in 0..250 {
        let answered = seed.below(100);
        let situation = seed.partial(catalogue, answered);
        let before = assess(catalogue, &situation);
        for _ in 0..12 {
            let full = seed.complete(catalogue, &situation);
            let after = assess(catalogue, &full);
            assert_eq!(after.next, None, "nothing is left to ask");
            for finding in &before.findings {
                decided += usize::from(finding.verdict != Verdict::Undetermined);
                let later = self::finding(&after, finding.policy);
                let verdict = later.map(|later| later.verdict);
                let place = || {
                    format!(
                        "{}\n{}",
                        describe(catalogue, finding.policy, &situation),
                        describe(catalogue, finding.policy, &full)
                    )
                };
                assert!(agrees(finding.verdict, verdict), "{:?} became {verdict:?}: {}", finding.verdict, place());
                let Some(later) = later else { continue };
                assert_ne!(later.verdict, Verdict::Undetermined, "{}", describe(catalogue, finding.policy, &full));
                // Without a published sum in some completion there is nothing to compare.
                let (Some((min, max)), Some((low, high))) = (finding.benefit.fen, later.benefit.fen) else {
                    assert!(later.benefit.fen.is_none(), "a sum appears from nowhere: {}", place());
                    continue;
                };
                assert!(min <= low && high <= max, "{low}..{high} is outside {min}..{max}: {}", place());
            }
            let (range, exact) = (&before.totals, &after.totals);
            for ((min, max), (low, high)) in
                [(range.cash, exact.cash), (range.loan, exact.loan), (range.tax_relief, exact.tax_relief)]
            {
                assert!(min <= low && high <= max, "totals {low}..{high} are outside {min}..{max}");
            }
        }
    }
    assert!(decided > 10_000, "only {decided} verdicts were decided");
}

#[test]
fn the_order_of_answers_never_matters() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(3);
    for _ in 0..40 {
        let situation = seed.partial(catalogue, 60);
        let mut answers: Vec<(FactId, Answer)> = situation.asked().collect();
        for i in (1..answers.len()).rev() {
            answers.swap(i, usize::try_from(seed.below(i as u64 + 1)).expect("small"));
        }
        let mut other = Situation::empty(catalogue, situation.as_of);
        for (fact, answer) in answers {
            other.set(fact, answer);
        }
        assert_eq!(assess(catalogue, &situation), assess(catalogue, &other));
    }
}

#[test]
fn what_is_not_missing_changes_nothing() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(4);
    let mut tried = 0;
    for _ in 0..120 {
        let answered = 40 + seed.below(55);
        let situation = seed.partial(catalogue, answered);
        let state = State::new(catalogue, &situation);
        let full = seed.complete(catalogue, &situation);
        for finding in assess(catalogue, &situation).findings {
            let policy = catalogue.policy_of(finding.policy);
            let mut other = situation.clone();
            for fact in facts(catalogue) {
                // A number that bounds others, or is bounded, says something about them: it is left as it is.
                let bounds = |id: FactId| catalogue.fact_of(id).at_most.contains(&fact);
                let linked = !catalogue.fact_of(fact).at_most.is_empty() || facts(catalogue).any(bounds);
                if !linked && !finding.missing.contains(&fact) && state.is_open(fact) {
                    other.set(fact, full.answer(fact));
                }
            }
            if engine::wire::situation::check(catalogue, &other).is_err() {
                continue;
            }
            tried += 1;
            let after = find(finding.policy, policy, &State::new(catalogue, &other));
            let same = after.verdict == finding.verdict || finding.verdict.is_refusal() && after.verdict.is_refusal();
            assert!(
                same,
                "{:?} became {:?}: {}\n{}",
                finding.verdict,
                after.verdict,
                describe(catalogue, finding.policy, &situation),
                describe(catalogue, finding.policy, &other)
            );
        }
    }
    assert!(tried > 500, "only {tried} findings were tried");
}

#[test]
fn an_interview_ends_with_every_verdict_settled() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(5);
    for _ in 0..25 {
        let start = seed.partial(catalogue, 0);
        let full = seed.complete(catalogue, &start);
        let mut situation = Situation::empty(catalogue, start.as_of);
        let mut asked = 0;
        while let Some(fact) = assess(catalogue, &situation).next {
            assert_eq!(situation.answer(fact), Answer::Absent, "{} is asked twice", catalogue.fact_of(fact).id);
            situation.set(fact, full.answer(fact));
            asked += 1;
        }
        assert!(asked < catalogue.facts.len());
        let end = assess(catalogue, &situation);
        let open = end
            .findings
            .iter()
            .find(|finding| finding.verdict == Verdict::Undetermined && finding.superseded_by.is_none());
        assert!(open.is_none(), "{}", open.map_or(String::new(), |open| describe(catalogue, open.policy, &situation)));
    }
}

#[test]
fn interests_narrow_what_is_asked_and_change_no_verdict() {
    let catalogue = &common::compiled().catalogue;
    let fact = catalogue.fact("founder.interests").expect("a fact");
    let loan = catalogue.fact_of(fact).value("loan").expect("a value");
    let mut seed = Seed(6);
    let mut fewer = 0;
    for _ in 0..40 {
        let mut situation = seed.partial(catalogue, 20);
        situation.set(fact, Answer::Absent);
        let before = assess(catalogue, &situation);
        situation.set(fact, Answer::Given(Known::Set { has: 1 << loan, may: 0 }));
        let after = assess(catalogue, &situation);
        assert_eq!(before.findings, after.findings);
        assert_eq!(before.totals, after.totals);
        assert!(after.left <= before.left);
        fewer += usize::from(after.left < before.left);
    }
    assert!(fewer > 20, "interests narrowed only {fewer} of 40");
}

#[test]
fn answers_survive_the_lines_in_which_they_are_kept() {
    let catalogue = &common::compiled().catalogue;
    let mut seed = Seed(7);
    for _ in 0..300 {
        let situation = seed.partial(catalogue, 70);
        for (fact, answer) in situation.asked() {
            // A mask of several places that no single place covers is kept as the place around them.
            if matches!(answer, Answer::Given(Known::Among(mask)) if mask.count_ones() > 1) {
                continue;
            }
            let line = engine::wire::line::write(catalogue, fact, answer);
            assert_eq!(engine::wire::line::read(catalogue, &line), Some((fact, answer)), "{line}");
        }
    }
    for line in [
        "",
        "founder.hukou",
        "founder.hukou=mars",
        "founder.born_on=2002-02-30",
        "venture.staff=-1",
        "venture.staff=5..2",
        "no.fact=1",
        "founder.groups=hero",
    ] {
        assert_eq!(engine::wire::line::read(catalogue, line), None, "{line}");
    }
}
