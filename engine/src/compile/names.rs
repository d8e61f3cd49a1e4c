//! What policies are looked for by: their name in every language, and how the Chinese one is typed.

use crate::pinyin::syllables;
use crate::texts::Texts;

/// For each policy its names, one to a line: in the language at `lang`, in the others, then the initials of the
/// pinyin and the pinyin without tones or spaces.
#[must_use]
pub fn names(texts: &[Texts], lang: usize) -> Vec<String> {
    let chinese = texts.iter().find(|texts| texts.lang == "zh-CN");
    let policies = texts.first().map_or(0, |texts| texts.policies.len());
    let names = |at: usize| {
        let own = texts.get(lang).into_iter();
        let others = texts.iter().enumerate().filter(|(other, _)| *other != lang).map(|(_, texts)| texts);
        let mut lines: Vec<String> = own.chain(others).map(|texts| texts.policies[at].name.clone()).collect();
        if let Some(texts) = chinese {
            let syllables = syllables(&texts.policies[at].name);
            lines.push(syllables.iter().filter_map(|syllable| syllable.chars().next()).collect());
            lines.push(syllables.concat());
        }
        lines.join("\n")
    };
    (0..policies).map(names).collect()
}
