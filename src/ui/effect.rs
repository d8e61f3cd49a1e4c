//! What happens after a render. One hook for every effect: each type that Yew's own is used with weighs most
//! of a kilobyte.

use std::rc::Rc;

use yew::prelude::*;

use super::screen::Screen;
use crate::interview::Interview;
use crate::interview::lang::Lang;

/// What an effect depends on.
#[derive(PartialEq)]
pub enum Depends {
    /// Only on the page being there.
    Nothing,
    Shown(Screen),
    Answers(Rc<Interview>),
    /// What is fetched only when used, and the language that it speaks.
    Apart(Screen, Lang),
    /// The language in use and that of the texts, with the regions of each; whether type is large.
    Texts([(Lang, u32); 2], bool),
    /// Whether there is a step to go back to, and how many were taken.
    Steps(bool, u32),
}

/// What is left to do before an effect runs again, or once the page is gone.
pub type Undo = Box<dyn FnOnce()>;

/// Runs after every render where what it depends on is not what it was.
#[hook]
pub fn use_effect_on(depends: Depends, run: Box<dyn FnOnce() -> Option<Undo>>) {
    use_effect_with(depends, move |_| {
        let undo = run();
        move || {
            if let Some(undo) = undo {
                undo();
            }
        }
    });
}
