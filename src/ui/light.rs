//! Where a card stands, as class, icon and short word.

use super::icon::Mark;
use crate::report::Light;
use crate::words::Word;

impl Light {
    /// The colour: one of four states.
    pub fn class(self) -> &'static str {
        match self {
            Light::Yes | Light::Confirm => "state-yes",
            Light::Doubt | Light::Later => "state-wait",
            Light::Open => "state-open",
            Light::No | Light::Missed | Light::Ended => "state-no",
        }
    }

    pub fn mark(self) -> Mark {
        match self {
            Light::Yes => Mark::Check,
            Light::Confirm => Mark::CheckPhone,
            Light::Doubt => Mark::Bang,
            Light::Later => Mark::Clock,
            Light::Open => Mark::Question,
            Light::No => Mark::Cross,
            Light::Missed | Light::Ended => Mark::Stop,
        }
    }

    /// A word or two, for the bar.
    pub fn short(self) -> Word {
        match self {
            Light::Yes => Word::ShortYes,
            Light::Confirm => Word::ShortConfirm,
            Light::Doubt => Word::ShortDoubt,
            Light::Later => Word::ShortLater,
            Light::Open => Word::ShortOpen,
            Light::No => Word::ShortNo,
            Light::Missed => Word::ShortMissed,
            Light::Ended => Word::ShortEnded,
        }
    }

    /// A no, whatever its reason.
    pub fn is_no(self) -> bool {
        matches!(self, Light::No | Light::Missed | Light::Ended)
    }
}
