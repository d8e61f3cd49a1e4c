//! Requirements as trees of plain JSON, with a name for whatever a tree reads.

use engine::condition::{Comparison, Condition};
use engine::fact::{FactId, Known, Otherwise};
use engine::policy::{Catalogue, Requirement};
use engine::reading::{Reading, readings};
use engine::state::State;
use engine::term::{Part, Term};
use engine::truth::Truth;
use serde_json::{Map, Value, json};

struct Rule {
    policy: usize,
    version: usize,
    requirement: usize,
    tree: Value,
}

/// A number that is worked out beforehand. `rule` is the policy and version whose days it is read at, where it reads any.
struct Derived<'a> {
    term: &'a Term,
    rule: Option<(usize, usize)>,
}

/// Every requirement of every version, and the numbers that their trees need.
pub struct Trees<'a> {
    catalogue: &'a Catalogue,
    rules: Vec<Rule>,
    derived: Vec<Derived<'a>>,
}

impl<'a> Trees<'a> {
    pub fn new(catalogue: &'a Catalogue) -> Trees<'a> {
        let mut trees = Trees { catalogue, rules: Vec::new(), derived: Vec::new() };
        for (policy, rule) in catalogue.policies.iter().enumerate() {
            for (version, one) in rule.versions.iter().enumerate() {
                for (i, requirement) in one.requirements.iter().enumerate() {
                    let tree = trees.requirement(requirement, (policy, version));
                    trees.rules.push(Rule { policy, version, requirement: i, tree });
                }
            }
        }
        trees
    }

    pub fn rules(&self) -> Vec<Value> {
        let rule = |rule: &Rule| {
            let id = &self.catalogue.policies[rule.policy].id;
            json!({ "policy": id, "version": rule.version, "requirement": rule.requirement, "tree": rule.tree })
        };
        self.rules.iter().map(rule).collect()
    }

    /// The rules of the versions that count for the policies of the place, and whether each holds.
    pub fn counting(&self, state: &State) -> (Vec<usize>, Vec<bool>) {
        let (mut rules, mut holds) = (Vec::new(), Vec::new());
        for (policy, rule) in self.catalogue.policies.iter().enumerate() {
            if state.is_among(rule.place_of, rule.place) == Truth::False {
                continue;
            }
            let Some(reading) = readings(rule, state).pop() else { continue };
            for (i, one) in self.rules.iter().enumerate().filter(|(_, one)| one.policy == policy) {
                if one.version == reading.index {
                    rules.push(i);
                    holds.push(reading.holds(&reading.version.requirements[one.requirement], state) == Truth::True);
                }
            }
        }
        (rules, holds)
    }

    /// Adds the numbers that the trees of some rules read, by name: `t0`, and `ht0` whether it has a value.
    pub fn derived(&self, state: &State, rules: &[usize], values: &mut Map<String, Value>) {
        for (i, derived) in self.derived.iter().enumerate() {
            let reading: Option<Reading> = match derived.rule {
                None => None,
                Some((policy, version)) => {
                    if !rules.iter().any(|at| (self.rules[*at].policy, self.rules[*at].version) == (policy, version)) {
                        continue;
                    }
                    readings(&self.catalogue.policies[policy], state).pop()
                }
            };
            let value = derived.term.span(state, reading.map_or(state.today(), |reading| reading.days)).single();
            values.insert(format!("t{i}"), value.unwrap_or(0).into());
            values.insert(format!("ht{i}"), value.is_some().into());
        }
    }

    fn requirement(&mut self, requirement: &'a Requirement, rule: (usize, usize)) -> Value {
        let conditions: Vec<&Condition> = requirement.conditions().collect();
        let any: Vec<Value> = conditions.into_iter().map(|condition| self.condition(condition, rule)).collect();
        joined("any", any)
    }

    fn condition(&mut self, condition: &'a Condition, rule: (usize, usize)) -> Value {
        match condition {
            Condition::Always(value) => (*value).into(),
            Condition::All(parts) => joined("all", parts.iter().map(|part| self.condition(part, rule)).collect()),
            Condition::Any(parts) => joined("any", parts.iter().map(|part| self.condition(part, rule)).collect()),
            Condition::Named { body, .. } => self.condition(body, rule),
            Condition::Among { fact, mask } => {
                let Known::Among(all) = self.catalogue.fact_of(*fact).open(&self.catalogue.places) else {
                    return false.into();
                };
                json!({ "in": [name(*fact), bits(mask & all)] })
            }
            Condition::Has { fact, mask, negated } => {
                let one = |bit: u64| {
                    let name = format!("{}b{bit}", name(*fact));
                    if *negated { json!({ "not": name }) } else { json!({ "is": name }) }
                };
                let mut parts: Vec<Value> = bits(*mask).into_iter().map(one).collect();
                if *negated {
                    // A set that has no value has none of them, and lacks none either.
                    parts.push(json!({ "is": format!("h{}", name(*fact)) }));
                }
                joined(if *negated { "all" } else { "any" }, parts)
            }
            Condition::Compare { op, left, right } => {
                let mut parts = Vec::new();
                let (left, right) = (self.term(left, rule, &mut parts), self.term(right, rule, &mut parts));
                let sign = match op {
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                    Comparison::Equal => "==",
                    Comparison::Unequal => "!=",
                    Comparison::AtLeast => ">=",
                    Comparison::More => ">",
                };
                parts.push(json!({ "cmp": [sign, left, right] }));
                joined("all", parts)
            }
        }
    }

    /// A term as a tree; `needs` takes what has to have a value before it may be compared.
    fn term(&mut self, term: &'a Term, rule: (usize, usize), needs: &mut Vec<Value>) -> Value {
        let need = |name: String, needs: &mut Vec<Value>| {
            let need = json!({ "is": name });
            if !needs.contains(&need) {
                needs.push(need);
            }
        };
        match term {
            Term::Number(value) => (*value).into(),
            Term::Fact(id) => {
                let fact = self.catalogue.fact_of(*id);
                if fact.applies.is_some() && fact.otherwise.is_none() {
                    need(format!("h{}", name(*id)), needs);
                }
                name(*id).into()
            }
            Term::Sum(terms) => {
                let terms: Vec<Value> = terms.iter().map(|term| self.term(term, rule, needs)).collect();
                json!({ "sum": terms })
            }
            Term::Times(term, factor) => json!({ "times": [self.term(term, rule, needs), factor] }),
            Term::Product(a, b) => json!({ "product": [self.term(a, rule, needs), self.term(b, rule, needs)] }),
            _ => {
                let mut reads_days = false;
                term.walk(&mut |part| reads_days |= matches!(part, Part::Term(Term::AsOf | Term::Param(_, None))));
                let rule = reads_days.then_some(rule);
                let known = self.derived.iter().position(|one| one.term == term && one.rule == rule);
                let at = known.unwrap_or_else(|| {
                    self.derived.push(Derived { term, rule });
                    self.derived.len() - 1
                });
                if !matches!(term, Term::AsOf) {
                    need(format!("ht{at}"), needs);
                }
                format!("t{at}").into()
            }
        }
    }
}

/// What is known of each fact of a complete situation: a choice as the number of its value (-1 where it has none), a
/// set as a truth for each value, a number as itself; `h` before the name says whether it has a value.
pub fn facts(state: &State) -> Map<String, Value> {
    let mut values = Map::new();
    for (id, fact) in (0u16..).map(FactId).zip(&state.catalogue().facts) {
        let name = name(id);
        let has = state.applies(id) == Truth::True || fact.otherwise.is_some();
        values.insert(format!("h{name}"), has.into());
        match state.known(id) {
            Known::Among(_) => {
                let value = state.among(id).map_or(-1, |mask| i64::from(mask.trailing_zeros()));
                values.insert(name, value.into());
            }
            Known::Set { has: own, .. } => {
                let own = match (state.applies(id), fact.otherwise) {
                    (Truth::True, _) => own,
                    (_, Some(Otherwise::Mask(mask))) => mask,
                    _ => 0,
                };
                for bit in 0..fact.values.len() {
                    values.insert(format!("{name}b{bit}"), (own >> bit & 1 == 1).into());
                }
            }
            Known::Span { .. } => {
                values.insert(name, state.span(id).single().unwrap_or(0).into());
            }
        }
    }
    values
}

fn name(fact: FactId) -> String {
    format!("f{}", fact.0)
}

fn bits(mask: u64) -> Vec<u64> {
    (0..64).filter(|bit| mask >> bit & 1 == 1).collect()
}

fn joined(word: &str, mut parts: Vec<Value>) -> Value {
    if parts.len() == 1 { parts.remove(0) } else { json!({ word: parts }) }
}
