//! Check.

use yew::prelude::*;

use super::StaffProps;
use crate::ui::tag::line;
use crate::words::Word;

#[component]
pub fn Check(props: &StaffProps) -> Html {
    line("h2", "", props.session().word(Word::StaffCheck))
}
