//! Connects the interview to Yew: one reducer, one assessment for every change of the answers.

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::date::Date;
use engine::policy::Catalogue;
use yew::prelude::*;

use crate::interview::lang::Lang;
use crate::interview::scenario::{Supposed, suppose};
use crate::interview::{Action, Interview, ask};

/// The interview and what follows from its answers.
pub struct Desk {
    catalogue: Rc<Catalogue>,
    pub interview: Rc<Interview>,
    pub assessment: Rc<Assessment>,
    /// What follows from a scenario, while there is one.
    pub supposed: Option<Rc<Supposed>>,
}

impl Desk {
    pub fn new(catalogue: Rc<Catalogue>, as_of: Date, lang: Lang) -> Desk {
        let interview = Interview::new(&catalogue, as_of, lang);
        let assessment = Rc::new(ask::assess(&catalogue, &interview.situation));
        Desk { catalogue, interview: Rc::new(interview), assessment, supposed: None }
    }
}

impl Reducible for Desk {
    type Action = Action;

    fn reduce(self: Rc<Desk>, action: Action) -> Rc<Desk> {
        let interview = self.interview.apply(&self.catalogue, action);
        let assessment = if interview.situation == self.interview.situation {
            self.assessment.clone()
        } else {
            Rc::new(ask::assess(&self.catalogue, &interview.situation))
        };
        let is_same = interview.scenario == self.interview.scenario && Rc::ptr_eq(&assessment, &self.assessment);
        let supposed = match is_same {
            true => self.supposed.clone(),
            false => suppose(&self.catalogue, &interview.situation, interview.scenario.as_ref()).map(Rc::new),
        };
        Rc::new(Desk { catalogue: self.catalogue.clone(), interview: Rc::new(interview), assessment, supposed })
    }
}
