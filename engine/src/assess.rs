//! From answers to an assessment: every policy of the place, totals, and the next question.

use crate::agenda::Agenda;
use crate::assessment::{About, Assessment, BenefitFound, Cause, Confirm, Finding, RequirementFound, WindowFound};
use crate::bundle;
use crate::changes;
use crate::date::Date;
use crate::effects::{facts, touched};
use crate::grade::Grade;
use crate::policy::{Case, Catalogue, Policy, PolicyId};
use crate::reading::{EndReason, Fate, Held, Reading, readings, weak_figure};
use crate::settle::{Settled, amount, missing, periods, settle_read, window};
use crate::situation::Situation;
use crate::state::State;
use crate::term::{ParameterId, Part, Span, Term};
use crate::truth::Truth;
use crate::verdict::Verdict;

/// Assesses a situation. Total: it never fails, whatever the answers.
pub fn assess(catalogue: &Catalogue, situation: &Situation) -> Assessment {
    let state = State::new(catalogue, situation);
    with_changes(situation, &state, findings(&state))
}

/// The same from the assessment of another situation, `was`, on the same day: only policies are looked at anew that
/// read something of which the two situations know something else. Neither may contradict itself.
pub fn reassess(catalogue: &Catalogue, was: &Situation, before: &Assessment, situation: &Situation) -> Assessment {
    let (old, new) = (State::new(catalogue, was), State::new(catalogue, situation));
    let touched = touched(was, &old, situation, &new);
    let supersedes = superseders(&new);
    let mut known = before.findings.iter().peekable();
    let mut findings = Vec::with_capacity(before.findings.len());
    let mut anew = Vec::new();
    for ((id, policy), superseded_by) in (0u16..).map(PolicyId).zip(&catalogue.policies).zip(supersedes) {
        // Both are in the order of the catalogue.
        let kept = known.next_if(|finding| finding.policy == id);
        if !new.is_among(policy.place_of, policy.place).can_be_true() {
            continue;
        }
        let kept = kept.filter(|_| !facts(policy).iter().any(|fact| touched.contains(fact)));
        // Changes are told of what nothing supersedes.
        anew.push(kept.is_none_or(|kept| kept.superseded_by.is_some()));
        let found = kept.map_or_else(|| find(id, policy, &new), Finding::clone);
        findings.push(Finding { superseded_by, ..found });
    }
    let mut assessment = together(situation, &new, findings);
    for (finding, is_anew) in assessment.findings.iter_mut().zip(anew) {
        let may_turn = finding.verdict.is_refusal() && finding.superseded_by.is_none();
        if !may_turn {
            finding.changes = Vec::new();
        } else if is_anew {
            finding.changes = changes::smallest(catalogue.policy_of(finding.policy), &new);
        }
    }
    assessment
}

/// The same from what was found about every policy, in order: for whoever finds it in pieces with [`findings_of`].
/// `state` is that of the situation.
pub fn with_changes(situation: &Situation, state: &State, findings: Vec<Finding>) -> Assessment {
    let mut assessment = together(situation, state, findings);
    for finding in &mut assessment.findings {
        if finding.verdict.is_refusal() && finding.superseded_by.is_none() {
            finding.changes = changes::smallest(state.catalogue().policy_of(finding.policy), state);
        }
    }
    assessment
}

/// The same without the changes that would turn a no, for whoever does not tell them: they take most of the time.
/// `state` is that of the situation.
pub fn without_changes(situation: &Situation, state: &State) -> Assessment {
    together(situation, state, findings(state))
}

fn together(situation: &Situation, state: &State, findings: Vec<Finding>) -> Assessment {
    let catalogue = state.catalogue();
    let totals = bundle::totals(catalogue, &findings);
    let (next, left) = Agenda { catalogue, situation, state, findings: &findings, about: None }.next();
    Assessment { as_of: situation.as_of, findings, totals, next, left }
}

/// What is told about every policy that the founder's place may have, in the order of the catalogue, without the
/// changes that would turn a no.
pub fn findings(state: &State) -> Vec<Finding> {
    findings_of(state, 0, usize::MAX)
}

/// The same about `most` policies of the catalogue from the one at a position on.
pub fn findings_of(state: &State, from: usize, most: usize) -> Vec<Finding> {
    let supersedes = superseders(state);
    let mut found = Vec::new();
    let policies = (0u16..).map(PolicyId).zip(&state.catalogue().policies).zip(supersedes);
    for ((id, policy), superseded_by) in policies.skip(from).take(most) {
        if state.is_among(policy.place_of, policy.place).can_be_true() {
            found.push(Finding { superseded_by, ..find(id, policy, state) });
        }
    }
    found
}

/// For every policy, in the order of the catalogue, the first that holds for certain in the founder's place and takes
/// the place of it.
pub fn superseders(state: &State) -> Vec<Option<PolicyId>> {
    let policies = &state.catalogue().policies;
    let mut by = vec![None; policies.len()];
    for (id, policy) in (0u16..).map(PolicyId).zip(policies) {
        if !policy.supersedes.is_empty() && state.is_among(policy.place_of, policy.place) == Truth::True {
            for superseded in &policy.supersedes {
                by[usize::from(superseded.0)].get_or_insert(id);
            }
        }
    }
    by
}

/// What is told about one policy.
pub fn find(id: PolicyId, policy: &Policy, state: &State) -> Finding {
    let readings = readings(policy, state);
    // INVARIANT: the compiler gives every policy a version, so there is a reading.
    let shown = readings.last().map(|reading| Shown::of(reading, state));
    let settled = match (&shown, readings.len(), state.is_among(policy.place_of, policy.place)) {
        (Some(shown), 1, Truth::True) => shown.settled(state),
        _ => None,
    };
    let settled = settled.unwrap_or_else(|| settle_read(policy, &readings, state));
    let is_one_version = readings.windows(2).all(|pair| pair[0].index == pair[1].index);
    Finding {
        policy: id,
        version: shown.as_ref().filter(|_| is_one_version).map(|shown| shown.reading.index),
        shown_version: shown.as_ref().map_or(0, |shown| shown.reading.index),
        verdict: settled.verdict,
        superseded_by: None,
        benefit: benefit_found(policy, &readings, state),
        window: window_found(policy, &readings, state),
        grade: shown.as_ref().map_or(Grade::Unconfirmed, |shown| shown.grade(state)),
        conditions_met: shown.as_ref().is_some_and(|shown| shown.held.iter().all(|held| held.firm == Truth::True)),
        requirements: shown.as_ref().map_or_else(Vec::new, |shown| requirements_found(shown, &readings, state)),
        missing: missing(policy, settled, &readings, state),
        confirm: shown.map_or_else(Vec::new, |shown| shown.confirm(settled, state)),
        changes: Vec::new(),
        reason: (settled.verdict == Verdict::Ended).then(|| end_reason(&readings)),
    }
}

/// Joined over the versions that may count, by the id of the requirement.
fn requirements_found(shown: &Shown, readings: &[Reading], state: &State) -> Vec<RequirementFound> {
    let mut found = Vec::with_capacity(shown.held.len());
    for (requirement, held) in shown.reading.version.requirements.iter().zip(&shown.held) {
        let (mut truth, mut disputed) = (held.wide, held.is_disputed());
        for reading in &readings[..readings.len().saturating_sub(1)] {
            if let Some(twin) = reading.version.requirements.iter().find(|other| other.id == requirement.id) {
                let twin = reading.held(twin, state);
                (truth, disputed) = (truth.join(twin.wide), disputed && twin.is_disputed());
            }
        }
        found.push(RequirementFound { truth, disputed: truth == Truth::True && disputed });
    }
    found
}

fn end_reason(readings: &[Reading]) -> EndReason {
    let mut reasons = readings.iter().filter_map(|reading| match reading.fate {
        Fate::Ended(reason) => Some(reason),
        Fate::InForce | Fate::Renewal => None,
    });
    reasons.next_back().unwrap_or(EndReason::NotInForce)
}

fn benefit_found(policy: &Policy, readings: &[Reading], state: &State) -> BenefitFound {
    let benefit = &policy.versions[readings.last().map_or(0, |reading| reading.index)].benefit;
    let periods = periods(readings, state).range.unwrap_or((0, 0));
    BenefitFound {
        kind: benefit.kind,
        per: benefit.per,
        fen: amount(policy, readings, state).range,
        periods,
        at_most: benefit.at_most,
    }
}

/// A day that some completion has not is not told.
fn window_found(policy: &Policy, readings: &[Reading], state: &State) -> WindowFound {
    let days = |span: Span| {
        let date = |day: i64| Date(i32::try_from(day).unwrap_or_default());
        Some(span).filter(|span| !span.none).and_then(|span| span.range).map(|(lo, hi)| (date(lo), date(hi)))
    };
    let (opens, closes) = window(policy, readings, state, &mut 0);
    WindowFound { opens: days(opens), closes: days(closes) }
}

/// The reading that reasons are taken from, with what is asked of it more than once.
struct Shown<'a> {
    reading: &'a Reading<'a>,
    /// One for each requirement.
    held: Vec<Held>,
    /// The cases of the benefit that may count.
    cases: Vec<(&'a Case, Truth)>,
}

impl<'a> Shown<'a> {
    fn of(reading: &'a Reading<'a>, state: &State) -> Shown<'a> {
        let requirements = &reading.version.requirements;
        let mut held = Vec::with_capacity(requirements.len());
        for requirement in requirements {
            held.push(reading.held(requirement, state));
        }
        Shown { reading, held, cases: reading.cases(state) }
    }

    /// What the policy comes to where this is its only reading, by Kleene's rules; nothing where they leave it open.
    fn settled(&self, state: &State) -> Option<Settled> {
        let met = Truth::all(self.held.iter().map(|held| held.wide));
        let firm = &|| self.reading.doubt_beside(&mut self.held.iter().map(|held| held.firm), &self.cases, state);
        let possible = self.reading.comes_to(&|| met, firm);
        let verdict = possible.verdict(met == Truth::False, self.reading.closed == Truth::True);
        possible.is_settled().then_some(Settled { verdict, possible })
    }

    /// The worst of version, window, figure, parameters and, per requirement, its best-graded true branch.
    fn grade(&self, state: &State) -> Grade {
        let reading = self.reading;
        let in_force = &reading.version.in_force;
        let mut worst = state.catalogue().document_of(reading.version.document).grade.max(in_force.from_grade);
        worst = worst.max(in_force.until.map_or(Grade::Official, |(_, grade)| grade));
        worst = worst.max(reading.window.map_or(Grade::Official, |window| window.cite.grade));
        for (case, _) in &self.cases {
            worst = worst.max(case.cite.grade);
            self.figures(case, state, &mut |id, date| worst = worst.max(figure_grade(state, id, date)));
        }
        for held in &self.held {
            worst = worst.max(held.grade);
        }
        worst
    }

    /// Calls `visit` with each dated figure of a sum, and the days that it may be read at.
    fn figures(&self, case: &Case, state: &State, visit: &mut dyn FnMut(ParameterId, Span)) {
        let Some(amount) = &case.amount else { return };
        let days = self.reading.days;
        amount.term.walk(&mut |part| {
            if let Part::Term(Term::Param(id, date)) = part {
                visit(*id, date.as_deref().map_or(days.event, |date| date.span(state, days)));
            }
        });
    }

    /// What has to be confirmed before a yes is certain; nothing where the answer is no.
    fn confirm(&self, settled: Settled, state: &State) -> Vec<Confirm> {
        let mut list = Vec::new();
        if settled.possible.is_refused() {
            return list;
        }
        let mut push = |cause, about| {
            let one = Confirm { cause, about };
            if !list.contains(&one) {
                list.push(one);
            }
        };
        let reading = self.reading;
        if reading.validity_doubt(state).can_be_true() {
            push(Cause::Validity, About::Document(reading.version.document));
        }
        if reading.window_doubt() == Truth::True {
            push(Cause::Condition, About::Window);
        }
        for (i, held) in self.held.iter().enumerate().filter(|(_, held)| held.wide == Truth::True) {
            if held.said == Truth::False {
                push(Cause::Disputed, About::Requirement(i));
            } else if held.firm == Truth::False {
                push(Cause::Condition, About::Requirement(i));
            }
        }
        for (case, _) in &self.cases {
            if !case.cite.grade.is_firm() {
                push(Cause::Figure, About::Benefit);
            }
            self.figures(case, state, &mut |id, date| {
                if weak_figure(state, id, date).can_be_true() {
                    push(Cause::Figure, About::Parameter(id));
                }
            });
            let disputed = |amount| reading.amount_dispute(amount, state).can_be_true();
            if case.amount.as_ref().is_some_and(disputed) {
                push(Cause::Disputed, About::Benefit);
            }
        }
        list
    }
}

/// The worst grade of a parameter over the days of a span.
fn figure_grade(state: &State, id: ParameterId, date: Span) -> Grade {
    let values = &state.catalogue().parameters[usize::from(id.0)].values;
    let Some((lo, hi)) = date.range else { return Grade::Official };
    let used = values.iter().enumerate().filter(|(i, _)| {
        let (from, end) = crate::policy::figure_days(values, *i);
        from <= hi && lo <= end
    });
    used.map(|(_, figure)| figure.grade).max().unwrap_or(Grade::Official)
}
