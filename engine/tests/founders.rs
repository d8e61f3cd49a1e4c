//! Whole founders with the verdicts that the texts give, worked out by hand.

mod common;

use engine::wire::assessment;
use serde_json::Value;

fn founders() -> Vec<Value> {
    serde_json::from_str(include_str!("founders.json")).expect("tests/founders.json is JSON")
}

/// One finding against what the texts give; an empty list where it holds.
fn problems(result: Option<&Value>, expect: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if expect["absent"] == Value::Bool(true) {
        return result.map(|one| format!("should be absent, is {}", one["verdict"])).into_iter().collect();
    }
    let Some(result) = result else { return vec!["is absent".into()] };
    let verdicts = expect["verdict_in"].as_array().expect("verdict_in is a list");
    if !verdicts.contains(&result["verdict"]) {
        found.push(format!("verdict {} is not in {verdicts:?}; missing {}", result["verdict"], result["missing"]));
    }
    let max = &result["benefit"]["max_fen"];
    if let Some(wanted) = expect.get("max_fen")
        && wanted != max
    {
        found.push(format!("max_fen {max} is not {wanted}"));
    }
    if let Some([low, high]) = expect.get("max_fen_between").and_then(Value::as_array).map(Vec::as_slice)
        && !(low.as_i64() <= max.as_i64() && max.as_i64() <= high.as_i64())
    {
        found.push(format!("max_fen {max} is not between {low} and {high}"));
    }
    found
}

#[test]
fn founders_get_the_verdicts_that_the_texts_give() {
    let catalogue = &common::compiled().catalogue;
    let mut wrong = Vec::new();
    let mut checked = 0;
    for founder in founders() {
        let situation = common::situation(catalogue, &founder["situation"]);
        let written = assessment::write(catalogue, &engine::assess(catalogue, &situation));
        let results = written["results"].as_array().expect("results is a list");
        for (policy, expect) in founder["expect"].as_object().expect("expect is an object") {
            let result = results.iter().find(|one| one["policy"] == **policy);
            checked += 1;
            wrong.extend(
                problems(result, expect).into_iter().map(|what| format!("{}: {policy} {what}", founder["name"])),
            );
        }
    }
    assert!(checked > 20, "only {checked} expectations were checked");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
