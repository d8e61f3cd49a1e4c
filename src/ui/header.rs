//! The name of the tool, the size of type, the language, and the button that clears every answer.

use yew::prelude::*;

use super::session::Session;
use super::tag::{button, element, line, only_if, press, text};
use crate::interview::lang::Lang;
use crate::interview::{Action, Interview};
use crate::words::Word;

pub fn header(session: &Session, interview: &Interview) -> Html {
    let tagline = line("span", "tagline", session.word(Word::Tagline));
    let mut parts = vec![
        element("h1", "", None, vec![session.say(Word::Brand), tagline]),
        only_if(!interview.asked.is_empty(), act(session, Action::Clear, Word::ButtonClear)),
    ];
    let care = if interview.care { Word::ButtonStandard } else { Word::ButtonCare };
    parts.push(act(session, Action::Care(!interview.care), care));
    for lang in Lang::ALL {
        if lang != interview.lang {
            parts.push(switch(session, lang));
        }
    }
    element("header", "header", None, parts)
}

fn act(session: &Session, action: Action, word: Word) -> Html {
    button("quiet", session.act(action), vec![session.say(word)])
}

/// That it is filled in for somebody else, and the way back.
pub fn for_other(session: &Session, interview: &Interview) -> Html {
    let back = act(session, Action::ForOther(false), Word::ButtonForSelf);
    only_if(interview.for_other, element("p", "notice", None, vec![session.say(Word::ForOther), back]))
}

fn switch(session: &Session, lang: Lang) -> Html {
    let (values, name) = (["button", "quiet", lang.tag()], vec![text(lang.name())]);
    press(&["type", "class", "lang"], &values, Some(lang.tag()), session.act(Action::Speak(lang)), name)
}
