//! A station's settings as a form holds them: a JSON value along the published schema, written in a fixed order.
//!
//! Whether they are right is said in one place only, `web/station/check.js`.

use engine::date::Date;
use engine::policy::{Catalogue, Per, PolicyId};
use engine::station::{Figure, version_of};
use serde_json::{Map, Value};

/// The schema, as it is published.
pub const SCHEMA: &str = include_str!("../web/station/schema.json");

/// The order in which keys are written and asked for, whatever they stand in.
pub const ORDER: [&str; 34] = [
    "$schema",
    "version",
    "name",
    "zh",
    "zh-Hant",
    "en",
    "contacts",
    "phone",
    "address",
    "url",
    "hours",
    "policy",
    "place",
    "groups",
    "color",
    "lang",
    "kiosk",
    "idle_seconds",
    "figures",
    "yuan",
    "per",
    "times",
    "at_most",
    "citation",
    "confirmed_by",
    "confirmed_on",
    "until",
    "icp",
    "police",
    "number",
    "code",
    "handler",
    "contact",
    "text",
];

/// The keys of an object in order; those that are none of ours come last.
pub fn keys(object: &Map<String, Value>) -> Vec<&str> {
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_by_key(|key| ORDER.iter().position(|known| known == key).unwrap_or(ORDER.len()));
    keys
}

/// The file: two spaces for each level, a line for each key.
pub fn write(settings: &Value) -> String {
    let mut whole = settings.clone();
    whole["$schema"] = "./station.schema.json".into();
    whole["version"] = 1.into();
    let mut text = String::new();
    put(&whole, "\n", &mut text);
    text + "\n"
}

fn put(value: &Value, margin: &str, text: &mut String) {
    let inner = [margin, "  "].concat();
    let begin = |open: &str, text: &mut String| text.push_str(&[open, &inner].concat());
    match value {
        Value::Object(object) if !object.is_empty() => {
            for (i, key) in keys(object).into_iter().enumerate() {
                begin(if i == 0 { "{" } else { "," }, text);
                text.push_str(&[&Value::from(key).to_string(), ": "].concat());
                put(&object[key], &inner, text);
            }
            text.push_str(&[margin, "}"].concat());
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (i, one) in list.iter().enumerate() {
                begin(if i == 0 { "[" } else { "," }, text);
                put(one, &inner, text);
            }
            text.push_str(&[margin, "]"].concat());
        }
        other => text.push_str(&other.to_string()),
    }
}

/// What stands at a path such as `/figures/0/yuan`, as it is typed; empty where nothing does.
pub fn get(settings: &Value, path: &str) -> String {
    match settings.pointer(path) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The settings with a value at a path; nothing stands for nothing, and what holds nothing goes too.
#[must_use]
pub fn set(settings: &Value, path: &str, value: Value) -> Value {
    let mut changed = settings.clone();
    put_at(&mut changed, path.trim_start_matches('/'), value);
    changed
}

fn put_at(at: &mut Value, path: &str, value: Value) {
    let (key, rest) = path.split_once('/').unwrap_or((path, ""));
    if let (Value::Array(list), Ok(i)) = (&mut *at, key.parse::<usize>()) {
        let Some(one) = list.get_mut(i) else { return };
        if rest.is_empty() {
            *one = value
        } else {
            put_at(one, rest, value)
        }
        return;
    }
    if !at.is_object() {
        *at = Value::Object(Map::new());
    }
    let Some(object) = at.as_object_mut() else { return };
    if rest.is_empty() {
        object.insert(key.to_owned(), value);
    } else {
        put_at(object.entry(key).or_insert_with(|| Value::Object(Map::new())), rest, value);
    }
    if object.get(key).is_some_and(is_nothing) {
        object.remove(key);
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What was typed as the schema's type asks; text that is no number stays text, so that the check names it.
pub fn typed(kind: &str, text: &str) -> Value {
    let is_number = matches!(kind, "number" | "integer");
    match serde_json::from_str::<Value>(text) {
        Ok(number @ Value::Number(_)) if is_number => number,
        _ => text.into(),
    }
}

/// The policies for which a station may confirm a sum.
pub fn unpublished(catalogue: &Catalogue, today: Date) -> Vec<PolicyId> {
    let mut found = Vec::new();
    for (policy, one) in (0u16..).map(PolicyId).zip(&catalogue.policies) {
        let (confirmed, until) = (today, today);
        let figure =
            Figure { policy, place: one.place, fen: 1, per: Per::Once, times: 0, at_most: false, confirmed, until };
        if version_of(one, &figure).is_ok() {
            found.push(policy);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use engine::date::Date;
    use serde_json::{Value, json};

    use super::{ORDER, SCHEMA, get, set, typed, unpublished, write};

    #[test]
    fn the_form_knows_every_key_of_the_schema() {
        fn keys(schema: &Value, found: &mut Vec<String>) {
            match schema {
                Value::Object(object) => {
                    let properties = object.get("properties").and_then(Value::as_object);
                    found.extend(properties.into_iter().flat_map(|it| it.keys().cloned()));
                    object.values().for_each(|value| keys(value, found));
                }
                Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        keys(&serde_json::from_str(SCHEMA).expect("JSON"), &mut found);
        assert!(found.len() > 30);
        for key in found {
            assert!(ORDER.contains(&key.as_str()), "{key}");
        }
    }

    #[test]
    fn every_example_of_the_schema_is_valid_by_it() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let mut whole = json!({});
        for (key, rule) in schema["properties"].as_object().expect("properties") {
            whole[key] = rule["examples"][0].clone();
        }
        assert!(validator.is_valid(&whole), "{whole}");
        assert!(validator.is_valid(&json!({})), "no station");
        assert!(!validator.is_valid(&json!({ "colour": "#000" })));
    }

    #[test]
    fn what_is_typed_is_written_in_order_and_emptied_leaves_nothing() {
        let mut settings = json!({});
        for (path, value) in [
            ("/figures", json!([{}])),
            ("/figures/0/until", json!("2027-06-30")),
            ("/figures/0/yuan", typed("number", "5000.5")),
            ("/name/zh", json!("闵行站")),
            ("/groups", json!(["graduate"])),
            ("/contacts/phone", json!("021")),
            ("/contacts/phone", json!("")),
        ] {
            settings = set(&settings, path, value);
        }
        let lines = [
            "{",
            "  \"$schema\": \"./station.schema.json\",",
            "  \"version\": 1,",
            "  \"name\": {",
            "    \"zh\": \"闵行站\"",
            "  },",
            "  \"groups\": [\"graduate\"],",
            "  \"figures\": [",
            "    {",
            "      \"yuan\": 5000.5,",
            "      \"until\": \"2027-06-30\"",
            "    }",
            "  ]",
            "}",
            "",
        ];
        assert_eq!(write(&settings), lines.join("\n"));
        assert_eq!(
            (get(&settings, "/figures/0/yuan").as_str(), get(&settings, "/contacts/phone").as_str()),
            ("5000.5", "")
        );
        assert_eq!(typed("number", "viel"), json!("viel"), "so that the check names it");
    }

    #[test]
    fn a_policy_with_a_sum_of_its_own_is_not_offered() {
        let catalogue = crate::catalogue::load();
        let found = unpublished(&catalogue, Date(20_779));
        let ids: Vec<&str> = found.iter().map(|policy| catalogue.policy_of(*policy).id.as_str()).collect();
        assert!(ids.contains(&"shanghai/minhang/opening-subsidy"));
        assert!(!ids.contains(&"shanghai/first-startup-grant"));
    }
}
