//! “This result is right, or wrong, because”: an official's judgement as an example for the policy file.

use std::rc::Rc;

use engine::policy::PolicyId;
use engine::situation::Situation;
use engine::verdict::Verdict;
use engine::wire::situation::decimal;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::check::{Act, Deed};
use crate::exits::example::{Judgement, Says, example};
use crate::ui::session::Session;
use crate::words::Word;

#[derive(Properties, Clone, PartialEq)]
pub struct JudgedProps {
    pub session: Session,
    /// The case at hand.
    pub situation: Rc<Situation>,
    /// The policy whose result is judged.
    pub policy: PolicyId,
    /// The way to copy and to save.
    pub ask: Callback<(Deed, Callback<Act>)>,
}

/// What is filled in; nothing of it outlives the card.
#[derive(Clone, Default, PartialEq)]
struct Form {
    is_right: Option<bool>,
    verdict: Option<Verdict>,
    sum: String,
    name: String,
    because: String,
    /// What became of the last copy or file.
    says: Option<Word>,
}

impl Form {
    /// What the form says once it says enough; `Err` where the sum is none.
    fn judgement(&self) -> Result<Option<Judgement>, ()> {
        let fen = match self.sum.trim() {
            "" => None,
            sum => Some(decimal(sum, 2).ok_or(())?),
        };
        let says = match (self.is_right, self.verdict) {
            (Some(true), _) => Says::Right,
            (Some(false), Some(verdict)) => Says::Wrong { verdict, fen },
            (Some(false), None) | (None, _) => return Ok(None),
        };
        Ok(Some(Judgement { name: self.name.clone(), because: self.because.clone(), says }))
    }
}

/// How a verdict is called where one is picked.
fn name(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Eligible => Word::LightYes,
        Verdict::Likely => Word::StaffJudgedLikely,
        Verdict::Upcoming => Word::LightLater,
        Verdict::Undetermined => Word::LightOpen,
        Verdict::Ineligible => Word::LightNo,
        Verdict::Missed => Word::LightMissed,
        Verdict::Ended => Word::LightEnded,
    }
}

#[component]
pub fn Judged(props: &JudgedProps) -> Html {
    let form = use_state(Form::default);
    let session = &props.session;
    let judge = |is_right: bool, word| {
        let (form, pressed) = (form.clone(), form.is_right == Some(is_right));
        let press = Callback::from(move |_: MouseEvent| form.set(Form { is_right: Some(is_right), ..(*form).clone() }));
        html! {
            <button type="button" class="key" aria-pressed={pressed.to_string()} onclick={press}>
                { session.word(word) }
            </button>
        }
    };
    html! {
        <details class="judged">
            <summary>{ session.word(Word::StaffJudgedTitle) }</summary>
            <div class="judged-says">
                { judge(true, Word::StaffJudgedRight) }
                { judge(false, Word::StaffJudgedWrong) }
            </div>
            if form.is_right == Some(false) { { instead(session, &form) } }
            if form.is_right.is_some() { { fields(session, &form) } }
            { block(props, &form) }
        </details>
    }
}

/// Which result would be right.
fn instead(session: &Session, form: &UseStateHandle<Form>) -> Html {
    let (picks, sums) = (form.clone(), form.clone());
    let pick = Callback::from(move |event: Event| {
        let word = event.target_unchecked_into::<HtmlSelectElement>().value();
        let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.word() == word);
        picks.set(Form { verdict, ..(*picks).clone() });
    });
    let sum = Callback::from(move |event: InputEvent| {
        let sum = event.target_unchecked_into::<HtmlInputElement>().value();
        sums.set(Form { sum, ..(*sums).clone() });
    });
    let is_wrong = form.judgement().is_err();
    let option = |verdict: Verdict| {
        let picked = form.verdict == Some(verdict);
        html! { <option value={verdict.word()} selected={picked}>{ session.word(name(verdict)) }</option> }
    };
    html! { <>
        <label class="field">
            <span class="field-label">{ session.word(Word::StaffJudgedVerdict) }</span>
            <select onchange={pick}>
                <option value="" selected={form.verdict.is_none()}></option>
                { for Verdict::ALL.map(option) }
            </select>
        </label>
        <label class="field">
            <span class="field-label">{ session.word(Word::StaffJudgedSum) }</span>
            <input inputmode="decimal" autocomplete="off" aria-invalid={is_wrong.to_string()} value={form.sum.clone()}
                oninput={sum} />
        </label>
        if is_wrong { <p class="wrong" role="alert">{ session.word(Word::StaffJudgedNoSum) }</p> }
    </> }
}

fn fields(session: &Session, form: &UseStateHandle<Form>) -> Html {
    let (names, reasons) = (form.clone(), form.clone());
    let on_name = Callback::from(move |event: InputEvent| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value();
        names.set(Form { name, ..(*names).clone() });
    });
    let on_because = Callback::from(move |event: InputEvent| {
        let because = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        reasons.set(Form { because, ..(*reasons).clone() });
    });
    html! { <>
        <label class="field">
            <span class="field-label">{ session.word(Word::StaffJudgedName) }</span>
            <input autocomplete="off" value={form.name.clone()} oninput={on_name} />
        </label>
        <label class="field">
            <span class="field-label">{ session.word(Word::StaffJudgedBecause) }</span>
            <textarea rows="2" autocomplete="off" value={form.because.clone()} oninput={on_because} />
        </label>
    </> }
}

/// The example, once the form says enough, with its warning.
fn block(props: &JudgedProps, form: &UseStateHandle<Form>) -> Html {
    let JudgedProps { session, situation, policy, ask } = props;
    let Ok(Some(judgement)) = form.judgement() else { return Html::default() };
    let text = example(&session.catalogue, *policy, situation, &judgement);
    let file = [&session.catalogue.policy_of(*policy).id, ".toml"].concat();
    let press = |deed: Deed| {
        let (ask, form) = (ask.clone(), form.clone());
        let told = Callback::from(move |act: Act| {
            let says = if let Act::Says(word) = act { word } else { Word::StaffCheckFailed };
            form.set(Form { says: Some(says), ..(*form).clone() });
        });
        Callback::from(move |_: MouseEvent| ask.emit((deed.clone(), told.clone())))
    };
    let copy = press(Deed::Copy(text.clone()));
    let save = press(Deed::Save { name: "example.toml".to_owned(), text: text.clone() });
    html! { <>
        <p class="judged-warn">{ session.word(Word::StaffJudgedWarn) }</p>
        <label class="field">
            <span class="field-label">{ session.fill(Word::StaffJudgedBlock, &[("file", &file)]) }</span>
            <textarea readonly=true rows="12" wrap="off" lang="en" value={text} />
        </label>
        <div class="judged-says">
            <button type="button" class="key" onclick={copy}>
                { session.word(Word::StaffCheckCopy) }
            </button>
            <button type="button" class="key" onclick={save}>
                { session.word(Word::StaffCheckSave) }
            </button>
        </div>
        <p role="status">{ form.says.map_or("", |word| session.word(word)) }</p>
    </> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(is_right: Option<bool>, verdict: Option<Verdict>, sum: &str) -> Form {
        Form { is_right, verdict, sum: sum.into(), name: "a case".into(), because: "as told".into(), says: None }
    }

    #[test]
    fn a_form_says_enough_once_a_result_is_called_right_or_replaced() {
        let says = |form: Form| form.judgement().map(|judgement| judgement.map(|one| one.says));
        assert_eq!(says(form(None, None, "")), Ok(None));
        assert_eq!(says(form(Some(false), None, "")), Ok(None));
        assert_eq!(says(form(Some(true), None, "")), Ok(Some(Says::Right)));
        let wrong = Says::Wrong { verdict: Verdict::Likely, fen: Some(1_234_050) };
        assert_eq!(says(form(Some(false), Some(Verdict::Likely), "12340.50")), Ok(Some(wrong)));
        assert_eq!(says(form(Some(false), Some(Verdict::Likely), "8,000")), Err(()));
    }
}
