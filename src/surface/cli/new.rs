//! `qibu new PLACE/NAME`: the skeleton of a policy file.

use std::fs;

use engine::policy::Catalogue;

use super::{Failure, Options, Outcome, folder};
use crate::catalogue;

pub fn new(options: &Options) -> Outcome {
    let id = options.file.as_deref().unwrap_or_default();
    // The catalogue of this build: a broken policy file is no reason not to begin another.
    let catalogue = catalogue::load();
    let places = &catalogue.places;
    let (place, name) = id.rsplit_once('/').unwrap_or_default();
    let is_name =
        !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    if !is_name {
        return Err(Failure::Input(format!(
            "`{id}` is no id: write PLACE/NAME, such as shanghai/minhang/rent-subsidy"
        )));
    }
    if place != "national" && places.mask(place).is_none() {
        let known: Vec<&str> = places.list.iter().map(|place| place.id.as_str()).collect();
        return Err(Failure::Input(format!("`{place}` is no place; places are national, {}", known.join(", "))));
    }
    let path = folder().join(format!("{id}.toml"));
    if path.exists() {
        return Err(Failure::Input(format!("{} stands there already", path.display())));
    }
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", path.display()));
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    let inside = if place == "national" { "elsewhere" } else { leaf(&catalogue, place) };
    fs::write(&path, SKELETON.replace("PLACE", inside)).map_err(failed)?;
    Ok(format!("{}\nfill it in, then run `qibu check`: it says what is still missing", path.display()))
}

/// A place inside that has no children: examples need an exact one.
fn leaf<'a>(catalogue: &'a Catalogue, place: &'a str) -> &'a str {
    let inside = catalogue.places.list.iter().filter(|one| one.id == place || one.id.starts_with(&format!("{place}/")));
    let mut leaves = inside.filter(|one| one.mask.count_ones() == 1);
    leaves.next().map_or(place, |one| &one.id)
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
