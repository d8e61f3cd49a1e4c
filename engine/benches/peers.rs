//! The requirements of ten policies, read by the `cel` crate's interpreter, by functions written by hand, and by us:
//! `make bench-peers`. All three are compared on every situation before anything is timed.

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;
use std::time::Duration;

use cel::{Context, Program};
use common::{Seed, cel as oracle, compiled};
use criterion::Criterion;
use engine::assess::find;
use engine::fact::{Known, Otherwise};
use engine::policy::{Catalogue, PolicyId};
use engine::reading::{Reading, readings};
use engine::state::State;
use engine::truth::Truth;

/// How many complete situations are tried.
const SITUATIONS: usize = 200;

/// The policies written by hand below, in its order.
const POLICIES: [&str; 10] = [
    "national/income-tax-individual-business",
    "national/leave-to-found",
    "national/six-taxes-two-fees",
    "national/sme-equipment-loan-discount",
    "national/tax-self-employed-veterans",
    "national/vat-small-scale",
    "national/disability-levy",
    "national/corporate-income-tax-small",
    "national/insurance-25-percent",
    "national/startup-loan-small-business",
];

/// What the ten policies read of a founder; `None` where there is no value. Choices are masks of one bit.
struct Founder {
    form: u64,
    size: u64,
    works: u64,
    groups: u64,
    veteran_kind: u64,
    employer_consents: u64,
    contracts_one_year: u64,
    taxable_income: Option<i64>,
    monthly_sales: Option<i64>,
    staff: Option<i64>,
    insured_staff: Option<i64>,
    graduate_staff: Option<i64>,
    new_key_group_staff: Option<i64>,
}

/// The bits that the rules name, looked up once.
struct Bits {
    individual: u64,
    firms: u64,
    others: u64,
    company: u64,
    cooperative: u64,
    small: u64,
    medium: u64,
    public_institution: u64,
    researcher: u64,
    veteran: u64,
    self_employed: u64,
}

const YES: u64 = 0b10;

impl Bits {
    fn of(catalogue: &Catalogue) -> Bits {
        let bits = |fact: &str, values: &[&str]| {
            let fact = catalogue.fact_of(catalogue.fact(fact).expect("a fact"));
            values.iter().fold(0, |mask, value| mask | 1 << fact.value(value).expect("a value"))
        };
        Bits {
            individual: bits("venture.form", &["individual_business"]),
            firms: bits("venture.form", &["sole_proprietorship", "partnership", "company"]),
            others: bits("venture.form", &["cooperative", "non_enterprise_unit"]),
            company: bits("venture.form", &["company"]),
            cooperative: bits("venture.form", &["cooperative"]),
            small: bits("venture.size", &["micro", "small"]),
            medium: bits("venture.size", &["micro", "small", "medium"]),
            public_institution: bits("founder.work", &["public_institution"]),
            researcher: bits("founder.groups", &["public_researcher"]),
            veteran: bits("founder.groups", &["veteran"]),
            self_employed: bits("founder.veteran_kind", &["self_employed"]),
        }
    }
}

impl Founder {
    fn of(state: &State) -> Founder {
        let id = |fact: &str| state.catalogue().fact(fact).expect("a fact");
        let choice = |fact: &str| state.among(id(fact)).unwrap_or(0);
        let number = |fact: &str| state.span(id(fact)).single();
        let groups = id("founder.groups");
        let groups = match (state.known(groups), state.applies(groups), state.catalogue().fact_of(groups).otherwise) {
            (Known::Set { has, .. }, Truth::True, _) => has,
            (_, _, Some(Otherwise::Mask(mask))) => mask,
            _ => 0,
        };
        Founder {
            form: choice("venture.form"),
            size: choice("venture.size"),
            works: choice("founder.work"),
            groups,
            veteran_kind: choice("founder.veteran_kind"),
            employer_consents: choice("founder.employer_consents"),
            contracts_one_year: choice("venture.contracts_one_year"),
            taxable_income: number("venture.taxable_income"),
            monthly_sales: number("venture.monthly_sales"),
            staff: number("venture.staff"),
            insured_staff: number("venture.insured_staff"),
            graduate_staff: number("venture.graduate_staff"),
            new_key_group_staff: number("venture.new_key_group_staff"),
        }
    }
}

/// Which requirements of the ten policies hold, one bit for each in their order: the limit of what can be reached.
fn by_hand(founder: &Founder, bits: &Bits) -> u32 {
    let is = |value: u64, mask: u64| value & mask != 0;
    let at_most = |value: Option<i64>, most: i64| value.is_some_and(|value| value <= most);
    let at_least = |value: Option<i64>, least: i64| value.is_some_and(|value| value >= least);
    let mut held = 0;
    let mut say = |holds: bool| held = held << 1 | u32::from(holds);
    say(is(founder.form, bits.individual));
    say(at_most(founder.taxable_income, 200_000_000));

    say(is(founder.works, bits.public_institution) && is(founder.groups, bits.researcher));
    say(is(founder.employer_consents, YES));

    say(is(founder.form, bits.individual) || founder.form != 0 && is(founder.size, bits.small));

    say(is(founder.form, bits.firms));
    say(is(founder.size, bits.medium));

    say(is(founder.form, bits.individual));
    say(is(founder.groups, bits.veteran) && is(founder.veteran_kind, bits.self_employed));

    say(at_least(founder.monthly_sales, 1));

    say(is(founder.form, bits.firms | bits.others));
    say(at_most(founder.staff, 30));

    say(is(founder.form, bits.company | bits.cooperative));
    say(at_most(founder.taxable_income, 300_000_000));
    say(at_most(founder.staff, 300));

    say(is(founder.form, bits.firms) && is(founder.size, bits.medium));
    say(at_least(founder.graduate_staff, 1) || at_least(founder.new_key_group_staff, 1));
    say(is(founder.contracts_one_year, YES));
    say(at_least(founder.insured_staff, 1));

    say(is(founder.size, bits.small));
    say(is(founder.form, bits.firms | bits.others));
    say(founder.staff.zip(founder.new_key_group_staff).is_some_and(|(staff, new)| {
        staff > 0 && (staff <= 100 && new * 100 >= staff * 10 || staff > 100 && new * 100 >= staff * 5)
    }));
    say(is(founder.contracts_one_year, YES));
    held
}

/// The same by the engine's conditions alone.
fn by_conditions(chosen: &[(PolicyId, Reading)], state: &State) -> u32 {
    let mut held = 0;
    for (_, reading) in chosen {
        for requirement in &reading.version.requirements {
            held = held << 1 | u32::from(reading.holds(requirement, state) == Truth::True);
        }
    }
    held
}

/// The same by the findings that a founder is told, with amounts, windows, grades and what to confirm.
fn by_findings(catalogue: &Catalogue, chosen: &[(PolicyId, Reading)], state: &State) -> u32 {
    let mut held = 0;
    for (id, _) in chosen {
        for found in find(*id, catalogue.policy_of(*id), state).requirements {
            held = held << 1 | u32::from(found.truth == Truth::True);
        }
    }
    held
}

/// The same by the interpreter.
fn by_cel(programs: &[oracle::Programs], contexts: &[Context], chosen: &[(PolicyId, Reading)]) -> u32 {
    let mut held = 0;
    let holds = |program: &Option<Program>, context| program.as_ref().is_some_and(|one| oracle::holds(one, context));
    for ((programs, context), (_, reading)) in programs.iter().zip(contexts).zip(chosen) {
        for any in &programs[reading.index] {
            held = held << 1 | u32::from(any.iter().flatten().any(|program| holds(program, context)));
        }
    }
    held
}

fn main() {
    let catalogue: &'static Catalogue = &compiled().catalogue;
    let ids: Vec<PolicyId> = POLICIES
        .iter()
        .map(|id| {
            let at = catalogue.policies.iter().position(|policy| policy.id == *id).expect("a policy");
            PolicyId(u16::try_from(at).expect("small"))
        })
        .collect();
    let policies: Vec<_> = ids.iter().map(|id| catalogue.policy_of(*id)).collect();
    let programs = oracle::programs(&policies);
    let bits = Bits::of(catalogue);
    let mut seed = Seed(3);
    let states: Vec<State> = (0..SITUATIONS)
        .map(|_| {
            let nothing = seed.partial(catalogue, 0);
            State::new(catalogue, &seed.complete(catalogue, &nothing))
        })
        .collect();
    let read = |state: &State| -> Vec<(PolicyId, Reading<'static>)> {
        ids.iter().map(|id| (*id, readings(catalogue.policy_of(*id), state).pop().expect("one reading"))).collect()
    };
    let chosen: Vec<_> = states.iter().map(read).collect();
    let founders: Vec<Founder> = states.iter().map(Founder::of).collect();
    let contexts: Vec<Vec<Context>> = states
        .iter()
        .zip(&chosen)
        .map(|(state, chosen)| chosen.iter().map(|(_, one)| oracle::interpreter(catalogue, state, one)).collect())
        .collect();
    for i in 0..SITUATIONS {
        let held = by_hand(&founders[i], &bits);
        assert_eq!(held, by_conditions(&chosen[i], &states[i]), "our conditions, situation {i}");
        assert_eq!(held, by_findings(catalogue, &chosen[i], &states[i]), "our findings, situation {i}");
        assert_eq!(held, by_cel(&programs, &contexts[i], &chosen[i]), "the interpreter, situation {i}");
    }
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    let mut time = |name: &str, work: &mut dyn FnMut(usize) -> u32| {
        let mut i = 0;
        criterion.bench_function(&format!("ten policies/{name}"), |bencher| {
            bencher.iter(|| {
                i = (i + 1) % SITUATIONS;
                black_box(work(i))
            });
        });
    };
    time("by hand", &mut |i| by_hand(black_box(&founders[i]), black_box(&bits)));
    time("our conditions", &mut |i| by_conditions(&chosen[i], &states[i]));
    time("our findings", &mut |i| by_findings(catalogue, &chosen[i], &states[i]));
    time("cel, contexts made before", &mut |i| by_cel(&programs, &contexts[i], &chosen[i]));
}
