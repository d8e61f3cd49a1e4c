//! Sentences about conditions, made from the rules themselves and never stored.

mod compare;
mod formula;
mod merge;
mod term;

use engine::condition::{Condition, DefinitionId};
use engine::fact::{FactId, Kind};
use engine::policy::Catalogue;
use engine::state::State;
use engine::term::{Days, Term};
use engine::texts::Texts;

use super::format;
use crate::words::{Word, fill, word};
use term::Unit;

/// What a condition asks, as a clause without a full stop.
pub fn explain(condition: &Condition, catalogue: &Catalogue, texts: &Texts, state: &State, days: Days) -> String {
    Explainer { catalogue, texts, state, days }.clause(condition)
}

/// The names of the largest places that together make up a mask.
pub fn places(catalogue: &Catalogue, texts: &Texts, mask: u64) -> Vec<String> {
    let mut left = mask;
    let mut names = Vec::new();
    for (place, text) in catalogue.places.list.iter().zip(&texts.places) {
        if place.mask & left != 0 && place.mask & !mask == 0 {
            left &= !place.mask;
            names.push(text.name.clone());
        }
    }
    names
}

/// The names of the values of a fact that are in a mask.
pub fn value_names(texts: &Texts, id: FactId, mask: u64) -> Vec<String> {
    let mut names = Vec::new();
    for (bit, text) in texts.facts[usize::from(id.0)].values.iter().enumerate() {
        if mask >> bit & 1 == 1 {
            names.push(text.name.clone());
        }
    }
    names
}

/// Makes clauses and formulas from rules, with the figures that follow from what is known.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    pub catalogue: &'a Catalogue,
    pub texts: &'a Texts,
    pub state: &'a State<'a>,
    /// The days that the rule is read at.
    pub days: Days,
}

impl<'a> Explainer<'a> {
    /// What a condition asks, as a clause without a full stop.
    pub fn clause(&self, condition: &Condition) -> String {
        match condition {
            Condition::Always(true) => self.word(Word::RuleAlways),
            Condition::Always(false) => self.word(Word::RuleNever),
            Condition::All(parts) => self.all(parts),
            Condition::Any(parts) => self.any(parts),
            Condition::Among { fact, mask } => self.among(*fact, *mask),
            Condition::Has { fact, mask, negated } => self.has(*fact, *mask, *negated),
            Condition::Compare { op, left, right } => self.compare(*op, left, right),
            Condition::Named { definition, negated, .. } => self.named(*definition, *negated),
        }
    }

    /// The same, with what the name of a definition stands for.
    pub fn clause_in_full(&self, condition: &Condition) -> String {
        match condition {
            Condition::Named { definition, negated, body } => {
                let parts = [("a", self.named(*definition, *negated)), ("b", self.clause(body))];
                self.fill(Word::NamedMeans, &parts)
            }
            other => self.clause(other),
        }
    }

    /// The ways in which a condition can be met, where it leaves a choice; otherwise itself.
    pub fn ways(&self, condition: &Condition) -> Vec<Condition> {
        match merge::any(std::slice::from_ref(condition)).as_slice() {
            [Condition::Any(parts)] => parts.clone(),
            [Condition::Named { negated: false, body, .. }] if matches!(**body, Condition::Any(_)) => self.ways(body),
            _ => vec![condition.clone()],
        }
    }

    fn all(&self, parts: &[Condition]) -> String {
        let parts = merge::all(parts);
        let mut clauses: Vec<String> = Vec::new();
        let mut subject = None;
        for (i, part) in parts.iter().enumerate() {
            if let Some(period) = parts.get(i + 1).and_then(|next| self.period(part, next)) {
                clauses.push(period);
                subject = None;
                continue;
            }
            if i > 0 && self.period(&parts[i - 1], part).is_some() {
                continue;
            }
            let same = self.subject(part);
            clauses.push(match part {
                Condition::Compare { op, left, right } if same.is_some() && same == subject => {
                    self.predicate(*op, left, right)
                }
                part => self.inside(part, |part| matches!(part, Condition::Any(_))),
            });
            subject = same;
        }
        if clauses.is_empty() {
            self.word(Word::RuleAlways)
        } else {
            format::joined(&clauses, word(self.texts, Word::ClauseAnd))
        }
    }

    fn any(&self, parts: &[Condition]) -> String {
        let parts = merge::any(parts);
        let mut clauses = Vec::new();
        for part in &parts {
            clauses.push(self.inside(part, |part| matches!(part, Condition::All(_))));
        }
        if clauses.is_empty() {
            self.word(Word::RuleNever)
        } else {
            format::joined(&clauses, word(self.texts, Word::ClauseOr))
        }
    }

    /// A clause inside another, in brackets where it would be misread without them.
    fn inside(&self, part: &Condition, mixes: fn(&Condition) -> bool) -> String {
        let clause = self.clause(part);
        if mixes(part) { self.fill(Word::Nested, &[("x", clause)]) } else { clause }
    }

    fn among(&self, id: FactId, mask: u64) -> String {
        let fact = self.catalogue.fact_of(id);
        match fact.kind {
            Kind::YesNo => self.yes_no(id, mask),
            Kind::Place => self.place(id, mask),
            _ => {
                let all = fact.all_values();
                let (allowed, barred) = (mask & all, all & !mask);
                if barred != 0 && barred.count_ones() < allowed.count_ones() {
                    self.choice(Word::ChoiceIsNot, id, barred)
                } else {
                    self.choice(Word::ChoiceIs, id, allowed)
                }
            }
        }
    }

    fn yes_no(&self, id: FactId, mask: u64) -> String {
        let text = &self.texts.facts[usize::from(id.0)];
        let named = |key| self.fill(key, &[("a", text.noun.clone())]);
        match mask & 0b11 {
            0b10 => text.yes.clone().unwrap_or_else(|| named(Word::FactYes)),
            0b01 => text.no.clone().unwrap_or_else(|| named(Word::FactNo)),
            0 => self.word(Word::RuleNever),
            _ => self.word(Word::RuleAlways),
        }
    }

    /// Where a place must be: the fewest names that say it, or those that it must not be in.
    fn place(&self, id: FactId, mask: u64) -> String {
        let all = self.catalogue.places.all();
        let (inside, outside) = (self.places(mask & all), self.places(all & !mask));
        let negative = !outside.is_empty() && (inside.is_empty() || outside.len() < inside.len());
        let (key, names) = if negative { (Word::PlaceNotIn, outside) } else { (Word::PlaceIn, inside) };
        let noun = self.noun(id);
        let suffix = word(self.texts, Word::PlaceNounSuffix);
        let noun = noun.strip_suffix(suffix).unwrap_or(noun).to_string();
        self.fill(key, &[("a", noun), ("b", format::any_of(&names, self.texts))])
    }

    /// The largest places that together make up a mask.
    pub fn places(&self, mask: u64) -> Vec<String> {
        places(self.catalogue, self.texts, mask)
    }

    fn choice(&self, key: Word, id: FactId, mask: u64) -> String {
        let frame = if self.catalogue.fact_of(id).kind == Kind::Set { Word::SetValue } else { Word::ChoiceValue };
        let mut names = Vec::new();
        for name in self.values(id, mask) {
            names.push(self.fill(frame, &[("x", name)]));
        }
        self.fill(key, &[("a", self.noun(id).to_string()), ("b", format::any_of(&names, self.texts))])
    }

    fn has(&self, id: FactId, mask: u64, negated: bool) -> String {
        let one = (mask & self.catalogue.fact_of(id).all_values()).count_ones() == 1;
        let key = match (one, negated) {
            (true, false) => Word::SetHas,
            (false, false) => Word::SetHasAny,
            (true, true) => Word::SetLacks,
            (false, true) => Word::SetLacksAll,
        };
        self.choice(key, id, mask)
    }

    /// The names of the values in a mask.
    pub fn values(&self, id: FactId, mask: u64) -> Vec<String> {
        value_names(self.texts, id, mask)
    }

    fn named(&self, id: DefinitionId, negated: bool) -> String {
        let key = if negated { Word::NamedNot } else { Word::Named };
        self.fill(key, &[("a", self.texts.definitions[usize::from(id.0)].clone())])
    }

    /// What holds where a yes/no fact has the values of a mask.
    pub fn holds(&self, id: FactId, mask: u64) -> String {
        self.yes_no(id, mask)
    }

    /// A number or date of a fact, with its unit.
    pub fn value(&self, id: FactId, value: i64) -> String {
        self.figure(value.into(), self.unit(&Term::Fact(id)))
    }

    /// A day that a rule works out, with the date where nothing in it is open.
    pub fn day(&self, term: &Term) -> String {
        self.valued(term, Some(Unit::Date))
    }

    /// How a sentence names a fact.
    pub fn noun(&self, id: FactId) -> &'a str {
        &self.texts.facts[usize::from(id.0)].noun
    }

    fn word(&self, key: Word) -> String {
        word(self.texts, key).to_string()
    }

    fn fill(&self, key: Word, parts: &[(&str, String)]) -> String {
        let mut borrowed = Vec::new();
        for (name, value) in parts {
            borrowed.push((*name, value.as_str()));
        }
        fill(self.texts, key, &borrowed)
    }
}
