//! What has run out or will soon, on a day.
//!
//! A rule or a figure that is used past its last day, or past the last day for which there is
//! evidence, has to be marked: by a `renewal`, by a next value that is graded `unconfirmed`, or by
//! an end date. What is so marked reaches a founder as ended or as to be confirmed.

use super::Compiled;
use crate::date::Date;
use crate::policy::{Catalogue, Parameter, PolicyId};

/// Lines for people.
#[derive(Debug, Default)]
pub struct Expiry {
    /// Used past its end, or past its evidence, without being marked.
    pub expired: Vec<String>,
    /// Ends within the days asked for.
    pub soon: Vec<String>,
}

/// Policies and figures that have run out on a day, or will within some days.
pub fn report(compiled: &Compiled, as_of: Date, within: i32) -> Expiry {
    let mut found = Expiry::default();
    for i in 0..compiled.catalogue.policies.len() {
        let id = PolicyId(u16::try_from(i).unwrap_or(u16::MAX));
        policy(&compiled.catalogue, id, compiled.ended.contains(&id), (as_of, within), &mut found);
    }
    for parameter in &compiled.catalogue.parameters {
        figure(parameter, (as_of, within), &mut found);
    }
    found
}

fn policy(catalogue: &Catalogue, id: PolicyId, has_ended: bool, (as_of, within): (Date, i32), found: &mut Expiry) {
    let policy = catalogue.policy_of(id);
    let Some(version) = policy.versions.last() else { return };
    let Some((until, grade)) = version.in_force.until else { return };
    let line = format!("{}: the version of {} ends on {until} ({})", policy.id, version.in_force.from, grade.word());
    let expected_until = until.add_months(12);
    if until >= as_of {
        if until <= as_of.add_days(within) {
            found.soon.push(line);
        }
    } else if version.renewal_expected && as_of > expected_until {
        found.expired.push(format!("{line}; the twelve months of its expected renewal ended on {expected_until}"));
    } else if version.renewal_expected {
        found.soon.push(format!("{line}; a renewal is expected, and shown as to be confirmed until {expected_until}"));
    } else if !has_ended {
        let hint = "add the next version, or say `renewal = \"expected\"` or `renewal = \"none\"`";
        found.expired.push(format!("{line}, and nothing says what became of it\n    hint: {hint}"));
    }
}

fn figure(parameter: &Parameter, (as_of, within): (Date, i32), found: &mut Expiry) {
    let Some(last) = parameter.values.last() else { return };
    let line = format!("parameter {}: the value from {}", parameter.id, last.from);
    match last.until {
        Some(until) if until < as_of => found.expired.push(format!("{line} ended on {until}")),
        Some(until) if until <= as_of.add_days(within) => found.soon.push(format!("{line} ends on {until}")),
        None if last.grade.is_firm() && last.confirmed < as_of => {
            let next = last.confirmed.add_days(1);
            let hint = format!(
                "add `until` where the text names the last day, or go on from {next} with the same value graded `unconfirmed`"
            );
            found
                .expired
                .push(format!("{line} is used past its last evidence of {}\n    hint: {hint}", last.confirmed));
        }
        _ => {}
    }
}
