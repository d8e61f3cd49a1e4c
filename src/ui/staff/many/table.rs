//! A page of the rows that are wanted.

use yew::prelude::*;

use super::{Act, Scene};
use crate::report::format;
use crate::screening::clerk::Summary;
use crate::screening::table::{Fate, PAGE, Page, Shown, Wish};
use crate::words::Word;

pub fn table(scene: &Scene, summary: &Summary) -> Html {
    let Some(page) = &scene.desk.page else {
        return html! { <p role="status">{ scene.word(Word::StaffManyLooking) }</p> };
    };
    let session = &scene.session;
    let says = match (scene.desk.is_asking, page.found) {
        (true, _) => scene.word(Word::StaffManyLooking).to_owned(),
        (false, 0) => scene.word(Word::StaffManyNone).to_owned(),
        (false, count) => session.fill(Word::StaffManyFound, &[("n", &format::number(count.into()))]),
    };
    let heads = (0u32..).zip(&summary.head).map(|(at, name)| head(scene, at, name));
    html! {
        <>
            <p role="status">{ says }</p>
            <div class="many-wide" tabindex="0" role="region" aria-label={scene.word(Word::StaffManyResults).to_owned()}>
                <table class="many-rows" aria-busy={scene.desk.is_asking.to_string()}>
                    <thead><tr><th scope="col">{ scene.word(Word::StaffManyLine) }</th>{ for heads }</tr></thead>
                    <tbody>{ for page.rows.iter().map(|shown| row(scene, shown)) }</tbody>
                </table>
            </div>
            { pages(scene, page) }
        </>
    }
}

/// The name of a column; a tap sorts by it, the next one the other way round, the third not at all.
fn head(scene: &Scene, at: u32, name: &str) -> Html {
    let (sort, order) = match scene.desk.wish.sort {
        Some((column, false)) if column == at => (Some((at, true)), "ascending"),
        Some((column, true)) if column == at => (None, "descending"),
        _ => (Some((at, false)), "none"),
    };
    let wish = Wish { sort, ..scene.desk.wish.clone() };
    html! {
        <th scope="col" aria-sort={order}>
            <button type="button" onclick={scene.on_wish(wish, 0)}>{ name }</button>
        </th>
    }
}

/// Long cells are cut until the row is unfolded.
fn row(scene: &Scene, shown: &Shown) -> Html {
    let is_unfolded = scene.desk.unfolded == Some(shown.line);
    let class = match (shown.fate, is_unfolded) {
        (Fate::Failed, true) => "failed unfolded",
        (Fate::Failed, false) => "failed",
        (_, true) => "unfolded",
        (_, false) => "",
    };
    let line = shown.line.to_string();
    let label = scene.session.fill(Word::StaffManyUnfold, &[("n", &line)]);
    html! {
        <tr key={line.clone()} {class}>
            <th scope="row">
                <button
                    type="button"
                    aria-label={label}
                    aria-expanded={is_unfolded.to_string()}
                    onclick={scene.on(Act::Unfold(shown.line))}
                >
                    { line }
                </button>
            </th>
            { for shown.cells.iter().map(|cell| html! { <td><div>{ cell }</div></td> }) }
        </tr>
    }
}

fn pages(scene: &Scene, page: &Page) -> Html {
    let count = page.found.div_ceil(PAGE as u32).max(1);
    let numbers = [format::number(i128::from(page.at) + 1), format::number(count.into())];
    let says = scene.session.fill(Word::StaffManyPage, &[("a", &numbers[0]), ("b", &numbers[1])]);
    let turn = |says: Word, to: Option<u32>| {
        let disabled = to.is_none();
        let onclick = scene.on_wish(scene.desk.wish.clone(), to.unwrap_or_default());
        html! { <button type="button" class="quiet" {onclick} {disabled}>{ scene.word(says) }</button> }
    };
    html! {
        <p class="many-pages">
            { turn(Word::StaffManyFirst, (page.at > 0).then_some(0)) }
            { turn(Word::StaffManyBefore, page.at.checked_sub(1)) }
            <span>{ says }</span>
            { turn(Word::StaffManyNext, Some(page.at + 1).filter(|next| *next < count)) }
            { turn(Word::StaffManyLast, Some(count - 1).filter(|last| *last > page.at)) }
        </p>
    }
}
