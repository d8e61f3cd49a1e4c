//! Choices, what else changes, and two reports side by side, on the sample founders.

use engine::assessment::Assessment;
use engine::bundle::{self, Measure, cash};
use engine::fact::{FactId, Kind, Known};
use engine::policy::{BenefitKind, Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::texts::Texts;

use super::beside::beside;
use super::build::build;
use super::compare::{Comparison, Shift, compare};
use super::{Choice, Light, Report, format};
use crate::interview::scenario::{Scenario, offered, suppose, takes_hiring};
use crate::{catalogue, samples};

struct Founder {
    catalogue: Catalogue,
    texts: Texts,
    situation: Situation,
}

impl Founder {
    fn new(id: &str) -> Founder {
        let catalogue = catalogue::load();
        let sample = samples::all(&catalogue).into_iter().find(|sample| sample.id == id);
        let situation = sample.unwrap_or_else(|| panic!("no founder `{id}`")).situation;
        Founder { texts: catalogue::texts("zh-CN"), catalogue, situation }
    }

    fn fact(&self, id: &str) -> FactId {
        self.catalogue.fact(id).unwrap_or_else(|| panic!("no fact `{id}`"))
    }

    fn policy(&self, id: &str) -> PolicyId {
        let at = self.catalogue.policies.iter().position(|policy| policy.id == id);
        PolicyId(u16::try_from(at.unwrap_or_else(|| panic!("no policy `{id}`"))).expect("few"))
    }

    fn value(&self, fact: &str, value: &str) -> Answer {
        let fact = self.catalogue.fact_of(self.fact(fact));
        let mask = match fact.kind {
            Kind::Place => self.catalogue.places.mask(value),
            _ => fact.value(value).map(|bit| 1 << bit),
        };
        Answer::Given(Known::Among(mask.unwrap_or_else(|| panic!("no value `{value}`"))))
    }

    fn assess(&self) -> Assessment {
        engine::assess(&self.catalogue, &self.situation)
    }

    fn report(&self) -> Report {
        build(&self.catalogue, &self.texts, &self.situation, &self.assess())
    }

    fn choice(&self, policies: &[&str]) -> Choice {
        let mut wanted: Vec<PolicyId> = policies.iter().map(|id| self.policy(id)).collect();
        wanted.sort();
        let sorted = |choice: &Choice| {
            let mut policies = choice.policies.clone();
            policies.sort();
            policies
        };
        let choices = self.report().choices;
        let found = choices.iter().find(|choice| sorted(choice) == wanted).cloned();
        found.unwrap_or_else(|| panic!("no choice of {policies:?}: {choices:#?}"))
    }

    fn name(&self, id: &str) -> &str {
        &self.texts.policies[usize::from(self.policy(id).0)].name
    }

    fn supposing(&self, set: &[(&str, Answer)]) -> Comparison {
        let scenario = Scenario { set: set.iter().map(|(id, answer)| (self.fact(id), *answer)).collect() };
        let supposed = suppose(&self.catalogue, &self.situation, Some(&scenario)).expect("something is supposed");
        let then = build(&self.catalogue, &self.texts, &supposed.situation, &supposed.assessment);
        compare(&self.report(), &then)
    }
}

const GRADUATES: &str = "shanghai/hire-graduates-insurance";
const HARD: &str = "shanghai/hire-hard-to-employ";
const STARTUP: &str = "shanghai/startup-insurance-subsidy";

#[test]
fn a_choice_says_which_one_the_sums_count_and_what_the_others_give() {
    let founder = Founder::new("graduate-three-years-putuo");
    // The three years of the third are used up: it is nothing to choose.
    let choice = founder.choice(&[GRADUATES, HARD]);
    let findings = founder.assess().findings;
    let most = |id: &str| {
        let finding = findings.iter().find(|one| one.policy == founder.policy(id)).expect("it is there");
        cash(finding).1
    };
    assert!(choice.headline.starts_with("只能选一项："), "{}", choice.headline);
    for id in [GRADUATES, HARD] {
        let brings = format!("{}（最多 {}）", founder.name(id), format::money(most(id).into(), &founder.texts));
        assert!(choice.headline.contains(&brings), "{brings}: {}", choice.headline);
        let (sum, _) = bundle::best(&founder.catalogue, &findings, Measure::Cash, Some(founder.policy(id)));
        let instead =
            format!("如果选{}，“现金类”合计最多 {}", founder.name(id), format::money(sum.into(), &founder.texts));
        let is_counted = bundle::chosen(&founder.catalogue, &findings).contains(&founder.policy(id));
        assert_eq!(choice.lines.contains(&instead), !is_counted, "{instead}: {:#?}", choice.lines);
        let counted = format!("里算的是{}，因为这样更多", founder.name(id));
        assert_eq!(choice.lines.iter().any(|line| line.contains(&counted)), is_counted, "{:#?}", choice.lines);
    }
    let assumed = "没有明文；这里按同一名员工只能享受一项计算，请问窗口";
    assert_eq!(choice.lines.last().map(String::as_str), Some(assumed));
}

#[test]
fn a_text_that_says_so_is_told_as_such() {
    let mut founder = Founder::new("hard-to-employ-plans-company");
    let pair = ["shanghai/hongkou/first-startup-grant", "shanghai/first-startup-grant"];
    let assumed = founder.choice(&pair);
    assert!(assumed.lines.iter().any(|line| line.contains("换一项也一样多")), "{:#?}", assumed.lines);
    assert_eq!(assumed.lines.last().map(String::as_str), Some("没有明文；这里按同一人只能享受一项计算，请问窗口"));
    for policy in &mut founder.catalogue.policies {
        policy.excludes.iter_mut().for_each(|exclusion| exclusion.assumed = false);
    }
    assert_eq!(founder.choice(&pair).lines.last().map(String::as_str), Some("同一人只能享受一项"));
}

#[test]
fn tax_has_its_own_measure_and_what_has_no_sum_is_not_compared() {
    let tax = Founder::new("veteran-other-putuo");
    let choice = tax.choice(&["shanghai/tax-hire-key-groups", "shanghai/tax-hire-veterans"]);
    assert!(choice.lines[0].contains("“税费减免（每年）”合计的最多数里算的是"), "{:#?}", choice.lines);
    assert!(choice.lines.iter().all(|line| !line.contains("现金类")), "{:#?}", choice.lines);
    let open = Founder::new("returnee-mingzhu-pudong");
    let choice = open.choice(&["shanghai/pudong/contest-award-subsidy", "shanghai/pudong/returnee-startup-grant"]);
    assert!(choice.lines[0].contains("不比大小，也不相加"), "{:#?}", choice.lines);
}

/// In a chain, the two ends go together: it is no choice of one.
#[test]
fn what_does_not_all_exclude_each_other_is_told_pair_by_pair() {
    let mut founder = Founder::new("partial-received-unsure-minhang");
    let all = founder.choice(&[GRADUATES, HARD, STARTUP]);
    assert!(all.headline.starts_with("只能选一项："), "{}", all.headline);
    let (graduates, hard) = (founder.policy(GRADUATES), founder.policy(HARD));
    for (one, other) in [(graduates, hard), (hard, graduates)] {
        let policy = &mut founder.catalogue.policies[usize::from(one.0)];
        policy.excludes.retain(|exclusion| exclusion.policy != other);
    }
    let choice = founder.choice(&[GRADUATES, HARD, STARTUP]);
    assert!(choice.headline.starts_with("有的不能同时享受："), "{}", choice.headline);
    let pairs = choice.lines.iter().filter(|line| line.contains("只能享受一项")).count();
    assert_eq!(pairs, 2, "{:#?}", choice.lines);
}

/// Every choice of every founder is among what may pay, and a policy stands in one choice at most.
#[test]
fn choices_hold_what_may_pay_and_stand_apart() {
    let catalogue = catalogue::load();
    let texts = ["zh-CN", "en"].map(catalogue::texts);
    let mut seen = 0;
    for sample in samples::all(&catalogue) {
        let assessment = engine::assess(&catalogue, &sample.situation);
        for texts in &texts {
            let report = build(&catalogue, texts, &sample.situation, &assessment);
            let mut policies: Vec<PolicyId> = Vec::new();
            for choice in &report.choices {
                seen += 1;
                assert!(choice.policies.len() > 1 && !choice.lines.is_empty(), "{}: {choice:?}", sample.id);
                let all = choice.lines.iter().chain([&choice.headline]);
                all.for_each(|line| assert!(!line.is_empty() && !line.contains(['{', '}']), "{line}"));
                policies.extend(&choice.policies);
            }
            let unique: std::collections::BTreeSet<PolicyId> = policies.iter().copied().collect();
            assert_eq!(unique.len(), policies.len(), "{}", sample.id);
            for policy in policies {
                let card = report.groups.iter().flat_map(|group| &group.cards).find(|card| card.policy == policy);
                assert!(card.is_some_and(|card| card.light < Light::No), "{}", sample.id);
            }
        }
    }
    assert!(seen > 60, "only {seen} choices");
}

/// An individual business that becomes a company loses what only individuals have.
#[test]
fn a_change_says_what_it_gains_and_loses_elsewhere() {
    let founder = Founder::new("veteran-shop-minhang");
    let assessment = founder.assess();
    let form = founder.fact("venture.form");
    let turned = assessment.findings.iter().filter(|finding| {
        finding.superseded_by.is_none() && finding.changes.iter().any(|change| change.set[0].0 == form)
    });
    let open: Vec<PolicyId> = turned.map(|finding| finding.policy).collect();
    assert!(!open.is_empty(), "some no turns with the form");
    let told = beside(&founder.catalogue, &founder.situation, &assessment, &open);
    assert_eq!(told.len(), open.len());
    let mut lost = 0;
    for one in &told {
        let finding = assessment.findings.iter().find(|finding| finding.policy == one.policy).expect("it is there");
        assert_eq!(one.changes.len(), finding.changes.len());
        for also in &one.changes {
            assert!(also.effects.iter().all(|effect| effect.policy != one.policy));
            let sentence = also.sentence(&founder.catalogue, &founder.texts);
            assert_eq!(sentence.is_empty(), also.effects.is_empty(), "{sentence}");
            lost += usize::from(sentence.contains("会失去“"));
        }
    }
    assert!(lost > 0, "a change of the form costs something: {told:#?}");
}

#[test]
fn a_scenario_tells_the_sums_and_the_policies_that_differ() {
    let founder = Founder::new("veteran-shop-minhang");
    let found = founder.supposing(&[("venture.form", founder.value("venture.form", "company"))]);
    assert!(found.rows.iter().any(|row| row.shift == Shift::Worse), "{:#?}", found.rows);
    assert!(found.rows.iter().any(|row| row.shift == Shift::Better), "{:#?}", found.rows);
    assert!(found.rows.is_sorted_by_key(|row| row.shift));
    let now = founder.report();
    let mine: usize = now.groups.iter().map(|group| group.cards.len() + group.services.len()).sum();
    assert!(found.same > 0 && found.same < mine);
    for row in &found.rows {
        let lights = [&row.now, &row.then].map(|side| side.as_ref().map(|side| side.light));
        assert!(lights.iter().flatten().any(|light| *light < Light::No), "a no in both is no row: {row:?}");
        assert!(row.now != row.then, "{row:?}");
        let no = [&row.now, &row.then].into_iter().flatten().filter(|side| side.light >= Light::No);
        no.for_each(|side| assert_eq!((side.amount.as_str(), side.note.as_str()), ("", ""), "a no brings nothing"));
    }
}

#[test]
fn nothing_differs_from_the_same_answers() {
    let founder = Founder::new("graduate-month-13");
    let form = founder.fact("venture.form");
    let found = founder.supposing(&[("venture.form", founder.situation.answer(form))]);
    assert_eq!(found.rows, []);
    assert!(found.totals.iter().all(|row| row.now == row.then) && !found.totals.is_empty());
}

/// Another province: what is not there is said to be absent, and what is a no in both is left out.
#[test]
fn another_place_has_other_policies() {
    let founder = Founder::new("graduate-month-13");
    let place = founder.value("venture.place", "henan/puyang/hualong");
    let found = founder.supposing(&[("venture.place", place)]);
    let grant = founder.policy("shanghai/first-startup-grant");
    let row = found.rows.iter().find(|row| row.policy == grant).expect("the grant of Shanghai differs");
    assert_eq!((row.shift, row.then.is_none()), (Shift::Worse, true));
    assert!(found.rows.iter().any(|row| row.now.is_none() && row.kind_is_money(&founder)), "{:#?}", found.rows);
}

impl super::compare::Row {
    fn kind_is_money(&self, founder: &Founder) -> bool {
        let versions = &founder.catalogue.policy_of(self.policy).versions;
        versions.last().is_some_and(|version| version.benefit.kind != BenefitKind::Service) && !self.is_service
    }
}

#[test]
fn only_what_can_still_be_changed_is_offered() {
    let offered = |founder: &Founder| -> Vec<String> {
        let facts = offered(&founder.catalogue, &founder.situation, &founder.assess());
        facts.iter().map(|fact| founder.catalogue.fact_of(*fact).id.clone()).collect()
    };
    let registered = offered(&Founder::new("graduate-month-13"));
    for id in ["venture.place", "venture.form", "venture.premises", "venture.staff"] {
        assert!(registered.iter().any(|one| one == id), "{id}: {registered:?}");
    }
    // It has happened already; the other is nothing that anybody can change.
    for id in ["venture.registered_on", "founder.hukou"] {
        assert!(!registered.iter().any(|one| one == id), "{id}: {registered:?}");
    }
    assert!(offered(&Founder::new("student-idea-xuhui")).iter().any(|one| one == "venture.registered_on"));
}

#[test]
fn what_does_not_fit_a_supposition_counts_as_not_answered() {
    let founder = Founder::new("graduate-month-13");
    let (staff, insured) = (founder.fact("venture.staff"), founder.fact("venture.insured_staff"));
    let number = |n: i64| Answer::Given(Known::Span { lo: n, hi: n });
    let mut scenario = Scenario::default();
    scenario.suppose(staff, number(7));
    scenario.suppose(staff, number(1));
    assert_eq!(scenario.set, [(staff, number(1))]);
    let supposed = suppose(&founder.catalogue, &founder.situation, Some(&scenario)).expect("something is supposed");
    assert_eq!(supposed.dropped, [insured]);
    assert_eq!(supposed.situation.answer(insured), Answer::Absent);
    scenario.unsuppose(staff);
    assert_eq!(suppose(&founder.catalogue, &founder.situation, Some(&scenario)), None);
    assert!(takes_hiring(&founder.catalogue, &founder.situation, staff, number(3)));
    assert!(!takes_hiring(&founder.catalogue, &founder.situation, staff, number(1)));
}
