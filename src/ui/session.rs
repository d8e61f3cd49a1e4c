//! The two contexts: what never changes while a language is in use, and the way to act.

use std::rc::Rc;

use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::texts::{FactText, Texts};
use yew::prelude::*;

use crate::interview::Action;
use crate::words::{self, Word};

/// The rules and the texts of the language in use; both are read-only.
#[derive(Clone)]
pub struct Session {
    pub catalogue: Rc<Catalogue>,
    pub texts: Rc<Texts>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Session) -> bool {
        Rc::ptr_eq(&self.catalogue, &other.catalogue) && Rc::ptr_eq(&self.texts, &other.texts)
    }
}

impl Session {
    pub fn word(&self, word: Word) -> AttrValue {
        AttrValue::from(words::word(&self.texts, word).to_owned())
    }

    pub fn fill(&self, word: Word, with: &[(&str, &str)]) -> AttrValue {
        AttrValue::from(words::fill(&self.texts, word, with))
    }

    pub fn fact_text(&self, fact: FactId) -> &FactText {
        &self.texts.facts[usize::from(fact.0)]
    }
}

/// Sends actions to the one writer of the interview.
#[derive(Clone, PartialEq)]
pub struct Dispatcher(pub Callback<Action>);

#[hook]
pub fn use_session() -> Session {
    // INVARIANT: `App` provides both contexts above every part.
    use_context::<Session>().expect("no session")
}

#[hook]
pub fn use_dispatch() -> Callback<Action> {
    use_context::<Dispatcher>().expect("no dispatcher").0
}
