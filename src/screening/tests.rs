//! What people write in rosters, and what is read from it.

use std::sync::LazyLock;

use engine::compile::LANGUAGES;
use engine::date::Date;
use engine::fact::Kind;
use engine::policy::Catalogue;
use engine::texts::Texts;
use engine::wire::line;

use super::cell::{self, Wanted};
use super::columns::{ColumnError, Columns, Means};
use super::decode::{Decoder, Encoding, NotText, coder, separator};
use super::screen::{Outcome, Screening};
use super::sheet;
use super::vocabulary::Vocabulary;
use crate::catalogue;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue::load);
static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| LANGUAGES.iter().map(|lang| catalogue::texts(lang)).collect());
static VOCABULARY: LazyLock<Vocabulary<'static>> = LazyLock::new(|| Vocabulary::new(&CATALOGUE, &TEXTS));

fn read(fact: &str, text: &str) -> Result<String, Wanted> {
    let id = CATALOGUE.fact(fact).expect("a fact of the catalogue");
    let answer = cell::read(&VOCABULARY, id, text)?;
    let line = line::write(&CATALOGUE, id, answer);
    Ok(line.split_once('=').expect("a line").1.to_owned())
}

/// Each of these cells says the same.
fn says(fact: &str, cells: &[&str], value: &str) {
    for cell in cells {
        assert_eq!(read(fact, cell).as_deref(), Ok(value), "{fact}: `{cell}`");
    }
}

/// None of these cells is read.
fn refuses(fact: &str, cells: &[&str]) {
    for cell in cells {
        let found = read(fact, cell);
        assert!(found.is_err(), "{fact}: `{cell}` is read as {found:?}");
    }
}

#[test]
fn yes_and_no() {
    says("founder.first_venture", &["是", "有", "对", "√", "Y", "yes", "TRUE", "1", " 是　", "Ｙ"], "yes");
    says("founder.first_venture", &["否", "无", "×", "N", "no", "FALSE", "0", "没有"], "no");
    says("founder.first_venture", &["不清楚", "不知道", "?", "？", "Not sure"], "?");
    refuses("founder.first_venture", &["X", "也许", "良好", "2", "是否", "-", "/"]);
}

#[test]
fn days_and_months() {
    let day = ["2025-06-30", "2025/6/30", "2025.6.30", "2025年6月30日", "2025 年 6 月 30 号", "20250630", "45838"];
    says("founder.graduated_on", &day, "2025-06-30");
    says("founder.graduated_on", &["2025/6/30 0:00", "2025-06-30 00:00:00", "２０２５－０６－３０"], "2025-06-30");
    says("founder.graduated_on", &["2025年6月", "2025-06", "2025/6", "2025.06"], "2025-06-01..2025-06-30");
    says("founder.graduated_on", &["2024年2月"], "2024-02-01..2024-02-29");
    says("founder.graduated_on", &["2025年"], "2025-01-01..2025-12-31");
    says("founder.graduated_on", &["2025-06..2025-08-05", "2025年6月至2025年8月5日"], "2025-06-01..2025-08-05");
    says("founder.graduated_on", &["2025-06-01..", "2025年6月及以后"], "2025-06-01..");
    says("founder.graduated_on", &["..2025-06-30", "2025年6月及以前"], "..2025-06-30");
    refuses("founder.graduated_on", &["2025-02-30", "2025.1", "6/30/2025", "30-06-2025", "2025", "1900/1/0", "99999"]);
    refuses(
        "founder.graduated_on",
        &["2025年13月", "去年", "2025-06-30 下午", "2026-01-01..2025-01-01", "..", "250630"],
    );
}

#[test]
fn money_rates_and_counts() {
    says(
        "venture.monthly_rent",
        &["8000", "8,000", "8000元", "¥8000", "￥8，000", "8000.00 元", "0.8万", "0.8 万元"],
        "8000",
    );
    says("venture.monthly_rent", &["1.2万"], "12000");
    says("venture.monthly_rent", &["1234.5"], "1234.5");
    says("venture.monthly_rent", &["1万至2万", "10000~20000", "10000-20000元"], "10000..20000");
    says("venture.monthly_rent", &["≤100000", "10万以下", "..100000"], "..100000");
    refuses(
        "venture.monthly_rent",
        &["8,00", "1,5", "8000.005", "-5", "1.2E+04", "8000元/月", "八千", "1-5万", "1 2", "~"],
    );
    refuses("venture.monthly_rent", &["99999999999999999999", "2000000000000", "超过8000"]);
    says("loan.rate", &["3.5%", "3.5", "３.５％", "3.50 %"], "3.5");
    says("loan.rate", &["0.5%"], "0.5");
    says("loan.rate", &["3.45..3.95"], "3.45..3.95");
    refuses("loan.rate", &["0.035", "350%", "3.5‰", "3,5"]);
    says("venture.staff", &["3", "3人", "3 名", "3.0", "３人"], "3");
    says("venture.staff", &["3-10人", "3至10", "3人~10人"], "3..10");
    says("founder.overseas_work_months", &["12个月", "12 月"], "12");
    refuses("venture.staff", &["3.5", "-3", "三", "3年", "无", "100001", "10-3"]);
    says("founder.share_percent", &["30%", "30"], "30");
    refuses("founder.share_percent", &["0.3", "101"]);
}

#[test]
fn places_as_they_stand_on_a_licence() {
    let minhang = [
        "shanghai/minhang",
        "闵行",
        "闵行区",
        "上海市闵行区",
        "上海 闵行",
        "Minhang",
        "310112",
        "上海市/闵行区",
        "莘庄镇",
    ];
    says("venture.place", &minhang, "shanghai/minhang");
    says("venture.place", &["上海市闵行区东川路800号", "上海市闵行区莘庄镇莘松路1号"], "shanghai/minhang");
    says("venture.place", &["祝桥镇", "祝桥", "上海市浦东新区祝桥镇", "浦东祝桥"], "shanghai/pudong/zhuqiao");
    says("venture.place", &["上海市浦东新区世纪大道1号", "浦东新区", "浦东"], "shanghai/pudong");
    says("venture.place", &["上海", "上海市", "Shanghai"], "shanghai");
    says("venture.place", &["濮阳", "河南省濮阳市", "河南濮阳"], "henan/puyang");
    says("venture.place", &["濮阳县", "河南省濮阳市濮阳县文留镇"], "henan/puyang/puyang-county");
    says("venture.place", &["郑州", "河南省郑州市金水区", "河南郑州"], "henan/other");
    says(
        "venture.place",
        &["其他省市", "江苏", "江苏省南京市玄武区", "北京市朝阳区", "广西壮族自治区南宁市", "elsewhere"],
        "elsewhere",
    );
    says("venture.place", &["江苏路"], "shanghai/changning");
    refuses(
        "venture.place",
        &["江苏路100号", "上海市中山北路", "上海市闽行区", "火星", "闵行区东川路800号", "区", "310199"],
    );
    assert!(matches!(read("venture.place", "城关镇"), Err(Wanted::OneOf(places)) if places.len() == 5));
    assert!(matches!(read("venture.place", "上海市虹桥镇"), Err(Wanted::OneOf(places)) if places.len() == 2));
}

#[test]
fn values_and_sets_by_any_name() {
    says(
        "venture.form",
        &["个体工商户", "individual_business", "Individual business", " 个体工商户 "],
        "individual_business",
    );
    says("venture.form", &["还没定"], "?");
    says("founder.training", &["无", "没有证书", "none"], "none");
    refuses("venture.form", &["有限责任公司", "无", "公司、个体工商户"]);
    let both = [
        "高校毕业生、退役军人",
        "graduate,veteran",
        "退役军人；高校毕业生",
        "高校毕业生/退役军人",
        "Graduate|Veteran",
        "高校毕业生\n退役军人",
    ];
    says("founder.groups", &both, "graduate,veteran");
    says("founder.groups", &["高校毕业生、?退役军人"], "graduate,?veteran");
    says("founder.groups", &["无", "以上都不是"], "");
    says("founder.groups", &["不清楚"], "?");
    says("venture.industries", &["航空配套、物流"], "aviation_logistics");
    says("venture.industries", &["农业、航空配套、物流"], "agriculture,aviation_logistics");
    refuses("founder.groups", &["高校毕业生、英雄", "、", "是", "高校毕业生。退役军人"]);
}

#[test]
fn every_label_names_its_fact_alone() {
    for (i, fact) in CATALOGUE.facts.iter().enumerate() {
        for texts in TEXTS.iter() {
            let text = &texts.facts[i];
            let mut labels = vec![&fact.id, &text.question];
            labels.extend(&text.yes);
            if fact.kind != Kind::YesNo {
                labels.push(&text.noun);
            }
            for label in labels {
                let found = VOCABULARY.fact(label).map(|id| &CATALOGUE.fact_of(id).id);
                assert_eq!(found, Some(&fact.id), "`{label}`");
            }
        }
    }
}

fn means(head: &[&str]) -> Vec<String> {
    let columns = Columns::new(&VOCABULARY, head, &[]).expect("columns");
    let word = |means| match means {
        Means::Fact(fact) => CATALOGUE.fact_of(fact).id.clone(),
        Means::Perhaps(fact) => format!("{}?", CATALOGUE.fact_of(fact).id),
        Means::AsOf => "as_of".to_owned(),
        Means::Nothing => "-".to_owned(),
    };
    columns.list.iter().map(|column| word(column.means)).collect()
}

#[test]
fn columns_are_found_by_name() {
    let head = ["姓名", "性别", "毕业时间", "每月房租（元）", "您的户口在哪里", "职工人数(人)", "As of", "成立日期"];
    let facts = [
        "-",
        "founder.sex",
        "founder.graduated_on",
        "venture.monthly_rent",
        "founder.hukou",
        "venture.staff",
        "as_of",
        "venture.registered_on",
    ];
    assert_eq!(means(&head), facts);
    // What yes means, or how large the unit is, is not said: passed through, with a word about it.
    let vague = ["founder.sex", "信用情况", "每月销售额（万元）", "有不良信用或失信记录", "纳税地"];
    let facts = [
        "founder.sex",
        "founder.bad_credit?",
        "venture.monthly_sales?",
        "founder.bad_credit",
        "venture.taxed_in_place?",
    ];
    assert_eq!(means(&vague), facts);
}

#[test]
fn columns_are_named_by_hand() {
    let pair = |column: &str, id: &str| (column.to_owned(), id.to_owned());
    let new = |head: &[&str], by_hand: &[(String, String)]| Columns::new(&VOCABULARY, head, by_hand);
    let columns = new(&["信用", "性别"], &[pair("信用", "founder.bad_credit"), pair("性别", "-")]).expect("columns");
    assert!(matches!(columns.list[0].means, Means::Fact(_)) && columns.list[1].means == Means::Nothing);
    let twice = new(&["性别", "founder.sex"], &[]).expect_err("one fact twice");
    assert!(
        matches!(&twice[..], [ColumnError::Twice { first, second, .. }] if first == "性别" && second == "founder.sex")
    );
    let wrong = new(&["性别", "甲", "甲"], &[pair("乙", "founder.sex"), pair("甲", "-"), pair("性别", "founder.sexx")]);
    assert_eq!(
        wrong,
        Err(vec![
            ColumnError::NoColumn("乙".into()),
            ColumnError::SeveralColumns("甲".into()),
            ColumnError::NoFact { column: "性别".into(), id: "founder.sexx".into() },
        ])
    );
    assert_eq!(new(&["姓名"], &[]), Err(vec![ColumnError::Nothing]));
}

/// Decodes block by block.
fn decoded(bytes: &[u8], block: usize) -> (String, Option<Encoding>) {
    let (mut decoder, mut text) = (Decoder::new(coder), String::new());
    // The first block is whole, as its reader makes it.
    let (first, rest) = bytes.split_at(bytes.len().min(block.max(64)));
    decoder.push(first, false, &mut text).expect("text");
    for part in rest.chunks(block) {
        decoder.push(part, false, &mut text).expect("text");
    }
    decoder.push(&[], true, &mut text).expect("text");
    (text, decoder.encoding())
}

#[test]
fn letters_of_every_encoding() {
    let roster = "姓名,毕业日期\n赵𠮷,2025-06-30\n联通,二〇二五年的六月\n".repeat(20);
    let ascii = "a,b\n".repeat(40) + &roster;
    let utf16 = |big: bool| -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        std::iter::once(0xFEFF).chain(roster.encode_utf16()).flat_map(unit).collect()
    };
    for block in [1, 7, 64, 1 << 20] {
        let utf8 = (roster.clone(), Some(Encoding::Utf8));
        assert_eq!(decoded(roster.as_bytes(), block), utf8);
        assert_eq!(decoded(format!("\u{FEFF}{roster}").as_bytes(), block), utf8);
        assert_eq!(decoded(&encoding_rs::GB18030.encode(&roster).0, block), (roster.clone(), Some(Encoding::Gb18030)));
        assert_eq!(decoded(&utf16(false), block), (roster.clone(), Some(Encoding::Utf16Le)));
        assert_eq!(decoded(&utf16(true), block), (roster.clone(), Some(Encoding::Utf16Be)));
    }
    assert_eq!(decoded(&encoding_rs::GB18030.encode(&ascii).0, 1 << 20), (ascii, Some(Encoding::Gb18030)));
    assert_eq!(decoded(b"a,b\n1,2\n", 4), ("a,b\n1,2\n".to_owned(), None));
    // One broken letter does not make another encoding of it.
    let mut broken = roster.clone().into_bytes();
    broken[60] = 0xFF;
    let (text, encoding) = decoded(&broken, 1 << 20);
    assert!(encoding == Some(Encoding::Utf8) && text.contains(super::decode::BROKEN));
    for bytes in [&[0u8; 100][..], b"PK\x03\x04 a workbook", b"a\0b\0"] {
        assert_eq!(Decoder::new(coder).push(bytes, true, &mut String::new()), Err(NotText));
    }
}

#[test]
fn separators_are_found_in_the_head() {
    for (head, found) in
        [("a,b;c,d", b','), ("a;b;\"c,d,e,f\"", b';'), ("a\tb", b'\t'), ("a", b','), ("a,b\n;;;;;", b',')]
    {
        assert_eq!(separator(head), found, "{head}");
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_made_safe() {
    for cell in
        ["=1+1", "+86-138", "-1+2", "@SUM(A1)", "\t=1", "\r1", " =1", "＝1+1", "=\"x\"", "-A1", "\u{200b}=1", "\t-5"]
    {
        assert_eq!(sheet::safe(cell), format!("'{cell}"), "{cell}");
    }
    for cell in ["", "-5", "+86", "-1,234.50", "+3.5%", "310112199001011234", "1=1", "a@b.cn", "-", "——", "闵行", "－5"]
    {
        assert_eq!(sheet::safe(cell), cell, "{cell}");
    }
    let mut text = String::new();
    sheet::write(&mut text, ["a", "b;=1", "c\"d", "e\nf", " g", ""].into_iter(), ',');
    sheet::write(&mut text, [""].into_iter(), ',');
    assert_eq!(text, "a,\"b;=1\",\"c\"\"d\",\"e\nf\",\" g\",\n\"\"\n");
}

fn screening(head: &[&str], as_of: &str) -> Screening<'static> {
    let columns = Columns::new(&VOCABULARY, head, &[]).expect("columns");
    Screening { vocabulary: &VOCABULARY, texts: &TEXTS[0], columns, as_of: as_of.parse::<Date>().ok() }
}

#[test]
fn a_row_that_cannot_be_read_stays_and_says_why() {
    let screening = screening(&["姓名", "职工人数", "参保职工人数", "毕业日期"], "2026-11-22");
    let said = |cells: &[&str]| {
        let row = screening.row(7, cells);
        assert_eq!((row.kept.len(), row.results.len()), (4, screening.results().len()));
        assert!(matches!(row.outcome, Outcome::Failed(_)), "{cells:?}");
        row.results.last().expect("the last column").clone()
    };
    let two = said(&["赵", "三个", "1", "2025-13-01"]);
    for part in ["第 7 行", "“职工人数”列", "“三个”", "0到 100,000 人的整数", "“毕业日期”列", "2025-13-01"]
    {
        assert!(two.contains(part), "{two} does not say {part}");
    }
    let more = said(&["赵", "2", "3", ""]);
    assert!(more.contains("“参保职工人数”列") && more.contains("不超过“职工人数”列的“2”"), "{more}");
    assert!(said(&["赵", "2"]).contains("2 格"));
    assert!(said(&["赵\u{FFFD}", "2", "1", ""]).contains("坏掉"));
    assert_eq!(screening.row(7, &["赵", "2", "1", "", "多", "余"]).kept, ["赵", "2", "1", ",多,余"]);
    let long = said(&["赵", &"9".repeat(5_000_000), "1", ""]);
    assert!(long.len() < 1_000, "{}", long.len());
    assert_eq!(screening.row(7, &["", " ", "", ""]).outcome, Outcome::Empty);
    let spare = screening.row(7, &["310112199001011234", "2", "1", "", "", ""]);
    assert!(matches!(spare.outcome, Outcome::Assessed(_)) && spare.kept[0] == "310112199001011234");
}

#[test]
fn a_day_may_stand_in_the_row() {
    let screening = screening(&["as_of", "性别"], "");
    assert!(matches!(screening.row(2, &["2026-11-22", "女"]).outcome, Outcome::Assessed(_)));
    for day in ["", "2026年11月", "soon"] {
        let Outcome::Failed(troubles) = screening.row(2, &[day, "女"]).outcome else { panic!("{day}") };
        assert_eq!(troubles[0].wanted, Wanted::AsOf);
    }
}

#[test]
fn what_is_expected_is_said_for_every_kind_in_every_language() {
    for texts in TEXTS.iter() {
        for (id, fact) in (0u16..).map(engine::fact::FactId).zip(&CATALOGUE.facts) {
            let trouble = super::trouble::Trouble {
                line: 1,
                column: Some(fact.id.clone()),
                cell: "§".into(),
                wanted: Wanted::Answer(id),
            };
            let said = trouble.sentence(&CATALOGUE, texts);
            assert!(said.contains('§') && !said.contains(['{', '}']) && said.len() > 40, "{said}");
        }
    }
}

#[test]
fn no_name_has_more_parts_than_are_tried() {
    let names = TEXTS.iter().flat_map(|texts| texts.facts.iter().flat_map(|fact| &fact.values));
    let most = names.map(|value| value.name.split(cell::BETWEEN).count()).max().expect("names");
    assert!((2..cell::MOST_PARTS).contains(&most), "{most}");
}

#[test]
fn a_long_cell_comes_to_an_end() {
    says("founder.groups", &[&"graduate;".repeat(20_000)], "graduate");
    refuses("founder.groups", &[&"graduates,".repeat(20_000)]);
}
