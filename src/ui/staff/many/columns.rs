//! The second step: what each column stands for, and the day to assess for.

use engine::fact::{FactId, Kind};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{Act, Deed, Scene};
use crate::report::format;
use crate::screening::columns::{AS_OF, Column, Columns, Means, NO_FACT};
use crate::screening::trouble::{column_error, short};
use crate::ui::session::Session;
use crate::ui::tag::wrong;
use crate::words::Word;

pub fn columns(scene: &Scene) -> Html {
    let (desk, session) = (scene.desk, &scene.session);
    let Some(head) = &desk.head else { return Html::default() };
    let counts = [format::number(head.rows.into()), desk.columns.len().to_string()];
    let says = session.fill(Word::StaffManyRows, &[("a", &desk.name), ("n", &counts[0]), ("c", &counts[1])]);
    let facts = facts(session);
    let rows = desk.columns.iter().enumerate().map(|(at, column)| row(scene, at, column, &head.samples[at], &facts));
    html! {
        <>
            <p>{ says }</p>
            <table class="many-columns">
                <caption>{ scene.word(Word::StaffManyColumns) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ scene.word(Word::StaffManyColumn) }</th>
                        <th scope="col">{ scene.word(Word::StaffManySamples) }</th>
                        <th scope="col">{ scene.word(Word::StaffManyMeans) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            { day(scene) }
            { for troubles(scene).iter().map(|trouble| wrong(trouble)) }
            { start(scene) }
            { scene.clear() }
        </>
    }
}

fn row(scene: &Scene, at: usize, column: &Column, samples: &[String], facts: &[(String, String)]) -> Html {
    let session = &scene.session;
    let now = key(session, column.means);
    let act = scene.act.clone();
    let catalogue = session.catalogue.clone();
    let onchange = move |event: Event| {
        let key = event.target_unchecked_into::<HtmlSelectElement>().value();
        let means = match key.as_str() {
            NO_FACT => Some(Means::Nothing),
            AS_OF => Some(Means::AsOf),
            id => catalogue.fact(id).map(Means::Fact),
        };
        if let Some(means) = means {
            act.emit(Act::Pick(at, means));
        }
    };
    let option = |value: &str, says: &str| {
        html! { <option value={value.to_owned()} selected={value == now}>{ says }</option> }
    };
    let class = match column.means {
        Means::Perhaps(_) => "many-open",
        Means::Nothing => "many-passed",
        Means::Fact(_) | Means::AsOf => "",
    };
    let open = match column.means {
        Means::Perhaps(fact) => {
            let says = session.fill(Word::StaffManyUndecided, &[("a", &noun(session, fact))]);
            html! { <option value="" selected=true>{ says }</option> }
        }
        Means::Fact(_) | Means::AsOf | Means::Nothing => Html::default(),
    };
    let name = short(&column.name);
    html! {
        <tr key={at} class={class}>
            <th scope="row">{ name.clone() }</th>
            <td class="many-samples">{ for samples.iter().map(|cell| html! { <span>{ cell }</span> }) }</td>
            <td>
                <select aria-label={session.fill(Word::StaffManyMeansOf, &[("a", &name)])} {onchange}>
                    { open }
                    { option(NO_FACT, scene.word(Word::StaffManyPass)) }
                    { option(AS_OF, scene.word(Word::StaffManyDay)) }
                    { for facts.iter().map(|(id, says)| option(id, says)) }
                </select>
            </td>
        </tr>
    }
}

/// The value of an option.
fn key(session: &Session, means: Means) -> String {
    match means {
        Means::Fact(fact) => session.catalogue.fact_of(fact).id.clone(),
        Means::AsOf => AS_OF.to_owned(),
        Means::Nothing => NO_FACT.to_owned(),
        Means::Perhaps(_) => String::new(),
    }
}

/// Every fact with its id, in words.
fn facts(session: &Session) -> Vec<(String, String)> {
    let ids = (0u16..).map(FactId).zip(&session.catalogue.facts);
    ids.map(|(fact, definition)| (definition.id.clone(), noun(session, fact))).collect()
}

/// A fact by its noun, and what yes means where it is a yes or no.
fn noun(session: &Session, fact: FactId) -> String {
    let Some(text) = session.texts.facts.get(usize::from(fact.0)) else { return String::new() };
    match (&text.yes, session.catalogue.fact_of(fact).kind) {
        (Some(yes), Kind::YesNo) => session.fill(Word::StaffManyYes, &[("a", &text.noun), ("b", yes)]),
        _ => text.noun.clone(),
    }
}

fn day(scene: &Scene) -> Html {
    if let Some(column) = scene.desk.day_column() {
        return html! { <p>{ scene.session.fill(Word::StaffManyByRow, &[("a", &short(&column.name))]) }</p> };
    }
    let act = scene.act.clone();
    let oninput = move |event: InputEvent| {
        act.emit(Act::Day(event.target_unchecked_into::<HtmlInputElement>().value()));
    };
    html! {
        <label class="field many-day">
            <span class="field-label">{ scene.word(Word::StaffManyAsOf) }</span>
            <input type="date" value={scene.desk.day.clone()} {oninput} />
        </label>
    }
}

/// What has to be mended before it can start.
fn troubles(scene: &Scene) -> Vec<String> {
    let (desk, session) = (scene.desk, &scene.session);
    let mut says = Vec::new();
    let open: Vec<String> = desk.undecided().map(|column| short(&column.name)).collect();
    if !open.is_empty() {
        says.push(session.fill(Word::StaffManyOpen, &[("a", &format::names(&open, &session.texts))]));
    }
    // Without a column that is known there is nothing to say while one is still to be decided.
    if let Err(errors) = Columns::checked(desk.columns.to_vec())
        && open.is_empty()
    {
        says.extend(errors.iter().map(|error| column_error(error, &session.texts)));
    }
    if desk.day_column().is_none() && desk.day.parse::<engine::date::Date>().is_err() {
        says.push(scene.word(Word::StaffManyNoDay).to_owned());
    }
    says
}

fn start(scene: &Scene) -> Html {
    let task = scene.desk.task();
    let disabled = task.is_none();
    let (ask, act) = (scene.ask.clone(), scene.act.clone());
    let onclick = move |_: MouseEvent| {
        if let Some((columns, day)) = task.clone() {
            act.emit(Act::Start);
            ask.emit((Deed::Screen(columns, day), act.clone()));
        }
    };
    html! {
        <button type="button" class="choice go" {onclick} {disabled}>{ scene.word(Word::StaffManyStart) }</button>
    }
}
