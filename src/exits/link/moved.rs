//! What links of earlier versions mean now: a table of versions, and codes that were retired.

use engine::policy::Catalogue;

use super::Trouble;
use super::payload::{Payload, Said};
use crate::interview::ask::RECEIVED;

/// The version that is written.
pub const VERSION: u8 = 1;

/// The payload of today that bytes of one version stand for; `None` where they are none of it.
type Reader = fn(&[u8]) -> Option<Payload>;

/// How the payload of each version is read, from version 1 on. A new version adds a reader that gives the payload of
/// today; the old ones stay.
const READERS: [Reader; VERSION as usize] = [Payload::read];

/// A payload of any version that this page knows.
///
/// # Errors
/// A later version, or bits that no page wrote.
pub fn read(version: u8, bytes: &[u8]) -> Result<Payload, Trouble> {
    let reader = usize::from(version).checked_sub(1).ok_or(Trouble::Damaged)?;
    READERS.get(reader).ok_or(Trouble::TooNew)?(bytes).ok_or(Trouble::Damaged)
}

/// A code that is no more, and the code that means the same now; 0 where none does.
pub type Move = (u16, u16);

/// Every code that was ever retired or renamed, in the order in which that happened; nothing is ever taken out.
#[derive(Clone, Copy, Debug)]
pub struct Moves {
    pub facts: &'static [Move],
    /// The code of the fact, then that of its value.
    pub values: &'static [(u16, Move)],
    pub places: &'static [Move],
    pub policies: &'static [Move],
}

/// The moves so far: none.
pub const MOVES: Moves = Moves { facts: &[], values: &[], places: &[], policies: &[] };

/// `used_months` of a policy has this code plus that of the policy; `engine::compile` gives it.
const USED_MONTHS: u16 = 1000;

impl Moves {
    /// The code of a fact now; 0 where there is none.
    pub fn fact(&self, code: u16) -> u16 {
        match code.checked_sub(USED_MONTHS).filter(|policy| *policy > 0) {
            Some(policy) => match self.policy(policy) {
                0 => 0,
                policy => USED_MONTHS.saturating_add(policy),
            },
            None => follow(self.facts.iter().copied(), code),
        }
    }

    pub fn place(&self, code: u16) -> u16 {
        follow(self.places.iter().copied(), code)
    }

    pub fn policy(&self, code: u16) -> u16 {
        follow(self.policies.iter().copied(), code)
    }

    /// The code of a value now; those of what was received are policies.
    pub fn value(&self, fact: u16, is_policy: bool, code: u16) -> u16 {
        if is_policy { self.policy(code) } else { follow(self.of(fact), code) }
    }

    /// Codes of values that were there once.
    pub fn retired(&self, fact: u16, is_policy: bool) -> impl Iterator<Item = u16> {
        let policies = if is_policy { self.policies } else { &[] };
        policies.iter().copied().chain(self.of(fact)).map(|(from, _)| from)
    }

    fn of(&self, fact: u16) -> impl Iterator<Item = Move> {
        self.values.iter().filter(move |(of, _)| *of == fact).map(|(_, moved)| *moved)
    }
}

fn follow(moves: impl Iterator<Item = Move>, code: u16) -> u16 {
    moves.fold(code, |code, (from, to)| if code == from { to } else { code })
}

/// Puts the codes of a payload into those of today. Values are moved where the fact is known, by its kind.
pub fn apply(moves: &Moves, catalogue: &Catalogue, payload: &mut Payload) {
    for (fact, said) in &mut payload.answers {
        *fact = moves.fact(*fact);
        let Some(known) = catalogue.facts.iter().find(|known| known.code == *fact) else { continue };
        let is_policy = known.id == RECEIVED;
        match said {
            Said::Code(code) if known.values.is_empty() => *code = moves.place(*code),
            Said::Code(code) => *code = moves.value(*fact, is_policy, *code),
            Said::Set { has, unsure, .. } => {
                for code in has.iter_mut().chain(unsure) {
                    *code = moves.value(*fact, is_policy, *code);
                }
            }
            Said::Declined | Said::No | Said::Yes | Said::Exact(_) | Said::Range { .. } => {}
        }
    }
    for told in payload.verdicts.iter_mut().flatten() {
        told.policy = moves.policy(told.policy);
    }
}
