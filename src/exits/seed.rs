//! Random answers by fixed seed, for the tests of what leaves.

use engine::date::Date;
use engine::fact::{Fact, FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::Answer;
use engine::state::State;

use crate::interview::saved::Saved;

/// A small generator (SplitMix64): the same numbers on every machine.
pub struct Seed(pub u64);

impl Seed {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }

    /// A number from `lo` to `hi`, small ones as likely as large ones.
    fn between(&mut self, lo: i64, hi: i64) -> i64 {
        let width = hi.abs_diff(lo) >> self.below(40);
        lo.saturating_add_unsigned(self.next() % width.saturating_add(1))
    }

    fn known(&mut self, catalogue: &Catalogue, fact: &Fact) -> Known {
        match fact.open(&catalogue.places) {
            Known::Among(_) if fact.kind == Kind::Place => {
                Known::Among(catalogue.places.list[self.below(catalogue.places.list.len())].mask)
            }
            Known::Among(all) => loop {
                // A choice may be left open between several values, a yes or no may not.
                let several = fact.kind == Kind::Choice && self.below(4) == 0;
                let mask = if several { self.next() & all } else { all & 1 << self.below(64) };
                if mask != 0 {
                    break Known::Among(mask);
                }
            },
            Known::Set { may: all, .. } => {
                let has = self.next() & self.next() & all;
                let unsure = if self.below(2) == 0 { 0 } else { self.next() & all & !has };
                Known::Set { has, may: unsure }
            }
            Known::Span { lo, hi } => {
                let first = self.between(lo, hi);
                match self.below(4) {
                    0 => Known::Span { lo: first, hi: self.between(first, hi) },
                    1 => Known::Span { lo, hi: first },
                    _ => Known::Span { lo: first, hi: first },
                }
            }
        }
    }

    /// Some facts answered, some declined, some bands; no answer contradicts another.
    pub fn saved(&mut self, catalogue: &Catalogue) -> Saved {
        let mut saved = Saved::empty(catalogue, Date(20_000 + i32::try_from(self.below(1500)).unwrap_or(0)));
        let share = self.below(100);
        for (id, fact) in (0u16..).map(FactId).zip(&catalogue.facts) {
            if self.below(100) >= share {
                continue;
            }
            let answer = if self.below(8) == 0 { Answer::Declined } else { Answer::Given(self.known(catalogue, fact)) };
            saved.situation.set(id, answer);
            if State::new(catalogue, &saved.situation).contradiction().is_some() {
                saved.situation.set(id, Answer::Absent);
                continue;
            }
            saved.asked.push(id);
            let is_range = matches!(answer, Answer::Given(Known::Span { lo, hi }) if lo < hi);
            if is_range && self.below(2) == 0 {
                saved.banded.push(id);
            }
        }
        saved
    }
}
