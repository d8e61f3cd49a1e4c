//! Many founders at once: a roster is chosen, its columns are decided, its rows screened beside the page, and looked at.

mod choose;
mod columns;
mod desk;
mod found;
mod running;
mod table;

use std::rc::Rc;

use engine::date::Date;
use yew::prelude::*;

use super::StaffProps;
use crate::screening::columns::Column;
use crate::screening::table::Wish;
use crate::ui::session::Session;
use crate::words::Word;
use desk::Step;
pub use desk::{Act, Desk, Progress, Trouble};

/// What only a browser can do; answered by [`Act`]s.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Open the file that was picked in a field, dropped, or pasted as text.
    Open(Event),
    /// Open a text that was typed, under a name.
    Read(String, String),
    /// Screen the roster that is open, for a day where no column gives one.
    Screen(Rc<[Column]>, Option<Date>),
    /// Stop screening; the roster stays open.
    Cancel,
    /// Look up a page of rows.
    Show(Wish, u32),
    /// Keep the rows that are wanted as a file of this name.
    Save(Wish, String),
    /// Keep the totals as a file of this name.
    Totals(String),
    /// Drop the roster and everything made of it.
    Clear,
}

/// Everything that a step shows.
struct Scene<'a> {
    session: Session,
    desk: &'a Desk,
    act: Callback<Act>,
    ask: Callback<(Deed, Callback<Act>)>,
}

impl Scene<'_> {
    fn word(&self, word: Word) -> &str {
        self.session.word(word)
    }

    fn on<E: 'static>(&self, act: Act) -> Callback<E> {
        let dispatch = self.act.clone();
        Callback::from(move |_: E| dispatch.emit(act.clone()))
    }

    /// A tap that asks the browser for something.
    fn ask(&self, deed: Deed) -> Callback<MouseEvent> {
        let (ask, act) = (self.ask.clone(), self.act.clone());
        Callback::from(move |_: MouseEvent| ask.emit((deed.clone(), act.clone())))
    }

    /// A change of what is wanted is shown at once and looked up beside the page.
    fn on_wish(&self, wish: Wish, at: u32) -> Callback<MouseEvent> {
        let (ask, act) = (self.ask.clone(), self.act.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(Act::Ask(wish.clone()));
            ask.emit((Deed::Show(wish.clone(), at), act.clone()));
        })
    }

    fn clear(&self) -> Html {
        html! {
            <button type="button" class="quiet" onclick={self.ask(Deed::Clear)}>{ self.word(Word::StaffManyClear) }</button>
        }
    }
}

#[component]
pub fn Many(props: &StaffProps) -> Html {
    let desk = use_reducer(|| Desk::new(props.today));
    let act = desk.dispatcher().to_callback();
    let scene = Scene { session: props.session(), desk: &desk, act, ask: props.many.clone() };
    let step = match desk.step {
        Step::Choose => choose::choose(&scene),
        Step::Columns => columns::columns(&scene),
        Step::Running => running::running(&scene),
        Step::Done => found::found(&scene),
    };
    html! {
        <div class="many">
            <h2>{ scene.word(Word::StaffMany) }</h2>
            <p class="many-note">{ scene.word(Word::StaffManyStays) }</p>
            { step }
        </div>
    }
}
