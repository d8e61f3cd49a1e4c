//! DESIGN §4, "for a complete situation, first match wins", step by step.

use super::calendar;
use super::files::{Files, Grade, Policy, Requirement, Version};
use super::formula::{Expr, Place, Ratio, Value};

pub const ELIGIBLE: &str = "eligible";
pub const LIKELY: &str = "likely";
pub const UPCOMING: &str = "upcoming";
pub const INELIGIBLE: &str = "ineligible";
pub const MISSED: &str = "missed";
pub const ENDED: &str = "ended";
/// The policy is of another place: no entry. It counts as a no.
pub const ABSENT: &str = "absent";

/// What a policy comes to for a complete situation.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub verdict: &'static str,
    /// Position of the version that was read; `None` where none covers the event.
    pub version: Option<usize>,
    /// Position of the case of the benefit that holds.
    pub case: Option<usize>,
    pub fen: Option<i64>,
    pub periods: i64,
    pub opens: Option<i64>,
    pub closes: Option<i64>,
    /// For each requirement whether it holds as some source reads it, and whether only so.
    pub requirements: Vec<(bool, bool)>,
    pub closed: bool,
    pub grade: Grade,
}

impl Outcome {
    /// Refusals count as one: a founder is told no.
    pub fn class(&self) -> &'static str {
        match self.verdict {
            MISSED | ENDED | ABSENT => INELIGIBLE,
            verdict => verdict,
        }
    }

    pub fn is_unmet(&self) -> bool {
        self.requirements.iter().any(|(holds, _)| !holds)
    }

    /// What a founder is told.
    pub fn told(&self) -> (&'static str, Option<i64>, i64, Option<i64>, Option<i64>) {
        (self.class(), self.fen, self.periods, self.opens, self.closes)
    }
}

/// Which version counts, and how.
struct Chosen {
    at: usize,
    event: i64,
    /// Its first day is still to come.
    from: Option<i64>,
    /// It is past its end, and a renewal is expected.
    renewed: bool,
    ended: bool,
    /// It covers the event, or will, or is expected to go on.
    counts: bool,
}

/// Steps 1 to 3.
fn choose(policy: &Policy, today: Place) -> Chosen {
    let event = |version: &Version| match &version.event {
        None => today.today,
        Some(formula) => today.value(formula).number().expect("an event has a day"),
    };
    for (at, version) in policy.versions.iter().enumerate() {
        let event = event(version);
        if version.from <= event && version.until.is_none_or(|(until, _)| event <= until) {
            return Chosen {
                at,
                event,
                from: None,
                renewed: false,
                ended: version.has_stopped(today.today),
                counts: true,
            };
        }
    }
    for (at, version) in policy.versions.iter().enumerate() {
        if version.event.is_none() && today.today < version.from {
            let from = version.from;
            return Chosen { at, event: today.today, from: Some(from), renewed: false, ended: false, counts: true };
        }
    }
    let at = policy.versions.len() - 1;
    let version = &policy.versions[at];
    let event = event(version);
    let renewed = version.until.is_some_and(|(until, _)| {
        until < event && version.renewal_expected && event <= calendar::add_months(until, 12)
    });
    Chosen { at, event, from: None, renewed, ended: version.has_stopped(today.today) || !renewed, counts: renewed }
}

/// The first and the last day to apply.
fn window(version: &Version, at: Place) -> (Option<i64>, Option<i64>, Grade) {
    let day = |formula: &Option<Expr>| formula.as_ref().and_then(|formula| at.value(formula).number());
    let mut last = (None, None, Grade::Official);
    for window in &version.windows {
        last = (day(&window.opens), day(&window.closes), window.grade);
        if last.1.is_none_or(|closes| at.today <= closes) {
            break;
        }
    }
    last
}

struct Met {
    holds: bool,
    disputed_only: bool,
    /// Some undisputed branch that holds stands in an official or reported text.
    firm: bool,
    grade: Grade,
}

fn met(requirement: &Requirement, at: Place) -> Met {
    let holds = |condition: &Option<Expr>| condition.as_ref().is_some_and(|condition| at.holds(condition));
    let mut met = Met { holds: false, disputed_only: true, firm: false, grade: Grade::Unconfirmed };
    for branch in &requirement.any {
        let (plain, wider) = (holds(&branch.when), holds(&branch.disputed));
        if plain || wider {
            met.holds = true;
            met.grade = met.grade.min(branch.grade);
        }
        if plain {
            met.disputed_only = false;
            met.firm |= branch.grade.is_firm();
        }
    }
    met
}

/// Reads one policy against complete answers on a day.
pub fn judge(files: &Files, policy: &Policy, answers: &[Value], today: i64) -> Outcome {
    let now = Place { files, answers, today, as_of: today, event: today };
    let chosen = choose(policy, now);
    let version = &policy.versions[chosen.at];
    let now = Place { event: chosen.event, ..now };
    let (window_opens, closes, window_grade) = window(version, now);
    // An event that is still to come is what one waits for: the window says when.
    let opens = window_opens.max(chosen.from).max((chosen.event > today).then_some(chosen.event));
    // 4. The day of application.
    let day = today.max(opens.unwrap_or(today)).max(chosen.event);
    let then = Place { as_of: day, ..now };
    let requirements: Vec<Met> = version.requirements.iter().map(|one| met(one, then)).collect();

    // What is paid, and what that rests on.
    let nth = version.cases.iter().position(|case| case.when.as_ref().is_none_or(|when| then.holds(when)));
    let case = nth.map(|nth| &version.cases[nth]);
    let formula = case.and_then(|case| case.amount.as_ref());
    let sum = |formula: &Expr| match then.value(formula) {
        Value::Number(ratio) => Some(ratio),
        _ => None,
    };
    let amount = formula.and_then(sum);
    // Where one of two sources gives no sum here, there is nothing to compare.
    let other = version.amount_disputed.as_ref().and_then(sum);
    let figure_disputed = amount.zip(other).is_some_and(|(one, other)| one.compare(other).is_ne());
    let figure = formula.map_or(Grade::Official, |formula| then.worst_figure(formula));
    let figure = figure.max(case.and_then(|case| case.grade).unwrap_or(Grade::Official));
    let periods = version.periods.as_ref().map_or(Some(1), |formula| then.value(formula).number());

    let until_grade = version.until.map_or(Grade::Official, |(_, grade)| grade);
    let version_grade = version.document_grade.max(version.from_grade).max(until_grade);
    let met_grade = requirements.iter().map(|one| one.grade).max().unwrap_or(Grade::Official);
    let grade = version_grade.max(window_grade).max(figure).max(met_grade);
    let end_known = version.until.is_some_and(|(_, grade)| grade.is_firm());
    let outdated = chosen.event > version.document_confirmed && !end_known;

    let place = now.fact(policy.place_of);
    let here = policy.national || matches!(place, Value::Text(place) if policy.place.contains(&place));
    let closed = closes.is_some_and(|closes| today > closes);
    let verdict = if !here {
        ABSENT
    } else if chosen.ended {
        ENDED
    } else if requirements.iter().any(|one| !one.holds) {
        INELIGIBLE
    } else if closed {
        MISSED
    } else if opens.is_some_and(|opens| today < opens) {
        UPCOMING
    } else if chosen.renewed
        || requirements.iter().any(|one| one.disputed_only || !one.firm)
        || !grade.is_firm()
        || figure_disputed
        || outdated
    {
        LIKELY
    } else {
        ELIGIBLE
    };
    Outcome {
        verdict,
        version: chosen.counts.then_some(chosen.at),
        case: nth,
        fen: amount.map(Ratio::rounded),
        periods: periods.unwrap_or(1).max(0),
        opens,
        closes,
        requirements: requirements.iter().map(|one| (one.holds, one.holds && one.disputed_only)).collect(),
        closed,
        grade,
    }
}
