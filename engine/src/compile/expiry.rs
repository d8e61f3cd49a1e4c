//! What has run out or will soon, on a day.

use crate::date::Date;
use crate::policy::Catalogue;

/// Lines for people; what is marked as ended, disputed or unconfirmed is no finding.
#[derive(Debug, Default)]
pub struct Expiry {
    /// Used past its end without being marked.
    pub expired: Vec<String>,
    /// Ends within the days asked for.
    pub soon: Vec<String>,
}

/// Policies and figures that have run out on a day, or will within some days.
///
/// A version that ended stays for late applicants: it is a finding only where its policy has no
/// mark of that, which is a `renewal`, or evidence that reaches past the end.
pub fn report(catalogue: &Catalogue, as_of: Date, within: i32) -> Expiry {
    let mut found = Expiry::default();
    let last = as_of.add_days(within);
    for policy in &catalogue.policies {
        let Some(version) = policy.versions.last() else { continue };
        let document = catalogue.document_of(version.document);
        if let Some((until, grade)) = version.in_force.until {
            let line =
                format!("{}: the version of {} ends on {until} ({})", policy.id, version.in_force.from, grade.word());
            if until >= as_of && until <= last {
                found.soon.push(line);
            } else if until < as_of && !version.renewal_expected && document.confirmed > until {
                found
                    .expired
                    .push(format!("{line}, but its document was confirmed on {} after that", document.confirmed));
            }
        }
    }
    for parameter in &catalogue.parameters {
        let Some(figure) = parameter.values.last() else { continue };
        let Some(until) = figure.until else { continue };
        let line = format!("parameter {}: the last value ends on {until}", parameter.id);
        if until < as_of {
            found.expired.push(line);
        } else if until <= last {
            found.soon.push(line);
        }
    }
    found
}
