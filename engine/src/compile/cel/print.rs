//! Conditions back as text, in the words of policy files: for tables, traces and `[[version.coupled]]`.
//!
//! The text names a comparison; amounts with rates in them are shown with the whole numbers that
//! the engine counts with.

use crate::condition::{Comparison, Condition};
use crate::date::Date;
use crate::fact::{Fact, FactId, Kind};
use crate::policy::Catalogue;
use crate::term::Term;
use crate::wire::situation::write_decimal;

/// A condition as text.
pub fn condition(catalogue: &Catalogue, condition: &Condition) -> String {
    match condition {
        Condition::Always(value) => value.to_string(),
        Condition::All(parts) => joined(catalogue, parts, " && "),
        Condition::Any(parts) => joined(catalogue, parts, " || "),
        Condition::Among { fact, mask } => among(catalogue, *fact, *mask),
        Condition::Has { fact, mask, negated } => has(catalogue.fact_of(*fact), *mask, *negated),
        Condition::Compare { op, left, right } => {
            let unit = unit(catalogue, left).or_else(|| unit(catalogue, right)).unwrap_or(Kind::Count);
            let side = |one| term(catalogue, one, unit);
            format!("{} {} {}", side(left), sign(*op), side(right))
        }
        Condition::Named { definition, negated, .. } => {
            let name = &catalogue.definitions[usize::from(definition.0)];
            format!("{}{name}", if *negated { "!" } else { "" })
        }
    }
}

fn joined(catalogue: &Catalogue, parts: &[Condition], between: &str) -> String {
    let part = |part: &Condition| {
        let text = condition(catalogue, part);
        if matches!(part, Condition::All(_) | Condition::Any(_)) { format!("({text})") } else { text }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(between)
}

fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Equal => "==",
        Comparison::Unequal => "!=",
        Comparison::AtLeast => ">=",
        Comparison::More => ">",
    }
}

fn among(catalogue: &Catalogue, id: FactId, mask: u64) -> String {
    let fact = catalogue.fact_of(id);
    match fact.kind {
        Kind::YesNo if mask == 0b10 => fact.id.clone(),
        Kind::YesNo => format!("!{}", fact.id),
        Kind::Place => {
            let place = |mask: u64| catalogue.places.list.iter().find(|place| place.mask == mask);
            let other = catalogue.places.all() & !mask;
            match (place(mask), place(other)) {
                (Some(place), _) => format!("within({}, \"{}\")", fact.id, place.id),
                (None, Some(place)) => format!("!within({}, \"{}\")", fact.id, place.id),
                (None, None) => format!("within({}, …)", fact.id),
            }
        }
        _ => {
            let (named, other) = (names(fact, mask), names(fact, fact.all_values() & !mask));
            match (named.as_slice(), other.as_slice()) {
                ([one], _) => format!("{} == {one}", fact.id),
                (_, [one]) => format!("{} != {one}", fact.id),
                _ => format!("{} in [{}]", fact.id, named.join(", ")),
            }
        }
    }
}

fn has(fact: &Fact, mask: u64, negated: bool) -> String {
    let named = names(fact, mask);
    let text = match named.as_slice() {
        [one] => format!("{one} in {}", fact.id),
        _ => format!("{}.exists(x, x in [{}])", fact.id, named.join(", ")),
    };
    if negated { format!("!({text})") } else { text }
}

fn names(fact: &Fact, mask: u64) -> Vec<String> {
    let values = fact.values.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
    values.map(|(_, value)| format!("\"{}\"", value.id)).collect()
}

/// What the numbers in a formula count.
fn unit(catalogue: &Catalogue, term: &Term) -> Option<Kind> {
    match term {
        Term::Fact(id) => Some(catalogue.fact_of(*id).kind),
        Term::AsOf | Term::AddMonths(..) | Term::AddDays(..) | Term::Retirement { .. } => Some(Kind::Date),
        Term::MonthsBetween(..) | Term::YearsBetween(..) => Some(Kind::Count),
        Term::Sum(terms) | Term::Min(terms) | Term::Max(terms) => terms.iter().find_map(|one| unit(catalogue, one)),
        Term::Times(term, _) => unit(catalogue, term),
        Term::Product(a, b) => unit(catalogue, a).filter(|kind| *kind != Kind::Count).or_else(|| unit(catalogue, b)),
        Term::If(_, yes, no) => unit(catalogue, yes).or_else(|| unit(catalogue, no)),
        Term::Number(_) | Term::Param(..) => None,
    }
}

/// A formula as text; its plain numbers count what `unit` says.
pub fn term(catalogue: &Catalogue, formula: &Term, unit: Kind) -> String {
    let inner = |one: &Term| term(catalogue, one, unit);
    let plain = |one: &Term| term(catalogue, one, Kind::Count);
    let date = |one: &Term| term(catalogue, one, Kind::Date);
    let list = |terms: &[Term], between: &str| terms.iter().map(inner).collect::<Vec<_>>().join(between);
    match formula {
        Term::Number(value) => number(*value, unit),
        Term::Fact(id) => catalogue.fact_of(*id).id.clone(),
        Term::AsOf => "as_of".into(),
        Term::Sum(terms) => list(terms, " + "),
        Term::Times(one, factor) => format!("{} * {factor}", inner(one)),
        Term::Product(a, b) => format!("{} * {}", inner(a), plain(b)),
        Term::Min(terms) => format!("min({})", list(terms, ", ")),
        Term::Max(terms) => format!("max({})", list(terms, ", ")),
        Term::AddMonths(from, n) => format!("add_months({}, {})", date(from), plain(n)),
        Term::AddDays(from, n) => format!("add_days({}, {})", date(from), plain(n)),
        Term::MonthsBetween(from, to) => format!("months_between({}, {})", date(from), date(to)),
        Term::YearsBetween(from, to) => format!("years_between({}, {})", date(from), date(to)),
        Term::Param(id, None) => format!("param(\"{}\")", catalogue.parameters[usize::from(id.0)].id),
        Term::Param(id, Some(on)) => {
            format!("param_at(\"{}\", {})", catalogue.parameters[usize::from(id.0)].id, date(on))
        }
        Term::Retirement { born, sex, track } => {
            let (sex, track) = (&catalogue.fact_of(*sex).id, &catalogue.fact_of(*track).id);
            format!("retirement_date({}, {sex}, {track})", date(born))
        }
        Term::If(when, yes, no) => format!("({} ? {} : {})", condition(catalogue, when), inner(yes), inner(no)),
    }
}

fn number(value: i64, unit: Kind) -> String {
    match unit {
        Kind::Date => i32::try_from(value).map_or_else(|_| value.to_string(), |day| format!("date(\"{}\")", Date(day))),
        Kind::Money => format!("yuan({})", write_decimal(value, 2)),
        Kind::Rate => format!("percent(\"{}\")", write_decimal(value, 4)),
        _ => value.to_string(),
    }
}
