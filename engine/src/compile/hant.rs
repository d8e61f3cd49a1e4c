//! Traditional characters from simplified ones: OpenCC's dictionaries, and a list of our own where they misread.
//!
//! Characters are converted, words are not: these are legal terms of the mainland, and a document must stay
//! findable under its title. The forms are those of Taiwan's standard, which readers in Hong Kong know too.

use std::collections::HashMap;
use std::sync::LazyLock;

#[cfg(feature = "compile")]
use hanconv::RawDictionary;

use super::table::Table;
use crate::texts::Texts;

/// The language that is derived.
pub const LANG: &str = "zh-Hant";

/// Converts one text after the other, with the phrases and characters of `hant.toml`.
#[derive(Clone, Debug, Default)]
pub struct Hant {
    phrases: Vec<Entry>,
    characters: Vec<Entry>,
}

/// What the dictionaries get wrong, or what we choose otherwise.
#[derive(Clone, Debug)]
struct Entry {
    from: String,
    to: String,
}

/// OpenCC's phrases and characters.
#[derive(Default)]
struct Dictionary {
    words: HashMap<&'static str, &'static str>,
    /// Bytes of the longest of them.
    longest: usize,
    /// From OpenCC's own forms to those of Taiwan.
    forms: HashMap<&'static str, &'static str>,
}

#[cfg(feature = "compile")]
static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let words: HashMap<_, _> = RawDictionary::STCharacters.iter().chain(RawDictionary::STPhrases.iter()).collect();
    let longest = words.keys().map(|word| word.len()).max().unwrap_or_default();
    Dictionary { words, longest, forms: RawDictionary::TWVariants.iter().collect() }
});

/// Where files are only checked, nothing is shipped, and no dictionary is carried.
#[cfg(not(feature = "compile"))]
static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::default);

impl Hant {
    /// Reads `hant.toml`, and complains of every line that changes nothing.
    pub fn read(files: &[Table]) -> Hant {
        let mut hant = Hant::default();
        for file in files {
            for (key, is_phrase) in [("phrase", true), ("character", false)] {
                for table in file.tables(key) {
                    let entry = entry(&table);
                    let said = if is_phrase { hant.convert(&entry.from) } else { entry.from.clone() };
                    // Without the dictionaries nobody can tell.
                    if cfg!(feature = "compile") && said == entry.to {
                        table.complain(format!("`{}` changes nothing: it already becomes `{said}`", entry.from), None);
                    }
                    if is_phrase { hant.phrases.push(entry) } else { hant.characters.push(entry) }
                }
            }
            file.finish();
        }
        hant
    }

    /// A simplified text in traditional characters; what is not Chinese stays as it is.
    #[must_use]
    pub fn convert(&self, text: &str) -> String {
        self.converted(text, &mut |_| ())
    }

    /// Converts, and names every entry of `hant.toml` that took part, by what it replaces.
    fn converted<'a>(&'a self, text: &str, used: &mut dyn FnMut(&'a str)) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let word = if first.is_ascii() { None } else { DICTIONARY.word(rest) };
            let reach = word.map_or(0, |(from, _)| from.len());
            let own = self.phrases.iter().filter(|entry| entry.from.len() >= reach && rest.starts_with(&entry.from));
            let taken = match (own.max_by_key(|entry| entry.from.len()), word) {
                (Some(entry), _) => {
                    used(&entry.from);
                    out.push_str(&entry.to);
                    entry.from.len()
                }
                (None, Some((from, to))) => {
                    self.put(to, &mut out, used);
                    from.len()
                }
                (None, None) => {
                    self.put(&rest[..first.len_utf8()], &mut out, used);
                    first.len_utf8()
                }
            };
            rest = &rest[taken..];
        }
        out
    }

    /// The forms of Taiwan, then the characters that we write otherwise.
    fn put<'a>(&'a self, word: &str, out: &mut String, used: &mut dyn FnMut(&'a str)) {
        for (at, letter) in word.char_indices() {
            let letter = &word[at..at + letter.len_utf8()];
            let form = DICTIONARY.forms.get(letter).copied().unwrap_or(letter);
            match self.characters.iter().find(|entry| entry.from == form) {
                Some(entry) => {
                    used(&entry.from);
                    out.push_str(&entry.to);
                }
                None => out.push_str(form),
            }
        }
    }

    /// Complains of every entry that no text needs.
    pub fn check_used(&self, files: &[Table], texts: &[String]) {
        let mut needed: Vec<&str> = Vec::new();
        for text in texts {
            self.converted(text, &mut |from| {
                if !needed.contains(&from) {
                    needed.push(from);
                }
            });
        }
        for file in files {
            for table in file.tables("phrase").iter().chain(&file.tables("character")) {
                let from = table.string("from").unwrap_or_default();
                if !needed.contains(&from.as_str()) {
                    table.complain(format!("`{from}` changes nothing: no text needs it"), Some("remove it".into()));
                }
            }
        }
    }

    /// The texts of a language that nobody writes.
    #[must_use]
    pub fn derive(&self, simplified: &Texts) -> Texts {
        let mut texts = Texts { lang: LANG.to_owned(), ..simplified.clone() };
        for place in &mut texts.places {
            // Whoever types simplified characters still finds the place.
            let known = std::mem::take(&mut place.also);
            let mut names = vec![place.name.clone()];
            names.extend(known.iter().map(|name| self.convert(name)));
            names.extend(known);
            place.name = self.convert(&place.name);
            for name in names {
                if name != place.name && !place.also.contains(&name) {
                    place.also.push(name);
                }
            }
        }
        each(&mut texts, &mut |text| *text = self.convert(text));
        texts
    }
}

impl Dictionary {
    /// The longest word that a text begins with, and its traditional form.
    fn word<'a>(&self, text: &'a str) -> Option<(&'a str, &'static str)> {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.take_while(|end| *end <= self.longest).collect();
        ends.into_iter().rev().find_map(|end| self.words.get(&text[..end]).map(|to| (&text[..end], *to)))
    }
}

/// Every text but the names of places, which are looked for too.
pub fn each(texts: &mut Texts, change: &mut dyn FnMut(&mut String)) {
    for fact in &mut texts.facts {
        [&mut fact.noun, &mut fact.question].into_iter().for_each(&mut *change);
        let more = [&mut fact.yes, &mut fact.no, &mut fact.question_plan, &mut fact.help, &mut fact.find_out];
        more.into_iter().flatten().for_each(&mut *change);
        for value in &mut fact.values {
            change(&mut value.name);
            value.help.iter_mut().for_each(&mut *change);
        }
    }
    for document in &mut texts.documents {
        [&mut document.title, &mut document.issuer].into_iter().for_each(&mut *change);
    }
    for cost in &mut texts.costs {
        [&mut cost.title, &mut cost.says, &mut cost.ask].into_iter().for_each(&mut *change);
    }
    for policy in &mut texts.policies {
        change(&mut policy.name);
        for version in &mut policy.versions {
            for requirement in &mut version.requirements {
                change(&mut requirement.label);
                requirement.any.iter_mut().for_each(&mut *change);
            }
            version.unchecked.iter_mut().for_each(&mut *change);
        }
        for step in &mut policy.steps {
            change(&mut step.say);
            step.lost.iter_mut().for_each(&mut *change);
        }
    }
    for list in
        [&mut texts.parameters, &mut texts.definitions, &mut texts.papers, &mut texts.channels, &mut texts.words]
    {
        list.iter_mut().for_each(&mut *change);
    }
    texts.people.iter_mut().for_each(|person| change(&mut person.name));
}

fn entry(table: &Table) -> Entry {
    let part = |key| table.need_string(key).unwrap_or_default();
    let entry = Entry { from: part("from"), to: part("to") };
    if part("why").trim().is_empty() && table.get("why").is_some() {
        table.complain("`why` is empty: each line says its reason", None);
    }
    if entry.from.is_empty() || entry.from.is_ascii() {
        table.complain("`from` is no Chinese text", None);
    }
    table.finish();
    entry
}
