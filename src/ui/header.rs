//! The name of the tool, the language, and the button that clears every answer.

use yew::prelude::*;

use super::session::Session;
use super::tag::{button, element, list, text};
use crate::interview::lang::Lang;
use crate::interview::{Action, Interview};
use crate::words::Word;

pub fn header(session: &Session, interview: &Interview) -> Html {
    let others = Lang::ALL.into_iter().filter(|other| *other != interview.lang);
    html! {
        <header class="header">
            <h1>{ session.say(Word::Brand) }<span class="tagline">{ session.say(Word::Tagline) }</span></h1>
            if !interview.asked.is_empty() {
                { button("quiet", session.act(Action::Clear), vec![session.say(Word::ButtonClear)]) }
            }
            { list(others.map(|lang| switch(session, lang)).collect()) }
        </header>
    }
}

/// That it is filled in for somebody else, and the way back.
pub fn for_other(session: &Session, interview: &Interview) -> Html {
    if !interview.for_other {
        return Html::default();
    }
    let back = button("quiet", session.act(Action::ForOther(false)), vec![session.say(Word::ButtonForSelf)]);
    element("p", "notice", None, vec![session.say(Word::ForOther), back])
}

fn switch(session: &Session, lang: Lang) -> Html {
    let onclick = session.act(Action::Speak(lang));
    html! { <button key={lang.tag()} type="button" class="quiet" lang={lang.tag()} {onclick}>{ text(lang.name()) }</button> }
}
