//! What leaves the page, read back by parsers of others.

use engine::date::Date;
use engine::fact::Known;
use engine::policy::PolicyId;
use engine::situation::Answer;
use icalendar::parser::{Component, Property, read_calendar, unfold};

use super::calendar::{Calendar, calendar};
use super::json::json;
use super::sheet::{cell, sheet};
use crate::report::deadlines::Occasion;
use crate::report::seen::{Seen, World, world};
use crate::words::{Word, word};

/// 2026-11-22 09:30:00 in universal time.
const NOW: u64 = 1_795_339_800_000;

/// A name with every mark that a format gives a meaning; it must come back as it is.
const NASTY: &str = "“甲”, \"乙\"; \\丙\n=1+1";

fn export(world: &World, seen: &Seen, chosen: Option<&[PolicyId]>, now: u64) -> Calendar {
    calendar(&world.texts, &seen.report, &seen.deadlines, chosen, now)
}

/// The value of a property as a parser reads it.
fn value(component: &Component, name: &str) -> String {
    let of = |property: &&Property| property.name == name;
    let property = component.properties.iter().find(of).unwrap_or_else(|| panic!("no {name}"));
    property.val.to_string()
}

/// Calls `check` with the events that an independent parser finds.
fn read(calendar: &Calendar, check: impl FnOnce(&Component, &[&Component])) {
    let whole = unfold(&calendar.text);
    let parsed = read_calendar(&whole).unwrap_or_else(|error| panic!("{error}"));
    let whole = &parsed.properties;
    assert!(whole.iter().any(|one| one.name == "METHOD" && one.val == "PUBLISH"));
    let events: Vec<&Component> = parsed.components.iter().filter(|one| one.name == "VEVENT").collect();
    assert_eq!(events.len(), parsed.components.len());
    let root = Component { name: "VCALENDAR".into(), properties: whole.clone(), components: Vec::new() };
    check(&root, &events);
}

#[test]
fn a_parser_finds_every_day_in_the_calendar() {
    let world = world();
    let mut all = 0;
    for seen in &world.founders {
        let calendar = export(world, seen, None, NOW);
        read(&calendar, |_, events| {
            let days = seen.deadlines.dated.iter();
            let days: Vec<_> = days.filter(|one| one.light.is_hopeful() && one.occasion != Occasion::Before).collect();
            assert_eq!((events.len(), calendar.events), (days.len(), days.len()), "{}", seen.id);
            for (event, one) in events.iter().zip(days) {
                assert_eq!(value(event, "DTSTART"), one.day.to_string().replace('-', ""), "{}", seen.id);
                assert_eq!(value(event, "DTEND"), one.day.add_days(1).to_string().replace('-', ""));
                assert!(value(event, "SUMMARY").contains(&one.says));
                let alarms = event.components.iter().filter(|inner| inner.name == "VALARM").count();
                let left = one.day.0 - seen.report.as_of.0;
                let wanted = match one.occasion {
                    Occasion::Opens => 1,
                    _ => 1 + usize::from(left >= 3) + usize::from(left >= 14),
                };
                assert_eq!(alarms, wanted, "{}: {}", seen.id, one.name);
            }
            all += events.len();
        });
    }
    assert!(all > 200, "{all}");
}

#[test]
fn a_second_import_brings_the_first_up_to_date() {
    let world = world();
    let later = NOW + 61_000;
    for seen in &world.founders {
        let (one, two) = (export(world, seen, None, NOW), export(world, seen, None, later));
        read(&one, |_, first| {
            read(&two, |_, second| {
                let names = |events: &[&Component]| events.iter().map(|one| value(one, "UID")).collect::<Vec<_>>();
                let ids = names(first);
                assert_eq!(ids, names(second));
                for (i, id) in ids.iter().enumerate() {
                    assert!(!ids[..i].contains(id), "{}: {id} twice", seen.id);
                    let policy = id.strip_suffix("@qibu").and_then(|id| id.rsplit_once('.')).expect("its shape").0;
                    assert!(world.catalogue.policies.iter().any(|one| one.id == policy), "{id}");
                }
                for (a, b) in first.iter().zip(second) {
                    let number = |event| value(event, "SEQUENCE").parse::<u32>().expect("a number");
                    assert_eq!(number(b) - number(a), 61);
                    assert_eq!(value(a, "DTSTAMP"), "20261122T093000Z");
                    assert_eq!(value(b, "LAST-MODIFIED"), "20261122T093101Z");
                }
            });
        });
    }
}

#[test]
fn lines_of_a_calendar_are_short_and_end_as_they_must() {
    let world = world();
    for seen in &world.founders {
        let text = export(world, seen, None, NOW).text;
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{}", seen.id);
    }
}

#[test]
fn one_policy_makes_a_calendar_with_the_ids_of_the_whole() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let grant = world.policy("shanghai/first-startup-grant");
    let whole = export(world, seen, None, NOW).text;
    read(&export(world, seen, Some(&[grant]), NOW), |_, events| {
        assert_eq!(events.len(), 1);
        let id = value(events[0], "UID");
        assert_eq!(id, "shanghai/first-startup-grant.closes@qibu");
        assert!(whole.contains(&id));
    });
}

#[test]
fn a_day_that_cannot_be_told_is_left_out_and_named() {
    let world = world();
    let day = |text: &str| i64::from(text.parse::<Date>().expect("a date").0);
    let years = Answer::Given(Known::Span { lo: day("2027-03-01"), hi: day("2028-12-31") });
    let seen = world.otherwise("student-idea-xuhui", "venture.registered_on", years);
    let calendar = export(world, &seen, None, NOW);
    assert!(!calendar.left_out.is_empty());
    for one in &calendar.left_out {
        assert!(!one.reason.is_empty() && one.light.is_hopeful() && !one.is_step, "{}", one.name);
        let opens = format!("{}：{}", one.name, word(&world.texts, Word::TakeFirstDay));
        assert!(!unfold(&calendar.text).contains(&opens), "{opens}");
    }
}

#[test]
fn a_name_with_every_mark_of_the_format_comes_back_whole() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let (report, mut deadlines) = (seen.report.clone(), seen.deadlines.clone());
    deadlines.dated.iter_mut().for_each(|one| one.name = NASTY.to_string());
    let calendar = calendar(&world.texts, &report, &deadlines, None, NOW);
    let parsed = unfold(&calendar.text).parse::<icalendar::Calendar>().expect("a calendar");
    let mut names = 0;
    for one in &parsed.components {
        let event = one.as_event().expect("an event");
        let summary = icalendar::Component::get_summary(event).expect("a summary");
        assert!(summary.starts_with(NASTY), "{summary}");
        names += 1;
    }
    assert_eq!(names, calendar.events);
}

/// The rows of a sheet as an independent parser reads them, each with as many cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_string).collect()).collect()
}

#[test]
fn a_sheet_has_a_row_for_each_policy_and_each_answer() {
    let world = world();
    for seen in &world.founders {
        let text = sheet(&world.catalogue, &world.texts, &seen.situation, &seen.report, &seen.assessment);
        let rows = rows(&text);
        let gap = rows.iter().position(|row| row.iter().all(String::is_empty)).expect("an empty row");
        let shown = seen.assessment.findings.iter().filter(|finding| finding.superseded_by.is_none()).count();
        assert_eq!(gap - 2, shown, "{}", seen.id);
        assert_eq!(rows.len() - gap - 3, seen.situation.asked().count(), "{}", seen.id);
        for (row, card) in rows[2..gap].iter().zip(seen.report.all()) {
            assert_eq!((&row[0], &row[1]), (&card.name, &card.verdict));
            assert_eq!(row[14], seen.report.catalogue);
        }
        assert!(rows[gap + 3..].iter().all(|row| !row[0].is_empty() && !row[1].is_empty()), "{}", seen.id);
    }
}

#[test]
fn a_sheet_tells_the_days_as_the_contract_does() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let rows = rows(&sheet(&world.catalogue, &world.texts, &seen.situation, &seen.report, &seen.assessment));
    let row = rows.iter().find(|row| row[0] == "首次创业一次性补贴").expect("a row of the grant");
    assert_eq!((row[4].as_str(), row[5].as_str()), ("2026-10-01", "2027-04-01"));
    assert_eq!((row[2].as_str(), row[3].as_str(), row[15].as_str()), ("8,000 元", "一次性", "2026-11-22"));
}

#[test]
fn no_cell_is_a_formula() {
    let attacks = [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u{3000}=1",
        "\u{feff}=1",
        "\u{200b}+1",
        "＝1",
        "＋1",
        "－1",
        "＠SUM",
        "\"=1\"\n=2,=3",
    ];
    for attack in attacks {
        let row = rows(&format!("\u{feff}{},x\r\n", cell(attack)));
        let read = &row[0][0];
        assert_eq!((row.len(), row[0].len(), row[0][1].as_str()), (1, 2, "x"), "{attack:?}");
        if attack.starts_with('"') {
            // A quote is no formula, and what stands behind it stays in the cell.
            assert_eq!(read, attack);
        } else {
            assert_eq!(*read, format!("'{attack}"));
        }
    }
    for plain in ["8,000 元", "12333", "a=b", "", "“甲”", "−5", NASTY] {
        assert_eq!(rows(&format!("\u{feff}{},x\r\n", cell(plain)))[0][0], plain);
    }
}

#[test]
fn a_name_with_comma_quote_and_line_break_stays_in_its_cell() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let mut report = seen.report.clone();
    report.groups[0].cards[0].name = NASTY.to_string();
    let text = sheet(&world.catalogue, &world.texts, &seen.situation, &report, &seen.assessment);
    assert_eq!(rows(&text)[2][0], NASTY);
}

#[test]
fn the_json_of_the_contract_is_reachable() {
    let world = world();
    let seen = world.founder("graduate-month-13");
    let read: serde_json::Value = serde_json::from_str(&json(&world.catalogue, &seen.assessment)).expect("JSON");
    assert_eq!(read, engine::wire::assessment::write(&world.catalogue, &seen.assessment));
    assert_eq!(read["as_of"], Date(20_779).to_string());
    assert_eq!(read["results"].as_array().map(Vec::len), Some(seen.assessment.findings.len()));
}
