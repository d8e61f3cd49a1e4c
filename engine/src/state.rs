//! A state of knowledge: what each fact may still be, and whether it applies at all.

use crate::date::Date;
use crate::fact::{FactId, Known, Otherwise};
use crate::policy::Catalogue;
use crate::situation::Situation;
use crate::term::{Days, Span};
use crate::truth::Truth;

/// What is known on a day. Splitting an open fact gives narrower states.
#[derive(Clone)]
pub struct State<'a> {
    catalogue: &'a Catalogue,
    as_of: Date,
    known: Vec<Known>,
    applies: Vec<Truth>,
}

impl<'a> State<'a> {
    /// The state of a situation, narrowed by what the answers imply for each other.
    pub fn new(catalogue: &'a Catalogue, situation: &Situation) -> State<'a> {
        let known = (0u16..).zip(&catalogue.facts).map(|(i, _)| situation.known(catalogue, FactId(i))).collect();
        let applies = vec![Truth::True; catalogue.facts.len()];
        let mut state = State { catalogue, as_of: situation.as_of, known, applies };
        state.settle();
        state
    }

    /// This state with less left open of one fact.
    pub fn with(&self, fact: FactId, known: Known) -> State<'a> {
        let mut state = self.clone();
        state.probe(self, fact, known);
        state
    }

    /// What [`State::with`] gives of another state, in the place of this one: a copy of that state, or what an
    /// earlier probe of the same fact left.
    pub fn probe(&mut self, origin: &State, fact: FactId, known: Known) {
        let moves_bounds = self.moves_bounds(fact);
        if moves_bounds {
            self.known.clone_from(&origin.known);
        }
        self.known[usize::from(fact.0)] = known;
        self.apply(&self.catalogue.fact_of(fact).decides);
        if moves_bounds {
            self.narrow_all();
        }
    }

    /// What is known of a fact narrows others, or decides whether they do.
    pub fn moves_bounds(&self, fact: FactId) -> bool {
        let changed = self.catalogue.fact_of(fact);
        changed.is_bound || changed.decides.iter().any(|fact| self.catalogue.fact_of(*fact).is_bound)
    }

    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The day of the situation, as a day of application without a window.
    pub fn today(&self) -> Days {
        let today = Span::exact(self.as_of.0.into());
        Days { as_of: today, event: today }
    }

    pub fn known(&self, fact: FactId) -> Known {
        self.known[usize::from(fact.0)]
    }

    pub fn applies(&self, fact: FactId) -> Truth {
        self.applies[usize::from(fact.0)]
    }

    /// More than one value is left, and the fact may apply.
    pub fn is_open(&self, fact: FactId) -> bool {
        !self.known(fact).is_exact() && self.applies(fact).can_be_true()
    }

    /// Two answers contradict each other by an `implies` of the facts file: the first number exceeds the second.
    pub fn contradiction(&self) -> Option<(FactId, FactId)> {
        let pairs =
            (0u16..).zip(&self.catalogue.facts).flat_map(|(i, fact)| fact.at_most.iter().map(move |j| (FactId(i), *j)));
        pairs.into_iter().find(|(small, large)| self.bound(*small, *large).is_some() && self.known(*small).is_empty())
    }

    /// A number or date: its range and whether it may have no value.
    pub fn span(&self, id: FactId) -> Span {
        let own = match self.known(id) {
            Known::Span { lo, hi } => Span::between(lo, hi),
            Known::Among(_) | Known::Set { .. } => Span::NONE,
        };
        let otherwise = match self.catalogue.fact_of(id).otherwise {
            Some(Otherwise::Number(value)) => Span::exact(value),
            Some(Otherwise::AsOf) => Span::exact(self.as_of.0.into()),
            Some(Otherwise::Mask(_)) | None => Span::NONE,
        };
        match self.applies(id) {
            Truth::True => own,
            Truth::False => otherwise,
            Truth::Unknown => own.join(otherwise),
        }
    }

    /// The values that a yes/no fact, choice or place may have; `None` where it certainly has none.
    pub fn among(&self, id: FactId) -> Option<u64> {
        let (mask, _) = self.choice(id);
        (mask != 0).then_some(mask)
    }

    /// The value of a yes/no fact, choice or place is one of a mask; false where it has none.
    pub fn is_among(&self, id: FactId, mask: u64) -> Truth {
        let (may, none) = self.choice(id);
        match (may & mask != 0, may & !mask != 0 || none) {
            (true, false) => Truth::True,
            (true, true) => Truth::Unknown,
            (false, _) => Truth::False,
        }
    }

    /// A set has one of a mask; negated, none of it.
    pub fn set_has(&self, id: FactId, mask: u64, negated: bool) -> Truth {
        let truth = |(has, may): (u64, u64)| match (has & mask != 0, (has | may) & mask != 0) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        };
        let sign = |truth: Truth| if negated { !truth } else { truth };
        let own = match self.known(id) {
            Known::Set { has, may } => sign(truth((has, may))),
            Known::Among(_) | Known::Span { .. } => Truth::False,
        };
        let otherwise = match self.catalogue.fact_of(id).otherwise {
            Some(Otherwise::Mask(has)) => sign(truth((has, 0))),
            _ => Truth::False,
        };
        match self.applies(id) {
            Truth::True => own,
            Truth::False => otherwise,
            Truth::Unknown => own.join(otherwise),
        }
    }

    /// The mask that may hold, and whether there may be no value.
    fn choice(&self, id: FactId) -> (u64, bool) {
        let own = match self.known(id) {
            Known::Among(mask) => mask,
            Known::Set { .. } | Known::Span { .. } => 0,
        };
        let otherwise = match self.catalogue.fact_of(id).otherwise {
            Some(Otherwise::Mask(mask)) => Some(mask),
            _ => None,
        };
        match self.applies(id) {
            Truth::True => (own, false),
            Truth::False => (otherwise.unwrap_or(0), otherwise.is_none()),
            Truth::Unknown => (own | otherwise.unwrap_or(0), otherwise.is_none()),
        }
    }

    /// Decides which facts apply, and narrows numbers by those that they may not exceed.
    fn settle(&mut self) {
        let catalogue = self.catalogue;
        self.apply(&catalogue.order);
        self.narrow_all();
    }

    /// Decides which of some facts apply; each stands after those it depends on.
    fn apply(&mut self, facts: &[FactId]) {
        let days = self.today();
        for id in facts {
            let applies = self.catalogue.fact_of(*id).applies.as_ref();
            self.applies[usize::from(id.0)] = applies.map_or(Truth::True, |condition| condition.truth(self, days));
        }
    }

    fn narrow_all(&mut self) {
        let catalogue = self.catalogue;
        for (small, fact) in (0u16..).map(FactId).zip(&catalogue.facts) {
            for large in &fact.at_most {
                if let Some((lo, hi)) = self.bound(small, *large) {
                    self.narrow(small, |known_lo, known_hi| (known_lo, known_hi.min(hi)));
                    self.narrow(*large, |known_lo, known_hi| (known_lo.max(lo), known_hi));
                }
            }
        }
    }

    /// Where both apply: the least that the large one can be, and the most that the small one can be.
    fn bound(&self, small: FactId, large: FactId) -> Option<(i64, i64)> {
        let both = self.applies(small).and(self.applies(large)) == Truth::True;
        match (self.known(small), self.known(large)) {
            (Known::Span { lo, .. }, Known::Span { hi, .. }) if both => Some((lo, hi)),
            _ => None,
        }
    }

    fn narrow(&mut self, fact: FactId, f: impl Fn(i64, i64) -> (i64, i64)) {
        if let Known::Span { lo, hi } = &mut self.known[usize::from(fact.0)] {
            (*lo, *hi) = f(*lo, *hi);
        }
    }
}
