//! The name of the tool, the language, and the button that clears every answer.

use yew::prelude::*;

use super::session::{use_dispatch, use_session};
use crate::interview::Action;
use crate::interview::lang::Lang;
use crate::words::Word;

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    pub lang: Lang,
    pub can_clear: bool,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let session = use_session();
    let dispatch = use_dispatch();
    let clear = dispatch.reform(|_: MouseEvent| Action::Clear);
    let others = Lang::ALL.into_iter().filter(|lang| *lang != props.lang);
    let switch = |lang: Lang| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Speak(lang));
        html! { <button key={lang.tag()} type="button" class="quiet" lang={lang.tag()} {onclick}>{ lang.name() }</button> }
    };
    html! {
        <header class="header">
            <h1>{ session.word(Word::Brand) }<span class="tagline">{ session.word(Word::Tagline) }</span></h1>
            if props.can_clear {
                <button type="button" class="quiet" onclick={clear}>{ session.word(Word::ButtonClear) }</button>
            }
            { for others.map(switch) }
        </header>
    }
}
