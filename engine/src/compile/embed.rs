//! What a build script leaves behind: the catalogue to embed, the texts to ship, the words as an enum.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

use super::diagnostic::Log;
use super::{LANGUAGES, Source, atoms, compile, names, read_folder, regions, samples};
use crate::policy::Catalogue;
use crate::texts::{Names, Texts};

/// The founders that tests hold to be right, and that a page offers to start from; a folder may have none.
const FOUNDERS: &str = "founders.json";

/// How characters are converted otherwise than the dictionaries say.
const HANT: &str = "hant.toml";

/// Compiles a folder of policies for the crate whose build script runs. For a browser, a mistake or a
/// comparison that no example shows fails the build; a native build goes on without a catalogue.
///
/// Writes `catalogue.bin`, `texts.LANG.bin` and, where words are given, `words.rs` to `OUT_DIR`; to
/// `QIBU_TEXTS_DIR`, where that is set, what a browser fetches: texts for everybody and for each region.
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
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    // The command line must run although there are mistakes: it is what tells them, and mends examples.
    let is_native = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch != "wasm32");
    let compiled = match compile(&read_folder(policies)?, words.as_ref()) {
        Ok(compiled) => compiled,
        // Of the words, and of characters that no text needs, only the build knows: it tells them itself.
        Err(diagnostics)
            if is_native
                && diagnostics
                    .iter()
                    .all(|one| one.file != HANT && words.as_ref().is_none_or(|words| one.file != words.path)) =>
        {
            return without_catalogue(&out, words.as_ref());
        }
        Err(diagnostics) => {
            for diagnostic in &diagnostics {
                println!("cargo::error={}", diagnostic.to_string().replace('\n', " "));
            }
            process::exit(1);
        }
    };
    let bare: Vec<_> = atoms::atoms(&compiled).into_iter().filter(|atom| !atom.is_covered()).collect();
    if !bare.is_empty() && !is_native {
        for atom in &bare {
            let policy = &compiled.catalogue.policy_of(atom.policy).id;
            let place = atom.place(&compiled.catalogue);
            println!("cargo::error={policy}, {place}: no example shows `{}` deciding: `qibu check --atoms`", atom.text);
        }
        process::exit(1);
    }
    let people = fs::read_to_string(policies.join(FOUNDERS))
        .map_or_else(|_| Ok(Vec::new()), |text| samples::read(&compiled.catalogue, &text));
    let people = match people {
        Ok(people) => people,
        Err(error) if is_native => {
            println!("cargo::warning={FOUNDERS}: {error}");
            Vec::new()
        }
        Err(error) => {
            println!("cargo::error={FOUNDERS}: {error}");
            process::exit(1);
        }
    };
    let shipped = env::var_os("QIBU_TEXTS_DIR").map(PathBuf::from);
    if let Some(folder) = &shipped {
        fs::create_dir_all(folder)?;
    }
    // The bindings of `api` speak in ids, and what is taken along names papers by theirs; a page shows texts.
    let is_page = !is_native && env::var_os("CARGO_FEATURE_PAGE").is_some();
    let catalogue = if is_page { for_page(&compiled.catalogue) } else { compiled.catalogue.clone() };
    fs::write(out.join("catalogue.bin"), catalogue.encode())?;
    let hash = compiled.texts.first().map_or("", |texts| texts.hash.as_str());
    fs::write(out.join("words.rs"), word_enum(&compiled.words, hash))?;
    for (lang, texts) in compiled.texts.iter().enumerate() {
        let people = samples::people(&compiled, &people, &texts.lang);
        let names = Names(names::names(&compiled.texts, lang));
        let texts = &Texts { people, names, ..texts.clone() };
        fs::write(out.join(format!("texts.{}.bin", texts.lang)), texts.encode())?;
        if let Some(folder) = &shipped {
            let (core, regions) = regions::split(&compiled.catalogue, texts, &compiled.words);
            fs::write(folder.join(format!("texts.{}.bin", texts.lang)), core.encode())?;
            for region in &regions {
                let name = &core.regions[usize::from(region.region)];
                fs::write(folder.join(format!("texts.{}.{name}.bin", texts.lang)), region.encode())?;
            }
        }
    }
    Ok(())
}

/// The catalogue without the ids that only files, command line and JSON speak in.
///
/// The codes of policies go too: links are made by another program. Versions of a policy know each other's requirements by their ids: those become numbers.
#[must_use]
pub fn for_page(catalogue: &Catalogue) -> Catalogue {
    let mut page = catalogue.clone();
    page.documents.iter_mut().for_each(|document| document.id.clear());
    page.parameters.iter_mut().for_each(|parameter| parameter.id.clear());
    page.channels.iter_mut().for_each(|channel| channel.id.clear());
    page.places.list.iter_mut().for_each(|place| place.gb = None);
    page.definitions.clear();
    page.papers.clear();
    for policy in &mut page.policies {
        policy.code = 0;
        let mut ids: Vec<String> = Vec::new();
        for requirement in policy.versions.iter_mut().flat_map(|version| &mut version.requirements) {
            let at = ids.iter().position(|id| *id == requirement.id).unwrap_or(ids.len());
            if at == ids.len() {
                ids.push(requirement.id.clone());
            }
            requirement.id = at.to_string();
        }
    }
    page
}

/// Empty files in place of the catalogue; the command line then only checks.
fn without_catalogue(out: &Path, words: Option<&Source>) -> io::Result<()> {
    let keys = words.map_or_else(Vec::new, |words| super::words::read(words, &Log::default()).0);
    fs::write(out.join("words.rs"), word_enum(&keys, ""))?;
    fs::write(out.join("catalogue.bin"), [])?;
    LANGUAGES.iter().try_for_each(|lang| fs::write(out.join(format!("texts.{lang}.bin")), []))
}

/// `pub enum Word`, one variant for each key, in the order of the texts.
fn word_enum(words: &[String], hash: &str) -> String {
    let mut code = String::from("/// A word of the page; its number is its place in `Texts::words`.\n");
    code.push_str("#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Word {\n");
    for key in words {
        let name = key.split('_').map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
        });
        let _ = writeln!(code, "    {},", name.collect::<String>());
    }
    code.push_str("}\n\n");
    let _ =
        writeln!(code, "/// The hash that the texts of this build carry.\npub const TEXTS_HASH: &str = \"{hash}\";");
    code
}
