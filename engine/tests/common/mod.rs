//! What several tests share: the real catalogue, and situations by fixed seed.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod cel;
pub mod completions;

use std::path::Path;
use std::sync::OnceLock;

use engine::compile::{Compiled, compile, read_folder};
use engine::date::Date;
use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use serde_json::Value;

/// The catalogue of this very checkout.
pub fn compiled() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let sources = read_folder(&folder()).expect("the policies can be read");
        compile(&sources, None).unwrap_or_else(|problems| {
            let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", list.join("\n"))
        })
    })
}

pub fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies")
}

pub fn situation(catalogue: &Catalogue, json: &Value) -> Situation {
    let draft = engine::wire::situation::read(catalogue, &json.to_string()).expect("the situation is well-formed");
    draft.on(catalogue, None).expect("the situation has a day")
}

/// A small generator with a fixed seed (SplitMix64): the same numbers on every machine.
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
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A number from `lo` to `hi`.
    pub fn between(&mut self, lo: i64, hi: i64) -> i64 {
        lo + i64::try_from(self.below(u64::try_from(hi - lo + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[usize::try_from(self.below(list.len() as u64)).unwrap_or_default()]
    }

    /// One bit of a mask.
    pub fn bit(&mut self, mask: u64) -> u64 {
        let nth = self.below(u64::from(mask.count_ones()));
        (0..64)
            .map(|bit| 1u64 << bit)
            .filter(|bit| mask & bit != 0)
            .nth(usize::try_from(nth).unwrap_or(0))
            .unwrap_or(mask)
    }

    /// An exact value inside what is known; numbers tend to lie near the thresholds that policies use.
    pub fn exact(&mut self, catalogue: &Catalogue, fact: FactId, known: Known) -> Known {
        match known {
            Known::Among(mask) => Known::Among(self.bit(mask)),
            Known::Set { has, may } => {
                let few = self.next() & self.next() & may;
                Known::Set { has: has | few, may: 0 }
            }
            Known::Span { lo, hi } => {
                let (near_lo, near_hi) = usual(catalogue.fact_of(fact).kind, &catalogue.fact_of(fact).id);
                let (lo, hi) = if near_lo.max(lo) <= near_hi.min(hi) && self.chance(95) {
                    (near_lo.max(lo), near_hi.min(hi))
                } else {
                    (lo, hi)
                };
                let value = self.between(lo, hi);
                Known::Span { lo: value, hi: value }
            }
        }
    }

    /// A situation in which some facts are answered, some declined and some given as a range.
    pub fn partial(&mut self, catalogue: &Catalogue, answered: u64) -> Situation {
        let as_of = Date(i32::try_from(self.between(19_500, 20_900)).unwrap_or(20_000));
        loop {
            let mut situation = Situation::empty(catalogue, as_of);
            for at in 0..catalogue.facts.len() {
                let fact = FactId(u16::try_from(at).unwrap_or(0));
                let open = catalogue.fact_of(fact).open(&catalogue.places);
                if self.chance(answered) {
                    let exact = self.exact(catalogue, fact, open);
                    let known = if self.chance(15) { self.blur(exact, open) } else { exact };
                    situation.set(fact, Answer::Given(known));
                } else if self.chance(10) {
                    situation.set(fact, Answer::Declined);
                }
            }
            if engine::wire::situation::check(catalogue, &situation).is_ok() {
                return situation;
            }
        }
    }

    /// Something less exact that still holds the value.
    pub fn blur(&mut self, exact: Known, open: Known) -> Known {
        match (exact, open) {
            (Known::Among(mask), Known::Among(all)) => Known::Among(mask | self.bit(all)),
            (Known::Set { has, .. }, Known::Set { may, .. }) => {
                let unsure = self.bit(may);
                Known::Set { has: has & !unsure, may: unsure }
            }
            (Known::Span { lo, hi }, Known::Span { lo: first, hi: last }) => {
                let (below, above) = (self.between(0, 400), self.between(0, 400));
                Known::Span { lo: (lo - below).max(first), hi: (hi + above).min(last) }
            }
            (known, _) => known,
        }
    }

    /// Fills everything that is open with exact values; facts that bound each other agree.
    pub fn complete(&mut self, catalogue: &Catalogue, situation: &Situation) -> Situation {
        loop {
            let mut full = situation.clone();
            for at in 0..catalogue.facts.len() {
                let fact = FactId(u16::try_from(at).unwrap_or(0));
                let known = situation.known(catalogue, fact);
                full.set(fact, Answer::Given(self.exact(catalogue, fact, known)));
            }
            if engine::wire::situation::check(catalogue, &full).is_ok() {
                return full;
            }
        }
    }
}

/// Where the interesting values of a number lie.
fn usual(kind: Kind, id: &str) -> (i64, i64) {
    match kind {
        Kind::Date if id == "founder.born_on" => (-7_000, 15_000),
        Kind::Date => (17_800, 21_500),
        Kind::Count => (0, 12),
        Kind::Money => (0, 3_000_000),
        _ => (0, 100_000),
    }
}
