//! What `qibu check` says of files that compile: the same on a command line and in a browser.

use super::atoms::Atom;
use super::{Compiled, expiry, lint};
use crate::date::Date;

/// Lines for people.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What has run out, what nobody can have meant, what no example shows.
    pub findings: Vec<String>,
    /// What ends within the days asked for.
    pub soon: Vec<String>,
    /// How many policies and examples there are.
    pub counts: String,
}

/// Checks a catalogue on a day, with a look `within` days ahead; `atoms` are all of its comparisons.
#[must_use]
pub fn checked(compiled: &Compiled, atoms: &[Atom], as_of: Date, within: i32) -> Checked {
    let dates = expiry::report(compiled, as_of, within);
    let mut findings = [dates.expired, lint::findings(compiled)].concat();
    let bare = atoms.iter().filter(|atom| !atom.is_covered()).count();
    if bare > 0 {
        findings.push(format!("{bare} comparisons are shown by no example: see `qibu check --atoms`"));
    }
    let examples: usize = compiled.examples.iter().map(Vec::len).sum();
    let counts = format!("{} policies, {examples} examples", compiled.catalogue.policies.len());
    Checked { findings, soon: dates.soon, counts }
}
