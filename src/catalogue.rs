//! The catalogue and texts that the build embedded.

use engine::policy::Catalogue;

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin"));

/// Whether there is one: a native build goes on without where the policy files have mistakes.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_there() -> bool {
    !BYTES.is_empty()
}

/// The catalogue of this build.
pub fn load() -> Catalogue {
    // INVARIANT: the build script of this very crate wrote the bytes, and the command line asks first.
    Catalogue::decode(BYTES).unwrap_or_else(|| unreachable!("the embedded catalogue"))
}

/// The texts of one language. The page leaves them out by never asking: it fetches them.
pub fn texts(lang: &str) -> engine::texts::Texts {
    let bytes: &[u8] = match lang {
        "en" => include_bytes!(concat!(env!("OUT_DIR"), "/texts.en.bin")),
        "zh-Hant" => include_bytes!(concat!(env!("OUT_DIR"), "/texts.zh-Hant.bin")),
        _ => include_bytes!(concat!(env!("OUT_DIR"), "/texts.zh-CN.bin")),
    };
    // INVARIANT: as above.
    engine::texts::Texts::decode(bytes).unwrap_or_else(|| unreachable!("the embedded texts"))
}

#[cfg(test)]
mod tests {
    use engine::compile::embed::for_page;
    use engine::policy::Catalogue;

    use super::{load, texts};
    use crate::interview::saved;
    use crate::report::build::build;

    #[test]
    fn a_page_finds_and_says_what_everything_else_does() {
        let whole = load();
        let page = Catalogue::decode(&for_page(&whole).encode()).expect("what was just encoded");
        let texts = texts("zh-CN");
        assert!(!texts.people.is_empty());
        for person in &texts.people {
            let lines = person.answers.iter().map(String::as_str);
            let situation = saved::read_lines(&whole, lines, whole.date).expect("a person of the catalogue").situation;
            let (one, other) = (engine::assess(&whole, &situation), engine::assess(&page, &situation));
            assert_eq!(one, other, "{}", person.name);
            let (one, other) = (build(&whole, &texts, &situation, &one), build(&page, &texts, &situation, &other));
            assert_eq!(one, other, "{}", person.name);
        }
    }
}
