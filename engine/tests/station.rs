//! What a station's figures may change, on random situations and the real catalogue: an amount, and a yes into a perhaps.

mod common;

use common::Seed;
use engine::assess;
use engine::assessment::{About, Cause, Confirm, Finding};
use engine::date::Date;
use engine::grade::Grade;
use engine::policy::{BenefitKind, Case, Catalogue, Per, PolicyId};
use engine::situation::Situation;
use engine::station::{Figure, Refused, version_of, with_figures};
use engine::verdict::Verdict;

const CONFIRMED: Date = Date(19_400);
const UNTIL: Date = Date(21_000);

fn figure(catalogue: &Catalogue, policy: PolicyId) -> Figure {
    let place = catalogue.policy_of(policy).place;
    let (confirmed, until) = (Date(20_700), UNTIL);
    Figure { policy, place, fen: 123_400, per: Per::Once, times: 0, at_most: false, confirmed, until }
}

fn named(catalogue: &Catalogue, id: &str) -> PolicyId {
    let at = catalogue.policies.iter().position(|policy| policy.id == id).unwrap_or_else(|| panic!("no `{id}`"));
    PolicyId(u16::try_from(at).expect("fewer than 65536 policies"))
}

/// One for every policy that takes one up.
fn all(catalogue: &Catalogue) -> Vec<Figure> {
    let ids = (0u16..).map(PolicyId).take(catalogue.policies.len());
    let figures = ids.map(|policy| figure(catalogue, policy));
    figures.filter(|figure| version_of(catalogue.policy_of(figure.policy), figure).is_ok()).collect()
}

/// Counted from early on, so that random days are among its own.
fn long(figure: &Figure) -> Figure {
    Figure { confirmed: CONFIRMED, ..*figure }
}

/// Calls `visit` with what is found without and with the figures, of the same policy.
fn compare(seed: u64, complete: bool, visit: &mut dyn FnMut(&Catalogue, &Finding, &Finding, &Situation)) {
    let catalogue = &common::compiled().catalogue;
    let figures: Vec<Figure> = all(catalogue).iter().map(long).collect();
    let mut seed = Seed(seed);
    for _ in 0..120 {
        let answered = seed.below(100);
        let mut situation = seed.partial(catalogue, answered);
        if complete {
            situation = seed.complete(catalogue, &situation);
        }
        let after = with_figures(catalogue.clone(), &figures, situation.as_of);
        assert_eq!(after.version(), catalogue.version());
        let (before, after) = (assess(catalogue, &situation), assess(&after, &situation));
        assert_eq!(before.findings.len(), after.findings.len());
        for (one, other) in before.findings.iter().zip(&after.findings) {
            assert_eq!(one.policy, other.policy);
            visit(catalogue, one, other, &situation);
        }
    }
}

#[test]
fn a_stations_figure_never_turns_a_no_and_never_says_yes() {
    let mut lowered = 0;
    compare(11, true, &mut |catalogue, before, after, situation| {
        let place = || format!("{}\n{situation:?}", catalogue.policy_of(before.policy).id);
        match (before.verdict, after.verdict) {
            (Verdict::Eligible, Verdict::Likely) => {
                lowered += 1;
                let figure = Confirm { cause: Cause::Figure, about: About::Benefit };
                assert_eq!(after.confirm, [figure], "{}", place());
                assert!(before.benefit.fen.is_none() && after.benefit.fen == Some((123_400, 123_400)), "{}", place());
                assert!(after.grade >= Grade::Station);
            }
            (one, other) => assert_eq!(one, other, "{}", place()),
        }
        assert_eq!((&before.requirements, before.window), (&after.requirements, after.window));
    });
    assert!(lowered > 0, "no verdict was lowered: the figures were not taken up");
}

#[test]
fn while_answers_are_open_a_figure_moves_only_between_perhaps_and_unsure() {
    let mut figures = 0;
    compare(12, false, &mut |catalogue, before, after, _| {
        let is_allowed = before.verdict == after.verdict
            || matches!(before.verdict, Verdict::Eligible | Verdict::Undetermined)
                && matches!(after.verdict, Verdict::Likely | Verdict::Undetermined);
        let policy = &catalogue.policy_of(before.policy).id;
        assert!(is_allowed, "{policy}: {:?} became {:?}", before.verdict, after.verdict);
        figures += usize::from(before.benefit.fen.is_none() && after.benefit.fen.is_some());
    });
    assert!(figures > 100, "only {figures} sums came from the station");
}

#[test]
fn a_figure_counts_from_the_day_of_its_confirmation_until_its_own_end() {
    let catalogue = &common::compiled().catalogue;
    let figures = all(catalogue);
    assert!(figures.len() > 10, "only {} policies take a figure", figures.len());
    let one = figures[0];
    let at = version_of(catalogue.policy_of(one.policy), &one).expect("it is taken up");
    let has_sum = |day: Date| {
        let given = with_figures(catalogue.clone(), &[one], day);
        let cases = &given.policy_of(one.policy).versions[at].benefit.cases;
        cases.iter().any(|case: &Case| case.amount.is_some())
    };
    assert!(has_sum(one.confirmed) && has_sum(one.until));
    assert!(!has_sum(one.confirmed.add_days(-1)) && !has_sum(one.until.add_days(1)));
}

#[test]
fn what_the_catalogue_says_itself_is_refused() {
    let catalogue = &common::compiled().catalogue;
    let refused = |id: &str, change: &dyn Fn(&mut Figure)| {
        let mut one = figure(catalogue, named(catalogue, id));
        change(&mut one);
        let refused = version_of(catalogue.policy_of(one.policy), &one).err();
        let given = with_figures(catalogue.clone(), &[one], one.until);
        assert_eq!(refused.is_some(), given.encode() == catalogue.encode(), "{id}");
        refused
    };
    let opening = "shanghai/minhang/opening-subsidy";
    assert_eq!(refused("shanghai/first-startup-grant", &|_| {}), Some(Refused::Published));
    assert_eq!(refused("national/job-expansion", &|_| {}), Some(Refused::Published), "some of its sums are published");
    assert_eq!(refused("national/six-taxes-two-fees", &|_| {}), Some(Refused::Kind));
    assert_eq!(refused(opening, &|one| one.place = 0), Some(Refused::Place));
    assert_eq!(refused(opening, &|one| one.per = Per::Month), Some(Refused::Times));
    assert_eq!(refused(opening, &|one| (one.per, one.times) = (Per::Month, 12)), None);
    assert_eq!(refused(opening, &|_| {}), None);
}

#[test]
fn of_two_figures_for_one_policy_the_first_counts() {
    let catalogue = &common::compiled().catalogue;
    let one = figure(catalogue, named(catalogue, "shanghai/minhang/opening-subsidy"));
    let twice = with_figures(catalogue.clone(), &[one, Figure { fen: 5, ..one }], UNTIL);
    assert_eq!(twice.encode(), with_figures(catalogue.clone(), &[one], UNTIL).encode());
    assert!(all(catalogue).iter().all(|one| catalogue.policy_of(one.policy).versions.iter().any(|version| {
        matches!(
            version.benefit.kind,
            BenefitKind::Cash | BenefitKind::Loan | BenefitKind::Interest | BenefitKind::FeeRelief
        )
    })));
}
