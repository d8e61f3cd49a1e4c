//! Conditions and formulas, evaluated the plain way.

use super::calendar;
use super::files::{Files, Grade};

/// A value of the language; dates are days, money is fen, a rate of one per cent is 1/100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// What does not apply has none.
    None,
    Bool(bool),
    /// A choice or a place, by its number among all texts.
    Text(usize),
    /// Bits in the order of the values of the fact.
    Set(u64),
    Number(Ratio),
}

/// An exact number; the lower part is above zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio(pub i128, pub i128);

pub fn whole(number: i64) -> Value {
    Value::Number(Ratio(number.into(), 1))
}

impl Value {
    /// A whole number such as a day or a count.
    pub fn number(self) -> Option<i64> {
        match self {
            Value::Number(Ratio(number, 1)) => i64::try_from(number).ok(),
            Value::Number(Ratio(over, under)) => panic!("{over}/{under} is not whole"),
            _ => None,
        }
    }

    fn ratio(self) -> Option<Ratio> {
        match self {
            Value::Number(ratio) => Some(ratio),
            _ => None,
        }
    }
}

impl Ratio {
    pub fn times(self, other: Ratio) -> Ratio {
        let (mut a, mut b) = (self.1 * other.1, (self.0 * other.0).abs());
        let (under, over) = (a, self.0 * other.0);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Ratio(over / a, under / a)
    }

    fn plus(self, other: Ratio) -> Ratio {
        Ratio(self.0 * other.1 + other.0 * self.1, self.1 * other.1).times(Ratio(1, 1))
    }

    pub fn compare(self, other: Ratio) -> std::cmp::Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }

    /// Half goes away from zero.
    pub fn rounded(self) -> i64 {
        let twice = self.0.abs() * 2 + self.1;
        let size = twice / (self.1 * 2);
        i64::try_from(if self.0 < 0 { -size } else { size }).expect("a sum that a purse holds")
    }
}

/// An expression in the words of the policy files.
#[derive(Clone, Debug)]
pub enum Expr {
    Constant(Value),
    Fact(usize),
    AsOf,
    Not(Box<Expr>),
    And(Box<[Expr; 2]>),
    Or(Box<[Expr; 2]>),
    If(Box<[Expr; 3]>),
    Compare(&'static str, Box<[Expr; 2]>),
    /// A choice is one of a list.
    Among(Box<Expr>, Vec<usize>),
    /// A set has one of some values.
    Has(usize, u64),
    /// A place is one of the leaves inside another.
    Within(Box<Expr>, Vec<usize>),
    Sum(Box<[Expr; 2]>),
    Difference(Box<[Expr; 2]>),
    Product(Box<[Expr; 2]>),
    Quotient(Box<Expr>, i64),
    Parameter(usize, Option<Box<Expr>>),
    AddMonths(Box<[Expr; 2]>),
    AddDays(Box<[Expr; 2]>),
    Months(Box<[Expr; 2]>),
    Years(Box<[Expr; 2]>),
    Least(Box<[Expr; 2]>),
    Most(Box<[Expr; 2]>),
    Retirement(Box<[Expr; 3]>),
}

impl Expr {
    /// The parts one step below.
    pub fn parts(&self) -> &[Expr] {
        match self {
            Expr::Constant(_) | Expr::Fact(_) | Expr::AsOf | Expr::Has(..) | Expr::Parameter(_, None) => &[],
            Expr::Not(one)
            | Expr::Among(one, _)
            | Expr::Within(one, _)
            | Expr::Quotient(one, _)
            | Expr::Parameter(_, Some(one)) => std::slice::from_ref(one),
            Expr::And(two)
            | Expr::Or(two)
            | Expr::Compare(_, two)
            | Expr::Sum(two)
            | Expr::Difference(two)
            | Expr::Product(two)
            | Expr::AddMonths(two)
            | Expr::AddDays(two)
            | Expr::Months(two)
            | Expr::Years(two)
            | Expr::Least(two)
            | Expr::Most(two) => two.as_slice(),
            Expr::If(three) | Expr::Retirement(three) => three.as_slice(),
        }
    }

    pub fn walk<'a>(&'a self, see: &mut dyn FnMut(&'a Expr)) {
        see(self);
        self.parts().iter().for_each(|part| part.walk(see));
    }
}

/// What an expression is read against: a complete situation on a day.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub files: &'a Files,
    pub answers: &'a [Value],
    /// The day of the situation.
    pub today: i64,
    /// What `as_of` means.
    pub as_of: i64,
    pub event: i64,
}

impl Place<'_> {
    /// The value of a fact: the answer where it applies, what `facts.toml` says elsewhere.
    pub fn fact(self, at: usize) -> Value {
        let fact = &self.files.facts[at];
        match &fact.applies {
            Some(condition) if !self.holds(condition) => {
                fact.otherwise.map_or(Value::None, |other| other.on(self.today))
            }
            _ => self.answers[at],
        }
    }

    /// A comparison with something that has no value is false, and its negation too.
    pub fn holds(self, condition: &Expr) -> bool {
        self.truth(condition) == Some(true)
    }

    /// Kleene's three values; `None` comes of a comparison without value.
    fn truth(self, condition: &Expr) -> Option<bool> {
        match condition {
            Expr::Not(one) => self.truth(one).map(|yes| !yes),
            Expr::And(two) => match (self.truth(&two[0]), self.truth(&two[1])) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Expr::Or(two) => match (self.truth(&two[0]), self.truth(&two[1])) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Expr::Compare(sign, two) => compare(sign, self.value(&two[0]), self.value(&two[1])),
            Expr::Among(one, list) => match self.value(one) {
                Value::Text(value) => Some(list.contains(&value)),
                _ => None,
            },
            Expr::Within(one, leaves) => match self.value(one) {
                Value::Text(place) => Some(leaves.contains(&place)),
                _ => None,
            },
            Expr::Has(set, mask) => match self.fact(*set) {
                Value::Set(values) => Some(values & mask != 0),
                _ => None,
            },
            other => match self.value(other) {
                Value::Bool(yes) => Some(yes),
                _ => None,
            },
        }
    }

    pub fn value(self, formula: &Expr) -> Value {
        let of = |value: Option<Value>| value.unwrap_or(Value::None);
        let numbers = |two: &[Expr; 2]| Some((self.value(&two[0]).number()?, self.value(&two[1]).number()?));
        let ratios = |two: &[Expr; 2]| Some((self.value(&two[0]).ratio()?, self.value(&two[1]).ratio()?));
        match formula {
            Expr::Constant(value) => *value,
            Expr::Fact(at) => self.fact(*at),
            Expr::AsOf => whole(self.as_of),
            Expr::If(three) => self.value(if self.holds(&three[0]) { &three[1] } else { &three[2] }),
            Expr::Sum(two) => of(ratios(two).map(|(a, b)| Value::Number(a.plus(b)))),
            Expr::Difference(two) => of(ratios(two).map(|(a, b)| Value::Number(a.plus(Ratio(-b.0, b.1))))),
            Expr::Product(two) => of(ratios(two).map(|(a, b)| Value::Number(a.times(b)))),
            Expr::Quotient(one, by) => {
                of(self.value(one).ratio().map(|ratio| Value::Number(ratio.times(Ratio(1, i128::from(*by))))))
            }
            Expr::Parameter(id, day) => {
                let day = day.as_ref().map_or(Some(self.event), |day| self.value(day).number());
                of(day.and_then(|day| self.files.parameters[*id].at(day)).map(|step| Value::Number(step.value)))
            }
            Expr::AddMonths(two) => of(numbers(two).map(|(day, n)| whole(calendar::add_months(day, n)))),
            Expr::AddDays(two) => of(numbers(two).map(|(day, n)| whole(day + n))),
            Expr::Months(two) => of(numbers(two).map(|(from, to)| whole(calendar::months_between(from, to)))),
            Expr::Years(two) => of(numbers(two).map(|(from, to)| whole(calendar::years_between(from, to)))),
            Expr::Least(two) => self.chosen(two, std::cmp::Ordering::Less),
            Expr::Most(two) => self.chosen(two, std::cmp::Ordering::Greater),
            Expr::Retirement(three) => {
                let (born, sex, track) = (self.value(&three[0]), self.value(&three[1]), self.value(&three[2]));
                match (born.number(), sex, track) {
                    (Some(born), Value::Text(sex), Value::Text(track)) => {
                        let names = &self.files.names;
                        let (male, managerial) = (sex == names.text("male"), track == names.text("women_55"));
                        whole(calendar::retirement(born, male, managerial))
                    }
                    _ => Value::None,
                }
            }
            Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Compare(..)
            | Expr::Among(..)
            | Expr::Has(..)
            | Expr::Within(..) => self.truth(formula).map_or(Value::None, Value::Bool),
        }
    }

    /// The smaller or the larger of two; what has no value is left out.
    fn chosen(self, two: &[Expr; 2], wanted: std::cmp::Ordering) -> Value {
        match (self.value(&two[0]).ratio(), self.value(&two[1]).ratio()) {
            (Some(a), Some(b)) => Value::Number(if a.compare(b) == wanted { a } else { b }),
            (Some(one), None) | (None, Some(one)) => Value::Number(one),
            (None, None) => Value::None,
        }
    }

    /// The worst grade of the figures that a formula reads.
    pub fn worst_figure(self, formula: &Expr) -> Grade {
        let mut worst = Grade::Official;
        formula.walk(&mut |part| {
            if let Expr::Parameter(id, day) = part {
                let day = day.as_ref().map_or(Some(self.event), |day| self.value(day).number());
                let step = day.and_then(|day| self.files.parameters[*id].at(day));
                worst = worst.max(step.map_or(Grade::Official, |step| step.grade));
            }
        });
        worst
    }
}

fn compare(sign: &str, left: Value, right: Value) -> Option<bool> {
    let order = match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.compare(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(&b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(&b),
        _ => return None,
    };
    Some(match sign {
        "==" => order.is_eq(),
        "!=" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        other => panic!("`{other}` compares nothing"),
    })
}
