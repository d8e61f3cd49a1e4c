//! Sentences from rules that are built by hand, and every sentence that the catalogue gives.

use engine::condition::{Comparison, Condition, DefinitionId};
use engine::date::Date;
use engine::fact::{Fact, FactId, Kind, Known, Value};
use engine::grade::Grade;
use engine::place::{Place, Places};
use engine::policy::{Amount, Case, Catalogue, Citation, DocumentId, Figure, Parameter};
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::term::{ParameterId, Term};
use engine::texts::{FactText, PlaceText, Texts, ValueText};
use engine::truth::Truth;

use super::explain::Explainer;
use super::format;
use crate::catalogue;

const HUKOU: FactId = FactId(0);
const GROUPS: FactId = FactId(1);
const GRADUATED: FactId = FactId(2);
const REGISTERED: FactId = FactId(3);
const STAFF: FactId = FactId(4);
const LOCAL: FactId = FactId(5);
const BORN: FactId = FactId(6);
const FIRST: FactId = FactId(7);
const SALES: FactId = FactId(8);
const FORM: FactId = FactId(9);

/// Id, kind, nouns and values of the facts above.
type Row = (&'static str, Kind, [&'static str; 2], &'static [[&'static str; 2]]);

const FACTS: [Row; 10] = [
    ("founder.hukou", Kind::Place, ["户口所在地", "the hukou"], &[]),
    ("founder.groups", Kind::Set, ["所属群体", "the groups"], &[["在校学生", "Student"], ["高校毕业生", "Graduate"]]),
    ("founder.graduated_on", Kind::Date, ["毕业日期", "the date of graduation"], &[]),
    ("venture.registered_on", Kind::Date, ["成立日期", "the date of registration"], &[]),
    ("venture.staff", Kind::Count, ["职工人数", "the number of staff"], &[]),
    ("venture.local_staff", Kind::Count, ["本市职工人数", "the number of local staff"], &[]),
    ("founder.born_on", Kind::Date, ["出生日期", "the date of birth"], &[]),
    ("founder.first_venture", Kind::YesNo, ["是否首次创业", "whether this is the first venture"], &[]),
    ("venture.monthly_sales", Kind::Money, ["每月销售额", "the sales per month"], &[]),
    (
        "venture.form",
        Kind::Choice,
        ["组织形式", "the legal form"],
        &[["个体工商户", "Individual business"], ["公司", "Company"], ["合作社", "Cooperative"]],
    ),
];

fn small_catalogue() -> Catalogue {
    let fact = |(i, (id, kind, _, values)): (usize, &Row)| Fact {
        id: (*id).into(),
        code: u16::try_from(i).unwrap_or_default(),
        kind: *kind,
        values: values
            .iter()
            .map(|[_, en]| Value { id: (*en).into(), code: 0, sensitive: false, means_open: false })
            .collect(),
        bounds: if *kind == Kind::Date { (Date::MIN.0.into(), Date::MAX.0.into()) } else { (0, 100_000) },
        applies: None,
        otherwise: None,
        at_most: Vec::new(),
        decides: Vec::new(),
        is_bound: false,
        cost: 1,
        changeable: true,
        sensitive: false,
        plan: false,
    };
    let place = |(id, mask): (&str, u64)| Place { id: id.into(), code: 0, gb: None, mask };
    let places = [
        ("shanghai", 0b11),
        ("shanghai/minhang", 0b1),
        ("shanghai/putuo", 0b10),
        ("henan", 0b100),
        ("elsewhere", 0b1000),
    ];
    let floor = Figure { from: Date::MIN, until: None, value: 754_600, grade: Grade::Official, confirmed: Date::MIN };
    Catalogue {
        date: Date(0),
        hash: String::new(),
        places: Places { list: places.into_iter().map(place).collect() },
        facts: FACTS.iter().enumerate().map(fact).collect(),
        order: (0..10).map(FactId).collect(),
        documents: Vec::new(),
        parameters: vec![Parameter { id: "floor".into(), values: vec![floor] }],
        definitions: vec!["group".into()],
        papers: Vec::new(),
        channels: Vec::new(),
        policies: Vec::new(),
        costs: Vec::new(),
    }
}

/// The words of the page beside the names of the facts above.
fn small_texts(lang: &str) -> Texts {
    let i = usize::from(lang == "en");
    let fact = |(id, kind, nouns, values): &Row| FactText {
        noun: nouns[i].into(),
        yes: (*kind == Kind::YesNo).then(|| ["首次创业", "this is the first venture"][i].into()),
        no: (*kind == Kind::YesNo).then(|| ["不是首次创业", "this is not the first venture"][i].into()),
        unit: id.ends_with("staff").then(|| "persons".into()),
        values: values.iter().map(|names| ValueText { name: names[i].into(), help: None }).collect(),
        ..FactText::default()
    };
    let places = [
        ["上海市", "Shanghai"],
        ["闵行区", "Minhang"],
        ["普陀区", "Putuo"],
        ["河南省", "Henan"],
        ["其他省市", "Another province"],
    ];
    Texts {
        places: places.map(|names| PlaceText { name: names[i].into(), also: Vec::new() }).into(),
        facts: FACTS.iter().map(fact).collect(),
        parameters: vec![["社保缴费基数下限", "the floor of the contribution base"][i].into()],
        definitions: vec![["重点群体", "Priority group"][i].into()],
        policies: Vec::new(),
        ..catalogue::texts(lang)
    }
}

/// Runs with a founder of 2000 who graduated on 2025-06-30, asked on 2026-11-22.
fn with_explainer<T>(lang: &str, run: impl Fn(&Explainer) -> T) -> T {
    let (catalogue, texts) = (small_catalogue(), small_texts(lang));
    let mut situation = Situation::empty(&catalogue, day("2026-11-22"));
    let graduated = i64::from(day("2025-06-30").0);
    situation.set(GRADUATED, Answer::Given(Known::Span { lo: graduated, hi: graduated }));
    let state = State::new(&catalogue, &situation);
    run(&Explainer { catalogue: &catalogue, texts: &texts, state: &state, days: state.today() })
}

fn day(text: &str) -> Date {
    text.parse().unwrap_or(Date(0))
}

fn check(condition: &Condition, zh: &str, en: &str) {
    for (lang, expected) in [("zh-CN", zh), ("en", en)] {
        assert_eq!(with_explainer(lang, |explainer| explainer.clause(condition)), expected);
    }
}

fn compare(left: Term, op: Comparison, right: Term) -> Condition {
    Condition::Compare { op, left, right }
}

fn months_after(fact: FactId, n: i64) -> Term {
    Term::AddMonths(Box::new(Term::Fact(fact)), Box::new(Term::Number(n)))
}

fn times(fact: FactId, n: i64) -> Term {
    Term::Times(Box::new(Term::Fact(fact)), n)
}

#[test]
fn a_place_is_named_by_the_fewest_names() {
    check(&Condition::Among { fact: HUKOU, mask: 0b11 }, "户口在上海市", "the hukou is in Shanghai");
    check(&Condition::Among { fact: HUKOU, mask: 0b1100 }, "户口不在上海市", "the hukou is not in Shanghai");
    check(&Condition::Among { fact: HUKOU, mask: 0b101 }, "户口在闵行区或河南省", "the hukou is in Minhang or Henan");
}

#[test]
fn a_set_has_some_or_none() {
    check(
        &Condition::Has { fact: GROUPS, mask: 0b11, negated: false },
        "所属群体包括：在校学生或高校毕业生",
        "one of these is among the groups: “Student” or “Graduate”",
    );
    check(
        &Condition::Has { fact: GROUPS, mask: 0b10, negated: true },
        "所属群体不包括高校毕业生",
        "“Graduate” is not among the groups",
    );
}

#[test]
fn most_choices_allowed_names_the_others() {
    check(
        &Condition::Among { fact: FORM, mask: 0b110 },
        "组织形式不是“个体工商户”",
        "the legal form is not “Individual business”",
    );
    check(&Condition::Among { fact: FORM, mask: 0b010 }, "组织形式为“公司”", "the legal form is “Company”");
}

#[test]
fn yes_and_no_are_clauses_of_their_own() {
    check(&Condition::Among { fact: FIRST, mask: 0b10 }, "首次创业", "this is the first venture");
    check(&Condition::Among { fact: FIRST, mask: 0b01 }, "不是首次创业", "this is not the first venture");
}

#[test]
fn dates_show_what_they_come_to() {
    let within = Condition::All(vec![
        compare(Term::Fact(REGISTERED), Comparison::AtLeast, Term::Fact(GRADUATED)),
        compare(Term::Fact(REGISTERED), Comparison::AtMost, months_after(GRADUATED, 24)),
    ]);
    check(
        &within,
        "成立日期不早于毕业日期（2025年6月30日），且不晚于毕业日期之后24个月的同一天（2027年6月30日）",
        "the date of registration is not before the date of graduation (30 June 2025), and is not after the same day 24 months after the date of graduation (30 June 2027)",
    );
}

#[test]
fn a_calendar_year_is_one_clause() {
    let edge = |op, text| compare(Term::Fact(GRADUATED), op, Term::Number(day(text).0.into()));
    let year = Condition::All(vec![edge(Comparison::AtLeast, "2026-01-01"), edge(Comparison::AtMost, "2026-12-31")]);
    check(&year, "毕业日期在2026年", "the date of graduation is in 2026");
}

#[test]
fn a_ratio_reads_as_a_share() {
    let share = Condition::All(vec![
        compare(times(LOCAL, 100), Comparison::AtLeast, times(STAFF, 15)),
        compare(Term::Fact(STAFF), Comparison::More, Term::Number(0)),
    ]);
    check(
        &share,
        "本市职工人数占职工人数的比例不低于 15%",
        "the number of local staff is at least 15% of the number of staff",
    );
}

#[test]
fn ages_are_told_in_years() {
    let years = Term::YearsBetween(Box::new(Term::Fact(BORN)), Box::new(Term::AsOf));
    check(
        &compare(years, Comparison::Less, Term::Number(36)),
        "申请当日未满36周岁",
        "the founder is under 36 on the day of application",
    );
    check(
        &compare(Term::AsOf, Comparison::AtLeast, months_after(BORN, 216)),
        "申请当日已满18周岁",
        "the founder is 18 or older on the day of application",
    );
}

#[test]
fn numbers_and_money_have_units() {
    check(
        &compare(Term::Fact(STAFF), Comparison::More, Term::Number(0)),
        "职工人数不少于 1 人",
        "the number of staff is at least 1 person",
    );
    check(
        &compare(Term::Fact(SALES), Comparison::Less, Term::Number(10_000_000)),
        "每月销售额低于 100,000 元",
        "the sales per month is below 100,000 yuan",
    );
}

#[test]
fn mixed_clauses_are_bracketed() {
    let first = Condition::Among { fact: FIRST, mask: 0b10 };
    let inner = Condition::Any(vec![
        Condition::Among { fact: HUKOU, mask: 0b11 },
        Condition::Has { fact: GROUPS, mask: 0b10, negated: false },
    ]);
    check(
        &Condition::All(vec![first, inner]),
        "首次创业，且（户口在上海市，或所属群体包括高校毕业生）",
        "this is the first venture, and (the hukou is in Shanghai, or “Graduate” is among the groups)",
    );
}

#[test]
fn a_definition_is_named_and_denied_by_its_label() {
    let named =
        |negated| Condition::Named { definition: DefinitionId(0), negated, body: Box::new(Condition::Always(true)) };
    check(&named(false), "符合“重点群体”", "“Priority group” applies");
    check(&named(true), "不符合“重点群体”", "“Priority group” does not apply");
}

fn check_formula(term: Term, over: i64, zh: &str, en: &str) {
    let cite = Citation { document: DocumentId(0), article: None, grade: Grade::Official, confirmed: Date(0) };
    let case = Case { when: Condition::Always(true), amount: Some(Amount { term, over }), cite };
    for (lang, expected) in [("zh-CN", zh), ("en", en)] {
        assert_eq!(with_explainer(lang, |explainer| explainer.formula(&[(&case, Truth::True)])), expected);
    }
}

#[test]
fn a_formula_shows_its_figures_shares_and_caps() {
    let capped = Term::Min(vec![Term::Fact(STAFF), Term::Number(8)]);
    let floor = Term::Times(Box::new(Term::Param(ParameterId(0), None)), 51);
    check_formula(
        Term::Product(Box::new(floor), Box::new(capped)),
        400,
        "社保缴费基数下限 7,546 元 × 职工人数（最多 8 人） × 12.75%",
        "the floor of the contribution base 7,546 yuan × the number of staff (at most 8 persons) × 12.75%",
    );
    check_formula(
        Term::Times(Box::new(times(SALES, 12)), 3),
        100,
        "每月销售额 × 12 × 3%",
        "the sales per month × 12 × 3%",
    );
    check_formula(times(SALES, 2), 3, "每月销售额 × 2/3", "the sales per month × 2/3");
    check_formula(times(STAFF, 600_000), 1, "职工人数 × 6,000 元", "the number of staff × 6,000 yuan");
    check_formula(Term::Number(800_000), 1, "", "");
}

#[test]
fn amounts_and_dates_are_set_by_language() {
    let (zh, en) = (catalogue::texts("zh-CN"), catalogue::texts("en"));
    assert_eq!(format::money(96_212, &zh), "962.12 元");
    assert_eq!(format::money_range((0, 800_000), &zh), "0 至 8,000 元");
    assert_eq!(format::ten_thousands(400_000_000, &zh).as_deref(), Some("400 万元"));
    assert_eq!(format::ten_thousands(400_000_000, &en), None);
    let hant = catalogue::texts("zh-Hant");
    assert_eq!(format::ten_thousands(400_000_000, &hant).as_deref(), Some("400 萬元"));
    assert_eq!(format::date(day("2026-10-01"), &en), "1 October 2026");
    assert_eq!(format::percent(255_000), "25.5%");
}

/// No sentence of the catalogue shows an id, a gap that was not filled, or a negation of a negation.
#[test]
fn every_sentence_of_the_catalogue_reads() {
    let catalogue = catalogue::load();
    for lang in engine::compile::LANGUAGES {
        let texts = catalogue::texts(lang);
        let situation = Situation::empty(&catalogue, catalogue.date);
        let assessment = engine::assess(&catalogue, &situation);
        let page = super::text::render(&super::build::build(&catalogue, &texts, &situation, &assessment), &texts);
        let state = State::new(&catalogue, &situation);
        let explainer = Explainer { catalogue: &catalogue, texts: &texts, state: &state, days: state.today() };
        let versions = catalogue.policies.iter().flat_map(|policy| &policy.versions);
        let alternatives = versions.flat_map(|version| &version.requirements).flat_map(|requirement| &requirement.any);
        let conditions = alternatives.flat_map(|one| [Some(&one.when), one.disputed.as_ref()]).flatten();
        let sentences: Vec<String> =
            conditions.map(|condition| explainer.clause_in_full(condition)).chain([page]).collect();
        for sentence in sentences {
            let wrong = ["{", "}", "founder.", "venture.", "loan.", "不是不", "没有没有", "沒有沒有", "not not"];
            assert!(!wrong.iter().any(|sign| sentence.contains(sign)), "{sentence}");
        }
    }
}

#[test]
fn a_report_without_the_texts_of_its_regions_leaves_cards_out() {
    let catalogue = catalogue::load();
    let whole = catalogue::texts("zh-CN");
    let (core, _) = engine::compile::regions::split(&catalogue, &whole, &[]);
    let empty = Situation::empty(&catalogue, catalogue.date);
    let samples = crate::samples::all(&catalogue);
    for situation in samples.iter().step_by(8).map(|sample| &sample.situation).chain([&empty]) {
        let assessment = engine::assess(&catalogue, situation);
        let cards = |texts: &Texts| {
            let report = super::build::build(&catalogue, texts, situation, &assessment);
            report.groups.iter().map(super::Group::count).sum::<usize>()
        };
        assert_eq!(cards(&core), 0);
        assert_eq!(super::build::build(&catalogue, &core, situation, &assessment).totals, []);
        assert!(cards(&whole) > 0);
    }
}
