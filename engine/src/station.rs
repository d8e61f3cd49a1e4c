//! What a station has confirmed itself: sums that no source publishes, on its word, for its place, until a day.
//!
//! Such a sum is graded [`Grade::Station`], so the verdict rule says `likely` at best; requirements and windows stay as
//! they are, so a no stays a no. The catalogue's version does not move: whoever shows a figure says whose it is.

use crate::condition::Condition;
use crate::date::Date;
use crate::grade::Grade;
use crate::policy::{Amount, BenefitKind, Case, Catalogue, Per, Policy, PolicyId};
use crate::term::Term;

/// A sum on the word of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    pub policy: PolicyId,
    /// The leaves of the place that the station speaks for.
    pub place: u64,
    /// Fen, for one `per`.
    pub fen: i64,
    pub per: Per,
    /// How many months or years it is paid for; 0 where the catalogue says it, or where it is paid once.
    pub times: i64,
    pub at_most: bool,
    /// The first and the last day that it counts for.
    pub confirmed: Date,
    pub until: Date,
}

/// Why a figure is not taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The catalogue has its own figure, or no rule for that day.
    Published,
    /// What the policy gives is no sum of money that one figure could stand for.
    Kind,
    /// The policy does not belong to the station's place; a nationwide one needs a place.
    Place,
    /// Paid by the month or year, and nobody says how often.
    Times,
}

/// The catalogue with the figures that count on a day; those that are refused are passed over.
#[must_use]
pub fn with_figures(mut catalogue: Catalogue, figures: &[Figure], as_of: Date) -> Catalogue {
    for figure in figures {
        let policy = &mut catalogue.policies[usize::from(figure.policy.0)];
        let counts = figure.confirmed <= as_of && as_of <= figure.until;
        let place_of = policy.place_of;
        if counts && let Ok(at) = version_of(policy, figure) {
            let benefit = &mut policy.versions[at].benefit;
            if figure.times > 0 || benefit.per != figure.per {
                benefit.periods = (figure.times > 0).then_some(Term::Number(figure.times));
            }
            (benefit.per, benefit.at_most) = (figure.per, benefit.at_most || figure.at_most);
            // INVARIANT: `version_of` saw a case.
            let mut cite = benefit.cases[0].cite.clone();
            (cite.grade, cite.confirmed) = (Grade::Station, figure.confirmed);
            let amount = Amount { term: Term::Number(figure.fen), over: 1 };
            let when = Condition::Among { fact: place_of, mask: figure.place };
            benefit.cases.insert(0, Case { when, amount: Some(amount), cite });
        }
    }
    catalogue
}

/// The version that a figure speaks of: the one in force when it was confirmed, or the last one begun by then.
///
/// # Errors
/// The figure is refused.
pub fn version_of(policy: &Policy, figure: &Figure) -> Result<usize, Refused> {
    let begun = policy.versions.iter().rposition(|version| version.in_force.from <= figure.confirmed);
    let at = begun.ok_or(Refused::Published)?;
    let benefit = &policy.versions[at].benefit;
    // What is saved of a tax or a rent follows from that tax or rent.
    if !matches!(benefit.kind, BenefitKind::Cash | BenefitKind::Loan | BenefitKind::Interest | BenefitKind::FeeRelief) {
        return Err(Refused::Kind);
    }
    if benefit.cases.is_empty() || benefit.cases.iter().any(|case| case.amount.is_some()) {
        return Err(Refused::Published);
    }
    if figure.place & policy.place == 0 {
        return Err(Refused::Place);
    }
    let is_counted = figure.times > 0 || figure.per == benefit.per && benefit.periods.is_some();
    if figure.per != Per::Once && !is_counted { Err(Refused::Times) } else { Ok(at) }
}
