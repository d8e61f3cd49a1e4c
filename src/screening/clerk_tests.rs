//! Clerks that share a roster, beside one that reads it alone.

use std::fmt::Write as _;
use std::sync::LazyLock;

use engine::compile::LANGUAGES;
use engine::date::Date;
use engine::packed;
use engine::policy::Catalogue;
use engine::texts::Texts;

use super::clerk::{Beside, Clerk, Head, News, Order, Summary, Task};
use super::columns::{Columns, Means};
use super::decode::coder;
use super::roster::Refusal;
use super::screen::{Outcome, Screening};
use super::sheet;
use super::table::{Fate, PAGE, Page, Wish};
use super::vocabulary::Vocabulary;
use crate::catalogue;
use crate::report::Light;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue::load);
static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| LANGUAGES.iter().map(|lang| catalogue::texts(lang)).collect());
static VOCABULARY: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(&CATALOGUE, &TEXTS));

const DAY: Date = Date(20_779);

/// What a clerk says to an order, each read back from its bytes; pieces of a file are put together.
fn asked(clerk: &mut Clerk<'_>, order: &Order, roster: Option<&[u8]>, batch: &[u8]) -> Vec<(News, Vec<u8>)> {
    let order = packed::read::<Order>(&packed::write(order)).expect("what was just written");
    let (mut said, mut file) = (Vec::new(), String::new());
    clerk.work(order, roster.map(|roster| (roster, coder as _)), batch, &mut |news, beside| {
        let news = packed::read::<News>(&packed::write(&news)).expect("what was just written");
        match beside {
            Beside::Nothing => said.push((news, std::mem::take(&mut file).into_bytes())),
            Beside::Batch(bytes) => said.push((news, bytes)),
            Beside::Piece(piece) => file.push_str(piece),
        }
    });
    said
}

fn clerk() -> Clerk<'static> {
    Clerk::new(&VOCABULARY, &TEXTS[0])
}

fn opened(roster: &[u8]) -> Result<Head, Refusal> {
    match asked(&mut clerk(), &Order::Open, Some(roster), &[]).remove(0).0 {
        News::Opened(head) => Ok(head),
        News::Refused(refusal) => Err(refusal),
        other => panic!("{other:?}"),
    }
}

/// 200 founders, every tenth of whom says something that cannot be read, and one row without anything.
fn roster() -> String {
    let mut roster = String::from("姓名,性别,职工人数,营业执照上的住所,备注\n");
    for n in 0..200 {
        let staff = if n % 10 == 3 { "三个" } else { ["1", "12", "3"][n % 3] };
        let place = ["上海市闵行区", "濮阳县", "徐汇"][n % 3];
        writeln!(roster, "创业者{n},{},{staff},{place},\"两行,\n写\"", ["男", "女"][n % 2]).expect("a string");
    }
    roster + ",,,,\n"
}

/// Screens with so many clerks, whose batches come last one first; the keeper, who has every row.
fn kept(roster: &[u8], of: u32) -> (Clerk<'static>, Summary) {
    let head = opened(roster).expect("a roster");
    let mut keeper = clerk();
    asked(&mut keeper, &Order::Begin(head.clone()), None, &[]);
    for part in (0..of).rev() {
        let task = Task { columns: head.columns.clone(), as_of: Some(DAY), part, of };
        let mut news = asked(&mut clerk(), &Order::Screen(task), Some(roster), &[]);
        assert_eq!(news.pop().expect("it ends").0, News::Ended);
        for (news, batch) in news.into_iter().rev() {
            let News::Screened { at, .. } = news else { panic!("{news:?}") };
            asked(&mut keeper, &Order::Keep(at), None, &batch);
        }
    }
    match asked(&mut keeper, &Order::Finish, None, &[]).remove(0).0 {
        News::Finished(summary) => (keeper, summary),
        other => panic!("{other:?}"),
    }
}

fn saved(keeper: &mut Clerk<'_>, order: &Order) -> String {
    let (news, file) = asked(keeper, order, None, &[]).remove(0);
    assert_eq!(news, News::Saved);
    String::from_utf8(file).expect("UTF-8")
}

fn page(keeper: &mut Clerk<'_>, wish: &Wish, at: u32) -> Page {
    match asked(keeper, &Order::Show(wish.clone(), at), None, &[]).remove(0).0 {
        News::Shown(page) => page,
        other => panic!("{other:?}"),
    }
}

#[test]
fn several_clerks_write_what_one_writes_row_by_row() {
    let roster = roster();
    let names = ["姓名", "性别", "职工人数", "营业执照上的住所", "备注"];
    let columns = Columns::named(&VOCABULARY, &names);
    let screening = Screening { vocabulary: &VOCABULARY, texts: &TEXTS[0], columns, as_of: Some(DAY) };
    let mut expected = String::new();
    let results = screening.results();
    sheet::write(&mut expected, names.into_iter().chain(results.iter().map(String::as_str)), ',');
    let mut reader = csv::Reader::from_reader(roster.as_bytes());
    let mut outcomes = Vec::new();
    for (n, record) in (0u64..).zip(reader.records()) {
        let record = record.expect("even rows");
        let row = screening.row(2 + 2 * n, &record.iter().collect::<Vec<_>>());
        sheet::write(&mut expected, row.kept.iter().chain(&row.results).map(String::as_str), ',');
        outcomes.push(row.outcome);
    }
    for of in [1, 3] {
        let (mut keeper, summary) = kept(roster.as_bytes(), of);
        assert_eq!(saved(&mut keeper, &Order::Save(Wish::default())), expected);
        assert_eq!(summary.failed, 20);
        assert!(summary.says.contains("201") && summary.says.contains("180"), "{}", summary.says);
        let eligible = |outcome: &&Outcome| match outcome {
            Outcome::Assessed(lights) => lights.iter().any(|(_, light)| *light == Light::Open),
            Outcome::Empty | Outcome::Failed(_) => false,
        };
        let wish = Wish { light: Some(Light::Open as u8), ..Wish::default() };
        assert_eq!(page(&mut keeper, &wish, 0).found as usize, outcomes.iter().filter(eligible).count());
        assert!(summary.totals.len() > 10 && summary.totals[1].len() == 10);
    }
}

#[test]
fn rows_are_found_sorted_and_turned() {
    let (mut keeper, summary) = kept(roster().as_bytes(), 2);
    let all = page(&mut keeper, &Wish::default(), 0);
    assert_eq!((all.found, all.rows.len(), all.rows[0].cells.len()), (201, PAGE, summary.head.len()));
    assert_eq!(all.rows[1].cells[0..2], ["创业者1".to_owned(), "女".to_owned()]);
    assert_eq!(all.rows[1].line, 4, "a row of two lines stands before it");
    let last = page(&mut keeper, &Wish::default(), 4);
    assert_eq!((last.rows.len(), last.rows[0].fate), (1, Fate::Empty));
    assert!(page(&mut keeper, &Wish::default(), 99).rows.is_empty());
    let failed = Wish { only_failed: true, ..Wish::default() };
    let found = page(&mut keeper, &failed, 0);
    assert_eq!(found.found, 20);
    assert!(found.rows.iter().all(|row| row.fate == Fate::Failed && row.cells[2] == "三个"));
    let file = saved(&mut keeper, &Order::Save(failed));
    assert_eq!(file.matches("三个").count(), 40, "as it was, and in what is said of it");
    let text = Wish { text: "创业者19".into(), ..Wish::default() };
    assert_eq!(page(&mut keeper, &text, 0).found, 11);
    let staff = |is_falling| Wish { sort: Some((2, is_falling)), ..Wish::default() };
    let cells = |page: Page| page.rows.into_iter().map(|row| row.cells[2].clone()).collect::<Vec<_>>();
    assert_eq!(cells(page(&mut keeper, &staff(false), 0))[0], "1");
    assert_eq!(cells(page(&mut keeper, &staff(false), 3))[0], "12", "12 stands behind 3");
    assert_eq!(cells(page(&mut keeper, &staff(true), 0))[0], "三个", "words behind numbers, here before them");
    assert_eq!(cells(page(&mut keeper, &staff(true), 4)), [""], "nothing stands last either way");
}

#[test]
fn the_rows_of_a_count_are_found() {
    let (mut keeper, summary) = kept(roster().as_bytes(), 1);
    for line in &summary.totals[1..] {
        let at = CATALOGUE.policies.iter().position(|policy| policy.id == line[0]).expect("a policy");
        let policy = Some(engine::policy::PolicyId(u16::try_from(at).expect("few")));
        for (light, count) in (0u8..).zip(&line[2..]) {
            let wish = Wish { policy, light: Some(light), ..Wish::default() };
            assert_eq!(page(&mut keeper, &wish, 0).found.to_string(), *count, "{line:?}");
        }
    }
    let totals = saved(&mut keeper, &Order::Totals);
    assert_eq!(totals.lines().count(), summary.totals.len());
}

#[test]
fn a_head_tells_what_its_columns_are() {
    let head =
        opened("\u{FEFF}姓名\t性别\t信用情况\t身份证号\r\n赵\t男\t\t310112199001011234\r\n钱\t男\t否\t\r\n".as_bytes());
    let head = head.expect("a roster");
    assert_eq!((head.rows, head.separator, head.wants_mark), (2, b'\t', true));
    assert_eq!(head.samples, [vec!["赵", "钱"], vec!["男"], vec!["否"], vec!["310112199001011234"]]);
    let means: Vec<Means> = head.columns.iter().map(|column| column.means).collect();
    assert_eq!((means[0], means[3]), (Means::Nothing, Means::Nothing));
    assert!(matches!(means[1], Means::Fact(_)));
    for (roster, refusal) in
        [(&b"PK\x03\x04\x14\0"[..], Refusal::NotText), (b"", Refusal::Empty), (b"\n\n", Refusal::Empty)]
    {
        assert_eq!(opened(roster), Err(refusal));
    }
}
