//! Connects the interview to Yew: one reducer, one assessment for every change of the answers. The first one, of no
//! answers, is worked out beside the page ([`first`]): until it has come nothing else happens (`ui/shelf`).

use std::rc::Rc;

use engine::agenda::OPENING;
use engine::assess::{findings_of, with_changes};
use engine::assessment::Assessment;
use engine::date::Date;
use engine::policy::Catalogue;
use engine::situation::Situation;
use engine::state::State;
use engine::station::{Figure, with_figures};
use yew::prelude::*;

use super::screen::Screen;
use crate::catalogue;
use crate::interview::ask::{Asking, Step};
use crate::interview::lang::Lang;
use crate::interview::scenario::{Supposed, suppose};
use crate::interview::{Action, Interview, ask};

/// The interview and what follows from its answers.
pub struct Desk {
    /// With the figures of a station that count on the day.
    pub catalogue: Rc<Catalogue>,
    pub interview: Rc<Interview>,
    pub assessment: Rc<Assessment>,
    /// What the question is shown with, where one is.
    pub asking: Option<Rc<Asking>>,
    /// What the last answer settled.
    pub step: Step,
    /// What follows from a scenario, while there is one.
    pub supposed: Option<Rc<Supposed>>,
}

impl Desk {
    /// Nothing is answered, and nothing worked out yet: only the first question stands.
    pub fn new(catalogue: Rc<Catalogue>, as_of: Date, lang: Lang, care: bool) -> Desk {
        let interview = Interview { care, ..Interview::new(&catalogue, as_of, lang) };
        let first = OPENING.iter().find_map(|id| catalogue.fact(id));
        let asking = first.map(|fact| Rc::new(Asking::first(&catalogue, fact)));
        let assessment = Rc::new(Assessment::unmade(as_of, first));
        Desk { catalogue, interview: Rc::new(interview), assessment, asking, step: Step::default(), supposed: None }
    }

    fn of(
        catalogue: Rc<Catalogue>,
        interview: Interview,
        assessment: Rc<Assessment>,
        supposed: Option<Rc<Supposed>>,
        step: Step,
    ) -> Desk {
        let fact = Screen::of(&interview, &assessment).question(&assessment);
        let asking = fact.map(|fact| Rc::new(Asking::of(&catalogue, &interview, &assessment, fact)));
        Desk { catalogue, interview: Rc::new(interview), assessment, asking, step, supposed }
    }
}

/// What happens at the desk.
pub enum Turn {
    Act(Action),
    /// What follows from no answers has been worked out.
    Worked(Assessment),
}

/// Works out what follows from no answers, one policy at a time; `breathe` lets the page do something else meanwhile.
pub async fn first<P: Future>(catalogue: &Catalogue, as_of: Date, breathe: impl Fn() -> P) -> Assessment {
    let situation = Situation::empty(catalogue, as_of);
    let state = State::new(catalogue, &situation);
    let mut findings = Vec::new();
    for from in 0..catalogue.policies.len() {
        breathe().await;
        findings.append(&mut findings_of(&state, from, 1));
    }
    breathe().await;
    with_changes(&situation, &state, findings)
}

impl Reducible for Desk {
    type Action = Turn;

    fn reduce(self: Rc<Desk>, turn: Turn) -> Rc<Desk> {
        let action = match turn {
            Turn::Act(action) => action,
            Turn::Worked(assessment) => {
                let interview = Interview::clone(&self.interview);
                return Rc::new(Desk::of(self.catalogue.clone(), interview, assessment.into(), None, Step::default()));
            }
        };
        let is_answer = matches!(action, Action::Answer(..) | Action::Band(..));
        let interview = self.interview.apply(&self.catalogue, action);
        let before = &self.interview;
        let catalogue = match rules(before, &interview) {
            Some(rules) => Rc::new(rules),
            None => self.catalogue.clone(),
        };
        let is_same = Rc::ptr_eq(&catalogue, &self.catalogue)
            && interview.situation == before.situation
            && interview.banded == before.banded
            && interview.about == before.about;
        let (assessment, step) = if is_same {
            (self.assessment.clone(), self.step)
        } else {
            let is_worked = Rc::ptr_eq(&catalogue, &self.catalogue) && !self.assessment.findings.is_empty();
            let known = (&before.situation, &*self.assessment);
            let assessment = Rc::new(ask::assess(&catalogue, &interview, is_worked.then_some(known)));
            let step = if is_answer { Step::between(&self.assessment, &assessment) } else { Step::default() };
            (assessment, step)
        };
        let supposed = match is_same && interview.scenario == before.scenario {
            true => self.supposed.clone(),
            false => suppose(&catalogue, &interview.situation, interview.scenario.as_ref()).map(Rc::new),
        };
        Rc::new(Desk::of(catalogue, interview, assessment, supposed, step))
    }
}

/// The catalogue anew, where other figures of a station count than before.
fn rules(before: &Interview, after: &Interview) -> Option<Catalogue> {
    let (was, figures) = (&before.around.figures, &after.around.figures);
    let as_of = after.situation.as_of;
    if was == figures && (figures.is_empty() || before.situation.as_of == as_of) {
        return None;
    }
    let figures: Vec<Figure> = figures.iter().map(|(figure, _)| *figure).collect();
    Some(with_figures(catalogue::load(), &figures, as_of))
}
