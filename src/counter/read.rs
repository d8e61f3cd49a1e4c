//! An answer as a clerk types it: a digit for a choice, digits for a set, else whatever a table may hold.

use engine::date::Date;
use engine::digits;
use engine::fact::{FactId, Kind, Known};
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::texts::Texts;

use super::find::Finder;
use crate::interview::ask::days;
use crate::screening::cell::{self, Wanted};
use crate::screening::vocabulary::{Vocabulary, narrow};

/// Why nothing was taken for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no answer to this question.
    Wanted(Wanted),
    /// A day outside those that the question is about.
    Day(Date, Date),
}

/// What stands between digits of a set.
const BETWEEN: [char; 7] = [' ', ',', '，', '、', ';', '+', '/'];

/// The most values that have a digit of their own: beyond them, digits that touch make one number.
const DIGITS: usize = 9;

/// The bits of the values on offer, in their order: the first has the number 1.
pub fn options(catalogue: &Catalogue, fact: FactId, shown: u64) -> Vec<usize> {
    let values = catalogue.fact_of(fact).values.iter().enumerate();
    values.filter(|(bit, value)| shown >> bit & 1 == 1 || value.means_open).map(|(bit, _)| bit).collect()
}

/// Reads what was typed as the answer to a fact; `shown` are the values on offer.
///
/// # Errors
/// What was expected instead.
pub fn answer(
    (catalogue, texts, finder): (&Catalogue, &Texts, &Finder),
    situation: &Situation,
    (id, shown): (FactId, u64),
    typed: &str,
) -> Result<Answer, Wrong> {
    let fact = catalogue.fact_of(id);
    let typed = narrow(typed);
    let wanted = || Wrong::Wanted(Wanted::Answer(id));
    if typed.is_empty() {
        return Err(wanted());
    }
    let options = options(catalogue, id, shown);
    let given = |known: Known| Ok(Answer::Given(known));
    match fact.kind {
        Kind::Choice => {
            let bit = digits::read(&typed).and_then(|n| numbered(&options, n)).or_else(|| finder.value(id, &typed));
            if let Some(bit) = bit {
                return if fact.values[bit].means_open { Ok(Answer::Declined) } else { given(Known::Among(1 << bit)) };
            }
        }
        Kind::Set => {
            if let Some(has) = set(&options, &typed) {
                return given(Known::Set { has, may: 0 });
            }
            if let Some(bit) = finder.value(id, &typed) {
                return given(Known::Set { has: 1 << bit, may: 0 });
            }
        }
        _ => {}
    }
    let read = cell::read(&Vocabulary::new(catalogue, std::slice::from_ref(texts)), id, &typed);
    let read = match (read, fact.kind) {
        (Err(Wanted::Answer(_)), Kind::Place) => {
            let place = finder.place(&typed).and_then(|at| catalogue.places.list.get(at));
            place.map(|place| Answer::Given(Known::Among(place.mask))).ok_or(Wanted::Answer(id))
        }
        (read, _) => read,
    };
    match read.map_err(Wrong::Wanted)? {
        Answer::Absent => Err(wanted()),
        Answer::Given(Known::Span { lo, hi }) if fact.kind == Kind::Date => {
            let (first, last) = days(catalogue, situation, id);
            let day = |day: i64| Date(i32::try_from(day).unwrap_or_default());
            if lo > last || hi < first { Err(Wrong::Day(day(first), day(last))) } else { given(Known::Span { lo, hi }) }
        }
        answer => Ok(answer),
    }
}

/// The bit of the value with a number, from 1.
fn numbered(options: &[usize], number: i64) -> Option<usize> {
    options.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}

/// Numbers of values, or a lone 0 for none of them; `None` where anything else stands among them.
fn set(options: &[usize], typed: &str) -> Option<u64> {
    if typed == "0" {
        return Some(0);
    }
    let mut has = 0;
    for part in typed.split(BETWEEN).filter(|part| !part.is_empty()) {
        let touching = options.len() <= DIGITS && part.bytes().all(|digit| digit.is_ascii_digit());
        let numbers: Vec<&str> =
            if touching { part.split("").filter(|one| !one.is_empty()).collect() } else { vec![part] };
        for number in numbers {
            has |= 1 << numbered(options, digits::read(number)?)?;
        }
    }
    (has != 0).then_some(has)
}

#[cfg(test)]
mod tests {
    use engine::fact::Known;
    use engine::situation::{Answer, Situation};
    use engine::wire::line;

    use super::{Wrong, answer};
    use crate::catalogue;
    use crate::counter::find::Finder;

    /// Every way to type an answer, as a line of the contract; `!` where none is read.
    #[test]
    fn answers_are_typed_by_code_or_as_people_write_them() {
        let catalogue = catalogue::load();
        let texts = catalogue::texts("zh-CN");
        let finder = Finder::new(&catalogue, &texts);
        let situation = Situation::empty(&catalogue, catalogue.date);
        let read = |id: &str, typed: &str| {
            let fact = catalogue.fact(id).unwrap_or_else(|| panic!("`{id}` is a fact"));
            let shown = catalogue.fact_of(fact).all_values();
            let read = answer((&catalogue, &texts, &finder), &situation, (fact, shown), typed);
            read.map_or("!".to_owned(), |answer| {
                line::write(&catalogue, fact, answer).replacen(&[id, "="].concat(), "", 1)
            })
        };
        for (id, typed, expected) in [
            ("founder.first_venture", "y", "yes"),
            ("founder.first_venture", "ｎ", "no"),
            ("founder.first_venture", "是", "yes"),
            ("founder.first_venture", "√", "yes"),
            ("founder.first_venture", "？", "?"),
            ("founder.first_venture", "39", "!"),
            ("venture.status", "4", "registered"),
            ("venture.status", "４", "registered"),
            ("venture.status", "5", "!"),
            ("venture.status", "0", "!"),
            ("venture.form", "8", "?"),
            ("founder.work", "dy", "!"),
            ("founder.groups", "2", "graduate"),
            ("founder.groups", "1 3", "student,returnee"),
            ("founder.groups", "1、１2", "student,rural"),
            ("founder.groups", "0", ""),
            ("founder.groups", "21", "!"),
            ("founder.groups", "高校毕业生、退役军人", "graduate,veteran"),
            ("founder.residence_documents", "13", "residence_permit,overseas_talent_permit"),
            ("founder.born_on", "1998/3/2", "1998-03-02"),
            ("founder.born_on", "１９９８０３０２", "1998-03-02"),
            ("founder.born_on", "1998年3月2日", "1998-03-02"),
            ("founder.born_on", "35856", "1998-03-02"),
            ("founder.born_on", "1998-03", "1998-03-01..1998-03-31"),
            ("founder.born_on", "2036/3/2", "!"),
            ("founder.hukou", "上海", "shanghai"),
            ("founder.hukou", "310112", "shanghai/minhang"),
            ("founder.hukou", "mhq", "shanghai/minhang"),
            ("founder.hukou", "12", "!"),
            ("venture.monthly_rent", "3,500", "3500"),
            ("venture.monthly_rent", "1.2万", "12000"),
            ("venture.staff", "３", "3"),
            ("loan.rate", "3.5", "3.5"),
            ("loan.rate", "0.035", "!"),
        ] {
            assert_eq!(read(id, typed), expected, "{id}: {typed}");
        }
    }

    #[test]
    fn a_day_that_a_question_cannot_mean_is_refused_with_those_that_it_can() {
        let catalogue = catalogue::load();
        let texts = catalogue::texts("zh-CN");
        let finder = Finder::new(&catalogue, &texts);
        let [status, day] =
            ["venture.status", "venture.registered_on"].map(|id| catalogue.fact(id).expect("a fact of the file"));
        let mut situation = Situation::empty(&catalogue, catalogue.date);
        let read = |situation: &Situation| answer((&catalogue, &texts, &finder), situation, (day, 0), "2027-01-05");
        assert!(read(&situation).is_ok(), "it may be a plan");
        let bit = catalogue.fact_of(status).value("registered").expect("a stage");
        situation.set(status, Answer::Given(Known::Among(1 << bit)));
        assert!(matches!(read(&situation), Err(Wrong::Day(_, last)) if last == catalogue.date));
    }
}
