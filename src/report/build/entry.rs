//! One finding beside the rule, the words and the reading that it was taken from.

use engine::assessment::{About, Finding};
use engine::fact::FactId;
use engine::policy::{Beneficiary, BenefitKind, Per, Policy, Version};
use engine::reading::{Reading, readings};
use engine::state::State;
use engine::texts::{PolicyText, Texts, VersionText};
use engine::truth::Truth;

use crate::report::explain::Explainer;
use crate::report::{Light, StepLine};
use crate::words::{Word, fill, word};

/// Everything that a card is made from.
pub struct Entry<'a> {
    pub texts: &'a Texts,
    pub state: &'a State<'a>,
    /// Whose dates and figures sentences show: the same, or nobody's.
    pub told: &'a State<'a>,
    pub finding: &'a Finding,
    pub policy: &'a Policy,
    pub version: &'a Version,
    pub policy_text: &'a PolicyText,
    pub version_text: &'a VersionText,
    pub reading: Reading<'a>,
    pub light: Light,
}

impl<'a> Entry<'a> {
    /// `None` where the texts do not belong to the catalogue.
    pub fn new(texts: &'a Texts, state: &'a State<'a>, finding: &'a Finding) -> Option<Entry<'a>> {
        let policy = state.catalogue().policy_of(finding.policy);
        let policy_text = texts.policies.get(usize::from(finding.policy.0))?;
        // INVARIANT: the engine takes its reasons from the last reading as well.
        let reading = readings(policy, state).pop()?;
        let version_text = policy_text.versions.get(reading.index)?;
        let light = Light::of(finding);
        Some(Entry {
            texts,
            state,
            told: state,
            finding,
            policy,
            version: reading.version,
            policy_text,
            version_text,
            reading,
            light,
        })
    }

    /// The founder or the venture receives it.
    pub fn is_mine(&self) -> bool {
        matches!(self.policy.beneficiary, Beneficiary::Founder | Beneficiary::Venture)
    }

    pub fn explainer(&self) -> Explainer<'a> {
        Explainer { catalogue: self.state.catalogue(), texts: self.texts, state: self.told, days: self.reading.days }
    }

    pub fn word(&self, key: Word) -> String {
        word(self.texts, key).to_string()
    }

    pub fn fill(&self, key: Word, parts: &[(&str, &str)]) -> String {
        fill(self.texts, key, parts)
    }

    /// The label of a requirement of the version.
    pub fn label(&self, requirement: usize) -> &'a str {
        self.version_text.requirements.get(requirement).map_or("", |text| &text.label)
    }

    /// The labels of the requirements that are certainly not met.
    pub fn unmet(&self) -> Vec<String> {
        let mut labels = Vec::new();
        for (i, found) in self.finding.requirements.iter().enumerate() {
            if found.truth == Truth::False {
                labels.push(self.label(i).to_string());
            }
        }
        labels
    }

    /// The labels of the requirements that hold, but have to be confirmed.
    pub fn doubted(&self) -> Vec<String> {
        let mut labels = Vec::new();
        for confirm in &self.finding.confirm {
            if let About::Requirement(i) = confirm.about {
                labels.push(self.label(i).to_string());
            }
        }
        labels
    }

    /// Steps whose day lies ahead or is open.
    pub fn steps(&self) -> Vec<StepLine> {
        let mut lines = Vec::new();
        for (_, line) in self.steps_before() {
            lines.push(line);
        }
        lines
    }

    /// The same, each with the date that it must come before.
    pub fn steps_before(&self) -> Vec<(FactId, StepLine)> {
        let mut lines = Vec::new();
        for (step, text) in self.policy.steps.iter().zip(&self.policy_text.steps) {
            if self.is_ahead(step.before) {
                let line = StepLine {
                    policy: self.policy_text.name.clone(),
                    say: text.say.clone(),
                    lost: text.lost.clone().unwrap_or_default(),
                };
                lines.push((step.before, line));
            }
        }
        lines
    }

    /// Benefits that come back every year: what is paid each year, and taxes.
    pub fn is_yearly(&self) -> bool {
        let benefit = self.finding.benefit;
        benefit.per == Per::Year || benefit.kind == BenefitKind::TaxRelief
    }

    fn is_ahead(&self, date: FactId) -> bool {
        let today = i64::from(self.state.as_of().0);
        self.state.applies(date).can_be_true() && self.state.span(date).range.is_some_and(|(_, hi)| hi > today)
    }
}
