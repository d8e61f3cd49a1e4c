//! What must hold for whatever comes in from outside, however broken: it is read or refused, in words, and no more.
//!
//! The tests on stable (`tests/never.rs`) and the fuzz targets (`fuzz/`) share this file.

use std::sync::LazyLock;

use csv::ReaderBuilder;
use engine::compile::{Diagnostic, LANGUAGES, Source, compile, is_policy, read_folder};
use engine::date::Date;
use engine::policy::Catalogue;
use engine::situation::Situation;
use engine::texts::Texts;
use engine::{assess, wire};
use qibu::catalogue;
use qibu::exits::link;
use qibu::interview::lang::Lang;
use qibu::interview::saved::{self, Damaged};
use qibu::interview::{Action, Interview, preset};
use qibu::screening::columns::Columns;
use qibu::screening::decode::{Decoder, coder, separator};
use qibu::screening::screen::{Outcome, Screening};
use qibu::screening::vocabulary::Vocabulary;
use qibu::screening::{sheet, trouble};

pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue::load);
static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| LANGUAGES.iter().map(|lang| catalogue::texts(lang)).collect());
static VOCABULARY: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(&CATALOGUE, &TEXTS));
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(few_sources);

/// The policies that stand for all: with windows, cases, parameters, loans, exclusions, and one that stands for another.
pub const POLICIES: [&str; 5] = [
    "shanghai/first-startup-grant.toml",
    "national/startup-loan-individual.toml",
    "national/tax-self-employed-key-groups.toml",
    "national/tax-self-employed-veterans.toml",
    "national/oneoff-startup-grant.toml",
];

/// Milliseconds since 1970 on the day of the catalogue.
pub fn now() -> u64 {
    u64::from(CATALOGUE.date.0.unsigned_abs()) * 24 * 60 * 60 * 1000
}

/// Whether a situation was taken: then it is assessed, and what is written of it says the same again.
pub fn situation(text: &str) -> bool {
    let draft = match wire::situation::read(&CATALOGUE, text) {
        Ok(draft) => draft,
        Err(errors) => {
            assert!(
                !errors.is_empty() && errors.iter().all(|error| !error.expected.is_empty()),
                "refused without a word"
            );
            return false;
        }
    };
    let Ok(situation) = draft.on(&CATALOGUE, Some(CATALOGUE.date)) else { return false };
    assessed(&situation);
    let written = wire::situation::write(&CATALOGUE, &situation).to_string();
    let again = wire::situation::read(&CATALOGUE, &written).expect("what we write is read");
    assert_eq!(again.on(&CATALOGUE, None).expect("it has a day"), situation, "{written}");
    true
}

fn assessed(situation: &Situation) {
    let assessment = assess(&CATALOGUE, situation);
    let json = wire::assessment::write(&CATALOGUE, &assessment);
    assert!(json.is_object());
}

/// Whether kept answers were taken up; they are kept again as they are. The same lines may be a host's settings.
pub fn kept(text: &str) -> bool {
    let (around, wrong) = preset::read(&CATALOGUE, text);
    assert!(around.preset.len() + around.figures.len() + wrong.len() <= text.split('\n').count());
    let Ok(Some(saved)) = saved::read(&CATALOGUE, text, CATALOGUE.date, now()) else { return false };
    let interview = Interview::new(&CATALOGUE, CATALOGUE.date, Lang::Zh);
    let interview = interview.apply(&CATALOGUE, Action::Restore(saved.clone()));
    assessed(&interview.situation);
    let again = saved::read(&CATALOGUE, &saved::write(&CATALOGUE, &interview, now()), CATALOGUE.date, now());
    assert_eq!(again, Ok::<_, Damaged>(Some(saved)));
    true
}

/// Whether a link was opened; the answers that came of it make a link with the same answers.
pub fn opened(text: &str) -> bool {
    let Ok(opened) = link::read(&CATALOGUE, text, CATALOGUE.date) else { return false };
    let sentences = opened.dropped.iter().map(|dropped| dropped.says(&TEXTS[0]));
    assert!(sentences.into_iter().all(|sentence| !sentence.is_empty()));
    let assessment = assess(&CATALOGUE, &opened.saved.situation);
    let code = link::write(&CATALOGUE, &opened.saved, CATALOGUE.date, &assessment);
    let again = link::read(&CATALOGUE, &code, CATALOGUE.date).expect("what we write is read");
    assert_eq!(again.saved.situation, opened.saved.situation, "{code}");
    assert!(again.dropped.is_empty(), "{code}");
    true
}

/// Whether a payload was opened from a frame around it: version 1, its length, its checksum (CRC-24 of OpenPGP).
pub fn payload(payload: &[u8]) -> bool {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut sum: u32 = 0x00b7_04ce;
    for byte in [1].iter().chain(payload) {
        sum ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            sum = if sum & 0x0080_0000 == 0 { sum << 1 } else { sum << 1 ^ 0x0186_4cfb };
        }
    }
    let mut bytes = Vec::new();
    let mut length = payload.len();
    while length >= 0x80 {
        bytes.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(payload);
    bytes.extend(&(sum & 0x00ff_ffff).to_be_bytes()[1..]);
    let mut code = String::from("q1.");
    for three in bytes.chunks(3) {
        let whole = three.iter().fold(0, |whole, byte| whole << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        (0..=three.len()).for_each(|sign| code.push(char::from(LETTERS[(whole >> (18 - 6 * sign) & 63) as usize])));
    }
    opened(&code)
}

/// How many rows of a roster were assessed. Every row comes back, and nothing in it can be run by a spreadsheet.
pub fn roster(bytes: &[u8]) -> usize {
    let (mut decoder, mut text) = (Decoder::new(coder), String::new());
    if decoder.push(bytes, true, &mut text).is_err() {
        return 0;
    }
    let separator = separator(&text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    let Some(head) = records.next() else { return 0 };
    let head: Vec<&str> = head.iter().collect();
    let columns = match Columns::new(&VOCABULARY, &head, &[]) {
        Ok(columns) => columns,
        Err(errors) => {
            assert!(errors.iter().all(|error| !trouble::column_error(error, &TEXTS[0]).is_empty()));
            return 0;
        }
    };
    let screening = Screening { vocabulary: &VOCABULARY, texts: &TEXTS[0], columns, as_of: Some(CATALOGUE.date) };
    let mut assessed = 0;
    for (line, record) in (2..).zip(records.take(64)) {
        let row = screening.row(line, &record.iter().collect::<Vec<_>>());
        assert_eq!(row.results.len(), screening.results().len());
        if let Outcome::Failed(troubles) = &row.outcome {
            assert!(!troubles.is_empty(), "refused without a word");
        }
        assessed += usize::from(matches!(row.outcome, Outcome::Assessed(_)));
        is_safe(row.kept.iter().chain(&row.results).map(String::as_str));
    }
    assessed
}

/// A row that is written is read again by another program as the same cells, and none of them is a formula.
fn is_safe<'a>(cells: impl Iterator<Item = &'a str> + Clone) {
    // Behind a head: a file may begin with a mark, a row has none.
    let mut line = String::from("head\n");
    sheet::write(&mut line, cells.clone(), ',');
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(line.as_bytes());
    let read = reader.records().next().expect("a row").expect("a row that can be read");
    assert_eq!(read.len(), cells.clone().count(), "{line}");
    for (cell, was) in read.iter().zip(cells) {
        assert!(cell == was || cell.strip_prefix('\'') == Some(was), "`{was}` became `{cell}`");
        let is_formula = cell.trim_start().starts_with(['=', '@']);
        assert!(!is_formula, "a spreadsheet would run `{cell}`");
    }
}

/// Whether one of [`POLICIES`] with this text in its place compiles; otherwise every problem has its line.
pub fn policy(at: usize, text: &str) -> bool {
    problems(at, text).is_empty()
}

/// What the compiler says of it.
pub fn problems(at: usize, text: &str) -> Vec<Diagnostic> {
    let mut sources = SOURCES.clone();
    let path = POLICIES[at % POLICIES.len()];
    if let Some(source) = sources.iter_mut().find(|source| source.path == path) {
        text.clone_into(&mut source.text);
    }
    match compile(&sources, None) {
        Ok(_) => Vec::new(),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            let is_whole = |problem: &Diagnostic| problem.line > 0 && problem.column > 0 && !problem.message.is_empty();
            assert!(problems.iter().all(is_whole), "{problems:?}");
            problems
        }
    }
}

/// Whether a condition is understood in place of one of the model policy, whose examples may then no longer hold.
pub fn condition(text: &str) -> bool {
    let model = source(POLICIES[0]);
    let at = model.find("when  = '").expect("a condition") + "when  = ".len();
    let end = at + 1 + model[at + 1..].find('\'').expect("its end") + 1;
    // A literal without escapes may hold neither quotes of its own kind nor signs that TOML forbids.
    if text.contains("'''") || text.ends_with('\'') || text.chars().any(|sign| sign.is_control() && sign != '\n') {
        return false;
    }
    let found = problems(0, &[&model[..at], "'''", text, "'''", &model[end..]].concat());
    let lines = |text: &str| text.matches('\n').count();
    let first = lines(&model[..at]) + 1;
    found.iter().all(|problem| !(first..=first + lines(text)).contains(&problem.line))
}

/// The text of a policy file.
pub fn source(path: &str) -> &'static str {
    let found = SOURCES.iter().find(|source| source.path == path);
    found.map(|source| source.text.as_str()).unwrap_or_else(|| panic!("no file {path}"))
}

/// Few policies with all that they share: what else the catalogue holds would only take time.
fn few_sources() -> Vec<Source> {
    let mut sources = read_folder(&super::policies()).expect("the policies can be read");
    sources.retain(|source| {
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let is_shared = !is_policy(source) && name != "coverage.toml";
        is_shared || POLICIES.contains(&source.path.as_str())
    });
    // A code has to belong to a policy.
    for source in sources.iter_mut().filter(|source| source.path == "codes.toml") {
        let is_ours = |line: &&str| POLICIES.iter().any(|path| line.contains(path.trim_end_matches(".toml")));
        source.text = source.text.lines().filter(is_ours).collect::<Vec<_>>().join("\n");
    }
    sources
}

/// The day of the catalogue.
pub fn today() -> Date {
    CATALOGUE.date
}
