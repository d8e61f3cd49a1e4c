//! How good the evidence for a document, figure or condition is.

use crate::packed::packed;

/// From best to worst. Nothing `Station` or `Unconfirmed` ever gives `eligible`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The issuer's own text or a verbatim copy was read.
    Official,
    /// Press, a government mirror, a university, a bureau.
    Reported,
    /// A station's own figure.
    Station,
    /// A commercial copy, or memory.
    Unconfirmed,
}

packed!(enum Grade { 0 = Official, 1 = Reported, 2 = Station, 3 = Unconfirmed });

impl Grade {
    pub const ALL: [Grade; 4] = [Grade::Official, Grade::Reported, Grade::Station, Grade::Unconfirmed];

    /// Good enough for `eligible`.
    pub fn is_firm(self) -> bool {
        self <= Grade::Reported
    }

    /// The word of policy files and of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Official => "official",
            Grade::Reported => "reported",
            Grade::Station => "station",
            Grade::Unconfirmed => "unconfirmed",
        }
    }
}
