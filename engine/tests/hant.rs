//! The texts that nobody writes: traditional characters, read against sentences that were checked by hand.

use std::path::Path;
use std::sync::LazyLock;

use engine::compile::{Compiled, Diagnostic, LANGUAGES, Source, compile, hant, read_folder};
use engine::texts::Texts;

fn sources() -> Vec<Source> {
    read_folder(Path::new("../policies")).expect("the policies")
}

/// The words of the page.
fn words() -> Source {
    let path = "../src/words.toml".to_owned();
    Source { text: std::fs::read_to_string(&path).expect("the words"), path }
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| compile(&sources(), None).expect("a catalogue"));

/// Each pair was written by hand; many hold a character that has several traditional ones.
const CHECKED: [(&str, &str); 36] = [
    ("促进经济发展，理发店里剪头发", "促進經濟發展，理髮店裡剪頭髮"),
    ("学完发结业证明", "學完發結業證明"),
    ("发票与批发、研发服务", "發票與批發、研發服務"),
    ("准予登记，以省里的标准为准", "准予登記，以省裡的標準為準"),
    ("批准文件下来以后，不得获准再报", "批准文件下來以後，不得獲准再報"),
    ("里程三公里，报道里没有写", "里程三公里，報道裡沒有寫"),
    ("您在这个创业组织里担任什么？", "您在這個創業組織裡擔任什麼？"),
    ("从个人所得税里扣，用不完的不结转", "從個人所得稅裡扣，用不完的不結轉"),
    ("先进制造与产品试制，按制度限制", "先進製造與產品試製，按制度限制"),
    ("依法征收、减半征收，应征者的征信报告", "依法徵收、減半徵收，應徵者的徵信報告"),
    ("长征路与被征地农民", "長征路與被徵地農民"),
    ("重新复核，不得重复，信用恢复", "重新複核，不得重複，信用恢復"),
    ("以人社部门的答复和批复为准", "以人社部門的答覆和批覆為準"),
    ("一只手，只有一次，只能享受一项", "一隻手，只有一次，只能享受一項"),
    ("系统里的劳动关系，联系区人社局", "系統裡的勞動關係，聯繫區人社局"),
    ("平台企业的台账", "平台企業的台賬"),
    ("港澳台居民居住证；台前县", "港澳台居民居住證；台前縣"),
    ("茶几上有几张表", "茶几上有幾張表"),
    ("剩余的失业保险金余额", "剩餘的失業保險金餘額"),
    ("场地面积，一袋面粉", "場地面積，一袋麵粉"),
    ("劳动合同、借款合同签订日期", "勞動合同、借款合同簽訂日期"),
    ("企业签的劳动合同，怎么签都行", "企業簽的勞動合同，怎麼簽都行"),
    ("街道办理居住证签注，备注页注明", "街道辦理居住證簽注，備註頁註明"),
    ("干部不得干涉，若干措施", "幹部不得干涉，若干措施"),
    ("合伙企业的合伙人", "合夥企業的合夥人"),
    ("徐汇区按季汇总，一次汇算清缴", "徐匯區按季彙總，一次匯算清繳"),
    ("范县、清丰县示范基地的范围", "范縣、清豐縣示範基地的範圍"),
    ("后备箱集市，毕业以后", "後備箱集市，畢業以後"),
    ("请尽快提交，尽量当面问", "請儘快提交，儘量當面問"),
    ("合并计算，一并办理，并缴社保", "合併計算，一併辦理，並繳社保"),
    ("舍去小数，宿舍、医疗", "捨去小數，宿舍、醫療"),
    ("松江区莘庄镇，马拉松", "松江區莘莊鎮，馬拉松"),
    ("闲置厂房改建，支持种植、养殖", "閒置廠房改建，支持種植、養殖"),
    ("“创业汇”政策咨询", "「創業匯」政策諮詢"),
    (
        "沪人社规〔2023〕1号《关于进一步做好就业困难人员帮扶的通知》",
        "滬人社規〔2023〕1號《關於進一步做好就業困難人員幫扶的通知》",
    ),
    ("{a}等 {n} 项|12333", "{a}等 {n} 項|12333"),
];

#[test]
fn sentences_read_as_a_person_wrote_them() {
    let wrong: Vec<String> = CHECKED
        .iter()
        .map(|(from, to)| (COMPILED.hant.convert(from), *to))
        .filter(|(found, to)| found != to)
        .map(|(found, to)| format!("{found}\n{to}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every text of a language, one after the other.
fn every(texts: &Texts) -> Vec<String> {
    let mut found: Vec<String> = texts.places.iter().map(|place| place.name.clone()).collect();
    hant::each(&mut texts.clone(), &mut |text| found.push(text.clone()));
    found
}

#[test]
fn gaps_and_forms_stay() {
    let compiled = compile(&sources(), Some(&words())).expect("a catalogue");
    let [zh, _, hant] = &compiled.texts[..] else { panic!("{} languages", compiled.texts.len()) };
    assert_eq!(compiled.texts.iter().map(|texts| texts.lang.as_str()).collect::<Vec<_>>(), LANGUAGES);
    let gaps =
        |text: &str| text.split('{').skip(1).map(|rest| rest.split('}').next().map(str::to_owned)).collect::<Vec<_>>();
    let pairs: Vec<(String, String)> = every(zh).into_iter().zip(every(hant)).collect();
    assert!(pairs.len() > 2_000, "{}", pairs.len());
    for (zh, hant) in &pairs {
        assert_eq!(gaps(zh), gaps(hant), "{hant}");
        assert_eq!(zh.split('|').count(), hant.split('|').count(), "{hant}");
        assert_eq!(zh.chars().count(), hant.chars().count(), "{hant}");
        let simplified = ["们", "过", "给", "问", "办", "“", "”"];
        assert!(!simplified.iter().any(|sign| hant.contains(sign)), "{hant}");
    }
    assert_eq!(every(zh).len(), every(hant).len());
}

#[test]
fn a_place_is_found_in_either_script() {
    let hant = &COMPILED.texts[2];
    let minhang = hant.places.iter().find(|place| place.name.contains("閔行")).expect("閔行");
    assert!(minhang.also.iter().any(|name| name.contains("闵行")));
    assert!(
        minhang.also.iter().any(|name| name.contains("莘莊")) && minhang.also.iter().any(|name| name.contains("莘庄"))
    );
}

/// The version of the catalogue moves with what people write, not with how characters are converted.
#[test]
fn the_version_does_not_move_with_characters() {
    let others: Vec<Source> = sources().into_iter().filter(|source| source.path != "hant.toml").collect();
    let bare = compile(&others, None).expect("a catalogue");
    assert_ne!(bare.texts[2], COMPILED.texts[2]);
    assert_eq!(bare.catalogue.version(), COMPILED.catalogue.version());
}

/// What is wrong where one line of `hant.toml` is added.
fn complaints(lines: &str) -> Vec<Diagnostic> {
    let mut sources = sources();
    let file = sources.iter_mut().find(|source| source.path == "hant.toml").expect("hant.toml");
    file.text.push_str(lines);
    compile(&sources, Some(&words())).err().unwrap_or_default()
}

#[test]
fn a_line_that_changes_nothing_is_refused() {
    let cases = [
        (
            "[[phrase]]\nfrom = \"创业\"\nto = \"創業\"\nwhy = \"…\"",
            "`创业` changes nothing: it already becomes `創業`",
        ),
        ("[[phrase]]\nfrom = \"鲸鱼\"\nto = \"鯨于\"\nwhy = \"…\"", "`鲸鱼` changes nothing: no text needs it"),
        ("[[character]]\nfrom = \"鯨\"\nto = \"鲸\"\nwhy = \"…\"", "`鯨` changes nothing: no text needs it"),
        ("[[phrase]]\nfrom = \"创业\"\nto = \"创业\"\nwhy = \" \"", "`why` is empty: each line says its reason"),
        ("[[phrase]]\nfrom = \"{a}\"\nto = \"{b}\"\nwhy = \"…\"", "`from` is no Chinese text"),
    ];
    assert_eq!(complaints(""), []);
    for (lines, message) in cases {
        let found = complaints(&format!("\n{lines}\n"));
        assert!(found.iter().any(|one| one.file == "hant.toml" && one.message == message), "{message}: {found:?}");
    }
}
