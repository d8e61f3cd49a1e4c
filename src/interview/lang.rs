//! The languages of the page.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Zh,
    Hant,
    En,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::Zh, Lang::Hant, Lang::En];

    /// The tag of `html lang` and of the texts.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::Hant => "zh-Hant",
            Lang::En => "en",
        }
    }

    /// Its name in itself, short enough for all of them beside each other on a phone.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Zh => "简体",
            Lang::Hant => "繁體",
            Lang::En => "English",
        }
    }

    /// The language for a browser's tag; English for whoever reads no Chinese.
    pub fn of(tag: &str) -> Lang {
        let tag = tag.to_ascii_lowercase();
        if !tag.starts_with("zh") {
            return Lang::En;
        }
        // A script, where one is named, goes before the place: `zh-Hans-HK`.
        match tag.get(3..7).or_else(|| tag.get(3..)) {
            Some("hant" | "tw" | "hk" | "mo") => Lang::Hant,
            _ => Lang::Zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_browser_is_answered_in_its_script() {
        for tag in ["zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-hant-tw", "zh-Hant-CN"] {
            assert_eq!(Lang::of(tag), Lang::Hant, "{tag}");
        }
        for tag in ["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK", "zh-Hans-TW"] {
            assert_eq!(Lang::of(tag), Lang::Zh, "{tag}");
        }
        for tag in ["en", "en-HK", "de", ""] {
            assert_eq!(Lang::of(tag), Lang::En, "{tag}");
        }
        assert!(Lang::ALL.iter().all(|lang| Lang::of(lang.tag()) == *lang));
    }
}
