//! Links in the years between: what is gone, renamed or new, and links of every version.

use engine::assess;
use engine::fact::{Kind, Known};
use engine::policy::Catalogue;
use engine::situation::Answer;

use super::moved::{MOVES, Moves};
use super::payload::{Number, Payload, Said};
use super::read::open;
use super::tests::{fact, lines, some};
use super::{Dropped, Opened, payload, read};
use crate::catalogue;

/// A payload in a catalogue that is not the one that made it.
fn opened_in(catalogue: &Catalogue, payload: Payload, moves: &Moves) -> Opened {
    open(catalogue, payload, catalogue.date, moves)
}

fn payload_of(catalogue: &Catalogue, answers: &[&str]) -> Payload {
    let saved = some(catalogue, answers);
    payload(catalogue, &saved, catalogue.date, &assess(catalogue, &saved.situation))
}

#[test]
fn what_is_gone_is_dropped_and_told_and_nothing_else() {
    let then = catalogue::load();
    let answers = [
        "founder.groups=graduate,veteran",
        "venture.staff=3",
        "venture.place=shanghai/minhang",
        "venture.form=company",
    ];
    let link = payload_of(&then, &answers);
    let id = |name: &str| fact(&then, name);
    let at = |name: &str| usize::from(id(name).0);
    let changed = |change: &dyn Fn(&mut Catalogue)| {
        let mut now = then.clone();
        change(&mut now);
        let opened = opened_in(&now, link.clone(), &MOVES);
        (lines(&now, &opened.saved), opened.dropped)
    };
    let without = |name: &str| {
        answers.iter().filter(|line| !line.starts_with(name)).map(|line| (*line).to_owned()).collect::<Vec<_>>()
    };
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines
    };

    let (left, dropped) = changed(&|now| now.facts[at("venture.staff")].code = 999);
    assert_eq!((sorted(left), dropped), (sorted(without("venture.staff")), vec![Dropped::Questions(1)]));

    let (left, dropped) = changed(&|now| now.facts[at("venture.staff")].bounds.1 = 2);
    assert_eq!((sorted(left), dropped), (sorted(without("venture.staff")), vec![Dropped::Answer(id("venture.staff"))]));

    let (left, dropped) = changed(&|now| now.facts[at("venture.staff")].kind = Kind::Date);
    assert_eq!((sorted(left), dropped), (sorted(without("venture.staff")), vec![Dropped::Answer(id("venture.staff"))]));

    let (left, dropped) =
        changed(&|now| now.facts[at("venture.form")].values.iter_mut().for_each(|value| value.code += 100));
    assert_eq!((sorted(left), dropped), (sorted(without("venture.form")), vec![Dropped::Answer(id("venture.form"))]));

    let (left, dropped) = changed(&|now| now.places.list.iter_mut().for_each(|place| place.code += 1000));
    assert_eq!((sorted(left), dropped), (sorted(without("venture.place")), vec![Dropped::Answer(id("venture.place"))]));

    // One value of a set gone: the other stands, and what else may be had is asked again.
    let groups = at("founder.groups");
    let veteran = then.facts[groups].value("veteran").expect("a group");
    let (left, dropped) = changed(&|now| now.facts[groups].values[veteran].code = 500);
    assert_eq!(dropped, [Dropped::Values(id("founder.groups"), 1)]);
    let line = left.iter().find(|line| line.starts_with("founder.groups=")).expect("the set");
    assert!(line.contains("=graduate,") || line.contains(",graduate"), "{line}");
    assert!(line.contains("?veteran") && line.contains("?student"), "{line}");
}

#[test]
fn a_value_that_could_not_be_chosen_then_is_unsure_now() {
    let mut then = catalogue::load();
    let groups = fact(&then, "founder.groups");
    let now = then.clone();
    then.facts[usize::from(groups.0)].values.pop();
    let opened = opened_in(&now, payload_of(&then, &["founder.groups=graduate"]), &MOVES);
    let values = &now.fact_of(groups).values;
    let (graduate, newest) = (now.fact_of(groups).value("graduate").expect("a group"), values.len() - 1);
    let expected = Known::Set { has: 1 << graduate, may: 1 << newest };
    assert_eq!(opened.saved.situation.answer(groups), Answer::Given(expected), "only the new one is unsure");
    assert_eq!(opened.dropped, []);
}

#[test]
fn answers_that_contradict_each_other_now_are_both_asked_again() {
    let now = catalogue::load();
    let mut then = now.clone();
    then.facts.iter_mut().for_each(|fact| fact.at_most.clear());
    let opened =
        opened_in(&now, payload_of(&then, &["venture.staff=2", "venture.insured_staff=5", "loan.status=none"]), &MOVES);
    assert_eq!(lines(&now, &opened.saved), ["loan.status=none"]);
    let clashes = ["venture.insured_staff", "venture.staff"].map(|id| Dropped::Clash(fact(&now, id)));
    assert_eq!(opened.dropped, clashes);
}

#[test]
fn retired_codes_become_what_they_mean_now() {
    // Fact 901 became `venture.staff`, 902 went; a form became `company`; a place its district; policy 900 another one.
    let catalogue = catalogue::load();
    let code = |id: &str| catalogue.fact_of(fact(&catalogue, id)).code;
    let value = |id: &str, value: &str| {
        let fact = catalogue.fact_of(fact(&catalogue, id));
        fact.values[fact.value(value).expect("a value")].code
    };
    let place = |id: &str| catalogue.places.list.iter().find(|place| place.id == id).expect("a place").code;
    let once = catalogue.policies.iter().find(|policy| policy.limit.is_some()).expect("a policy with a limit");
    let moves = Moves {
        facts: Vec::leak(vec![(901, 900), (900, code("venture.staff")), (902, 0)]),
        values: Vec::leak(vec![(code("venture.form"), (77, value("venture.form", "company")))]),
        places: Vec::leak(vec![(800, place("shanghai/minhang"))]),
        policies: Vec::leak(vec![(900, once.code)]),
    };
    let mut link = payload_of(&catalogue, &[]);
    let received = Said::Set { offered: (0, 0), has: vec![900], unsure: Vec::new() };
    link.answers = vec![
        (code("venture.form"), Said::Code(77)),
        (code("venture.place"), Said::Code(800)),
        (code("founder.received"), received),
        (901, Said::Exact(Number::Plain(3))),
        (902, Said::Yes),
    ];
    let opened = opened_in(&catalogue, link, &moves);
    let found = lines(&catalogue, &opened.saved);
    for line in ["venture.form=company", "venture.place=shanghai/minhang", "venture.staff=3"] {
        assert!(found.iter().any(|one| one == line), "{line} is not in {found:?}");
    }
    let line = found.iter().find(|line| line.starts_with("founder.received=")).expect("what was received");
    assert!(line.split(['=', ',']).any(|one| one == once.id), "{line}");
    assert_eq!(opened.dropped, [Dropped::Questions(1)]);
}

#[test]
fn moves_lead_to_codes_that_are_there() {
    let catalogue = catalogue::load();
    let is_fact = |code: u16| catalogue.facts.iter().any(|fact| fact.code == code);
    for (from, _) in MOVES.facts {
        assert!(!is_fact(*from), "{from} is retired, but there");
        assert!(MOVES.fact(*from) == 0 || is_fact(MOVES.fact(*from)), "{from} leads nowhere");
    }
    let is_policy = |code: u16| catalogue.policies.iter().any(|policy| policy.code == code);
    for (from, _) in MOVES.policies {
        assert!(!is_policy(*from), "{from} is retired, but there");
        assert!(MOVES.policy(*from) == 0 || is_policy(MOVES.policy(*from)), "{from} leads nowhere");
    }
    for fact in catalogue.facts.iter().filter(|fact| fact.id.starts_with("used_months.")) {
        assert_eq!(MOVES.fact(fact.code), fact.code);
        assert!(is_policy(fact.code - 1000), "{} has the code of its policy", fact.id);
    }
}

#[test]
fn links_of_version_1_keep_opening() {
    let catalogue = catalogue::load();
    for (answers, code) in OLD_LINKS {
        let opened = read(&catalogue, code, catalogue.date).unwrap_or_else(|trouble| panic!("{trouble:?}: {code}"));
        let found = lines(&catalogue, &opened.saved);
        assert_eq!((found.len(), &opened.dropped), (answers.len(), &Vec::new()), "{found:?}");
        for answer in *answers {
            assert!(found.iter().any(|found| is_same(found, answer)), "`{answer}` is not in {found:?}");
        }
        assert_eq!(opened.catalogue, "2026-11-22+d16d348d");
        assert_eq!(opened.as_of, None);
        assert!(opened.verdicts.is_some_and(|verdicts| !verdicts.is_empty()), "its verdicts are told");
    }
}

/// The same answer; a set may be unsure of values that were added since.
fn is_same(found: &str, answer: &str) -> bool {
    let parts = |line: &str| line.split([',', '=']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (found, answer): (Vec<String>, Vec<String>) = (parts(found), parts(answer));
    answer.iter().all(|part| found.contains(part))
        && found.iter().all(|part| part.starts_with('?') || answer.contains(part))
}

/// Links that were written once, with the answers that they give. A line is never changed: where this test fails, a
/// code was changed or used again, or needs an entry in `moved.rs`.
const OLD_LINKS: &[(&[&str], &str)] = &[
    (
        &["founder.groups=graduate", "venture.place=shanghai/minhang", "founder.graduated_on=2025-06-30"],
        "q1.bFqFaLaaRq1CgZ0DjGAUj5lZhnoL6u4KxDY6TVhUFcBAPLFABwUH9QjyoP5Jyg9qD8IdqeouSg7qBREIIeFggggJyCWDiHhfeCCFgpxXyCSIQcQ8LEfQglDqgRwUH1QAfz5AEBDVl5UHlQelAARIZQ",
    ),
    (
        &[
            "founder.groups=hard_to_employ,disabled,?released_prisoner",
            "venture.place=henan/puyang/hualong",
            "founder.hukou=henan/puyang",
            "founder.receives_minimum_living=?",
            "venture.form=?",
        ],
        "q1.Q1qFaLaaRq1Cgp0DjLCOMuKVpbz5-wEJ5KXo7HFLJMJhJJJJL2skkx5WSYS8ggyACbDzBwViGx0mrCoK4CATZw_PxeCu0wc",
    ),
    (
        &[
            "venture.place=shanghai",
            "venture.registered_on=..2026-11-21",
            "founder.born_on=1990-01-01..1994-12-31~",
            "founder.sex=female",
            "founder.bad_credit=no",
            "venture.staff=3..10~",
            "venture.insured_staff=2",
            "venture.monthly_sales=..100000",
            "venture.annual_tax=12345.67",
        ],
        "q1.nwFahWi2mkatQoTCGK1qExtANGh4kh2EbToOiFAWQ1XChfFuyDtE7nkLpGOCsQ2Ok1XtagrgIB5YoOACg_qD-SoP5Jyg9qD8IdBx6LT1FyUHdQeiCCCCCCCCAggiDiCDyCCCCgTyCSCCDiCCADQglB6hRhBMKGMMMMMMMMMMMMMMAAAAAAABAHAAKAAAUI4KD6oAP54gAAQARqySA8qD0oA7SKY",
    ),
    (
        &[
            "venture.place=shanghai/pudong/zhuqiao",
            "founder.received=?shanghai/first-startup-grant,shanghai/flexible-insurance-graduates",
            "loan.status=signed",
            "loan.rate=4.35",
            "loan.months=24",
            "used_months.shanghai/flexible-insurance-graduates=7",
        ],
        "q1.elqFaLaaRq1Cg0LR2J8WYH9Ce0ORI5iU9hQwHNu4H-BdzyF0jHBWIbHSar2tQVwEA8sUHABQf1B_JUH8k5Qe1B-EO1PUXJQd1CfGYowgNCCUHqFGLBLoUMuPhi4-Lhhhhhj4YuRw10I4KD6oAP54gAAQARqy8qDyoPSgKdbr",
    ),
    (
        &[
            "founder.groups=",
            "venture.place=shanghai/xuhui",
            "venture.status=incubating",
            "founder.residence_documents=residence_permit,returnee_certificate",
            "founder.degree=doctor",
            "founder.work=public_institution",
            "venture.industries=leading,science_tech",
            "venture.premises=innovative_incubator",
        ],
        "q1.VFqFaLaaRq1ChB0DjAEZHhZUBKFJYS9y0yaQPSfiD9XcFYhsdJqwqCuAgHlihIH9QkE_lB7UH4Q7lRclB3UOi-hRQ6oEcFA0AB_oAUtWXlQeVB6UAE8G4g",
    ),
    (
        &[
            "founder.groups=student",
            "venture.place=elsewhere",
            "venture.status=idea",
            "founder.interests=training,loan",
            "venture.form=company",
            "loan.status=wanted",
            "loan.wanted=300000",
        ],
        "q1.OVqFaLaaRq1Cg50DjEChCHYmmTQCTuUSLjt9zyF4nBWH1dfaqwp9VXAQAMNZfjJSZ-L-KMxRsQOpIDSJTg",
    ),
    (
        &[
            "founder.groups=graduate",
            "venture.place=shanghai/minhang",
            "venture.status=registered",
            "venture.registered_on=2025-10-01",
            "founder.hukou=shanghai",
            "founder.born_on=2002-05-01",
            "founder.sex=female",
            "founder.residence_documents=",
            "founder.graduated_on=2025-06-30",
            "founder.school_place=shanghai",
            "founder.degree=bachelor",
            "founder.employed_since_graduation=no",
            "founder.work=own_venture",
            "founder.hard_to_employ_now=no",
            "founder.first_venture=yes",
            "founder.role=legal_representative",
            "founder.role_since_registration=yes",
            "founder.full_time=yes",
            "founder.bad_credit=no",
            "founder.other_loans=none",
            "founder.subsidised_loans_before=0",
            "founder.training=none",
            "founder.award=none",
            "founder.received=",
            "venture.form=company",
            "venture.size=micro",
            "venture.operating=yes",
            "venture.operates_in_place=yes",
            "venture.taxed_in_place=yes",
            "venture.in_lingang=no",
            "venture.keeps_accounts=yes",
            "venture.industries=commerce",
            "venture.staff=2",
            "venture.insured_staff=2",
            "venture.insured_since=2025-10-15",
            "venture.local_staff=1",
            "venture.local_staff_since=2025-10-15",
            "venture.new_key_group_staff=0",
            "venture.hard_to_employ_staff=0",
            "venture.graduate_staff=0",
            "venture.veteran_staff=0",
            "venture.contracts_one_year=yes",
            "venture.key_group_partners=0",
            "venture.premises=rented",
            "loan.status=wanted",
        ],
        "q1.kAFahWi2mkatQpaCdA4xgFIkiVm0kKUj_kMMqABErMMISMCSBRIRggQoAIYQ4XxZgBCQhERCCaZM4REBICSs3dAKVm7oAQAgBAAoAI9SLKF9XdBWIbZYVBQBAPPxQAAAgEeVA95ihANYQgIAURCCCCCCCAggiDiCDyCCCCoeQSRCDiIRIoB1QJBAAD_KSQIA9KBoF4o",
    ),
    (
        &[
            "founder.groups=returnee",
            "venture.place=shanghai/pudong/other",
            "venture.status=registered",
            "venture.registered_on=2025-09-18",
            "founder.hukou=elsewhere",
            "founder.born_on=1990-08-08",
            "founder.sex=male",
            "founder.residence_documents=overseas_talent_permit,returnee_certificate",
            "founder.graduated_on=2022-12-15",
            "founder.degree=doctor",
            "founder.work=own_venture",
            "founder.hard_to_employ_now=no",
            "founder.first_venture=yes",
            "founder.role=legal_representative",
            "founder.role_since_registration=yes",
            "founder.share_percent=45",
            "founder.full_time=yes",
            "founder.bad_credit=no",
            "founder.other_loans=none",
            "founder.subsidised_loans_before=0",
            "founder.training=none",
            "founder.subsidised_trainings=0",
            "founder.award=mingzhu_returnee",
            "founder.award_on=2024-11-30",
            "founder.pays_flexible_insurance=no",
            "founder.receives_unemployment_benefit=no",
            "founder.received=",
            "venture.form=company",
            "venture.size=micro",
            "venture.operating=yes",
            "venture.operates_in_place=yes",
            "venture.taxed_in_place=yes",
            "venture.in_lingang=no",
            "venture.keeps_accounts=yes",
            "venture.industries=leading,science_tech",
            "venture.own_ip=yes",
            "venture.staff=9",
            "venture.insured_staff=8",
            "venture.insured_since=2025-10-01",
            "venture.local_staff=3",
            "venture.new_key_group_staff=2",
            "venture.hard_to_employ_staff=0",
            "venture.graduate_staff=2",
            "venture.veteran_staff=0",
            "venture.contracts_one_year=yes",
            "venture.key_group_partners=0",
            "venture.premises=innovative_incubator",
            "venture.incubator_place=shanghai/pudong/other",
            "venture.incubation_from=2025-07-01",
            "venture.incubation_until=2028-06-30",
            "venture.space_fees_before_registration=9000",
            "venture.monthly_sales=350000",
            "venture.annual_tax=95000",
            "venture.taxable_income=900000",
            "loan.status=wanted",
        ],
        "q1.kgFahWi2mkatQpuCdA4xkFwkiVmuFCJQKGRQyoCmBEq9shLCSBRIRQ6IQIUAEKACRKyOAgQ-LMAISEIiIQTTJpAFBKCErNpQHEBIAQEgAUAE5cKVmGpW6oiqai0xIr8qLpIt4P1HQViG2WFQUAQDywCQQCEgUBrUIJ6CEBAPiFACpYQSIUMZnIJAaAAfQKaSSBAIANKqjA",
    ),
];
