//! Joins the pure parts to the browser: texts, kept answers, history.

use std::cell::RefCell;
use std::rc::Rc;

use engine::assessment::{Assessment, standing};
use engine::date::Date;
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::texts::{RegionTexts, Texts};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise};
use yew::prelude::*;

use super::around::use_around;
use super::door::{Door, use_address, use_door};
use super::keep::{use_browser_back, use_kept_answers};
use super::texts::{self, Addresses};
use super::{browser, clock};
use crate::interview::ask::Stage;
use crate::interview::lang::Lang;
use crate::interview::scenario::Supposed;
use crate::interview::{Action, Interview, View};
use crate::report::beside::Beside;
use crate::ui::app::{Scene, app, use_focus_on_heading};
use crate::ui::desk::{Desk, Turn, first};
use crate::ui::effect::{Depends, use_effect_on};
use crate::ui::screen::Screen;
use crate::ui::session::Session;
use crate::ui::shelf::{Made, Shelf, Waiting, acting, looking};
use crate::words::{Word, word};

#[derive(Properties)]
pub struct PageProps {
    pub catalogue: Rules,
    pub texts: Rc<Texts>,
    pub addresses: Addresses,
    pub door: Door,
    /// The way to whatever stands around the page.
    pub around: Function,
    /// Kept once the second part of the program is there.
    pub later: Promise,
    pub lang: Lang,
    pub care: bool,
    pub today: Date,
}

/// The catalogue as it was built; the desk has it with what a station has confirmed.
#[derive(Clone)]
pub struct Rules(Rc<Catalogue>);

#[component]
pub fn Page(props: &PageProps) -> Html {
    let Rules(rules) = &props.catalogue;
    let desk = use_reducer(|| Desk::new(rules.clone(), props.today, props.lang, props.care));
    let catalogue = &desk.catalogue;
    let (interview, assessment, supposed) = (&desk.interview, &desk.assessment, desk.supposed.as_ref());
    let (shelf, render) = (use_mut_ref(|| Shelf::new(props.texts.clone())), use_force_update());
    let turn = desk.dispatcher().to_callback();
    let dispatch = acting(&shelf, turn.clone());
    use_later(shelf.clone(), render.clone(), props, turn.clone());
    let wanted = {
        let shelf = &mut *shelf.borrow_mut();
        shelf.open_about(interview.about, assessment);
        shelf.renew_beside(catalogue, &interview.situation, assessment);
        regions(&shelf.texts, catalogue, interview, assessment)
            | looked_for(&shelf.texts, catalogue, &shelf.query, interview.about, assessment)
            | spoken_of(&shelf.texts, catalogue, supposed, &shelf.beside)
    };
    use_texts(shelf.clone(), render.clone(), props, interview, wanted, dispatch.clone());
    use_kept_answers(shelf.clone(), catalogue.clone(), interview.clone(), dispatch.clone());
    use_browser_back(shelf.clone(), render.clone(), interview.can_go_back(), dispatch.clone());
    use_address(dispatch.clone());
    use_around(props.around.clone(), rules.clone(), interview.clone(), assessment.clone(), dispatch.clone());
    let screen = Screen::of(interview, assessment);
    use_door(props.door.clone(), screen, catalogue.clone(), interview.clone(), dispatch.clone());
    use_focus_on_heading(screen, shelf.clone());

    let look = looking(&shelf, &render, turn);
    let shelf = &mut *shelf.borrow_mut();
    let texts = shelf.read(interview.for_other);
    // A report without the texts of its regions leaves cards out: there is nothing to compare yet.
    let supposed = supposed.filter(|_| wanted & !texts.loaded == 0);
    let Situation { as_of, .. } = interview.situation;
    let session = Session { catalogue: catalogue.clone(), texts, as_of, dispatch };
    // Before the first answer there is nothing to tell.
    let is_told = shelf.is_whole && (session.texts.loaded != 0 || !interview.asked.is_empty());
    let Shelf { made, query, opened, beside, .. } = shelf;
    let before = made.take();
    let made = made.insert(Made::of(before, is_told, &session, &interview.situation, assessment, supposed));
    app(&Scene {
        session: &session,
        interview,
        assessment,
        report: &made.report,
        asking: desk.asking.as_ref(),
        step: desk.step,
        query,
        compared: supposed.map(Rc::as_ref).zip(made.compared.as_ref()),
        beside,
        opened,
        look: &look,
    })
}

/// Works out what follows from no answers, waits for the second part of the program, then takes up what waited.
#[hook]
fn use_later(shelf: Rc<RefCell<Shelf>>, render: UseForceUpdateHandle, props: &PageProps, turn: Callback<Turn>) {
    let (Rules(rules), today, later) = (props.catalogue.clone(), props.today, props.later.clone());
    let wait = move || {
        wasm_bindgen_futures::spawn_local(async move {
            let breath = clock::Breath::new();
            let assessment = first(&rules, today, || breath.take()).await;
            // INVARIANT: the script tries until it has come, so that the promise is never refused.
            let _ = JsFuture::from(later).await;
            let waiting = shelf.borrow_mut().complete(assessment);
            // Nothing that is shown hangs on it before the first answer, so nothing is drawn anew.
            if waiting.is_empty() {
                return;
            }
            let (act, look) = (acting(&shelf, turn.clone()), looking(&shelf, &render, turn));
            for one in waiting {
                match one {
                    Waiting::Act(action) => act.emit(action),
                    Waiting::Look(at) => look.emit(at),
                }
            }
        });
        None
    };
    use_effect_on(Depends::Nothing, Box::new(wait));
}

/// Fetches the texts of the language in use, with those of the regions that the results speak of; the old ones
/// stay until the new ones have come.
#[hook]
fn use_texts(
    shelf: Rc<RefCell<Shelf>>,
    render: UseForceUpdateHandle,
    props: &PageProps,
    interview: &Interview,
    wanted: u32,
    dispatch: Callback<Action>,
) {
    let (addresses, lang, care) = (props.addresses.clone(), interview.lang, interview.care);
    let texts = shelf.borrow().texts.clone();
    let before = Lang::of(&texts.lang);
    let depends = Depends::Texts([(lang, wanted), (before, texts.loaded)], care);
    let follow = move || {
        if lang == before {
            browser::speak(lang, word(&texts, Word::Title), care);
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
                    shelf.borrow_mut().texts = Rc::new(whole);
                    render.force_update();
                }
                Err(_) => dispatch.emit(Action::SpeakFailed(before)),
            }
        });
        None
    };
    use_effect_on(depends, Box::new(follow));
}

/// The regions whose texts are wanted: nationwide policies with the first answer, those of the place once the
/// founder was asked for it.
fn regions(texts: &Texts, catalogue: &Catalogue, interview: &Interview, assessment: &Assessment) -> u32 {
    let people = if interview.view == View::Examples { texts.region_of(RegionTexts::PEOPLE) } else { 0 };
    let place = catalogue.fact("venture.place").map(|fact| interview.situation.answer(fact));
    if place.is_none_or(|answer| answer == Answer::Absent) {
        return if interview.asked.is_empty() { people } else { people | texts.region_of(NATIONAL) };
    }
    let costs = match Stage::of(catalogue, &interview.situation) {
        Stage::Plan => texts.region_of(RegionTexts::COSTS),
        Stage::Registered | Stage::Open => 0,
    };
    people | costs | found(texts, catalogue, assessment)
}

/// Names of all policies and the cards of those found, while somebody looks for one; the one that is asked about,
/// and the one that takes its place.
fn looked_for(
    texts: &Texts,
    catalogue: &Catalogue,
    query: &str,
    about: Option<PolicyId>,
    assessment: &Assessment,
) -> u32 {
    let mut mask = 0;
    if !query.trim().is_empty() {
        mask |= texts.region_of(RegionTexts::NAMES) | found(texts, catalogue, assessment);
    }
    if let Some(about) = about {
        let standing = standing(&assessment.findings, about).map_or(about, |finding| finding.policy);
        for policy in [about, standing] {
            mask |= texts.region_of(&catalogue.policy_of(policy).id);
        }
    }
    mask
}

/// The first folder of a policy that belongs to every place.
const NATIONAL: &str = "national";

fn found(texts: &Texts, catalogue: &Catalogue, assessment: &Assessment) -> u32 {
    let mut mask = 0;
    for finding in &assessment.findings {
        if finding.superseded_by.is_none() {
            mask |= texts.region_of(&catalogue.policy_of(finding.policy).id);
        }
    }
    mask
}

/// The regions that a scenario and the effects of changes speak of.
fn spoken_of(texts: &Texts, catalogue: &Catalogue, supposed: Option<&Rc<Supposed>>, beside: &[Beside]) -> u32 {
    let mut mask = supposed.map_or(0, |supposed| found(texts, catalogue, &supposed.assessment));
    for one in beside {
        for also in &one.changes {
            for effect in &also.effects {
                mask |= texts.region_of(&catalogue.policy_of(effect.policy).id);
            }
        }
    }
    mask
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
