//! Places as people write them: id, code, name, path, township, or an address that begins with one.

use engine::place::Places;
use engine::texts::Texts;

use super::vocabulary::plain;

/// What a text may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The leaves of one place.
    One(u64),
    /// Positions of the places that share the name.
    Several(Vec<usize>),
    None,
}

/// The names of every place.
pub struct Gazetteer {
    list: Vec<Entry>,
}

struct Entry {
    mask: u64,
    /// Of a district or county, or without parts: what follows its name in an address may be anything.
    is_fine: bool,
    /// It stands in no other place.
    is_top: bool,
    /// Ids and codes; never part of an address.
    codes: Vec<String>,
    names: Vec<Name>,
}

struct Name {
    text: String,
    /// It says what kind of place it is; a shorter one may begin the name of a street.
    is_full: bool,
}

/// A place at which a text may end, and how many bytes of it are left over.
struct End {
    at: usize,
    left: usize,
}

/// How the names of provinces end, and of cities that are one.
const PROVINCES: &[&str] = &["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市"];

/// How the names of the places within them end.
const PARTS: &[&str] = &["街道", "新区", "地区", "市", "区", "县", "镇", "乡"];

impl Gazetteer {
    pub fn new(places: &Places, languages: &[Texts]) -> Gazetteer {
        let list = places.list.iter().enumerate().map(|(i, place)| {
            let is_top = !place.id.contains('/');
            let mut names = Vec::new();
            for text in languages.iter().filter_map(|texts| texts.places.get(i)) {
                add_name(&mut names, &plain(&text.name));
                text.also.iter().for_each(|also| add_also(&mut names, &plain(also), is_top));
            }
            let is_county = place.gb.as_deref().is_some_and(|code| !code.ends_with("00"));
            Entry {
                mask: place.mask,
                is_fine: is_county || place.mask.count_ones() == 1,
                is_top,
                codes: [Some(plain(&place.id)), place.gb.clone()].into_iter().flatten().collect(),
                names,
            }
        });
        Gazetteer { list: list.collect() }
    }

    /// The place that a text names: of the ways to read it, the one that leaves least over.
    pub fn find(&self, text: &str) -> Match {
        let text = plain(text);
        if let Some(entry) = self.list.iter().find(|entry| entry.codes.contains(&text)) {
            return Match::One(entry.mask);
        }
        let all = self.list.iter().fold(0, |mask, entry| mask | entry.mask);
        let mut ends = Vec::new();
        self.walk(all, &text, None, &mut ends);
        let least = ends.iter().map(|end| end.left).min();
        let mut places: Vec<usize> = ends.iter().filter(|end| Some(end.left) == least).map(|end| end.at).collect();
        places.sort_unstable();
        places.dedup();
        // Where a city and a county in it share a name, the city is certainly meant: the county lies in it.
        let union = places.iter().fold(0, |mask, at| mask | self.list[*at].mask);
        match places.iter().find(|at| self.list[**at].mask == union) {
            Some(at) => Match::One(self.list[*at].mask),
            None if places.is_empty() => Match::None,
            None => Match::Several(places),
        }
    }

    /// Every place that the text may end at, read as a path of names that begins within some leaves.
    fn walk(&self, within: u64, text: &str, above: Option<usize>, ends: &mut Vec<End>) {
        for (at, entry) in self.list.iter().enumerate() {
            if entry.mask & !within != 0 || above == Some(at) {
                continue;
            }
            for name in &entry.names {
                let Some(rest) = text.strip_prefix(name.text.as_str()) else { continue };
                // A district of that name may lie in another province too: in an address its province comes first.
                let is_address = name.is_full && entry.is_fine && (above.is_some() || entry.is_top);
                if rest.is_empty() || is_address {
                    ends.push(End { at, left: rest.len() });
                }
                if !rest.is_empty() {
                    self.walk(entry.mask, rest, Some(at), ends);
                }
            }
        }
    }
}

/// A name as it stands on a licence, and without the kind of place where enough is left of it.
fn add_name(names: &mut Vec<Name>, name: &str) {
    let kind = PROVINCES.iter().chain(PARTS).find(|kind| name.ends_with(**kind));
    names.push(Name { text: name.to_owned(), is_full: kind.is_some() });
    if let Some(stem) = kind.and_then(|kind| name.strip_suffix(kind)).filter(|stem| stem.chars().count() > 1) {
        names.push(Name { text: stem.to_owned(), is_full: false });
    }
}

/// Another name, with and without a kind of place behind it.
fn add_also(names: &mut Vec<Name>, also: &str, is_top: bool) {
    let kinds = if is_top { PROVINCES } else { PARTS };
    names.push(Name { text: also.to_owned(), is_full: kinds.iter().any(|kind| also.ends_with(kind)) });
    names.extend(kinds.iter().map(|kind| Name { text: also.to_owned() + kind, is_full: true }));
}
