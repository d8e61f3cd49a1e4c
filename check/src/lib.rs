//! `qibu check` for a browser: one policy file against the files of the site, as JSON.

use engine::compile::atoms::{Atom, atoms};
use engine::compile::checked::{Checked, checked};
use engine::compile::codes::{self, Registered};
use engine::compile::{Compiled, Diagnostic, Source, compile, is_policy};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// The registry of the numbers of policies.
const CODES: &str = "codes.toml";

/// How characters are converted: the checker carries no dictionary for it.
const HANT: &str = "hant.toml";

/// The endings of a policy file, and of the examples that a tool wrote for one.
const ENDINGS: [&str; 2] = [".examples.toml", ".toml"];

/// The policy files of the site, to check one against the others.
#[wasm_bindgen]
pub struct Files(Vec<Source>);

#[wasm_bindgen]
impl Files {
    /// From a JSON object: paths below the folder of policies, and texts.
    ///
    /// # Errors
    /// Not such an object.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str) -> Result<Files, String> {
        let files: serde_json::Map<String, Value> = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let source = |(path, text): (String, Value)| match text {
            Value::String(text) => Ok(Source { path, text }),
            other => Err(format!("`{path}` is no text: {other}")),
        };
        let mut sources = files.into_iter().map(source).collect::<Result<Vec<Source>, String>>()?;
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Files(sources))
    }

    /// The paths of all files.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.0.iter().map(|source| source.path.clone()).collect()
    }

    /// The text of a file; `undefined` where there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        self.0.iter().find(|source| source.path == path).map(|source| source.text.clone())
    }

    /// Checks everything with one file replaced or added.
    ///
    /// `mistakes` have file, line, column, message and hint. Where there is none, `findings` and `soon` are the lines
    /// of `qibu check` as of the catalogue's date, `bare` the comparisons of this policy that no example shows, as
    /// `qibu check --atoms` prints them. `code` is the line of `codes.toml` that a new policy was checked with.
    #[must_use]
    pub fn check(&self, path: &str, text: &str) -> String {
        let mut sources = self.0.clone();
        put(&mut sources, path, text);
        let code = with_code(&mut sources, path);
        let mut told = json!({ "path": path, "code": code, "mistakes": [], "findings": [], "soon": [], "bare": [] });
        match compile(&sources, None) {
            Err(mistakes) => told["mistakes"] = mistakes.iter().map(mistake).collect(),
            Ok(compiled) => tell(&compiled, path, &mut told),
        }
        told.to_string()
    }
}

/// Replaces a file, or adds one where it belongs in the order of paths.
fn put(sources: &mut Vec<Source>, path: &str, text: &str) {
    let source = Source { path: path.to_owned(), text: text.to_owned() };
    match sources.binary_search_by(|other| other.path.as_str().cmp(path)) {
        Ok(at) => sources[at] = source,
        Err(at) => sources.insert(at, source),
    }
}

/// Gives a new policy the next free number, so that nothing else than the file itself is found wanting.
fn with_code(sources: &mut [Source], path: &str) -> Option<String> {
    let [examples, ending] = ENDINGS;
    let id = path.strip_suffix(ending)?;
    let policy = Source { path: path.to_owned(), text: String::new() };
    if path.ends_with(examples) || !is_policy(&policy) {
        return None;
    }
    let registry = sources.iter_mut().find(|source| source.path == CODES)?;
    // What is wrong with the registry itself is told by the compiler.
    let Ok(Registered::New(code)) = codes::look_up(&registry.text, id) else { return None };
    registry.text = codes::with_line(&registry.text, id, code);
    Some(codes::line_of(id, code))
}

fn mistake(found: &Diagnostic) -> Value {
    json!({
        "file": found.file, "line": found.line, "column": found.column, "message": found.message, "hint": found.hint,
    })
}

/// What there is to say of files that compile.
fn tell(compiled: &Compiled, path: &str, told: &mut Value) {
    let catalogue = &compiled.catalogue;
    let atoms = atoms(compiled);
    let Checked { findings, soon, counts } = checked(compiled, &atoms, catalogue.date, 0);
    let id = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    let is_bare = |atom: &&Atom| !atom.is_covered() && catalogue.policy_of(atom.policy).id == id;
    let untold = (path == HANT).then(|| format!("{HANT}: only the build can tell whether a line changes nothing"));
    told["findings"] = findings.into_iter().chain(untold).collect();
    told["soon"] = json!(soon);
    told["bare"] = atoms.iter().filter(is_bare).map(|atom| atom.row(catalogue)).collect();
    told["counts"] = json!(counts);
    told["as_of"] = json!(catalogue.date.to_string());
    let own = catalogue.policies.iter().position(|policy| policy.id == id);
    told["examples"] = json!(own.map(|at| compiled.examples[at].iter().map(|one| &one.name).collect::<Vec<_>>()));
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use engine::compile::read_folder;

    use super::*;

    fn site() -> Files {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies");
        let sources = read_folder(&folder).expect("the policies can be read");
        let files: serde_json::Map<String, Value> =
            sources.into_iter().map(|source| (source.path, Value::from(source.text))).collect();
        Files::new(&Value::from(files).to_string()).expect("an object of texts")
    }

    fn told(files: &Files, path: &str, text: &str) -> Value {
        serde_json::from_str(&files.check(path, text)).expect("JSON")
    }

    #[test]
    fn a_mistake_has_its_place_and_everything_else_is_silent() {
        let files = site();
        let path = "shanghai/first-startup-grant.toml";
        let text = files.text(path).expect("the policy").replacen("\"founder\"", "\"person\"", 1);
        let found = &told(&files, path, &text)["mistakes"];
        let wanted = json!([{
            "file": path, "line": 1, "column": 1, "message": "unknown beneficiary `person`",
            "hint": "founder, venture, operator, training-body",
        }]);
        assert_eq!(*found, wanted);
    }

    #[test]
    fn only_a_new_policy_gets_a_number() {
        let files = site();
        let text = files.text("shanghai/minhang/mentors.toml").expect("the policy");
        let new = told(&files, "shanghai/minhang/trial.toml", &text);
        assert_eq!((&new["mistakes"], &new["findings"]), (&json!([]), &json!([])), "{new}");
        assert!(new["code"].as_str().is_some_and(|line| line.starts_with("\"shanghai/minhang/trial\" = ")), "{new}");
        for (path, text) in [("shanghai/minhang/mentors.toml", text.as_str()), ("shanghai/papers.toml", "")] {
            assert_eq!(told(&files, path, text)["code"], Value::Null, "{path}");
        }
    }

    #[test]
    fn what_only_the_build_can_tell_is_said() {
        let files = site();
        let text = files.text(HANT).expect("the file");
        let told = told(&files, HANT, &text);
        assert_eq!(told["mistakes"], json!([]));
        assert_eq!(told["findings"], json!(["hant.toml: only the build can tell whether a line changes nothing"]));
    }

    #[test]
    fn what_is_no_object_of_texts_is_refused() {
        assert_eq!(Files::new("{\"a.toml\": 1}").err().as_deref(), Some("`a.toml` is no text: 1"));
        assert!(Files::new("[]").is_err());
    }
}
