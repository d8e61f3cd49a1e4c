//! `qibu pages FOLDER`: the readable pages of the built site, one for each policy and the lists around them.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use engine::assess::find;
use engine::compile::{Compiled, export};
use engine::policy::PolicyId;
use engine::situation::Situation;
use engine::state::State;
use serde_json::{Value, json};
use yew::prelude::{Callback, Html};

use super::{Failure, Options, Outcome, compiled, folder, sources};
use crate::interview::lang::Lang;
use crate::report::build::entry::Entry;
use crate::report::doubts::doubts;
use crate::ui::pages::words::{self, Both};
use crate::ui::pages::{self, Site};
use crate::ui::session::Session;
use crate::{catalogue, samples};

/// The look of the pages: the same files as the calculator's, in one.
const STYLES: [&str; 8] = [
    include_str!("../../../styles/tokens.css"),
    include_str!("../../../styles/base.css"),
    include_str!("../../../styles/layout.css"),
    include_str!("../../../styles/parts/card.css"),
    include_str!("../../../styles/parts/reasons.css"),
    include_str!("../../../styles/parts/results.css"),
    include_str!("../../../styles/parts/pages.css"),
    include_str!("../../../styles/print.css"),
];

pub fn write(options: &Options) -> Outcome {
    let out = options.file.as_deref().ok_or_else(|| Failure::Input("no folder given".into()))?;
    let (site_folder, out) = (Path::new(out), Path::new(out).join("policies"));
    let sources = sources()?;
    let compiled = compiled(&sources)?;
    let now = export::write(&compiled, &sources);
    let mut count = 0;
    let mut put = |path: &Path, text: &str| {
        count += 1;
        let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
        made.map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
    };
    put(&out.join("pages.css"), &STYLES.join("\n"))?;
    // The second name changes with the catalogue, for programs that want to stay with one.
    for name in ["catalogue".into(), format!("catalogue-{}", compiled.catalogue.version())] {
        put(&out.join(format!("{name}.json")), &now.to_string())?;
    }
    let changes = history(&now)?;
    put(&out.join("changes.json"), &Value::from(changes.clone()).to_string())?;
    for lang in engine::compile::LANGUAGES {
        // The embedded texts hold the words of the page too.
        let texts = catalogue::texts(lang);
        let site = Site { compiled: &compiled, texts: &texts };
        let folder = out.join(folder_of(lang));
        for (name, title, body) in lists(&site, &changes) {
            put(&folder.join(format!("{name}.html")), &shell(&Shell::new(&site, title, name), &body))?;
        }
        for (id, policy) in (0u16..).map(PolicyId).zip(&compiled.catalogue.policies) {
            let page = one(&site, id);
            put(&folder.join(format!("{}.html", policy.id)), &page)?;
        }
    }
    first_screen(site_folder, &compiled)?;
    Ok(format!("{count} files in {}", out.display()))
}

/// What stands in the shell of the site for the calculator's first screen.
const HOME: &str = "<!--home-->";

/// Puts the calculator's first screen into the shell of the site, where that is in the folder and has a place for it.
fn first_screen(folder: &Path, compiled: &Compiled) -> Result<(), Failure> {
    let path = folder.join("index.html");
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", path.display()));
    if !path.exists() {
        return Ok(());
    }
    let shell = fs::read_to_string(&path).map_err(failed)?;
    let Some((before, after)) = shell.split_once(HOME) else { return Ok(()) };
    let (rules, texts) = (Rc::new(compiled.catalogue.clone()), Rc::new(catalogue::texts(Lang::Zh.tag())));
    let home = pages::render(|| pages::home(rules, texts));
    fs::write(&path, [before, &home, after].concat()).map_err(failed)
}

/// The lists around the policies: file, title, body.
fn lists(site: &Site, changes: &[Value]) -> [(&'static str, Both, String); 5] {
    let catalogue = &site.compiled.catalogue;
    let founders: Vec<Situation> = samples::all(catalogue).into_iter().map(|one| one.situation).collect();
    let found = doubts(catalogue, site.texts, &founders);
    let described: Vec<String> = changes.iter().map(|one| export::describe(one, &site.texts.lang)).collect();
    [
        ("index", words::INDEX, pages::render(|| pages::index(site))),
        ("coverage", words::COVERAGE, pages::render(|| pages::coverage(site))),
        ("confirm", words::CONFIRM, pages::render(|| pages::confirm(site, &found))),
        ("glossary", words::GLOSSARY, pages::render(|| pages::glossary(site))),
        ("changes", words::CHANGES, pages::render(|| pages::changes(site, &described))),
    ]
}

/// The page of one policy, read by nobody in particular on the catalogue's day.
fn one(site: &Site, id: PolicyId) -> String {
    let Compiled { catalogue, .. } = site.compiled;
    let policy = catalogue.policy_of(id);
    let nobody = Situation::empty(catalogue, catalogue.date);
    let state = State::new(catalogue, &nobody);
    let finding = find(id, policy, &state);
    // INVARIANT: texts and catalogue are of one build.
    let Some(entry) = Entry::new(site.texts, &state, &finding) else { return String::new() };
    let card = entry.card();
    let place = policy.id.rsplit_once('/').map_or("", |(place, _)| place);
    let place = pages::place_name(site, place);
    let session = Session {
        catalogue: catalogue.clone().into(),
        texts: site.texts.clone().into(),
        as_of: catalogue.date,
        dispatch: Callback::noop(),
    };
    let up = "../".repeat(policy.id.matches('/').count() + usize::from(site.texts.lang != "zh-CN") + 1);
    let check = (format!("{up}index.html#p={}", policy.id), site.words(words::CHECK));
    let body = pages::render(|| -> Html { pages::policy(&session, &card, &place, check.clone()) });
    let service = json!({
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": card.name,
        "serviceType": card.family_name,
        "areaServed": { "@type": "AdministrativeArea", "name": place },
        "provider": { "@type": "GovernmentOrganization", "name": issuer(site, &entry) },
        "audience": { "@type": "Audience", "audienceType": card.reasons.iter().map(|one| one.label.clone()).collect::<Vec<_>>() },
        "isBasedOn": card.document.citation,
        "inLanguage": site.texts.lang,
    });
    let depth = policy.id.matches('/').count();
    let shell_of = Shell { site, name: &policy.id, title: card.name.clone(), depth, data: Some(service) };
    shell(&shell_of, &body)
}

fn issuer(site: &Site, entry: &Entry) -> String {
    site.texts.documents.get(usize::from(entry.version.document.0)).map(|text| text.issuer.clone()).unwrap_or_default()
}

/// What changed from each kept version of the catalogue to the next, newest first.
fn history(now: &Value) -> Result<Vec<Value>, Failure> {
    let folder = folder().join("history");
    let failed = |error: std::io::Error| Failure::Input(format!("{}: {error}", folder.display()));
    let mut kept: Vec<Value> = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let text = fs::read_to_string(&path).map_err(failed)?;
        kept.push(serde_json::from_str(&text).map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?);
    }
    kept.sort_by_key(|one| one["date"].as_str().unwrap_or_default().to_owned());
    kept.push(now.clone());
    let steps = kept.windows(2).filter(|pair| pair[0]["catalogue"] != pair[1]["catalogue"]);
    let mut changes: Vec<Value> = steps.map(|pair| export::changes(&pair[0], &pair[1])).collect();
    changes.reverse();
    Ok(changes)
}

/// What stands around the body of a page.
struct Shell<'a> {
    site: &'a Site<'a>,
    /// The path without language and ending.
    name: &'a str,
    title: String,
    /// How many folders below that of the lists.
    depth: usize,
    data: Option<Value>,
}

impl<'a> Shell<'a> {
    fn new(site: &'a Site<'a>, title: Both, name: &'a str) -> Shell<'a> {
        Shell { site, name, title: site.words(title), depth: 0, data: None }
    }
}

/// The folder of a language below that of the lists; the first language has none.
fn folder_of(lang: &str) -> &str {
    if lang == Lang::Zh.tag() { "" } else { lang }
}

fn shell(page: &Shell, body: &str) -> String {
    let lang = page.site.texts.lang.as_str();
    let say = |both| escape(&page.site.words(both));
    let lists = "../".repeat(page.depth);
    let top = format!("{lists}{}", if folder_of(lang).is_empty() { "" } else { "../" });
    let (mut alternates, mut others) = (String::new(), String::new());
    for other in Lang::ALL.into_iter().filter(|other| other.tag() != lang) {
        let (tag, folder) = (other.tag(), folder_of(other.tag()));
        let address = format!("{top}{folder}{}{}.html", if folder.is_empty() { "" } else { "/" }, page.name);
        alternates += &format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\">\n");
        others += &format!(" · <a href=\"{address}\" lang=\"{tag}\">{}</a>", other.name());
    }
    // In a script a `<` could close it.
    let data = page.data.as_ref().map_or(String::new(), |data| {
        format!("\n<script type=\"application/ld+json\">{}</script>", data.to_string().replace('<', "\\u003c"))
    });
    let links = [
        ("index", words::INDEX),
        ("coverage", words::COVERAGE),
        ("confirm", words::CONFIRM),
        ("glossary", words::GLOSSARY),
        ("changes", words::CHANGES),
    ];
    let links: String =
        links.iter().map(|(name, title)| format!(" · <a href=\"{lists}{name}.html\">{}</a>", say(*title))).collect();
    format!(
        r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>{title} · {site}</title>
<meta name="description" content="{title}">
<link rel="icon" href="{top}../icon.svg" type="image/svg+xml">
{alternates}<link rel="stylesheet" href="{top}pages.css">{data}
</head>
<body class="pages">
<nav><a href="{top}../index.html">{calculate}</a>{links}{others}</nav>
<main>
{body}
</main>
<footer><p>{guidance}</p></footer>
</body>
</html>
"#,
        title = escape(&page.title),
        site = say(words::SITE),
        calculate = say(words::CALCULATE),
        guidance = say(words::GUIDANCE),
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
