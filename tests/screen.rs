//! `qibu screen` as others use it: rosters of every encoding in, the same rows with results out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;

use engine::assessment::Finding;
use engine::digits;
use engine::fact::{FactId, Kind, Known};
use engine::policy::{Beneficiary, BenefitKind, Catalogue};
use engine::situation::{Answer, Situation};
use engine::texts::Texts;
use engine::wire::line;
use qibu::report::Light;
use qibu::{catalogue, samples};

/// Runs `qibu screen` with a roster on standard input.
fn screen(args: &[&str], roster: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qibu"))
        .arg("screen")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command line starts");
    let mut input = child.stdin.take().expect("piped");
    let roster = roster.to_vec();
    // A command that refuses its head stops reading.
    let writer = thread::spawn(move || input.write_all(&roster).is_ok());
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    output
}

const DAY: [&str; 3] = ["-", "--as-of", "2026-11-22"];

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The table on standard output, its head first.
fn table(output: &Output) -> Vec<Vec<String>> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("even rows").iter().map(str::to_owned).collect()).collect()
}

/// A roster is bad input, for a reason that has these words.
fn refuses(args: &[&str], roster: &[u8], words: &[&str]) {
    let output = screen(args, roster);
    let message = said(&output);
    assert_eq!(code(&output), 2, "{message}");
    assert!(output.stdout.is_empty() && !message.contains("panicked"));
    for word in words {
        assert!(message.contains(word), "`{message}` does not say `{word}`");
    }
}

/// The same answers as ids and lines, or as people write them in a language.
fn cell(catalogue: &Catalogue, texts: Option<&Texts>, situation: &Situation, id: FactId) -> String {
    let answer = situation.answer(id);
    let text = line::write(catalogue, id, answer);
    let value = text.split_once('=').expect("a line").1;
    let Some(texts) = texts else {
        return match answer {
            Answer::Absent => String::new(),
            Answer::Given(Known::Set { has: 0, may: 0 }) => "none".into(),
            _ => value.to_owned(),
        };
    };
    let (fact, names) = (catalogue.fact_of(id), &texts.facts[usize::from(id.0)].values);
    let is_zh = texts.lang.starts_with("zh");
    match (answer, fact.kind) {
        (Answer::Absent, _) => String::new(),
        (Answer::Declined, _) => (if is_zh { "不清楚" } else { "Not sure" }).into(),
        (Answer::Given(Known::Among(mask)), Kind::YesNo) => match (mask == 0b10, is_zh) {
            (true, true) => "是".into(),
            (false, true) => "否".into(),
            (yes, false) => if yes { "Yes" } else { "No" }.into(),
        },
        (Answer::Given(Known::Among(mask)), Kind::Choice) => names[mask.trailing_zeros() as usize].name.clone(),
        (Answer::Given(Known::Among(mask)), _) => {
            let place = catalogue.places.smallest(mask).expect("a place");
            let at = catalogue.places.list.iter().position(|one| one.id == place.id).expect("of the list");
            texts.places[at].name.clone()
        }
        (Answer::Given(Known::Set { has: 0, may: 0 }), _) => (if is_zh { "无" } else { "None" }).into(),
        (Answer::Given(Known::Set { has, may }), _) => {
            let named = names.iter().enumerate().filter(|(bit, _)| (has | may) >> bit & 1 == 1);
            let mark = |bit: usize| if has >> bit & 1 == 1 { "" } else { "？" };
            let named: Vec<String> = named.map(|(bit, value)| mark(bit).to_owned() + &value.name).collect();
            named.join(if is_zh { "、" } else { "; " })
        }
        (Answer::Given(Known::Span { lo, hi }), Kind::Money) if lo == hi && is_zh => format!("¥{value}元"),
        (Answer::Given(Known::Span { lo, hi }), Kind::Rate) if lo == hi => format!("{value}%"),
        (Answer::Given(Known::Span { lo, hi }), Kind::Date) if lo == hi => value.replace('-', "/"),
        (Answer::Given(Known::Span { .. }), _) => value.to_owned(),
    }
}

fn csv_line(cells: &[String], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    writer.write_record(cells).expect("a row");
    writer.into_inner().expect("a row")
}

/// The sample founders as a roster, with the day of each.
fn sample_roster(catalogue: &Catalogue, texts: Option<&Texts>, separator: u8) -> Vec<u8> {
    let label = |(id, fact): (usize, &engine::fact::Fact)| match texts {
        None => fact.id.clone(),
        Some(texts) if fact.kind == Kind::YesNo => texts.facts[id].question.clone(),
        Some(texts) => texts.facts[id].noun.clone(),
    };
    let head = ["name".to_owned(), "as_of".to_owned()].into_iter();
    let head: Vec<String> = head.chain(catalogue.facts.iter().enumerate().map(label)).collect();
    let mut roster = csv_line(&head, separator);
    for sample in samples::all(catalogue) {
        let facts = (0u16..).map(FactId).take(catalogue.facts.len());
        let cells = facts.map(|id| cell(catalogue, texts, &sample.situation, id));
        let row: Vec<String> =
            [sample.id.clone(), sample.situation.as_of.to_string()].into_iter().chain(cells).collect();
        roster.extend(csv_line(&row, separator));
    }
    roster
}

/// Every verdict, best first, as the totals have them.
const LIGHTS: [Light; 8] =
    [Light::Yes, Light::Confirm, Light::Doubt, Light::Later, Light::Open, Light::No, Light::Missed, Light::Ended];

/// The counts of the totals that stand on standard error, those above zero.
fn totals(said: &str) -> BTreeMap<(String, Light), u64> {
    let mut counts = BTreeMap::new();
    let lines = said
        .lines()
        .filter(|line| line.split('/').next().is_some_and(|word| ["shanghai", "henan", "national"].contains(&word)));
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    for row in csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records() {
        let row = row.expect("even rows");
        for (light, count) in LIGHTS.into_iter().zip(row.iter().skip(2)) {
            let count = count.parse().expect("a count");
            if count > 0 {
                counts.insert((row[0].to_owned(), light), count);
            }
        }
    }
    counts
}

#[test]
fn sample_founders_get_the_verdicts_that_they_get_alone() {
    let catalogue = catalogue::load();
    let (zh, en) = (catalogue::texts("zh-CN"), catalogue::texts("en"));
    for (roster, lang, texts, between) in [
        (sample_roster(&catalogue, None, b','), "zh-CN", &zh, "；"),
        (sample_roster(&catalogue, Some(&zh), b','), "zh-CN", &zh, "；"),
        (sample_roster(&catalogue, Some(&en), b';'), "en", &en, " | "),
    ] {
        let output = screen(&["-", "--lang", lang], &roster);
        let said = said(&output);
        assert_eq!(code(&output), 0, "{said}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let separator = if lang == "en" { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("even rows")).collect();
        let founders = samples::all(&catalogue);
        assert_eq!(rows.len(), founders.len());
        let mut counted: BTreeMap<(String, Light), u64> = BTreeMap::new();
        for (row, founder) in rows.iter().zip(&founders) {
            assert_eq!(row[0], founder.id);
            let found = engine::assess(&catalogue, &founder.situation);
            found.findings.iter().filter(|one| one.superseded_by.is_none()).for_each(|one| {
                *counted.entry((catalogue.policy_of(one.policy).id.clone(), Light::of(one))).or_default() += 1;
            });
            let stands_first = |one: &Finding| {
                let whose = catalogue.policy_of(one.policy).beneficiary;
                matches!(whose, Beneficiary::Founder | Beneficiary::Venture) && one.benefit.kind != BenefitKind::Service
            };
            let results = catalogue.facts.len() + 2;
            for (i, light) in
                [Light::Yes, Light::Confirm, Light::Doubt, Light::Later, Light::Open].into_iter().enumerate()
            {
                let shown = found.findings.iter().filter(|one| one.superseded_by.is_none() && stands_first(one));
                let mut names: Vec<&str> = shown
                    .filter(|one| Light::of(one) == light)
                    .map(|one| texts.policies[usize::from(one.policy.0)].name.as_str())
                    .collect();
                names.sort_unstable();
                let mut told: Vec<&str> = row[results + i].split(between).filter(|name| !name.is_empty()).collect();
                told.sort_unstable();
                assert_eq!(told, names, "{}: {light:?}", founder.id);
            }
            assert_eq!(row[results + 6].is_empty(), found.next.is_none(), "{}", founder.id);
            assert_eq!(&row[row.len() - 1], "", "{}", founder.id);
        }
        assert_eq!(totals(&said), counted);
    }
}

/// Numbers by a rule (an LCG), so that a roster is the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }

    fn of(&mut self, cells: &[&'static str]) -> &'static str {
        cells[self.below(cells.len())]
    }
}

const HEAD: &str = "姓名,身份证号,所属群体,营业执照上的住所,创业进度,成立日期,户口所在地,出生日期,性别,毕业日期,\
                    是否首次创业,有不良信用或失信记录,职工人数,参保职工人数,场地类型,每月房租（元）,备注\n";

/// Founders as offices write them, one in a hundred broken; the lines on which the broken ones begin.
fn synthetic(rows: usize) -> (String, Vec<usize>) {
    let (mut roster, mut broken, mut line, mut dice) = (HEAD.to_owned(), Vec::new(), 2, Dice(6));
    for n in 0..rows {
        let (month, day) = (dice.below(12) + 1, dice.below(28) + 1);
        let registered = match dice.below(4) {
            0 => format!("202{}-{month:02}-{day:02}", dice.below(6) + 1),
            1 => format!("202{}/{month}/{day}", dice.below(6) + 1),
            2 => format!("202{}年{month}月{day}日", dice.below(6) + 1),
            _ => (44_200 + dice.below(1900)).to_string(),
        };
        let mut cells = [
            format!("创业者{n}"),
            format!("31011219{:02}{month:02}{day:02}{:04}", 70 + dice.below(30), n % 10_000),
            dice.of(&[
                "高校毕业生",
                "高校毕业生、退役军人",
                "就业困难人员",
                "登记失业人员",
                "无",
                "返乡入乡农民工",
                "不清楚",
            ])
            .into(),
            dice.of(&[
                "上海市闵行区",
                "浦东新区祝桥镇",
                "徐汇",
                "上海市杨浦区大学路1号",
                "濮阳县",
                "河南省濮阳市华龙区",
                "上海",
            ])
            .into(),
            dice.of(&["已办照", "已办照", "已办照", "正在筹备", ""]).into(),
            registered,
            dice.of(&["上海", "河南省", "江苏省南京市", "上海市", ""]).into(),
            format!("19{}-{month:02}-{day:02}", 70 + dice.below(30)),
            dice.of(&["男", "女"]).into(),
            dice.of(&["2025年6月30日", "2024-06", "2023/7/1", ""]).into(),
            dice.of(&["是", "否", "√", "Y", "1", ""]).into(),
            dice.of(&["否", "无", "0", "不清楚"]).into(),
            dice.of(&["3", "3人", "12", "5 人"]).into(),
            dice.of(&["1", "2人", "0", "?"]).into(),
            dice.of(&["自己租的场地", "没有固定场地", "区（县）级创业孵化基地"]).into(),
            dice.of(&["8,000", "8000元", "0.8万", ""]).into(),
            dice.of(&["", "=HYPERLINK(\"http://x\")", "分两行\n写", "他说\"好\"", "+86 13800000000"]).into(),
        ];
        let lines = 1 + cells[16].matches('\n').count();
        if n % 100 == 57 {
            broken.push(line);
            let (at, bad) =
                [(5, "2025-13-01"), (3, "火星"), (12, "三"), (13, "99"), (15, "很贵"), (10, "也许")][dice.below(6)];
            cells[at] = bad.to_owned();
        }
        roster.push_str(std::str::from_utf8(&csv_line(&cells, b',')).expect("UTF-8"));
        line += lines;
    }
    (roster, broken)
}

#[test]
fn every_broken_row_is_told_at_its_place_in_every_encoding() {
    let rows = 2_000;
    let (roster, broken) = synthetic(rows);
    assert_eq!(broken.len(), rows / 100);
    let utf8 = screen(&DAY, roster.as_bytes());
    assert_eq!(code(&utf8), 1, "{}", said(&utf8));
    let found = table(&utf8);
    assert_eq!(found.len(), rows + 1);
    let mut told = Vec::new();
    for (n, row) in found[1..].iter().enumerate() {
        assert_eq!(row[0], format!("创业者{n}"), "the order is kept");
        assert!(row[1].len() == 18 && row[1].starts_with("310112"), "{}", row[1]);
        let error = row.last().expect("the last column");
        if let Some(line) = error.strip_prefix("第 ").and_then(|rest| rest.split_once(" 行")) {
            told.push(line.0.parse::<usize>().expect("a line"));
        }
        let kept = 16;
        assert!(!row[kept].starts_with('=') && !row[kept].starts_with("+86 "), "{}", row[kept]);
    }
    assert_eq!(told, broken);
    assert!(said(&utf8).contains("2000 行") && said(&utf8).contains("20 行有读不出的内容"), "{}", said(&utf8));
    let letters = encoding_rs::GB18030.encode(&roster).0;
    let gb18030 = screen(&DAY, &letters);
    assert_eq!((code(&gb18030), table(&gb18030)), (1, found.clone()));
    assert!(gb18030.stdout.starts_with("\u{FEFF}".as_bytes()) && !utf8.stdout.starts_with("\u{FEFF}".as_bytes()));
    let (roster, _) = synthetic(200);
    let windows = roster.replace('\n', "\r\n");
    let lines = |table: &[Vec<String>]| -> Vec<String> {
        table.iter().map(|row| row.last().cloned().unwrap_or_default()).collect()
    };
    assert_eq!(lines(&table(&screen(&DAY, windows.as_bytes()))), lines(&found[..201]), "lines are counted the same");
}

/// `cargo test --test screen -- --ignored`, then `qibu screen target/tmp/roster.csv`: speed and memory, by hand.
#[test]
#[ignore = "writes 100,000 rows, for runs by hand"]
fn a_large_roster_is_written() {
    let (roster, broken) = synthetic(100_000);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::write(folder.join("roster.csv"), &roster).expect("written");
    fs::write(folder.join("roster.gb18030.csv"), encoding_rs::GB18030.encode(&roster).0).expect("written");
    assert_eq!(broken.len(), 1_000);
}

#[test]
fn lines_count_blank_ones_and_line_breaks_in_cells() {
    for end in ["\n", "\r\n"] {
        let roster = ["姓名,职工人数", "赵,x", "", "\"钱", "孙\",x", "李,2", "", "", "周,x"].join(end);
        for roster in [roster.clone(), roster + end] {
            let rows = table(&screen(&DAY, roster.as_bytes()));
            let errors: Vec<&str> =
                rows[1..].iter().map(|row| row[row.len() - 1].split("，").next().unwrap_or_default()).collect();
            assert_eq!(errors, ["第 2 行", "第 4 行", "", "第 9 行"]);
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_panic() {
    let (roster, _) = synthetic(600);
    let mut child = Command::new(env!("CARGO_BIN_EXE_qibu"))
        .args(["screen"])
        .args(DAY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command line starts");
    let mut input = child.stdin.take().expect("piped");
    let writer = thread::spawn(move || input.write_all(roster.as_bytes()).is_ok());
    let mut first = [0; 10];
    let mut out = child.stdout.take().expect("piped");
    out.read_exact(&mut first).expect("it writes");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    assert!(!said(&output).contains("panicked"), "{}", said(&output));
    assert_eq!(code(&output), 1);
}

#[test]
fn what_is_no_roster_is_refused() {
    refuses(&DAY, b"", &["empty"]);
    refuses(&DAY, b"\n\n", &["empty"]);
    refuses(&DAY, &[0; 5000], &["no text"]);
    refuses(&DAY, b"PK\x03\x04\x14\0", &["no text", "workbook"]);
    refuses(&DAY, "张三,男,2025-06-30\n李四,女,2025-06-30\n".as_bytes(), &["没有一列认得出"]);
    refuses(&DAY, "性别,founder.sex\n男,男\n".as_bytes(), &["“性别”", "“founder.sex”", "同一件事"]);
    refuses(&["-"], "性别\n男\n".as_bytes(), &["--as-of", "as_of"]);
    refuses(&["-", "--as-of", "2026-11-22", "--columns", "性别"], "性别\n男\n".as_bytes(), &["--columns", "性别"]);
    refuses(&["-", "--as-of", "2026-11-22", "--columns", "x=founder.sex"], "性别\n男\n".as_bytes(), &["没有“x”列"]);
    refuses(&["no-such-roster.csv", "--as-of", "2026-11-22"], b"", &["no-such-roster.csv"]);
    let unclosed = "性别,备注\n男,\"".to_owned() + &"长".repeat(12_000_000);
    let output = screen(&DAY, unclosed.as_bytes());
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("quote"), "{}", said(&output));
}

#[test]
fn odd_rosters_are_screened_all_the_same() {
    let one = screen(&DAY, "性别\n男\n\n女\nx\n".as_bytes());
    assert_eq!((code(&one), table(&one).len()), (1, 4));
    let long = format!("性别,备注\n男,{}\n女,b\n", "长".repeat(5_000_000));
    let output = screen(&DAY, long.as_bytes());
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(table(&output)[1][1].chars().count(), 5_000_000);
    let bad = screen(&DAY, format!("性别,备注\n{},a\n女,b\n", "长".repeat(5_000_000)).as_bytes());
    assert_eq!(code(&bad), 1);
    assert!(said(&bad).len() < 100_000 && table(&bad)[1].last().is_some_and(|error| error.len() < 1_000));
    let utf16: Vec<u8> = "\u{FEFF}姓名\t性别\r\n赵\t男\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let output = screen(&DAY, &utf16);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("\u{FEFF}姓名\t性别\t"));
    let broken = screen(&DAY, b"\xEF\xBB\xBF\xE5\xA7\x93,founder.sex\n\xFF\xFE,female\na,female\n");
    assert_eq!(code(&broken), 1);
    assert!(
        table(&broken)[1].last().is_some_and(|error| error.contains("坏掉"))
            && table(&broken)[2].last().is_some_and(String::is_empty)
    );
}

#[test]
fn results_and_totals_go_where_they_are_told_to() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let (roster, out, totals) = (path("in.csv"), path("out.csv"), path("totals.csv"));
    fs::write(&roster, "信用,founder.sex,venture.place\n否,female,上海\n否,male,上海\n,x,上海\n").expect("written");
    let args = [
        &roster,
        "--as-of",
        "2026-11-22",
        "--lang",
        "en",
        "-o",
        &out,
        "--totals",
        &totals,
        "--columns",
        "信用=founder.bad_credit",
    ];
    let output = screen(&args, b"");
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(output.stdout.is_empty());
    // Messages may be kept by whoever runs this: they name the cell, never what stands in it.
    assert!(
        said(&output).contains("line 4, column “founder.sex”") && !said(&output).contains("“x”"),
        "{}",
        said(&output)
    );
    let text = fs::read_to_string(&out).expect("the results");
    assert!(text.lines().count() == 4 && text.contains("line 4, column “founder.sex”: “x” cannot be read"), "{text}");
    let totals = fs::read_to_string(&totals).expect("the totals");
    let counts = totals.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.rsplit(',').take(8).collect();
        cells.iter().map(|cell| digits::read(cell).expect("a count")).sum::<i64>()
    });
    let mut by_count: BTreeMap<i64, String> = BTreeMap::new();
    counts.for_each(|count| _ = write!(by_count.entry(count).or_default(), "."));
    assert_eq!(by_count.keys().copied().collect::<Vec<_>>(), [2], "each policy was told to both founders: {totals}");
    let onto_itself = screen(&[&roster, "--as-of", "2026-11-22", "-o", &roster], b"");
    assert_eq!(code(&onto_itself), 2);
    assert!(fs::read_to_string(&roster).expect("still there").contains("信用"));
}
