//! The seven verdicts, and the set of results that a policy may still come to.

/// What a founder is told about a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every requirement holds, the window is open, in force, all on official or reported evidence.
    Eligible,
    /// As eligible, but something is to be confirmed.
    Likely,
    /// Only time is missing.
    Upcoming,
    /// An answer that matters is open or declined.
    Undetermined,
    /// Some requirement cannot hold now.
    Ineligible,
    /// The window has closed.
    Missed,
    /// No version is in force for the event date, paused, or the budget is used up.
    Ended,
}

impl Verdict {
    pub const ALL: [Verdict; 7] = [
        Verdict::Eligible,
        Verdict::Likely,
        Verdict::Upcoming,
        Verdict::Undetermined,
        Verdict::Ineligible,
        Verdict::Missed,
        Verdict::Ended,
    ];

    /// The word of policy files and of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Eligible => "eligible",
            Verdict::Likely => "likely",
            Verdict::Upcoming => "upcoming",
            Verdict::Undetermined => "undetermined",
            Verdict::Ineligible => "ineligible",
            Verdict::Missed => "missed",
            Verdict::Ended => "ended",
        }
    }

    /// A no: refining within these is no reversal.
    pub fn is_refusal(self) -> bool {
        matches!(self, Verdict::Ineligible | Verdict::Missed | Verdict::Ended)
    }

    /// A yes, at once or after confirming.
    pub fn is_grant(self) -> bool {
        matches!(self, Verdict::Eligible | Verdict::Likely)
    }

    /// It counts towards the most that may come.
    pub fn may_pay(self) -> bool {
        !self.is_refusal()
    }
}

/// The results that some completion of the open answers may give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Possible(u8);

impl Possible {
    pub const NOTHING: Possible = Possible(0);
    pub const ELIGIBLE: Possible = Possible(1);
    pub const LIKELY: Possible = Possible(1 << 1);
    pub const UPCOMING: Possible = Possible(1 << 2);
    pub const INELIGIBLE: Possible = Possible(1 << 3);
    pub const MISSED: Possible = Possible(1 << 4);
    pub const ENDED: Possible = Possible(1 << 5);
    /// The policy does not belong to the place, so there is no entry.
    pub const ABSENT: Possible = Possible(1 << 6);
    const REFUSALS: Possible = Possible(0b111_1000);

    pub fn or(self, other: Possible) -> Possible {
        Possible(self.0 | other.0)
    }

    pub fn has(self, other: Possible) -> bool {
        self.0 & other.0 != 0
    }

    /// At most one result is left.
    pub fn is_settled(self) -> bool {
        self.0.count_ones() <= 1
    }

    /// Every result that is left is a no.
    pub fn is_refused(self) -> bool {
        self.0 & !Self::REFUSALS.0 == 0
    }

    /// The verdict that every completion agrees on; among refusals the first that is certain already.
    pub fn verdict(self, certainly_unmet: bool, certainly_closed: bool) -> Verdict {
        match self {
            Possible::ELIGIBLE => Verdict::Eligible,
            Possible::LIKELY => Verdict::Likely,
            Possible::UPCOMING => Verdict::Upcoming,
            Possible::ENDED => Verdict::Ended,
            Possible::MISSED => Verdict::Missed,
            Possible::INELIGIBLE => Verdict::Ineligible,
            _ if !self.is_refused() => Verdict::Undetermined,
            _ if certainly_closed && !certainly_unmet => Verdict::Missed,
            _ => Verdict::Ineligible,
        }
    }
}
