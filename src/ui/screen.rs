//! What the left column and a phone show.

use engine::assessment::Assessment;
use engine::fact::FactId;

use crate::interview::{Interview, View};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Question(FactId),
    /// Nothing is left to ask: a phone shows the results.
    Done,
    Results,
    Review,
    Examples,
    Compare,
    Vary(FactId),
    Take,
    Offer,
}

impl Screen {
    pub fn of(interview: &Interview, assessment: &Assessment) -> Screen {
        match (interview.view, assessment.next) {
            (View::Ask(fact, _), _) | (View::Next, Some(fact)) => Screen::Question(fact),
            (View::Next, None) => Screen::Done,
            (View::Results, _) => Screen::Results,
            (View::Review, _) => Screen::Review,
            (View::Examples, _) => Screen::Examples,
            (View::Compare, _) => Screen::Compare,
            (View::Vary(fact), _) => Screen::Vary(fact),
            (View::Take, _) => Screen::Take,
            (View::Offer, _) => Screen::Offer,
        }
    }

    /// The question in the left column; a wide screen shows one beside the results too.
    pub fn question(self, assessment: &Assessment) -> Option<FactId> {
        match self {
            Screen::Question(fact) | Screen::Vary(fact) => Some(fact),
            Screen::Results => assessment.next,
            _ => None,
        }
    }

    /// What is fetched only when used stands in place of both sides.
    pub fn is_apart(self) -> bool {
        matches!(self, Screen::Take | Screen::Offer)
    }

    /// The side that a phone shows: `asking` or `found`; `apart` where neither stands.
    pub fn side(self) -> &'static str {
        match self {
            Screen::Question(_) | Screen::Review | Screen::Examples | Screen::Compare | Screen::Vary(_) => "asking",
            Screen::Done | Screen::Results => "found",
            Screen::Take | Screen::Offer => "apart",
        }
    }

    /// The id of the heading that takes the focus.
    pub fn heading(self) -> &'static str {
        match self {
            Screen::Question(_) | Screen::Vary(_) => "question-title",
            Screen::Review => "review-title",
            Screen::Examples => "examples-title",
            Screen::Compare => "compare-title",
            Screen::Done | Screen::Results => "results-title",
            Screen::Take | Screen::Offer => "take-title",
        }
    }
}
