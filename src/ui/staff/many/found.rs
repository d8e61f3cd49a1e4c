//! The last step: what the roster comes to, which rows are wanted, and files to keep.

use engine::policy::PolicyId;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{Act, Deed, Scene, table};
use crate::report::format;
use crate::screening::clerk::Summary;
use crate::screening::screen::LIGHTS;
use crate::screening::table::Wish;
use crate::words::Word;

pub fn found(scene: &Scene) -> Html {
    let Some(summary) = &scene.desk.summary else { return Html::default() };
    html! {
        <>
            <p role="status">{ &summary.says }</p>
            { ways(scene, summary) }
            { totals(scene, summary) }
            { filters(scene, summary) }
            { table::table(scene, summary) }
        </>
    }
}

/// Files to keep, and the ways back.
fn ways(scene: &Scene, summary: &Summary) -> Html {
    let (desk, session) = (scene.desk, &scene.session);
    let stem = desk.name.rsplit_once('.').map_or(desk.name.as_str(), |(stem, _)| stem);
    let name = |word| session.fill(word, &[("a", stem)]);
    let save = |says: String, deed: Deed| {
        html! { <button type="button" class="choice" onclick={scene.ask(deed)}>{ says }</button> }
    };
    let failed = Wish { only_failed: true, ..Wish::default() };
    let mut files = vec![save(
        scene.word(Word::StaffManySaveAll).to_owned(),
        Deed::Save(Wish::default(), name(Word::StaffManyFileAll)),
    )];
    if summary.failed > 0 {
        let count = format::number(summary.failed.into());
        let says = session.fill(Word::StaffManySaveFailed, &[("n", &count)]);
        files.push(save(says, Deed::Save(failed.clone(), name(Word::StaffManyFileFailed))));
    }
    let is_narrow = Wish { sort: None, ..desk.wish.clone() } != Wish::default() && desk.wish != failed;
    if let Some(page) = desk.page.as_ref().filter(|page| is_narrow && page.found > 0) {
        let says = session.fill(Word::StaffManySaveFound, &[("n", &format::number(page.found.into()))]);
        files.push(save(says, Deed::Save(desk.wish.clone(), name(Word::StaffManyFileFound))));
    }
    let says = scene.word(Word::StaffManySaveTotals).to_owned();
    files.push(save(says, Deed::Totals(name(Word::StaffManyFileTotals))));
    html! {
        <>
            <div class="many-ways">{ for files }</div>
            <p>
                <button type="button" class="quiet" onclick={scene.ask(Deed::Cancel)}>
                    { scene.word(Word::StaffManyBack) }
                </button>
                { scene.clear() }
            </p>
        </>
    }
}

/// For each policy how many founders stand where; a count leads to its rows.
fn totals(scene: &Scene, summary: &Summary) -> Html {
    let Some((head, lines)) = summary.totals.split_first() else { return Html::default() };
    let line = |cells: &Vec<String>| {
        let policy = policy(scene, cells.first().map_or("", String::as_str));
        let counts = (0u8..).zip(cells.iter().skip(2)).map(|(light, count)| {
            let wish = Wish { policy, light: Some(light), ..Wish::default() };
            let (ask, act) = (scene.ask.clone(), scene.act.clone());
            let jump = move |_: MouseEvent| {
                act.emit(Act::Jump(wish.clone()));
                ask.emit((Deed::Show(wish.clone(), 0), act.clone()));
            };
            match count.as_str() {
                "0" => html! { <td>{ "0" }</td> },
                _ => html! {
                    <td>
                        <button type="button" class="many-count" onclick={jump}>{ count }</button>
                    </td>
                },
            }
        });
        html! { <tr><th scope="row">{ cells.get(1).cloned().unwrap_or_default() }</th>{ for counts }</tr> }
    };
    html! {
        <details>
            <summary>{ scene.word(Word::StaffManyTotals) }</summary>
            <div class="many-wide" tabindex="0" role="region" aria-label={scene.word(Word::StaffManyTotals).to_owned()}>
                <table class="many-totals">
                    <thead>
                        <tr>{ for head.iter().skip(1).map(|cell| html! { <th scope="col">{ cell }</th> }) }</tr>
                    </thead>
                    <tbody>{ for lines.iter().map(line) }</tbody>
                </table>
            </div>
        </details>
    }
}

fn policy(scene: &Scene, id: &str) -> Option<PolicyId> {
    let policies = (0u16..).map(PolicyId).zip(&scene.session.catalogue.policies);
    policies.into_iter().find(|(_, policy)| policy.id == id).map(|(policy, _)| policy)
}

fn filters(scene: &Scene, summary: &Summary) -> Html {
    let wish = &scene.desk.wish;
    // Each field changes its own part of what is wanted and starts at the first page.
    let on = |change: fn(&mut Wish, &Event)| {
        let (wish, ask, act) = (wish.clone(), scene.ask.clone(), scene.act.clone());
        move |event: Event| {
            let mut wish = wish.clone();
            change(&mut wish, &event);
            act.emit(Act::Ask(wish.clone()));
            ask.emit((Deed::Show(wish, 0), act.clone()));
        }
    };
    let typed = on(|wish, event| wish.text = event.target_unchecked_into::<HtmlInputElement>().value());
    let failed = on(|wish, event| wish.only_failed = event.target_unchecked_into::<HtmlInputElement>().checked());
    let policy_of = on(|wish, event| {
        wish.policy = event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok().map(PolicyId);
    });
    let light_of = on(|wish, event| {
        wish.light = event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok();
    });
    let any = |is_any: bool| html! { <option value="" selected={is_any}>{ scene.word(Word::StaffManyAny) }</option> };
    let policies = summary.totals.iter().skip(1).filter_map(|cells| {
        let id = policy(scene, cells.first()?)?;
        let selected = wish.policy == Some(id);
        Some(html! { <option value={id.0.to_string()} {selected}>{ cells.get(1).cloned()? }</option> })
    });
    let lights = (0u8..).zip(LIGHTS).map(|(at, (_, title))| {
        html! { <option value={at.to_string()} selected={wish.light == Some(at)}>{ scene.word(title) }</option> }
    });
    html! {
        <div class="many-filters" key={scene.desk.jumps}>
            <label class="field">
                <span class="field-label">{ scene.word(Word::StaffManyText) }</span>
                <input type="search" value={wish.text.clone()} oninput={move |event: InputEvent| typed(event.into())} />
            </label>
            <label class="field">
                <span class="field-label">{ scene.word(Word::StaffManyPolicy) }</span>
                <select onchange={policy_of}>{ any(wish.policy.is_none()) }{ for policies }</select>
            </label>
            <label class="field">
                <span class="field-label">{ scene.word(Word::StaffManyLight) }</span>
                <select onchange={light_of}>{ any(wish.light.is_none()) }{ for lights }</select>
            </label>
            <label class="many-check">
                <input type="checkbox" checked={wish.only_failed} onchange={failed} />
                { scene.word(Word::StaffManyOnlyFailed) }
            </label>
        </div>
    }
}
