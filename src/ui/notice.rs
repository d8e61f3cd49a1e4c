//! One sentence about what just happened, read out when it appears.

use yew::prelude::*;

use super::session::{Session, use_session};
use crate::interview::Notice;
use crate::report::format;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    pub notice: Option<Notice>,
}

#[component]
pub fn NoticeLine(props: &NoticeProps) -> Html {
    let session = use_session();
    let text = props.notice.as_ref().map(|notice| sentence(&session, notice));
    html! {
        <div role="status">
            if let Some(text) = text {
                <p class="notice">{ text }</p>
            }
        </div>
    }
}

fn sentence(session: &Session, notice: &Notice) -> AttrValue {
    match notice {
        Notice::Restored => session.word(Word::NoticeRestored),
        Notice::Cleared => session.word(Word::NoticeCleared),
        Notice::Damaged => session.word(Word::NoticeDamaged),
        Notice::NoTexts => session.word(Word::NoticeNoTexts),
        Notice::Dropped { by, facts } => {
            let nouns: Vec<String> = facts.iter().map(|fact| session.fact_text(*fact).noun.clone()).collect();
            let dropped = format::all_of(&nouns, &session.texts);
            session.fill(Word::NoticeDropped, &[("a", &session.fact_text(*by).noun), ("b", &dropped)])
        }
    }
}
