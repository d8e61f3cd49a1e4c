//! The lists around the policies: all of them by place, what the sources hold, what to confirm, the words, what changed.

use engine::compile::advice::{CostEntry, Term};
use engine::compile::{Compiled, Text};
use engine::policy::{Catalogue, Citation, PolicyId};
use engine::texts::Texts;
use yew::prelude::*;

use super::super::tag::{element, line, text};
use super::words::{self, Both};
use crate::report::build::grade_name;
use crate::report::doubts::Doubt;
use crate::report::format;
use crate::words::{Word, fill, word};

/// A site page that links to policies by relative address.
pub struct Site<'a> {
    pub compiled: &'a Compiled,
    pub texts: &'a Texts,
}

impl Site<'_> {
    fn catalogue(&self) -> &Catalogue {
        &self.compiled.catalogue
    }

    /// Words of the pages, in the language of the site.
    pub fn words(&self, both: Both) -> String {
        let [zh, en] = both.map(str::to_owned);
        self.compiled.say(&Text { zh, en }, &self.texts.lang)
    }

    fn say(&self, both: Both) -> Html {
        text(&self.words(both))
    }

    fn of(&self, both: &Text) -> Html {
        text(&self.compiled.say(both, &self.texts.lang))
    }

    /// A policy by name, linked from a page of the folder above.
    fn link(&self, id: PolicyId) -> Html {
        let policy = self.catalogue().policy_of(id);
        let name = self.texts.policies.get(usize::from(id.0)).map_or(policy.id.as_str(), |text| &text.name);
        html! { <a href={format!("{}.html", policy.id)}>{ text(name) }</a> }
    }

    fn links(&self, ids: &[PolicyId]) -> Html {
        let mut parts = Vec::new();
        for (i, id) in ids.iter().enumerate() {
            if i > 0 {
                parts.push(text(word(self.texts, Word::ListComma)));
            }
            parts.push(self.link(*id));
        }
        super::super::tag::list(parts)
    }

    fn cite(&self, cite: Option<&Citation>) -> String {
        let Some(cite) = cite else { return self.words(words::ASK_FIRST) };
        let document = self.catalogue().document_of(cite.document);
        let title = self.texts.documents.get(usize::from(cite.document.0)).map_or("", |text| &text.title);
        let number = document.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
        let grade = grade_name(self.texts, cite.grade);
        let evidence =
            fill(self.texts, Word::CiteEvidence, &[("g", &grade), ("d", &format::date(cite.confirmed, self.texts))]);
        format::clauses(&[format!("{title}{number}"), evidence], self.texts)
    }
}

/// Every policy by place, with its document and the day of its last evidence.
pub fn index(site: &Site) -> Html {
    let catalogue = site.catalogue();
    let folder = |id: &str| id.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut folders: Vec<String> = catalogue.policies.iter().map(|policy| folder(&policy.id)).collect();
    folders.dedup();
    let section = |place: &String| {
        let here = (0u16..).map(PolicyId).zip(&catalogue.policies).filter(|(_, policy)| folder(&policy.id) == *place);
        let items = here.map(|(id, _)| html! { <li>{ site.link(id) }{ line("small", "cite", &under(site, id)) }</li> });
        html! { <><h2>{ text(&place_name(site, place)) }</h2>{ element("ul", "lines", None, items.collect()) }</> }
    };
    html! {
        <>
            <h1>{ site.say(words::INDEX) }</h1>
            <p>{ text(&words::fill(site.words(words::INDEX_SAYS), &[("n", catalogue.policies.len())])) }</p>
            { for folders.iter().map(section) }
        </>
    }
}

/// The document of the newest version of a policy.
fn under(site: &Site, id: PolicyId) -> String {
    let versions = &site.catalogue().policy_of(id).versions;
    let Some(version) = versions.last() else { return String::new() };
    let document = site.catalogue().document_of(version.document);
    let cite =
        Citation { document: version.document, article: None, grade: document.grade, confirmed: document.confirmed };
    site.cite(Some(&cite))
}

/// The name of a place with those around it; everywhere for `national`.
pub fn place_name(site: &Site, id: &str) -> String {
    let places = &site.catalogue().places.list;
    let Some(at) = places.iter().position(|place| place.id == id) else {
        return site.words(words::EVERYWHERE);
    };
    let name = site.texts.places.get(at).map(|text| text.name.clone()).unwrap_or_default();
    match id.rsplit_once('/') {
        Some((parent, _)) if site.texts.lang == "en" => format!("{name}, {}", place_name(site, parent)),
        Some((parent, _)) => format!("{}{name}", place_name(site, parent)),
        None => name,
    }
}

/// Every measure of the source documents, and where it is held.
pub fn coverage(site: &Site) -> Html {
    let source = |source: &engine::compile::coverage::CoveredSource| {
        let title = source.document.map_or("", |id| site.texts.documents[usize::from(id.0)].title.as_str());
        let rows = source.measures.iter().map(|measure| {
            let held = match &measure.nothing {
                Some(why) => html! { <em>{ site.of(why) }</em> },
                None => site.links(&measure.entries),
            };
            html! { <tr><th scope="row">{ text(&measure.id) }</th><td>{ site.of(&measure.says) }</td><td>{ held }</td></tr> }
        });
        html! {
            <section>
                <h2>{ text(title) }</h2>
                <div class="wide"><table>
                    <thead><tr><th>{ site.say(words::COVER_COLUMNS[0]) }</th><th>{ site.say(words::COVER_COLUMNS[1]) }</th><th>{ site.say(words::COVER_COLUMNS[2]) }</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                </table></div>
            </section>
        }
    };
    html! {
        <>
            <h1>{ site.say(words::COVERAGE) }</h1>
            <p>{ site.say(words::COVERAGE_SAYS) }</p>
            { for site.compiled.coverage.sources.iter().map(source) }
        </>
    }
}

/// What to confirm by telephone, first what most answers hang on.
pub fn confirm(site: &Site, doubts: &[Doubt]) -> Html {
    let doubt = |doubt: &Doubt| {
        let questions = doubt.questions.iter().map(|(question, _)| html! { <li>{ text(question) }</li> });
        let counts = [("n", doubt.alone), ("c", doubt.cash), ("m", doubt.answers)];
        html! {
            <li>
                <p>{ text(&doubt.whom) }</p>
                { element("ul", "lines", None, questions.collect()) }
                { line("p", "cite", &words::fill(site.words(words::CONFIRM_COUNTS), &counts)) }
                <p>{ site.links(&doubt.policies) }</p>
            </li>
        }
    };
    html! {
        <>
            <h1>{ site.say(words::CONFIRM) }</h1>
            <p>{ site.say(words::CONFIRM_SAYS) }</p>
            { element("ol", "doubts", None, doubts.iter().map(doubt).collect()) }
        </>
    }
}

/// The words that founders meet, and what founding may cost.
pub fn glossary(site: &Site) -> Html {
    let term = |term: &Term| {
        html! {
            <>
                <dt id={term.id.clone()}>{ site.of(&term.term) }</dt>
                <dd>
                    <p>{ site.of(&term.says) }</p>
                    { term.by.as_ref().map_or_else(Html::default, |by| html! { <p>{ site.say(words::TERM_BY) }{ site.of(by) }</p> }) }
                    <p>{ site.say(words::TERM_CHECK) }{ site.of(&term.check) }</p>
                    { line("p", "cite", &site.cite(term.cite.as_ref())) }
                </dd>
            </>
        }
    };
    let cost = |cost: &CostEntry| {
        html! {
            <li id={cost.id.clone()}>
                <h3>{ site.of(&cost.title) }</h3>
                <p>{ site.of(&cost.says) }</p>
                <blockquote>{ site.of(&cost.ask) }</blockquote>
                { line("p", "cite", &site.cite(cost.cost.cite.as_ref())) }
            </li>
        }
    };
    html! {
        <>
            <h1>{ site.say(words::GLOSSARY) }</h1>
            <h2 id="costs">{ site.say(words::COSTS) }</h2>
            { element("ul", "doubts", None, site.compiled.costs.iter().map(cost).collect()) }
            <h2 id="terms">{ site.say(words::TERMS) }</h2>
            <dl>{ for site.compiled.glossary.iter().map(term) }</dl>
        </>
    }
}

/// What changed between versions of the catalogue, newest first; each as the lines of `qibu changes`.
pub fn changes(site: &Site, versions: &[String]) -> Html {
    html! {
        <>
            <h1>{ site.say(words::CHANGES) }</h1>
            if versions.is_empty() {
                <p>{ site.say(words::NO_CHANGES) }</p>
            }
            { for versions.iter().map(|lines| html! { <pre class="wide">{ text(lines) }</pre> }) }
        </>
    }
}
