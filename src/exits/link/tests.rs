//! Links there and back, through whatever happens to them on the way.

use engine::assess;
use engine::date::Date;
use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::wire::line;

use super::{LONGEST, LONGEST_BASE, Trouble, address, frame, moved, payload, read, write};
use crate::exits::private::without_sensitive;
use crate::exits::seed::Seed;
use crate::interview::saved::{Keep, Saved};
use crate::{catalogue, samples};

fn base() -> String {
    format!("https://{}.example/", "q".repeat(LONGEST_BASE - "https://.example/".len()))
}

/// The answers of a founder, as an interview holds them.
fn saved(situation: &engine::situation::Situation) -> Saved {
    let asked = situation.asked().map(|(fact, _)| fact).collect();
    let banded = Vec::new();
    let (notes, keep) = (Vec::new(), Keep::Day);
    Saved { situation: situation.clone(), asked, banded, notes, keep }
}

fn code(catalogue: &Catalogue, saved: &Saved, today: Date) -> String {
    write(catalogue, saved, today, &assess(catalogue, &saved.situation))
}

pub(super) fn fact(catalogue: &Catalogue, id: &str) -> FactId {
    catalogue.fact(id).unwrap_or_else(|| panic!("`{id}` is a fact"))
}

/// Answers as the lines in which a page keeps them.
pub(super) fn lines(catalogue: &Catalogue, saved: &Saved) -> Vec<String> {
    let line = |fact: &FactId| {
        let band = if saved.banded.contains(fact) { "~" } else { "" };
        line::write(catalogue, *fact, saved.situation.answer(*fact)) + band
    };
    saved.asked.iter().map(line).collect()
}

/// A founder of whom a few things are known.
pub(super) fn some(catalogue: &Catalogue, answers: &[&str]) -> Saved {
    let day = catalogue.date;
    let mut saved = Saved::empty(catalogue, day);
    for text in answers {
        let exact = text.strip_suffix('~').unwrap_or(text);
        let (fact, answer) = line::read(catalogue, exact).unwrap_or_else(|| panic!("`{text}` is an answer"));
        saved.situation.set(fact, answer);
        if exact != *text {
            saved.banded.push(fact);
        }
    }
    saved.asked = saved.situation.asked().map(|(fact, _)| fact).collect();
    saved
}

#[test]
fn every_golden_founder_survives_in_300_characters() {
    let catalogue = catalogue::load();
    let (mut longest, mut told, mut sum) = (0, 0, 0);
    let founders = samples::all(&catalogue);
    for founder in &founders {
        for today in [catalogue.date, founder.situation.as_of] {
            let saved = saved(&founder.situation);
            let code = code(&catalogue, &saved, today);
            let link = address(&base(), &code);
            assert!(link.len() <= LONGEST, "{}: {} characters", founder.id, link.len());
            let opened = read(&catalogue, &link, today).expect("what was just written");
            assert_eq!(opened.saved, saved, "{}", founder.id);
            assert_eq!(opened.as_of, (saved.situation.as_of != today).then_some(saved.situation.as_of));
            assert_eq!((opened.catalogue, opened.dropped), (catalogue.version(), Vec::new()));
            longest = longest.max(link.len());
            told += usize::from(opened.verdicts.is_some());
            sum += link.len();
        }
    }
    let count = founders.len() * 2;
    println!("{count} links of golden founders: longest {longest}, mean {}, {told} with verdicts", sum / count);
    assert!(told * 10 >= count * 9, "only {told} of {count} had room for verdicts");
}

#[test]
fn links_without_sensitive_answers_are_no_longer() {
    let catalogue = catalogue::load();
    let (mut longest, mut told) = (0, 0);
    let founders = samples::all(&catalogue);
    for founder in &founders {
        let today = founder.situation.as_of;
        let left = without_sensitive(&catalogue, &saved(&founder.situation));
        let link = address(&base(), &code(&catalogue, &left, today));
        let opened = read(&catalogue, &link, today).expect("what was just written");
        assert_eq!(opened.saved, left, "{}", founder.id);
        longest = longest.max(link.len());
        told += usize::from(opened.verdicts.is_some());
    }
    println!("{} links without sensitive answers: longest {longest}, {told} with verdicts", founders.len());
    assert!(longest <= LONGEST, "{longest} characters");
    assert!(told * 10 >= founders.len() * 9, "only {told} had room for verdicts");
}

#[test]
fn whatever_is_known_survives() {
    let catalogue = catalogue::load();
    let mut seed = Seed(39);
    // Verdicts are tried elsewhere, and take long.
    let empty = assess(&catalogue, &Saved::empty(&catalogue, catalogue.date).situation);
    for _ in 0..400 {
        let saved = seed.saved(&catalogue);
        let code = write(&catalogue, &saved, catalogue.date, &empty);
        let opened = read(&catalogue, &code, catalogue.date).expect("what was just written");
        assert_eq!(lines(&catalogue, &opened.saved), lines(&catalogue, &saved));
        assert_eq!((opened.saved, opened.dropped), (saved, Vec::new()), "{code}");
    }
}

#[test]
fn verdicts_that_may_pay_travel_too() {
    let catalogue = catalogue::load();
    let founder = &samples::all(&catalogue)[0];
    let assessment = assess(&catalogue, &founder.situation);
    let opened = read(&catalogue, &code(&catalogue, &saved(&founder.situation), catalogue.date), catalogue.date);
    let verdicts = opened.expect("a link").verdicts.expect("its verdicts");
    let mut sent: Vec<_> = verdicts.iter().map(|then| (then.policy, then.verdict)).collect();
    sent.sort_unstable_by_key(|(policy, _)| *policy);
    let shown = assessment.findings.iter().filter(|finding| finding.superseded_by.is_none());
    let may_pay: Vec<_> =
        shown.filter(|one| one.verdict.may_pay()).map(|finding| (finding.policy, finding.verdict)).collect();
    assert_eq!(sent, may_pay);
}

#[test]
fn messengers_may_do_what_they_do() {
    let catalogue = catalogue::load();
    let today = catalogue.date;
    let saved = some(&catalogue, &["founder.groups=graduate", "venture.place=shanghai/minhang", "venture.staff=3"]);
    let code = code(&catalogue, &saved, today);
    let wrapped: String =
        code.chars().enumerate().map(|(i, c)| if i % 20 == 9 { format!("{c}\r\n ") } else { c.into() }).collect();
    for text in [
        code.clone(),
        format!("#{code}"),
        format!("  {code}\n"),
        address("https://qibu.example/", &code),
        address("https://qibu.example/?from=singlemessage", &code),
        address("https://qibu.example/?from=timeline&isappinstalled=0#x", &code),
        format!("https://qibu.example/#{code}&appinstall=0"),
        format!("https://qibu.example/#{code}?from=singlemessage&isappinstalled=0"),
        format!("https://qibu.example/%23{code}&appinstall=0"),
        format!("https://qibu.example/?from=groupmessage%23{code}%26isappinstalled=0"),
        format!("https://qibu.example/%2523{code}"),
        format!("https://qibu.example/#{}", code.replace('.', "%2E").replace('_', "%5F").replace('-', "%2d")),
        format!("https://qibu.example/faq1.html#{code}"),
        format!("打开看看：https://qibu.example/#{code}，谢谢"),
        format!("look at https://qibu.example/#{code} and tell me"),
        format!("短码{code}"),
        format!("https://qibu.example/#{wrapped}"),
        wrapped,
        format!("<https://qibu.example/#{code}>"),
        format!("q1.broken {code}"),
    ] {
        let opened = read(&catalogue, &text, today);
        assert_eq!(opened.as_ref().map(|opened| &opened.saved), Ok(&saved), "{text}");
    }
    for text in [
        "",
        "https://qibu.example/",
        "https://qibu.example/?from=singlemessage#",
        "https://qibu.example/q1.html",
        "你好",
    ] {
        assert_eq!(read(&catalogue, text, today), Err(Trouble::NoAnswers), "{text}");
    }
    assert_eq!(read(&catalogue, &code[..code.len() - 3], today), Err(Trouble::Damaged));
    let later = frame::write(moved::VERSION + 1, b"something that nobody knows yet");
    assert_eq!(read(&catalogue, &address("https://qibu.example/", &later), today), Err(Trouble::TooNew));
}

#[test]
fn ten_thousand_corrupted_links_do_no_harm() {
    let catalogue = catalogue::load();
    let today = catalogue.date;
    let mut seed = Seed(80);
    let founders = samples::all(&catalogue);
    let links: Vec<(Saved, String)> = founders
        .iter()
        .map(|founder| saved(&founder.situation))
        .map(|saved| (saved.clone(), address("https://qibu.example/", &code(&catalogue, &saved, today))))
        .collect();
    let (mut damaged, mut whole) = (0, 0);
    for _ in 0..10_000 {
        let (saved, link) = &links[seed.below(links.len())];
        let mut letters: Vec<char> = link.chars().collect();
        for _ in 0..1 + seed.below(3) {
            let at = seed.below(letters.len());
            let letter = char::from(b' ' + seed.below(95) as u8);
            match seed.below(5) {
                0 => letters[at] = char::from_u32(u32::from(letters[at]) ^ 1 << seed.below(7)).unwrap_or('?'),
                1 => letters.truncate(at.max(1)),
                2 => letters.insert(at, letter),
                3 => letters[at] = letter,
                _ => drop(letters.remove(at)),
            }
            if letters.is_empty() {
                letters.push(letter);
            }
        }
        match read(&catalogue, &letters.iter().collect::<String>(), today) {
            Ok(opened) => {
                // Only the address was hit, or what a reader passes over.
                assert_eq!(&opened.saved, saved, "{}", letters.iter().collect::<String>());
                whole += 1;
            }
            Err(_) => damaged += 1,
        }
    }
    println!("10000 corrupted links: {damaged} told, {whole} whole all the same");
    assert!(damaged > 7_000, "{damaged}");
}

#[test]
fn texts_that_are_almost_codes_do_no_harm() {
    let catalogue = catalogue::load();
    let mut seed = Seed(74);
    let signs = ["q", "1", "q1.", ".", "%", "2", "#", "%23", "A", "-", "_", " ", "\n", "起", "\u{feff}", "&", "9"];
    for _ in 0..5_000 {
        let text: String = (0..seed.below(40)).map(|_| signs[seed.below(signs.len())]).collect();
        assert!(read(&catalogue, &text, catalogue.date).is_err(), "{text:?}");
    }
}

#[test]
fn random_bits_with_a_good_checksum_do_no_harm() {
    let catalogue = catalogue::load();
    let founder = &samples::all(&catalogue)[0];
    let good = payload(&catalogue, &saved(&founder.situation), catalogue.date, &assess(&catalogue, &founder.situation));
    let good = good.write();
    let mut seed = Seed(41);
    let mut opened = 0;
    for _ in 0..5_000 {
        let mut bytes = good.clone();
        for _ in 0..1 + seed.below(4) {
            let at = seed.below(bytes.len());
            bytes[at] ^= 1 << seed.below(8);
        }
        opened += usize::from(read(&catalogue, &frame::write(1, &bytes), catalogue.date).is_ok());
        let noise: Vec<u8> = (0..seed.below(200)).map(|_| seed.below(256) as u8).collect();
        opened += usize::from(read(&catalogue, &frame::write(1, &noise), catalogue.date).is_ok());
    }
    assert!(opened > 500, "only {opened} were opened: nothing is tried");
}
