//! A link opened: what this catalogue still knows of it is taken up, the rest is told.

use engine::date::Date;
use engine::fact::{Fact, FactId, Kind, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Answer;
use engine::state::State;

use super::moved::{self, MOVES, Moves};
use super::payload::{Number, Payload, Said};
use super::{Dropped, Opened, Then, Trouble, frame, print_of};
use crate::interview::ask::RECEIVED;
use crate::interview::saved::Saved;

/// Reads whatever was pasted or stood in the address.
///
/// # Errors
/// No code is in it, none that is whole, or one of a later version.
pub fn read(catalogue: &Catalogue, text: &str, today: Date) -> Result<Opened, Trouble> {
    let (version, bytes) = frame::find(text)?;
    Ok(open(catalogue, moved::read(version, &bytes)?, today, &MOVES))
}

/// What a payload says in this catalogue.
pub(super) fn open(catalogue: &Catalogue, mut payload: Payload, today: Date, moves: &Moves) -> Opened {
    moved::apply(moves, catalogue, &mut payload);
    let mut saved = Saved::empty(catalogue, if payload.is_chosen { payload.on } else { today });
    let mut dropped = Vec::new();
    let mut questions = 0;
    for (code, said) in &payload.answers {
        let Some((id, fact)) = (0u16..).map(FactId).zip(&catalogue.facts).find(|(_, fact)| fact.code == *code) else {
            questions += 1;
            continue;
        };
        // Two questions may have become one: the first answer stands.
        let is_free = saved.situation.answer(id) == Answer::Absent;
        let Some((answer, gone)) = answer(catalogue, fact, said, moves).filter(|_| is_free) else {
            dropped.push(Dropped::Answer(id));
            continue;
        };
        if gone > 0 {
            dropped.push(Dropped::Values(id, gone));
        }
        saved.situation.set(id, answer);
        if matches!(said, Said::Range { banded: true, .. }) {
            saved.banded.push(id);
        }
    }
    drop_clashes(catalogue, &mut saved, &mut dropped);
    saved.asked = saved.situation.asked().map(|(fact, _)| fact).collect();
    if questions > 0 {
        dropped.push(Dropped::Questions(questions));
    }
    let policy = |code: u16| {
        let mut all = (0u16..).map(PolicyId).zip(&catalogue.policies);
        all.find(|(_, policy)| code > 0 && policy.code == code).map(|(id, _)| id)
    };
    let verdicts = payload.verdicts.map(|all| {
        let known = all.into_iter().filter_map(|told| Some((policy(told.policy)?, told)));
        known.map(|(policy, told)| Then { policy, verdict: told.verdict, rule: told.rule }).collect()
    });
    let (date, hash) = payload.catalogue;
    Opened {
        as_of: payload.is_chosen.then_some(payload.on),
        on: payload.on,
        catalogue: [date.to_string(), "+".into(), hexadecimal(hash)].concat(),
        saved,
        dropped,
        verdicts,
    }
}

/// An answer in this catalogue, and how many of its values are gone; `None` where nothing of it is left.
fn answer(catalogue: &Catalogue, fact: &Fact, said: &Said, moves: &Moves) -> Option<(Answer, usize)> {
    let bit = |code: u16| fact.values.iter().position(|value| value.code == code);
    let known = match (fact.kind, said) {
        (_, Said::Declined) => return Some((Answer::Declined, 0)),
        (Kind::YesNo, Said::No) => Known::Among(0b01),
        (Kind::YesNo, Said::Yes) => Known::Among(0b10),
        (Kind::Choice, Said::Code(code)) => {
            let at = bit(*code)?;
            if fact.values[at].means_open {
                return Some((Answer::Declined, 0));
            }
            Known::Among(1 << at)
        }
        (Kind::Choice, Said::Set { has, .. }) => {
            // One of several: where one of these is gone, it may have been the one.
            let mask = has.iter().try_fold(0, |mask, code| bit(*code).map(|at| mask | 1 << at))?;
            Known::Among(mask & fact.all_values())
        }
        (Kind::Place, Said::Code(code)) => {
            Known::Among(catalogue.places.list.iter().find(|place| place.code == *code)?.mask)
        }
        (Kind::Set, Said::Set { offered, has, unsure }) => return Some(set(fact, *offered, has, unsure, moves)),
        (Kind::Date | Kind::Count | Kind::Money | Kind::Rate, Said::Exact(number)) => {
            let value = value(fact, *number)?;
            Known::Span { lo: value, hi: value }
        }
        (Kind::Date | Kind::Count | Kind::Money | Kind::Rate, Said::Range { lo, hi, .. }) => {
            let end = |end: &Option<Number>, bound: i64| end.map_or(Some(bound), |number| value(fact, number));
            Known::Span { lo: end(lo, fact.bounds.0)?, hi: end(hi, fact.bounds.1)? }
        }
        _ => return None,
    };
    (!known.is_empty()).then_some((Answer::Given(known), 0))
}

/// A set, unsure of every value that could not be chosen then.
fn set(fact: &Fact, (largest, print): (u16, u8), has: &[u16], unsure: &[u16], moves: &Moves) -> (Answer, usize) {
    let mask = |codes: &[u16]| {
        let known = fact.values.iter().enumerate().filter(|(_, value)| codes.contains(&value.code));
        known.fold(0_u64, |mask, (bit, _)| mask | 1 << bit)
    };
    let is_gone = |code: &&u16| !fact.values.iter().any(|value| value.code == **code);
    let gone = has.iter().filter(is_gone).count();
    let mut offered: Vec<u16> = fact.values.iter().map(|value| value.code).filter(|code| *code <= largest).collect();
    let mut is_known = print_of(offered.clone()) == print;
    if !is_known {
        offered.extend(moves.retired(fact.code, fact.id == RECEIVED).filter(|code| *code <= largest));
        is_known = print_of(offered.clone()) == print;
    }
    let asked = if is_known { mask(&offered) } else { 0 };
    let has = mask(has);
    let may = (mask(unsure) | fact.all_values() & !asked) & !has;
    (Answer::Given(Known::Set { has, may }), gone)
}

/// A number within the bounds of a fact, of its kind.
fn value(fact: &Fact, number: Number) -> Option<i64> {
    let value = match (fact.kind, number) {
        (Kind::Date, Number::Day(day)) => i64::from(day.0),
        (Kind::Count | Kind::Money | Kind::Rate, Number::Plain(number)) => i64::try_from(number).ok()?,
        _ => return None,
    };
    (fact.bounds.0..=fact.bounds.1).contains(&value).then_some(value)
}

/// Nobody knows which of two answers that contradict each other is right: both are asked again.
fn drop_clashes(catalogue: &Catalogue, saved: &mut Saved, dropped: &mut Vec<Dropped>) {
    while let Some((small, large)) = State::new(catalogue, &saved.situation).contradiction() {
        let given = |fact: &FactId| matches!(saved.situation.answer(*fact), Answer::Given(_));
        let mut clashing: Vec<FactId> = [small, large].into_iter().filter(given).collect();
        if clashing.is_empty() {
            // A chain of bounds: neither of the two was said, so every number that bounds another is asked again.
            let bounds = |fact: &FactId| catalogue.fact_of(*fact).is_bound;
            clashing = saved.situation.asked().map(|(fact, _)| fact).filter(bounds).filter(given).collect();
        }
        if clashing.is_empty() {
            break;
        }
        for fact in clashing {
            saved.situation.set(fact, Answer::Absent);
            saved.banded.retain(|banded| *banded != fact);
            dropped.push(Dropped::Clash(fact));
        }
    }
}

/// Eight digits, as in the version of a catalogue.
fn hexadecimal(hash: u32) -> String {
    let digit = |at: u32| char::from(b"0123456789abcdef"[(hash >> (28 - 4 * at) & 15) as usize]);
    (0..8).map(digit).collect()
}
