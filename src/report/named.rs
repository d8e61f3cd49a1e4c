//! A policy by its name, however that is typed.

use crate::words::holds;

/// One of the names, one to a line, holds what was typed. Spaces between syllables are typed or not.
pub fn is_named(names: &str, typed: &str) -> bool {
    let mut close = String::new();
    for letter in typed.chars() {
        if letter != ' ' {
            close.push(letter);
        }
    }
    names.split('\n').any(|name| holds(name, typed) || holds(name, &close))
}

#[cfg(test)]
mod tests {
    use engine::compile::names::names;

    use super::is_named;
    use crate::catalogue;

    #[test]
    fn every_policy_is_found_by_each_of_its_names() {
        let catalogue = catalogue::load();
        let texts = ["zh-CN", "en"].map(catalogue::texts);
        for lang in 0..texts.len() {
            let names = names(&texts, lang);
            assert_eq!(names.len(), catalogue.policies.len());
            for (names, policies) in names.iter().zip(texts[0].policies.iter().zip(&texts[1].policies)) {
                let lines: Vec<&str> = names.split('\n').collect();
                let [own, other, initials, pinyin] = lines[..] else { panic!("{names}") };
                let (zh, en) = (&policies.0.name, &policies.1.name);
                assert_eq!([own, other], if lang == 0 { [zh, en] } else { [en, zh] });
                for typed in [zh, en, &en.to_uppercase(), initials, pinyin] {
                    assert!(is_named(names, typed), "{typed}");
                }
                let latin = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric());
                assert!(latin(initials) && latin(pinyin) && initials.len() >= 3, "{names}");
            }
        }
    }

    #[test]
    fn few_letters_are_enough() {
        let texts = ["zh-CN", "en"].map(catalogue::texts);
        let names = names(&texts, 0);
        let found = |typed: &str| names.iter().filter(|names| is_named(names, typed)).count();
        let first = names.iter().find(|names| names.starts_with("首次创业一次性补贴\n")).expect("the grant");
        for typed in
            ["sccy", "SCCY", "ycxbt", "shou ci chuang ye", "shouci", "创业一次性", "First-startup", "first-STARTUP"]
        {
            assert!(is_named(first, typed), "{typed}");
            assert!((1..40).contains(&found(typed)), "{typed}: {}", found(typed));
        }
        assert_eq!(found("没有这样的政策"), 0);
        assert_eq!(found("qqqq"), 0);
    }
}
