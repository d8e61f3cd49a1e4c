//! The catalogue as a whole: founders from end to end, coverage, what examples show, what runs out, and its tools.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use engine::compile::{Compiled, Source, atoms, compile, expiry, export, is_policy, lint, read_folder};
use engine::date::Date;
use qibu::report::doubts::{Source as Doubted, doubts};
use qibu::samples;
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    read_folder(&root().join("policies")).expect("the policies can be read")
}

fn compiled() -> Compiled {
    compile(&sources(), None).expect("the policies are without mistakes")
}

/// The catalogue with one piece of one file replaced.
fn changed(path: &str, from: &str, to: &str) -> Compiled {
    let mut sources = sources();
    let source = sources.iter_mut().find(|source| source.path == path).expect("the file is there");
    assert!(source.text.contains(from), "`{from}` is not in {path}");
    source.text = source.text.replacen(from, to, 1);
    compile(&sources, None).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qibu")).args(args).current_dir(root()).output().expect("the command runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn writes_golden() -> bool {
    std::env::var_os("QIBU_WRITE_GOLDEN").is_some()
}

/// FNV-1a over the bytes of an answer, as `api/tests/web.rs` compares it in a browser.
fn hash(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// One line for each policy: verdict, sum, days, grade.
fn lines(answer: &Value) -> String {
    let mut text = format!("{} as of {}\n", answer["catalogue"].as_str().map_or("", |v| &v[..10]), answer["as_of"]);
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for one in answer["results"].as_array().expect("results") {
        let benefit = &one["benefit"];
        let sum = match (&benefit["min_fen"], &benefit["max_fen"]) {
            (Value::Null, _) => "-".to_owned(),
            (min, max) if min == max => format!("{max} fen/{}", word(&benefit["per"])),
            (min, max) => format!("{min}..{max} fen/{}", word(&benefit["per"])),
        };
        let window = format!("{}..{}", word(&one["window"]["opens"]), word(&one["window"]["closes"]));
        let superseded = one["superseded_by"].as_str().map_or(String::new(), |by| format!(" superseded by {by}"));
        let _ = writeln!(
            text,
            "{} {} {sum} {window} {}{superseded}",
            word(&one["policy"]),
            word(&one["verdict"]),
            word(&one["grade"])
        );
    }
    let _ = writeln!(text, "totals {}\nnext {}", answer["totals"], word(&answer["next"]));
    text
}

/// `make golden` writes them anew after a change that is meant.
#[test]
fn golden_founders_are_unchanged() {
    let founders: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(root().join("policies/founders.json")).expect("founders.json"))
            .expect("founders.json is JSON");
    assert!(founders.len() >= 40, "only {} founders", founders.len());
    for day in ["2023-06-05", "2024-05-30", "2024-05-31", "2024-06-12", "2026-11-22", "2027-01-15"] {
        assert!(founders.iter().any(|one| one["situation"]["as_of"] == day), "no founder as of {day}");
    }
    let folder = root().join("tests/golden");
    let mut hashes: BTreeMap<&str, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    for founder in &founders {
        let id = founder["id"].as_str().expect("an id");
        let answer = qibu_api::assess(&founder["situation"].to_string()).expect("a good situation");
        hashes.insert(id, hash(&answer));
        let written = lines(&serde_json::from_str(&answer).expect("JSON"));
        let path = folder.join(format!("{id}.txt"));
        if writes_golden() {
            fs::create_dir_all(&folder).and_then(|()| fs::write(&path, &written)).expect("the golden file is written");
        }
        if fs::read_to_string(&path).unwrap_or_default() != written {
            wrong.push(id);
        }
    }
    let path = root().join("api/tests/golden.json");
    let written = format!("{:#}\n", json!(hashes));
    if writes_golden() {
        fs::write(&path, &written).expect("the golden file is written");
    }
    assert!(wrong.is_empty(), "answers have changed: `make golden`, then look at `git diff tests/golden`: {wrong:?}");
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), written, "`make golden` writes it anew");
    let kept = fs::read_dir(&folder).expect("tests/golden").count();
    assert_eq!(kept, founders.len(), "a golden file without its founder");
}

#[test]
fn every_comparison_is_shown_deciding() {
    let compiled = compiled();
    let found = atoms::atoms(&compiled);
    assert!(found.len() > 700, "only {} comparisons", found.len());
    let bare: Vec<&str> = found.iter().filter(|atom| !atom.is_covered()).map(|atom| atom.text.as_str()).collect();
    assert!(bare.is_empty(), "{bare:#?}");
}

#[test]
fn a_comparison_that_no_example_turns_is_missed() {
    // The generated examples of the grant gone, some comparison of it is shown by none.
    let mut sources = sources();
    sources.retain(|source| source.path != "shanghai/first-startup-grant.examples.toml");
    let compiled = compile(&sources, None).expect("examples by hand are enough to compile");
    let bare = atoms::atoms(&compiled).iter().filter(|atom| !atom.is_covered()).count();
    assert!(bare > 0);
}

#[test]
fn written_examples_are_what_the_tool_writes() {
    let mut sources = sources();
    let kept: Vec<Source> = sources.extract_if(.., |source| source.path.ends_with(".examples.toml")).collect();
    // One policy is enough here: all of them take a minute.
    let path = "national/oneoff-startup-grant.examples.toml";
    let beside = ["coverage.toml", "glossary.toml", "costs.toml"];
    let keep = |source: &Source| match is_policy(source) {
        true => path.starts_with(source.path.trim_end_matches(".toml")),
        false => !beside.contains(&source.path.as_str()),
    };
    sources.retain(keep);
    let codes = sources.iter_mut().find(|source| source.path == "codes.toml").expect("the numbers");
    codes.text = String::from("\"national/oneoff-startup-grant\" = 1\n");
    let compiled = compile(&sources, None).unwrap_or_else(|found| panic!("{found:#?}"));
    let written = atoms::write(&compiled);
    let kept = kept.iter().find(|source| source.path == path).map(|source| (source.path.clone(), source.text.clone()));
    assert_eq!(written.into_iter().next(), kept, "`qibu check --atoms --write` writes them anew");
}

#[test]
fn every_measure_of_the_sources_is_covered() {
    let compiled = compiled();
    let counts: Vec<(&str, usize)> =
        compiled.coverage.sources.iter().map(|source| (source.id.as_str(), source.measures.len())).collect();
    assert_eq!(counts, [("000", 18), ("001", 97), ("002", 33), ("003", 22), ("004", 28)]);
    let output = run(&["coverage"]);
    assert!(output.status.success() && said(&output).contains("198 measures, none missing"), "{}", said(&output));
}

#[test]
fn a_measure_that_is_missing_fails() {
    let mut sources = sources();
    let source = sources.iter_mut().find(|source| source.path == "coverage.toml").expect("coverage.toml");
    source.text = source.text.replacen("\"001.6.2\"", "\"001.6.99\"", 1);
    let found = compile(&sources, None).err().unwrap_or_default();
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["the measure `001.6.2` is missing", "the measure `001.6.99` is in no source's `parts`"]);
}

#[test]
fn the_files_hold_nothing_that_nobody_meant() {
    assert_eq!(lint::findings(&compiled()), Vec::<String>::new());
}

#[test]
fn idle_facts_and_unofficial_links_are_found() {
    let compiled =
        changed("facts.toml", "reserved      = \"DESIGN 4 names it; no rent subsidy in force is paid by area\"\n", "");
    let found = lint::findings(&compiled);
    assert!(matches!(found.as_slice(), [one] if one.contains("`venture.area_m2`")), "{found:?}");
    let compiled = changed("henan/channels.toml", "https://hnjy.hrss.henan.gov.cn", "https://hnjy.example.com");
    let found = lint::findings(&compiled);
    assert!(matches!(found.as_slice(), [one] if one.contains("no official address")), "{found:?}");
}

#[test]
fn a_case_that_an_earlier_one_always_takes_is_found() {
    let case = "[[version.benefit.case]]\n";
    let mut sources = sources();
    let source = sources.iter_mut().find(|source| source.path == "shanghai/incubation-seat-subsidy.toml");
    let text = &mut source.expect("the file is there").text;
    let amount = text.lines().find(|line| line.starts_with("amount ")).expect("an amount").to_owned();
    let cases = format!(
        "{case}when = 'venture.staff >= 0 || founder.bad_credit || !founder.bad_credit'\n{amount}\ngrade = \"reported\"\n{case}{amount}\ngrade = \"reported\"\n"
    );
    *text = text.replacen(&format!("{amount}\n"), "", 1);
    let at = text.find("[version.benefit]").expect("a benefit");
    let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end + 1);
    text.insert_str(end, &cases);
    let compiled = compile(&sources, None).unwrap_or_else(|found| panic!("{found:#?}"));
    let found = lint::findings(&compiled);
    assert!(
        matches!(found.as_slice(), [one] if one.contains("case 2") && one.contains("never the first")),
        "{found:?}"
    );
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn nothing_is_used_past_its_evidence_without_a_mark() {
    let compiled = compiled();
    assert_eq!(expiry::report(&compiled, compiled.catalogue.date, 0).expired, Vec::<String>::new());
    // The cliff at the end of 2026 is announced, and marked once it has passed.
    let soon = expiry::report(&compiled, compiled.catalogue.date, 60).soon.join("\n");
    assert!(soon.contains("ends on 2026-12-31"), "{soon}");
    let over = expiry::report(&compiled, day("2028-01-02"), 0).expired.join("\n");
    assert!(over.contains("the twelve months of its expected renewal ended on 2027-12-31"), "{over}");
}

#[test]
fn what_ends_without_a_mark_is_found() {
    let unmarked = changed("shanghai/rent-2018.toml", "renewal  = \"none\"\n", "");
    let found = expiry::report(&unmarked, unmarked.catalogue.date, 0).expired;
    assert!(matches!(found.as_slice(), [one] if one.starts_with("shanghai/rent-2018: ")), "{found:?}");
    // The contribution floor used past its last evidence, once its unconfirmed continuation is gone.
    let mut sources = sources();
    let source = sources.iter_mut().find(|source| source.path == "shanghai/parameters.toml").expect("the figures");
    let at = source.text.find("[[parameter.value]]\nfrom      = 2026-08-25").expect("the continuation");
    let end = source.text[at..].find("\n\n").expect("its end") + at;
    source.text.replace_range(at..end, "");
    // The examples that rest on it change with it: only the dates are asked for here.
    let compiled = compile(&sources, None);
    let found = match &compiled {
        Ok(compiled) => expiry::report(compiled, compiled.catalogue.date, 0).expired,
        Err(found) => panic!("{found:#?}"),
    };
    assert!(matches!(found.as_slice(), [one] if one.contains("past its last evidence of 2026-08-24")), "{found:?}");
}

#[test]
fn what_to_confirm_starts_with_what_matters_most() {
    let compiled = compiled();
    let founders: Vec<_> = samples::all(&compiled.catalogue).into_iter().map(|one| one.situation).collect();
    let found = doubts(&compiled.catalogue, &qibu::catalogue::texts("zh-CN"), &founders);
    let first: Vec<&str> = found
        .iter()
        .take(6)
        .map(|doubt| match doubt.about {
            Doubted::Document(id) => compiled.catalogue.document_of(id).id.as_str(),
            Doubted::Parameter(id) => compiled.catalogue.parameters[usize::from(id.0)].id.as_str(),
        })
        .collect();
    for wanted in ["minhang-indicator-table", "hu-ren-she-gui-2023-1", "henan-employment-fund-2025"] {
        assert!(first.contains(&wanted), "{wanted} is not among {first:?}");
    }
    for doubt in &found {
        assert!(!doubt.questions.is_empty() && !doubt.whom.is_empty());
        assert!(doubt.cash <= doubt.alone && doubt.alone <= doubt.answers);
    }
}

/// Editors complete and check policy files with this schema; the compiler is the judge.
#[test]
fn every_policy_file_follows_the_schema() {
    let text = fs::read_to_string(root().join("policies/policy.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let mut checked = 0;
    for (id, policy) in export_of(&sources()) {
        checked += 1;
        let errors: Vec<String> = validator.iter_errors(&policy).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
    }
    assert!(checked > 200);
    let mut broken = export_of(&sources()).remove(0).1;
    broken["familly"] = "rent".into();
    assert!(!validator.is_valid(&broken));
}

/// Each policy file as the JSON that an editor checks.
fn export_of(sources: &[Source]) -> Vec<(String, Value)> {
    let policies = sources.iter().filter(|source| is_policy(source));
    policies
        .map(|source| {
            let table: toml::Table = source.text.parse().expect("TOML");
            (source.path.clone(), export::plain(&toml::Value::Table(table)))
        })
        .collect()
}

#[test]
fn an_export_names_every_fact_and_place_that_a_situation_speaks_in() {
    let (sources, compiled) = (sources(), compiled());
    let export = export::write(&compiled, &sources);
    let ids = |kind: &str| -> Vec<String> {
        let all = export[kind].as_array().expect("a list").iter();
        all.map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
    };
    let places: Vec<&str> = compiled.catalogue.places.list.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ids("places"), places);
    // The compiler adds facts for policies with a limit of months.
    let facts = compiled.catalogue.facts.iter().map(|fact| fact.id.as_str());
    let own: Vec<&str> = facts.filter(|id| !id.starts_with("used_months.")).collect();
    assert!(own.iter().all(|id| ids("facts").iter().any(|listed| listed == id)), "{own:?}");
}

#[test]
fn an_export_tells_what_changed_and_where() {
    let sources = sources();
    let compiled = compiled();
    let now = export::write(&compiled, &sources);
    let nothing = export::changes(&now, &now);
    for kind in ["policies", "parameters", "documents"] {
        assert_eq!(nothing[kind], json!({ "added": [], "removed": [], "changed": {} }));
    }
    let mut other = now.clone();
    let policy = &mut other["policies"]["shanghai/first-startup-grant"];
    policy["version"][1]["benefit"]["amount"] = "yuan(9000)".into();
    other["policies"].as_object_mut().expect("policies").remove("henan/contests");
    let found = export::changes(&now, &other);
    assert_eq!(found["policies"]["removed"], json!(["henan/contests"]));
    let places = &found["policies"]["changed"]["shanghai/first-startup-grant"];
    assert_eq!(places[0]["at"], "version[2023-01-01].benefit.amount", "{places}");
    assert_eq!((&places[0]["old"], &places[0]["new"]), (&json!("yuan(8000)"), &json!("yuan(9000)")));
    let text = export::describe(&found, "zh-CN");
    assert!(text.contains("- henan/contests") && text.contains("yuan(8000) → yuan(9000)"), "{text}");
}

#[test]
fn every_kept_version_of_the_catalogue_can_be_compared() {
    let now = export::write(&compiled(), &sources());
    let kept = fs::read_dir(root().join("policies/history")).expect("policies/history");
    let mut count = 0;
    for entry in kept {
        let path = entry.expect("an entry").path();
        let old: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON");
        assert_eq!(
            Some(old["catalogue"].as_str().expect("a version")),
            path.file_stem().and_then(|name| name.to_str())
        );
        assert!(!export::describe(&export::changes(&old, &now), "en").is_empty());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn a_trace_shows_the_whole_decision() {
    let founder = &samples_json()[0];
    let file = std::env::temp_dir().join(format!("qibu-trace-{}.json", std::process::id()));
    fs::write(&file, founder["situation"].to_string()).expect("a file");
    let output = run(&["assess", file.to_str().expect("a path"), "--trace"]);
    fs::remove_file(&file).expect("the file");
    let trace: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let decisions = trace["decisions"].as_array().expect("decisions");
    let grant = decisions.iter().find(|one| one["policy"] == "shanghai/first-startup-grant").expect("the grant");
    let reading = &grant["readings"][0];
    assert_eq!(reading["chosen_by"], "venture.registered_on");
    assert_eq!((&reading["rule"], &reading["opens"]), (&json!("2023-01-01"), &json!("2026-10-01")));
    let who = &reading["requirements"][0];
    assert_eq!((&who["id"], &who["truth"]), (&json!("who"), &json!("true")));
    let first = &who["any"][0]["when"]["parts"][0];
    assert_eq!((&first["text"], &first["truth"]), (&json!("within(founder.hukou, \"shanghai\")"), &json!("true")));
    assert_eq!(reading["cases"][0]["fen"], json!({ "min": 800_000, "max": 800_000 }));
}

fn samples_json() -> Vec<Value> {
    serde_json::from_str(&fs::read_to_string(root().join("policies/founders.json")).expect("founders.json"))
        .expect("JSON")
}

#[test]
fn a_new_policy_is_a_skeleton_that_says_what_is_missing() {
    let folder = std::env::temp_dir().join(format!("qibu-new-{}", std::process::id()));
    copy(&root().join("policies"), &folder.join("policies"));
    let qibu = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_qibu")).args(args).current_dir(&folder).output().expect("the command runs")
    };
    assert!(qibu(&["new", "shanghai/minhang/made-up"]).status.success());
    let codes = fs::read_to_string(folder.join("policies/codes.toml")).expect("the numbers");
    let last = |nth: usize| codes.lines().rev().nth(nth).and_then(|line| line.split_once(" = "));
    let number = |nth: usize| last(nth).and_then(|(_, code)| code.parse::<u16>().ok()).expect("a number");
    assert_eq!((last(0).expect("a line").0, number(0)), ("\"shanghai/minhang/made-up\"", number(1) + 1));
    let checked = qibu(&["check"]);
    assert_eq!(checked.status.code(), Some(1));
    let text = said(&checked);
    assert!(text.contains("shanghai/minhang/made-up.toml:2:") && text.contains("a translation is missing"), "{text}");
    assert!(!text.contains("has no code"), "{text}");
    for (id, words) in [("nowhere/x", "no place"), ("shanghai/Bad Name", "no id"), ("shanghai/rent-2018", "already")] {
        let output = qibu(&["new", id]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
    fs::remove_dir_all(&folder).expect("the copy");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).expect("a file") }
    }
}

#[test]
fn every_policy_has_a_readable_page_in_each_language() {
    let folder = std::env::temp_dir().join(format!("qibu-pages-{}", std::process::id()));
    let output = run(&["pages", folder.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", said(&output));
    let pages = folder.join("policies");
    let compiled = compiled();
    for (lang, base) in [("zh-CN", pages.clone()), ("en", pages.join("en")), ("zh-Hant", pages.join("zh-Hant"))] {
        for policy in &compiled.catalogue.policies {
            let path = base.join(format!("{}.html", policy.id));
            let html = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(html.contains(&format!("<html lang=\"{lang}\">")) && html.contains("<h1>"), "{}", policy.id);
            let data = html
                .split("<script type=\"application/ld+json\">")
                .nth(1)
                .and_then(|rest| rest.split("</script>").next());
            let data: Value = serde_json::from_str(data.expect("data")).expect("JSON");
            assert_eq!(data["@type"], "GovernmentService");
            links_lead_somewhere(&path, &html);
        }
        for list in ["index", "coverage", "confirm", "glossary", "changes"] {
            let path = base.join(format!("{list}.html"));
            links_lead_somewhere(&path, &fs::read_to_string(&path).expect("a list"));
        }
    }
    let grant = |base: &Path| fs::read_to_string(base.join("shanghai/first-startup-grant.html")).expect("the grant");
    for words in ["8,000 元", "沪人社规〔2023〕1号", "成立日期之后18个月的同一天", "本人参保"] {
        assert!(grant(&pages).contains(words), "“{words}” is not on the page");
    }
    for words in ["8,000 元", "成立日期之後18個月的同一天", "本人參保", "政策清單"] {
        assert!(grant(&pages.join("zh-Hant")).contains(words), "“{words}” is not on the page");
    }
    fs::remove_dir_all(&folder).expect("the pages");
}

/// Every relative link of a page names a file that is there, or the calculator itself.
fn links_lead_somewhere(page: &Path, html: &str) {
    for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
        if link.starts_with("http")
            || link.starts_with("tel:")
            || link.ends_with("icon.svg")
            || link.ends_with("../index.html") && link.len() > 10
        {
            continue;
        }
        let target = page.parent().expect("a folder").join(link);
        assert!(target.exists(), "{} links to {link}", page.display());
    }
}

#[test]
fn a_card_says_what_ran_out_and_what_excludes_it() {
    let file = std::env::temp_dir().join(format!("qibu-card-{}.json", std::process::id()));
    let answers = json!({ "venture.place": "shanghai/minhang", "founder.groups": ["hard_to_employ"] });
    fs::write(&file, json!({ "version": 1, "answers": answers }).to_string()).expect("a file");
    let text =
        |day: &str| said(&run(&["assess", file.to_str().expect("a path"), "--as-of", day, "--text"])).replace("\n", "");
    let (before, after) = (text("2026-11-22"), text("2027-01-15"));
    fs::remove_file(&file).expect("the file");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(!squeezed(&before).contains("续期未见"));
    assert!(squeezed(&after).contains("政策2026年12月31日到期，续期未见"), "{after}");
    assert!(squeezed(&before).contains("能否同时享受，没有明文"), "{before}");
}
