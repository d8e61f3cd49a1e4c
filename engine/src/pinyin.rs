//! How Chinese is typed: the syllables of a name in pinyin. Neither page nor engine has this; what looks for names does.

use pinyin::ToPinyin;

/// The syllables of a name; a Latin letter or digit stands for itself, signs are left out.
#[must_use]
pub fn syllables(name: &str) -> Vec<String> {
    let mut syllables = Vec::new();
    let mut rest = name;
    while let Some(letter) = rest.chars().next() {
        if let Some((word, reading)) = READINGS.iter().find(|(word, _)| rest.starts_with(word)) {
            syllables.extend(reading.split(' ').map(str::to_owned));
            rest = &rest[word.len()..];
            continue;
        }
        if let Some(pinyin) = letter.to_pinyin() {
            // A keyboard has no ü.
            syllables.push(pinyin.plain().replace('ü', "v"));
        } else if letter.is_ascii_alphanumeric() {
            syllables.push(letter.to_ascii_lowercase().to_string());
        }
        rest = &rest[letter.len_utf8()..];
    }
    syllables
}

/// Words whose letters read otherwise than each alone.
const READINGS: [(&str, &str); 12] = [
    ("成长", "cheng zhang"),
    ("增长", "zeng zhang"),
    ("闵行", "min hang"),
    ("长宁", "chang ning"),
    ("莘庄", "xin zhuang"),
    ("长三角", "chang san jiao"),
    ("长期", "chang qi"),
    ("长短", "chang duan"),
    ("银行", "yin hang"),
    ("行业", "hang ye"),
    ("会计", "kuai ji"),
    ("重新", "chong xin"),
];

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn a_name_is_typed_as_it_is_read() {
        for (name, typed) in [
            ("首次创业一次性补贴", "shou ci chuang ye yi ci xing bu tie"),
            ("招用重点群体", "zhao yong zhong dian qun ti"),
            ("“创聚闵行”、莘庄镇", "chuang ju min hang xin zhuang zhen"),
            ("长三角、中长期贷款", "chang san jiao zhong chang qi dai kuan"),
            ("成长期培训", "cheng zhang qi pei xun"),
            ("长宁区户口", "chang ning qu hu kou"),
            ("妇女创业 E+", "fu nv chuang ye e"),
        ] {
            assert_eq!(syllables(name).join(" "), typed);
        }
    }
}
