//! Connects the interview to Yew: one reducer, one assessment for every change of the answers.

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::date::Date;
use engine::policy::Catalogue;
use yew::prelude::*;

use super::screen::Screen;
use crate::interview::ask::{Asking, Step};
use crate::interview::lang::Lang;
use crate::interview::{Action, Interview, ask};

/// The interview and what follows from its answers.
pub struct Desk {
    catalogue: Rc<Catalogue>,
    pub interview: Rc<Interview>,
    pub assessment: Rc<Assessment>,
    /// What the question is shown with, where one is.
    pub asking: Option<Rc<Asking>>,
    /// What the last answer settled.
    pub step: Step,
}

impl Desk {
    pub fn new(catalogue: Rc<Catalogue>, as_of: Date, lang: Lang) -> Desk {
        let interview = Interview::new(&catalogue, as_of, lang);
        let assessment = ask::assess(&catalogue, &interview);
        Desk::of(catalogue, interview, Rc::new(assessment), Step::default())
    }

    fn of(catalogue: Rc<Catalogue>, interview: Interview, assessment: Rc<Assessment>, step: Step) -> Desk {
        let fact = Screen::of(&interview, &assessment).question(&assessment);
        let asking = fact.map(|fact| Rc::new(Asking::of(&catalogue, &interview, &assessment, fact)));
        Desk { catalogue, interview: Rc::new(interview), assessment, asking, step }
    }
}

impl Reducible for Desk {
    type Action = Action;

    fn reduce(self: Rc<Desk>, action: Action) -> Rc<Desk> {
        let is_answer = matches!(action, Action::Answer(..) | Action::Band(..));
        let interview = self.interview.apply(&self.catalogue, action);
        let before = &self.interview;
        if interview.situation == before.situation && interview.banded == before.banded {
            let (catalogue, assessment) = (self.catalogue.clone(), self.assessment.clone());
            return Rc::new(Desk::of(catalogue, interview, assessment, self.step));
        }
        let assessment = ask::assess(&self.catalogue, &interview);
        let step = if is_answer { Step::between(&self.assessment, &assessment) } else { Step::default() };
        Rc::new(Desk::of(self.catalogue.clone(), interview, Rc::new(assessment), step))
    }
}
