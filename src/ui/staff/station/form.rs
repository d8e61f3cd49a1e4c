//! The form: a field for every key of the published schema, in the order of `station::ORDER`.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::StaffProps;
use crate::interview::lang::Lang;
use crate::station::{self, get, keys, set, typed, unpublished};
use crate::ui::session::Session;
use crate::words::Word;

/// What is filled in by itself.
const FIXED: [&str; 2] = ["$schema", "version"];

struct Form<'a> {
    session: &'a Session,
    lang: Lang,
    schema: &'a Value,
    settings: &'a Value,
    change: &'a Callback<Value>,
    /// What may be picked for a key: value and name.
    offers: BTreeMap<&'static str, Vec<(String, String)>>,
}

pub fn form(props: &StaffProps, session: &Session, settings: &Value, change: &Callback<Value>) -> Html {
    // INVARIANT: the schema is this build's own file; a test reads it.
    let schema: Value = serde_json::from_str(station::SCHEMA).unwrap_or_default();
    let offers = offers(props, session);
    let form = Form { session, lang: props.lang, schema: &schema, settings, change, offers };
    html! { <div class="station-fields">{ for form.properties("", &schema) }</div> }
}

fn offers(props: &StaffProps, session: &Session) -> BTreeMap<&'static str, Vec<(String, String)>> {
    let catalogue = &props.catalogue;
    let named = |id: &str, name: &str| (id.to_owned(), format!("{name} · {id}"));
    let places = catalogue.places.list.iter().map(|place| named(&place.id, &session.places(place.mask).join("、")));
    let policies = unpublished(catalogue, props.today).into_iter();
    let policies = policies.map(|policy| named(&catalogue.policy_of(policy).id, session.policy_name(policy)));
    let mut groups = Vec::new();
    if let Some(fact) = catalogue.fact("founder.groups") {
        let texts = &session.fact_text(fact).values;
        for (value, text) in catalogue.fact_of(fact).values.iter().zip(texts) {
            groups.push((value.id.clone(), text.name.clone()));
        }
    }
    let word = |id: &str, word| (id.to_owned(), session.word(word).to_owned());
    let per = [("once", Word::StaffStationOnce), ("month", Word::StaffStationMonth), ("year", Word::StaffStationYear)];
    BTreeMap::from([
        ("place", places.collect()),
        ("policy", policies.collect()),
        ("groups", groups),
        ("per", per.map(|(id, key)| word(id, key)).to_vec()),
        ("lang", Lang::ALL.map(|lang| (lang.tag().to_owned(), lang.name().to_owned())).to_vec()),
    ])
}

impl Form<'_> {
    /// A rule with what it refers to.
    fn rule(&self, rule: &Value) -> Value {
        let mut whole = rule["$ref"]
            .as_str()
            .map_or(json!({}), |name| self.schema.pointer(name.trim_start_matches('#')).cloned().unwrap_or_default());
        for (key, value) in rule.as_object().into_iter().flatten() {
            whole[key] = value.clone();
        }
        whole
    }

    /// The half of a bilingual text that is read.
    fn half(&self, rule: &Value, key: &str) -> String {
        let both = rule[key].as_str().unwrap_or_default();
        let (zh, en) = both.split_once(" · ").unwrap_or((both, both));
        if self.lang == Lang::En { en.to_owned() } else { zh.to_owned() }
    }

    fn properties(&self, path: &str, rule: &Value) -> Vec<Html> {
        let Some(properties) = rule["properties"].as_object() else { return Vec::new() };
        let asked = keys(properties).into_iter().filter(|key| !FIXED.contains(key));
        asked.map(|key| self.field(&[path, "/", key].concat(), key, &self.rule(&properties[key]))).collect()
    }

    fn field(&self, path: &str, key: &str, rule: &Value) -> Html {
        let title = self.half(rule, "title");
        let hint = self.half(rule, "description");
        let hint = html! { if !hint.is_empty() { <small class="hint">{ hint }</small> } };
        match (rule["type"].as_str().unwrap_or_default(), key) {
            ("object", _) => html! {
                <fieldset><legend>{ title }</legend>{ hint }<div class="station-group">{ for self.properties(path, rule) }</div></fieldset>
            },
            ("array", "groups") => html! {
                <fieldset><legend>{ title }</legend><div class="station-ticks">{ for self.ticks(path, key) }</div></fieldset>
            },
            ("array", _) => html! { <fieldset><legend>{ title }</legend>{ hint }{ self.rows(path, rule) }</fieldset> },
            ("boolean", _) => self.tick(path, &title, &hint),
            (kind, _) => {
                let inside = match self.offers.get(key) {
                    Some(offers) => self.select(path, offers),
                    None => self.input(path, kind, rule),
                };
                html! { <label class="field"><span class="field-label">{ title }</span>{ inside }{ hint }</label> }
            }
        }
    }

    fn input(&self, path: &str, kind: &str, rule: &Value) -> Html {
        let example = &rule["examples"][0];
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        let (settings, change) = (self.settings.clone(), self.change.clone());
        let (at, number) = (path.to_owned(), kind.to_owned());
        let oninput = Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            change.emit(set(&settings, &at, typed(&number, &text)));
        });
        let is_day = rule["format"] == "date";
        html! {
            <input name={path.to_owned()} type={if is_day { "date" } else { "text" }} value={get(self.settings, path)}
                placeholder={example} {oninput} autocomplete="off" />
        }
    }

    fn select(&self, path: &str, offers: &[(String, String)]) -> Html {
        let now = get(self.settings, path);
        let (settings, change, at) = (self.settings.clone(), self.change.clone(), path.to_owned());
        let onchange = Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            change.emit(set(&settings, &at, value.into()));
        });
        // What a file says and the catalogue does not have stays to be seen, and the check names it.
        let foreign =
            (!now.is_empty() && offers.iter().all(|(value, _)| *value != now)).then(|| (now.clone(), now.clone()));
        let all = offers.iter().cloned().chain(foreign);
        let options =
            all.map(|(value, name)| html! { <option value={value.clone()} selected={value == now}>{ name }</option> });
        html! {
            <select name={path.to_owned()} {onchange}>
                <option value="" selected={now.is_empty()}>{ "—" }</option>
                { for options }
            </select>
        }
    }

    fn tick(&self, path: &str, title: &str, hint: &Html) -> Html {
        let (settings, change, at) = (self.settings.clone(), self.change.clone(), path.to_owned());
        let onchange = Callback::from(move |event: Event| {
            let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
            change.emit(set(&settings, &at, if is_on { true.into() } else { Value::Null }));
        });
        let checked = get(self.settings, path) == "true";
        html! { <label class="station-tick"><input name={path.to_owned()} type="checkbox" {checked} {onchange} /><span>{ title }{ hint.clone() }</span></label> }
    }

    /// Several of what may be picked.
    fn ticks(&self, path: &str, key: &str) -> Vec<Html> {
        let chosen = self.settings.pointer(path).and_then(Value::as_array).cloned().unwrap_or_default();
        let offers = self.offers.get(key).map_or(&[] as &[_], Vec::as_slice);
        let tick = |(value, name): &(String, String)| {
            let (settings, change, at) = (self.settings.clone(), self.change.clone(), path.to_owned());
            let (chosen, this) = (chosen.clone(), Value::from(value.clone()));
            let checked = chosen.contains(&this);
            let onchange = Callback::from(move |_: Event| {
                let mut next: Vec<Value> = chosen.iter().filter(|one| **one != this).cloned().collect();
                if !checked {
                    next.push(this.clone());
                }
                change.emit(set(&settings, &at, next.into()));
            });
            html! { <label class="station-tick"><input type="checkbox" {checked} {onchange} /><span>{ name }</span></label> }
        };
        offers.iter().map(tick).collect()
    }

    /// One row for each figure, with the ways to add and to remove one.
    fn rows(&self, path: &str, rule: &Value) -> Html {
        let rows = self.settings.pointer(path).and_then(Value::as_array).cloned().unwrap_or_default();
        let of = self.rule(&rule["items"]);
        let to = |rows: Vec<Value>| {
            let (settings, change, at) = (self.settings.clone(), self.change.clone(), path.to_owned());
            Callback::from(move |_: MouseEvent| change.emit(set(&settings, &at, rows.clone().into())))
        };
        let shown = rows.iter().enumerate().map(|(i, _)| {
            let without: Vec<Value> = rows.iter().enumerate().filter(|(at, _)| *at != i).map(|(_, row)| row.clone()).collect();
            let number = (i + 1).to_string();
            html! {
                <fieldset class="station-figure" key={i}>
                    <legend>{ self.session.say_with(Word::StaffStationFigure, &[("n", &number)]) }</legend>
                    <div class="station-group">{ for self.properties(&format!("{path}/{i}"), &of) }</div>
                    <button type="button" class="quiet" onclick={to(without)}>{ self.session.say(Word::StaffStationRemove) }</button>
                </fieldset>
            }
        });
        let shown: Vec<Html> = shown.collect();
        let more = [rows.clone(), vec![json!({})]].concat();
        html! {
            <>
                { for shown }
                <button type="button" class="quiet" onclick={to(more)}>{ self.session.say(Word::StaffStationAdd) }</button>
            </>
        }
    }
}
