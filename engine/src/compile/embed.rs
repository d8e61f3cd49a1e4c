//! What a build script leaves behind: the catalogue to embed, the texts to ship, the words as an enum.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use super::{Compiled, Source, compile, read_folder};
use crate::policy::Catalogue;
use crate::texts::Texts;

/// Compiles a folder of policies for the crate whose build script runs, or says every problem and fails.
///
/// Writes `catalogue.bin`, `texts.LANG.bin`, `policies.LANG.html` and, where words are given,
/// `words.rs` to `OUT_DIR`; texts and pages also to `QIBU_TEXTS_DIR`, where that is set.
///
/// # Errors
/// A file cannot be read or written.
pub fn build_script(policies: &Path, words: Option<&Path>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", policies.display());
    println!("cargo::rerun-if-env-changed=QIBU_TEXTS_DIR");
    let words = match words {
        None => None,
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            Some(Source { path: path.display().to_string(), text: fs::read_to_string(path)? })
        }
    };
    let compiled = match compile(&read_folder(policies)?, words.as_ref()) {
        Ok(compiled) => compiled,
        Err(diagnostics) => {
            for diagnostic in &diagnostics {
                println!("cargo::error={}", diagnostic.to_string().replace('\n', " "));
            }
            process::exit(1);
        }
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let shipped = env::var_os("QIBU_TEXTS_DIR").map(PathBuf::from);
    if let Some(folder) = &shipped {
        fs::create_dir_all(folder)?;
    }
    fs::write(out.join("catalogue.bin"), compiled.catalogue.encode())?;
    fs::write(out.join("words.rs"), word_enum(&compiled))?;
    for texts in &compiled.texts {
        let bytes = texts.encode();
        let page = page(&compiled.catalogue, texts);
        for folder in [Some(&out), shipped.as_ref()].into_iter().flatten() {
            fs::write(folder.join(format!("texts.{}.bin", texts.lang)), &bytes)?;
            fs::write(folder.join(format!("policies.{}.html", texts.lang)), &page)?;
        }
    }
    Ok(())
}

/// `pub enum Word`, one variant for each key, in the order of the texts.
fn word_enum(compiled: &Compiled) -> String {
    let mut code = String::from("/// A word of the page; its number is its place in `Texts::words`.\n");
    code.push_str("#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Word {\n");
    for key in &compiled.words {
        let name = key.split('_').map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
        });
        let _ = writeln!(code, "    {},", name.collect::<String>());
    }
    code.push_str("}\n\n");
    let hash = compiled.texts.first().map_or("", |texts| texts.hash.as_str());
    let _ =
        writeln!(code, "/// The hash that the texts of this build carry.\npub const TEXTS_HASH: &str = \"{hash}\";");
    code
}

/// The policies as a readable list, for a browser that runs no code.
fn page(catalogue: &Catalogue, texts: &Texts) -> String {
    let mut html = String::new();
    let zh = texts.lang == "zh-CN";
    let everywhere = if zh { "全国" } else { "Everywhere in China" };
    let folder_of = |id: &str| id.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut folders: Vec<String> = catalogue.policies.iter().map(|policy| folder_of(&policy.id)).collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        let heading = place_name(catalogue, texts, &folder).unwrap_or_else(|| everywhere.into());
        let _ = write!(html, "<h2>{}</h2>\n<ul>\n", escape(&heading));
        let here = catalogue.policies.iter().zip(&texts.policies).filter(|(policy, _)| folder_of(&policy.id) == folder);
        for (policy, text) in here {
            // INVARIANT: the compiler gives every policy a version.
            let Some(version) = policy.versions.last() else { continue };
            let document = catalogue.document_of(version.document);
            let title = &texts.documents[usize::from(version.document.0)];
            let number = document.number.as_ref().map(|number| format!(" ({number})")).unwrap_or_default();
            let (issuer, until) = (escape(&title.issuer), if zh { "最近确认" } else { "last confirmed" });
            let _ = writeln!(
                html,
                "<li><strong>{}</strong><br>{}{} · {issuer} · {until} {}</li>",
                escape(&text.name),
                escape(&title.title),
                escape(&number),
                document.confirmed
            );
        }
        html.push_str("</ul>\n");
    }
    html
}

fn place_name(catalogue: &Catalogue, texts: &Texts, id: &str) -> Option<String> {
    let at = catalogue.places.list.iter().position(|place| place.id == id)?;
    let parent = id.rsplit_once('/').and_then(|(parent, _)| place_name(catalogue, texts, parent));
    let name = texts.places.get(at)?.name.clone();
    Some(match (parent, texts.lang.as_str()) {
        (None, _) => name,
        (Some(parent), "zh-CN") => format!("{parent}{name}"),
        (Some(parent), _) => format!("{name}, {parent}"),
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
