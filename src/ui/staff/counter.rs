//! Counter.

use yew::prelude::*;

use super::StaffProps;
use crate::ui::tag::line;
use crate::words::Word;

#[component]
pub fn Counter(props: &StaffProps) -> Html {
    line("h2", "", props.session().word(Word::StaffCounter))
}
