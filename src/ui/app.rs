//! The page: questions on the left, results on the right; a phone shows one of them.

use std::rc::Rc;

use engine::assessment::Assessment;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;
use yew::prelude::*;

use super::announce::Announce;
use super::asking::Asking;
use super::footer::Footer;
use super::header::Header;
use super::results::Results;
use super::screen::Screen;
use super::session::{Dispatcher, Session};
use crate::interview::{Action, Interview};
use crate::report::Report;

#[derive(Properties, PartialEq)]
pub struct AppProps {
    pub session: Session,
    pub dispatch: Callback<Action>,
    pub interview: Rc<Interview>,
    pub assessment: Rc<Assessment>,
    pub report: Rc<Report>,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps { session, dispatch, interview, assessment, report } = props;
    let screen = Screen::of(interview, assessment);
    use_focus_on_heading(screen);
    html! {
        <ContextProvider<Session> context={session.clone()}>
            <ContextProvider<Dispatcher> context={Dispatcher(dispatch.clone())}>
                <div class="page" data-side={screen.side()}>
                    <Header lang={interview.lang} can_clear={!interview.asked.is_empty()} />
                    <main class="columns">
                        <Asking {screen} interview={interview.clone()} assessment={assessment.clone()} report={report.clone()} />
                        <Results report={report.clone()} is_done={assessment.next.is_none()} has_answers={!interview.asked.is_empty()}
                            declined={interview.declined()} />
                    </main>
                    <Footer catalogue={report.catalogue.clone()} as_of={report.as_of} />
                    <Announce report={report.clone()} />
                </div>
            </ContextProvider<Dispatcher>>
        </ContextProvider<Session>>
    }
}

/// Moves the focus to the heading of what is shown, at every step but the first.
#[hook]
fn use_focus_on_heading(screen: Screen) {
    let opened = use_mut_ref(|| false);
    use_effect_with(screen, move |screen| {
        let heading = gloo::utils::document().get_element_by_id(screen.heading());
        if opened.replace(true)
            && let Some(heading) = heading.and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            // A heading that is not displayed refuses the focus; nothing is lost by that.
            let _ = heading.focus();
        }
    });
}
