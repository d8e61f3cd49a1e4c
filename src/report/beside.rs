//! What else the changes of a no would alter, in one sentence for each; it only says, and advises nothing.

use engine::assessment::Assessment;
use engine::effects::{Effect, effects};
use engine::fact::{FactId, Known};
use engine::policy::{Beneficiary, BenefitKind, Catalogue, PolicyId};
use engine::situation::Situation;
use engine::texts::Texts;
use engine::verdict::Verdict;

use super::format;
use crate::words::{Word, fill};

/// The changes of one no, in the order of its card.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    pub policy: PolicyId,
    pub changes: Vec<Also>,
}

/// One change, and what it alters elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Also {
    pub set: Vec<(FactId, Known)>,
    /// Policies of founder or venture, the no itself left out.
    pub effects: Vec<Effect>,
}

/// What the changes of some policies alter.
#[inline(never)]
pub fn beside(
    catalogue: &Catalogue,
    situation: &Situation,
    assessment: &Assessment,
    policies: &[PolicyId],
) -> Vec<Beside> {
    let mut all = Vec::new();
    for finding in &assessment.findings {
        if !policies.contains(&finding.policy) {
            continue;
        }
        let mut changes = Vec::new();
        for change in &finding.changes {
            let mut effects = effects(catalogue, situation, &assessment.findings, &change.set);
            effects.retain(|effect| {
                let beneficiary = catalogue.policy_of(effect.policy).beneficiary;
                effect.policy != finding.policy && matches!(beneficiary, Beneficiary::Founder | Beneficiary::Venture)
            });
            changes.push(Also { set: change.set.clone(), effects });
        }
        all.push(Beside { policy: finding.policy, changes });
    }
    all
}

impl Also {
    /// `同时：多出 A、B；失去 C`; nothing where nothing else changes.
    pub fn sentence(&self, catalogue: &Catalogue, texts: &Texts) -> String {
        let mut parts = Vec::new();
        for kind in [Word::BesideGained, Word::BesideLater, Word::BesideOpen, Word::BesideLost] {
            let names = self.names(catalogue, texts, kind);
            if !names.is_empty() {
                parts.push(fill(texts, kind, &[("a", &format::few(&names, texts))]));
            }
        }
        if parts.is_empty() {
            return String::new();
        }
        fill(texts, Word::BesideAll, &[("a", &format::clauses(&parts, texts))])
    }

    /// What brings something first, services last; a policy whose texts are not here yet is left out.
    fn names(&self, catalogue: &Catalogue, texts: &Texts, kind: Word) -> Vec<String> {
        let (mut names, mut services) = (Vec::new(), Vec::new());
        for effect in self.effects.iter().filter(|effect| word_of(effect) == kind) {
            let versions = &catalogue.policy_of(effect.policy).versions;
            let is_service = versions.last().is_some_and(|version| version.benefit.kind == BenefitKind::Service);
            let text = texts.policies.get(usize::from(effect.policy.0)).filter(|text| !text.name.is_empty());
            if let Some(text) = text {
                let list = if is_service { &mut services } else { &mut names };
                list.push(fill(texts, Word::Quoted, &[("x", &text.name)]));
            }
        }
        names.append(&mut services);
        names
    }
}

/// What becomes of a policy.
fn word_of(effect: &Effect) -> Word {
    match effect.after {
        Verdict::Ineligible | Verdict::Missed | Verdict::Ended => Word::BesideLost,
        Verdict::Undetermined => Word::BesideOpen,
        Verdict::Upcoming if effect.before.is_grant() => Word::BesideLater,
        Verdict::Upcoming | Verdict::Likely | Verdict::Eligible => Word::BesideGained,
    }
}
