//! What every question part takes: values, and one callback.

use engine::date::Date;
use engine::fact::FactId;
use engine::situation::Answer;
use yew::prelude::*;

#[derive(Clone, Properties, PartialEq)]
pub struct PartProps {
    pub fact: FactId,
    /// What was answered before.
    pub given: Answer,
    pub as_of: Date,
    /// The first and last day on offer; dates only.
    pub days: (i64, i64),
    /// The values on offer, as a mask; sets only.
    pub shown: u64,
    pub on_answer: Callback<Answer>,
}
