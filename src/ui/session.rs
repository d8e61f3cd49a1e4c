//! What every view reads: what never changes while a language is in use, and the way to act.

use std::rc::Rc;

use engine::date::Date;
use engine::fact::FactId;
use engine::policy::{Catalogue, PolicyId};
use engine::texts::{FactText, Texts};
use yew::prelude::*;

use super::tag::text;
use crate::interview::Action;
use crate::report::explain;
use crate::words::{self, Word};

/// The rules and the texts of the language in use, both read-only, and the one writer of the interview.
#[derive(Clone)]
pub struct Session {
    pub catalogue: Rc<Catalogue>,
    pub texts: Rc<Texts>,
    /// The day that everything is worked out as of.
    pub as_of: Date,
    /// Never changes.
    pub dispatch: Callback<Action>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Session) -> bool {
        Rc::ptr_eq(&self.catalogue, &other.catalogue) && Rc::ptr_eq(&self.texts, &other.texts)
    }
}

impl Session {
    pub fn word(&self, word: Word) -> &str {
        words::word(&self.texts, word)
    }

    pub fn fill(&self, word: Word, with: &[(&str, &str)]) -> String {
        words::fill(&self.texts, word, with)
    }

    /// A word as a node.
    pub fn say(&self, word: Word) -> Html {
        text(self.word(word))
    }

    /// A word with its gaps filled, as a node.
    pub fn say_with(&self, word: Word, with: &[(&str, &str)]) -> Html {
        text(&self.fill(word, with))
    }

    /// A tap that acts.
    pub fn act(&self, action: Action) -> Callback<MouseEvent> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    }

    /// The largest places that together make up a mask.
    pub fn places(&self, mask: u64) -> Vec<String> {
        explain::places(&self.catalogue, &self.texts, mask)
    }

    /// The name of a policy; empty while neither its texts nor the names to look for are here.
    pub fn policy_name(&self, policy: PolicyId) -> &str {
        let at = usize::from(policy.0);
        let name = self.texts.policies.get(at).map_or("", |text| &text.name);
        let names = self.texts.names.0.get(at).map_or("", String::as_str);
        if name.is_empty() { names.split('\n').next().unwrap_or_default() } else { name }
    }

    pub fn fact_text(&self, fact: FactId) -> &FactText {
        &self.texts.facts[usize::from(fact.0)]
    }
}
