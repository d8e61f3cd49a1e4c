//! Policy files without Rust: one is written or pasted, and told the same as `qibu check` tells.

mod bench;
mod told;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::StaffProps;
use crate::ui::session::Session;
use crate::words::Word;
use bench::Bench;
pub use bench::{Act, Deed};
use told::{Mistake, Told};

/// The id of the field with the text, which a message leads to.
pub const TEXT: &str = "check-text";

/// The list of paths to choose from.
const PATHS: &str = "check-paths";

/// Everything that is shown.
struct Scene<'a> {
    session: &'a Session,
    bench: &'a Bench,
    act: Callback<Act>,
    ask: Callback<(Deed, Callback<Act>)>,
}

impl Scene<'_> {
    /// A button that asks the browser for something; it is off where there is nothing to ask.
    fn button(&self, word: Word, deed: Option<Deed>) -> Html {
        let (ask, act, off) = (self.ask.clone(), self.act.clone(), deed.is_none());
        let press = Callback::from(move |_: MouseEvent| {
            if let Some(deed) = deed.clone() {
                ask.emit((deed, act.clone()));
            }
        });
        html! { <button type="button" class="key" disabled={off} onclick={press}>{ self.session.word(word) }</button> }
    }
}

#[component]
pub fn Check(props: &StaffProps) -> Html {
    let bench = use_reducer(Bench::default);
    let (session, act, ask) = (props.session(), bench.dispatcher().to_callback(), props.check.clone());
    // Fetched only once somebody comes here.
    let (watch, open) = (props.watch.clone(), (ask.clone(), act.clone()));
    use_effect_with((), move |()| {
        watch.emit(Callback::from(move |fragment: String| {
            if fragment == "check" {
                open.0.emit((Deed::Open, open.1.clone()));
            }
        }));
    });
    // Whenever typing pauses.
    let (soon, check) = (bench.check(true), (ask.clone(), act.clone()));
    use_effect_with(soon, move |soon| {
        if let Some(deed) = soon.clone() {
            check.0.emit((deed, check.1));
        }
    });
    let scene = Scene { session: &session, bench: &bench, act, ask };
    html! {
        <div class="check">
            <h2>{ session.word(Word::StaffCheck) }</h2>
            <p>{ session.word(Word::StaffCheckLead) }</p>
            <div class="check-sides">
                { editor(&scene) }
                <section class="check-told" aria-label={session.word(Word::StaffCheckTold).to_owned()}>
                    <p role="status">{ status(&scene) }</p>
                    if let Some(told) = &bench.told { { found(&scene, told) } }
                    { specification(&scene) }
                </section>
            </div>
        </div>
    }
}

fn editor(scene: &Scene) -> Html {
    let Scene { session, bench, act, .. } = scene;
    let (on_path, on_text) = (act.clone(), act.clone());
    let on_path = Callback::from(move |event: InputEvent| {
        on_path.emit(Act::Path(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let on_text = Callback::from(move |event: InputEvent| {
        on_text.emit(Act::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    });
    let path = told::path(&bench.path);
    let text = (!bench.text.is_empty()).then(|| bench.text.clone());
    html! {
        <div class="check-file">
            <div class="check-path">
                <label class="field">
                    <span class="field-label">{ session.word(Word::StaffCheckPath) }</span>
                    <input list={PATHS} value={bench.path.clone()} oninput={on_path} autocomplete="off"
                        autocapitalize="none" spellcheck="false" placeholder="shanghai/minhang/rent-subsidy.toml" />
                </label>
                <datalist id={PATHS}>
                    { for bench.paths.iter().flat_map(|paths| paths.iter()).map(|path| html! { <option value={path.clone()} /> }) }
                </datalist>
                { scene.button(Word::StaffCheckLoad, bench.is_known().then_some(Deed::Load(path))) }
                { scene.button(Word::StaffCheckChoose, Some(Deed::Choose)) }
            </div>
            <label class="field">
                <span class="field-label">{ session.word(Word::StaffCheckText) }</span>
                <textarea id={TEXT} rows="28" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="none"
                    value={bench.text.clone()} oninput={on_text} />
            </label>
            <div class="check-deeds">
                { scene.button(Word::StaffCheckNow, bench.check(false)) }
                if bench.can_copy { { scene.button(Word::StaffCheckCopy, text.clone().map(Deed::Copy)) } }
                { scene.button(Word::StaffCheckSave, text.map(|text| Deed::Save { name: bench.file_name(), text })) }
            </div>
        </div>
    }
}

/// Where the check stands, in a sentence.
fn status(scene: &Scene) -> String {
    let Scene { session, bench, .. } = scene;
    let count = |word, n: usize| session.fill(word, &[("n", &n.to_string())]);
    match (&bench.told, bench.says) {
        (_, Some(says)) => session.word(says).to_owned(),
        _ if bench.paths.is_none() => session.word(Word::StaffCheckFetching).to_owned(),
        _ if bench.text.trim().is_empty() => session.word(Word::StaffCheckEmpty).to_owned(),
        _ if bench.path.trim().is_empty() => session.word(Word::StaffCheckNoPath).to_owned(),
        _ if bench.is_checking => session.word(Word::StaffCheckChecking).to_owned(),
        (None, None) => String::new(),
        (Some(told), None) if !told.mistakes.is_empty() => count(Word::StaffCheckMistakes, told.mistakes.len()),
        (Some(told), None) if !told.findings.is_empty() => count(Word::StaffCheckFindings, told.findings.len()),
        (Some(told), None) => {
            let count = told.examples.len().to_string();
            session.fill(Word::StaffCheckGood, &[("n", &count), ("date", &told.as_of)])
        }
    }
}

fn found(scene: &Scene, told: &Told) -> Html {
    let session = scene.session;
    let list = |word: Option<Word>, lines: &[String]| {
        let lines = lines.iter().map(|line| html! { <li><pre lang="en">{ line }</pre></li> });
        html! { <>
            if let Some(word) = word { <h3>{ session.word(word) }</h3> }
            <ul>{ for lines }</ul>
        </> }
    };
    let headed = |word, lines: &[String]| if lines.is_empty() { Html::default() } else { list(Some(word), lines) };
    html! { <>
        if let Some(code) = &told.code {
            <p class="check-code">{ session.word(Word::StaffCheckCode) }<code>{ code }</code></p>
        }
        if !told.mistakes.is_empty() {
            <ol class="check-mistakes">{ for told.mistakes.iter().map(|one| mistake(scene, told, one)) }</ol>
        }
        { list(None, &told.findings) }
        { headed(Word::StaffCheckBare, &told.bare) }
        { headed(Word::StaffCheckSoon, &told.soon) }
    </> }
}

/// A mistake as the command line prints it; one of the file at hand leads to its line.
fn mistake(scene: &Scene, told: &Told, found: &Mistake) -> Html {
    let place = format!("{}:{}:{}", found.file, found.line, found.column);
    let says = html! { <>
        <span class="check-place">{ place }</span>
        <span>{ &found.message }</span>
        if let Some(hint) = &found.hint { <span class="check-hint">{ "hint: " }{ hint }</span> }
    </> };
    if found.file != told.path {
        return html! { <li lang="en" class="check-mistake">{ says }</li> };
    }
    let (ask, act, deed) = (scene.ask.clone(), scene.act.clone(), scene.bench.to_line(found.line));
    let press = Callback::from(move |_: MouseEvent| ask.emit((deed.clone(), act.clone())));
    html! { <li><button type="button" lang="en" class="check-mistake" onclick={press}>{ says }</button></li> }
}

/// The one prose specification of the format.
fn specification(scene: &Scene) -> Html {
    if scene.bench.readme.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ scene.session.word(Word::StaffCheckSpec) }</summary>
            <pre lang="en" class="check-spec" tabindex="0">{ &*scene.bench.readme }</pre>
        </details>
    }
}
