//! One sentence about what just happened, read out when it appears.

use yew::prelude::*;

use super::session::Session;
use super::tag::{line, with};
use crate::interview::Notice;
use crate::report::format;
use crate::words::Word;

pub fn notice(session: &Session, notice: Option<&Notice>) -> Html {
    let text = notice.map_or_else(String::new, |notice| sentence(session, notice));
    with("div", &["role"], &["status"], vec![line("p", "notice", &text)])
}

#[inline(never)]
fn sentence(session: &Session, notice: &Notice) -> String {
    let word = match notice {
        Notice::Restored => Word::NoticeRestored,
        Notice::Example => Word::NoticeExample,
        Notice::Preset => Word::NoticePreset,
        Notice::PresetAgain => Word::NoticePresetAgain,
        Notice::Skipped(fact) => {
            let fact = session.fact_text(*fact);
            let way = fact.find_out.as_deref().unwrap_or_default();
            return session.fill(Word::NoticeSkipped, &[("a", &fact.noun), ("b", way)]);
        }
        Notice::Cleared => Word::NoticeCleared,
        Notice::Damaged => Word::NoticeDamaged,
        Notice::Lapsed => Word::NoticeLapsed,
        Notice::Unkept => Word::NoticeUnkept,
        Notice::Followed => Word::NoticeFollowed,
        Notice::NoTexts => Word::NoticeNoTexts,
        Notice::Loaded => Word::NoticeLoaded,
        Notice::NoPolicy => Word::NoticeNoPolicy,
        Notice::Dropped { by, facts } => {
            let mut nouns = Vec::new();
            for fact in facts {
                nouns.push(session.fact_text(*fact).noun.clone());
            }
            let dropped = format::all_of(&nouns, &session.texts);
            return session.fill(Word::NoticeDropped, &[("a", &session.fact_text(*by).noun), ("b", &dropped)]);
        }
    };
    session.word(word).to_owned()
}
