//! An official's judgement of one result, as an example for the file of the policy.

use engine::assess::find;
use engine::assessment::Finding;
use engine::date::Date;
use engine::fact::{FactId, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::reads;
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::verdict::Verdict;
use engine::wire::example::{Base, Example, Expect};
use engine::wire::situation::{answer, write_known};

/// What an official says of a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What the example is called: the case, never the person.
    pub name: String,
    pub because: String,
    pub says: Says,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The result is right as it is: its verdict, sum and days are held to.
    Right,
    /// Another one would be: the verdict, and the sum in fen for one `per` where it is said.
    Wrong { verdict: Verdict, fen: Option<i64> },
}

/// The block to append to the file of the policy: the answers that it reads, the result that is right, and why.
#[must_use]
pub fn example(catalogue: &Catalogue, policy: PolicyId, situation: &Situation, judgement: &Judgement) -> String {
    let finding = found(catalogue, policy, situation);
    let (expect, judged) = match judgement.says {
        Says::Right => (as_found(&finding), "judged right".to_owned()),
        Says::Wrong { verdict, fen } => {
            let judged = format!("judged {}, where the rule came to {}", verdict.word(), finding.verdict.word());
            (Expect { verdict, fen, opens: None, closes: None }, judged)
        }
    };
    let day = situation.as_of;
    let mut comment = format!("# A real case, {judged}.\n");
    for line in judgement.because.lines().map(str::trim).filter(|line| !line.is_empty()) {
        comment.push_str(&["# ", &plain(line), "\n"].concat());
    }
    let name = plain(judgement.name.trim());
    let name = if name.is_empty() { format!("judged on {day}") } else { name };
    let given = needed(catalogue, policy, situation, &finding);
    let block = Example { name: &name, base: Base::Day(day), given, expect }.write(catalogue);
    ["\n", &comment, block.trim_start()].concat()
}

fn found(catalogue: &Catalogue, policy: PolicyId, situation: &Situation) -> Finding {
    find(policy, catalogue.policy_of(policy), &State::new(catalogue, situation))
}

/// What was found, as far as it is certain and says something beside the verdict.
fn as_found(finding: &Finding) -> Expect {
    let verdict = finding.verdict;
    let day = |days: Option<(Date, Date)>| days.filter(|(first, last)| first == last).map(|(day, _)| day);
    let has_days = verdict.may_pay() || verdict == Verdict::Missed;
    let window = has_days.then_some(finding.window);
    Expect {
        verdict,
        fen: finding.benefit.fen.filter(|(min, max)| verdict.may_pay() && min == max).map(|(_, max)| max),
        opens: window.and_then(|window| day(window.opens)),
        closes: window.and_then(|window| day(window.closes)),
    }
}

/// The answers that the policy reads, and whatever else the same result needs.
fn needed(catalogue: &Catalogue, policy: PolicyId, situation: &Situation, finding: &Finding) -> Vec<(FactId, Known)> {
    let rule = catalogue.policy_of(policy);
    let read: Vec<FactId> =
        rule.versions.iter().flat_map(|version| reads::by_version(catalogue, rule, version)).collect();
    // A number that bounds another says something of it.
    let bounds = (0u16..).map(FactId).zip(&catalogue.facts).filter(|(_, fact)| fact.is_bound).map(|(id, _)| id);
    let with_bounds: Vec<FactId> = read.iter().copied().chain(bounds).collect();
    let everything: Vec<FactId> = situation.asked().map(|(fact, _)| fact).collect();
    for wanted in [read, with_bounds] {
        let given = answers(catalogue, situation, &wanted);
        let mut told = Situation::empty(catalogue, situation.as_of);
        given.iter().for_each(|(fact, known)| told.set(*fact, Answer::Given(*known)));
        let other = found(catalogue, policy, &told);
        if (other.verdict, other.benefit, other.window) == (finding.verdict, finding.benefit, finding.window) {
            return given;
        }
    }
    answers(catalogue, situation, &everything)
}

/// What was answered to some facts, where a file can say it; a choice that is left open says nothing.
fn answers(catalogue: &Catalogue, situation: &Situation, facts: &[FactId]) -> Vec<(FactId, Known)> {
    let given = situation.asked().filter(|(fact, _)| facts.contains(fact)).filter_map(|(fact, said)| match said {
        Answer::Given(known) => Some((fact, known)),
        Answer::Absent | Answer::Declined => None,
    });
    let can_be_said = |(fact, known): &(FactId, Known)| {
        let written = answer(catalogue, &catalogue.fact_of(*fact).id, &write_known(catalogue, *fact, *known));
        written.is_ok_and(|read| read == (*fact, Answer::Given(*known)))
    };
    given.filter(can_be_said).collect()
}

/// Without the signs that no comment and no name of a file may hold.
fn plain(line: &str) -> String {
    line.chars().filter(|sign| !sign.is_control()).collect()
}
