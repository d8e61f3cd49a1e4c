//! The command line as others use it: JSON shapes, exit codes, and messages for bad input.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// Runs `qibu` with a situation on standard input.
fn run(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qibu"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command line starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads standard input");
    child.wait_with_output().expect("it ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("standard output is JSON")
}

fn founders() -> Vec<Value> {
    serde_json::from_str(include_str!("../engine/tests/founders.json")).expect("JSON")
}

/// Bad input: exit 2, nothing on standard output, and a message with each of these words.
fn refuses(input: &str, words: &[&str]) {
    let output = run(&["assess", "-"], input);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(code(&output), 2, "{input}: {message}");
    assert!(output.stdout.is_empty());
    for word in words {
        assert!(message.contains(word), "`{message}` does not say `{word}`");
    }
}

fn with(answers: Value) -> String {
    json!({ "version": 1, "as_of": "2026-11-22", "answers": answers }).to_string()
}

#[test]
fn both_shapes_follow_their_schemas() {
    let schema = |text: &str| jsonschema::validator_for(&serde_json::from_str(text).expect("JSON")).expect("a schema");
    let situation = schema(include_str!("../api/schemas/situation.schema.json"));
    let assessment = schema(include_str!("../api/schemas/assessment.schema.json"));
    for founder in founders() {
        let input = &founder["situation"];
        assert!(situation.is_valid(input), "{}", founder["name"]);
        let output = json_of(&run(&["assess", "-"], &input.to_string()));
        let problems: Vec<String> = assessment.iter_errors(&output).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{}: {problems:?}", founder["name"]);
    }
    assert!(!situation.is_valid(&json!({ "version": 2 })));
    assert!(!assessment.is_valid(&json!({ "version": 1 })));
}

#[test]
fn the_page_the_library_and_the_command_line_give_the_same_bytes() {
    for founder in founders() {
        let input = founder["situation"].to_string();
        let library = qibu_api::assess(&input).expect("a good situation");
        assert_eq!(json_of(&run(&["assess", "-"], &input)).to_string(), library);
    }
}

#[test]
fn the_day_of_the_command_line_beats_that_of_the_file() {
    let input = with(json!({}));
    assert_eq!(json_of(&run(&["assess", "-", "--as-of", "2024-05-31"], &input))["as_of"], "2024-05-31");
    let without = json!({ "version": 1, "answers": {} }).to_string();
    assert_eq!(code(&run(&["assess", "-", "--as-of", "2024-05-31"], &without)), 0);
    refuses(&without, &["as_of", "missing", "--as-of"]);
}

#[test]
fn ask_gives_the_next_question_and_how_many_are_left() {
    let question = json_of(&run(&["ask", "-"], &with(json!({}))));
    assert_eq!(question["fact"], "founder.groups");
    assert!(question["left"].as_u64().is_some_and(|left| left > 5));
}

#[test]
fn bad_input_names_the_key_the_value_and_what_was_expected() {
    refuses(&with(json!({ "founder.hukuo": "shanghai" })), &["founder.hukuo", "shanghai", "a fact of the catalogue"]);
    refuses(&with(json!({ "founder.born_on": "2002-02-30" })), &["founder.born_on", "2002-02-30", "YYYY-MM-DD"]);
    refuses(&with(json!({ "venture.staff": -1 })), &["venture.staff", "-1", "a whole number from 0"]);
    refuses(&with(json!({ "venture.staff": 1.5 })), &["venture.staff", "1.5", "a whole number"]);
    refuses(&with(json!({ "venture.form": "firm" })), &["venture.form", "firm", "`individual_business`"]);
    refuses(&with(json!({ "founder.groups": ["hero"] })), &["founder.groups", "hero", "`graduate`"]);
    refuses(&with(json!({ "venture.place": "beijing" })), &["venture.place", "beijing", "elsewhere"]);
    refuses(&with(json!({ "founder.first_venture": "yes" })), &["founder.first_venture", "yes", "true, false or null"]);
    refuses(&with(json!({ "venture.annual_tax": "12,000" })), &["venture.annual_tax", "12,000", "yuan"]);
    refuses(&with(json!({ "loan.rate": "3.5%" })), &["loan.rate", "3.5%", "decimal string"]);
    refuses(&with(json!({ "venture.staff": { "from": 5, "to": 2 } })), &["venture.staff", "from", "to"]);
    refuses(
        &with(json!({ "venture.staff": 2, "venture.insured_staff": 3 })),
        &["venture.insured_staff", "3", "venture.staff"],
    );
    refuses(r#"{"version": 2, "as_of": "2026-11-22"}"#, &["version", "2", "1"]);
    refuses(r#"{"version": 1, "as_of": "22.11.2026"}"#, &["as_of", "22.11.2026", "YYYY-MM-DD"]);
    refuses(r#"{"version": 1, "as_off": "2026-11-22"}"#, &["as_off", "one of the keys"]);
    refuses("{", &["JSON", "line 1"]);
    refuses("[]", &["situation", "an object"]);
}

#[test]
fn every_mistake_is_told_at_once() {
    let output = run(&["assess", "-"], &with(json!({ "venture.staff": -1, "venture.form": "firm" })));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(message.lines().count(), 2, "{message}");
}

#[test]
fn what_was_answered_elsewhere_is_kept_and_ignored() {
    let answers =
        json!({ "founder.groups": ["veteran"], "founder.graduated_on": "2025-06-30", "venture.form": "undecided" });
    assert_eq!(code(&run(&["assess", "-"], &with(answers))), 0);
}

#[test]
fn unknown_commands_and_options_are_bad_input() {
    for args in [
        &["asses"] as &[&str],
        &["assess"],
        &["assess", "-", "--as-off", "2026-11-22"],
        &["check", "--within", "soon"],
        &[],
    ] {
        assert_eq!(code(&run(args, "")), 2, "{args:?}");
    }
    assert_eq!(code(&run(&["assess", "no-such-file.json"], "")), 2);
}

#[test]
fn check_finds_the_catalogue_clean() {
    let output = run(&["check"], "");
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("no mistakes"));
}

#[test]
fn the_text_for_people_promises_nothing() {
    for lang in engine::compile::LANGUAGES {
        let output = run(&["assess", "-", "--text", "--lang", lang], &founders()[0]["situation"].to_string());
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("8,000") && text.contains("12333"), "{text}");
        for promise in ["您可以领取", "您可以領取", "官方", "guaranteed to receive", "you will receive"] {
            assert!(!text.contains(promise), "`{promise}` promises");
        }
    }
}
