//! One policy in a few lines; unfolded, its reasons, papers and sources.

use std::rc::Rc;

use yew::prelude::*;

use crate::interview::Interview;
use crate::report::{Card, format};
use crate::ui::icon::icon;
use crate::ui::results::{list as lists, reasons};
use crate::ui::session::Session;
use crate::ui::staff::check;
use crate::ui::staff::judged::{Judged, JudgedProps};
use crate::ui::tag::{element, line, list, marked, only_if, text};
use crate::words::Word;

#[derive(Properties, Clone)]
pub struct CardProps {
    pub session: Session,
    pub card: Card,
    /// The answers that were only said, as one clause; `None` where it rests on no answer.
    pub said: Option<String>,
    pub interview: Rc<Interview>,
    pub clears: u32,
    /// What an example is copied and saved by.
    pub check: Callback<(check::Deed, Callback<check::Act>)>,
}

impl PartialEq for CardProps {
    fn eq(&self, other: &CardProps) -> bool {
        Rc::ptr_eq(&self.interview, &other.interview)
            && self.clears == other.clears
            && self.said == other.said
            && self.card == other.card
    }
}

/// What is folded away is made once somebody looks: there are a hundred cards.
#[component]
pub fn CardView(props: &CardProps) -> Html {
    let CardProps { session, card, said, .. } = props;
    let is_opened = use_state(|| false);
    let open = is_opened.setter();
    let onclick = Callback::from(move |_: MouseEvent| open.set(true));
    let rests = match said.as_deref() {
        None => String::new(),
        Some("") => session.word(Word::StaffCounterRestsNone).to_owned(),
        Some(nouns) => session.fill(Word::StaffCounterRests, &[("a", nouns)]),
    };
    let inside = if *is_opened { inside(props) } else { Html::default() };
    let parts = vec![
        html! {
            <details>
                <summary {onclick}>
                    { icon(card.light.mark()) }
                    <span class="counter-name">{ &card.name }</span>
                    <span class="counter-amount">
                        { line("strong", "", &card.amount) }{ " " }{ line("small", "", &card.amount_note) }
                    </span>
                </summary>
                { inside }
            </details>
        },
        line("p", "counter-when", &card.date),
        line("p", "counter-missing", &missing(session, card)),
        line("p", "counter-rests", &rests),
    ];
    marked("li", "counter-card", card.light.class(), None, parts)
}

/// The questions that a card still misses, by number and noun.
fn missing(session: &Session, card: &Card) -> String {
    let mut nouns = Vec::new();
    for (fact, noun) in &card.missing {
        let code = session.catalogue.fact_of(*fact).code.to_string();
        nouns.push([&code, " ", noun.strip_prefix("the ").unwrap_or(noun)].concat());
    }
    if nouns.is_empty() {
        return String::new();
    }
    session.fill(Word::StaffCounterMissing, &[("a", &format::few(&nouns, &session.texts))])
}

/// What a clerk knows better becomes an example; what was written about one founder goes with the founder.
fn judged(props: &CardProps) -> Html {
    let CardProps { session, card, interview, clears, check, .. } = props;
    let props = JudgedProps {
        session: session.clone(),
        situation: Rc::new(interview.situation.clone()),
        policy: card.policy,
        ask: check.clone(),
    };
    html! { <Judged key={*clears} ..props /> }
}

/// What a clerk looks up.
fn inside(props: &CardProps) -> Html {
    let CardProps { session, card, .. } = props;
    let part = |title: Word, class: &'static str, items: Vec<Html>| {
        let title = line("h4", "", session.word(title));
        only_if(!items.is_empty(), list(vec![title, element("ul", class, None, items)]))
    };
    let grade = session.fill(Word::TextFigureGrade, &[("a", &card.amount_grade)]);
    list(vec![
        element("p", "", None, vec![text(&card.verdict)]),
        line("p", "", &card.action),
        line("p", "counter-soft", if card.amount_grade.is_empty() { "" } else { &grade }),
        part(Word::TextReasons, "reasons", reasons::reasons(&card.reasons)),
        part(Word::TextChanges, "lines", lists::plain(&card.changes)),
        part(Word::TextConfirm, "lines", lists::plain(&card.confirm)),
        part(Word::HeadSteps, "lines", lists::steps(session, &card.steps)),
        part(Word::HeadPapers, "lines", lists::plain(&card.papers)),
        part(Word::HeadChannels, "lines", lists::channels(&card.channels)),
        part(Word::TextUnchecked, "lines", lists::plain(&card.unchecked)),
        part(Word::HeadDocument, "lines", lists::document(session, card)),
        judged(props),
    ])
}
