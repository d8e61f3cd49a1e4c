//! How many questions sample founders are asked until nothing can change, beside another tool's order.
//!
//! Every fourth founder; the snapshot is written anew by `make golden`.

use std::fmt::Write as _;
use std::fs;

use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::truth::Truth;
use qibu::samples;

/// Publicodes' order: the open fact that most undecided policies mention, counted anew after each answer.
fn most_mentioned(catalogue: &Catalogue, situation: &Situation) -> Option<FactId> {
    let state = State::new(catalogue, situation);
    let mut counts = vec![0usize; catalogue.facts.len()];
    for finding in engine::assess(catalogue, situation).findings.iter().filter(|one| one.superseded_by.is_none()) {
        for fact in &finding.missing {
            counts[usize::from(fact.0)] += 1;
        }
    }
    let open = (0u16..).map(FactId).zip(&counts).filter(|(fact, n)| {
        **n > 0 && situation.answer(*fact) == Answer::Absent && state.applies(*fact) == Truth::True
    });
    open.max_by_key(|(fact, n)| (**n, std::cmp::Reverse(*fact))).map(|(fact, _)| fact)
}

/// Questions until an order has none left; what the founder does not tell exactly is declined.
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
        assert!(count <= catalogue.facts.len(), "a question is asked twice");
    }
    count
}

/// The questions that no order can leave out: without this one answer something stays open.
fn forced(catalogue: &Catalogue, founder: &Situation) -> usize {
    let mut full = Situation::empty(catalogue, founder.as_of);
    for fact in (0u16..).map(FactId).take(catalogue.facts.len()) {
        let known = matches!(founder.answer(fact), Answer::Given(known) if known.is_exact());
        full.set(fact, if known { founder.answer(fact) } else { Answer::Declined });
    }
    let facts = (0u16..).map(FactId).take(catalogue.facts.len());
    let needed = facts.filter(|fact| {
        let mut without = full.clone();
        without.set(*fact, Answer::Absent);
        engine::assess(catalogue, &without).next.is_some()
    });
    needed.count()
}

#[test]
fn golden_interviews_are_no_longer_than_they_were() {
    let catalogue = qibu::catalogue::load();
    let mut text = String::from(
        "# founder, questions asked, questions in publicodes' order, questions that no order leaves out\n",
    );
    let (mut ours, mut theirs, mut needed, mut most, mut founders) = (0, 0, 0, 0, 0);
    for sample in samples::all(&catalogue).iter().step_by(4) {
        let mine = asked(&catalogue, &sample.situation, |situation| engine::assess(&catalogue, situation).next);
        let other = asked(&catalogue, &sample.situation, |situation| most_mentioned(&catalogue, situation));
        let least = forced(&catalogue, &sample.situation);
        let _ = writeln!(text, "{} {mine} {other} {least}", sample.id);
        (ours, theirs, needed) = (ours + mine, theirs + other, needed + least);
        (most, founders) = (most.max(mine), founders + 1);
    }
    let _ = writeln!(text, "# in all {ours}, {theirs} and {needed} over {founders} founders; at most {most}");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interview_length.txt");
    if std::env::var_os("QIBU_WRITE_GOLDEN").is_some() {
        fs::write(path, &text).expect("the snapshot is written");
    }
    assert_eq!(fs::read_to_string(path).unwrap_or_default(), text, "`make golden`, then look at the difference");
}
