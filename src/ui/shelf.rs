//! What the page keeps from one render to the next, besides the answers: one cell for all of it, because each
//! type that Yew's hooks are used with weighs most of a kilobyte.

use std::cell::RefCell;
use std::mem::replace;
use std::rc::Rc;

use engine::assessment::{Assessment, standing};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Situation;
use engine::texts::Texts;
use yew::prelude::*;

use super::desk::Turn;
use super::session::Session;
use crate::interview::Action;
use crate::interview::other::told;
use crate::interview::scenario::Supposed;
use crate::report::beside::{Beside, beside};
use crate::report::build::build;
use crate::report::compare::{Comparison, compare};
use crate::report::{Light, Report};

/// A card that is open; one that moves to another light is closed there.
pub type Open = (PolicyId, Light);

/// INVARIANT: what was made of answers or texts that have changed since is made anew before it is shown.
pub struct Shelf {
    /// Of the language in use, with the regions that have come.
    pub texts: Rc<Texts>,
    /// The second part of the program is there, and what follows from no answers was worked out. Until then nothing
    /// that a person does is taken up: it waits.
    pub is_whole: bool,
    /// What waits, in its order.
    pub waiting: Vec<Waiting>,
    /// What follows from no answers, until something is done with it.
    worked: Option<Assessment>,
    /// What is looked for among the policies.
    pub query: String,
    pub opened: Vec<Open>,
    /// What else the changes on open cards would alter.
    pub beside: Vec<Beside>,
    /// What that was made of.
    beside_of: Option<(Rc<Assessment>, Vec<Open>)>,
    /// The texts, whether they speak of somebody else, and how they are read then.
    told: Option<(Rc<Texts>, bool, Rc<Texts>)>,
    pub made: Option<Made>,
    /// There were answers that are kept on the device.
    pub had_answers: bool,
    /// The browser's history has an entry for a step back.
    pub has_entry: bool,
    /// How many steps back the browser took.
    pub taken: u32,
    /// The first heading was shown.
    pub had_heading: bool,
    /// The policy that is asked about, and its card as it was opened.
    about: (Option<PolicyId>, Option<Open>),
}

/// The report, and how a scenario compares with it, beside what they were made of.
pub struct Made {
    is_told: bool,
    assessment: Rc<Assessment>,
    texts: Rc<Texts>,
    pub report: Report,
    supposed: Option<Rc<Supposed>>,
    pub compared: Option<Comparison>,
}

/// What a person did before the program was whole.
pub enum Waiting {
    Act(Action),
    Look(Look),
}

/// What a person looks at.
pub enum Look {
    /// For policies of a name.
    For(String),
    /// Into a card, or no longer.
    Into(Open),
}

impl Shelf {
    pub fn new(texts: Rc<Texts>) -> Shelf {
        Shelf {
            texts,
            is_whole: false,
            waiting: Vec::new(),
            worked: None,
            query: String::new(),
            opened: Vec::new(),
            beside: Vec::new(),
            beside_of: None,
            told: None,
            made: None,
            had_answers: false,
            has_entry: false,
            taken: 0,
            had_heading: false,
            about: (None, None),
        }
    }

    /// Both have come.
    pub fn complete(&mut self, worked: Assessment) -> Vec<Waiting> {
        self.is_whole = true;
        self.worked = Some(worked);
        std::mem::take(&mut self.waiting)
    }

    /// The first thing that is done needs to know what follows from no answers.
    fn tell_worked(&mut self, turn: &Callback<Turn>) {
        if let Some(worked) = self.worked.take() {
            turn.emit(Turn::Worked(worked));
        }
    }

    fn look(&mut self, look: Look) {
        match look {
            Look::For(query) => self.query = query,
            Look::Into(card) => match self.opened.iter().position(|open| *open == card) {
                Some(at) => drop(self.opened.swap_remove(at)),
                None => self.opened.push(card),
            },
        }
    }

    /// Opens the card of the policy that is asked about, once for each light; nothing else is looked for then.
    pub fn open_about(&mut self, about: Option<PolicyId>, assessment: &Assessment) {
        let finding = about.and_then(|policy| standing(&assessment.findings, policy));
        let card = finding.map(|finding| (finding.policy, Light::of(finding)));
        let (before, opened) = replace(&mut self.about, (about, card));
        if before != about {
            self.query.clear();
        }
        if let Some(card) = card.filter(|card| opened != Some(*card) && !self.opened.contains(card)) {
            self.opened.push(card);
        }
    }

    /// Sees to it that `beside` fits the answers and the open cards.
    pub fn renew_beside(&mut self, catalogue: &Catalogue, situation: &Situation, assessment: &Rc<Assessment>) {
        if let Some((made_of, opened)) = &self.beside_of
            && Rc::ptr_eq(made_of, assessment)
            && *opened == self.opened
        {
            return;
        }
        let mut refused = Vec::new();
        for (policy, light) in &self.opened {
            if light.is_no() {
                refused.push(*policy);
            }
        }
        self.beside = match refused.is_empty() {
            true => Vec::new(),
            false => beside(catalogue, situation, assessment, &refused),
        };
        self.beside_of = Some((assessment.clone(), self.opened.clone()));
    }

    /// The texts as they are read.
    pub fn read(&mut self, for_other: bool) -> Rc<Texts> {
        if let Some((texts, other, read)) = &self.told
            && Rc::ptr_eq(texts, &self.texts)
            && *other == for_other
        {
            return read.clone();
        }
        let read = if for_other { Rc::new(told(&self.texts)) } else { self.texts.clone() };
        self.told = Some((self.texts.clone(), for_other, read.clone()));
        read
    }
}

impl Made {
    /// What was made before, where it still fits; otherwise anew. Where nothing is told yet there is no report.
    pub fn of(
        before: Option<Made>,
        is_told: bool,
        session: &Session,
        situation: &Situation,
        assessment: &Rc<Assessment>,
        supposed: Option<&Rc<Supposed>>,
    ) -> Made {
        let Session { catalogue, texts, .. } = session;
        let mut made = match before {
            Some(made)
                if made.is_told == is_told
                    && Rc::ptr_eq(&made.assessment, assessment)
                    && Rc::ptr_eq(&made.texts, texts) =>
            {
                made
            }
            _ => Made {
                assessment: assessment.clone(),
                texts: texts.clone(),
                is_told,
                report: match is_told {
                    true => build(catalogue, texts, situation, assessment),
                    false => Report::none(assessment.as_of, catalogue.version()),
                },
                supposed: None,
                compared: None,
            },
        };
        let is_compared = match (&made.supposed, supposed) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if !is_compared {
            let then = supposed.map(|it| build(catalogue, texts, &it.situation, &it.assessment));
            made.compared = then.map(|then| compare(&made.report, &then));
            made.supposed = supposed.cloned();
        }
        made
    }
}

/// The way to act: at once, or once the program is whole.
pub fn acting(shelf: &Rc<RefCell<Shelf>>, turn: Callback<Turn>) -> Callback<Action> {
    let shelf = shelf.clone();
    Callback::from(move |action: Action| {
        let shelf = &mut *shelf.borrow_mut();
        if !shelf.is_whole {
            shelf.waiting.push(Waiting::Act(action));
            return;
        }
        shelf.tell_worked(&turn);
        turn.emit(Turn::Act(action));
    })
}

/// The way to look at something, likewise.
pub fn looking(shelf: &Rc<RefCell<Shelf>>, render: &UseForceUpdateHandle, turn: Callback<Turn>) -> Callback<Look> {
    let (shelf, render) = (shelf.clone(), render.clone());
    Callback::from(move |look: Look| {
        let shelf = &mut *shelf.borrow_mut();
        if shelf.is_whole {
            shelf.tell_worked(&turn);
            shelf.look(look);
            render.force_update();
        } else {
            shelf.waiting.push(Waiting::Look(look));
        }
    })
}
