//! `qibu check`: mistakes, what has run out, what no example shows, addresses that do not answer.

use std::fs;
use std::process::Command;

use engine::compile::atoms::{self, Atom};
use engine::compile::checked::{Checked, checked};
use engine::compile::{Compiled, Source, lint};

use super::{Failure, Options, Outcome, compiled, folder, policies, sources};

pub fn check(options: &Options) -> Outcome {
    match (options.atoms, options.write, options.links) {
        (true, true, _) => write(),
        (true, false, _) => table(&policies()?),
        (false, _, true) => links(&policies()?, answers),
        (false, _, false) => files(&policies()?, options),
    }
}

/// Everything that the files alone can tell.
fn files(compiled: &Compiled, options: &Options) -> Outcome {
    let as_of = options.as_of.unwrap_or(compiled.catalogue.date);
    let Checked { findings, soon, counts } =
        checked(compiled, &atoms::atoms(compiled), as_of, options.within.unwrap_or(0));
    if findings.is_empty() {
        return Ok([soon, vec![format!("{counts}, no mistakes as of {as_of}")]].concat().join("\n"));
    }
    let count = format!("{counts}, {} findings as of {as_of}", findings.len());
    Err(Failure::Findings([findings, soon, vec![count]].concat().join("\n")))
}

/// Every comparison with the examples that show it.
fn table(compiled: &Compiled) -> Outcome {
    let catalogue = &compiled.catalogue;
    let found = atoms::atoms(compiled);
    let covered = found.iter().filter(|atom| atom.is_covered()).count();
    let coupled = found.iter().filter(|atom| atom.coupled.is_some()).count();
    let text: Vec<String> = found.iter().map(|atom| atom.row(catalogue)).collect();
    let stale = stale(compiled, &found);
    let count = format!("{covered} of {} comparisons are shown, {coupled} of them coupled", found.len());
    let text = [text, stale.clone(), vec![count]].concat().join("\n");
    if covered == found.len() && stale.is_empty() { Ok(text) } else { Err(Failure::Findings(text)) }
}

/// `[[version.coupled]]` entries that excuse nothing: no such comparison, or examples show it after all.
fn stale(compiled: &Compiled, atoms: &[Atom]) -> Vec<String> {
    let catalogue = &compiled.catalogue;
    let idle = compiled.coupled.iter().filter(|entry| {
        !atoms.iter().any(|atom| {
            let same = atom.policy == entry.policy && atom.version == entry.version && atom.text == entry.atom;
            same && atom.place(catalogue) == entry.requirement && !atom.shown.iter().all(Option::is_some)
        })
    });
    idle.map(|entry| {
        let policy = &catalogue.policy_of(entry.policy).id;
        format!("{policy}: `coupled` of `{}` excuses nothing: {}", entry.requirement, entry.atom)
    })
    .collect()
}

/// Writes the missing examples anew, from those that people wrote.
fn write() -> Outcome {
    let folder = folder();
    let all = sources()?;
    let (generated, by_hand): (Vec<Source>, Vec<Source>) =
        all.into_iter().partition(|source| source.path.ends_with(".examples.toml"));
    let files = atoms::write(&compiled(&by_hand)?);
    let failed = |path: &str| {
        let path = folder.join(path).display().to_string();
        move |error: std::io::Error| Failure::Input(format!("{path}: {error}"))
    };
    for old in &generated {
        fs::remove_file(folder.join(&old.path)).map_err(failed(&old.path))?;
    }
    for (path, text) in &files {
        fs::write(folder.join(path), text).map_err(failed(path))?;
    }
    Ok(format!("{} files of examples written", files.len()))
}

/// Asks for every official address; `answers` says what went wrong.
fn links(compiled: &Compiled, answers: fn(&str) -> Result<(), String>) -> Outcome {
    let links = lint::links(&compiled.catalogue);
    let failed: Vec<String> = links
        .iter()
        .filter_map(|(owner, url)| answers(url).err().map(|error| format!("{owner}: `{url}`: {error}")))
        .collect();
    let count = format!("{} of {} addresses answer", links.len() - failed.len(), links.len());
    let text = [failed.clone(), vec![count]].concat().join("\n");
    if failed.is_empty() { Ok(text) } else { Err(Failure::Findings(text)) }
}

fn answers(url: &str) -> Result<(), String> {
    let args = ["--silent", "--show-error", "--location", "--fail", "--max-time", "20", "--output", "/dev/null", url];
    let output = Command::new("curl").args(args).output().map_err(|error| format!("curl: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(said) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_asked_for_and_told_when_it_fails() {
        let Ok(compiled) = policies() else { panic!("the policies compile") };
        let silent = |url: &str| if url.contains("chinatax") { Err("no answer".into()) } else { Ok(()) };
        let Err(Failure::Findings(text)) = links(&compiled, silent) else { panic!("one address does not answer") };
        assert!(text.contains("no answer") && text.contains("shanghai.chinatax.gov.cn"), "{text}");
        assert!(links(&compiled, |_| Ok(())).is_ok());
    }
}
