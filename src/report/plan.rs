//! The plan: what to do when, drawn over 36 months, with the cash that may come by month.

use engine::policy::PolicyId;

use super::{Light, StepLine};

/// How many months the timeline and the cash by month cover.
pub const MONTHS: u16 = 36;

/// How many units of the timeline make a month: whole numbers only, so that the view just draws.
pub const UNITS: u16 = 10;

#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The nearest last day, as a clause; empty where none is known.
    pub deadline: String,
    /// Phases that lie ahead or are running and have something to do.
    pub phases: Vec<Phase>,
    /// Where something opens or closes within the months that are drawn.
    pub timeline: Option<Timeline>,
    /// Where cash may come.
    pub cash: Option<Cash>,
}

/// Parts of a plan, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Before registering.
    Before,
    /// From now to six months after registering.
    Start,
    /// From month 6 to month 12.
    HalfYear,
    /// From month 12 to month 18.
    YearOne,
    /// From month 18 on.
    Later,
    /// What comes back every year.
    Yearly,
    /// The day cannot be worked out yet.
    Undated,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    pub stage: Stage,
    pub title: String,
    /// First and last day, where they are known; otherwise empty.
    pub days: String,
    /// What has to come first, whatever the policy.
    pub orders: Vec<StepLine>,
    /// Sorted by the last day, then by the first.
    pub lines: Vec<PlanLine>,
}

/// One policy in a phase.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanLine {
    pub policy: PolicyId,
    pub name: String,
    pub light: Light,
    /// How sure it is: the light in words.
    pub sure: String,
    /// When one can apply, from the founder's own dates, or else as the rule says.
    pub window: String,
    /// The order that must be kept.
    pub steps: Vec<StepLine>,
}

/// Bars along 36 months; the first of them is the month of the day that the report speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// What the drawing shows, in a sentence.
    pub says: String,
    /// The title of the table that says the same.
    pub caption: String,
    /// Every six months.
    pub ticks: Vec<Tick>,
    pub bars: Vec<Bar>,
    /// How many policies of the plan have no bar, as a sentence; empty where each has one.
    pub left_out: String,
}

/// A month on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// In units from the start.
    pub at: u16,
    pub month: String,
    /// Empty where the label before has it.
    pub year: String,
}

/// When one can apply for a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    /// In units from the start, at most the whole width.
    pub from: u16,
    pub until: u16,
    /// It ends with a last day; otherwise it goes on, or no last day is known.
    pub ends: bool,
    pub opens: String,
    pub closes: String,
}

/// Cash of the best lawful bundle, by the first month in which it can be applied for.
#[derive(Clone, Debug, PartialEq)]
pub struct Cash {
    pub months: Vec<MonthCash>,
    /// The most of any month, in words; empty where nothing falls into the months.
    pub highest: String,
    /// Smallest and largest sum in fen that falls after the months.
    pub after: (i64, i64),
    /// What falls after the months, and what has no date yet, as sentences.
    pub rest: Vec<String>,
}

/// Months in a row that bring the same.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthCash {
    /// First and last month, from 0.
    pub from: u16,
    pub until: u16,
    /// In words.
    pub months: String,
    /// Smallest and largest sum of each of these months, in fen.
    pub fen: (i64, i64),
    pub sum: String,
    /// The policies that it comes from.
    pub names: String,
}
