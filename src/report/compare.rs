//! Two reports side by side: the sums, and the policies that stand otherwise or bring something else.

use engine::policy::PolicyId;

use super::{Card, Light, Report};

/// What differs between the answers as they are and as they are supposed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Every sum that one of the two has.
    pub totals: Vec<TotalRow>,
    /// The policies that differ, those that gain first.
    pub rows: Vec<Row>,
    /// How many policies are the same in both.
    pub same: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TotalRow {
    pub label: String,
    /// Empty where there is no such sum.
    pub now: String,
    pub then: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub policy: PolicyId,
    pub name: String,
    pub is_service: bool,
    /// `None` where the policy is not there.
    pub now: Option<Side>,
    pub then: Option<Side>,
    pub shift: Shift,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub light: Light,
    /// Empty where it is a no.
    pub amount: String,
    /// How often and for how long; only where that differs.
    pub note: String,
}

/// Which way a policy moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    Better,
    /// Another amount, or a light of the same rank.
    Other,
    Worse,
}

/// Compares the reports of two situations. Policies that are a no in both are left out of the rows.
#[inline(never)]
pub fn compare(now: &Report, then: &Report) -> Comparison {
    let mut comparison = Comparison { totals: totals(now, then), ..Comparison::default() };
    let (before, after) = (cards(now), cards(then));
    for (card, is_service) in &after {
        let old = before.iter().find(|(old, _)| old.policy == card.policy).map(|(old, _)| *old);
        if old.is_some_and(|old| is_same(old, card)) {
            comparison.same += 1;
        } else {
            comparison.put(old, Some(card), *is_service);
        }
    }
    for (card, is_service) in before {
        if !after.iter().any(|(new, _)| new.policy == card.policy) {
            comparison.put(Some(card), None, is_service);
        }
    }
    comparison
}

impl Comparison {
    /// Adds a policy behind those that move the same way.
    fn put(&mut self, now: Option<&Card>, then: Option<&Card>, is_service: bool) {
        let (before, after) = (rank(now), rank(then));
        let Some(card) = then.or(now).filter(|_| before > 0 || after > 0) else { return };
        let notes =
            now.zip(then).is_some_and(|(now, then)| before > 0 && after > 0 && now.amount_note != then.amount_note);
        // A no brings nothing, whatever the policy pays.
        let says = |card: &Card, words: &str| if card.light < Light::No { words.to_owned() } else { String::new() };
        let side = |card: &Card| Side {
            light: card.light,
            amount: says(card, &card.amount),
            note: if notes { says(card, &card.amount_note) } else { String::new() },
        };
        let shift = match after.cmp(&before) {
            std::cmp::Ordering::Greater => Shift::Better,
            std::cmp::Ordering::Equal => Shift::Other,
            std::cmp::Ordering::Less => Shift::Worse,
        };
        let row = Row {
            policy: card.policy,
            name: card.name.clone(),
            is_service,
            now: now.map(side),
            then: then.map(side),
            shift,
        };
        let at = self.rows.partition_point(|other| other.shift <= shift);
        self.rows.insert(at, row);
    }
}

/// From a no, or nothing at all, to a yes.
fn rank(card: Option<&Card>) -> u8 {
    match card.map(|card| card.light) {
        None | Some(Light::No | Light::Missed | Light::Ended) => 0,
        Some(Light::Open) => 1,
        Some(Light::Later) => 2,
        Some(Light::Doubt) => 3,
        Some(Light::Confirm) => 4,
        Some(Light::Yes) => 5,
    }
}

fn is_same(a: &Card, b: &Card) -> bool {
    a.light == b.light && (a.light >= Light::No || a.amount == b.amount && a.amount_note == b.amount_note)
}

/// What founder or venture may receive, and the services, best first.
fn cards(report: &Report) -> Vec<(&Card, bool)> {
    let mut cards = Vec::new();
    for group in &report.groups {
        for (some, is_service) in [(&group.cards, false), (&group.services, true)] {
            for card in some {
                cards.push((card, is_service));
            }
        }
    }
    cards
}

fn totals(now: &Report, then: &Report) -> Vec<TotalRow> {
    let range = |report: &Report, label: &str| {
        let total = report.totals.iter().find(|total| total.label == label);
        total.map_or_else(String::new, |total| total.range.clone())
    };
    let mut rows: Vec<TotalRow> = Vec::new();
    for totals in [&now.totals, &then.totals] {
        for total in totals {
            if !rows.iter().any(|row| row.label == total.label) {
                let label = total.label.clone();
                rows.push(TotalRow { now: range(now, &label), then: range(then, &label), label });
            }
        }
    }
    rows
}
