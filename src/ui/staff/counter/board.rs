//! The results: how many stand where, what they may bring, and each policy. Drawn anew only where they are others.

use std::rc::Rc;

use engine::fact::FactId;
use engine::policy::PolicyId;
use engine::state::State;
use yew::prelude::*;

use super::card::CardView;
use super::{Reports, nouns};
use crate::counter::rests::rests;
use crate::counter::rows::Assessed;
use crate::interview::Interview;
use crate::report::{Card, Group};
use crate::ui::compare::differences;
use crate::ui::icon::icon;
use crate::ui::session::Session;
use crate::ui::staff::check;
use crate::ui::tag::{element, fold, line, list, marked, only_if, text};
use crate::words::Word;

#[derive(Properties, Clone)]
pub struct BoardProps {
    pub session: Session,
    pub reports: Rc<Reports>,
    pub assessed: Rc<Assessed>,
    pub interview: Rc<Interview>,
    pub seen: Vec<FactId>,
    pub clears: u32,
    /// What an example is copied and saved by.
    pub check: Callback<(check::Deed, Callback<check::Act>)>,
}

impl PartialEq for BoardProps {
    fn eq(&self, other: &BoardProps) -> bool {
        // Reports are made anew with whatever else is.
        Rc::ptr_eq(&self.reports, &other.reports) && self.seen == other.seen && self.clears == other.clears
    }
}

#[component]
pub fn Board(props: &BoardProps) -> Html {
    let BoardProps { session, reports, assessed, .. } = props;
    let left = session.fill(Word::StaffCounterLeft, &[("n", &assessed.assessment.left.to_string())]);
    let compared = reports.comparison.as_ref().map_or_else(Html::default, |comparison| {
        element("div", "counter-compare", None, vec![differences(session, comparison)])
    });
    list(vec![
        line("h2", "", session.word(Word::StaffCounterResults)),
        counts(props),
        line("p", "counter-soft", if assessed.assessment.left == 0 { "" } else { &left }),
        totals(props),
        compared,
        cards(props),
    ])
}

fn counts(board: &BoardProps) -> Html {
    let mut counts = Vec::new();
    for group in &board.reports.report.groups {
        let parts = vec![
            icon(group.light.mark()),
            board.session.say(group.light.short()),
            text(" "),
            line("b", "", &group.headline().to_string()),
        ];
        counts.push(marked("li", "counter-count", group.light.class(), None, parts));
    }
    element("ul", "counter-counts", None, counts)
}

fn totals(board: &BoardProps) -> Html {
    let mut lines = Vec::new();
    for total in &board.reports.report.totals {
        let parts = vec![line("dt", "", &total.label), line("dd", "", &total.range)];
        lines.push(element("div", "", None, parts));
    }
    only_if(!lines.is_empty(), element("dl", "counter-totals", None, lines))
}

fn card(board: &BoardProps, card: &Card, said: Option<String>) -> Html {
    let BoardProps { session, interview, clears, check, .. } = board;
    html! {
        <CardView key={card.id.as_str()} session={session.clone()} card={card.clone()} {said} interview={interview.clone()}
            clears={*clears} check={check.clone()} />
    }
}

/// The cards of what may be had; services by name, and every no, are folded away.
fn cards(board: &BoardProps) -> Html {
    let said = said(board);
    let all = |cards: &[Card]| {
        let one = |one: &Card| {
            let said = said.iter().find(|(policy, _)| *policy == one.policy);
            card(board, one, said.map(|(_, nouns)| nouns.clone()))
        };
        element("ul", "counter-cards", None, cards.iter().map(one).collect())
    };
    let (mut shown, mut refused, mut no) = (Vec::new(), Vec::new(), 0);
    for Group { light, title, cards, services, operators } in &board.reports.report.groups {
        if light.is_no() {
            no += cards.len() + services.len();
            refused.push(all(cards));
            refused.push(all(services));
            continue;
        }
        let apart = |word: Word, cards: &[Card]| {
            let count = board.session.fill(word, &[("n", &cards.len().to_string())]);
            only_if(!cards.is_empty(), fold(&count, all(cards)))
        };
        shown.push(line("h3", "", title));
        shown.push(only_if(!cards.is_empty(), all(cards)));
        shown.push(apart(Word::GroupServices, services));
        shown.push(apart(Word::GroupOperators, operators));
    }
    let others = board.session.fill(Word::StaffCounterOthers, &[("n", &no.to_string())]);
    list(vec![list(shown), only_if(no > 0, fold(&others, list(refused)))])
}

/// For each policy the answers that were only said, as one clause; empty where every paper was seen.
fn said(board: &BoardProps) -> Vec<(PolicyId, String)> {
    let situation = &board.interview.situation;
    let state = State::new(&board.session.catalogue, situation);
    let mut all = Vec::new();
    for finding in &board.assessed.assessment.findings {
        let mut facts = rests(&state, situation, finding);
        // An open verdict rests on nothing yet, and one without answers on none.
        if !facts.is_empty() {
            facts.retain(|fact| !board.seen.contains(fact));
            all.push((finding.policy, nouns(&board.session, &facts)));
        }
    }
    all
}
