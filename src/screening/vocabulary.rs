//! Every name that a roster may use for a fact, a value or a place, in every language of the catalogue.

use std::collections::BTreeMap;

use engine::fact::{Fact, FactId, Kind};
use engine::policy::Catalogue;
use engine::texts::{FactText, Texts};

use super::place::Gazetteer;

/// A text as it is compared: letters and digits alone, of one width and one case.
pub fn plain(text: &str) -> String {
    narrow(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text in letters of ASCII's width where ASCII has them, without blanks at its ends.
pub fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{FEFF}' | '\u{200B}' => ' ',
        c => c,
    };
    text.chars().map(one).collect::<String>().trim().to_owned()
}

/// The names of one catalogue.
pub struct Vocabulary<'a> {
    pub catalogue: &'a Catalogue,
    /// Labels of facts; `None` where two facts share one.
    heads: BTreeMap<String, Option<FactId>>,
    /// Labels that name a fact without saying what yes means.
    vague: BTreeMap<String, FactId>,
    /// For each fact the bits of its values; `None` where two values share a name.
    values: Vec<BTreeMap<String, Option<usize>>>,
    pub places: Gazetteer,
    /// For each fact how its unit is written.
    units: Vec<Vec<String>>,
}

impl<'a> Vocabulary<'a> {
    /// The names of a catalogue in some languages.
    pub fn new(catalogue: &'a Catalogue, languages: &[Texts]) -> Vocabulary<'a> {
        let count = catalogue.facts.len();
        let mut vocabulary = Vocabulary {
            catalogue,
            heads: BTreeMap::new(),
            vague: BTreeMap::new(),
            values: vec![BTreeMap::new(); count],
            places: Gazetteer::new(&catalogue.places, languages),
            units: vec![Vec::new(); count],
        };
        for (id, fact) in (0u16..).map(FactId).zip(&catalogue.facts) {
            let mut labels = vec![fact.id.clone()];
            let mut vague = Vec::new();
            for (bit, value) in fact.values.iter().enumerate() {
                vocabulary.name(id, bit, &value.id);
            }
            for text in languages.iter().filter_map(|texts| texts.facts.get(usize::from(id.0))) {
                labels.extend(head_labels(fact, text));
                if fact.kind == Kind::YesNo {
                    vague.push(text.noun.clone());
                }
                for (bit, value) in text.values.iter().enumerate() {
                    vocabulary.name(id, bit, &value.name);
                }
                vocabulary.units[usize::from(id.0)]
                    .extend(unit_names(fact, text).iter().map(|unit| (*unit).to_owned()));
            }
            for label in labels {
                let known = vocabulary.heads.entry(plain(&label)).or_insert(Some(id));
                *known = known.filter(|known| *known == id);
            }
            vague.iter().for_each(|label| _ = vocabulary.vague.insert(plain(label), id));
        }
        vocabulary
    }

    /// The fact that a label of a column names.
    pub fn fact(&self, label: &str) -> Option<FactId> {
        let whole = self.heads.get(&plain(label)).copied().flatten();
        // A unit in brackets has to be the fact's own: in a column of ten thousands every figure would be another.
        whole.or_else(|| {
            let (base, remark) = bracket(label)?;
            let fact = self.heads.get(&plain(&base)).copied().flatten()?;
            let is_own = self.units[usize::from(fact.0)].iter().any(|unit| unit.eq_ignore_ascii_case(remark.trim()));
            is_own.then_some(fact)
        })
    }

    /// The fact that a label may mean, where it does not say enough to be taken for it.
    pub fn near(&self, label: &str) -> Option<FactId> {
        let of =
            |label: &str| self.vague.get(&plain(label)).copied().or(self.heads.get(&plain(label)).copied().flatten());
        of(label).or_else(|| of(&bracket(label)?.0))
    }

    /// The bit of a value, by its id or its name in any language.
    pub fn value(&self, fact: FactId, name: &str) -> Option<usize> {
        self.values[usize::from(fact.0)].get(&plain(name)).copied().flatten()
    }

    /// How the unit of a fact is written behind a number.
    pub fn units(&self, fact: FactId) -> &[String] {
        &self.units[usize::from(fact.0)]
    }

    fn name(&mut self, fact: FactId, bit: usize, name: &str) {
        let known = self.values[usize::from(fact.0)].entry(plain(name)).or_insert(Some(bit));
        *known = known.filter(|known| *known == bit);
    }
}

/// A label and what stands in brackets at its end, in letters of one width.
fn bracket(label: &str) -> Option<(String, String)> {
    let label = narrow(label);
    let (base, remark) = label.strip_suffix(')')?.rsplit_once('(')?;
    Some((base.to_owned(), remark.to_owned()))
}

/// How a column may name a fact in one language.
///
/// The noun of a yes/no fact mostly leaves open what yes means ("the credit record"): such a column is named by the
/// question, by the clause that a yes stands for, or by hand.
fn head_labels(fact: &Fact, text: &FactText) -> Vec<String> {
    let mut labels = Vec::new();
    for question in [Some(&text.question), text.question_plan.as_ref()].into_iter().flatten() {
        let first = question.split(['？', '?']).next().unwrap_or_default();
        labels.extend([question.clone(), first.to_owned()]);
        labels.extend(first.strip_prefix('您').map(str::to_owned));
    }
    let noun = text.noun.strip_prefix("the ").unwrap_or(&text.noun);
    if fact.kind != Kind::YesNo {
        labels.extend([text.noun.clone(), noun.to_owned()]);
        if let Some(stem) = noun.strip_suffix("日期").filter(|_| fact.kind == Kind::Date) {
            labels.extend([stem.to_owned() + "时间", stem.to_owned() + "年月"]);
        }
        return labels;
    }
    if noun.starts_with("是否") || noun.starts_with("whether") {
        labels.push(noun.to_owned());
    }
    if let Some(yes) = &text.yes {
        labels.extend([yes.clone(), "是否".to_owned() + yes]);
    }
    labels
}

/// How a unit is written behind a number, or in brackets behind a label.
fn unit_names(fact: &Fact, text: &FactText) -> &'static [&'static str] {
    match (fact.kind, text.unit.as_deref()) {
        (Kind::Money, _) => &["元", "圆", "人民币", "元人民币", "RMB", "CNY", "yuan"],
        (Kind::Rate, _) | (Kind::Count, Some("percent")) => &["%", "per cent", "percent"],
        (Kind::Count, Some("persons")) => &["人", "名", "位", "person", "persons"],
        (Kind::Count, Some("months")) => &["个月", "月", "month", "months"],
        (Kind::Count, Some("times")) => &["次", "time", "times"],
        (Kind::Count, Some("square-metres")) => &["平方米", "平米", "㎡", "m²", "m2", "square metre", "square metres"],
        (Kind::YesNo, _) => &["是/否", "是否", "有/无", "yes/no", "Y/N"],
        (Kind::Set, _) => &["可多选", "多选"],
        (Kind::Date, _) => &["年月日", "YYYY-MM-DD"],
        (Kind::Count | Kind::Choice | Kind::Place, _) => &[],
    }
}
