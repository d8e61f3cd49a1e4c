//! Every condition as the `cel` crate's own interpreter reads its source text, beside our lowered form.

mod common;

use common::Seed;
use common::cel::{holds, interpreter, programs};
use engine::policy::{Alternative, Catalogue, Policy};
use engine::reading::readings;
use engine::state::State;
use engine::truth::Truth;

#[test]
fn every_condition_reads_as_the_reference_interpreter_reads_it() {
    let catalogue: &'static Catalogue = &common::compiled().catalogue;
    let policies: Vec<&Policy> = catalogue.policies.iter().collect();
    let programs = programs(&policies);
    let mut seed = Seed(11);
    let (mut compared, mut held) = (0, 0);
    for _ in 0..400 {
        let start = seed.partial(catalogue, 0);
        let situation = seed.complete(catalogue, &start);
        let state = State::new(catalogue, &situation);
        for (policy, programs) in catalogue.policies.iter().zip(&programs) {
            let readings = readings(policy, &state);
            let [reading] = readings.as_slice() else {
                panic!("a complete situation has one reading of {}", policy.id)
            };
            let context = interpreter(catalogue, &state, reading);
            for (requirement, programs) in reading.version.requirements.iter().zip(&programs[reading.index]) {
                for (one, [when, disputed]) in requirement.any.iter().zip(programs) {
                    let Alternative { when: ours, disputed: wider, .. } = one;
                    for (condition, program) in [(Some(ours), when), (wider.as_ref(), disputed)] {
                        let (Some(condition), Some(program)) = (condition, program) else { continue };
                        let theirs = holds(program, &context);
                        compared += 1;
                        held += usize::from(theirs);
                        assert_eq!(
                            condition.truth(&state, reading.days),
                            Truth::from(theirs),
                            "{} {}: {:?}\n{}",
                            policy.id,
                            requirement.id,
                            program.execute(&context),
                            engine::wire::situation::write(catalogue, &situation),
                        );
                    }
                }
            }
        }
    }
    assert!(compared > 30_000 && held > compared / 20, "{held} of {compared} held: the test would prove nothing");
}
