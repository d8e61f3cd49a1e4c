//! What a person does with the results: what is at hand, what is set aside, and what is shown.

use std::rc::Rc;

use engine::policy::Catalogue;
use engine::texts::Texts;
use yew::prelude::*;

use super::TakeProps;
use super::ways::Way;
use crate::exits::leaving::Leaving;
use crate::words::Word;

/// A paper that is at hand, and a policy that is set aside, as the page keeps them with the answers.
const PAPER: &str = "paper ";
const ASIDE: &str = "aside ";

#[derive(Clone)]
pub struct Desk {
    catalogue: Rc<Catalogue>,
    texts: Rc<Texts>,
    /// For the person alone.
    pub own: Rc<Leaving>,
    /// For every exit.
    pub out: Rc<Leaving>,
    pub with_sensitive: bool,
    pub notes: Vec<String>,
    /// Something was noted since this was opened.
    pub has_noted: bool,
    pub shown: Option<Way>,
    /// The picture, as a `data:` address, once it is drawn.
    pub picture: Option<String>,
    /// What just happened, in a word.
    pub says: Option<Word>,
    /// What was typed or pasted.
    pub pasted: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A paper is at hand, or no longer.
    Paper(String),
    /// A policy is set aside, or taken up again.
    Aside(String),
    Sensitive,
    Show(Way),
    Drawn(String),
    Says(Word),
    Paste(String),
}

impl Desk {
    pub fn new(props: &TakeProps) -> Desk {
        let TakeProps { catalogue, texts, saved, offered, .. } = props;
        let own = Rc::new(Leaving::of(catalogue, texts, saved, true));
        // Also where nothing sensitive was answered: an exception would tell that.
        let out = Rc::new(Leaving::of(catalogue, texts, saved, false));
        Desk {
            catalogue: catalogue.clone(),
            texts: texts.clone(),
            own,
            out,
            with_sensitive: false,
            notes: saved.notes.clone(),
            has_noted: false,
            shown: None,
            picture: None,
            says: None,
            pasted: offered.as_ref().map_or_else(String::new, AttrValue::to_string),
        }
    }

    /// Some answers do not leave unless it is ticked, be it only that something sensitive does not apply.
    pub fn withholds(&self) -> bool {
        self.with_sensitive || self.out.saved != self.own.saved
    }

    /// The ids of the papers that are at hand.
    pub fn papers(&self) -> Vec<&str> {
        self.notes.iter().filter_map(|note| note.strip_prefix(PAPER)).collect()
    }

    /// The person works towards this policy.
    pub fn is_chosen(&self, policy: &str) -> bool {
        !self.notes.iter().any(|note| note.strip_prefix(ASIDE) == Some(policy))
    }

    fn note(&mut self, kind: &str, id: &str) {
        let note = [kind, id].concat();
        match self.notes.iter().position(|one| *one == note) {
            Some(at) => drop(self.notes.remove(at)),
            None => self.notes.push(note),
        }
        self.has_noted = true;
    }
}

impl Reducible for Desk {
    type Action = Act;

    fn reduce(self: Rc<Desk>, act: Act) -> Rc<Desk> {
        let mut next = Desk { says: None, ..(*self).clone() };
        match act {
            Act::Paper(id) => next.note(PAPER, &id),
            Act::Aside(id) => next.note(ASIDE, &id),
            Act::Sensitive => {
                next.with_sensitive = !self.with_sensitive;
                let saved = &self.own.saved;
                next.out = match next.with_sensitive {
                    true => self.own.clone(),
                    false => Rc::new(Leaving::of(&self.catalogue, &self.texts, saved, false)),
                };
                // What was shown was made for the other choice.
                (next.shown, next.picture) = (None, None);
            }
            Act::Show(way) => next.shown = if self.shown == Some(way) { None } else { Some(way) },
            Act::Drawn(picture) => next.picture = Some(picture),
            Act::Says(word) => next.says = Some(word),
            Act::Paste(text) => next.pasted = text,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use engine::fact::Known;
    use engine::situation::Answer;
    use yew::prelude::*;

    use super::{Act, Desk};
    use crate::catalogue;
    use crate::interview::saved::Saved;
    use crate::ui::take::{Reach, TakeProps};

    /// The desk of a founder who belongs to these groups and answered nothing else.
    fn desk(groups: &[&str]) -> Desk {
        let catalogue = Rc::new(catalogue::load());
        let fact = catalogue.fact("founder.groups").expect("the groups");
        let bit = |id: &&str| 1_u64 << catalogue.fact_of(fact).value(id).expect("a group");
        let mut saved = Saved::empty(&catalogue, catalogue.date);
        let has = groups.iter().map(bit).fold(0, |mask, bit| mask | bit);
        saved.situation.set(fact, Answer::Given(Known::Set { has, may: 0 }));
        saved.asked.push(fact);
        Desk::new(&TakeProps {
            today: catalogue.date,
            catalogue,
            texts: Rc::new(catalogue::texts("zh-CN")),
            saved: Rc::new(saved),
            offered: None,
            now: 0,
            base: AttrValue::from("https://example.org/"),
            reach: Reach { print: true, save: true, copy: true },
            ask: Callback::noop(),
        })
    }

    #[test]
    fn what_leaves_does_not_tell_whether_something_sensitive_was_answered() {
        let (plain, sensitive) = (desk(&["graduate"]), desk(&["graduate", "disabled"]));
        assert_eq!(plain.out, sensitive.out);
        assert!(plain.withholds() && sensitive.withholds());
        assert_ne!(plain.own, sensitive.own);
        let ticked = Rc::new(sensitive).reduce(Act::Sensitive);
        assert!(ticked.withholds() && ticked.out == ticked.own);
        assert_eq!(ticked.reduce(Act::Sensitive).out, plain.out);
    }
}
