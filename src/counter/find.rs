//! Questions, values and places by a number, a few letters, or the way their Chinese names are typed.

use engine::fact::FactId;
use engine::pinyin::syllables;
use engine::policy::Catalogue;
use engine::texts::Texts;

use crate::screening::vocabulary::narrow;

/// Letters of pinyin that are enough to look inside a name.
const ENOUGH: usize = 2;

/// Every name that something may be called by, in one language.
pub struct Finder {
    /// With the number by which a question is called.
    facts: Vec<(String, Names)>,
    /// For each fact those of its values, in the order of their bits.
    values: Vec<Vec<Names>>,
    /// In the order of the catalogue.
    places: Vec<Vec<Names>>,
}

struct Names {
    name: String,
    initials: String,
    pinyin: String,
}

/// How well a name fits what was typed: the whole of it, its beginning, or a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Start,
    Part,
}

impl Finder {
    pub fn new(catalogue: &Catalogue, texts: &Texts) -> Finder {
        let mut finder = Finder { facts: Vec::new(), values: Vec::new(), places: Vec::new() };
        for (fact, text) in catalogue.facts.iter().zip(&texts.facts) {
            let noun = text.noun.strip_prefix("the ").unwrap_or(&text.noun);
            finder.facts.push((fact.code.to_string(), Names::of(noun)));
            finder.values.push(text.values.iter().map(|value| Names::of(&value.name)).collect());
        }
        for place in &texts.places {
            finder.places.push([&place.name].into_iter().chain(&place.also).map(|name| Names::of(name)).collect());
        }
        finder
    }

    /// The questions that may be meant, the likeliest first.
    pub fn facts(&self, typed: &str) -> Vec<FactId> {
        let (number, typed) = (narrow(typed), plain(typed));
        let mut found: Vec<(Fit, FactId)> = Vec::new();
        for (id, (code, names)) in (0u16..).map(FactId).zip(&self.facts) {
            let fit = if *code == number { Some(Fit::Whole) } else { names.fit(&typed) };
            found.extend(fit.map(|fit| (fit, id)));
        }
        // Stable: questions of one fit stay in the order of the catalogue.
        found.sort_by_key(|(fit, _)| *fit);
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// The bit of the one value that is meant.
    pub fn value(&self, fact: FactId, typed: &str) -> Option<usize> {
        let names = self.values.get(usize::from(fact.0))?;
        only(names.iter().map(|names| names.fit(&plain(typed))))
    }

    /// The position of the one place that is meant.
    pub fn place(&self, typed: &str) -> Option<usize> {
        let typed = plain(typed);
        only(self.places.iter().map(|names| names.iter().filter_map(|names| names.fit(&typed)).min()))
    }
}

impl Names {
    fn of(name: &str) -> Names {
        let is_latin = name.is_ascii();
        let syllables = if is_latin { Vec::new() } else { syllables(name) };
        let initials = match is_latin {
            true => name.split([' ', '-']).filter_map(|word| word.chars().next()).collect::<String>().to_lowercase(),
            false => syllables.iter().filter_map(|syllable| syllable.chars().next()).collect(),
        };
        Names { name: plain(name), initials, pinyin: syllables.concat() }
    }

    fn fit(&self, typed: &str) -> Option<Fit> {
        let all = [&self.name, &self.initials, &self.pinyin];
        let long = typed.chars().count() >= ENOUGH;
        match typed {
            "" => None,
            _ if all.iter().any(|name| *name == typed) => Some(Fit::Whole),
            // One Latin letter begins too many names to mean any.
            _ if (long || !typed.is_ascii()) && all.iter().any(|name| name.starts_with(typed)) => Some(Fit::Start),
            _ if long && all.iter().any(|name| name.contains(typed)) => Some(Fit::Part),
            _ => None,
        }
    }
}

/// Letters of one width and case, without blanks.
fn plain(typed: &str) -> String {
    narrow(typed).to_lowercase().split_whitespace().collect()
}

/// The position of the best fit, where it is the only one of its kind; a part of a name means nothing for certain.
fn only(fits: impl Iterator<Item = Option<Fit>>) -> Option<usize> {
    let found: Vec<(usize, Fit)> = fits.enumerate().filter_map(|(at, fit)| Some((at, fit?))).collect();
    let best = found.iter().map(|(_, fit)| *fit).min().filter(|fit| *fit < Fit::Part)?;
    let mut of = found.iter().filter(|(_, fit)| *fit == best);
    let first = of.next().map(|(at, _)| *at);
    first.filter(|_| of.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::Finder;
    use crate::catalogue;

    #[test]
    fn every_question_is_found_by_its_number_and_by_its_whole_name() {
        let catalogue = catalogue::load();
        for lang in ["zh-CN", "en", "zh-Hant"] {
            let texts = catalogue::texts(lang);
            let finder = Finder::new(&catalogue, &texts);
            for (at, (fact, text)) in catalogue.facts.iter().zip(&texts.facts).enumerate() {
                let found = |typed: &str| finder.facts(typed).first().map(|id| usize::from(id.0));
                assert_eq!(found(&fact.code.to_string()), Some(at), "{}", fact.id);
                assert_eq!(found(text.noun.strip_prefix("the ").unwrap_or(&text.noun)), Some(at), "{}", text.noun);
            }
        }
    }

    #[test]
    fn few_letters_mean_a_question_a_value_or_a_place() {
        let catalogue = catalogue::load();
        let texts = catalogue::texts("zh-CN");
        let finder = Finder::new(&catalogue, &texts);
        for (typed, id) in [
            ("hk", "founder.hukou"),
            ("ＨＫ", "founder.hukou"),
            ("csrq", "founder.born_on"),
            ("成立", "venture.registered_on"),
            ("zuzhi", "venture.form"),
        ] {
            let first = finder.facts(typed).first().map(|fact| catalogue.fact_of(*fact).id.as_str());
            assert_eq!(first, Some(id), "{typed}");
        }
        assert_eq!(finder.facts("没有这样的问题"), []);
        let place = |typed: &str| finder.place(typed).map(|at| catalogue.places.list[at].id.as_str());
        assert_eq!(
            [place("mhq"), place("minhang"), place("m")],
            [Some("shanghai/minhang"), Some("shanghai/minhang"), None]
        );
        let groups = catalogue.fact("founder.groups").expect("the groups");
        let value =
            |typed: &str| finder.value(groups, typed).map(|bit| catalogue.fact_of(groups).values[bit].id.as_str());
        assert_eq!([value("gxbys"), value("zxxs"), value("ry")], [Some("graduate"), Some("student"), None]);
    }
}
