//! What the plain reading says beside what the engine says.

use engine::assessment::Finding;
use engine::date::Date;
use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::truth::Truth;

use super::files::Policy;
use super::partial::Case;
use super::random::{self, Answer};
use super::verdict::{ABSENT, ENDED, INELIGIBLE, MISSED, Outcome};
use super::{Tally, files};

fn days(range: Option<(Date, Date)>) -> Option<(i64, i64)> {
    range.map(|(first, last)| (first.0.into(), last.0.into()))
}

/// Where the two readings of a complete situation differ; empty where they agree.
pub fn differences(policy: &Policy, ours: &Outcome, engine: Option<&Finding>) -> Vec<String> {
    let Some(found) = engine else {
        return if ours.verdict == ABSENT { Vec::new() } else { vec![format!("no entry for {}", ours.verdict)] };
    };
    let mut list = Vec::new();
    let mut same = |what: &str, plain: String, engine: String| {
        if plain != engine {
            list.push(format!("{what}: {plain}, engine {engine}"));
        }
    };
    same("verdict", ours.verdict.into(), found.verdict.word().into());
    same("missing", "[]".into(), format!("{:?}", found.missing));
    // Where no version counts, the contract does not say what a card shows besides.
    let Some(version) = ours.version else { return list };
    let one = |value: Option<i64>| format!("{:?}", value.map(|value| (value, value)));
    same("version", format!("{:?}", ours.version), format!("{:?}", found.version));
    same("sum", one(ours.fen), format!("{:?}", found.benefit.fen));
    same("periods", format!("{:?}", (ours.periods, ours.periods)), format!("{:?}", found.benefit.periods));
    same("opens", one(ours.opens), format!("{:?}", days(found.window.opens)));
    same("closes", one(ours.closes), format!("{:?}", days(found.window.closes)));
    let ids = policy.versions[version].requirements.iter().map(|one| one.id.as_str());
    let plain = ids.zip(&ours.requirements).map(|(id, (holds, disputed))| format!("{id} {holds} {disputed}"));
    let theirs = found.requirements.iter().zip(&policy.versions[version].requirements);
    let theirs = theirs.map(|(one, ours)| format!("{} {} {}", ours.id, one.truth.word(), one.disputed));
    same("requirements", plain.collect::<Vec<_>>().join(", "), theirs.collect::<Vec<_>>().join(", "));
    // A requirement that fails has no branch to be graded.
    if !ours.is_unmet() {
        same("grade", ours.grade.word().into(), found.grade.word().into());
    }
    list
}

/// Counts where the engine agrees with all completions, and notes where not.
pub fn partial(case: &Case, engine: Option<&Finding>, catalogue: &Catalogue, tally: &mut Tally) {
    let (kind, exact) = match (case.is_whole, case.is_coupled, case.is_bounded()) {
        (false, _, _) => ("case: cut short", false),
        (true, true, _) => ("case: two open facts in a comparison", false),
        (true, false, true) => ("case: bounded", false),
        (true, false, false) => ("case: plain", true),
    };
    tally.count(kind);
    let mut list = Vec::new();
    let mut note = |what: &str, detail: String| list.push(format!("{what}: {detail}"));
    let all: Vec<&Outcome> = case.completions().collect();
    match engine {
        None => {
            tally.count("verdict: no entry");
            if let Some(other) = all.iter().find(|one| one.verdict != ABSENT) {
                note("no entry", other.verdict.into());
            }
        }
        Some(found) => {
            verdict(found, &all, exact, tally, &mut note);
            requirements(case, found, &all, tally, &mut note);
            ranges(found, &all, exact, tally, &mut note);
            missing(case, found, catalogue, exact, tally, &mut note);
        }
    }
    for difference in list {
        let open = case.open.iter().map(|one| format!("{} ({})", files().facts[one.fact].id, one.values.len()));
        let open = open.collect::<Vec<_>>().join(", ");
        let read = super::opening::reads(files(), case.policy);
        let own = case.answers.iter().enumerate().map(
            |(at, answer)| {
                if read.contains(&at) { answer.clone() } else { Answer::Absent }
            },
        );
        let own: Vec<Answer> = own.collect();
        let json = || format!("open {open}: {}", random::json(files(), &own, case.today));
        tally.wrong(&case.policy.id, &difference, json);
    }
}

fn verdict(found: &Finding, all: &[&Outcome], exact: bool, tally: &mut Tally, note: &mut dyn FnMut(&str, String)) {
    let first = all[0];
    let one_class = all.iter().all(|one| one.class() == first.class());
    let one_verdict = all.iter().all(|one| one.verdict == first.verdict);
    let engine = found.verdict.word();
    let told =
        || format!("{engine} for {:?}", all.iter().map(|one| one.verdict).collect::<std::collections::BTreeSet<_>>());
    if engine == "undetermined" {
        match (one_class, exact) {
            (false, _) => tally.count("verdict: undetermined, rightly"),
            (true, false) => tally.count("verdict: undetermined, perhaps in vain"),
            (true, true) => note("undetermined in vain", told()),
        }
        return;
    }
    let refused = found.verdict.is_refusal();
    if !one_class || first.class() != if refused { INELIGIBLE } else { engine } {
        note("unsound verdict", told());
        return;
    }
    tally.count(if refused { "verdict: refused" } else { "verdict: granted" });
    let certainly = |of: fn(&Outcome) -> bool| all.iter().all(|one| of(one));
    let right = match engine {
        ENDED => one_verdict,
        MISSED => certainly(|one| one.closed || one.verdict == ENDED || one.verdict == ABSENT),
        _ => true,
    };
    if !right {
        note("unsound refusal", told());
    }
    // The first of ended, ineligible, missed that is already certain, where nothing ended and the place is known.
    let simple = all.iter().all(|one| one.verdict == INELIGIBLE || one.verdict == MISSED);
    let expected = if one_verdict && first.verdict != ABSENT {
        first.verdict
    } else if simple && certainly(|one| one.closed) && exact && !certainly(Outcome::is_unmet) {
        MISSED
    } else {
        return;
    };
    if exact && refused && engine != expected {
        note("another refusal", format!("{} expected, {}", expected, told()));
    } else if refused {
        tally.count("verdict: the same refusal");
    }
}

/// Kleene's truth is never wrong; it need not be complete.
fn requirements(case: &Case, found: &Finding, all: &[&Outcome], tally: &mut Tally, note: &mut dyn FnMut(&str, String)) {
    let shown = &case.policy.versions[found.shown_version].requirements;
    for (requirement, theirs) in shown.iter().zip(&found.requirements) {
        let ours: Vec<bool> = all
            .iter()
            .filter_map(|one| {
                let version = &case.policy.versions[one.version?];
                let at = version.requirements.iter().position(|other| other.id == requirement.id)?;
                Some(one.requirements[at].0)
            })
            .collect();
        let wrong = match theirs.truth {
            Truth::True => ours.contains(&false),
            Truth::False => ours.contains(&true),
            Truth::Unknown => false,
        };
        tally.count(if theirs.truth == Truth::Unknown { "requirement: unknown" } else { "requirement: known" });
        if wrong {
            note("unsound requirement", format!("{} is {}", requirement.id, theirs.truth.word()));
        }
    }
}

fn ranges(found: &Finding, all: &[&Outcome], exact: bool, tally: &mut Tally, note: &mut dyn FnMut(&str, String)) {
    // Where no version counts, the contract does not say what a card shows besides.
    let counted: Vec<&&Outcome> = all.iter().filter(|one| one.version.is_some()).collect();
    let every = counted.len() == all.len();
    let mut range = |what: &'static str, engine: Option<(i64, i64)>, day: bool, of: fn(&Outcome) -> Option<i64>| {
        let values: Vec<Option<i64>> = counted.iter().map(|one| of(one)).collect();
        let ends = values.iter().flatten().min().copied().zip(values.iter().flatten().max().copied());
        let told = format!("{what}: {engine:?} for {ends:?}");
        match (engine, ends) {
            (None, None) => {}
            // A day that some completion has not is not told.
            (None, Some(_)) if day && (values.contains(&None) || !every || !exact) => {
                tally.count("range: day not told")
            }
            (None, Some(_)) => note("not told", told),
            (Some(_), None) if every && exact => note("from nowhere", told),
            (Some(_), None) => tally.count("range: wider"),
            (Some((min, max)), Some((low, high))) if low < min || max < high => note("outside", told),
            (Some(engine), Some(ends)) if engine == ends => {
                tally.count(if ends.0 == ends.1 { "range: one value" } else { "range: both ends" });
            }
            // A number of periods may read one date twice, in its own formula and in the day of application.
            _ if what == "periods" => tally.count("range: more periods"),
            _ if exact && every => note("wider", told),
            _ => tally.count("range: wider"),
        }
    };
    range("sum", found.benefit.fen, false, |one| one.fen);
    range("periods", Some(found.benefit.periods), false, |one| Some(one.periods));
    range("opens", days(found.window.opens), true, |one| one.opens);
    range("closes", days(found.window.closes), true, |one| one.closes);
}

fn missing(
    case: &Case,
    found: &Finding,
    catalogue: &Catalogue,
    exact: bool,
    tally: &mut Tally,
    note: &mut dyn FnMut(&str, String),
) {
    let id = |fact: &FactId| catalogue.fact_of(*fact).id.as_str();
    let missing: Vec<&str> = found.missing.iter().map(id).collect();
    for fact in &missing {
        if !case.open.iter().any(|one| files().facts[one.fact].id == *fact) {
            note("a known fact is missing", (*fact).to_owned());
        }
    }
    for (at, open) in case.open.iter().enumerate() {
        let fact = files().facts[open.fact].id.as_str();
        let turns = case.differing_in(at).any(|(a, b)| a.class() != b.class());
        let matters = turns || case.differing_in(at).any(|(a, b)| a.told() != b.told());
        match (missing.contains(&fact), matters) {
            (true, true) => tally.count("missing: matters"),
            (false, false) => tally.count("missing: not, rightly"),
            (true, false) if exact => tally.count("missing: in vain"),
            (true, false) => tally.count("missing: perhaps in vain"),
            (false, true) if turns => note("not missing, but turns", fact.to_owned()),
            (false, true) if found.verdict.is_refusal() => tally.count("missing: not, for it is refused"),
            (false, true) => note("not missing, but matters", fact.to_owned()),
        }
    }
}
