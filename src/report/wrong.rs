//! What a person sends who found a mistake: the rule and its sources as this catalogue has them, and no answer.

use engine::assessment::Finding;
use engine::date::Date;
use engine::policy::{Catalogue, Citation};
use engine::texts::Texts;

use super::build::document_name;
use super::{Light, format};
use crate::words::{Word, fill, word};

/// A line each for the policy, its version, every requirement with its sources, where it stands, and day and
/// version of the catalogue; empty where the texts are not here.
pub fn report(catalogue: &Catalogue, texts: &Texts, as_of: Date, finding: &Finding) -> String {
    let policy = catalogue.policy_of(finding.policy);
    let policy_text = &texts.policies[usize::from(finding.policy.0)];
    let version = &policy.versions[finding.shown_version];
    let Some(version_text) = policy_text.versions.get(finding.shown_version) else { return String::new() };
    let day = |day| format::date(day, texts);
    let labelled = |label: &str, says: &str| fill(texts, Word::Labelled, &[("a", label), ("b", says)]);
    let name = [policy_text.name.as_str(), " ", &policy.id].concat();
    let document = document_name(catalogue, texts, version.document);
    let mut lines = vec![
        labelled(word(texts, Word::WrongTitle), &name),
        fill(texts, Word::TakeWrongVersion, &[("d", &day(version.in_force.from)), ("a", &document)]),
    ];
    for (requirement, text) in version.requirements.iter().zip(&version_text.requirements) {
        let mut sources = Vec::new();
        // Those of every alternative: which of them counts would tell an answer.
        for one in &requirement.any {
            let source = source(catalogue, texts, &one.cite);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        lines.push(labelled(&text.label, &format::clauses(&sources, texts)));
    }
    lines.push(fill(texts, Word::TakeWrongVerdict, &[("a", word(texts, Light::of(finding).title()))]));
    lines.push(fill(texts, Word::TextAsOf, &[("d", &day(as_of)), ("c", &catalogue.version())]));
    format::joined(&lines, "\n")
}

/// The document, and the article where it is known.
fn source(catalogue: &Catalogue, texts: &Texts, cite: &Citation) -> String {
    let document = document_name(catalogue, texts, cite.document);
    match &cite.article {
        Some(article) => document + &format::bracketed(&fill(texts, Word::CiteArticle, &[("a", article)]), texts),
        None => document,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use engine::assess;

    use super::*;
    use crate::{catalogue, samples};

    #[test]
    fn it_says_the_rule_and_nothing_of_the_founder() {
        let catalogue = catalogue::load();
        for lang in ["zh-CN", "en"] {
            let texts = catalogue::texts(lang);
            let mut told = HashMap::new();
            let mut same = 0;
            for sample in samples::all(&catalogue) {
                let assessment = assess(&catalogue, &sample.situation);
                for finding in &assessment.findings {
                    let text = report(&catalogue, &texts, assessment.as_of, finding);
                    let key = (finding.policy, finding.shown_version, Light::of(finding), assessment.as_of);
                    // Two founders with the same result send the same text, whatever they answered.
                    let other = told.entry(key).or_insert_with(|| (sample.id.clone(), text.clone()));
                    assert_eq!(other.1, text, "{} and {}", other.0, sample.id);
                    same += usize::from(other.0 != sample.id);
                }
            }
            assert!(same > 1000, "only {same} pairs");
        }
    }

    #[test]
    fn it_names_policy_version_clauses_and_catalogue() {
        let (catalogue, texts) = (catalogue::load(), catalogue::texts("zh-CN"));
        let sample = &samples::all(&catalogue)[0];
        let assessment = assess(&catalogue, &sample.situation);
        let is_grant = |finding: &&Finding| catalogue.policy_of(finding.policy).id == "shanghai/first-startup-grant";
        let finding = assessment.findings.iter().find(is_grant).expect("the grant of Shanghai");
        let text = report(&catalogue, &texts, assessment.as_of, finding);
        let version = &catalogue.policy_of(finding.policy).versions[finding.shown_version];
        let document = document_name(&catalogue, &texts, version.document);
        for part in ["首次创业一次性补贴", "shanghai/first-startup-grant", &catalogue.version(), &document] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert_eq!(text.lines().count(), version.requirements.len() + 4, "{text}");
    }
}
