//! What the calculator shows first, so that it stands there before the program has come: the same views, with nothing
//! answered, as of the catalogue's own day. The program draws the same in its place.

use std::rc::Rc;

use engine::policy::Catalogue;
use engine::texts::Texts;
use yew::prelude::*;

use super::super::app::{Scene, app};
use super::super::desk::Desk;
use super::super::session::Session;
use crate::interview::lang::Lang;
use crate::report::Report;

/// The page in the language of the texts.
pub fn home(catalogue: Rc<Catalogue>, texts: Rc<Texts>) -> Html {
    let as_of = catalogue.date;
    let desk = Desk::new(catalogue.clone(), as_of, Lang::of(&texts.lang), false);
    let report = Report::none(as_of, catalogue.version());
    let session = Session { catalogue, texts, as_of, dispatch: Callback::noop() };
    app(&Scene {
        session: &session,
        interview: &desk.interview,
        assessment: &desk.assessment,
        report: &report,
        asking: desk.asking.as_ref(),
        step: desk.step,
        query: "",
        compared: None,
        beside: &[],
        opened: &[],
        look: &Callback::noop(),
    })
}
