//! `qibu confirm`: what to confirm by telephone first.

use engine::policy::Catalogue;
use engine::situation::Situation;

use super::{Failure, Options, Outcome, read};
use crate::report::doubts::{Doubt, Source, doubts};
use crate::{catalogue, samples};

pub fn confirm(options: &Options) -> Outcome {
    let catalogue = catalogue::load();
    let texts = catalogue::texts(options.lang());
    let founders = match options.file.as_deref() {
        Some(file) => {
            let (file, text) = read(file)?;
            samples::read(&catalogue, &text).map_err(|error| Failure::Input(format!("{file}: {error}")))?
        }
        None => samples::all(&catalogue),
    };
    let situations: Vec<Situation> = founders.into_iter().map(|founder| founder.situation).collect();
    let doubts = doubts(&catalogue, &texts, &situations);
    let lines = doubts.iter().enumerate().map(|(i, doubt)| line(&catalogue, i + 1, doubt));
    let count = format!("{} things to confirm, over {} sample founders", doubts.len(), situations.len());
    Ok(lines.chain([count]).collect::<Vec<_>>().join("\n"))
}

fn line(catalogue: &Catalogue, number: usize, doubt: &Doubt) -> String {
    let about = match doubt.about {
        Source::Document(id) => &catalogue.document_of(id).id,
        Source::Parameter(id) => &catalogue.parameters[usize::from(id.0)].id,
    };
    let counts = format!(
        "alone would change {} answers, {} of them about cash; takes part in {}",
        doubt.alone, doubt.cash, doubt.answers
    );
    let questions: String = doubt.questions.iter().map(|(question, n)| format!("   - ({n}) {question}\n")).collect();
    let policies: Vec<&str> = doubt.policies.iter().map(|id| catalogue.policy_of(*id).id.as_str()).collect();
    format!("{number}. {about}: {counts}\n   {}\n{questions}   {}\n", doubt.whom, policies.join(", "))
}
