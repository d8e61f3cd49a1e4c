//! The first step: a file is chosen or dropped, or a table pasted.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{Act, Deed, Scene, Trouble};
use crate::screening::roster::Refusal;
use crate::ui::tag::wrong;
use crate::words::Word;

pub fn choose(scene: &Scene) -> Html {
    let (desk, session) = (scene.desk, &scene.session);
    if desk.is_reading {
        let says = session.fill(Word::StaffManyReading, &[("a", &desk.name)]);
        return html! { <><p role="status">{ says }</p>{ scene.clear() }</> };
    }
    let (ask, act) = (scene.ask.clone(), scene.act.clone());
    let open = move |event: Event| ask.emit((Deed::Open(event), act.clone()));
    let (dropped, pasted) = (open.clone(), open.clone());
    let ondrop = move |event: DragEvent| {
        event.prevent_default();
        dropped(event.into());
    };
    // A file is only taken by an element that says so while it is dragged over it.
    let ondragover = |event: DragEvent| event.prevent_default();
    // A large table is read from the clipboard: drawn in a field it would hold up the page.
    let onpaste = move |event: Event| {
        event.prevent_default();
        pasted(event);
    };
    let act = scene.act.clone();
    let oninput = move |event: InputEvent| {
        act.emit(Act::Type(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    };
    let read = scene.ask(Deed::Read(scene.word(Word::StaffManyPasted).to_owned(), desk.typed.clone()));
    html! {
        <div class="many-choose" {ondrop} {ondragover}>
            { desk.trouble.as_ref().map(|trouble| wrong(&says(scene, trouble))).unwrap_or_default() }
            <label class="field">
                <span class="field-label">{ scene.word(Word::StaffManyChoose) }</span>
                <input type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" onchange={open} />
            </label>
            <p>{ scene.word(Word::StaffManyDrop) }</p>
            <label class="field">
                <span class="field-label">{ scene.word(Word::StaffManyPaste) }</span>
                <textarea rows="4" spellcheck="false" value={desk.typed.clone()} {oninput} {onpaste} />
            </label>
            <button type="button" class="choice" onclick={read} disabled={desk.typed.trim().is_empty()}>
                { scene.word(Word::StaffManyRead) }
            </button>
        </div>
    }
}

fn says(scene: &Scene, trouble: &Trouble) -> String {
    let session = &scene.session;
    match trouble {
        Trouble::Refused(Refusal::NotText) => session.fill(Word::StaffManyNotText, &[("a", &scene.desk.name)]),
        Trouble::Refused(Refusal::Empty) => session.fill(Word::StaffManyEmpty, &[("a", &scene.desk.name)]),
        Trouble::Refused(Refusal::Unclosed { line }) => {
            session.fill(Word::StaffManyUnclosed, &[("n", &line.to_string())])
        }
        Trouble::Refused(Refusal::Source { .. }) => scene.word(Word::StaffManyUnread).to_owned(),
        Trouble::Offline => scene.word(Word::StaffManyOffline).to_owned(),
        Trouble::Broken => scene.word(Word::StaffManyBroken).to_owned(),
    }
}
