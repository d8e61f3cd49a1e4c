//! Pages that need neither JavaScript nor WebAssembly: one for each policy, and the lists around them.
//!
//! The same parts as in the calculator, rendered once when the site is built.

mod around;
mod home;
mod policy;
pub mod words;

use std::rc::Rc;

use yew::LocalServerRenderer;
use yew::prelude::*;

pub use around::{Site, changes, confirm, coverage, glossary, index, place_name};
pub use home::home;
pub use policy::policy;

#[derive(Properties)]
struct BodyProps {
    inside: Rc<Html>,
}

impl PartialEq for BodyProps {
    fn eq(&self, other: &BodyProps) -> bool {
        Rc::ptr_eq(&self.inside, &other.inside)
    }
}

#[component]
fn Body(props: &BodyProps) -> Html {
    (*props.inside).clone()
}

/// A view as text.
///
/// # Panics
/// No thread of the machine can run a task.
pub fn render(make: impl FnOnce() -> Html) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    // INVARIANT: a runtime on the current thread opens nothing that could fail.
    let runtime = runtime.unwrap_or_else(|error| unreachable!("a runtime on this thread: {error}"));
    let local = tokio::task::LocalSet::new();
    let props = BodyProps { inside: Rc::new(make()) };
    local.block_on(&runtime, LocalServerRenderer::<Body>::with_props(props).hydratable(false).render())
}
