//! `qibu coverage`: every measure of the source documents and where it is held.

use engine::compile::coverage::{CoveredSource, Measure};
use engine::policy::Catalogue;

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
        lines.extend(source.measures.iter().map(|measure| line(catalogue, measure, options.lang())));
        lines.push(count(source));
        lines.push(String::new());
    }
    let measures: usize = compiled.coverage.sources.iter().map(|source| source.measures.len()).sum();
    lines.push(format!("{} documents, {measures} measures, none missing", compiled.coverage.sources.len()));
    Ok(lines.join("\n"))
}

fn line(catalogue: &Catalogue, measure: &Measure, lang: &str) -> String {
    let entries: Vec<&str> = measure.entries.iter().map(|id| catalogue.policy_of(*id).id.as_str()).collect();
    let held = match &measure.nothing {
        Some(why) => format!("— {}", why.of(lang)),
        None => entries.join(", "),
    };
    format!("  {:<10} {}\n             → {held}", measure.id, measure.says.of(lang))
}

fn count(source: &CoveredSource) -> String {
    let held = source.measures.iter().filter(|measure| !measure.entries.is_empty()).count();
    format!("  {} measures: {held} held by policies, {} explained", source.measures.len(), source.measures.len() - held)
}
