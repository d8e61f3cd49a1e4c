//! Deadlines, checklists and summaries of the sample founders.

use engine::date::Date;
use engine::fact::Known;
use engine::policy::{BenefitKind, ChannelKind, PolicyId};
use engine::situation::Answer;

use super::checklist::{Checklist, checklist};
use super::deadlines::{Deadline, Occasion};
use super::seen::{Seen, World, world};
use super::summary::{LineKind, summary, text};
use super::{Light, format};
use crate::catalogue;
use crate::words::{Word, word};

const GRANT: &str = "shanghai/first-startup-grant";

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn between(from: &str, to: &str) -> Answer {
    Answer::Given(Known::Span { lo: day(from).0.into(), hi: day(to).0.into() })
}

fn list(world: &World, seen: &Seen, chosen: Option<&[PolicyId]>, had: &[String]) -> Checklist {
    checklist(&world.catalogue, &world.texts, &seen.report, &seen.deadlines, chosen, had)
}

fn last<'s>(world: &World, seen: &'s Seen, policy: &str) -> &'s Deadline {
    seen.deadlines.last_of(world.policy(policy)).expect("a last day")
}

#[test]
fn days_come_in_their_order_and_none_lies_behind() {
    let mut dated = 0;
    for seen in &world().founders {
        let (id, days) = (&seen.id, &seen.deadlines);
        assert!(days.dated.is_sorted_by_key(|one| one.day), "{id}");
        for one in &days.dated {
            assert!(one.day >= seen.report.as_of, "{id}: {}", one.name);
            let left = format::number((one.day.0 - seen.report.as_of.0).into());
            let says = if left == "0" { "就是今天".to_string() } else { format!("还有 {left} 天") };
            assert_eq!(one.left, says, "{id}: {}", one.name);
        }
        for one in &days.passed {
            assert!(one.day < seen.report.as_of && one.left.starts_with("已过"), "{id}: {}", one.name);
            assert_eq!(one.light, Light::Missed);
        }
        dated += days.dated.len();
    }
    assert!(dated > 300, "{dated}");
}

#[test]
fn every_certain_day_of_a_window_is_told() {
    let mut told = 0;
    for seen in &world().founders {
        // Without all answers, the end of a rule says nothing yet.
        let is_told = |one: &Deadline| one.light.is_hopeful() || one.occasion != Occasion::Ends;
        assert!(seen.deadlines.dated.iter().all(is_told), "{}", seen.id);
        for finding in &seen.assessment.findings {
            let card = seen.report.mine().find(|card| card.policy == finding.policy);
            let Some(card) = card.filter(|card| card.light.is_hopeful()) else { continue };
            let closes = finding.window.closes.filter(|(lo, hi)| lo == hi).map(|(day, _)| day);
            let lapses = seen.deadlines.undated.iter().any(|one| one.policy == card.policy && one.has_day);
            if let Some(closes) = closes.filter(|_| !lapses) {
                // The rule itself may end sooner.
                let one = seen.deadlines.last_of(card.policy);
                assert!(one.is_some_and(|one| one.day <= closes), "{}: {}", seen.id, card.name);
                told += 1;
            }
        }
    }
    assert!(told > 15, "{told}");
}

#[test]
fn every_policy_of_the_plan_has_a_day_or_a_reason() {
    for seen in &world().founders {
        for card in seen.report.mine().filter(|card| card.light.is_hopeful()) {
            let finding = seen.assessment.findings.iter().find(|finding| finding.policy == card.policy);
            if finding.is_some_and(|finding| finding.benefit.kind == BenefitKind::Service) {
                continue;
            }
            let dated = seen.deadlines.dated.iter().any(|one| one.policy == card.policy);
            let undated = seen.deadlines.undated.iter().find(|one| one.policy == card.policy && !one.is_step);
            assert!(dated || undated.is_some_and(|one| !one.reason.is_empty()), "{}: {}", seen.id, card.name);
        }
    }
}

#[test]
fn a_known_day_of_registration_gives_the_last_day() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let one = last(world, seen, GRANT);
    assert_eq!((one.day, one.occasion), (day("2027-04-01"), Occasion::Closes));
    assert_eq!((one.left.as_str(), one.earliest.as_str()), ("还有 130 天", ""));
}

#[test]
fn of_several_possible_last_days_the_earliest_counts_and_says_so() {
    let world = world();
    let months = between("2025-10-01", "2025-10-31");
    let seen = world.otherwise("graduate-month-13", "venture.registered_on", months);
    let one = last(world, &seen, GRANT);
    assert_eq!(one.day, day("2027-04-01"));
    assert!(one.earliest.contains("2027年4月30日"), "{}", one.earliest);
}

#[test]
fn without_a_day_of_registration_the_missing_date_is_named() {
    let world = world();
    let noun = &world.texts.facts[usize::from(world.catalogue.fact("venture.registered_on").expect("a fact").0)].noun;
    for answer in [Answer::Declined, between("2027-03-01", "2028-12-31")] {
        let seen = world.otherwise("student-idea-xuhui", "venture.registered_on", answer);
        let lacking: Vec<_> = seen.deadlines.undated.iter().filter(|one| one.lacks.contains(noun)).collect();
        assert!(lacking.iter().any(|one| one.is_step));
        // A policy that only waits for its day; where nothing of the day is known, its card asks for it.
        assert_eq!(lacking.iter().any(|one| !one.is_step), answer != Answer::Declined);
        assert!(lacking.iter().all(|one| one.has_day && one.reason.contains(noun)));
        assert!(seen.deadlines.dated.iter().all(|one| one.occasion != Occasion::Before));
    }
}

#[test]
fn what_comes_before_registering_has_the_planned_day() {
    let seen = world().founder("student-idea-xuhui");
    let before: Vec<_> = seen.deadlines.dated.iter().filter(|one| one.occasion == Occasion::Before).collect();
    assert_eq!(before.len(), seen.report.before.len());
    for (i, one) in before.iter().enumerate() {
        assert!(seen.report.before.iter().any(|step| one.says.ends_with(&step.say)), "{}", one.says);
        assert!(before[..i].iter().all(|other| other.says != one.says), "{} twice", one.says);
    }
}

#[test]
fn a_checklist_has_every_paper_once() {
    let world = world();
    let mut shared = 0;
    for seen in &world.founders {
        let (id, list) = (&seen.id, list(world, seen, None, &[]));
        for (i, paper) in list.papers.iter().enumerate() {
            assert!(list.papers[..i].iter().all(|other| other.id != paper.id), "{id}: {} twice", paper.id);
            assert!(world.catalogue.papers.contains(&paper.id), "{id}: {}", paper.id);
            assert!(paper.needed.contains(&paper.policies.len().to_string()), "{id}: {}", paper.needed);
            shared += usize::from(paper.policies.len() > 1);
        }
        let names: usize = list.paths.iter().map(|path| world.catalogue.policy_of(path.policy).papers.len()).sum();
        assert_eq!(list.papers.iter().map(|paper| paper.policies.len()).sum::<usize>(), names, "{id}");
        assert!(list.papers.is_sorted_by_key(|paper| paper.is_open), "{id}");
    }
    assert!(shared > 60, "{shared}");
}

#[test]
fn a_trip_takes_the_papers_of_what_it_settles() {
    let world = world();
    let mut together = 0;
    for seen in &world.founders {
        let list = list(world, seen, None, &[]);
        for trip in &list.trips {
            assert_ne!(trip.way.kind, ChannelKind::Phone);
            for (i, paper) in list.papers.iter().enumerate() {
                let needed = paper.policies.iter().any(|policy| trip.policies.contains(policy));
                assert_eq!(trip.papers.contains(&i), needed, "{}: {}", seen.id, paper.name);
            }
            together += usize::from(trip.policies.len() > 1 && !trip.papers.is_empty());
        }
    }
    assert!(together > 60, "{together}");
}

#[test]
fn ways_come_by_kind_and_no_policy_is_without() {
    let world = world();
    for seen in &world.founders {
        for path in list(world, seen, None, &[]).paths {
            let kinds: Vec<u8> = path.ways.iter().map(|way| way.kind as u8).collect();
            assert!(!kinds.is_empty() && kinds.is_sorted(), "{}: {}", seen.id, path.name);
            assert!(path.ways.iter().all(|way| !way.kind_name.is_empty() && !way.name.is_empty()));
        }
    }
}

#[test]
fn what_one_has_is_kept_by_its_id() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let none = list(world, seen, None, &[]);
    let id = none.papers[0].id.clone();
    let some = list(world, seen, None, &[id.clone(), "gone-from-the-catalogue".into()]);
    assert_eq!((none.had(), some.had()), (0, 1));
    assert!(some.papers.iter().all(|paper| paper.had == (paper.id == id)));
}

#[test]
fn services_without_papers_step_back_until_they_are_chosen() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let services = seen.report.groups.iter().flat_map(|group| &group.services);
    let bare = services.clone().find(|card| card.papers.is_empty()).expect("a service without papers");
    let all = list(world, seen, None, &[]);
    assert!(all.paths.iter().all(|path| path.policy != bare.policy));
    assert_eq!(list(world, seen, Some(&[bare.policy]), &[]).paths.len(), 1);
}

#[test]
fn a_summary_says_where_a_rule_ends_before_one_can_apply() {
    let world = world();
    let seen = world.founder("student-idea-xuhui");
    let plain = text(&summary(&world.texts, &seen.report, &seen.deadlines));
    assert!(plain.contains(word(&world.texts, Word::PlanLapses)));
}

#[test]
fn a_choice_narrows_the_checklist() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let grant = world.policy(GRANT);
    let list = list(world, seen, Some(&[grant]), &[]);
    assert_eq!(list.paths.iter().map(|path| path.policy).collect::<Vec<_>>(), [grant]);
    assert!(!list.papers.is_empty() && list.papers.iter().all(|paper| paper.policies == [grant] && !paper.is_open));
    assert!(list.papers[0].first.contains("2027年4月1日"), "{}", list.papers[0].first);
}

#[test]
fn the_first_to_need_a_paper_is_the_one_that_closes_first() {
    let world = world();
    for seen in &world.founders {
        for paper in list(world, seen, None, &[]).papers.iter().filter(|paper| !paper.is_open) {
            let is_hopeful =
                |policy: &&PolicyId| seen.report.mine().any(|card| card.policy == **policy && card.light.is_hopeful());
            let days = paper.policies.iter().filter(is_hopeful);
            let first = days.filter_map(|policy| seen.deadlines.last_of(*policy)).map(|one| one.day).min();
            match first {
                Some(day) => assert!(paper.first.contains(&format::date(day, &world.texts)), "{}", paper.first),
                None => assert_eq!(paper.first, ""),
            }
        }
    }
}

#[test]
fn a_summary_tells_twelve_policies_and_counts_the_others() {
    let world = world();
    let mut cut = 0;
    for seen in &world.founders {
        let summary = summary(&world.texts, &seen.report, &seen.deadlines);
        let kinds = |kind| summary.lines.iter().filter(move |line| line.kind == kind);
        let groups = seen.report.groups.iter().filter(|group| group.light <= Light::Open);
        let all: usize = groups.map(|group| group.cards.len()).sum();
        assert_eq!(kinds(LineKind::Policy).count(), all.min(12), "{}", seen.id);
        let more = kinds(LineKind::More).next().map(|line| line.text.clone()).unwrap_or_default();
        if all > 12 {
            assert!(more.contains(&(all - 12).to_string()), "{}: {more}", seen.id);
            cut += 1;
        }
        assert_eq!(kinds(LineKind::Total).count(), seen.report.totals.len());
        assert_eq!(kinds(LineKind::Title).count() + kinds(LineKind::Stamp).count(), 2);
        let plain = text(&summary);
        assert!(summary.lines.iter().all(|line| plain.contains(&line.text) && !line.text.is_empty()));
        assert!(plain.trim_end().ends_with(word(&world.texts, Word::DisclaimerFree)), "{}", seen.id);
        assert!(plain.contains(&seen.report.catalogue) && plain.contains("12333"));
    }
    assert!(cut > 20, "{cut}");
}

#[test]
fn every_sentence_is_filled_in_both_languages() {
    let world = world();
    for lang in ["zh-CN", "en"] {
        let texts = catalogue::texts(lang);
        for seen in &world.founders {
            let seen = Seen::new(&world.catalogue, &texts, seen.id.clone(), seen.situation.clone());
            let list = checklist(&world.catalogue, &texts, &seen.report, &seen.deadlines, None, &[]);
            let lines = summary(&texts, &seen.report, &seen.deadlines);
            let all = format!("{list:?}{:?}{}", seen.deadlines, text(&lines));
            // The form of a value is `Name { field: …`; a gap is `{name}`.
            let gaps: Vec<&str> = all.match_indices('{').map(|(at, _)| &all[at..]).collect();
            assert!(gaps.iter().all(|rest| !rest[1..].starts_with(|c: char| c.is_ascii_lowercase())), "{}", seen.id);
            assert!(!text(&lines).contains("|"), "{}: a unit with both its forms", seen.id);
        }
    }
}
