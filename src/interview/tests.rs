//! What every action does, against the catalogue of this build.

use engine::assessment::standing;
use engine::date::Date;
use engine::fact::{FactId, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Answer;

use super::lang::Lang;
use super::typed::Wrong;
use super::{Action, Interview, Notice, Origin, View, ask, preset, saved, typed};
use crate::catalogue;

const TODAY: Date = Date(20_779); // 2026-11-22

fn start(catalogue: &Catalogue) -> Interview {
    Interview::new(catalogue, TODAY, Lang::Zh)
}

fn fact(catalogue: &Catalogue, id: &str) -> FactId {
    catalogue.fact(id).unwrap_or_else(|| panic!("no fact `{id}`"))
}

fn number(n: i64) -> Answer {
    Answer::Given(Known::Span { lo: n, hi: n })
}

/// An interview in which these numbers were answered, in this order.
fn counted(catalogue: &Catalogue, answers: &[(&str, i64)]) -> Interview {
    answers.iter().fold(start(catalogue), |interview, (id, n)| {
        interview.apply(catalogue, Action::Answer(fact(catalogue, id), number(*n)))
    })
}

#[test]
fn the_first_question_is_about_groups() {
    let catalogue = catalogue::load();
    let interview = start(&catalogue);
    assert_eq!(ask::assess(&catalogue, &interview, None).next, catalogue.fact("founder.groups"));
    assert!(!interview.can_go_back());
}

#[test]
fn back_goes_through_the_answers_and_keeps_them() {
    let catalogue = catalogue::load();
    let interview = counted(&catalogue, &[("venture.staff", 5), ("founder.share_percent", 60)]);
    let back = interview.apply(&catalogue, Action::Back);
    assert_eq!(back.view, View::Ask(fact(&catalogue, "founder.share_percent"), Origin::Next));
    let back = back.apply(&catalogue, Action::Back);
    assert_eq!(back.view, View::Ask(fact(&catalogue, "venture.staff"), Origin::Next));
    assert!(!back.can_go_back());
    assert_eq!(back.situation, interview.situation);
    assert_eq!(back.apply(&catalogue, Action::Continue).view, View::Next);
}

#[test]
fn changing_an_answer_keeps_the_later_ones() {
    let catalogue = catalogue::load();
    let interview = counted(&catalogue, &[("venture.staff", 5), ("founder.share_percent", 60)]);
    let staff = fact(&catalogue, "venture.staff");
    let changed = interview.apply(&catalogue, Action::Ask(staff)).apply(&catalogue, Action::Answer(staff, number(7)));
    assert_eq!(changed.situation.answer(fact(&catalogue, "founder.share_percent")), number(60));
    assert_eq!((changed.view, changed.asked.len()), (View::Next, 2));
}

#[test]
fn a_question_chosen_in_the_results_leads_back_there() {
    let catalogue = catalogue::load();
    let staff = fact(&catalogue, "venture.staff");
    for (show, view) in [(Action::ShowResults, View::Results), (Action::ShowReview, View::Review)] {
        let chosen = start(&catalogue).apply(&catalogue, show).apply(&catalogue, Action::Ask(staff));
        assert_eq!(chosen.apply(&catalogue, Action::Back).view, view);
        assert_eq!(chosen.apply(&catalogue, Action::Answer(staff, Answer::Declined)).view, view);
    }
}

#[test]
fn not_sure_stays_unknown_and_is_not_asked_again() {
    let catalogue = catalogue::load();
    let groups = fact(&catalogue, "founder.groups");
    let interview = start(&catalogue).apply(&catalogue, Action::Answer(groups, Answer::Declined));
    assert_eq!(interview.situation.answer(groups), Answer::Declined);
    assert_ne!(ask::assess(&catalogue, &interview, None).next, Some(groups));
}

#[test]
fn a_larger_place_is_as_far_as_the_person_knows() {
    let catalogue = catalogue::load();
    let place = fact(&catalogue, "venture.place");
    let shanghai = Answer::Given(Known::Among(catalogue.places.mask("shanghai").unwrap_or_default()));
    let interview = start(&catalogue).apply(&catalogue, Action::Answer(place, shanghai));
    assert_ne!(ask::assess(&catalogue, &interview, None).next, Some(place));
}

#[test]
fn an_answer_that_contradicts_earlier_ones_has_them_asked_again() {
    let catalogue = catalogue::load();
    let interview =
        counted(&catalogue, &[("venture.staff", 9), ("venture.insured_staff", 8), ("venture.local_staff", 2)]);
    let staff = fact(&catalogue, "venture.staff");
    let changed = interview.apply(&catalogue, Action::Answer(staff, number(3)));
    let insured = fact(&catalogue, "venture.insured_staff");
    assert_eq!(changed.notice, Some(Notice::Dropped { by: staff, facts: vec![insured] }));
    assert_eq!(changed.situation.answer(insured), Answer::Absent);
    assert_eq!(changed.situation.answer(fact(&catalogue, "venture.local_staff")), number(2));
    assert!(!changed.asked.contains(&insured));
}

#[test]
fn clearing_starts_anew_and_keeps_the_language() {
    let catalogue = catalogue::load();
    let interview = counted(&catalogue, &[("venture.staff", 5)]).apply(&catalogue, Action::Speak(Lang::En));
    let cleared = interview.apply(&catalogue, Action::Clear);
    let fresh = Interview { notice: Some(Notice::Cleared), clears: 1, ..Interview::new(&catalogue, TODAY, Lang::En) };
    assert_eq!(cleared, fresh);
}

#[test]
fn a_date_offers_the_days_of_its_stage() {
    let catalogue = catalogue::load();
    let (status, registered_on) = (fact(&catalogue, "venture.status"), fact(&catalogue, "venture.registered_on"));
    let today = i64::from(TODAY.0);
    let days = |value: &str| {
        let bit = catalogue.fact_of(status).value(value).unwrap_or_default();
        let interview =
            start(&catalogue).apply(&catalogue, Action::Answer(status, Answer::Given(Known::Among(1 << bit))));
        ask::days(&catalogue, &interview.situation, registered_on)
    };
    assert_eq!(days("registered").1, today);
    assert_eq!(days("idea").0, today);
    assert_eq!(ask::days(&catalogue, &start(&catalogue).situation, fact(&catalogue, "founder.born_on")).1, today);
}

#[test]
fn a_scenario_lasts_while_it_is_compared_and_leaves_the_answers_alone() {
    let catalogue = catalogue::load();
    let staff = fact(&catalogue, "venture.staff");
    let before = counted(&catalogue, &[("venture.staff", 5)]).apply(&catalogue, Action::ShowResults);
    let compared = [Action::Compare, Action::Vary(staff), Action::Suppose(vec![(staff, number(8))])]
        .into_iter()
        .fold(before.clone(), |interview, action| interview.apply(&catalogue, action));
    assert_eq!((compared.view, &compared.situation), (View::Compare, &before.situation));
    assert_eq!(compared.scenario.as_ref().map(|one| one.set.clone()), Some(vec![(staff, number(8))]));
    let asking = compared.apply(&catalogue, Action::Vary(staff));
    assert_eq!(asking.apply(&catalogue, Action::Back), compared);
    assert_eq!(asking.apply(&catalogue, Action::Speak(Lang::En)).scenario, compared.scenario);
    for leave in [Action::Back, Action::ShowResults, Action::Continue, Action::Ask(staff), Action::Clear] {
        assert_eq!(compared.apply(&catalogue, leave).scenario, None);
    }
    assert_eq!(compared.apply(&catalogue, Action::Back), before);
    let kept = |interview: &Interview| saved::write(&catalogue, interview, 0);
    assert_eq!(kept(&compared), kept(&before));
}

mod kept {
    use super::*;

    const NOW: u64 = 1_795_000_000_000;

    #[test]
    fn answers_come_back_with_their_order_for_a_day() {
        let catalogue = catalogue::load();
        let interview = counted(&catalogue, &[("venture.staff", 5), ("founder.share_percent", 60)]);
        let text = saved::write(&catalogue, &interview, NOW);
        let read = |now| saved::read(&catalogue, &text, TODAY, now);
        let back = read(NOW + saved::Keep::Day.milliseconds())
            .ok()
            .flatten()
            .map(|kept| start(&catalogue).apply(&catalogue, Action::Restore(kept)));
        assert_eq!(back, Some(Interview { notice: Some(Notice::Restored), ..interview }));
        assert_eq!(read(NOW + saved::Keep::Day.milliseconds() + 1), Ok(None));
        assert_eq!(read(NOW - 1), Ok(None));
    }

    #[test]
    fn answers_are_kept_longer_and_as_of_another_day_where_that_was_asked_for() {
        let catalogue = catalogue::load();
        let plain = counted(&catalogue, &[("venture.staff", 5)]);
        let day = TODAY.add_days(-400);
        let (later, longer) = (Action::AsOf(day), Action::KeepFor(saved::Keep::Month));
        let first = |interview: &Interview| {
            let text = saved::write(&catalogue, interview, NOW);
            text.lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(first(&plain), format!("qibu 1 {NOW}"), "as earlier versions wrote it");
        assert_eq!(first(&plain.apply(&catalogue, later.clone())), format!("qibu 1 {NOW} as_of=2025-10-18"));
        let both = plain.apply(&catalogue, longer.clone()).apply(&catalogue, later);
        assert_eq!(first(&both), format!("qibu 1 {NOW} as_of=2025-10-18 days=30"));
        let text = saved::write(&catalogue, &both, NOW);
        let read = |now| saved::read(&catalogue, &text, TODAY.add_days(20), now).expect("it can be read");
        let month = saved::Keep::Month.milliseconds();
        assert_eq!(month, 30 * saved::Keep::Day.milliseconds());
        let back = start(&catalogue).apply(&catalogue, Action::Restore(read(NOW + month).expect("it is fresh")));
        assert_eq!((back.situation.as_of, back.keep, back.asked), (day, saved::Keep::Month, both.asked.clone()));
        assert_eq!(read(NOW + month + 1), None);
        assert_eq!(both.apply(&catalogue, Action::Clear).keep, saved::Keep::Day);
        assert!(!both.apply(&catalogue, Action::ForOther(true)).is_kept());
    }

    #[test]
    fn damaged_or_contradictory_answers_are_refused() {
        let catalogue = catalogue::load();
        let with = |answers: &str| format!("qibu 1 {NOW}\n{answers}");
        let bad = [
            String::new(),
            "null".into(),
            "qibu 1 x".into(),
            format!("qibu 2 {NOW}"),
            format!("qibu 1 {NOW} as_of=2025-02-30\nventure.staff=5"),
            format!("qibu 1 {NOW} as_of=\nventure.staff=5"),
            format!("qibu 1 {NOW} days=3000\nventure.staff=5"),
            format!("qibu 1 {NOW} days=30 as_of=2025-01-01\nventure.staff=5"),
            with("venture.staff=-1"),
            with("venture.colour=1"),
            with("venture.staff"),
            with("venture.staff=2\nventure.insured_staff=5"),
        ];
        for text in bad {
            assert_eq!(saved::read(&catalogue, &text, TODAY, NOW), Err(saved::Damaged), "{text}");
        }
    }
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let catalogue = catalogue::load();
    let read = |id: &str, text: &str| typed::read(catalogue.fact_of(fact(&catalogue, id)), text);
    let cases = [
        ("venture.staff", "12", Ok(12)),
        ("venture.staff", " １２ ", Ok(12)),
        ("venture.staff", "", Err(Wrong::Empty)),
        ("venture.staff", "-1", Err(Wrong::NoNumber)),
        ("venture.staff", "1.5", Err(Wrong::NoNumber)),
        ("venture.staff", "999999999", Err(Wrong::TooMuch)),
        ("loan.wanted", "100,000", Ok(10_000_000)),
        ("loan.wanted", "10万", Ok(10_000_000)),
        ("loan.wanted", "10.5 万元", Ok(10_500_000)),
        ("loan.wanted", "¥8000.50", Ok(800_050)),
        ("loan.wanted", "万", Err(Wrong::NoNumber)),
        ("loan.rate", "3.45%", Ok(34_500)),
        ("loan.rate", "101", Err(Wrong::TooMuch)),
    ];
    for (id, text, expected) in cases {
        assert_eq!(read(id, text), expected, "{id} {text}");
    }
}

#[test]
fn a_band_is_asked_again_only_where_the_exact_value_matters() {
    let catalogue = catalogue::load();
    let graduated = fact(&catalogue, "founder.graduated_on");
    let lines = [
        "founder.groups=graduate",
        "venture.place=shanghai/minhang",
        "venture.status=registered",
        "venture.registered_on=2025-10-08",
        "founder.hukou=shanghai",
    ];
    let saved = saved::read_lines(&catalogue, lines.into_iter(), TODAY).expect("the lines are answers");
    let interview = start(&catalogue).apply(&catalogue, Action::Start(saved));
    let assessment = ask::assess(&catalogue, &interview, None);
    let asking = ask::Asking::of(&catalogue, &interview, &assessment, graduated);
    assert!(asking.bands.len() > 1, "the thresholds cut the date of graduation");
    let (lo, hi) = *asking.bands.last().expect("a band");
    let banded = interview.apply(&catalogue, Action::Band(graduated, (lo, hi)));
    assert_eq!(banded.situation.answer(graduated), Answer::Given(Known::Span { lo, hi }));
    assert_eq!(banded.banded, [graduated]);
    let kept = banded.apply(&catalogue, Action::Answer(graduated, Answer::Declined));
    assert_eq!(kept.situation.answer(graduated), Answer::Given(Known::Span { lo, hi }), "not sure keeps the band");
    assert!(kept.banded.is_empty());
    let after = ask::assess(&catalogue, &kept, None);
    assert_ne!(after.next, Some(graduated), "what is known as far as it goes is not asked again");
}

#[test]
fn bands_cover_what_is_on_offer_without_gap_or_overlap() {
    let catalogue = catalogue::load();
    let mut seen = 0;
    for sample in crate::samples::all(&catalogue).iter().step_by(9) {
        for id in ["founder.graduated_on", "venture.staff", "venture.insured_since", "founder.born_on"] {
            let id = fact(&catalogue, id);
            let mut interview = start(&catalogue);
            interview.situation = sample.situation.clone();
            interview.situation.set(id, Answer::Absent);
            let assessment = ask::assess(&catalogue, &interview, None);
            let bands = ask::Asking::of(&catalogue, &interview, &assessment, id).bands;
            assert!(bands.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0), "{bands:?}");
            assert!(bands.iter().all(|(lo, hi)| lo <= hi), "{bands:?}");
            seen += bands.len();
        }
    }
    assert!(seen > 6, "only {seen} bands");
}

#[test]
fn a_question_is_left_for_later_with_a_word() {
    let catalogue = catalogue::load();
    let hukou = fact(&catalogue, "founder.hukou");
    let skipped = start(&catalogue).apply(&catalogue, Action::Answer(hukou, Answer::Declined));
    assert_eq!(skipped.notice, Some(Notice::Skipped(hukou)));
}

#[test]
fn why_is_folded_again_with_the_next_question() {
    let catalogue = catalogue::load();
    let open = start(&catalogue).apply(&catalogue, Action::Why);
    assert!(open.why);
    assert!(!counted(&catalogue, &[("venture.staff", 5)]).why);
    let assessment = ask::assess(&catalogue, &open, None);
    let groups = fact(&catalogue, "venture.place");
    assert!(!ask::Asking::of(&catalogue, &open, &assessment, groups).serves.is_empty());
}

#[test]
fn what_an_answer_settles_is_told_and_comes_true() {
    let catalogue = catalogue::load();
    let sample = &crate::samples::all(&catalogue)[0];
    let id = fact(&catalogue, "founder.bad_credit");
    let mut open = Interview { why: true, ..start(&catalogue) };
    open.situation = sample.situation.clone();
    open.situation.set(id, Answer::Absent);
    let before = ask::assess(&catalogue, &open, None);
    let asking = ask::Asking::of(&catalogue, &open, &before, id);
    assert_eq!(asking.outlook.len(), 2, "yes and no");
    for one in &asking.outlook {
        let mut told = open.situation.clone();
        told.set(id, Answer::Given(one.answer));
        let after = ask::assess(&catalogue, &Interview { situation: told, ..open.clone() }, None);
        for policy in &one.out {
            let now = after.findings.iter().find(|finding| finding.policy == *policy);
            assert!(now.is_none_or(|now| now.verdict.is_refusal()));
        }
        let step = ask::Step::between(&before, &after);
        assert!(step.out >= one.out.len(), "{step:?}");
    }
    assert!(asking.outlook.iter().any(|one| !one.out.is_empty()), "no answer settles anything");
}

#[test]
fn an_example_can_be_taken_up_and_every_one_can_be_read() {
    let catalogue = catalogue::load();
    let people = catalogue::texts("zh-CN").people;
    assert_eq!(people.len(), crate::samples::all(&catalogue).len());
    for person in &people {
        let saved = saved::read_lines(&catalogue, person.answers.iter().map(String::as_str), TODAY);
        let saved = saved.unwrap_or_else(|_| panic!("{} cannot be read", person.name));
        let started = start(&catalogue).apply(&catalogue, Action::Start(saved));
        assert_eq!((started.view, started.notice), (View::Results, Some(Notice::Example)));
    }
}

/// The policy of an id, and an interview that is about it.
fn about(catalogue: &Catalogue, id: &str) -> (PolicyId, Interview) {
    let at = catalogue.policies.iter().position(|policy| policy.id == id).unwrap_or_else(|| panic!("no policy `{id}`"));
    let policy = PolicyId(u16::try_from(at).expect("few policies"));
    (policy, start(catalogue).apply(catalogue, Action::About(Some(policy))))
}

#[test]
fn about_one_policy_only_what_it_misses_is_asked() {
    let catalogue = catalogue::load();
    let (policy, mut interview) = about(&catalogue, "shanghai/first-startup-grant");
    let everything = ask::assess(&catalogue, &start(&catalogue), None).left;
    let mut questions = 0;
    while let Some(fact) = {
        let assessment = ask::assess(&catalogue, &interview, None);
        let finding = standing(&assessment.findings, policy).expect("the place is open");
        assert!(assessment.next.is_none_or(|fact| finding.missing.contains(&fact)), "{:?}", assessment.next);
        assert!(assessment.left < everything);
        assessment.next
    } {
        let asking = ask::Asking::of(&catalogue, &interview, &ask::assess(&catalogue, &interview, None), fact);
        assert_eq!(asking.serves, [policy]);
        interview = interview.apply(&catalogue, Action::Answer(fact, Answer::Declined));
        questions += 1;
    }
    assert!((3..everything).contains(&questions), "{questions} of {everything}");
    let whole = interview.apply(&catalogue, Action::About(None));
    assert!(ask::assess(&catalogue, &whole, None).next.is_some(), "the others are still to be asked");
    assert_eq!(whole.situation, interview.situation);
}

#[test]
fn a_question_of_another_policy_keeps_its_bands_while_one_is_asked_about() {
    let catalogue = catalogue::load();
    let (policy, interview) = about(&catalogue, "shanghai/first-startup-grant");
    let findings = ask::assess(&catalogue, &interview, None).findings;
    let missed = &standing(&findings, policy).expect("the place is open").missing;
    let mut others = findings.iter().flat_map(|finding| &finding.missing).filter(|fact| !missed.contains(fact));
    let other = *others.next().expect("another policy misses something else");
    let serves = |interview: &Interview| {
        ask::Asking::of(&catalogue, interview, &ask::assess(&catalogue, interview, None), other).serves
    };
    assert!(!serves(&interview).is_empty());
    assert_eq!(serves(&interview), serves(&start(&catalogue)));
}

#[test]
fn asking_about_one_policy_is_neither_kept_nor_outlives_clearing() {
    let catalogue = catalogue::load();
    let (policy, interview) = about(&catalogue, "shanghai/first-startup-grant");
    let answered = interview.apply(&catalogue, Action::Answer(fact(&catalogue, "venture.staff"), number(5)));
    assert_eq!(answered.about, Some(policy));
    let plain = answered.apply(&catalogue, Action::About(None));
    assert_eq!(saved::write(&catalogue, &answered, 0), saved::write(&catalogue, &plain, 0));
    assert_eq!(answered.apply(&catalogue, Action::Clear).about, None);
}

#[test]
fn another_day_counts_until_it_is_changed_back() {
    let catalogue = catalogue::load();
    let interview = counted(&catalogue, &[("venture.staff", 5)]);
    let day = TODAY.add_days(-400);
    let then = interview.apply(&catalogue, Action::AsOf(day));
    assert_eq!((then.situation.as_of, then.today, then.is_as_of_another_day()), (day, TODAY, true));
    assert_eq!(ask::assess(&catalogue, &then, None).as_of, day);
    let born_on = fact(&catalogue, "founder.born_on");
    assert_eq!(ask::days(&catalogue, &then.situation, born_on).1, i64::from(day.0));
    assert_eq!(then.apply(&catalogue, Action::Clear).situation.as_of, TODAY);
    assert_eq!(then.apply(&catalogue, Action::AsOf(TODAY)), interview);
}

#[test]
fn answers_stand_whatever_day_counts() {
    let catalogue = catalogue::load();
    for person in &catalogue::texts("zh-CN").people {
        let lines = || person.answers.iter().map(String::as_str);
        let saved = saved::read_lines(&catalogue, lines(), TODAY).expect("a person of the catalogue");
        let answered = start(&catalogue).apply(&catalogue, Action::Start(saved));
        for days in [-4_000, -700, -90] {
            let then = answered.apply(&catalogue, Action::AsOf(TODAY.add_days(days)));
            let back = saved::read(&catalogue, &saved::write(&catalogue, &then, 1), TODAY, 1);
            let back = back.unwrap_or_else(|_| panic!("{} cannot be read", person.name)).expect("it is fresh");
            assert_eq!((&back.situation, &back.asked), (&then.situation, &then.asked), "{}", person.name);
        }
    }
}

#[test]
fn what_the_page_around_supposes_is_answered_and_may_be_changed() {
    let catalogue = catalogue::load();
    let read = |text: &str| {
        let (around, wrong) = preset::read(&catalogue, &["!\n", text].concat());
        assert!(wrong.is_empty(), "{wrong:?}");
        Action::Around(around)
    };
    let place = fact(&catalogue, "venture.place");
    let at = |id: &str| Answer::Given(Known::Among(catalogue.places.mask(id).expect("a place")));
    let first = start(&catalogue)
        .apply(&catalogue, read("founder.groups=student\nfounder.groups=veteran\nventure.place=shanghai/minhang"));
    assert_eq!(first.asked, [fact(&catalogue, "founder.groups"), place]);
    assert_eq!((first.situation.answer(place), first.notice.as_ref()), (at("shanghai/minhang"), Some(&Notice::Preset)));
    assert!(!first.is_kept());
    // What still stands follows the page; what the person chose stays.
    let moved =
        first.apply(&catalogue, read("founder.groups=student\nfounder.groups=veteran\nventure.place=shanghai/xuhui"));
    assert_eq!(moved.situation.answer(place), at("shanghai/xuhui"));
    let own = moved.apply(&catalogue, Action::Answer(place, at("henan/other")));
    let kept = own.apply(&catalogue, read("venture.place=shanghai/pudong"));
    assert_eq!((kept.situation.answer(place), kept.asked.as_slice()), (at("henan/other"), [place].as_slice()));
    // Cleared, it is as at the start: what the page supposes is there again, and said so.
    let cleared = kept.apply(&catalogue, Action::Clear);
    assert_eq!((cleared.situation.answer(place), cleared.is_kept()), (at("shanghai/pudong"), false));
    assert_eq!(cleared.notice, Some(Notice::PresetAgain));
}

#[test]
fn a_default_that_the_catalogue_does_not_have_is_named_and_spoils_no_other() {
    let catalogue = catalogue::load();
    let (around, wrong) =
        preset::read(&catalogue, "en\nfounder.groups=student\nfounder.groups=wizard\nventure.place=atlantis");
    assert_eq!(wrong, ["0founder.groups=wizard", "0venture.place=atlantis"]);
    assert_eq!((around.preset.len(), around.is_shared), (1, false));
}

#[test]
fn a_kept_answer_goes_before_that_of_a_station_and_its_notice_stays() {
    let catalogue = catalogue::load();
    let (around, _) = preset::read(&catalogue, "\nventure.place=shanghai/minhang");
    let place = fact(&catalogue, "venture.place");
    let own = Answer::Given(Known::Among(catalogue.places.mask("henan/other").expect("a place")));
    let mut earlier = saved::Saved::empty(&catalogue, TODAY);
    earlier.situation.set(place, own);
    earlier.asked.push(place);
    let restored = start(&catalogue).apply(&catalogue, Action::Restore(earlier));
    let after = restored.apply(&catalogue, Action::Around(around));
    assert_eq!((after.situation.answer(place), after.notice.clone()), (own, Some(Notice::Restored)));
    assert!(after.is_kept());
}

#[test]
fn a_figure_of_a_station_is_read_or_the_reason_said() {
    let catalogue = catalogue::load();
    let one = |policy: &str, place: &str, per: &str| {
        let line = ["$", policy, "\t", place, "\t123400\t", per, "\t0\t1\t2026-11-01\t2027-06-30\tours"].concat();
        let (around, wrong) = preset::read(&catalogue, &["\n", &line].concat());
        let why = wrong.first().map(|wrong| wrong.strip_suffix(&line).expect("the line itself").to_owned());
        (around.figures, why)
    };
    let opening = "shanghai/minhang/opening-subsidy";
    let (figures, wrong) = one(opening, "", "0");
    assert_eq!(wrong, None);
    let (figure, mark) = &figures[0];
    assert_eq!((figure.fen, figure.at_most, figure.times, mark.as_str()), (123_400, true, 0, "ours"));
    let why = |policy: &str, place: &str, per: &str| one(policy, place, per).1.unwrap_or_default();
    assert_eq!(why("shanghai/minhang/opening-subsidi", "", "0"), "0");
    assert_eq!(why("shanghai/first-startup-grant", "", "0"), "1");
    assert_eq!(why("national/six-taxes-two-fees", "shanghai", "0"), "2");
    assert_eq!(why("national/oneoff-startup-grant", "", "0"), "3", "for which place?");
    assert_eq!(why("national/oneoff-startup-grant", "shanghai/minhang", "0"), "");
    assert_eq!(why(opening, "henan", "0"), "3");
    assert_eq!(why(opening, "", "1"), "4");
    assert_eq!(why(opening, "", "x"), "0");
}

#[test]
fn two_windows_show_the_same_answers() {
    let catalogue = catalogue::load();
    let place = fact(&catalogue, "venture.place");
    let minhang = Answer::Given(Known::Among(catalogue.places.mask("shanghai/minhang").expect("a place")));
    let here = start(&catalogue);
    let there = here.apply(&catalogue, Action::Answer(place, minhang));
    let kept = saved::read(&catalogue, &saved::write(&catalogue, &there, 0), TODAY, 0).expect("whole").expect("fresh");
    let followed = here.apply(&catalogue, Action::Follow(Some(kept.clone())));
    assert_eq!(followed, Interview { notice: Some(Notice::Followed), ..there.clone() });
    assert_eq!(
        there.apply(&catalogue, Action::Follow(Some(kept.clone()))),
        there,
        "what is known already changes nothing"
    );
    let cleared = followed.apply(&catalogue, Action::Follow(None));
    assert!(cleared.asked.is_empty() && cleared.notice == Some(Notice::Cleared));
    // Nothing is overwritten that is only here.
    for only_here in [Action::ForOther(true), Action::Unkept(true)] {
        let apart = there.apply(&catalogue, only_here);
        for other in [None, Some(kept.clone())] {
            assert_eq!(apart.apply(&catalogue, Action::Follow(other)), apart);
        }
    }
}

/// Every sample founder answers what is asked, from nothing on; now and then an answer is taken back. Nothing tells
/// that each step was worked out from the one before.
#[test]
fn what_follows_from_the_step_before_is_what_follows_from_the_answers() {
    let catalogue = catalogue::load();
    let mut steps = 0;
    for sample in crate::samples::all(&catalogue).iter().step_by(5) {
        let mut interview = start(&catalogue);
        let mut assessment = ask::assess(&catalogue, &interview, None);
        while let Some(fact) = assessment.next {
            let told = sample.situation.answer(fact);
            let answer = if matches!(told, Answer::Given(_)) { told } else { Answer::Declined };
            let mut after = interview.apply(&catalogue, Action::Answer(fact, answer));
            if steps % 7 == 6 {
                after = after.apply(&catalogue, Action::Back);
                after = after.apply(&catalogue, Action::Answer(fact, answer));
            }
            let before = Some((&interview.situation, &assessment));
            let found = ask::assess(&catalogue, &after, before);
            assert_eq!(found, ask::assess(&catalogue, &after, None), "{} at {}", sample.id, catalogue.fact_of(fact).id);
            (interview, assessment) = (after, found);
            steps += 1;
        }
    }
    assert!(steps > 200, "only {steps} steps");
}
