//! Plans of the sample founders: phases, windows, bars, and the cash by month beside the totals.

use engine::date::Date;
use engine::fact::Known;
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::texts::Texts;

use super::build::build;
use super::plan::{MONTHS, Phase, Plan, Stage, UNITS};
use super::{Light, Report, format};
use crate::words::{Word, word};
use crate::{catalogue, samples};

/// What a test looks at.
struct Seen {
    catalogue: Catalogue,
    texts: Texts,
    report: Report,
}

impl Seen {
    fn new(situation: impl FnOnce(&Catalogue) -> Situation) -> Seen {
        let catalogue = catalogue::load();
        let texts = catalogue::texts("zh-CN");
        let situation = situation(&catalogue);
        let assessment = engine::assess(&catalogue, &situation);
        let report = build(&catalogue, &texts, &situation, &assessment);
        Seen { catalogue, texts, report }
    }

    fn founder(id: &str) -> Seen {
        Seen::new(|catalogue| sample(catalogue, id))
    }

    /// A founder who told nothing more exact of the day of registration.
    fn registering(id: &str, answer: Answer) -> Seen {
        Seen::new(|catalogue| {
            let mut situation = sample(catalogue, id);
            situation.set(catalogue.fact("venture.registered_on").expect("a fact of the file"), answer);
            situation
        })
    }

    /// An opening day or an event of the policy reads the day of registration.
    fn reads_registration(&self, policy: PolicyId) -> bool {
        let registered = self.catalogue.fact("venture.registered_on");
        let mut reads = false;
        for version in &self.catalogue.policy_of(policy).versions {
            let opens = version.windows.iter().filter_map(|window| window.opens.as_ref());
            for term in opens.chain(&version.in_force.event) {
                term.walk(&mut |part| part.facts(&mut |fact| reads |= Some(fact) == registered));
            }
        }
        reads
    }

    fn plan(&self) -> &Plan {
        self.report.plan.as_ref().expect("a plan")
    }

    fn phase(&self, stage: Stage) -> Option<&Phase> {
        self.plan().phases.iter().find(|phase| phase.stage == stage)
    }

    fn policy(&self, id: &str) -> PolicyId {
        let at = self.catalogue.policies.iter().position(|policy| policy.id == id).expect("a policy");
        PolicyId(u16::try_from(at).expect("few policies"))
    }

    /// The phase of a policy, and its window in words.
    fn place(&self, id: &str) -> Option<(Stage, &str)> {
        let policy = self.policy(id);
        self.plan().phases.iter().find_map(|phase| {
            let line = phase.lines.iter().find(|line| line.policy == policy)?;
            Some((phase.stage, line.window.as_str()))
        })
    }

    fn stages(&self) -> Vec<Stage> {
        self.plan().phases.iter().map(|phase| phase.stage).collect()
    }
}

fn sample(catalogue: &Catalogue, id: &str) -> Situation {
    let founder = samples::all(catalogue).into_iter().find(|founder| founder.id == id);
    founder.expect("a founder of the file").situation
}

/// The plan of every sample founder.
fn every(check: impl Fn(&str, &Seen, &Plan)) -> usize {
    let catalogue = catalogue::load();
    let founders = samples::all(&catalogue).into_iter();
    let seen = founders.map(|founder| (founder.id, Seen::new(|_| founder.situation)));
    seen.filter(|(id, seen)| seen.report.plan.as_ref().map(|plan| check(id, seen, plan)).is_some()).count()
}

#[test]
fn a_planned_registration_begins_with_what_comes_before_it() {
    let seen = Seen::founder("student-idea-xuhui");
    let before = seen.phase(Stage::Before).expect("a phase before registering");
    assert!(!before.orders.is_empty());
    assert_eq!(before.orders, seen.report.before);
    let start = seen.phase(Stage::Start).expect("a phase from now on");
    assert_eq!(start.days, "2026年11月22日至2028年2月29日");
    // An order is told once.
    for line in seen.plan().phases.iter().flat_map(|phase| &phase.lines) {
        assert!(line.steps.iter().all(|step| before.orders.iter().all(|order| order.say != step.say)), "{}", line.name);
    }
}

#[test]
fn a_founder_in_month_13_plans_from_there_on() {
    let seen = Seen::founder("graduate-month-13");
    let stages = seen.stages();
    assert!(!stages.iter().any(|stage| matches!(stage, Stage::Before | Stage::Start | Stage::HalfYear)), "{stages:?}");
    let running = seen.phase(Stage::YearOne).expect("the phase of today");
    assert_eq!(running.title, "现在到办照满 18 个月");
    assert_eq!(running.days, "2026年11月22日至2027年3月31日");
    let (stage, window) = seen.place("shanghai/first-startup-grant").expect("the grant");
    assert_eq!(stage, Stage::YearOne);
    assert!(window.contains("2027年4月1日"), "{window}");
}

#[test]
fn what_closes_first_is_told_first() {
    let told = std::cell::Cell::new(0);
    let _ = every(|id, seen, plan| {
        let bars = plan.timeline.iter().flat_map(|timeline| &timeline.bars).filter(|bar| bar.ends);
        let (ends, days): (Vec<u16>, Vec<&str>) = bars.map(|bar| (bar.until, bar.closes.as_str())).unzip();
        assert!(ends.is_sorted(), "{id}: {ends:?}");
        // The nearest closing, or else the nearest end of a rule.
        let closing = days.iter().find(|day| !day.contains('（'));
        if let Some(day) = closing.or(days.first()) {
            let day = day.split('（').next().unwrap_or_default();
            assert!(plan.deadline.ends_with(day), "{id}: {} {day}", plan.deadline);
            told.set(told.get() + 1);
        }
        assert!(seen.stages().is_sorted(), "{id}: {:?}", seen.stages());
    });
    assert!(told.get() >= 30, "{}", told.get());
}

#[test]
fn a_plan_holds_what_may_be_applied_for_and_nothing_else() {
    let founders = every(|id, seen, plan| {
        let cards = seen
            .report
            .groups
            .iter()
            .filter(|group| matches!(group.light, Light::Yes | Light::Confirm | Light::Doubt | Light::Later));
        let mut expected: Vec<PolicyId> = cards.flat_map(|group| &group.cards).map(|card| card.policy).collect();
        let mut planned: Vec<PolicyId> =
            plan.phases.iter().flat_map(|phase| &phase.lines).map(|line| line.policy).collect();
        // A service stands in the plan only for an order that must be kept.
        let has_steps = |policy: &PolicyId| {
            plan.phases
                .iter()
                .flat_map(|phase| &phase.lines)
                .any(|line| line.policy == *policy && !line.steps.is_empty())
        };
        planned.retain(|policy| expected.contains(policy) || !has_steps(policy));
        expected.sort();
        planned.sort();
        assert_eq!(planned, expected, "{id}");
    });
    assert!(founders >= 50, "{founders}");
}

#[test]
fn bars_lie_within_the_months_and_end_as_the_table_says() {
    let width = MONTHS * UNITS;
    let founders = every(|id, seen, plan| {
        let bars = plan.timeline.as_ref().map_or(&[][..], |timeline| &timeline.bars);
        assert!(bars.len() <= 12, "{id}: {}", bars.len());
        for bar in bars {
            assert!(bar.from < bar.until && bar.until <= width, "{id}: {bar:?}");
            // Where neither end lies within the months, there is nothing to draw.
            assert!(bar.opens != word(&seen.texts, Word::PlanToday) || bar.until < width, "{id}: {bar:?}");
            assert!(!bar.ends || bar.closes.starts_with("20"), "{id}: {bar:?}");
            assert!(!bar.closes.is_empty(), "{id}: {bar:?}");
        }
    });
    assert!(founders >= 50, "{founders}");
}

/// From 1 November 2026 on, the last day of five months is 1 April 2027.
#[test]
fn a_bar_ends_where_its_day_lies() {
    let seen = Seen::founder("graduate-month-13");
    let timeline = seen.plan().timeline.as_ref().expect("a drawing");
    let name = &seen.texts.policies[usize::from(seen.policy("shanghai/first-startup-grant").0)].name;
    let bar = timeline.bars.iter().find(|bar| bar.name == *name).expect("the grant");
    assert_eq!((bar.from, bar.until, bar.ends), (0, 50, true));
    assert_eq!(bar.closes, "2027年4月1日");
    let labels: Vec<(u16, &str, &str)> =
        timeline.ticks.iter().map(|tick| (tick.at, tick.month.as_str(), tick.year.as_str())).collect();
    assert_eq!(labels[..3], [(0, "11 月", "2026"), (60, "5 月", "2027"), (120, "11 月", "")]);
    assert_eq!(labels.len(), 7);
}

#[test]
fn the_months_add_up_to_the_total() {
    let compared = std::cell::Cell::new(0);
    let _ = every(|id, seen, plan| {
        let Some(cash) = &plan.cash else { return };
        let sentences = usize::from(cash.after.1 > 0);
        if cash.rest.len() > sentences {
            // Some of it has no date yet.
            return;
        }
        let months = cash.months.iter().map(|row| i64::from(row.until - row.from + 1) * row.fen.1);
        let sum = format::money((months.sum::<i64>() + cash.after.1).into(), &seen.texts);
        let label = word(&seen.texts, Word::TotalCash);
        let total = seen.report.totals.iter().find(|total| total.label == label).expect("a total of cash");
        let most = total.range.rsplit(['多', '至']).next().map(str::trim);
        assert_eq!(most, Some(sum.as_str()), "{id}: {}", total.range);
        compared.set(compared.get() + 1);
    });
    assert!(compared.get() >= 40, "{}", compared.get());
}

/// No phase has days, and nothing that hangs on registration is drawn; its own rule stands instead.
fn check_nothing_is_invented(seen: &Seen) {
    for phase in &seen.plan().phases {
        assert_eq!(phase.days, "", "{}", phase.title);
        for line in phase.lines.iter().filter(|line| seen.reads_registration(line.policy)) {
            let drawn = seen.plan().timeline.iter().flat_map(|timeline| &timeline.bars);
            assert!(drawn.into_iter().all(|bar| bar.name != line.name), "{}", line.name);
            assert!(line.light != Light::Later || line.window.contains("成立日期"), "{}: {}", line.name, line.window);
        }
    }
    let cash = seen.plan().cash.as_ref().expect("cash of some day");
    assert!(cash.rest.iter().any(|more| more.contains("日期还不能算")), "{:?}", cash.rest);
}

#[test]
fn without_a_day_of_registration_no_date_is_invented() {
    let founders = ["student-idea-xuhui", "hard-to-employ-plans-company", "student-final-year-hualong"];
    founders.iter().for_each(|id| check_nothing_is_invented(&Seen::registering(id, Answer::Absent)));
    let seen = Seen::registering("hard-to-employ-plans-company", Answer::Absent);
    let undated = seen.phase(Stage::Undated).expect("a grant that opens by the later of two days");
    assert!(undated.lines[0].window.ends_with("还差：成立日期"), "{}", undated.lines[0].window);
}

#[test]
fn a_rule_puts_its_policy_into_a_phase_where_it_says_so_itself() {
    let days = ["2027-08-01", "2028-02-01"].map(|text| text.parse::<Date>().expect("a date").0.into());
    let seen = Seen::registering("student-idea-xuhui", Answer::Given(Known::Span { lo: days[0], hi: days[1] }));
    check_nothing_is_invented(&seen);
    let stage = |id| seen.place(id).map(|(stage, _)| stage);
    assert_eq!(stage("shanghai/tech-sme-fund"), Some(Stage::Start));
    assert_eq!(stage("shanghai/founder-hukou"), Some(Stage::Later));
}

/// A rule that ends before one could apply is neither a deadline nor a bar, and its cash is not counted.
#[test]
fn a_rule_that_ends_first_says_so() {
    let seen = Seen::founder("student-idea-xuhui");
    let (stage, window) = seen.place("national/service-sector-loan-discount").expect("a discount");
    assert_eq!(stage, Stage::Start);
    assert!(window.ends_with("到那时现行规定已到期，请问有没有新的"), "{window}");
    assert!(!seen.plan().deadline.contains("2026年12月31日"), "{}", seen.plan().deadline);
}

#[test]
fn the_nearest_closing_is_named_before_a_rule_that_ends_earlier() {
    let seen = Seen::founder("graduate-month-13");
    assert_eq!(seen.plan().deadline, "最近截止 2027年4月1日");
}

#[test]
fn every_sentence_of_a_plan_is_filled() {
    for lang in engine::compile::LANGUAGES {
        let (catalogue, texts) = (catalogue::load(), catalogue::texts(lang));
        for founder in samples::all(&catalogue) {
            let assessment = engine::assess(&catalogue, &founder.situation);
            let report = build(&catalogue, &texts, &founder.situation, &assessment);
            let page = super::text::render(&report, &texts);
            assert!(!page.contains(['{', '}']), "{}", founder.id);
            assert_eq!(report.plan.is_some(), page.contains(word(&texts, Word::PlanTitle)), "{}", founder.id);
        }
    }
}
