//! Random situations by fixed seed, near the examples of the policies and far from them, as values and as JSON.

use serde_json::{Value as Json, json};
use toml::Value as Toml;

use super::calendar;
use super::files::{Fact, Files, Kind, Policy};
use super::formula::{Expr, Place, Value, whole};
use super::reader::day;
use super::syntax::yuan;

/// A small generator (SplitMix64): the same numbers on every machine.
pub struct Seed(pub u64);

impl Seed {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n.max(1) as u64).expect("below a number of this size")
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn between(&mut self, lo: i64, hi: i64) -> i64 {
        lo + i64::try_from(self.below(usize::try_from(hi - lo + 1).expect("not empty"))).expect("small")
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// One answer of a situation.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Absent,
    Declined,
    /// "Undecided", which a form may be.
    Undecided,
    Exact(Value),
    /// Both ends inside.
    Range(i64, i64),
    /// Somewhere in a place that has others inside.
    Around(String),
    Unsure {
        has: u64,
        unsure: u64,
    },
}

/// Any value of a fact, more often one that founders have.
pub fn any(files: &Files, seed: &mut Seed, fact: &Fact) -> Value {
    match fact.kind {
        Kind::YesNo => Value::Bool(seed.chance(50)),
        Kind::Choice => Value::Text(files.names.text(&seed.pick(&fact.values))),
        Kind::Place => Value::Text(seed.pick(&files.names.all_leaves())),
        Kind::Set => {
            let mut mask = 0;
            for _ in 0..seed.below(5) {
                mask |= 1u64 << seed.below(fact.values.len());
            }
            Value::Set(mask)
        }
        Kind::Date | Kind::Count | Kind::Money | Kind::Rate => whole(number(seed, fact)),
    }
}

fn number(seed: &mut Seed, fact: &Fact) -> i64 {
    if seed.chance(2) {
        return seed.between(fact.bounds.0, fact.bounds.1);
    }
    let on = |text: &str| calendar::parse(text);
    if fact.kind == Kind::Date && seed.chance(15) {
        // The last day of a month.
        return calendar::add_months(on("2024-01-31"), seed.between(-40, 50));
    }
    let number = match fact.kind {
        Kind::Date if fact.id == "founder.born_on" => seed.between(on("1960-01-01"), on("2010-12-31")),
        Kind::Date => seed.between(on("2021-01-01"), on("2028-12-31")),
        Kind::Count if seed.chance(70) => seed.between(0, 6),
        Kind::Count => seed.between(0, 130),
        Kind::Money if seed.chance(60) => seed.between(0, 60) * 50_000,
        _ => seed.between(0, 30_000_000),
    };
    number.clamp(fact.bounds.0, fact.bounds.1)
}

/// The value that an example gives to a fact; `None` where it leaves it open.
fn written(files: &Files, at: usize, value: &Toml) -> Option<Value> {
    let fact = &files.facts[at];
    Some(match (fact.kind, value) {
        (Kind::YesNo, Toml::Boolean(yes)) => Value::Bool(*yes),
        (Kind::Choice, Toml::String(text)) if fact.values.contains(text) => Value::Text(files.names.text(text)),
        (Kind::Place, Toml::String(text)) => match files.names.leaves(text)[..] {
            [leaf] => Value::Text(leaf),
            _ => return None,
        },
        (Kind::Set, Toml::Array(list)) => {
            let bits = list.iter().map(|one| files.names.bit(at, one.as_str().expect("a text")));
            Value::Set(bits.sum())
        }
        (Kind::Date, Toml::Datetime(_)) => whole(day(value)),
        (Kind::Count, Toml::Integer(number)) => whole(*number),
        (Kind::Money, Toml::Integer(number)) => whole(number * 100),
        (Kind::Money, Toml::String(text)) => whole(yuan(text).rounded()),
        _ => return None,
    })
}

/// Whether what facts imply of each other holds.
pub fn is_consistent(files: &Files, answers: &[Value], today: i64) -> bool {
    let place = Place { files, answers, today, as_of: today, event: today };
    let mut implied = files.facts.iter().flat_map(|fact| &fact.implies);
    implied.all(|condition| {
        let Expr::Compare(_, two) = condition else { panic!("a fact implies a comparison") };
        let known = two.iter().all(|side| place.value(side) != Value::None);
        !known || place.holds(condition)
    })
}

/// A complete situation: mostly an example of a policy of which some answers are others, seldom quite random.
pub fn complete(files: &Files, seed: &mut Seed, policy: &Policy, changed: usize) -> (Vec<Value>, i64) {
    loop {
        let example = &policy.examples[seed.below(policy.examples.len())];
        let other = &policy.examples[seed.below(policy.examples.len())];
        let far = seed.chance(changed / 3);
        let mut answers = Vec::new();
        for (at, fact) in files.facts.iter().enumerate() {
            let from = if seed.chance(changed) { other } else { example };
            let given = from.given.get(&fact.id).and_then(|value| written(files, at, value));
            let own = given.filter(|_| !far && !seed.chance(changed));
            answers.push(own.unwrap_or_else(|| any(files, seed, fact)));
        }
        let mut today = example.as_of;
        if seed.chance(20) {
            today += seed.between(-600, 900);
        }
        if is_consistent(files, &answers, today) {
            return (answers, today);
        }
    }
}

fn json_of(files: &Files, fact: &Fact, value: Value) -> Json {
    match value {
        Value::None => panic!("`{}` has no value", fact.id),
        Value::Bool(yes) => json!(yes),
        Value::Text(text) => json!(files.names.text_of(text)),
        Value::Set(mask) => json!(of_mask(fact, mask)),
        Value::Number(_) => {
            let number = value.number().expect("a whole number");
            match fact.kind {
                Kind::Date => json!(calendar::show(number)),
                Kind::Money => json!(format!("{}.{:02}", number / 100, number % 100)),
                Kind::Rate => json!(format!("{}.{:04}", number / 10_000, number % 10_000)),
                _ => json!(number),
            }
        }
    }
}

fn of_mask(fact: &Fact, mask: u64) -> Vec<&str> {
    let values = fact.values.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
    values.map(|(_, value)| value.as_str()).collect()
}

/// The situation as the contract writes it.
pub fn json(files: &Files, answers: &[Answer], today: i64) -> Json {
    let mut all = serde_json::Map::new();
    for (fact, answer) in files.facts.iter().zip(answers) {
        let number = |number: i64| json_of(files, fact, whole(number));
        let value = match answer {
            Answer::Absent => continue,
            Answer::Declined => Json::Null,
            Answer::Undecided => json!("undecided"),
            Answer::Exact(value) => json_of(files, fact, *value),
            Answer::Range(lo, hi) if *lo == fact.bounds.0 => json!({ "to": number(*hi) }),
            Answer::Range(lo, hi) if *hi == fact.bounds.1 => json!({ "from": number(*lo) }),
            Answer::Range(lo, hi) => json!({ "from": number(*lo), "to": number(*hi) }),
            Answer::Around(place) => json!(place),
            Answer::Unsure { has, unsure } => json!({ "has": of_mask(fact, *has), "unsure": of_mask(fact, *unsure) }),
        };
        all.insert(fact.id.clone(), value);
    }
    json!({ "version": 1, "as_of": calendar::show(today), "answers": all })
}
