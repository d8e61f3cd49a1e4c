//! Broken policy files: each mistake gets a message with file, line, column and a hint, and all come at once.

mod common;

use engine::compile::{Diagnostic, Source, compile, read_folder};

const POLICY: &str = "shanghai/first-startup-grant.toml";

/// What the compiler says when one piece of the model policy is replaced.
fn broken(from: &str, to: &str) -> Vec<Diagnostic> {
    broken_in(POLICY, &[(from, to)])
}

fn broken_in(path: &str, changes: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut sources: Vec<Source> = read_folder(&common::folder()).expect("the policies can be read");
    // Examples that a tool wrote follow the rule, and would only repeat each mistake.
    sources.retain(|source| !source.path.ends_with(".examples.toml"));
    let source = sources.iter_mut().find(|source| source.path == path).expect("the file is there");
    source.text = uncoupled(&source.text);
    for (from, to) in changes {
        assert!(source.text.contains(from), "`{from}` is not in {path}");
        source.text = source.text.replacen(from, to, 1);
    }
    compile(&sources, None).err().unwrap_or_default()
}

/// A policy without its `[[coupled]]`, which speak of versions and comparisons that a test may change.
fn uncoupled(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(at) = text.find("[[coupled]]") {
        let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
        text.replace_range(at..end, "");
    }
    text
}

/// Exactly one message, which begins so and has this hint.
fn says(found: &[Diagnostic], message: &str, hint: Option<&str>) {
    let [one] = found else { panic!("expected one message, found {found:#?}") };
    assert!(one.message.starts_with(message), "`{}` does not begin with `{message}`", one.message);
    let given = one.hint.as_deref().unwrap_or_default();
    assert!(hint.is_none_or(|hint| given.contains(hint)), "`{given}` does not have `{}`", hint.unwrap_or_default());
    assert_eq!(one.file, POLICY);
    assert!(one.line > 0 && one.column > 0);
}

const WHEN: &str = "when  = 'founder.first_venture && founder.role == \"legal_representative\"";

#[test]
fn an_unknown_name_is_found_with_its_column() {
    let found = broken(WHEN, "when  = 'founder.first_ventur && founder.role == \"legal_representative\"");
    says(&found, "unknown name `founder.first_ventur`", Some("did you mean `founder.first_venture`?"));
    let source = std::fs::read_to_string(common::folder().join(POLICY)).expect("the policy");
    let line = source.lines().position(|line| line.starts_with(WHEN)).expect("the line") + 1;
    assert_eq!((found[0].line, found[0].column), (line, 10));
}

#[test]
fn an_unknown_value_names_the_nearest() {
    let found = broken(WHEN, "when  = 'founder.first_venture && founder.role == \"legal_representativ\"");
    says(&found, "`founder.role` has no value `legal_representativ`", Some("did you mean `legal_representative`?"));
}

#[test]
fn a_wrong_kind_is_said() {
    says(
        &broken(WHEN, "when  = 'founder.born_on && founder.role == \"legal_representative\""),
        "`founder.born_on` is not a yes/no fact",
        None,
    );
    let found = broken(WHEN, "when  = 'founder.born_on > 18 && founder.role == \"legal_representative\"");
    says(&found, "a date and a number do not compare", None);
}

#[test]
fn syntax_outside_the_subset_is_refused() {
    let found = broken(WHEN, "when  = 'founder.first_venture &| founder.role == \"legal_representative\"");
    says(&found, "`&` cannot stand here", Some("README"));
    let found = broken(WHEN, "when  = 'founder.share_percent > 1.5 && founder.role == \"legal_representative\"");
    says(&found, "`1.5` is not a whole number", Some("no decimals"));
    let found = broken(WHEN, "when  = 'size(founder.groups) > 1 && founder.role == \"legal_representative\"");
    says(&found, "unknown function `size`", None);
}

#[test]
fn months_between_is_for_amounts() {
    let wrong =
        "when  = 'months_between(venture.registered_on, as_of) < 36 && founder.role == \"legal_representative\"";
    says(&broken(WHEN, wrong), "`months_between` is for amounts only", Some("add_months"));
}

#[test]
fn a_requirement_needs_a_citation() {
    let found = broken(
        "id    = \"first\"\nlabel = { zh = \"首次创业\", en = \"First venture\" }\ncite  = { article = \"首次创业一次性补贴\", grade = \"unconfirmed\", confirmed = 2022-12-31 }\n",
        "id    = \"first\"\nlabel = { zh = \"首次创业\", en = \"First venture\" }\n",
    );
    says(&found, "`cite` is missing", None);
}

#[test]
fn a_figure_needs_a_grade_and_an_amount_its_per() {
    says(
        &broken("per    = \"once\"\ngrade  = \"reported\"\n", "per    = \"once\"\n"),
        "a figure without grade",
        Some("grade"),
    );
    says(&broken("per    = \"once\"\n", ""), "an amount whose `per` is `not said`", Some("once, month or year"));
    says(&broken("amount = 'yuan(8000)'\n", ""), "money without an amount", Some("unpublished"));
}

#[test]
fn dates_that_are_empty_overlap_or_leave_a_gap_are_refused() {
    let force = "in_force = { from = 2023-01-01";
    says(&broken(force, "in_force = { from = 2022-12-01"), "an overlap between the versions", None);
    says(&broken(force, "in_force = { from = 2023-02-01"), "a gap between the versions", None);
    let found = broken("until = 2027-12-31, until_grade", "until = 2022-12-31, until_grade");
    says(&found, "an empty range of dates", None);
}

#[test]
fn formulas_that_could_leave_64_bits_are_refused() {
    let found = broken("amount = 'yuan(8000)'", "amount = 'loan.wanted * loan.months * loan.months * loan.months'");
    says(&found, "a formula may come to a number that is too large", None);
}

#[test]
fn requirements_that_never_or_always_hold_are_refused() {
    const FIRST: &str = "when  = 'founder.first_venture && founder.role == \"legal_representative\" && founder.role_since_registration'\ndisputed = 'founder.role == \"legal_representative\" && founder.role_since_registration'";
    let found = broken(FIRST, "when  = 'founder.first_venture && !founder.first_venture'");
    says(&found, "the requirement `first` can never hold", None);
    let found = broken(FIRST, "when  = 'founder.first_venture || !founder.first_venture'");
    says(&found, "the requirement `first` always holds", None);
}

#[test]
fn waiting_in_a_requirement_is_refused() {
    let found = broken(
        WHEN,
        "when  = 'as_of >= add_months(venture.registered_on, 12) && founder.role == \"legal_representative\"",
    );
    assert!(found.iter().any(|one| one.message == "the requirement `first` gets better as time passes"), "{found:#?}");
    let found = broken(
        WHEN,
        "when  = 'years_between(founder.born_on, as_of) >= 18 && founder.role == \"legal_representative\"",
    );
    assert!(
        found.iter().any(|one| one.message.contains("gets better")
            && one.hint.as_deref().is_some_and(|hint| hint.contains("window")))
    );
}

#[test]
fn labels_hold_no_rule() {
    let label = "label = { zh = \"首次创业\", en = \"First venture\" }";
    says(&broken(label, "label = { zh = \"首次创业 12 个月\", en = \"First venture\" }"), "digits in a label", None);
    says(&broken(label, "label = { zh = \"未曾创业\", en = \"First venture\" }"), "a negation in a label", None);
    says(&broken(label, "label = { zh = \"首次创业\", en = \"Never founded\" }"), "a negation in a label", None);
    says(&broken(label, "label = { zh = \"首次创业\" }"), "`en` is missing", None);
}

#[test]
fn unknown_keys_documents_papers_and_exclusions_are_refused() {
    says(
        &broken("[[version.window]]\nopens", "[[version.window]]\nopen"),
        "unknown key `open`",
        Some("did you mean `opens`?"),
    );
    says(
        &broken("document = \"hu-ren-she-gui-2023-1\"", "document = \"hu-ren-she-gui-2023-2\""),
        "unknown document",
        Some("hu-ren-she-gui-2023-1"),
    );
    says(
        &broken("papers      = [\"id-card\"", "papers      = [\"id-cart\""),
        "`id-cart` is not known in papers",
        Some("`id-card`"),
    );
    let found = broken(
        "[[step]]",
        "[[excludes]]\npolicy = \"shanghai/nothing\"\nscope = \"person\"\nassumed = true\n\n[[step]]",
    );
    says(&found, "an exclusion of nothing", None);
}

#[test]
fn an_example_that_does_not_hold_says_what_was_found() {
    let found = broken("expect = { verdict = \"missed\", closes = 2026-09-01 }", "expect = { verdict = \"likely\" }");
    says(&found, "example “the window has closed” is missed, not likely", Some("requirements: who true"));
    let found = broken(
        "expect = { verdict = \"likely\", amount = \"8000\", opens = 2026-10-01",
        "expect = { verdict = \"likely\", amount = \"8001\", opens = 2026-10-01",
    );
    says(&found, "example “a graduate of June 2025 in month 13” pays 800000 to 800000 fen, not 8001 yuan", None);
}

#[test]
fn too_few_examples_are_refused() {
    let path = common::folder().join(POLICY);
    let text = std::fs::read_to_string(path).expect("the policy");
    let first = text.find("[[example]]").expect("examples");
    let found = broken(&text[first..], "");
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().all(|message| message.starts_with("too few examples")));
}

#[test]
fn every_problem_of_every_file_is_reported_at_once() {
    let mut sources = read_folder(&common::folder()).expect("the policies can be read");
    for source in sources
        .iter_mut()
        .filter(|source| source.path.starts_with("shanghai/minhang/") && source.text.contains("family"))
    {
        source.text = source.text.replacen("family", "famly", 1);
    }
    let found = compile(&sources, None).expect_err("three files are broken");
    let files: Vec<&str> = found.iter().map(|one| one.file.as_str()).collect();
    for name in ["opening-subsidy", "rent-subsidy", "hiring-subsidy"] {
        assert!(files.contains(&format!("shanghai/minhang/{name}.toml").as_str()), "{name} is not reported: {files:?}");
    }
}

#[test]
fn a_file_that_is_not_toml_says_where() {
    let found = broken("family      = \"startup-grant\"", "family      = \"startup-grant");
    assert!(found.iter().any(|one| one.file == POLICY && one.message.starts_with("not TOML")), "{found:#?}");
}

/// Several files changed at once; the messages that come of it.
fn with_files(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let mut sources: Vec<Source> = read_folder(&common::folder()).expect("the policies can be read");
    for (path, from, to) in changes {
        match sources.iter_mut().find(|source| source.path == *path) {
            Some(source) => {
                assert!(source.text.contains(from), "`{from}` is not in {path}");
                source.text = source.text.replacen(from, to, 1);
            }
            None => sources.push(Source { path: (*path).into(), text: (*to).into() }),
        }
    }
    let found = compile(&sources, None).err().unwrap_or_default();
    found.iter().map(|one| format!("{}:{}: {}", one.file, one.line, one.message)).collect()
}

#[test]
fn examples_of_nothing_and_unlike_anything_are_refused() {
    let example = "[[example]]\nname = \"a\"\nlike = \"b\"\nexpect = { verdict = \"likely\" }\n";
    let found = with_files(&[("shanghai/no-such.examples.toml", "", example)]);
    assert_eq!(found, ["shanghai/no-such.examples.toml:1: examples of nothing: there is no policy `shanghai/no-such`"]);
    let path = "shanghai/pudong/zhuqiao/one-stop-service.examples.toml";
    let found = with_files(&[(path, "", example)]);
    assert_eq!(found, [format!("{path}:1: example “a” is like “b”, which does not stand before it")]);
}

#[test]
fn marks_are_checked() {
    let found = with_files(&[("shanghai/rent-2018.toml", "renewal  = \"none\"", "renewal  = \"never\"")]);
    assert!(matches!(found.as_slice(), [one] if one.ends_with("unknown renewal `never`")), "{found:?}");
    let found = with_files(&[("national/startup-loan-individual.toml", "base = \"lpr-one-year\"", "base = \"lpr\"")]);
    assert!(matches!(found.as_slice(), [one] if one.ends_with("unknown base rate `lpr`")), "{found:?}");
    let coupled = ("shanghai/first-startup-grant.toml", "version     = 2023-01-01", "version     = 2023-01-02");
    let found = with_files(&[coupled]);
    assert!(matches!(found.as_slice(), [one] if one.contains("`coupled` of a version that is not here")), "{found:?}");
}

#[test]
fn words_and_costs_need_a_source_and_an_entry() {
    let found = with_files(&[("glossary.toml", "term  = { zh = \"退役军人\"", "term  = { zh = \"老兵\"")]);
    assert!(
        found.iter().any(|one| one.contains("“退役军人” of `founder.groups` is on screen without an entry")),
        "{found:?}"
    );
    let found = with_files(&[("costs.toml", "ask_first = true", "ask_first = false")]);
    assert!(matches!(found.as_slice(), [one] if one.ends_with("a source, or that none says it")), "{found:?}");
    let found = with_files(&[(
        "costs.toml",
        "when  = 'founder.receives_unemployment_benefit'",
        "when  = 'founder.receives_benefit'",
    )]);
    assert!(matches!(found.as_slice(), [one] if one.contains("unknown name `founder.receives_benefit`")), "{found:?}");
}

/// One break, where it is told, and exactly what is said.
struct Break {
    from: &'static str,
    to: &'static str,
    /// The first characters of the line that is named.
    line: &'static str,
    message: &'static str,
    hint: Option<&'static str>,
}

#[test]
fn ten_breaks_get_ten_exact_messages() {
    let breaks = [
        Break {
            from: "family      = \"startup-grant\"",
            to: "family      = \"startup-grants\"",
            line: "# ",
            message: "unknown family `startup-grants`",
            hint: Some("did you mean `startup-grant`?"),
        },
        Break {
            from: "beneficiary = \"founder\"",
            to: "beneficiary = \"person\"",
            line: "# ",
            message: "unknown beneficiary `person`",
            hint: Some("founder, venture, operator, training-body"),
        },
        Break {
            from: "en = \"First-startup grant\"",
            to: "en = \" \"",
            line: "name ",
            message: "`en` is empty: a translation is missing",
            hint: Some("every text is written in zh and en; zh-Hant is made from zh"),
        },
        Break {
            from: "document = \"hu-ren-she-gui-2023-1\"",
            to: "document = \"hu-ren-she-gui-2023-11\"",
            line: "[[version]]",
            message: "unknown document `hu-ren-she-gui-2023-11`",
            hint: Some("did you mean `hu-ren-she-gui-2023-1`?"),
        },
        Break {
            from: "label = { zh = \"首次创业\", en = \"First venture\" }",
            to: "label = { zh = \"非首次\", en = \"First venture\" }",
            line: "[[version.requirement]]",
            message: "a negation in a label",
            hint: Some("a label only names the requirement; the sentence is made from the rule"),
        },
        Break {
            from: "opens  = 'max(add_months(venture.registered_on, 12)",
            to: "opens  = 'max(add_month(venture.registered_on, 12)",
            line: "opens  = 'max(add_month(",
            message: "unknown function `add_month`",
            hint: Some("did you mean `add_months`?"),
        },
        Break {
            from: "amount = 'yuan(8000)'",
            to: "amount = 'yuan(8,000)'",
            line: "amount = 'yuan(8,000)'",
            message: "`yuan` does not take these 2 values",
            hint: Some("see policies/README.md, Conditions and formulas"),
        },
        Break {
            from: "grade  = \"reported\"",
            to: "grade  = \"sure\"",
            line: "grade  = \"sure\"",
            message: "unknown grade `sure`",
            hint: Some("grades are official, reported, station, unconfirmed"),
        },
        Break {
            from: "per    = \"once\"",
            to: "per    = \"week\"",
            line: "[version.benefit]",
            message: "an amount whose `per` is `week`",
            hint: Some("once, month or year"),
        },
        Break {
            from: "\"venture.place\" = \"shanghai/minhang\"",
            to: "\"venture.plaza\" = \"shanghai/minhang\"",
            line: "\"venture.plaza\"",
            message: "example “a graduate of June 2025 in month 13”: `answers[\"venture.plaza\"]` is `shanghai/minhang`, expected a fact of the catalogue, `venture.plaza` is none",
            hint: None,
        },
    ];
    let mut wrong = Vec::new();
    for one in breaks {
        let text = std::fs::read_to_string(common::folder().join(POLICY)).expect("the policy");
        assert!(text.contains(one.from), "`{}` is not in {POLICY}", one.from);
        let found = broken(one.from, one.to);
        let exact = match found.as_slice() {
            [found] => found.message == one.message && found.hint.as_deref() == one.hint && found.file == POLICY,
            _ => false,
        };
        let broken = uncoupled(&text).replacen(one.from, one.to, 1);
        let line = found.first().and_then(|found| broken.lines().nth(found.line - 1)).unwrap_or_default();
        if !exact || !line.starts_with(one.line) {
            wrong.push(format!("{}\n  at `{line}`: {found:#?}", one.to));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_policy_has_a_number_that_no_other_has() {
    let line = |id: &str| {
        let text = std::fs::read_to_string(common::folder().join("codes.toml")).expect("the numbers");
        let at = text.lines().position(|line| line.starts_with(&format!("\"{id}\""))).expect("the line");
        (text.lines().nth(at).unwrap_or_default().to_owned(), at + 1)
    };
    let policies = common::compiled().catalogue.policies.len();
    let (grant, rent) = (line("shanghai/first-startup-grant"), line("shanghai/rent-2018"));
    let code = |(line, _): &(String, usize)| line.rsplit(' ').next().unwrap_or_default().to_owned();

    let missing = with_hints(&grant.0, "");
    assert_eq!(
        missing[0].0,
        "shanghai/first-startup-grant.toml:1: the policy `shanghai/first-startup-grant` has no code"
    );
    let next = format!("write `\"shanghai/first-startup-grant\" = {}` at the end of codes.toml", policies + 1);
    assert_eq!(missing[0].1.as_deref(), Some(next.as_str()));

    let twice = with_hints(&grant.0, &format!("\"shanghai/first-startup-grant\" = {}", code(&rent)));
    let message = format!("codes.toml:{}: `shanghai/rent-2018` has the code {} of", rent.1, code(&rent));
    assert!(twice.iter().any(|(text, _)| text.starts_with(&message)), "{twice:?}");

    let gone = with_hints(&grant.0, &format!("{}\n\"shanghai/gone\" = 60000", grant.0));
    assert_eq!(
        gone[0].0,
        format!("codes.toml:{}: the code of nothing: there is no policy `shanghai/gone`", grant.1 + 1)
    );
    let kept = "\"shanghai/gone\" = { code = 60000, retired = \"merged\" }";
    assert_eq!(with_hints(&grant.0, &format!("{}\n{kept}", grant.0)), []);
    let used = format!("{}\n{}", grant.0, kept.replace("60000", &code(&rent)));
    assert!(with_hints(&grant.0, &used)[0].0.contains("has the code"), "a retired number stays taken");
    assert!(with_hints(&grant.0, "\"shanghai/first-startup-grant\" = 0")[0].0.contains("`0` is no code"));
}

/// What comes of a change in the registry of numbers, with hints.
fn with_hints(from: &str, to: &str) -> Vec<(String, Option<String>)> {
    let mut sources = read_folder(&common::folder()).expect("the policies can be read");
    let source = sources.iter_mut().find(|source| source.path == "codes.toml").expect("the numbers");
    assert!(source.text.contains(from), "`{from}` is not there");
    source.text = source.text.replacen(from, to, 1);
    let found = compile(&sources, None).err().unwrap_or_default();
    found.into_iter().map(|one| (format!("{}:{}: {}", one.file, one.line, one.message), one.hint)).collect()
}

#[test]
fn a_condition_without_end_is_refused_before_it_exhausts_the_stack() {
    for (open, close) in [("!", ""), ("(", ")"), ("-", ""), ("founder.first_venture && ", ""), ("!(", ")")] {
        let nested = [&open.repeat(1_500), "founder.first_venture", &close.repeat(1_500)].concat();
        let found = broken(WHEN, &format!("when  = '{nested} && founder.role == \"legal_representative\""));
        says(&found, "the condition is too long from here on", Some("README"));
    }
}
