//! Whatever comes in from outside is read or refused in words, never with a panic and never without an end: situations,
//! kept answers, links, rosters and policy files, mangled by fixed seeds.
//!
//! `make test` tries a bounded number of each. `QIBU_MANGLE_SECONDS=600` goes on for so long, with other seeds.

#[path = "never/properties.rs"]
mod properties;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use engine::wire;
use properties::{
    CATALOGUE, POLICIES, condition, kept, now, opened, payload, policy, problems, roster, situation, source, today,
};
use qibu::exits::link;
use qibu::interview::saved::{self, Saved};
use qibu::samples;

fn policies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("policies")
}

/// No case may take longer, on a machine that has other things to do as well.
const LONGEST: Duration = Duration::from_secs(60);

/// A small generator (SplitMix64): the same numbers on every machine.
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap_or(0)
    }

    /// A text like one of these: pieces cut, repeated, moved, taken from another, or replaced by what stands apart.
    fn mangled(&mut self, whole: &[String], apart: &[&str]) -> String {
        let mut letters: Vec<char> = whole[self.below(whole.len())].chars().collect();
        for _ in 0..=self.below(3) {
            let from = self.below(letters.len() + 1);
            // Small pieces as often as large ones.
            let most = 1 << self.below(6);
            let to = (from + self.below(most)).min(letters.len());
            let piece: Vec<char> = match self.below(6) {
                0 => Vec::new(),
                1 => letters[from..to].repeat(1 + self.below(40)),
                2 => {
                    let other: Vec<char> = whole[self.below(whole.len())].chars().collect();
                    let at = self.below(other.len() + 1);
                    other[at..(at + self.below(80)).min(other.len())].to_vec()
                }
                3 => char::from_u32(self.below(0x11_0000) as u32).into_iter().collect(),
                _ => apart[self.below(apart.len())].chars().collect(),
            };
            letters.splice(from..to, piece);
        }
        letters.into_iter().collect()
    }
}

/// Tries cases until there were enough of them, or for as long as was asked for. Some have to be accepted and some
/// refused, or the cases prove nothing.
fn try_all(name: &str, count: usize, mut case: impl FnMut(&mut Seed, &RefCell<String>) -> bool) {
    let seconds = std::env::var("QIBU_MANGLE_SECONDS").ok().map(|text| text.parse().expect("a number of seconds"));
    let started = Instant::now();
    let mut seed = Seed(
        seconds.map_or(7, |_: u64| SystemTime::now().duration_since(UNIX_EPOCH).map_or(7, |since| since.as_secs())),
    );
    let (mut tried, mut accepted, mut slowest) = (0, 0, Duration::ZERO);
    while seconds.map_or(tried < count, |seconds| started.elapsed() < Duration::from_secs(seconds)) {
        let last = Last { text: RefCell::default(), name };
        let begun = Instant::now();
        accepted += usize::from(case(&mut seed, &last.text));
        slowest = slowest.max(begun.elapsed());
        assert!(begun.elapsed() < LONGEST, "{name} took {:?}", begun.elapsed());
        last.text.take();
        tried += 1;
    }
    println!("{name}: {tried} tried, {accepted} accepted, slowest {slowest:?}");
    assert!(accepted > 0 && accepted < tried, "{name}: {accepted} of {tried} were accepted");
}

/// The case that is tried, told where it breaks something.
struct Last<'a> {
    text: RefCell<String>,
    name: &'a str,
}

impl Drop for Last<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}: {:?}", self.name, self.text.borrow());
        }
    }
}

/// What stands apart: limits, other scripts, signs without width or with a meaning.
const ODD: [&str; 24] = [
    "",
    "\0",
    "\u{202e}",
    "\u{feff}",
    "\r",
    "\n",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "-1",
    "0",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999999",
    "1e999",
    "0.5",
    "2199-12-31",
    "0000-00-00",
    "null",
    "true",
    "=1+1",
];

fn founders() -> Vec<String> {
    let write = |sample: &samples::Sample| wire::situation::write(&CATALOGUE, &sample.situation).to_string();
    samples::all(&CATALOGUE).iter().map(write).collect()
}

fn answers() -> Vec<Saved> {
    let asked = |sample: samples::Sample| Saved {
        asked: sample.situation.asked().map(|(fact, _)| fact).collect(),
        situation: sample.situation,
        ..Saved::empty(&CATALOGUE, today())
    };
    samples::all(&CATALOGUE).into_iter().map(asked).collect()
}

#[test]
fn mangled_situations() {
    let whole = founders();
    try_all("situations", 2_000, |seed, last| {
        last.replace(seed.mangled(&whole, &ODD));
        situation(&last.borrow())
    });
}

#[test]
fn mangled_kept_answers() {
    let lines = |saved: Saved| {
        let lines = saved::lines(&CATALOGUE, &saved.situation, &saved.asked, &saved.banded, &["+paper".into()]);
        format!("qibu 1 {}{lines}", now())
    };
    let whole: Vec<String> = answers().into_iter().map(lines).collect();
    let apart = [&ODD[..], &["~", "?", "..", " as_of=2020-02-29", " days=30", "\n+", ",", "="]].concat();
    try_all("kept answers", 1_500, |seed, last| {
        last.replace(seed.mangled(&whole, &apart));
        kept(&last.borrow())
    });
}

#[test]
fn mangled_links() {
    let code = |saved: &Saved| {
        let assessment = engine::assess(&CATALOGUE, &saved.situation);
        link::address("https://qibu.example/?a", &link::write(&CATALOGUE, saved, today(), &assessment))
    };
    let whole: Vec<String> = answers().iter().map(code).collect();
    let apart = [&ODD[..], &["%", "%2523", "#q1.", "q2.", "&from=timeline", "_", "-"]].concat();
    try_all("links", 2_000, |seed, last| {
        last.replace(seed.mangled(&whole, &apart));
        opened(&last.borrow())
    });
}

#[test]
fn mangled_payloads() {
    // What a founder's link carries, taken out of its frame, and bits changed in it.
    let payloads: Vec<Vec<u8>> = answers().iter().map(payload_of).collect();
    try_all("payloads", 1_500, |seed, last| {
        let mut bytes = payloads[seed.below(payloads.len())].clone();
        for _ in 0..seed.below(4) {
            let at = seed.below(bytes.len());
            bytes[at] ^= 1 << seed.below(8);
        }
        bytes.truncate(bytes.len() - seed.below(3));
        last.replace(format!("{bytes:?}"));
        payload(&bytes)
    });
}

/// The bytes of a link between its length and its checksum.
fn payload_of(saved: &Saved) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let assessment = engine::assess(&CATALOGUE, &saved.situation);
    let code = link::write(&CATALOGUE, saved, today(), &assessment);
    let values: Vec<u32> =
        code.trim_start_matches("q1.").chars().filter_map(|sign| LETTERS.find(sign)).map(|at| at as u32).collect();
    let mut bytes = Vec::new();
    for four in values.chunks(4) {
        let whole = four.iter().fold(0, |whole, value| whole << 6 | value) << (6 * (4 - four.len()));
        bytes.extend(&whole.to_be_bytes()[1..four.len()]);
    }
    let start = bytes.iter().position(|byte| *byte < 0x80).expect("a length") + 1;
    let length = bytes[..start].iter().rev().fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f));
    bytes[start..start + length].to_vec()
}

#[test]
fn mangled_rosters() {
    let rows = "founder.groups,户籍,venture.place,venture.registered_on,贷款额,备注\n\
        graduate,上海,闵行,2025年6月30日,300000,=cmd|' /C calc'!A0\n\
        高校毕业生;退役士兵,河南,shanghai/pudong,2025-06,10.5万元,\"two\nlines, \"\"quoted\"\"\"\n\
        ?,不清楚,闵行区,45838,,310101199001011234\n";
    let whole = [rows.to_owned(), rows.replace(',', "\t"), rows.replace(',', ";"), rows.replace('\n', "\r\n")];
    let apart = [&ODD[..], &[",", ";", "\t", "\u{3000}", "＝", "@SUM(A1)", "万", "年", "<script>", "as_of"]].concat();
    try_all("rosters", 1_000, |seed, last| {
        last.replace(seed.mangled(&whole, &apart));
        roster(last.borrow().as_bytes()) > 0
    });
    // Bytes of other encodings, and of none.
    let mut seed = Seed(3);
    for text in whole {
        let (bytes, ..) = encoding_rs::GB18030.encode(&text);
        for _ in 0..200 {
            let mut bytes = bytes.to_vec();
            let at = seed.below(bytes.len());
            bytes[at] = seed.next() as u8;
            roster(&bytes);
        }
    }
}

#[test]
fn mangled_policy_files() {
    let whole: Vec<String> = POLICIES.iter().map(|path| source(path).to_owned()).collect();
    for (at, text) in whole.iter().enumerate() {
        assert_eq!(problems(at, text), [], "{} as it is", POLICIES[at]);
    }
    let apart =
        [&ODD[..], &["[[version]]", "[version.benefit]", "'''", "&&", "max(", "yuan(", "\\u", "=", "as_of"]].concat();
    try_all("policy files", 60, |seed, last| {
        let at = seed.below(whole.len());
        last.replace(seed.mangled(&whole[at..=at], &apart));
        policy(at, &last.borrow())
    });
}

#[test]
fn mangled_conditions() {
    let lines = POLICIES.iter().flat_map(|path| source(path).lines());
    let whole: Vec<String> = lines.filter_map(|line| line.split('\'').nth(1).map(str::to_owned)).collect();
    let apart =
        ["(", ")", "!", "-", "&&", "||", "?", ":", " in ", "[", "]", ",", "\"", "max(", "add_months(", "9", "/", "*"];
    try_all("conditions", 150, |seed, last| {
        last.replace(seed.mangled(&whole, &apart));
        condition(&last.borrow())
    });
}

#[test]
fn nesting_and_length_without_end() {
    for open in
        ["(", "!", "-", "[", "max(", "founder.first_venture && ", "founder.first_venture || !(", "true ? true : "]
    {
        assert!(!condition(&open.repeat(20_000)), "{open}");
        let closed = [&open.repeat(3_000), "founder.first_venture", &")".repeat(3_000)].concat();
        condition(&closed);
    }
    for open in ["[", "{\"a\":", "{\"answers\":"] {
        assert!(!situation(&open.repeat(100_000)), "{open}");
    }
    for open in ["a=[", "a={b=", "a.", "[[a", "[a."] {
        assert!(!policy(0, &open.repeat(20_000)), "{open}");
    }
    for open in ["q1.", "q1.A ", "%25", "#"] {
        assert!(!opened(&open.repeat(3_000)), "{open}");
    }
    for open in ["\"", ",", "founder.groups,", "=", "graduate;"] {
        roster(["founder.groups\n", &open.repeat(100_000)].concat().as_bytes());
    }
}
