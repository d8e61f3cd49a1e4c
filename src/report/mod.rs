//! The report: everything a person reads about an assessment, as plain values in one language.
//!
//! Views and the command line render it; nothing here knows about HTML. Sentences about a condition
//! are made from the rule itself (`explain`), never stored.

pub mod band;
pub mod beside;
pub mod build;
pub mod checklist;
pub mod compare;
pub mod deadlines;
pub mod doubts;
pub mod explain;
pub mod format;
pub mod named;
pub mod plan;
pub mod said;
pub mod summary;
pub mod text;
pub mod wrong;

#[cfg(test)]
mod plan_tests;
#[cfg(test)]
pub mod seen;
#[cfg(test)]
mod side_by_side_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod to_do_tests;

use engine::assessment::Finding;
use engine::date::Date;
use engine::fact::FactId;
use engine::grade::Grade;
use engine::policy::{ChannelKind, Family, PolicyId};
use engine::truth::Truth;
use engine::verdict::Verdict;

use crate::words::Word;
use plan::Plan;

/// The hotline of human resources and social security.
pub const HOTLINE: &str = "12333";

/// The whole report, in the order in which it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub as_of: Date,
    /// The catalogue's version, such as `2026-11-22+3f2a91c0`.
    pub catalogue: String,
    /// What to do before registering, where the venture is still a plan.
    pub before: Vec<StepLine>,
    /// What registering may cost, where the venture is still a plan.
    pub costs: Vec<CostLine>,
    /// What to do when, where anything may be applied for.
    pub plan: Option<Plan>,
    /// Groups that have cards, best first.
    pub groups: Vec<Group>,
    /// One line for each kind of money; kinds are never added together.
    pub totals: Vec<Total>,
    /// Policies that may pay and of which not all can be had.
    pub choices: Vec<Choice>,
    /// One call that covers every card of [`Light::Confirm`].
    pub call: Option<Call>,
    /// How many questions can still matter.
    pub left: usize,
}

impl Report {
    /// Before anything can be told.
    pub fn none(as_of: Date, catalogue: String) -> Report {
        Report {
            as_of,
            catalogue,
            before: Vec::new(),
            costs: Vec::new(),
            plan: None,
            groups: Vec::new(),
            totals: Vec::new(),
            choices: Vec::new(),
            call: None,
            left: 0,
        }
    }
}

/// Where a card stands: seven verdicts, and two lights for `likely`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// Eligible.
    Yes,
    /// Likely, and every condition holds: only the policy is to be confirmed.
    Confirm,
    /// Likely, and a condition itself is in doubt.
    Doubt,
    /// Upcoming.
    Later,
    /// Undetermined.
    Open,
    /// Ineligible.
    No,
    /// Missed.
    Missed,
    /// Ended.
    Ended,
}

impl Light {
    /// The light of a finding.
    pub fn of(finding: &Finding) -> Light {
        match finding.verdict {
            Verdict::Eligible => Light::Yes,
            Verdict::Likely if finding.conditions_met => Light::Confirm,
            Verdict::Likely => Light::Doubt,
            Verdict::Upcoming => Light::Later,
            Verdict::Undetermined => Light::Open,
            Verdict::Ineligible => Light::No,
            Verdict::Missed => Light::Missed,
            Verdict::Ended => Light::Ended,
        }
    }

    /// One can work towards it: open now, after confirming, or once the time has come.
    pub fn is_hopeful(self) -> bool {
        matches!(self, Light::Yes | Light::Confirm | Light::Doubt | Light::Later)
    }

    /// The light in words.
    pub fn title(self) -> Word {
        match self {
            Light::Yes => Word::LightYes,
            Light::Confirm => Word::LightConfirm,
            Light::Doubt => Word::LightDoubt,
            Light::Later => Word::LightLater,
            Light::Open => Word::LightOpen,
            Light::No => Word::LightNo,
            Light::Missed => Word::LightMissed,
            Light::Ended => Word::LightEnded,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub light: Light,
    /// The light in words.
    pub title: String,
    /// What founder or venture may receive.
    pub cards: Vec<Card>,
    /// Services and ways in, without money.
    pub services: Vec<Card>,
    /// What goes to bases, stations and training bodies.
    pub operators: Vec<Card>,
}

impl Report {
    /// Every card of founder and venture, services included, in the order of the groups.
    pub fn mine(&self) -> impl Iterator<Item = &Card> {
        self.groups.iter().flat_map(|group| group.cards.iter().chain(&group.services))
    }

    /// Every card, in the order of the groups.
    pub fn all(&self) -> impl Iterator<Item = &Card> {
        self.groups.iter().flat_map(|group| group.cards.iter().chain(&group.services).chain(&group.operators))
    }
}

impl Group {
    /// The number beside the title: what may bring something; where nothing does, all of them.
    pub fn headline(&self) -> usize {
        match (self.cards.len(), self.services.len()) {
            (0, 0) => self.operators.len(),
            (0, services) => services,
            (cards, _) => cards,
        }
    }

    /// How many policies stand here.
    pub fn count(&self) -> usize {
        self.cards.len() + self.services.len() + self.operators.len()
    }
}

/// One policy as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub policy: PolicyId,
    /// `shanghai/first-startup-grant`
    pub id: String,
    pub name: String,
    pub family: Family,
    /// The family in words.
    pub family_name: String,
    pub light: Light,
    /// The verdict in words that promise nothing.
    pub verdict: String,
    /// Large: `8,000 元`, `最高 500,000 元`, `金额以受理窗口为准`; empty for services.
    pub amount: String,
    /// Small, beside it: once, each month for how long, who pays back, who decides.
    pub amount_note: String,
    /// How the amount is worked out, made from the formula; empty where it is a plain figure.
    pub formula: String,
    /// The grade of the figure, in words.
    pub amount_grade: String,
    /// The date that matters, as a sentence; empty where there is none.
    pub date: String,
    /// One action, as a sentence.
    pub action: String,
    pub reasons: Vec<Reason>,
    /// What to ask at the window or on the telephone, one question each.
    pub confirm: Vec<String>,
    /// Questions that are still open, as noun phrases.
    pub missing: Vec<(FactId, String)>,
    pub papers: Vec<String>,
    pub channels: Vec<ChannelLine>,
    /// Conditions of the text that this tool cannot check.
    pub unchecked: Vec<String>,
    pub steps: Vec<StepLine>,
    /// The smallest changes that would turn a no, as sentences.
    pub changes: Vec<String>,
    pub document: DocumentLine,
    /// The worst grade that the verdict rests on.
    pub grade: Grade,
    pub grade_name: String,
}

/// Why: one requirement, with what holds and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub label: String,
    pub truth: Truth,
    /// It holds only as another source reads it.
    pub disputed: bool,
    /// The truth in words: 符合, 不符合, 待回答.
    pub state: String,
    /// What the rule asks, one line per alternative.
    pub lines: Vec<ReasonLine>,
    /// Article, grade and day of confirmation.
    pub cite: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReasonLine {
    pub truth: Truth,
    /// Made from the rule.
    pub sentence: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChannelLine {
    pub kind: ChannelKind,
    pub name: String,
    pub url: Option<String>,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DocumentLine {
    /// Title, number, issuer and date in one sentence.
    pub citation: String,
    /// Official address, where it is known.
    pub url: Option<String>,
    /// The last day for which there is evidence, and the grade, as a sentence.
    pub confirmed: String,
}

/// An order that must be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StepLine {
    pub policy: String,
    pub say: String,
    pub lost: String,
}

/// What a founder may lose by registering.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLine {
    /// By the answers it does concern the founder; otherwise it may.
    pub is_certain: bool,
    pub title: String,
    pub says: String,
    /// What to ask, and whom.
    pub ask: String,
    /// Document and evidence, or that no source was found.
    pub source: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// Which kind of money.
    pub label: String,
    /// `0 至 8,000 元`
    pub range: String,
    /// What it rests on, and what it is not.
    pub note: String,
}

/// Policies that exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub policies: Vec<PolicyId>,
    /// What there is to choose from, and what each brings at most.
    pub headline: String,
    /// Which of them the sums count, what another choice changes, and whether a text says so.
    pub lines: Vec<String>,
}

/// One telephone and one question to read out.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub phone: String,
    pub question: String,
    /// The windows that know as well, as a sentence; empty where none is named.
    pub windows: String,
}
