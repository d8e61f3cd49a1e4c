//! The question in hand: its words, the numbers of its answers, what was said, and what comes after it.

use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::Answer;
use yew::prelude::*;

use super::Scene;
use crate::counter::Act;
use crate::counter::read::options;
use crate::interview::ask::shown;
use crate::report::said::said;
use crate::ui::question::wording;
use crate::ui::tag::{button, element, line, only_if, press, text, with};
use crate::words::Word;

/// How many of the questions after it are named.
const AFTER: usize = 5;

pub fn ask(scene: &Scene) -> Html {
    let Some(fact) = scene.counter.current() else {
        return element(
            "section",
            "counter-ask",
            None,
            vec![line("p", "", scene.session.word(Word::StaffCounterDone))],
        );
    };
    let session = &scene.session;
    let (question, _) = wording(session, &scene.counter.interview, fact);
    let code = session.catalogue.fact_of(fact).code.to_string();
    let how = session.word(how(&session.catalogue, fact));
    let heading =
        with("h2", &["aria-live"], &["polite"], vec![line("b", "counter-code", &code), text(" "), text(question)]);
    let help = session.fact_text(fact).help.as_deref().unwrap_or_default();
    let parts = vec![
        heading,
        line("p", "counter-soft", help),
        offered(scene, fact),
        with("p", &["id", "class"], &["counter-how", "counter-soft"], vec![text(how)]),
        answered(scene, fact),
        after(scene, fact),
    ];
    element("section", "counter-ask", None, parts)
}

/// How the answer to a fact is typed.
pub fn how(catalogue: &Catalogue, fact: FactId) -> Word {
    match catalogue.fact_of(fact).kind {
        Kind::YesNo => Word::StaffCounterHowYesNo,
        Kind::Choice => Word::StaffCounterHowChoice,
        Kind::Set => Word::StaffCounterHowSet,
        Kind::Place => Word::StaffCounterHowPlace,
        Kind::Date => Word::StaffCounterHowDate,
        Kind::Money => Word::StaffCounterHowMoney,
        Kind::Count => Word::StaffCounterHowNumber,
        Kind::Rate => Word::StaffCounterHowRate,
    }
}

/// The values with their numbers; a tap is as good as typing one.
fn offered(scene: &Scene, fact: FactId) -> Html {
    let Scene { session, counter, .. } = scene;
    let definition = session.catalogue.fact_of(fact);
    let shown = shown(&session.catalogue, &counter.assessed.assessment, fact);
    let has = match counter.answer_to(fact) {
        Answer::Given(Known::Among(mask)) => mask,
        Answer::Given(Known::Set { has, .. }) => has,
        _ => 0,
    };
    let mut buttons = Vec::new();
    let mut option = |number: &str, name: &str, is_chosen: bool, act: Act| {
        let state = if is_chosen { "true" } else { "false" };
        let parts = vec![line("b", "counter-code", number), text(" "), text(name)];
        let values = ["button", "counter-option", state];
        buttons.push(press(&["type", "class", "aria-pressed"], &values, Some(number), scene.on(act), parts));
    };
    match definition.kind {
        Kind::YesNo => {
            for (number, word, mask) in [("y", Word::Yes, 0b10), ("n", Word::No, 0b01)] {
                option(number, session.word(word), has == mask, Act::Answer(fact, Answer::Given(Known::Among(mask))));
            }
        }
        Kind::Choice | Kind::Set => {
            for (at, bit) in options(&session.catalogue, fact, shown).into_iter().enumerate() {
                let name = session.fact_text(fact).values.get(bit).map_or("", |value| &value.name);
                let act = match definition.kind {
                    Kind::Set => Act::Toggle(fact, bit),
                    _ if definition.values[bit].means_open => Act::Answer(fact, Answer::Declined),
                    _ => Act::Answer(fact, Answer::Given(Known::Among(1 << bit))),
                };
                option(&(at + 1).to_string(), name, has >> bit & 1 == 1, act);
            }
        }
        _ => return Html::default(),
    }
    element("div", "counter-options", None, buttons)
}

/// What was said, whether a paper was seen, and the way to change that.
fn answered(scene: &Scene, fact: FactId) -> Html {
    let Scene { session, counter, .. } = scene;
    let said = said(&session.catalogue, &session.texts, fact, counter.answer_to(fact));
    let is_given = matches!(counter.answer_to(fact), Answer::Given(_));
    let seen = counter.seen.contains(&fact);
    let word = if seen { Word::StaffCounterSeen } else { Word::StaffCounterSaid };
    let way = if seen { Word::StaffCounterToSaid } else { Word::StaffCounterToSeen };
    let parts = vec![
        line("strong", "", &said),
        only_if(is_given, line("span", "counter-source", session.word(word))),
        only_if(
            is_given,
            button("quiet", scene.on(Act::Seen), vec![session.say(way), text(" "), line("kbd", "", "F4")]),
        ),
    ];
    only_if(!said.is_empty(), element("p", "counter-now", None, parts))
}

/// The questions of the agenda after the one in hand.
fn after(scene: &Scene, fact: FactId) -> Html {
    let open = &scene.counter.assessed.open;
    let mut parts = vec![scene.session.say(Word::StaffCounterThen)];
    for next in open.iter().filter(|next| **next != fact).take(AFTER) {
        let code = scene.session.catalogue.fact_of(*next).code.to_string();
        let inside = vec![line("b", "counter-code", &code), text(" "), text(&scene.noun(*next))];
        parts.push(press(
            &["type", "class"],
            &["button", "counter-next"],
            Some(&code),
            scene.on(Act::Choose(*next)),
            inside,
        ));
    }
    only_if(parts.len() > 1, element("p", "counter-after", None, parts))
}
