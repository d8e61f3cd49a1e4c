//! The assessment: what is told about every policy of a place, and what it may bring together.

use crate::date::Date;
use crate::fact::{FactId, Known};
use crate::grade::Grade;
use crate::policy::{BenefitKind, DocumentId, Per, PolicyId};
use crate::reading::EndReason;
use crate::term::ParameterId;
use crate::truth::Truth;
use crate::verdict::Verdict;

/// The whole answer, for one situation.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    pub as_of: Date,
    /// Sorted by the ids of the policies.
    pub findings: Vec<Finding>,
    pub totals: Totals,
    /// The next question.
    pub next: Option<FactId>,
    /// How many questions can still matter, the next one included.
    pub left: usize,
}

impl Assessment {
    /// Before anything was worked out, with the question that comes first whatever the rest will be.
    pub fn unmade(as_of: Date, next: Option<FactId>) -> Assessment {
        Assessment { as_of, findings: Vec::new(), totals: Totals::default(), next, left: 0 }
    }
}

/// What is told about one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub policy: PolicyId,
    /// Position of the version that was read; `None` while several may count.
    pub version: Option<usize>,
    /// Position of the version that the reasons below are taken from.
    pub shown_version: usize,
    pub verdict: Verdict,
    pub superseded_by: Option<PolicyId>,
    pub benefit: BenefitFound,
    pub window: WindowFound,
    pub grade: Grade,
    pub requirements: Vec<RequirementFound>,
    /// The open facts that can still matter, in the order of the catalogue.
    pub missing: Vec<FactId>,
    pub confirm: Vec<Confirm>,
    pub changes: Vec<Change>,
    /// Why it ended.
    pub reason: Option<EndReason>,
    /// Every requirement holds as every source says: what is to be confirmed is the policy, not the founder.
    pub conditions_met: bool,
}

/// What the policy pays if granted, whatever the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenefitFound {
    pub kind: BenefitKind,
    pub per: Per,
    /// Smallest and largest sum in fen for one `per`; `None` where no source publishes one.
    pub fen: Option<(i64, i64)>,
    /// How many times `per` can still be claimed, at least and at most.
    pub periods: (i64, i64),
    pub at_most: bool,
}

/// First and last day to apply; a range while answers are open, `None` where there is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowFound {
    pub opens: Option<(Date, Date)>,
    pub closes: Option<(Date, Date)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequirementFound {
    pub truth: Truth,
    /// It holds only as another source reads it.
    pub disputed: bool,
}

/// One thing to confirm before a yes is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    pub cause: Cause,
    pub about: About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Whether the document is in force.
    Validity,
    Figure,
    /// The text of a condition.
    Condition,
    /// Sources disagree.
    Disputed,
}

impl Cause {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Cause::Validity => "validity",
            Cause::Figure => "figure",
            Cause::Condition => "condition",
            Cause::Disputed => "disputed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Document(DocumentId),
    Benefit,
    Parameter(ParameterId),
    Window,
    /// Position of a requirement in the version.
    Requirement(usize),
}

/// A change within the founder's control that turns a no.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub set: Vec<(FactId, Known)>,
    pub verdict: Verdict,
}

/// Sums in fen, smallest and largest; kinds are never added together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Cash and interest over the periods that can still be claimed.
    pub cash: (i64, i64),
    /// The largest single ceiling.
    pub loan: (i64, i64),
    /// One year.
    pub tax_relief: (i64, i64),
}

/// What is told about a policy, or about the one that takes its place there; nothing where neither applies.
pub fn standing(findings: &[Finding], policy: PolicyId) -> Option<&Finding> {
    let of = |policy: PolicyId| findings.iter().find(|finding| finding.policy == policy);
    let mut finding = of(policy)?;
    // Bounded, so that policies that take each other's place end it too.
    for _ in findings {
        let Some(by) = finding.superseded_by else { break };
        finding = of(by)?;
    }
    Some(finding)
}
