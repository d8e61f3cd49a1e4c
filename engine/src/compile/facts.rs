//! The facts file, and the facts that the policies themselves give: what was received, and for how long.

use super::cel::lower::{Code, Scope};
use super::diagnostic::{Log, Source};
use super::policies::Limited;
use super::shared::code;
use super::table::{Node, Table, Text};
use crate::condition::{Comparison, Condition};
use crate::date::Date;
use crate::fact::{Fact, FactId, Kind, Otherwise, Value};
use crate::place::Places;
use crate::term::Term;

/// The texts of a fact.
#[derive(Clone, Debug, Default)]
pub struct FactNames {
    pub noun: Text,
    pub yes: Option<Text>,
    pub no: Option<Text>,
    pub question: Text,
    pub question_plan: Option<Text>,
    pub help: Option<Text>,
    pub find_out: Option<Text>,
    pub unit: Option<String>,
    pub values: Vec<(Text, Option<Text>)>,
}

/// Facts with the conditions that are lowered once every name is known.
pub struct Facts {
    pub facts: Vec<Fact>,
    /// Ids of facts that are kept although no policy needs them.
    pub reserved: Vec<String>,
    pending: Vec<Pending>,
}

struct Pending {
    applies: Option<Code>,
    implies: Vec<Code>,
}

/// The fact that lists what was received.
pub const RECEIVED: &str = "founder.received";

/// The codes of `used_months.POLICY` are this plus the code of the policy; those of the facts file lie below.
const USED_MONTHS: u16 = 1000;

/// Money in the catalogue never exceeds 10^12 yuan.
const MOST_MONEY: i64 = 100_000_000_000_000;

pub fn read(files: &[Table], places: &Places, limited: &[Limited], sources: &[Source]) -> (Facts, Vec<FactNames>) {
    let mut all = Facts { facts: Vec::new(), reserved: Vec::new(), pending: Vec::new() };
    let mut names = Vec::new();
    for root in files {
        for table in root.tables("fact") {
            let reserved = table.string("reserved");
            let (fact, mut texts, pending) = fact(&table, places);
            if reserved.is_some() {
                all.reserved.push(fact.id.clone());
            }
            let twice = |other: &Fact| other.id == fact.id || other.code == fact.code;
            if all.facts.iter().any(twice) {
                table.complain(format!("the fact `{}` or its code {} stands twice", fact.id, fact.code), None);
            }
            if fact.code == 0 || fact.code >= USED_MONTHS {
                let hint = format!("codes are whole numbers from 1 to {}, never used twice", USED_MONTHS - 1);
                table.complain(format!("the fact `{}` has no code of its own", fact.id), Some(hint));
            }
            for (i, value) in fact.values.iter().enumerate() {
                if fact.values[..i].iter().any(|other| other.id == value.id || other.code == value.code) {
                    table.complain(format!("the value `{}` or its code {} stands twice", value.id, value.code), None);
                }
            }
            let mut fact = fact;
            if fact.id == RECEIVED {
                fact.values = limited.iter().map(received).collect();
                texts.values = limited.iter().map(|one| (one.name.clone(), None)).collect();
                if limited.len() > 64 {
                    table.complain("more than 64 policies have a limit", None);
                }
            }
            all.facts.push(fact);
            all.pending.push(pending);
            names.push(texts);
        }
        root.finish();
    }
    for (i, one) in limited.iter().enumerate() {
        if sources.iter().any(|source| source.text.contains(&format!("used_months(\"{}\")", one.id))) {
            used_months(&mut all, &mut names, i, one);
        }
    }
    (all, names)
}

/// The code of the policy is that of the value.
fn received(one: &Limited) -> Value {
    Value { id: one.id.clone(), code: one.code, sensitive: false, means_open: false }
}

/// For how many months a policy was received: asked only of those who received it.
fn used_months(all: &mut Facts, names: &mut Vec<FactNames>, i: usize, one: &Limited) {
    let received = all.facts.iter().position(|fact| fact.id == RECEIVED).and_then(|at| u16::try_from(at).ok());
    let Some(received) = received else { return };
    all.facts.push(Fact {
        id: format!("used_months.{}", one.id),
        code: USED_MONTHS.saturating_add(one.code),
        kind: Kind::Count,
        values: Vec::new(),
        bounds: (0, 600),
        applies: Some(Condition::Has { fact: FactId(received), mask: 1 << i, negated: false }),
        otherwise: Some(Otherwise::Number(0)),
        at_most: Vec::new(),
        decides: Vec::new(),
        is_bound: false,
        cost: 3,
        changeable: false,
        sensitive: false,
        plan: false,
    });
    all.pending.push(Pending { applies: None, implies: Vec::new() });
    let (zh, en) = (&one.name.zh, &one.name.en);
    names.push(FactNames {
        noun: Text {
            zh: format!("已享受“{zh}”的月数"), en: format!("the months of “{en}” already received")
        },
        question: Text {
            zh: format!("“{zh}”已经享受了几个月？"),
            en: format!("For how many months have you received “{en}”?"),
        },
        unit: Some("months".into()),
        ..FactNames::default()
    });
}

fn fact(table: &Table, places: &Places) -> (Fact, FactNames, Pending) {
    let id = table.need_string("id").unwrap_or_default();
    let kind = kind(table);
    let (values, value_names) = table.tables("value").iter().map(value).unzip();
    let number = |key: &str, otherwise: i64| table.get(key).and_then(Node::integer).unwrap_or(otherwise);
    let bounds = match kind {
        Kind::Date => (Date::MIN.0.into(), Date::MAX.0.into()),
        Kind::Count => (number("min", 0), number("max", 1_000_000)),
        Kind::Money => (0, MOST_MONEY),
        Kind::Rate => (0, 1_000_000),
        Kind::YesNo | Kind::Choice | Kind::Set | Kind::Place => (0, 0),
    };
    let names = FactNames {
        noun: table.need_text("noun"),
        yes: table.text("yes"),
        no: table.text("no"),
        question: table.need_text("question"),
        question_plan: table.text("question_plan"),
        help: table.text("help"),
        find_out: table.text("find_out"),
        unit: table.string("unit"),
        values: value_names,
    };
    if kind == Kind::YesNo && (names.yes.is_none() || names.no.is_none()) {
        table.complain(format!("`{id}` is a yes/no fact without `yes` and `no`"), None);
    }
    let mut fact = Fact {
        code: u16::try_from(number("code", 0)).unwrap_or(0),
        kind,
        values,
        bounds,
        applies: None,
        otherwise: None,
        at_most: Vec::new(),
        decides: Vec::new(),
        is_bound: false,
        cost: u8::try_from(number("cost", 3)).unwrap_or(3).clamp(1, 5),
        changeable: table.flag("changeable"),
        sensitive: table.flag("sensitive"),
        plan: table.flag("plan"),
        id,
    };
    let pending = Pending {
        applies: table.get("applies_when").and_then(code),
        implies: table.list("implies").into_iter().filter_map(code).collect(),
    };
    fact.otherwise = table.get("otherwise").and_then(|node| otherwise(node, &fact, places));
    if fact.otherwise.is_none() && fact.kind == Kind::Set && pending.applies.is_some() {
        table.complain(
            format!("the set `{}` may not apply but has no `otherwise`", fact.id),
            Some("write `otherwise = []`".into()),
        );
    }
    table.finish();
    (fact, names, pending)
}

fn kind(table: &Table) -> Kind {
    match table.need_string("kind").as_deref() {
        Some("yes-no") => Kind::YesNo,
        Some("choice") => Kind::Choice,
        Some("set") => Kind::Set,
        Some("place") => Kind::Place,
        Some("date") => Kind::Date,
        Some("count") => Kind::Count,
        Some("money") => Kind::Money,
        Some("rate") => Kind::Rate,
        other => {
            let hint = "kinds are yes-no, choice, set, place, date, count, money, rate".to_owned();
            table.complain(format!("unknown kind `{}`", other.unwrap_or_default()), Some(hint));
            Kind::YesNo
        }
    }
}

fn value(table: &Table) -> (Value, (Text, Option<Text>)) {
    let value = Value {
        id: table.need_string("id").unwrap_or_default(),
        code: table.need("code").and_then(Node::integer).and_then(|code| u16::try_from(code).ok()).unwrap_or(0),
        sensitive: table.flag("sensitive"),
        means_open: table.flag("means_open"),
    };
    let names = (table.need_text("name"), table.text("help"));
    table.finish();
    (value, names)
}

/// The value of a fact that does not apply.
fn otherwise(node: Node, fact: &Fact, places: &Places) -> Option<Otherwise> {
    let value = match (fact.kind, node.json()) {
        (Kind::YesNo, serde_json::Value::Bool(yes)) => Some(Otherwise::Mask(if yes { 0b10 } else { 0b01 })),
        (Kind::Choice, serde_json::Value::String(id)) => fact.value(&id).map(|bit| Otherwise::Mask(1 << bit)),
        (Kind::Place, serde_json::Value::String(id)) => places.mask(&id).map(Otherwise::Mask),
        (Kind::Set, serde_json::Value::Array(items)) if items.is_empty() => Some(Otherwise::Mask(0)),
        (Kind::Date, serde_json::Value::String(text)) if text == "as_of" => Some(Otherwise::AsOf),
        (Kind::Count | Kind::Money | Kind::Rate, serde_json::Value::Number(number)) => {
            number.as_i64().map(Otherwise::Number)
        }
        _ => None,
    };
    if value.is_none() {
        node.complain(format!("not a value of `{}`", fact.id), None);
    }
    value
}

/// What the conditions of each fact come to: whether it applies, and which facts bound it.
pub type Lowered = Vec<(Option<Condition>, Vec<FactId>)>;

impl Facts {
    /// Lowers `applies_when` and `implies`.
    pub fn conditions(&self, scope: &Scope, log: &Log) -> Lowered {
        let facts = (0u16..).map(FactId).zip(self.facts.iter().zip(&self.pending));
        let lowered = facts.map(|(id, (fact, pending))| {
            let applies = pending.applies.as_ref().and_then(|code| scope.condition(code, log));
            let bounds = pending.implies.iter().filter_map(|code| bound(id, code, scope, log)).collect();
            (applies.or_else(|| fact.applies.clone()), bounds)
        });
        lowered.collect()
    }

    /// Takes the conditions in, and puts each fact after those that decide whether it applies.
    pub fn settle(&mut self, lowered: Lowered, log: &Log) -> Vec<FactId> {
        for (fact, (applies, at_most)) in self.facts.iter_mut().zip(lowered) {
            fact.applies = applies;
            fact.at_most = at_most;
        }
        let mut order: Vec<FactId> = Vec::new();
        let mut waiting: Vec<FactId> = (0u16..).map(FactId).take(self.facts.len()).collect();
        loop {
            let before = waiting.len();
            waiting.retain(|id| {
                let ready = self.needs(*id).iter().all(|other| order.contains(other));
                if ready {
                    order.push(*id);
                }
                !ready
            });
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for id in &waiting {
            let at = usize::from(id.0);
            if let Some(code) = self.pending[at].applies.as_ref() {
                let message = format!("whether `{}` applies depends on itself", self.facts[at].id);
                log.add(&code.source, code.start..code.start, message, None);
            }
        }
        order.extend(waiting);
        self.mark_deciding(&order);
        order
    }

    /// What has to be worked out anew when a fact changes.
    fn mark_deciding(&mut self, order: &[FactId]) {
        for (id, decider) in (0u16..).map(FactId).zip(0..self.facts.len()) {
            let mut changed = vec![id];
            for fact in order {
                if !changed.contains(fact) && self.needs(*fact).iter().any(|needed| changed.contains(needed)) {
                    changed.push(*fact);
                }
            }
            self.facts[decider].decides = changed.split_off(1);
        }
        let bounded = self.facts.iter().enumerate().filter(|(_, fact)| !fact.at_most.is_empty());
        let pairs =
            bounded.flat_map(|(small, fact)| fact.at_most.iter().map(|large| usize::from(large.0)).chain([small]));
        for at in pairs.collect::<Vec<_>>() {
            self.facts[at].is_bound = true;
        }
    }

    fn needs(&self, id: FactId) -> Vec<FactId> {
        let mut found = Vec::new();
        if let Some(condition) = &self.facts[usize::from(id.0)].applies {
            condition.walk(&mut |part| part.facts(&mut |fact| found.push(fact)));
        }
        found
    }
}

/// `implies` is `this <= other` between two numbers or dates.
fn bound(id: FactId, code: &Code, scope: &Scope, log: &Log) -> Option<FactId> {
    match scope.condition(code, log)? {
        Condition::Compare { op: Comparison::AtMost, left: Term::Fact(small), right: Term::Fact(large) }
            if small == id =>
        {
            Some(large)
        }
        _ => {
            let message = "`implies` must be `this-fact <= other-fact`";
            log.add(&code.source, code.start..code.start + code.text.len(), message, None);
            None
        }
    }
}
