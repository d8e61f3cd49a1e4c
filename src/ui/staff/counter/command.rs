//! The one field that everything is typed into, and the questions that the letters in it may mean.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{COMMAND, Scene};
use crate::counter::Ground;
use crate::report::format;
use crate::words::{Word, word};

/// How many questions are offered.
const OFFERED: usize = 4;

#[derive(Properties, Clone)]
pub struct CommandProps {
    pub ground: Rc<Ground>,
    /// With every turn the field is emptied or its text is done with.
    pub turn: u32,
    pub clears: u32,
    pub is_supposing: bool,
}

impl PartialEq for CommandProps {
    fn eq(&self, other: &CommandProps) -> bool {
        let turns = |props: &CommandProps| (props.turn, props.clears, props.is_supposing);
        turns(self) == turns(other)
    }
}

pub fn line(scene: &Scene) -> Html {
    let counter = scene.counter;
    html! {
        <Command ground={scene.ground.clone()} turn={counter.turn} clears={counter.clears}
            is_supposing={counter.scenario.is_some()} />
    }
}

/// A component of its own, so that a letter draws nothing else anew.
#[component]
pub fn Command(props: &CommandProps) -> Html {
    let typed = use_state(|| (0u32, String::new()));
    let (set, turn, texts) = (typed.setter(), props.turn, &props.ground.texts);
    let oninput = Callback::from(move |event: InputEvent| {
        set.set((turn, event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let letters = if typed.0 == turn { typed.1.as_str() } else { "" };
    let says = if props.is_supposing { Word::StaffCounterSupposing } else { Word::StaffCounterCommand };
    html! {
        <div class="counter-command">
            <label class="field-label" for={COMMAND}>{ word(texts, says) }</label>
            // Made anew for the next person: nothing typed can be undone back.
            <input key={props.clears} id={COMMAND} type="text" autocomplete="off" autocapitalize="off" autocorrect="off"
                spellcheck="false" enterkeyhint="go" aria-describedby="counter-how" {oninput} />
            <p class="counter-hint">{ offered(&props.ground, letters) }</p>
        </div>
    }
}

/// The questions that may be meant; digits alone may be an answer.
fn offered(ground: &Ground, typed: &str) -> String {
    let name = typed.trim().trim_start_matches(['/', '、', '／']);
    let is_name = name.chars().any(char::is_alphabetic) || name.len() < typed.trim().len();
    let mut names = Vec::new();
    for fact in ground.finder.facts(name).into_iter().filter(|_| is_name).take(OFFERED) {
        let noun = &ground.texts.facts[usize::from(fact.0)].noun;
        let code = ground.catalogue.fact_of(fact).code.to_string();
        names.push([&code, " ", noun.strip_prefix("the ").unwrap_or(noun)].concat());
    }
    format::joined(&names, " · ")
}
