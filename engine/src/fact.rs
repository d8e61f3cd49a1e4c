//! Facts: what a policy may ask about a founder, a venture or a loan, and what may be known of it.

use crate::condition::Condition;
use crate::packed::packed;
use crate::place::Places;

/// Position of a fact in [`crate::policy::Catalogue::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u16);

packed!(FactId { 0 });

/// What values a fact takes. Choices, sets and places are bit masks over at most 64 values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bit 0 is no, bit 1 is yes.
    YesNo,
    Choice,
    Set,
    /// One bit for every leaf of the tree of places.
    Place,
    /// Days since 1970-01-01.
    Date,
    /// Whole numbers from 0.
    Count,
    /// Whole fen from 0.
    Money,
    /// Millionths, so that "3.5" percent is 35 000.
    Rate,
}

packed!(enum Kind { 0 = YesNo, 1 = Choice, 2 = Set, 3 = Place, 4 = Date, 5 = Count, 6 = Money, 7 = Rate });

/// One fact, as checked by the compiler.
#[derive(Clone, Debug)]
pub struct Fact {
    /// `founder.hukou`
    pub id: String,
    /// A small number that links use; never reused.
    pub code: u16,
    pub kind: Kind,
    /// Values of choices and sets, in the order of their bits.
    pub values: Vec<Value>,
    /// Smallest and largest number: days, units, fen or millionths.
    pub bounds: (i64, i64),
    /// The fact has a value of its own only where this holds.
    pub applies: Option<Condition>,
    /// Its value elsewhere; `None` where it has none.
    pub otherwise: Option<Otherwise>,
    /// This number never exceeds those of other facts.
    pub at_most: Vec<FactId>,
    /// The facts that apply or not depending on this one, each after those that it depends on.
    pub decides: Vec<FactId>,
    /// This number bounds another, or is bounded by one.
    pub is_bound: bool,
    /// How costly the question is to answer, from 1 (known by heart) to 5 (needs papers).
    pub cost: u8,
    /// The founder can and may change it.
    pub changeable: bool,
    pub sensitive: bool,
    /// A future date is a plan.
    pub plan: bool,
}

packed!(Fact {
    id,
    code,
    kind,
    values,
    bounds,
    applies,
    otherwise,
    at_most,
    decides,
    is_bound,
    cost,
    changeable,
    sensitive,
    plan,
});

/// One value of a choice or a set.
#[derive(Clone, Debug)]
pub struct Value {
    pub id: String,
    pub code: u16,
    pub sensitive: bool,
    /// An answer that leaves the choice open: any of the others.
    pub means_open: bool,
}

packed!(Value { id, code, sensitive, means_open });

/// The value of a fact that does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The mask of a choice or a set.
    Mask(u64),
    Number(i64),
    /// The day of the situation.
    AsOf,
}

packed!(enum Otherwise { 0 = Mask(mask), 1 = Number(value), 2 = AsOf });

/// What is known of a fact: the values that it may still have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// One of these (yes/no, choice, place).
    Among(u64),
    /// Every value in `has`, and perhaps some of `may` beside them.
    Set { has: u64, may: u64 },
    /// A number in this range, both ends included.
    Span { lo: i64, hi: i64 },
}

impl Known {
    /// Exactly one value is left.
    pub fn is_exact(self) -> bool {
        match self {
            Known::Among(mask) => mask.count_ones() == 1,
            Known::Set { has, may } => has | may == has,
            Known::Span { lo, hi } => lo == hi,
        }
    }

    /// No value is left: the answers contradict each other.
    pub fn is_empty(self) -> bool {
        match self {
            Known::Among(mask) => mask == 0,
            Known::Set { .. } => false,
            Known::Span { lo, hi } => lo > hi,
        }
    }
}

impl Fact {
    /// What is known before anything was answered.
    pub fn open(&self, places: &Places) -> Known {
        match self.kind {
            Kind::YesNo => Known::Among(0b11),
            Kind::Choice => Known::Among(self.all_values()),
            Kind::Set => Known::Set { has: 0, may: self.all_values() },
            Kind::Place => Known::Among(places.all()),
            Kind::Date | Kind::Count | Kind::Money | Kind::Rate => Known::Span { lo: self.bounds.0, hi: self.bounds.1 },
        }
    }

    /// The mask of every real value: an answer that only leaves the choice open is none.
    pub fn all_values(&self) -> u64 {
        let real = self.values.iter().enumerate().filter(|(_, value)| !value.means_open);
        real.fold(0, |mask, (bit, _)| mask | 1 << bit)
    }

    /// The bit of a value, by its id.
    pub fn value(&self, id: &str) -> Option<usize> {
        self.values.iter().position(|value| value.id == id)
    }
}
