//! Joins the pure parts to the browser: texts, kept answers, history.

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::date::Date;
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Answer;
use engine::texts::{RegionTexts, Texts};
use yew::prelude::*;

use super::browser;
use super::keep::{use_browser_back, use_kept_answers};
use super::texts::{self, Addresses};
use crate::interview::ask::Stage;
use crate::interview::lang::Lang;
use crate::interview::scenario::Supposed;
use crate::interview::{Action, Interview, View, other};
use crate::report::Light;
use crate::report::beside::{Beside, beside};
use crate::report::build::build;
use crate::report::compare::compare;
use crate::ui::app::{Scene, app, use_focus_on_heading};
use crate::ui::desk::Desk;
use crate::ui::effect::{Depends, use_effect_on};
use crate::ui::screen::Screen;
use crate::ui::session::Session;
use crate::words::{Word, word};

#[derive(Properties)]
pub struct PageProps {
    pub catalogue: Rules,
    pub texts: Rc<Texts>,
    pub addresses: Addresses,
    pub lang: Lang,
    pub today: Date,
}

/// The catalogue, which never changes while the page is open.
#[derive(Clone)]
pub struct Rules(Rc<Catalogue>);

#[component]
pub fn Page(props: &PageProps) -> Html {
    let Rules(catalogue) = &props.catalogue;
    let desk = use_reducer(|| Desk::new(catalogue.clone(), props.today, props.lang));
    let dispatch = desk.dispatcher().to_callback();
    let interview = desk.interview.clone();
    let opened = use_state(Vec::<(PolicyId, Light)>::new);
    let beside = use_memo((Same(desk.assessment.clone()), (*opened).clone()), |(Same(assessment), opened)| {
        let open: Vec<PolicyId> = opened.iter().filter(|(_, light)| light.is_no()).map(|(policy, _)| *policy).collect();
        beside(catalogue, &interview.situation, assessment, &open)
    });
    let supposed = desk.supposed.clone();
    let wanted = regions(&props.texts, catalogue, &interview, &desk.assessment)
        | spoken_of(&props.texts, catalogue, supposed.as_deref(), &beside);
    let texts = use_texts(props, interview.lang, wanted, dispatch.clone());
    use_kept_answers(catalogue.clone(), interview.clone(), dispatch.clone());
    use_browser_back(interview.can_go_back(), dispatch.clone());

    let texts = use_memo((Rc::as_ptr(&texts), interview.for_other), |(_, for_other)| match for_other {
        true => Rc::new(other::told(&texts)),
        false => texts.clone(),
    });
    let session = Session { catalogue: catalogue.clone(), texts: (*texts).clone(), as_of: props.today, dispatch };
    let report = use_memo((Same(desk.assessment.clone()), session.clone()), |(Same(assessment), session)| {
        build(&session.catalogue, &session.texts, &interview.situation, assessment)
    });
    let query = use_state(String::new);
    // A report without the texts of its regions leaves cards out: there is nothing to compare yet.
    let is_whole = wanted & !session.texts.loaded == 0;
    let compared = use_memo(
        (Same(desk.assessment.clone()), Then(supposed.clone()), is_whole, session.clone()),
        |(_, Then(supposed), is_whole, session)| {
            let supposed = supposed.as_ref().filter(|_| *is_whole)?;
            let Session { catalogue, texts, .. } = session;
            Some(compare(&report, &build(catalogue, texts, &supposed.situation, &supposed.assessment)))
        },
    );
    use_focus_on_heading(Screen::of(&interview, &desk.assessment));
    app(&Scene {
        session: &session,
        interview: &interview,
        assessment: &desk.assessment,
        report: &report,
        asking: desk.asking.as_ref(),
        step: desk.step,
        query: &query,
        compared: supposed.as_deref().zip((*compared).as_ref()),
        beside: &beside,
        opened: &opened,
    })
}

/// An assessment is made anew for every change of the answers, and never changed: the pointer tells.
struct Same(Rc<Assessment>);

impl PartialEq for Same {
    fn eq(&self, other: &Same) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The same for a scenario.
struct Then(Option<Rc<Supposed>>);

impl PartialEq for Then {
    fn eq(&self, other: &Then) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The texts of the language in use, with those of the regions that the results speak of; the old ones
/// stay until the new ones have come.
#[hook]
fn use_texts(props: &PageProps, lang: Lang, wanted: u32, dispatch: Callback<Action>) -> Rc<Texts> {
    let (held, render) = (use_mut_ref(|| props.texts.clone()), use_force_update());
    let addresses = props.addresses.clone();
    let texts = held.borrow().clone();
    let shown = texts.clone();
    let before = Lang::of(&texts.lang);
    let follow = move || {
        if lang == before {
            browser::speak(lang, word(&texts, Word::Title));
            if wanted & !texts.loaded == 0 {
                return None;
            }
        }
        wasm_bindgen_futures::spawn_local(async move {
            let core = if lang == before { Ok((*texts).clone()) } else { texts::fetch(&addresses, lang).await };
            let whole = match core {
                Ok(core) => texts::with_regions(&addresses, core, wanted).await,
                Err(trouble) => Err(trouble),
            };
            match whole {
                Ok(whole) => {
                    held.replace(Rc::new(whole));
                    render.force_update();
                }
                Err(_) => dispatch.emit(Action::SpeakFailed(before)),
            }
        });
        None
    };
    use_effect_on(Depends::Texts([(lang, wanted), (before, shown.loaded)]), Box::new(follow));
    shown
}

/// The regions whose policies are among the results, once the founder was asked for the place.
fn regions(texts: &Texts, catalogue: &Catalogue, interview: &Interview, assessment: &Assessment) -> u32 {
    let people = if interview.view == View::Examples { texts.region_of(RegionTexts::PEOPLE) } else { 0 };
    let place = catalogue.fact("venture.place").map(|fact| interview.situation.answer(fact));
    if place.is_none_or(|answer| answer == Answer::Absent) {
        return people;
    }
    let costs = match Stage::of(catalogue, &interview.situation) {
        Stage::Plan => texts.region_of(RegionTexts::COSTS),
        Stage::Registered | Stage::Open => 0,
    };
    people | costs | found(texts, catalogue, assessment)
}

fn found(texts: &Texts, catalogue: &Catalogue, assessment: &Assessment) -> u32 {
    let shown = assessment.findings.iter().filter(|finding| finding.superseded_by.is_none());
    shown.fold(0, |mask, finding| mask | texts.region_of(&catalogue.policy_of(finding.policy).id))
}

/// The regions that a scenario and the effects of changes speak of.
fn spoken_of(texts: &Texts, catalogue: &Catalogue, supposed: Option<&Supposed>, beside: &[Beside]) -> u32 {
    let mask = supposed.map_or(0, |supposed| found(texts, catalogue, &supposed.assessment));
    let effects = beside.iter().flat_map(|one| &one.changes).flat_map(|also| &also.effects);
    effects.fold(mask, |mask, effect| mask | texts.region_of(&catalogue.policy_of(effect.policy).id))
}

impl From<Rc<Catalogue>> for Rules {
    fn from(catalogue: Rc<Catalogue>) -> Rules {
        Rules(catalogue)
    }
}

/// The page is mounted once.
impl PartialEq for PageProps {
    fn eq(&self, other: &PageProps) -> bool {
        Rc::ptr_eq(&self.texts, &other.texts)
    }
}
