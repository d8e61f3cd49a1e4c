//! The counter: a form that fits a page, the results beside it, everything by keyboard.

mod ask;
mod card;
mod command;
mod form;
mod help;
mod notice;
mod results;
mod sheet;
mod tools;

use std::rc::Rc;

use engine::fact::FactId;
use yew::prelude::*;

use super::{StaffProps, check};
use crate::counter::find::Finder;
use crate::counter::rows::Assessed;
use crate::counter::{Act, Ground, Wish};
use crate::interview::scenario::Supposed;
use crate::report::Report;
use crate::report::build::build;
use crate::report::compare::{Comparison, compare};
use crate::report::deadlines::{Deadlines, deadlines};
use crate::report::format;
use crate::ui::session::Session;
use crate::ui::tag::{element, only_if};

/// The ids of what takes the focus.
pub const COMMAND: &str = "counter-command";
pub const NOTE: &str = "counter-note";
pub const HELP: &str = "counter-help";
/// Where the picture of the camera is shown.
pub const CAMERA: &str = "counter-camera";
/// The whole counter: its keys are heard while it is shown.
pub const COUNTER: &str = "counter";

/// The way to what only a browser does.
#[derive(Clone)]
pub struct Door {
    pub ask: Callback<(Deed, Callback<Act>)>,
    /// The browser reads codes from a camera.
    pub has_camera: bool,
}

/// What only a browser does.
#[derive(Clone)]
pub enum Deed {
    /// Hears every key from now on; an act follows, or none.
    Listen(Rc<Ground>),
    Do(Wish),
}

/// The counter, and what never changes beside it.
struct Desk {
    ground: Rc<Ground>,
    counter: crate::counter::Counter,
}

impl Reducible for Desk {
    type Action = Act;

    fn reduce(self: Rc<Desk>, act: Act) -> Rc<Desk> {
        Rc::new(Desk { counter: self.counter.apply(&self.ground, act), ground: self.ground.clone() })
    }
}

/// Everything that is shown.
struct Scene<'a> {
    session: Session,
    ground: &'a Rc<Ground>,
    counter: &'a crate::counter::Counter,
    report: &'a Report,
    deadlines: &'a Deadlines,
    comparison: Option<&'a Comparison>,
    has_camera: bool,
    /// What an example is copied and saved by.
    check: Callback<(check::Deed, Callback<check::Act>)>,
    act: Callback<Act>,
}

impl Scene<'_> {
    fn on(&self, act: Act) -> Callback<MouseEvent> {
        let dispatch = self.act.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(act.clone()))
    }

    /// A question by its noun, as a title.
    fn noun(&self, fact: FactId) -> String {
        let noun = &self.session.fact_text(fact).noun;
        format::sentence(noun.strip_prefix("the ").unwrap_or(noun))
    }

    fn nouns(&self, facts: &[FactId]) -> String {
        let nouns: Vec<String> = facts.iter().map(|fact| self.noun(*fact)).collect();
        format::clauses(&nouns, &self.session.texts)
    }
}

/// What is worked out once for the same answers.
struct Same(Rc<Assessed>, Option<Rc<Supposed>>);

impl PartialEq for Same {
    fn eq(&self, other: &Same) -> bool {
        let same = match (&self.1, &other.1) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same && Rc::ptr_eq(&self.0, &other.0)
    }
}

#[component]
pub fn Counter(props: &StaffProps) -> Html {
    let desk = use_reducer(|| {
        let StaffProps { catalogue, texts, today, base, .. } = props;
        let finder = Finder::new(catalogue, texts);
        let (catalogue, texts, base) = (catalogue.clone(), texts.clone(), base.to_string());
        let ground = Rc::new(Ground { catalogue, texts, finder, today: *today, base });
        Desk { counter: crate::counter::Counter::new(&ground), ground }
    });
    let act = desk.dispatcher().to_callback();
    let (ask, hears, ground) = (props.counter.ask.clone(), act.clone(), desk.ground.clone());
    use_effect_with((), move |()| {
        ask.emit((Deed::Listen(ground), hears.clone()));
        ask.emit((Deed::Do(Wish::Command("")), hears));
    });
    let (ask, answers, wishes) = (props.counter.ask.clone(), act.clone(), desk.counter.wishes.clone());
    use_effect_with(desk.counter.turn, move |_| {
        for wish in wishes {
            ask.emit((Deed::Do(wish), answers.clone()));
        }
    });
    let Ground { catalogue, texts, .. } = &*desk.ground;
    let (assessed, supposed) = (desk.counter.assessed.clone(), desk.counter.supposed.clone());
    let reports = {
        let (ground, interview) = (desk.ground.clone(), desk.counter.interview.clone());
        use_memo(Same(assessed, supposed), move |Same(assessed, supposed)| {
            let Ground { catalogue, texts, .. } = &*ground;
            let report = build(catalogue, texts, &interview.situation, &assessed.assessment);
            let then = supposed.as_ref().map(|it| build(catalogue, texts, &it.situation, &it.assessment));
            let comparison = then.map(|then| compare(&report, &then));
            let days = deadlines(catalogue, texts, &interview.situation, &assessed.assessment);
            (report, days, comparison)
        })
    };
    let (report, days, comparison) = &*reports;
    let session = Session {
        catalogue: catalogue.clone(),
        texts: texts.clone(),
        as_of: desk.counter.interview.situation.as_of,
        // Nothing here acts on the interview of a founder's page.
        dispatch: Callback::noop(),
    };
    let scene = Scene {
        session,
        ground: &desk.ground,
        counter: &desk.counter,
        report,
        deadlines: days,
        comparison: comparison.as_ref(),
        has_camera: props.counter.has_camera,
        check: props.check.clone(),
        act,
    };
    let class = if scene.counter.scenario.is_some() { "counter is-supposing" } else { "counter" };
    let left = vec![command::line(&scene), notice::notice(&scene), ask::ask(&scene), form::form(&scene)];
    html! {
        <>
            <div id={COUNTER} {class}>
                { tools::tools(&scene) }
                <div class="counter-left">{ left }</div>
                { element("div", "counter-right", None, vec![tools::camera(&scene), results::results(&scene)]) }
                { help::help(&scene) }
            </div>
            { only_if(scene.counter.slip.is_some(), sheet::sheet(&scene)) }
        </>
    }
}
