//! Which comparisons the examples show deciding on their own: MC/DC, in its masking form.
//!
//! A comparison decides in an example where turning it alone would turn its requirement, and with it
//! the verdict, or the amount. It has to be seen deciding both while it holds and while it does not.
//! Of a policy that pays nothing computed, each requirement has to be seen so as a whole.

mod search;

use crate::condition::Condition;
use crate::policy::{Alternative, Catalogue, Policy, PolicyId, Requirement, Version};
use crate::reading::{Fate, Reading, readings};
use crate::settle::fen;
use crate::state::State;
use crate::term::Days;
use crate::truth::Truth;

use super::Compiled;
use super::cel::print;
use super::examples::Sample;
pub use search::write;

/// A comparison, or a requirement as a whole, and the examples that show it deciding.
pub struct Atom<'a> {
    pub policy: PolicyId,
    /// Position of the version.
    pub version: usize,
    pub spot: Spot,
    /// `None` for a requirement as a whole.
    condition: Option<&'a Condition>,
    /// As it would stand in the policy file.
    pub text: String,
    /// Names of examples: one where it does not hold, one where it holds.
    pub shown: [Option<String>; 2],
    /// Why no example can turn it alone.
    pub coupled: Option<String>,
}

/// Where a comparison stands in its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Requirement(usize),
    /// A case of the benefit.
    Case(usize),
}

/// A comparison that no example can turn on its own, as its file says.
#[derive(Clone, Debug)]
pub struct Coupled {
    pub policy: PolicyId,
    pub version: usize,
    pub requirement: String,
    pub atom: String,
    pub reason: String,
}

impl Atom<'_> {
    /// Seen deciding both ways, or excused.
    pub fn is_covered(&self) -> bool {
        self.coupled.is_some() || self.shown.iter().all(Option::is_some)
    }

    /// The id of the requirement, or `amount`.
    pub fn place<'a>(&self, catalogue: &'a Catalogue) -> &'a str {
        let version = &catalogue.policy_of(self.policy).versions[self.version];
        match self.spot {
            Spot::Requirement(i) => &version.requirements[i].id,
            Spot::Case(_) => "amount",
        }
    }

    /// A row of the table of comparisons: what it is, and which examples show it.
    pub fn row(&self, catalogue: &Catalogue) -> String {
        let policy = catalogue.policy_of(self.policy);
        let from = policy.versions[self.version].in_force.from;
        let shown = |value: usize| self.shown[value].clone().unwrap_or_else(|| "—".into());
        let mark = match (&self.coupled, self.is_covered()) {
            (Some(reason), _) => format!("coupled: {reason}"),
            (None, true) => format!("holds in “{}”, fails in “{}”", shown(1), shown(0)),
            (None, false) => format!("NOT SHOWN: holds in “{}”, fails in “{}”", shown(1), shown(0)),
        };
        format!("{} {from} {}: {}\n    {mark}", policy.id, self.place(catalogue), self.text)
    }

    fn look(&mut self, policy: &Policy, sample: &Sample, state: &State) {
        if let Some(value) = self.decides(policy, state) {
            let shown = &mut self.shown[usize::from(value)];
            shown.get_or_insert_with(|| sample.name.clone());
        }
    }

    /// The value of the comparison, where turning it alone turns the verdict or the amount.
    fn decides(&self, policy: &Policy, state: &State) -> Option<bool> {
        let reading = only_reading(policy, self.version, state)?;
        let value = |truth: Truth| match truth {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        };
        match (self.spot, self.condition) {
            (Spot::Requirement(i), None) => others_hold(&reading, i, state)
                .then(|| value(reading.holds(&reading.version.requirements[i], state)))?,
            (Spot::Requirement(i), Some(atom)) => {
                let requirement = &reading.version.requirements[i];
                let own = value(atom.truth(state, reading.days))?;
                let (as_it_is, turned) = (
                    Outcome::of(requirement, None, state, reading.days),
                    Outcome::of(requirement, Some((atom, !own)), state, reading.days),
                );
                (others_hold(&reading, i, state) && as_it_is.differs(turned)).then_some(own)
            }
            (Spot::Case(_), Some(atom)) => {
                let own = value(atom.truth(state, reading.days))?;
                let (as_it_is, turned) = (paid(&reading, None, state)?, paid(&reading, Some((atom, !own)), state)?);
                (as_it_is != turned).then_some(own)
            }
            (Spot::Case(_), None) => None,
        }
    }
}

/// The one reading of a state, where it is of the version and not ended.
fn only_reading<'a>(policy: &'a Policy, version: usize, state: &State) -> Option<Reading<'a>> {
    match readings(policy, state).as_slice() {
        [one] if one.index == version && !matches!(one.fate, Fate::Ended(_)) => {
            (state.is_among(policy.place_of, policy.place) == Truth::True).then_some(*one)
        }
        _ => None,
    }
}

fn others_hold(reading: &Reading, i: usize, state: &State) -> bool {
    let others = reading.version.requirements.iter().enumerate().filter(|(j, _)| *j != i);
    others.into_iter().all(|(_, requirement)| reading.holds(requirement, state) == Truth::True)
}

/// A comparison taken as true or false, whatever the answers.
type Forced<'a> = Option<(&'a Condition, bool)>;

/// A requirement as its widest reading has it, and as every source has it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Outcome {
    wide: Truth,
    narrow: Truth,
}

impl Outcome {
    fn of(requirement: &Requirement, forced: Forced, state: &State, days: Days) -> Outcome {
        let narrow = |one: &Alternative| truth(&one.when, forced, state, days);
        let wide = |one: &Alternative| {
            let disputed = one.disputed.as_ref().map_or(Truth::False, |wider| truth(wider, forced, state, days));
            narrow(one).or(disputed)
        };
        Outcome {
            wide: Truth::any(requirement.any.iter().map(wide)),
            narrow: Truth::any(requirement.any.iter().map(narrow)),
        }
    }

    /// Both are decided, and one of them is another.
    fn differs(self, other: Outcome) -> bool {
        let decided = [self.wide, self.narrow, other.wide, other.narrow].iter().all(|truth| *truth != Truth::Unknown);
        decided && self != other
    }
}

/// The truth of a condition with one comparison taken as given.
fn truth(condition: &Condition, forced: Forced, state: &State, days: Days) -> Truth {
    if let Some((atom, value)) = forced
        && std::ptr::eq(atom, condition)
    {
        return value.into();
    }
    match condition {
        Condition::All(parts) => Truth::all(parts.iter().map(|part| truth(part, forced, state, days))),
        Condition::Any(parts) => Truth::any(parts.iter().map(|part| truth(part, forced, state, days))),
        Condition::Named { body, .. } => truth(body, forced, state, days),
        atom => atom.truth(state, days),
    }
}

/// What is paid, in fen (`None` where it is not published); nothing where a case is open.
fn paid(reading: &Reading, forced: Forced, state: &State) -> Option<Option<(i64, i64)>> {
    for case in &reading.version.benefit.cases {
        match truth(&case.when, forced, state, reading.days) {
            Truth::True => return Some(case.amount.as_ref().and_then(|amount| fen(amount, reading, state).range)),
            Truth::False => {}
            Truth::Unknown => return None,
        }
    }
    None
}

/// Every comparison of the catalogue with the examples that show it.
pub fn atoms(compiled: &Compiled) -> Vec<Atom<'_>> {
    let catalogue = &compiled.catalogue;
    let mut found = Vec::new();
    for ((id, policy), samples) in (0u16..).map(PolicyId).zip(&catalogue.policies).zip(&compiled.examples) {
        let mut atoms = shown_by(catalogue, id, policy, samples);
        for atom in &mut atoms {
            let place = atom.place(catalogue);
            let reason = compiled.coupled.iter().find(|one| {
                one.policy == id && one.version == atom.version && one.requirement == place && one.atom == atom.text
            });
            atom.coupled = reason.map(|one| one.reason.clone());
        }
        found.extend(atoms);
    }
    found
}

/// The comparisons of a policy with the first examples that show them.
fn shown_by<'a>(catalogue: &'a Catalogue, id: PolicyId, policy: &'a Policy, samples: &[Sample]) -> Vec<Atom<'a>> {
    let mut atoms = of_policy(catalogue, id, policy);
    for sample in samples {
        let state = State::new(catalogue, &sample.situation);
        atoms.iter_mut().for_each(|atom| atom.look(policy, sample, &state));
    }
    atoms
}

/// The comparisons of a policy that pays something computed, or else its requirements.
fn of_policy<'a>(catalogue: &'a Catalogue, id: PolicyId, policy: &'a Policy) -> Vec<Atom<'a>> {
    let computed = policy.versions.iter().any(is_computed);
    let mut found = Vec::new();
    for (version, rule) in policy.versions.iter().enumerate() {
        let mut add = |spot, condition: Option<&'a Condition>, text| {
            let shown = [None, None];
            found.push(Atom { policy: id, version, spot, condition, text, shown, coupled: None });
        };
        for (i, requirement) in rule.requirements.iter().enumerate() {
            if !computed {
                add(Spot::Requirement(i), None, requirement.id.clone());
                continue;
            }
            for condition in requirement.conditions() {
                leaves(condition, &mut |atom| {
                    add(Spot::Requirement(i), Some(atom), print::condition(catalogue, atom));
                });
            }
        }
        for (i, case) in rule.benefit.cases.iter().enumerate().filter(|_| computed) {
            leaves(&case.when, &mut |atom| add(Spot::Case(i), Some(atom), print::condition(catalogue, atom)));
        }
    }
    found
}

/// Some case of the benefit has an amount.
pub fn is_computed(version: &Version) -> bool {
    version.benefit.cases.iter().any(|case| case.amount.is_some())
}

/// Calls `visit` with every comparison of a condition.
fn leaves<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a Condition)) {
    match condition {
        Condition::Always(_) => {}
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| leaves(part, visit)),
        Condition::Named { body, .. } => leaves(body, visit),
        atom => visit(atom),
    }
}
