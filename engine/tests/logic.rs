//! The published truth tables of CEL and DMN as our own data, through the compiler and the engine's truth.

use std::cell::Cell;
use std::collections::BTreeMap;

use engine::compile::cel::lower::{Code, Scope};
use engine::compile::diagnostic::Log;
use engine::compile::{Source, compile};
use engine::date::Date;
use engine::policy::Catalogue;
use engine::state::State;
use engine::term::{Days, Span};
use engine::wire;
use serde_json::{Map, Value, json};

const TODAY: Date = Date(20_779); // 2026-11-22

/// Four facts that may be answered, open, or not apply, and for each the fact that decides the last.
fn catalogue() -> Catalogue {
    let text = "{ zh = \"一\", en = \"one\" }";
    let mut facts = String::new();
    for (i, (id, kind)) in FACTS.iter().enumerate() {
        let (_, name) = id.split_once('.').expect("an entity");
        facts += &format!(
            "[[fact]]\nid = \"founder.has_{name}\"\ncode = {}\nkind = \"yes-no\"\nnoun = {text}\nyes = {text}\nno = {text}\nquestion = {text}\n\
             [[fact]]\nid = \"{id}\"\ncode = {}\nkind = \"{kind}\"\nnoun = {text}\nyes = {text}\nno = {text}\nquestion = {text}\n\
             applies_when = 'founder.has_{name}'\n",
            2 * i + 1,
            2 * i + 2,
        );
    }
    let place = format!("[[place]]\nid = \"here\"\ncode = 1\nname = {text}\n");
    let files = [("catalogue.toml", "date = 2026-11-22\n"), ("facts.toml", &facts), ("places.toml", &place)];
    let sources = files.map(|(path, text)| Source { path: path.into(), text: text.into() });
    compile(&sources, None).unwrap_or_else(|errors| panic!("{errors:#?}")).catalogue
}

const FACTS: [(&str, &str); 4] =
    [("founder.a", "yes-no"), ("founder.b", "yes-no"), ("venture.n", "count"), ("venture.m", "count")];

/// What our compiler and engine make of a case.
fn ours(catalogue: &Catalogue, expr: &str, values: &Map<String, Value>, open: Option<Value>) -> &'static str {
    let scope = Scope {
        facts: &catalogue.facts,
        places: &catalogue.places,
        parameters: &[],
        definitions: &[],
        depth: Cell::new(0),
    };
    let log = Log::default();
    let source = Source { path: "case.toml".into(), text: expr.into() };
    let Some(condition) = scope.condition(&Code { source, text: expr.into(), start: 0 }, &log) else {
        assert!(!log.is_empty(), "`{expr}` is refused without a word");
        return "refused";
    };
    let mut answers = Map::new();
    for (id, _) in FACTS {
        let (_, name) = id.split_once('.').expect("an entity");
        let value = values.get(id).cloned().unwrap_or_else(|| json!("unknown"));
        answers.insert(format!("founder.has_{name}"), json!(value != "none"));
        match value {
            Value::String(word) if word == "unknown" => {
                if let Some(open) = &open {
                    answers.insert(id.into(), open.clone());
                }
            }
            Value::String(word) => assert_eq!(word, "none"),
            value => drop(answers.insert(id.into(), value)),
        }
    }
    let situation = json!({ "version": 1, "as_of": TODAY.to_string(), "answers": answers });
    let draft = wire::situation::read(catalogue, &situation.to_string()).expect("a situation");
    let situation = draft.on(catalogue, None).expect("a situation with a day");
    let today = Span::exact(TODAY.0.into());
    condition.truth(&State::new(catalogue, &situation), Days { as_of: today, event: today }).word()
}

fn agrees(file: &str, least: usize) {
    let catalogue = catalogue();
    let file: Value = serde_json::from_str(file).expect("JSON");
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for case in file["cases"].as_array().expect("cases") {
        let word = |key: &str| case[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {case}"));
        *seen.entry(word("id")).or_default() += 1;
        let values = case.get("values").map_or_else(Map::new, |values| values.as_object().expect("values").clone());
        // An answer that was not asked for yet and one that was declined are open alike.
        for open in [None, Some(Value::Null)] {
            let found = ours(&catalogue, word("expr"), &values, open);
            if found != word("expect") {
                wrong.push(format!("{}: `{}` of {values:?} is {found}", word("id"), word("expr")));
            }
        }
        let differs = case.get("differs").map(|why| why.as_str().expect("a reason"));
        *by.entry(if differs.is_some() { "differs on purpose" } else { "agrees" }).or_default() += 1;
    }
    println!("{}: {by:?}", file["standard"]);
    assert!(seen.values().all(|count| *count == 1), "an id stands twice: {seen:?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(by["agrees"] >= least, "too few cases: {by:?}");
}

#[test]
fn conditions_are_as_true_as_the_cel_specification_has_them() {
    agrees(include_str!("logic/cel-spec.json"), 50);
}

#[test]
fn conditions_are_as_true_as_the_dmn_kit_has_them() {
    agrees(include_str!("logic/dmn-tck.json"), 50);
}
