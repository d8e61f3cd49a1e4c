//! Complete situations by a fixed seed: sample founders with a few answers drawn anew and everything open filled in.

use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::wire::situation::{check, read};
use serde_json::Value;

/// A small generator (SplitMix64): the same numbers on every machine.
struct Seed(u64);

impl Seed {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }

    /// One bit of a mask.
    fn bit(&mut self, mask: u64) -> u64 {
        let nth = self.below(u64::from(mask.count_ones()));
        let mut bits = (0..64).map(|bit| 1u64 << bit).filter(|bit| mask & bit != 0);
        bits.nth(usize::try_from(nth).unwrap_or(0)).unwrap_or(mask)
    }

    /// An exact value inside what is known, near those that people have.
    fn exact(&mut self, kind: Kind, known: Known) -> Known {
        match known {
            Known::Among(mask) => Known::Among(self.bit(mask)),
            Known::Set { has, may } => Known::Set { has: has | (self.bit(may) & self.bit(may | 1)), may: 0 },
            Known::Span { lo, hi } => {
                let (first, last) = match kind {
                    Kind::Date => (17_800, 21_500),
                    Kind::Count => (0, 12),
                    Kind::Money => (0, 30_000_000),
                    _ => (0, 100_000),
                };
                let (lo, hi) = if first.max(lo) <= last.min(hi) { (first.max(lo), last.min(hi)) } else { (lo, hi) };
                let value = lo + i64::try_from(self.below(u64::try_from(hi - lo + 1).unwrap_or(1))).unwrap_or(0);
                Known::Span { lo: value, hi: value }
            }
        }
    }
}

pub fn complete(catalogue: &Catalogue, count: usize) -> Vec<Situation> {
    let founders: Vec<Value> =
        serde_json::from_str(include_str!("../../../policies/founders.json")).expect("the sample founders are JSON");
    let founders: Vec<Situation> = founders
        .iter()
        .map(|one| {
            let draft = read(catalogue, &one["situation"].to_string()).expect("a situation");
            draft.on(catalogue, None).expect("a day")
        })
        .collect();
    let mut seed = Seed(2026);
    let mut found = Vec::new();
    while found.len() < count {
        let mut one = founders[usize::try_from(seed.below(founders.len() as u64)).unwrap_or(0)].clone();
        for _ in 0..seed.below(4) {
            let fact = FactId(u16::try_from(seed.below(catalogue.facts.len() as u64)).unwrap_or(0));
            one.set(fact, Answer::Absent);
        }
        for fact in (0u16..).map(FactId).take(catalogue.facts.len()) {
            let known = seed.exact(catalogue.fact_of(fact).kind, one.known(catalogue, fact));
            one.set(fact, Answer::Given(known));
        }
        if check(catalogue, &one).is_ok() {
            found.push(one);
        }
    }
    found
}
