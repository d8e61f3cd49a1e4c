//! One policy as it is shown.

use engine::policy::{ChannelKind, DocumentId, Family};
use engine::reading::EndReason;

use super::amount::grade_word;
use super::entry::Entry;
use crate::report::{Card, ChannelLine, DocumentLine, Light, format};
use crate::words::Word;

impl Entry<'_> {
    pub fn card(&self) -> Card {
        let mut missing = Vec::new();
        for fact in &self.finding.missing {
            missing.push((*fact, self.explainer().noun(*fact).to_string()));
        }
        Card {
            policy: self.finding.policy,
            id: self.policy.id.clone(),
            name: self.policy_text.name.clone(),
            family: self.policy.family,
            family_name: self.word(family_word(self.policy.family)),
            light: self.light,
            verdict: self.verdict(),
            amount: self.amount(),
            amount_note: self.amount_note(),
            formula: self.formula(),
            amount_grade: self.amount_grade(),
            date: self.date(),
            action: self.action(),
            reasons: self.reasons(),
            confirm: self.confirms(),
            missing,
            papers: self.papers(),
            channels: self.channels(),
            unchecked: [self.version_text.unchecked.clone(), self.exclusions()].concat(),
            steps: self.steps(),
            changes: self.changes(),
            document: self.document(),
            grade: self.finding.grade,
            grade_name: self.word(grade_word(self.finding.grade)),
        }
    }

    fn verdict(&self) -> String {
        let listed = |key, bare, labels: Vec<String>| {
            if labels.is_empty() {
                self.word(bare)
            } else {
                self.fill(key, &[("a", &format::names(&labels, self.texts))])
            }
        };
        match (self.light, self.finding.reason) {
            (Light::Yes, _) => self.word(Word::VerdictYes),
            (Light::Confirm, _) => self.word(Word::VerdictConfirm),
            (Light::Doubt, _) => listed(Word::VerdictDoubt, Word::LightDoubt, self.doubted()),
            (Light::Later, _) => self.word(Word::VerdictLater),
            (Light::Open, _) => self.word(Word::VerdictOpen),
            (Light::No, _) => listed(Word::VerdictNo, Word::VerdictNoBare, self.unmet()),
            (Light::Missed, _) => self.word(Word::VerdictMissed),
            (Light::Ended, Some(EndReason::Paused)) => self.word(Word::VerdictPaused),
            (Light::Ended, Some(EndReason::Exhausted)) => self.word(Word::VerdictExhausted),
            (Light::Ended, Some(EndReason::NotInForce) | None) => self.word(Word::VerdictNotInForce),
        }
    }

    fn action(&self) -> String {
        match self.light {
            Light::Yes => self.apply(),
            Light::Confirm => match self.visit() {
                Some(window) => self.fill(Word::ActionConfirmAt, &[("a", &window)]),
                None => self.word(Word::ActionConfirm),
            },
            Light::Doubt => match self.doubted().first() {
                Some(label) => self.fill(Word::ActionDoubt, &[("a", label)]),
                None => self.word(Word::ActionConfirm),
            },
            Light::Later => match self.opening() {
                Some(day) => self.fill(Word::ActionLater, &[("a", &day)]),
                None => self.word(Word::ActionLaterBare),
            },
            Light::Open => match self.finding.missing.first() {
                Some(fact) => self.fill(Word::ActionOpen, &[("a", self.explainer().noun(*fact))]),
                None => self.word(Word::ActionAsk),
            },
            Light::No => self.changes().into_iter().next().unwrap_or_else(|| self.word(Word::ActionNo)),
            Light::Missed => self.word(Word::ActionMissed),
            Light::Ended => self.word(Word::ActionEnded),
        }
    }

    /// The first way to apply.
    fn apply(&self) -> String {
        let Some(channel) = self.channels().into_iter().next() else { return self.word(Word::ActionAsk) };
        match channel.kind {
            ChannelKind::Online => self.fill(Word::ActionOnline, &[("a", &channel.name)]),
            ChannelKind::Form => self.fill(Word::ActionForm, &[("a", &channel.name)]),
            ChannelKind::Visit => self.fill(Word::ActionVisit, &[("a", &channel.name)]),
            ChannelKind::Phone => self.fill(Word::ActionPhone, &[("a", &channel.phone.unwrap_or(channel.name))]),
        }
    }

    /// The first window that can be visited.
    pub fn visit(&self) -> Option<String> {
        let visits = self.channels().into_iter().find(|channel| channel.kind == ChannelKind::Visit);
        visits.map(|channel| channel.name)
    }

    /// What cannot be had beside it; a policy whose texts are not here yet is left out.
    fn exclusions(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for one in &self.policy.excludes {
            let name = self.texts.policies.get(usize::from(one.policy.0)).map_or("", |text| &text.name);
            let key = if one.assumed { Word::ExcludedAssumed } else { Word::Excluded };
            if !name.is_empty() {
                lines.push(self.fill(key, &[("p", name)]));
            }
        }
        lines
    }

    fn papers(&self) -> Vec<String> {
        let mut papers = Vec::new();
        for paper in &self.policy.papers {
            if let Some(text) = self.texts.papers.get(usize::from(*paper)) {
                papers.push(text.clone());
            }
        }
        papers
    }

    pub fn channels(&self) -> Vec<ChannelLine> {
        let all = &self.state.catalogue().channels;
        let mut channels = Vec::new();
        for i in &self.policy.channels {
            let i = usize::from(*i);
            if let (Some(channel), Some(name)) = (all.get(i), self.texts.channels.get(i)) {
                channels.push(ChannelLine {
                    kind: channel.kind,
                    name: name.clone(),
                    url: channel.url.clone(),
                    phone: channel.phone.clone(),
                });
            }
        }
        channels
    }

    /// Title and number.
    pub fn document_name(&self, id: DocumentId) -> String {
        super::document_name(self.state.catalogue(), self.texts, id)
    }

    fn document(&self) -> DocumentLine {
        let id = self.version.document;
        let document = self.state.catalogue().document_of(id);
        let mut parts = vec![self.document_name(id)];
        if let Some(text) = self.texts.documents.get(usize::from(id.0)) {
            parts.push(text.issuer.clone());
        }
        if let Some(day) = document.dated {
            parts.push(format::date(day, self.texts));
        }
        parts.push(self.in_force());
        let grade = self.word(grade_word(document.grade));
        let confirmed = format::date(document.confirmed, self.texts);
        DocumentLine {
            citation: format::clauses(&parts, self.texts),
            url: document.url.clone(),
            confirmed: self.fill(Word::DocumentConfirmed, &[("g", &grade), ("d", &confirmed)]),
        }
    }

    /// The days between which the version holds; weak evidence for one of them says so.
    fn in_force(&self) -> String {
        let in_force = &self.version.in_force;
        let from = format::date(in_force.from, self.texts);
        let (text, grade) = match in_force.until {
            Some((until, grade)) => {
                let until = format::date(until, self.texts);
                (self.fill(Word::InForceBetween, &[("a", &from), ("b", &until)]), grade.max(in_force.from_grade))
            }
            None => (self.fill(Word::InForceFrom, &[("a", &from)]), in_force.from_grade),
        };
        self.graded(text, grade)
    }
}

fn family_word(family: Family) -> Word {
    match family {
        Family::Training => Word::FamilyTraining,
        Family::Loan => Word::FamilyLoan,
        Family::Rent => Word::FamilyRent,
        Family::SocialInsurance => Word::FamilySocialInsurance,
        Family::StartupGrant => Word::FamilyStartupGrant,
        Family::Hiring => Word::FamilyHiring,
        Family::Incubation => Word::FamilyIncubation,
        Family::Tax => Word::FamilyTax,
        Family::Talent => Word::FamilyTalent,
        Family::Contest => Word::FamilyContest,
        Family::Service => Word::FamilyService,
        Family::Status => Word::FamilyStatus,
    }
}
