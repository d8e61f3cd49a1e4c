//! Holds the examples of every policy against its rule.
//!
//! An example stands in the policy's own file, or, where a tool wrote it, in `NAME.examples.toml`
//! beside it. One that is `like` another takes over its day and answers and says only what differs.

use serde_json::Value;

use super::policies::Read;
use super::table::{Node, Table};
use crate::assess::find;
use crate::assessment::Finding;
use crate::date::Date;
use crate::policy::{Catalogue, PolicyId};
use crate::situation::{Answer, Situation};
use crate::state::State;
use crate::verdict::Verdict;
use crate::wire::situation::{answer, check, decimal};

/// An example that was read: a situation with a name.
#[derive(Clone, Debug)]
pub struct Sample {
    pub name: String,
    pub situation: Situation,
    /// Every answer of it, and of what it is like, could be read.
    is_good: bool,
}

impl Sample {
    pub fn new(name: String, situation: Situation) -> Sample {
        Sample { name, situation, is_good: true }
    }
}

/// Checks every example; gives those of each policy, in the order of the catalogue.
pub fn hold(catalogue: &Catalogue, policies: &[Read]) -> Vec<Vec<Sample>> {
    let all = (0u16..).map(PolicyId).zip(policies);
    all.map(|(id, read)| {
        let mut samples = Vec::new();
        let verdicts: Vec<Verdict> =
            read.examples.iter().filter_map(|table| example(catalogue, id, table, &mut samples)).collect();
        enough(read, &verdicts);
        samples
    })
    .collect()
}

/// A test of a verdict, with its name.
type Wanted = (&'static str, fn(Verdict) -> bool);

/// One granting, one refusing and one undetermined; a card without requirements needs one granting.
fn enough(read: &Read, verdicts: &[Verdict]) {
    let has = |test: fn(Verdict) -> bool| verdicts.iter().any(|verdict| test(*verdict));
    let card = read.places.iter().all(Vec::is_empty);
    let wanted: [Wanted; 3] = [
        ("granting (eligible or likely)", Verdict::is_grant),
        ("refusing (ineligible, missed or ended)", Verdict::is_refusal),
        ("undetermined", |verdict| verdict == Verdict::Undetermined),
    ];
    for (what, test) in wanted.into_iter().take(if card { 1 } else { 3 }) {
        if !has(test) {
            read.root.complain(format!("too few examples: none is {what}"), Some("add an `[[example]]`".into()));
        }
    }
}

/// Checks one example and says the verdict that it expects.
fn example(catalogue: &Catalogue, id: PolicyId, table: &Table, samples: &mut Vec<Sample>) -> Option<Verdict> {
    let name = table.need_string("name").unwrap_or_default();
    let like = table.string("like");
    let expect = table.need("expect").and_then(Node::table);
    let base = match &like {
        Some(like) => {
            let base = samples.iter().find(|sample| sample.name == *like).cloned();
            if base.is_none() {
                table.complain(format!("example “{name}” is like “{like}”, which does not stand before it"), None);
            }
            base
        }
        None => {
            let as_of = table.need("as_of").and_then(Node::date);
            as_of.map(|as_of| Sample::new(String::new(), Situation::empty(catalogue, as_of)))
        }
    };
    let sample = given(catalogue, table, &name, base, like.is_some());
    table.finish();
    let (sample, expect) = (sample?, expect?);
    if samples.iter().any(|sample| sample.name == name) {
        table.complain(format!("the example “{name}” stands twice"), None);
    }
    samples.push(sample.clone());
    let state = State::new(catalogue, &sample.situation);
    let finding = find(id, catalogue.policy_of(id), &state);
    // With an answer missing, what was found says nothing about the rule.
    if sample.is_good { compare(&name, &expect, &finding, catalogue) } else { wanted(&expect) }
}

/// The verdict that an example expects.
fn wanted(expect: &Table) -> Option<Verdict> {
    let word = expect.need_string("verdict")?;
    Verdict::ALL.into_iter().find(|verdict| verdict.word() == word)
}

/// What an example is like, with its own answers put in.
fn given(catalogue: &Catalogue, table: &Table, name: &str, base: Option<Sample>, is_like: bool) -> Option<Sample> {
    let without = if is_like { table.list("without") } else { Vec::new() };
    let as_of = if is_like { table.date("as_of") } else { None };
    let given = if is_like { table.get("given") } else { table.need("given") }.and_then(Node::table);
    let mut sample = Sample { name: name.to_owned(), ..base? };
    sample.situation.as_of = as_of.unwrap_or(sample.situation.as_of);
    for node in without {
        match node.string().and_then(|key| catalogue.fact(&key)) {
            Some(fact) => sample.situation.set(fact, Answer::Absent),
            None => node.complain(format!("example “{name}”: no such fact"), None),
        }
    }
    let Some(given) = given else { return is_like.then_some(sample) };
    for (key, node) in flat(&given) {
        match answer(catalogue, &key, &node.json()) {
            Ok((fact, answer)) => sample.situation.set(fact, answer),
            Err(error) => {
                sample.is_good = false;
                node.complain(format!("example “{name}”: {error}"), None);
            }
        }
    }
    if let Err(error) = check(catalogue, &sample.situation) {
        sample.is_good = false;
        given.complain(format!("example “{name}”: {error}"), None);
    }
    Some(sample)
}

/// `founder.hukou = "…"` and `"founder.hukou" = "…"` are the same.
fn flat<'a>(given: &Table<'a>) -> Vec<(String, Node<'a>)> {
    let entries = given.entries().into_iter().flat_map(|(key, node)| match node.json() {
        Value::Object(_) if !key.contains('.') => {
            let inner = node.table().map(|table| table.entries()).unwrap_or_default();
            inner.into_iter().map(|(attribute, node)| (format!("{key}.{attribute}"), node)).collect()
        }
        _ => vec![(key, node)],
    });
    entries.collect()
}

fn compare(name: &str, expect: &Table, finding: &Finding, catalogue: &Catalogue) -> Option<Verdict> {
    let word = expect.need_string("verdict")?;
    let wanted = wanted(expect);
    let found = finding.verdict;
    if wanted != Some(found) {
        let missing: Vec<&str> = finding.missing.iter().map(|fact| catalogue.fact_of(*fact).id.as_str()).collect();
        let version = &catalogue.policy_of(finding.policy).versions[finding.shown_version];
        let truths = version.requirements.iter().zip(&finding.requirements);
        let truths: Vec<String> =
            truths.map(|(requirement, found)| format!("{} {}", requirement.id, found.truth.word())).collect();
        let hint = format!("missing: [{}]; requirements: {}", missing.join(", "), truths.join(", "));
        expect.complain(format!("example “{name}” is {}, not {word}", found.word()), Some(hint));
    }
    if let Some(text) = expect.string("amount") {
        let fen = decimal(&text, 2);
        let range = finding.benefit.fen;
        if range.map(|(_, max)| max) != fen {
            let found = range.map_or("none".into(), |(min, max)| format!("{min} to {max} fen"));
            expect.complain(format!("example “{name}” pays {found}, not {text} yuan"), None);
        }
    }
    for (key, days) in [("opens", finding.window.opens), ("closes", finding.window.closes)] {
        let Some(date) = expect.get(key).and_then(Node::date) else { continue };
        if days != Some((date, date)) {
            let found = days.map_or("none".into(), |(first, last): (Date, Date)| format!("{first} to {last}"));
            expect.complain(format!("example “{name}” {key} {found}, not {date}"), None);
        }
    }
    expect.finish();
    wanted
}
