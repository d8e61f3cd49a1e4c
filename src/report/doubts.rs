//! What to confirm by telephone first: doubts, by how many answers of sample founders hang on them.

use std::cmp::Reverse;

use engine::assessment::{About, Finding};
use engine::condition::Condition;
use engine::policy::{Beneficiary, BenefitKind, Catalogue, ChannelKind, DocumentId, PolicyId};
use engine::situation::Situation;
use engine::state::State;
use engine::term::ParameterId;
use engine::texts::Texts;
use engine::truth::Truth;

use super::build::entry::Entry;
use super::format;
use crate::words::{Word, fill};

/// One thing to look up or to ask about, with everything that is open under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub about: Source,
    pub whom: String,
    /// To be read out, the one that most answers hang on first, each with the number of them.
    pub questions: Vec<(String, usize)>,
    /// Answers about cash for founder or venture that it alone would change: nothing else is to be confirmed.
    pub cash: usize,
    /// All answers that it alone would change.
    pub alone: usize,
    /// All answers that it takes part in.
    pub answers: usize,
    pub policies: Vec<PolicyId>,
}

/// One call settles what stands in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Document(DocumentId),
    Parameter(ParameterId),
}

/// Doubts of the founders' results: what alone would change most answers about cash stands first, then
/// what would change most answers of any kind.
pub fn doubts(catalogue: &Catalogue, texts: &Texts, founders: &[Situation]) -> Vec<Doubt> {
    let mut found: Vec<Doubt> = Vec::new();
    for situation in founders {
        let state = State::new(catalogue, situation);
        for finding in &engine::assess(catalogue, situation).findings {
            if finding.superseded_by.is_none() && !finding.verdict.is_refusal() {
                collect(&mut found, texts, &state, finding);
            }
        }
    }
    for doubt in &mut found {
        doubt.questions.sort_by_key(|(_, answers)| Reverse(*answers));
    }
    found.sort_by_key(|doubt| Reverse((doubt.cash, doubt.alone, doubt.answers)));
    found
}

fn collect(found: &mut Vec<Doubt>, texts: &Texts, state: &State, finding: &Finding) {
    let Some(entry) = Entry::new(texts, state, finding) else { return };
    let nobody = State::new(state.catalogue(), &Situation::empty(state.catalogue(), state.as_of()));
    let entry = Entry { told: &nobody, ..entry };
    let beneficiary = entry.policy.beneficiary;
    let pays = matches!(finding.benefit.kind, BenefitKind::Cash | BenefitKind::Interest)
        && matches!(beneficiary, Beneficiary::Founder | Beneficiary::Venture);
    let sources: Vec<Source> = finding.confirm.iter().map(|confirm| source(&entry, confirm.about)).collect();
    for (i, (confirm, about)) in finding.confirm.iter().zip(&sources).enumerate() {
        let at = found.iter().position(|doubt| doubt.about == *about).unwrap_or_else(|| {
            let (questions, policies) = (Vec::new(), Vec::new());
            found.push(Doubt { about: *about, whom: whom(&entry), questions, cash: 0, alone: 0, answers: 0, policies });
            found.len() - 1
        });
        let doubt = &mut found[at];
        let question = entry.question(confirm);
        match doubt.questions.iter_mut().find(|(known, _)| *known == question) {
            Some((_, answers)) => *answers += 1,
            None => doubt.questions.push((question, 1)),
        }
        if sources[..i].contains(about) {
            continue;
        }
        let alone = sources.iter().all(|other| other == about);
        if doubt.cash == 0 && pays {
            doubt.whom = whom(&entry);
        }
        doubt.answers += 1;
        doubt.alone += usize::from(alone);
        doubt.cash += usize::from(alone && pays);
        if !doubt.policies.contains(&finding.policy) {
            doubt.policies.push(finding.policy);
        }
    }
}

/// Where the text stands that would settle a doubt.
fn source(entry: &Entry, about: About) -> Source {
    let document = match about {
        About::Parameter(id) => return Source::Parameter(id),
        About::Document(id) => Some(id),
        About::Benefit => entry.reading.cases(entry.state).first().map(|(case, _)| case.cite.document),
        About::Window => entry.reading.window.map(|window| window.cite.document),
        About::Requirement(i) => entry.version.requirements.get(i).and_then(|requirement| {
            let holds = |condition: &Condition| condition.truth(entry.state, entry.reading.days) == Truth::True;
            let mut branches = requirement.any.iter();
            branches
                .find(|one| holds(&one.when) || one.disputed.as_ref().is_some_and(holds))
                .map(|one| one.cite.document)
        }),
    };
    Source::Document(document.unwrap_or(entry.version.document))
}

/// Telephone and windows of a policy, as a sentence.
fn whom(entry: &Entry) -> String {
    let channels = entry.channels();
    let phone = channels.iter().find_map(|channel| channel.phone.clone()).unwrap_or_else(|| "12333".into());
    let visits = channels.into_iter().filter(|channel| channel.kind == ChannelKind::Visit);
    let windows: Vec<String> = visits.map(|channel| channel.name).collect();
    let call = fill(entry.texts, Word::ActionPhone, &[("a", &phone)]);
    if windows.is_empty() {
        return call;
    }
    let windows = fill(entry.texts, Word::CallWindows, &[("a", &format::clauses(&windows, entry.texts))]);
    format::clauses(&[call, windows], entry.texts)
}
