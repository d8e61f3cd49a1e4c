//! What a person takes along: papers and dates to work through, then every way out. A program of its own; only this
//! folder and `surface/take` know it.

mod dates;
mod desk;
mod offer;
mod paper;
mod papers;
mod ways;
mod wrong;

use std::rc::Rc;

use engine::date::Date;
use engine::policy::Catalogue;
use engine::texts::Texts;
use yew::prelude::*;

use super::session::Session;
use super::tag::{button, element, heading, line, list};
use crate::interview::WRONG;
use crate::interview::saved::Saved;
use crate::words::Word;
pub use desk::{Act, Desk};

/// What this program is opened with.
#[derive(Properties, Clone)]
pub struct TakeProps {
    pub catalogue: Rc<Catalogue>,
    pub texts: Rc<Texts>,
    pub saved: Rc<Saved>,
    /// What the address carried, or was pasted, or behind [`WRONG`] the policy whose result is wrong; nothing where
    /// results are taken along.
    pub offered: Option<AttrValue>,
    pub today: Date,
    /// Milliseconds since 1970.
    pub now: u64,
    /// The page's own address, without anything of a person.
    pub base: AttrValue,
    pub reach: Reach,
    pub ask: Callback<(Deed, Callback<Act>)>,
}

/// It is mounted anew for every opening.
impl PartialEq for TakeProps {
    fn eq(&self, other: &TakeProps) -> bool {
        Rc::ptr_eq(&self.saved, &other.saved)
    }
}

/// What this browser can do: no button is shown that does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub print: bool,
    /// Files can be kept.
    pub save: bool,
    /// Texts can be copied.
    pub copy: bool,
}

/// What only a browser can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Print,
    Copy(String),
    /// A file with its name and type.
    Save(&'static str, &'static str, String),
    /// A picture of these lines, with the code below; answered with [`Act::Drawn`].
    Draw(Vec<(Weight, String)>, String),
    /// The page behind is told something: a word, and lines.
    Tell(String),
}

/// How a line of a picture is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Title,
    Head,
    Plain,
    Small,
}

/// Everything that is shown.
#[derive(Clone)]
struct Scene {
    props: TakeProps,
    session: Session,
    desk: UseReducerHandle<Desk>,
    act: Callback<Act>,
}

impl Scene {
    fn on(&self, act: Act) -> Callback<MouseEvent> {
        let dispatch = self.act.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(act.clone()))
    }

    /// A tap that asks the browser for something.
    fn ask(&self, deed: Deed) -> Callback<MouseEvent> {
        self.ask_made(move |_| deed.clone())
    }

    /// A tap that asks the browser for what is only made then: files and pictures take a while.
    fn ask_made(&self, make: impl Fn(&Scene) -> Deed + 'static) -> Callback<MouseEvent> {
        let scene = self.clone();
        Callback::from(move |_: MouseEvent| scene.props.ask.emit((make(&scene), scene.act.clone())))
    }

    fn back(&self) -> Html {
        button("quiet", self.ask(Deed::Tell("back".into())), vec![self.session.say(Word::TakeBack)])
    }
}

#[component]
pub fn Take(props: &TakeProps) -> Html {
    let desk = use_reducer(|| Desk::new(props));
    let session = Session {
        catalogue: props.catalogue.clone(),
        texts: props.texts.clone(),
        as_of: props.today,
        // Nothing here acts on the interview.
        dispatch: Callback::noop(),
    };
    let act = desk.dispatcher().to_callback();
    let (tell, told, has_noted) = (props.ask.clone(), act.clone(), desk.has_noted);
    use_effect_with(desk.notes.clone(), move |notes| {
        if has_noted {
            let mut text = String::from("notes");
            for note in notes {
                text.push('\n');
                text.push_str(note);
            }
            tell.emit((Deed::Tell(text), told));
        }
    });
    let scene = Scene { props: props.clone(), session, desk, act };
    match props.offered.as_deref().map(|offered| offered.strip_prefix(WRONG)) {
        Some(Some(policy)) => wrong::wrong(&scene, policy),
        Some(None) => offer::offer(&scene),
        None => taken(&scene),
    }
}

fn taken(scene: &Scene) -> Html {
    let session = &scene.session;
    let screen = vec![
        scene.back(),
        heading("take-title", session.word(Word::TakeTitle)),
        line("p", "way", session.word(Word::TakeLead)),
        papers::papers(scene),
        dates::dates(scene),
        ways::ways(scene),
    ];
    list(vec![element("div", "take", None, screen), paper::paper(scene)])
}
