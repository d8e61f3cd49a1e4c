//! What the last line did, or why it did nothing.

use yew::prelude::*;

use super::Scene;
use crate::counter::Says;
use crate::counter::read::Wrong;
use crate::exits::link::Trouble;
use crate::report::format;
use crate::report::said::said;
use crate::screening::cell::Wanted;
use crate::ui::tag::{element, line, list, text, with};
use crate::words::Word;

pub fn notice(scene: &Scene) -> Html {
    let Some(says) = &scene.counter.says else {
        return with("div", &["class", "role"], &["counter-says", "status"], Vec::new());
    };
    let class = if is_trouble(says) { "counter-says is-wrong" } else { "counter-says" };
    with("div", &["class", "role"], &[class, "status"], vec![line("p", "", &sentence(scene, says)), more(scene, says)])
}

fn is_trouble(says: &Says) -> bool {
    !matches!(
        says,
        Says::Answered(_)
            | Says::TakenBack(_)
            | Says::Marked { .. }
            | Says::Opened { .. }
            | Says::Cleared
            | Says::Paper { .. }
            | Says::NoQuestionLeft
    )
}

fn sentence(scene: &Scene, says: &Says) -> String {
    let session = &scene.session;
    let texts = &session.texts;
    let labelled = |word: Word, a: &str| session.fill(word, &[("a", a)]);
    match says {
        Says::Answered(fact) => {
            let said = said(&session.catalogue, texts, *fact, scene.counter.answer_to(*fact));
            session.fill(Word::Labelled, &[("a", &scene.noun(*fact)), ("b", &said)])
        }
        Says::TakenBack(fact) => labelled(Word::StaffCounterSaysBack, &scene.noun(*fact)),
        Says::Marked { fact, seen } => {
            let word = if *seen { Word::StaffCounterSaysMarkedSeen } else { Word::StaffCounterSaysMarkedSaid };
            labelled(word, &scene.noun(*fact))
        }
        Says::Wrong(fact, Wrong::Wanted(wanted)) => {
            let expected = match wanted {
                Wanted::Answer(_) | Wanted::OneOf(_) => wanted.expected(&session.catalogue, texts),
                _ => session.word(super::ask::how(&session.catalogue, *fact)).to_owned(),
            };
            session.fill(Word::StaffCounterSaysWrong, &[("a", &scene.noun(*fact)), ("e", &expected)])
        }
        Says::Wrong(fact, Wrong::Day(first, last)) => {
            let (first, last) = (format::date(*first, texts), format::date(*last, texts));
            session.fill(Word::StaffCounterSaysDay, &[("a", &scene.noun(*fact)), ("b", &first), ("c", &last)])
        }
        Says::NoQuestion(typed) => labelled(Word::StaffCounterSaysNoQuestion, typed),
        Says::NotApplying(fact) => labelled(Word::StaffCounterSaysNotApplying, &scene.noun(*fact)),
        Says::Dropped { by, facts } => {
            session.fill(Word::StaffCounterSaysDropped, &[("a", &scene.noun(*by)), ("b", &scene.nouns(facts))])
        }
        Says::Opened { catalogue, .. } => session.fill(Word::StaffCounterSaysOpened, &[("c", catalogue)]),
        Says::Unread(Trouble::NoAnswers) => session.word(Word::TakeLost).to_owned(),
        Says::Unread(Trouble::Damaged) => session.word(Word::TakeBroken).to_owned(),
        Says::Unread(Trouble::TooNew) => session.word(Word::TakeTooNew).to_owned(),
        Says::Paper { name, seen } => {
            labelled(if *seen { Word::StaffCounterSaysMarkedSeen } else { Word::StaffCounterSaysMarkedSaid }, name)
        }
        Says::SureClear => session.word(Word::StaffCounterSaysSureClear).to_owned(),
        Says::SureReplace => session.word(Word::StaffCounterSaysSureReplace).to_owned(),
        Says::Cleared => session.word(Word::StaffCounterSaysCleared).to_owned(),
        Says::NoPaper => session.word(Word::StaffCounterSaysNoPaper).to_owned(),
        Says::NoDay => session.word(Word::StaffCounterSaysNoDay).to_owned(),
        Says::NothingToMark => session.word(Word::StaffCounterSaysNothing).to_owned(),
        Says::NoQuestionLeft => session.word(Word::StaffCounterDone).to_owned(),
        Says::Failed => session.word(Word::StaffCounterSaysFailed).to_owned(),
    }
}

/// What was left out of a link, and what changed since it was made.
fn more(scene: &Scene, says: &Says) -> Html {
    let Says::Opened { dropped, since, .. } = says else { return Html::default() };
    let mut parts = Vec::new();
    for (title, lines) in [(Word::TakeDropped, dropped), (Word::TakeSince, since)] {
        let lines: Vec<Html> = lines.iter().map(|one| element("li", "", None, vec![text(one)])).collect();
        if !lines.is_empty() {
            parts.push(line("h3", "", scene.session.word(title)));
            parts.push(element("ul", "", None, lines));
        }
    }
    list(parts)
}
