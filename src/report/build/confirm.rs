//! What to ask at the window or on the telephone, one readable question each.

use engine::assessment::{About, Cause, Confirm};
use engine::condition::Condition;
use engine::policy::{Alternative, BenefitKind, DocumentId};
use engine::settle::fen;
use engine::term::ParameterId;
use engine::truth::Truth;

use super::entry::Entry;
use crate::report::explain::Explainer;
use crate::report::{Call, HOTLINE, Light, format};
use crate::words::{Word, fill};

/// How many documents one call can ask about, and windows it can name.
const MOST: usize = 5;

/// One call about every policy whose conditions hold and that is itself to be confirmed.
pub fn call(entries: &[Entry]) -> Option<Call> {
    let texts = entries.first()?.texts;
    let mut named: Vec<(DocumentId, Vec<String>, String)> = Vec::new();
    let mut windows: Vec<String> = Vec::new();
    let mut visits = 0;
    for entry in entries {
        let pays = entry.is_mine() && entry.finding.benefit.kind != BenefitKind::Service;
        if entry.light != Light::Confirm || !pays {
            continue;
        }
        let (document, name) = (entry.version.document, entry.policy_text.name.clone());
        match named.iter_mut().find(|(held, ..)| *held == document) {
            Some((_, names, _)) => names.push(name),
            None => named.push((document, vec![name], entry.document_name(document))),
        }
        if let Some(window) = entry.visit().filter(|_| visits < MOST) {
            visits += 1;
            if !windows.contains(&window) {
                windows.push(window);
            }
        }
    }
    let mut lines = Vec::new();
    for (_, names, document) in named.iter().take(MOST) {
        lines.push(fill(texts, Word::CallPolicy, &[("p", &format::names(names, texts)), ("d", document)]));
    }
    let more = named.len().saturating_sub(MOST);
    if more > 0 {
        lines.push(fill(texts, Word::CallMore, &[("n", &more.to_string())]));
    }
    let question = fill(texts, Word::CallQuestion, &[("a", &format::clauses(&lines, texts))]);
    let windows = if windows.is_empty() {
        String::new()
    } else {
        fill(texts, Word::CallWindows, &[("a", &format::clauses(&windows, texts))])
    };
    (!lines.is_empty()).then(|| Call { phone: HOTLINE.to_string(), question, windows })
}

impl Entry<'_> {
    pub fn confirms(&self) -> Vec<String> {
        let mut questions = Vec::new();
        for confirm in &self.finding.confirm {
            let question = self.question(confirm);
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
        questions
    }

    /// What to ask about one doubt.
    pub fn question(&self, confirm: &Confirm) -> String {
        match (confirm.cause, confirm.about) {
            (_, About::Document(id)) => self.validity(id),
            (Cause::Disputed, About::Benefit) => self.disputed_amount(),
            (_, About::Benefit) => self.figure(),
            (_, About::Parameter(id)) => self.parameter(id),
            (_, About::Window) => self.about_window(),
            (Cause::Disputed, About::Requirement(i)) => self.disputed(i),
            (_, About::Requirement(i)) => self.condition(i),
        }
    }

    fn validity(&self, id: DocumentId) -> String {
        let document = self.state.catalogue().document_of(id);
        let confirmed = format::date(document.confirmed, self.texts);
        self.fill(Word::AskValidity, &[("a", &self.document_name(id)), ("d", &confirmed)])
    }

    fn figure(&self) -> String {
        let name = ("p", self.policy_text.name.as_str());
        match self.finding.benefit.fen {
            Some((lo, hi)) if lo == hi => {
                let formula = self.formula();
                let sum = if formula.is_empty() { format::money(hi.into(), self.texts) } else { formula };
                self.fill(Word::AskAmount, &[name, ("a", &sum)])
            }
            _ => self.fill(Word::AskAmountBare, &[name]),
        }
    }

    fn parameter(&self, id: ParameterId) -> String {
        let label = self.texts.parameters.get(usize::from(id.0)).map_or("", String::as_str);
        let now = Explainer { state: self.state, ..self.explainer() };
        match now.parameter_now(&self.reading.cases(self.state), id) {
            Some(value) => self.fill(Word::AskParameter, &[("p", label), ("a", &value)]),
            None => self.fill(Word::AskParameterBare, &[("p", label)]),
        }
    }

    fn about_window(&self) -> String {
        let name = ("p", self.policy_text.name.as_str());
        let mut days = Vec::new();
        if let Some(window) = self.reading.window {
            for (key, term) in [(Word::DateOpensRule, &window.opens), (Word::DateClosesRule, &window.closes)] {
                if let Some(term) = term {
                    days.push(self.fill(key, &[("a", &self.explainer().day(term))]));
                }
            }
        }
        if days.is_empty() {
            return self.fill(Word::AskWindowBare, &[name]);
        }
        self.fill(Word::AskWindow, &[name, ("a", &format::clauses(&days, self.texts))])
    }

    /// The text of a condition that holds by what was read of it.
    fn condition(&self, i: usize) -> String {
        let mut clauses = Vec::new();
        for one in self.alternatives(i) {
            if one.when.truth(self.state, self.reading.days) == Truth::True {
                clauses.push(self.explainer().clause_in_full(&one.when));
            }
        }
        self.fill(Word::AskCondition, &[("l", self.label(i)), ("a", &format::clauses(&clauses, self.texts))])
    }

    /// The alternative that holds only as another source reads it, with both readings.
    fn disputed(&self, i: usize) -> String {
        let explainer = self.explainer();
        let holds = |condition: &Condition| condition.truth(self.state, self.reading.days) == Truth::True;
        let wider = self.alternatives(i).iter().find(|one| one.disputed.as_ref().is_some_and(holds));
        let Some(Alternative { when, disputed: Some(wider), .. }) = wider else { return self.condition(i) };
        let wider = explainer.clause(wider);
        if *when == Condition::Always(false) {
            return self.fill(Word::AskDisputedOnly, &[("l", self.label(i)), ("b", &wider)]);
        }
        self.fill(Word::AskDisputed, &[("l", self.label(i)), ("a", &explainer.clause(when)), ("b", &wider)])
    }

    fn alternatives(&self, i: usize) -> &[Alternative] {
        self.version.requirements.get(i).map_or(&[], |requirement| &requirement.any)
    }

    fn disputed_amount(&self) -> String {
        let name = ("p", self.policy_text.name.as_str());
        let other =
            self.version.benefit.disputed.as_ref().and_then(|amount| fen(amount, &self.reading, self.state).single());
        match (self.finding.benefit.fen, other) {
            (Some((lo, hi)), Some(other)) if lo == hi => {
                let (ours, theirs) = (format::money(hi.into(), self.texts), format::money(other.into(), self.texts));
                self.fill(Word::AskDisputedAmount, &[name, ("a", &ours), ("b", &theirs)])
            }
            _ => self.fill(Word::AskAmountBare, &[name]),
        }
    }
}
