//! `qibu new PLACE/NAME`: the skeleton of a policy file, and a number for links.

use std::fs;

use engine::compile::codes::{self, Registered};

use super::{Failure, Options, Outcome, folder};

/// The registry of the numbers of policies.
const CODES: &str = "codes.toml";

pub fn new(options: &Options) -> Outcome {
    let id = options.file.as_deref().unwrap_or_default();
    // Only the places are read: a broken policy file is no reason not to begin another.
    let places = places()?;
    let (place, name) = id.rsplit_once('/').unwrap_or_default();
    let is_name =
        !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    if !is_name {
        return Err(Failure::Input(format!(
            "`{id}` is no id: write PLACE/NAME, such as shanghai/minhang/rent-subsidy"
        )));
    }
    if place != "national" && !places.iter().any(|known| known == place) {
        return Err(Failure::Input(format!("`{place}` is no place; places are national, {}", places.join(", "))));
    }
    let path = folder().join(format!("{id}.toml"));
    if path.exists() {
        return Err(Failure::Input(format!("{} stands there already", path.display())));
    }
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", path.display()));
    let codes = with_code(id)?;
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    let inside = if place == "national" { "elsewhere" } else { leaf(&places, place) };
    fs::write(&path, SKELETON.replace("PLACE", inside)).map_err(failed)?;
    fs::write(folder().join(CODES), codes).map_err(failed)?;
    Ok(format!("{}\nfill it in, then run `qibu check`: it says what is still missing", path.display()))
}

/// The registry of numbers, with the next free one for a policy.
fn with_code(id: &str) -> Result<String, Failure> {
    let (path, text) = shared(CODES)?;
    match codes::look_up(&text, id).map_err(|error| Failure::Input(format!("{path}: {error}")))? {
        Registered::Retired => Err(Failure::Input(format!("`{id}` is retired in {CODES}: choose another name"))),
        // The file was taken away and comes back: it keeps its number.
        Registered::Known => Ok(text),
        Registered::New(code) => Ok(codes::with_line(&text, id, code)),
    }
}

/// A shared file: where it stands, and its text.
fn shared(name: &str) -> Result<(String, String), Failure> {
    let path = folder().join(name).display().to_string();
    let text = fs::read_to_string(&path).map_err(|error| Failure::Input(format!("{path}: {error}")))?;
    Ok((path, text))
}

/// The ids of `places.toml`.
fn places() -> Result<Vec<String>, Failure> {
    let (path, text) = shared("places.toml")?;
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| Failure::Input(format!("{path}: {error}")))?;
    let places = table.get("place").and_then(toml::Value::as_array).into_iter().flatten();
    Ok(places.filter_map(|place| place.get("id").and_then(toml::Value::as_str)).map(str::to_owned).collect())
}

/// A place inside that has no children: examples need an exact one.
fn leaf<'a>(places: &'a [String], place: &'a str) -> &'a str {
    let has_children = |id: &String| places.iter().any(|other| other.starts_with(&format!("{id}/")));
    let inside = places.iter().filter(|id| *id == place || id.starts_with(&format!("{place}/")));
    let mut leaves = inside.filter(|id| !has_children(id));
    leaves.next().map_or(place, String::as_str)
}

const SKELETON: &str = r#"# Facts: which section of which facts file; which readings were chosen, and why.
name        = { zh = "", en = "" }
family      = "startup-grant"   # training loan rent social-insurance startup-grant hiring incubation tax talent contest service status
beneficiary = "founder"         # founder venture operator training-body
limit       = { times = 1, per = "person" }   # remove where it may be had again
papers      = []                # ids of papers.toml
channels    = []                # ids of channels.toml

[[version]]
document = ""                   # id of a documents.toml
in_force = { from = 2026-01-01, from_grade = "unconfirmed" }

[[version.requirement]]
id    = "who"
label = { zh = "对象", en = "Who" }
cite  = { article = "", grade = "unconfirmed", confirmed = 2026-01-01 }
when  = '"graduate" in founder.groups'

[version.benefit]
kind        = "cash"            # cash loan interest tax-relief fee-relief space in-kind service status
per         = "once"            # once month year
unpublished = true              # or: amount = 'yuan(8000)' and grade = "reported"

[[example]]
name   = "a graduate"
as_of  = 2026-11-22
expect = { verdict = "likely" }
[example.given]
"venture.place" = "PLACE"
"founder.groups" = ["graduate"]
"founder.received" = []

[[example]]
name   = "a veteran"
as_of  = 2026-11-22
expect = { verdict = "ineligible" }
[example.given]
"venture.place" = "PLACE"
"founder.groups" = ["veteran"]
"founder.received" = []

[[example]]
name   = "groups not told"
as_of  = 2026-11-22
expect = { verdict = "undetermined" }
[example.given]
"venture.place" = "PLACE"
"founder.received" = []
"#;
