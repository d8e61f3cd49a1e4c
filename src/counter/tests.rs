//! A founder at the counter, act by act.

use std::rc::Rc;

use engine::fact::Known;
use engine::situation::Answer;
use engine::wire::line;

use super::find::Finder;
use super::{Act, Counter, Ground, Pending, Says, Wish};
use crate::catalogue;
use crate::exits::link;
use crate::report::seen::{Seen, world};

fn ground() -> Ground {
    let (catalogue, texts) = (catalogue::load(), catalogue::texts("zh-CN"));
    let finder = Finder::new(&catalogue, &texts);
    let today = catalogue.date;
    Ground {
        catalogue: Rc::new(catalogue),
        texts: Rc::new(texts),
        finder,
        today,
        base: "https://example.org/?a".into(),
    }
}

/// The counter after some lines, each sent with Enter.
fn typed(ground: &Ground, lines: &[&str]) -> Counter {
    lines.iter().fold(Counter::new(ground), |counter, line| counter.apply(ground, Act::Enter((*line).to_owned())))
}

/// What was answered, in the order of the questions, with `!` where a paper was seen.
fn answers(ground: &Ground, counter: &Counter) -> String {
    let asked = counter.interview.asked.iter();
    let line = |fact: &engine::fact::FactId| {
        let seen = if counter.seen.contains(fact) { "!" } else { "" };
        line::write(&ground.catalogue, *fact, counter.answer_to(*fact)) + seen
    };
    asked.map(line).collect::<Vec<_>>().join(" ")
}

fn current<'a>(ground: &'a Ground, counter: &Counter) -> &'a str {
    counter.current().map_or("", |fact| &ground.catalogue.fact_of(fact).id)
}

fn code(ground: &Ground, founder: &Seen) -> String {
    let asked = founder.situation.asked().map(|(fact, _)| fact).collect();
    let saved = crate::interview::saved::Saved {
        situation: founder.situation.clone(),
        asked,
        ..crate::interview::saved::Saved::empty(&ground.catalogue, founder.situation.as_of)
    };
    link::write(&ground.catalogue, &saved, founder.situation.as_of, &founder.assessment)
}

#[test]
fn enter_answers_and_goes_on_with_the_agenda() {
    let ground = ground();
    let counter = typed(&ground, &["2", "mhq", "4!"]);
    assert_eq!(
        answers(&ground, &counter),
        "founder.groups=graduate venture.place=shanghai/minhang venture.status=registered!"
    );
    assert_eq!(counter.chosen, None);
    assert_eq!(counter.current(), counter.assessed.assessment.next);
    assert_eq!(counter.wishes, [Wish::Command("")]);
}

#[test]
fn an_empty_line_walks_the_open_questions_and_answers_nothing() {
    let ground = ground();
    let mut counter = typed(&ground, &["2", "mhq", "4"]);
    let open = counter.assessed.open.clone();
    assert_eq!(open.first().copied(), counter.assessed.assessment.next);
    for expected in open.iter().skip(1).chain(open.first()) {
        counter = counter.apply(&ground, Act::Enter(String::new()));
        assert_eq!(counter.current(), Some(*expected));
    }
    assert_eq!(counter.interview.asked.len(), 3);
}

#[test]
fn a_question_is_jumped_to_by_number_name_or_letters_with_its_answer_behind() {
    let ground = ground();
    for (line, id) in [
        ("/5", "founder.hukou"),
        ("、5", "founder.hukou"),
        ("５＝", "founder.hukou"),
        ("hk", "founder.hukou"),
        ("户口", "founder.hukou"),
        ("/csrq", "founder.born_on"),
        ("39", "venture.form"),
    ] {
        assert_eq!(current(&ground, &typed(&ground, &[line])), id, "{line}");
    }
    for (line, expected) in [
        ("5=上海!", "founder.hukou=shanghai!"),
        ("/6 1998/3/2", "founder.born_on=1998-03-02"),
        ("/1 1 3", "founder.groups=student,returnee"),
        ("/hk mhq", "founder.hukou=shanghai/minhang"),
    ] {
        assert_eq!(answers(&ground, &typed(&ground, &[line])), expected, "{line}");
    }
    let lost = typed(&ground, &["/没有"]);
    assert_eq!((lost.says, lost.wishes), (Some(Says::NoQuestion("没有".into())), vec![Wish::Select]));
    let elsewhere = typed(&ground, &["0", "/18"]);
    assert!(matches!(elsewhere.says, Some(Says::NotApplying(_))), "nobody who is no veteran has a kind of discharge");
}

#[test]
fn what_is_no_answer_is_refused_and_nothing_is_guessed() {
    let ground = ground();
    let counter = typed(&ground, &["/6", "1998/13/2"]);
    assert!(matches!(counter.says, Some(Says::Wrong(..))) && counter.wishes == [Wish::Select], "{:?}", counter.says);
    assert_eq!(counter.interview.asked, []);
    assert_eq!(current(&ground, &counter), "founder.born_on");
}

#[test]
fn an_answer_is_said_until_a_paper_was_seen_and_again_once_it_is_another() {
    let ground = ground();
    let counter = typed(&ground, &["/5 上海"]);
    let counter = counter.apply(&ground, Act::Seen);
    assert_eq!(answers(&ground, &counter), "founder.hukou=shanghai!");
    assert_eq!(answers(&ground, &counter.apply(&ground, Act::Seen)), "founder.hukou=shanghai");
    let counter = counter.apply(&ground, Act::Enter("/5 mhq".into()));
    assert_eq!(answers(&ground, &counter), "founder.hukou=shanghai/minhang");
    let counter = typed(&ground, &["/5", "?!"]);
    assert_eq!(answers(&ground, &counter), "founder.hukou=?", "there is no paper for what nobody knows");
    assert_eq!(counter.apply(&ground, Act::Seen).says, Some(Says::NothingToMark));
}

#[test]
fn an_answer_that_contradicts_others_drops_them_with_their_marks() {
    let ground = ground();
    let counter = typed(&ground, &["/49 3", "/50 2!", "/49 1"]);
    assert_eq!(answers(&ground, &counter), "venture.staff=1");
    assert!(matches!(&counter.says, Some(Says::Dropped { facts, .. }) if facts.len() == 1) && counter.seen.is_empty());
    let counter = counter.apply(&ground, Act::Enter("/49".into())).apply(&ground, Act::Enter("-".into()));
    assert_eq!(answers(&ground, &counter), "");
}

#[test]
fn a_code_opens_as_said_and_takes_a_second_time_where_somebody_is_there() {
    let ground = ground();
    let founder = world().founder("graduate-month-13");
    let code = code(&ground, founder);
    let counter = typed(&ground, &[&code]);
    assert_eq!(counter.interview.situation, founder.situation);
    assert!(
        counter.seen.is_empty() && matches!(&counter.says, Some(Says::Opened { dropped, .. }) if dropped.is_empty())
    );
    let other = typed(&ground, &["2!", &code]);
    assert_eq!(
        (answers(&ground, &other).as_str(), &other.says),
        ("founder.groups=graduate!", &Some(Says::SureReplace))
    );
    for sure in [Act::Enter(String::new()), Act::Scanned(code.clone())] {
        let taken = other.apply(&ground, sure);
        assert_eq!((&taken.interview.situation, taken.seen.len()), (&founder.situation, 0));
    }
    let kept = other.apply(&ground, Act::Escape).apply(&ground, Act::Enter(String::new()));
    assert_eq!(answers(&ground, &kept), "founder.groups=graduate!");
    let cut = typed(&ground, &[&code[..code.len() - 5]]);
    assert!(matches!(cut.says, Some(Says::Unread(_))) && cut.is_empty());
}

#[test]
fn a_code_that_came_out_as_a_note_is_none() {
    let ground = ground();
    let code = code(&ground, world().founder("graduate-month-13"));
    let counter = Counter::new(&ground).apply(&ground, Act::Note(["下周再来", &code].concat()));
    let counter = counter.apply(&ground, Act::Scanned(code));
    assert_eq!((counter.note.as_str(), &counter.says), ("下周再来", &Some(Says::SureReplace)));
}

#[test]
fn clearing_takes_two_presses_and_leaves_nothing() {
    let ground = ground();
    let counter = typed(&ground, &["2!", "mhq", "@2027-1-5", "/21 y"]).apply(&ground, Act::Note("带户口簿".into()));
    let asked = counter.apply(&ground, Act::Clear);
    assert_eq!((&asked.pending, &asked.says), (&Some(Pending::Clear), &Some(Says::SureClear)));
    assert_eq!(asked.interview, counter.interview);
    // The time is over, or something else was done: the next press asks again.
    let calm = asked.apply(&ground, Act::Calm(asked.turn));
    assert_eq!((&calm.pending, &calm.says), (&None, &None));
    assert_eq!(calm.apply(&ground, Act::Clear).pending, Some(Pending::Clear));
    assert_eq!(asked.apply(&ground, Act::Step(true)).apply(&ground, Act::Clear).pending, Some(Pending::Clear));
    let cleared = asked.apply(&ground, Act::Clear);
    let Counter { clears, turn, wishes, says, .. } = cleared.clone();
    assert_eq!((clears, says.clone()), (1, Some(Says::Cleared)));
    assert_eq!(cleared, Counter { clears, turn, wishes, says, ..Counter::new(&ground) });
}

#[test]
fn a_scenario_answers_nothing_and_ends_where_it_began() {
    let ground = ground();
    let before = typed(&ground, &["2", "mhq", "4", "/21 y", "/21"]);
    let counter = before.apply(&ground, Act::Suppose);
    let supposed = counter.supposed.clone().expect("of two values, the other one");
    let first = ground.catalogue.fact("founder.first_venture").expect("a fact");
    assert_eq!(supposed.situation.answer(first), Answer::Given(Known::Among(0b01)));
    let counter = counter.apply(&ground, Act::Enter("/39".into())).apply(&ground, Act::Enter("4".into()));
    assert_eq!(counter.scenario.as_ref().map(|scenario| scenario.set.len()), Some(2));
    assert_eq!(counter.interview, before.interview);
    assert_eq!(counter.assessed, before.assessed);
    let counter = counter.apply(&ground, Act::Suppose);
    assert_eq!((&counter.scenario, &counter.supposed, &counter.interview), (&None, &None, &before.interview));
}

#[test]
fn a_sheet_goes_with_the_next_change() {
    let ground = ground();
    let counter = typed(&ground, &[&code(&ground, world().founder("graduate-month-13"))]);
    let printed = counter.apply(&ground, Act::Note("周三来".into())).apply(&ground, Act::Print);
    assert_eq!(printed.wishes, [Wish::Print]);
    let slip = printed.slip.clone().expect("a sheet");
    assert_eq!((slip.note.as_str(), slip.said.is_empty()), ("周三来", false));
    assert_eq!(printed.apply(&ground, Act::Seen).slip, None);
    let first = counter.checklist(&ground).papers[0].id.clone();
    let ticked = counter.apply(&ground, Act::Enter("+1".into()));
    assert_eq!(ticked.papers, [first]);
    assert_eq!(ticked.apply(&ground, Act::Enter("+1".into())).papers, [""; 0]);
    assert_eq!(counter.apply(&ground, Act::Enter("+999".into())).says, Some(Says::NoPaper));
}

#[test]
fn the_form_holds_what_applies_and_what_was_answered() {
    let ground = ground();
    let counter = typed(&ground, &["4", "/18 1"]);
    let rows = |counter: &Counter| -> Vec<String> {
        let all = counter.assessed.rows.iter().flat_map(|(_, facts)| facts);
        all.map(|fact| ground.catalogue.fact_of(*fact).id.clone()).collect()
    };
    let has = |counter: &Counter, id: &str| rows(counter).iter().any(|row| row == id);
    assert!(has(&counter, "founder.veteran_kind") && !has(&counter, "founder.studying"));
    let counter = counter.apply(&ground, Act::Enter("/1 1".into()));
    assert!(has(&counter, "founder.veteran_kind") && has(&counter, "founder.studying"));
    let kind = ground.catalogue.fact("founder.veteran_kind").expect("a fact");
    assert_eq!(counter.assessed.void, [kind], "it is kept, and counts for nothing");
    let (mut round, rows) = (counter.clone(), rows(&counter).len());
    for _ in 0..rows {
        round = round.apply(&ground, Act::Step(true));
    }
    assert_eq!(round.current(), counter.current());
    assert_eq!(round.apply(&ground, Act::Step(true)).apply(&ground, Act::Step(false)).current(), counter.current());
}

#[test]
fn a_code_ends_the_camera_whoever_read_it() {
    let ground = ground();
    let scanned = |counter: &Counter| counter.apply(&ground, Act::Scanned("no code".into()));
    let closed = Counter::new(&ground);
    assert_eq!(scanned(&closed).wishes, [Wish::Command("")]);
    let opened = closed.apply(&ground, Act::Camera(true));
    assert_eq!((opened.is_camera, &opened.wishes[..]), (true, &[Wish::Camera(true)][..]));
    let read = scanned(&opened);
    assert_eq!((read.is_camera, &read.wishes[..]), (false, &[Wish::Camera(false), Wish::Command("")][..]));
}
