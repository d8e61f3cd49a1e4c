//! Conditions in negation normal form: negation stands only inside the comparisons.

use crate::fact::FactId;
use crate::packed::packed;
use crate::state::State;
use crate::term::{Days, Part, Term};
use crate::truth::Truth;

/// A condition. A comparison with something that has no value is false, and so is its negation.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    Always(bool),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    /// The value of a yes/no fact, a choice or a place is one of a mask.
    Among {
        fact: FactId,
        mask: u64,
    },
    /// A set has at least one value of a mask; negated, none of them.
    Has {
        fact: FactId,
        mask: u64,
        negated: bool,
    },
    Compare {
        op: Comparison,
        left: Term,
        right: Term,
    },
    /// A name of `definitions.toml`, kept so that an explanation can use it.
    Named {
        definition: DefinitionId,
        negated: bool,
        body: Box<Condition>,
    },
}

packed!(enum Condition {
    0 = Always(value),
    1 = All(parts),
    2 = Any(parts),
    3 = Among { fact, mask },
    4 = Has { fact, mask, negated },
    5 = Compare { op, left, right },
    6 = Named { definition, negated, body },
});

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

packed!(enum Comparison { 0 = Less, 1 = AtMost, 2 = Equal, 3 = Unequal, 4 = AtLeast, 5 = More });

/// Position of a definition in [`crate::policy::Catalogue::definitions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub u16);

packed!(DefinitionId { 0 });

impl Comparison {
    /// The comparison that holds when this one does not and both sides have a value.
    pub fn negated(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::AtLeast,
            Comparison::AtMost => Comparison::More,
            Comparison::Equal => Comparison::Unequal,
            Comparison::Unequal => Comparison::Equal,
            Comparison::AtLeast => Comparison::Less,
            Comparison::More => Comparison::AtMost,
        }
    }
}

impl Condition {
    /// The truth of the condition in a state, by Kleene's rules.
    pub fn truth(&self, state: &State, days: Days) -> Truth {
        match self {
            Condition::Always(value) => (*value).into(),
            Condition::All(parts) => Truth::all(parts.iter().map(|part| part.truth(state, days))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| part.truth(state, days))),
            Condition::Among { fact, mask } => state.is_among(*fact, *mask),
            Condition::Has { fact, mask, negated } => state.set_has(*fact, *mask, *negated),
            Condition::Compare { op, left, right } => {
                let (left, right) = (left.span(state, days), right.span(state, days));
                match op {
                    Comparison::Less => left.below(right),
                    Comparison::AtMost => left.at_most(right),
                    Comparison::Equal => left.equal(right),
                    Comparison::Unequal => left.unequal(right),
                    Comparison::AtLeast => right.at_most(left),
                    Comparison::More => right.below(left),
                }
            }
            Condition::Named { body, .. } => body.truth(state, days),
        }
    }

    /// Calls `visit` with every piece of the condition, itself included.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Part<'a>)) {
        visit(Part::Condition(self));
        match self {
            Condition::Always(_) | Condition::Among { .. } | Condition::Has { .. } => {}
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Condition::Compare { left, right, .. } => {
                left.walk(visit);
                right.walk(visit);
            }
            Condition::Named { body, .. } => body.walk(visit),
        }
    }

    /// Calls `visit` with every comparison whose truth is open and can still decide the whole:
    /// nothing inside a part that is settled already.
    pub fn open_atoms<'a>(&'a self, state: &State, days: Days, visit: &mut dyn FnMut(&'a Condition)) {
        if self.truth(state, days) != Truth::Unknown {
            return;
        }
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.open_atoms(state, days, visit));
            }
            Condition::Named { body, .. } => body.open_atoms(state, days, visit),
            atom => visit(atom),
        }
    }
}
