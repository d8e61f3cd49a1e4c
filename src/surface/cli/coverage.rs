//! `qibu coverage`: every measure of the source documents and where it is held.

use engine::compile::Compiled;
use engine::compile::coverage::{CoveredSource, Measure};

use super::{Options, Outcome, policies};

pub fn coverage(options: &Options) -> Outcome {
    let compiled = policies()?;
    let catalogue = &compiled.catalogue;
    // INVARIANT: the options hold a language of the catalogue.
    let texts = compiled.texts.iter().find(|texts| texts.lang == options.lang()).cloned().unwrap_or_default();
    let mut lines = Vec::new();
    for source in &compiled.coverage.sources {
        let title = source.document.map_or("", |id| texts.documents[usize::from(id.0)].title.as_str());
        let number = source.document.and_then(|id| catalogue.document_of(id).number.clone()).unwrap_or_default();
        lines.push(format!("{} {title} {number}", source.id));
        lines.extend(source.measures.iter().map(|measure| line(&compiled, measure, options.lang())));
        lines.push(count(source));
        lines.push(String::new());
    }
    let measures: usize = compiled.coverage.sources.iter().map(|source| source.measures.len()).sum();
    lines.push(format!("{} documents, {measures} measures, none missing", compiled.coverage.sources.len()));
    Ok(lines.join("\n"))
}

fn line(compiled: &Compiled, measure: &Measure, lang: &str) -> String {
    let entries: Vec<&str> = measure.entries.iter().map(|id| compiled.catalogue.policy_of(*id).id.as_str()).collect();
    let held = match &measure.nothing {
        Some(why) => format!("— {}", compiled.say(why, lang)),
        None => entries.join(", "),
    };
    format!("  {:<10} {}\n             → {held}", measure.id, compiled.say(&measure.says, lang))
}

fn count(source: &CoveredSource) -> String {
    let held = source.measures.iter().filter(|measure| !measure.entries.is_empty()).count();
    format!("  {} measures: {held} held by policies, {} explained", source.measures.len(), source.measures.len() - held)
}
