//! Policy files.

use super::File;
use super::cel::lower::{Code, Scope};
use super::codes::Codes;
use super::diagnostic::{Log, did_you_mean};
use super::facts::RECEIVED;
use super::shared::{Definition, DocumentEntry, code, grade, grade_of};
use super::table::{Node, Table, Text};
use crate::condition::Condition;
use crate::date::Date;
use crate::fact::{FactId, Kind};
use crate::grade::Grade;
use crate::policy::{
    Alternative, BENEFIT_KINDS, Beneficiary, Benefit, BenefitKind, Case, Channel, Citation, DocumentId, Exclusion,
    FAMILIES, Family, Halt, InForce, Limit, Per, Policy, PolicyId, Rate, Requirement, Scope as LimitScope, Step,
    Version, Window,
};
use crate::term::{ParameterId, Part, Term};
use crate::wire::situation::decimal;

/// A policy with a limit: it can be marked as received.
pub struct Limited {
    pub id: String,
    /// Its number in `codes.toml`.
    pub code: u16,
    pub name: Text,
}

/// Everything that a policy file may refer to.
pub struct Names<'a> {
    pub scope: &'a Scope<'a>,
    pub documents: &'a [DocumentEntry],
    pub definitions: &'a [Definition],
    pub papers: &'a [(String, Text)],
    pub channels: &'a [(Channel, Text)],
    pub limited: &'a [Limited],
    pub codes: &'a Codes,
    pub log: &'a Log,
}

/// A policy as read, with its texts, its examples and where its parts stand.
pub struct Read<'a> {
    pub policy: Policy,
    pub texts: PolicyTexts,
    pub root: Table<'a>,
    pub examples: Vec<Table<'a>>,
    /// Where each requirement of each version stands.
    pub places: Vec<Vec<Table<'a>>>,
    /// The last version says `renewal = "none"`.
    pub has_ended: bool,
    /// Comparisons of the file that are said to be coupled with others.
    pub coupled: Vec<CoupledEntry>,
}

/// A comparison that no example can turn on its own, and why.
pub struct CoupledEntry {
    pub version: usize,
    pub requirement: String,
    pub atom: String,
    pub reason: String,
}

#[derive(Clone, Debug, Default)]
pub struct PolicyTexts {
    pub name: Text,
    pub versions: Vec<VersionTexts>,
    pub steps: Vec<(Text, Option<Text>)>,
}

#[derive(Clone, Debug, Default)]
pub struct VersionTexts {
    pub requirements: Vec<(Text, Vec<Text>)>,
    pub unchecked: Vec<Text>,
}

/// The policies that have a limit, in the order of their ids.
pub fn limits(files: &[&File], codes: &Codes, log: &Log) -> Vec<Limited> {
    let with = files.iter().filter_map(|file| {
        let root = file.root(log);
        root.get("limit")?;
        let name = root.get("name").and_then(Node::text).unwrap_or_default();
        Some(Limited { id: file.id().to_owned(), code: codes.of(file.id()), name })
    });
    with.collect()
}

/// Every policy, sorted by id.
pub fn read<'a>(files: &'a [&'a File<'a>], examples: &'a [&'a File<'a>], names: &'a Names<'a>) -> Vec<Read<'a>> {
    let ids: Vec<&str> = files.iter().map(|file| file.id()).collect();
    let mut found: Vec<Read> = files.iter().map(|file| policy(file, &ids, names)).collect();
    for file in examples {
        let root = file.root(names.log);
        let owner = file.id().strip_suffix(super::EXAMPLES).unwrap_or_default();
        let examples = root.tables("example");
        match found.iter_mut().find(|read| read.policy.id == owner) {
            Some(read) => read.examples.extend(examples),
            None => root.complain(format!("examples of nothing: there is no policy `{owner}`"), None),
        }
        root.finish();
    }
    // Exclusions are written once and hold on both sides.
    let mirrored: Vec<(usize, Exclusion)> = (0u16..)
        .zip(&found)
        .flat_map(|(i, read)| {
            read.policy
                .excludes
                .iter()
                .map(move |one| (usize::from(one.policy.0), Exclusion { policy: PolicyId(i), ..*one }))
        })
        .collect();
    for (other, exclusion) in mirrored {
        if let Some(read) = found.get_mut(other) {
            if read.policy.excludes.iter().any(|one| one.policy == exclusion.policy) {
                read.root.complain("the exclusion is written on both sides", Some("write it once".into()));
            } else {
                read.policy.excludes.push(exclusion);
            }
        }
    }
    found
}

fn policy<'a>(file: &'a File<'a>, ids: &[&str], names: &'a Names<'a>) -> Read<'a> {
    let root = file.root(names.log);
    let id = file.id().to_owned();
    let name = root.need_text("name");
    let place = place(&root, &id, names);
    let place_of = root.string("place_of").unwrap_or_else(|| "venture.place".into());
    let policy = Policy {
        code: names.codes.of(&id),
        family: family(&root),
        beneficiary: beneficiary(&root),
        place,
        place_of: fact(&root, &place_of, Some(Kind::Place), names),
        limit: limit(&root, &id, names),
        supersedes: policy_ids(&root, "supersedes", ids),
        excludes: root.tables("excludes").iter().filter_map(|table| exclusion(table, ids, &id)).collect(),
        papers: positions(&root, "papers", names.papers.iter().map(|(id, _)| id.as_str()).collect()),
        channels: positions(&root, "channels", names.channels.iter().map(|(channel, _)| channel.id.as_str()).collect()),
        versions: Vec::new(),
        steps: Vec::new(),
        id,
    };
    let mut read = Read {
        policy,
        texts: PolicyTexts { name, ..PolicyTexts::default() },
        root,
        examples: Vec::new(),
        places: Vec::new(),
        has_ended: false,
        coupled: Vec::new(),
    };
    for table in read.root.tables("version") {
        let (version, texts, places) = version(&table, &read.policy, names);
        read.has_ended = renewal(&table) == Some(Renewal::None);
        table.finish();
        read.policy.versions.push(version);
        read.texts.versions.push(texts);
        read.places.push(places);
    }
    if read.policy.versions.is_empty() {
        read.root.complain("a policy without `[[version]]`", None);
        read.policy.versions.push(empty_version());
        read.texts.versions.push(VersionTexts::default());
        read.places.push(Vec::new());
    }
    for table in read.root.tables("step") {
        let before = table.need_string("before").unwrap_or_default();
        read.policy.steps.push(Step { before: fact(&table, &before, Some(Kind::Date), names) });
        read.texts.steps.push((table.need_text("say"), table.text("lost")));
        table.finish();
    }
    read.coupled = read.root.tables("coupled").iter().flat_map(|one| coupled(one, &read.policy)).collect();
    read.examples = read.root.tables("example");
    read.root.finish();
    check_dates(&read);
    read
}

/// One entry for each version that it speaks of: the one that begins on `version`, or all.
fn coupled(table: &Table, policy: &Policy) -> Vec<CoupledEntry> {
    let [requirement, atom, reason] =
        ["requirement", "atom", "reason"].map(|key| table.need_string(key).unwrap_or_default());
    let from = table.date("version");
    table.finish();
    let versions = policy.versions.iter().enumerate();
    let meant = versions.filter(|(_, version)| from.is_none_or(|from| version.in_force.from == from));
    let entry = |(version, _)| CoupledEntry {
        version,
        requirement: requirement.clone(),
        atom: atom.clone(),
        reason: reason.clone(),
    };
    let entries: Vec<CoupledEntry> = meant.map(entry).collect();
    if entries.is_empty() {
        table.complain("`coupled` of a version that is not here", Some("`version` is the first day of one".into()));
    }
    entries
}

fn empty_version() -> Version {
    Version {
        document: DocumentId(0),
        in_force: InForce { from: Date::MIN, from_grade: Grade::Unconfirmed, until: None, event: None },
        renewal_expected: false,
        state: None,
        requirements: Vec::new(),
        windows: Vec::new(),
        benefit: empty_benefit(),
    }
}

fn empty_benefit() -> Benefit {
    Benefit {
        kind: BenefitKind::Service,
        per: Per::Once,
        cases: Vec::new(),
        periods: None,
        at_most: false,
        disputed: None,
        term: None,
        rate: None,
        interest_share: None,
    }
}

/// The place is the folder of the file.
fn place(root: &Table, id: &str, names: &Names) -> u64 {
    let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder == "national" {
        return names.scope.places.all();
    }
    names.scope.places.mask(folder).unwrap_or_else(|| {
        let hint = did_you_mean(folder, names.scope.places.list.iter().map(|place| place.id.as_str()));
        root.complain(format!("the folder `{folder}` is no place of places.toml"), hint);
        0
    })
}

fn family(root: &Table) -> Family {
    let word = root.need_string("family").unwrap_or_default();
    let found = FAMILIES.iter().find(|(_, known)| *known == word).map(|(family, _)| *family);
    if found.is_none() {
        let hint = did_you_mean(&word, FAMILIES.map(|(_, known)| known));
        root.complain(format!("unknown family `{word}`"), hint);
    }
    found.unwrap_or(Family::Service)
}

fn beneficiary(root: &Table) -> Beneficiary {
    match root.need_string("beneficiary").as_deref() {
        Some("founder") => Beneficiary::Founder,
        Some("venture") => Beneficiary::Venture,
        Some("operator") => Beneficiary::Operator,
        Some("training-body") => Beneficiary::TrainingBody,
        other => {
            let hint = "founder, venture, operator, training-body".to_owned();
            root.complain(format!("unknown beneficiary `{}`", other.unwrap_or_default()), Some(hint));
            Beneficiary::Founder
        }
    }
}

fn limit_scope(table: &Table, key: &str) -> LimitScope {
    match table.need_string(key).as_deref() {
        Some("person") => LimitScope::Person,
        Some("venture") => LimitScope::Venture,
        Some("worker") => LimitScope::Worker,
        Some("loan") => LimitScope::Loan,
        other => {
            let message = format!("unknown scope `{}`", other.unwrap_or_default());
            table.complain(message, Some("person, venture, worker, loan".into()));
            LimitScope::Person
        }
    }
}

fn limit(root: &Table, id: &str, names: &Names) -> Option<Limit> {
    let table = root.get("limit")?.table()?;
    let bit = names.limited.iter().position(|one| one.id == id).and_then(|at| u8::try_from(at).ok())?;
    let times = table.need("times").and_then(Node::integer).and_then(|times| u8::try_from(times).ok()).unwrap_or(1);
    let limit = Limit { times, per: limit_scope(&table, "per"), bit };
    table.finish();
    Some(limit)
}

fn fact(table: &Table, name: &str, kind: Option<Kind>, names: &Names) -> FactId {
    let facts = names.scope.facts;
    let found = facts.iter().position(|fact| fact.id == name && kind.is_none_or(|kind| fact.kind == kind));
    let id = found.and_then(|at| u16::try_from(at).ok());
    if id.is_none() {
        let hint = did_you_mean(name, facts.iter().map(|fact| fact.id.as_str()));
        table.complain(format!("`{name}` is no fact of the kind wanted here"), hint);
    }
    FactId(id.unwrap_or(0))
}

fn policy_ids(root: &Table, key: &str, ids: &[&str]) -> Vec<PolicyId> {
    positions(root, key, ids.to_vec()).into_iter().map(PolicyId).collect()
}

/// Positions of the named entries.
fn positions(root: &Table, key: &str, known: Vec<&str>) -> Vec<u16> {
    let list = root.list(key).into_iter().filter_map(|node| {
        let name = node.string()?;
        let found = known.iter().position(|id| *id == name).and_then(|at| u16::try_from(at).ok());
        if found.is_none() {
            node.complain(format!("`{name}` is not known in {key}"), did_you_mean(&name, known.iter().copied()));
        }
        found
    });
    list.collect()
}

fn exclusion(table: &Table, ids: &[&str], own: &str) -> Option<Exclusion> {
    let name = table.need_string("policy")?;
    let found = ids.iter().position(|id| *id == name && name != own).and_then(|at| u16::try_from(at).ok());
    if found.is_none() {
        table
            .complain(format!("an exclusion of nothing: no policy `{name}`"), did_you_mean(&name, ids.iter().copied()));
    }
    let scope = limit_scope(table, "scope");
    let assumed = table.flag("assumed");
    if let Some(cite) = table.get("cite").and_then(Node::table) {
        cite.string("document");
        cite.string("article");
        grade(&cite, "grade");
        cite.date("confirmed");
        cite.finish();
    } else if !assumed {
        table.complain("an exclusion without a source", Some("add `cite`, or `assumed = true`".into()));
    }
    table.finish();
    found.map(|policy| Exclusion { policy: PolicyId(policy), scope, assumed })
}

/// The document that a table names, or that of the version.
fn document(table: &Table, otherwise: Option<DocumentId>, names: &Names) -> DocumentId {
    let Some(name) = table.string("document") else {
        if otherwise.is_none() {
            table.complain("`document` is missing", None);
        }
        return otherwise.unwrap_or(DocumentId(0));
    };
    let found =
        names.documents.iter().position(|entry| entry.document.id == name).and_then(|at| u16::try_from(at).ok());
    if found.is_none() {
        let hint = did_you_mean(&name, names.documents.iter().map(|entry| entry.document.id.as_str()));
        table.complain(format!("unknown document `{name}`"), hint);
    }
    DocumentId(found.unwrap_or(0))
}

pub fn citation(node: Node, version: DocumentId, names: &Names) -> Option<Citation> {
    let table = node.table()?;
    let cite = Citation {
        document: document(&table, Some(version), names),
        article: table.string("article"),
        grade: grade(&table, "grade"),
        confirmed: table.need("confirmed").and_then(Node::date).unwrap_or(Date::MIN),
    };
    table.finish();
    Some(cite)
}

type VersionRead<'a> = (Version, VersionTexts, Vec<Table<'a>>);

fn version<'a>(table: &Table<'a>, policy: &Policy, names: &Names) -> VersionRead<'a> {
    let document = document(table, None, names);
    let mut texts = VersionTexts::default();
    let mut places = Vec::new();
    let mut requirements: Vec<Requirement> = Vec::new();
    for one in table.tables("requirement") {
        let (requirement, labels) = requirement(&one, document, names);
        if requirements.iter().any(|other| other.id == requirement.id) {
            one.complain(format!("the requirement `{}` stands twice", requirement.id), None);
        }
        requirements.push(requirement);
        texts.requirements.push(labels);
        places.push(one);
    }
    if let Some(limit) = policy.limit.filter(|limit| limit.times == 1) {
        let (requirement, label) = once_only(limit, document, names);
        requirements.push(requirement);
        texts.requirements.push((label, Vec::new()));
    }
    for one in table.tables("unchecked") {
        texts.unchecked.push(one.need_text("label"));
        one.finish();
    }
    let windows = table.tables("window").into_iter().filter_map(|one| window(&one, document, names)).collect();
    let benefit = table.need("benefit").and_then(Node::table).map(|one| benefit(&one, document, names));
    let version = Version {
        document,
        in_force: table
            .need("in_force")
            .and_then(Node::table)
            .map_or_else(|| empty_version().in_force, |one| in_force(&one, names)),
        renewal_expected: renewal(table) == Some(Renewal::Expected),
        state: table.get("state").and_then(Node::table).and_then(|one| halt(&one, document, names)),
        requirements,
        windows,
        benefit: benefit.unwrap_or_else(empty_benefit),
    };
    (version, texts, places)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Renewal {
    Expected,
    /// It is seen to have ended.
    None,
}

fn renewal(table: &Table) -> Option<Renewal> {
    match table.string("renewal").as_deref() {
        None => None,
        Some("expected") => Some(Renewal::Expected),
        Some("none") => Some(Renewal::None),
        Some(other) => {
            let hint = "write `renewal = \"expected\"`, `renewal = \"none\"`, or leave it out".to_owned();
            table.complain(format!("unknown renewal `{other}`"), Some(hint));
            None
        }
    }
}

fn halt(table: &Table, document: DocumentId, names: &Names) -> Option<Halt> {
    let word = table.need_string("is");
    let exhausted = match word.as_deref() {
        Some("exhausted") => true,
        Some("paused") => false,
        other => {
            table
                .complain(format!("unknown state `{}`", other.unwrap_or_default()), Some("paused or exhausted".into()));
            false
        }
    };
    table.need("cite").and_then(|node| citation(node, document, names));
    let since = table.need("since").and_then(Node::date);
    table.finish();
    since.map(|since| Halt { exhausted, since })
}

fn in_force(table: &Table, names: &Names) -> InForce {
    let until = table.date("until");
    let until_grade = table.get("until_grade").map(grade_of);
    if until.is_some() != until_grade.is_some() {
        table.complain(
            "`until` and `until_grade` belong together",
            Some("a date without grade, or a grade without date".into()),
        );
    }
    let in_force = InForce {
        from: table.need("from").and_then(Node::date).unwrap_or(Date::MIN),
        from_grade: grade(table, "from_grade"),
        until: until.map(|until| (until, until_grade.unwrap_or(Grade::Unconfirmed))),
        event: table
            .get("event")
            .and_then(code)
            .and_then(|code| names.scope.date(&code, names.log))
            .filter(|term| *term != Term::AsOf),
    };
    if in_force.until.is_some_and(|(until, _)| until < in_force.from) {
        table.complain("an empty range of dates: `until` lies before `from`", None);
    }
    table.finish();
    in_force
}

/// Versions stand oldest first, without gap and overlap.
fn check_dates(read: &Read) {
    for pair in read.policy.versions.windows(2) {
        let [earlier, later] = pair else { continue };
        let from = later.in_force.from;
        match earlier.in_force.until {
            None => read.root.complain(format!("the version before {from} has no `until`"), None),
            Some((until, _)) if until.add_days(1) == from => {}
            Some((until, _)) => {
                let what = if until < from { "a gap" } else { "an overlap" };
                read.root.complain(format!("{what} between the versions of {until} and {from}"), None);
            }
        }
    }
}

/// Whoever received a once-only benefit is refused.
fn once_only(limit: Limit, document: DocumentId, names: &Names) -> (Requirement, Text) {
    let received = names.scope.facts.iter().position(|fact| fact.id == RECEIVED).and_then(|at| u16::try_from(at).ok());
    let entry = names.documents.get(usize::from(document.0));
    let cite = Citation {
        document,
        article: None,
        grade: entry.map_or(Grade::Unconfirmed, |entry| entry.document.grade.min(Grade::Reported)),
        confirmed: entry.map_or(Date::MIN, |entry| entry.document.confirmed),
    };
    let when = Condition::Has { fact: FactId(received.unwrap_or(0)), mask: 1 << limit.bit, negated: true };
    let requirement = Requirement { id: "once".into(), any: vec![Alternative { when, disputed: None, cite }] };
    (requirement, Text { zh: "只享受一次".into(), en: "Once only".into() })
}

fn requirement(table: &Table, document: DocumentId, names: &Names) -> (Requirement, (Text, Vec<Text>)) {
    let id = table.need_string("id").unwrap_or_default();
    let label = label(table);
    let cite = table.need("cite").and_then(|node| citation(node, document, names));
    let cite = cite.unwrap_or(Citation { document, article: None, grade: Grade::Unconfirmed, confirmed: Date::MIN });
    let alternatives = table.tables("any");
    let mut labels = Vec::new();
    let mut any = Vec::new();
    for one in &alternatives {
        labels.push(self::label(one));
        let own = one.get("cite").and_then(|node| citation(node, document, names));
        any.extend(alternative(one, own.unwrap_or_else(|| cite.clone()), names));
        one.finish();
    }
    let own = table.get("when").is_some() || table.get("disputed").is_some();
    if own != alternatives.is_empty() {
        table.complain(format!("the requirement `{id}` needs either `when` or `[[version.requirement.any]]`"), None);
    } else if own {
        any.extend(alternative(table, cite, names));
    }
    table.finish();
    (Requirement { id, any }, (label, labels))
}

fn alternative(table: &Table, cite: Citation, names: &Names) -> Option<Alternative> {
    let when: Option<Code> = table.get("when").and_then(code);
    let disputed: Option<Code> = table.get("disputed").and_then(code);
    if when.is_none() && disputed.is_none() {
        table.complain("an alternative without `when` or `disputed`", None);
        return None;
    }
    let lower = |code: &Code| names.scope.condition(code, names.log);
    let when = when.as_ref().map_or(Some(Condition::Always(false)), lower)?;
    let mut grade = cite.grade;
    when.walk(&mut |part| {
        if let Part::Condition(Condition::Named { definition, .. }) = part {
            grade = grade.max(names.definitions[usize::from(definition.0)].grade);
        }
    });
    Some(Alternative { when, disputed: disputed.as_ref().and_then(lower), cite: Citation { grade, ..cite } })
}

/// Names a requirement; the sentence itself is made from the rule.
fn label(table: &Table) -> Text {
    let label = table.need_text("label");
    let negations = ["不", "无", "非", "未", "没"];
    let words = ["no", "not", "without", "never", "non"];
    let english = label.en.to_lowercase();
    let mut english = english.split(|sign: char| !sign.is_alphabetic());
    if label.zh.chars().chain(label.en.chars()).any(|sign| sign.is_ascii_digit()) {
        table.complain(
            "digits in a label",
            Some("a label only names the requirement; figures stand in the rule".into()),
        );
    }
    if negations.iter().any(|sign| label.zh.contains(sign)) || english.any(|word| words.contains(&word)) {
        table.complain(
            "a negation in a label",
            Some("a label only names the requirement; the sentence is made from the rule".into()),
        );
    }
    label
}

fn window(table: &Table, document: DocumentId, names: &Names) -> Option<Window> {
    let day = |key: &str| {
        let node = table.get(key)?;
        let term = names.scope.date(&code(node)?, names.log)?;
        let mut reads_as_of = false;
        term.walk(&mut |part| reads_as_of |= matches!(part, Part::Term(Term::AsOf)));
        if reads_as_of {
            node.complain("a window cannot depend on the day of application", None);
        }
        Some(term)
    };
    let (opens, closes) = (day("opens"), day("closes"));
    if opens.is_none() && closes.is_none() {
        table.complain("a window without `opens` and `closes`", None);
    }
    let cite = table.need("cite").and_then(|node| citation(node, document, names));
    table.finish();
    Some(Window { opens, closes, cite: cite? })
}

fn benefit(table: &Table, document: DocumentId, names: &Names) -> Benefit {
    let kind = benefit_kind(table);
    let default = table.get("grade").map(grade_of);
    let cite = table.get("cite").and_then(|node| citation(node, document, names));
    let mut cases: Vec<Case> = Vec::new();
    let tables = table.tables("case");
    for one in &tables {
        cases.extend(case(one, document, default, cite.as_ref(), names));
        one.finish();
    }
    let own = table.get("amount").is_some() || table.flag("unpublished");
    if own {
        cases.extend(case(table, document, default, cite.as_ref(), names));
    }
    if own && !tables.is_empty() {
        table.complain("a benefit has either an amount or cases", None);
    }
    if cases.is_empty() && kind.is_money() && !own && tables.is_empty() {
        let hint = "write `amount`, or `unpublished = true` where no source gives one".to_owned();
        table.complain("money without an amount", Some(hint));
    }
    if cases.last().is_some_and(|case| case.when != Condition::Always(true)) {
        table.complain("the last case has a `when`", Some("what holds otherwise must be said".into()));
    }
    let graded = |key: &str| {
        let table = table.get(key)?.table()?;
        Some((grade(&table, "grade"), table))
    };
    let number = |table: &Table, key: &str| {
        table.need(key).and_then(Node::integer).and_then(|n| u16::try_from(n).ok()).unwrap_or(0)
    };
    let benefit = Benefit {
        kind,
        per: per(table, !cases.is_empty()),
        cases,
        periods: table.get("periods").and_then(code).and_then(|code| names.scope.count(&code, names.log)),
        at_most: table.flag("at_most"),
        disputed: table.get("amount_disputed").and_then(code).and_then(|code| names.scope.amount(&code, names.log)),
        term: graded("term").map(|(grade, table)| {
            let months = number(&table, "months");
            table.finish();
            (months, grade)
        }),
        rate: graded("rate").map(|(grade, table)| {
            let base = table.need_string("base").unwrap_or_default();
            let points = number(&table, "points");
            table.finish();
            let ids = names.scope.parameters.iter().map(|parameter| parameter.id.as_str());
            let found = ids.clone().position(|id| id == base).and_then(|at| u16::try_from(at).ok());
            if found.is_none() {
                table.complain(format!("unknown base rate `{base}`"), did_you_mean(&base, ids));
            }
            Rate { base: ParameterId(found.unwrap_or(0)), points, grade }
        }),
        interest_share: graded("interest_share").map(|(grade, table)| {
            let text = table.need_string("percent").unwrap_or_default();
            table.finish();
            (decimal(&text, 4).unwrap_or(0), grade)
        }),
    };
    if benefit.per == Per::Once && benefit.periods.is_some() {
        table.complain("`periods` without `per = \"month\"` or `\"year\"`", None);
    }
    table.finish();
    benefit
}

fn benefit_kind(table: &Table) -> BenefitKind {
    let word = table.need_string("kind").unwrap_or_default();
    let found = BENEFIT_KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind);
    if found.is_none() {
        table.complain(format!("unknown kind `{word}`"), did_you_mean(&word, BENEFIT_KINDS.map(|(_, known)| known)));
    }
    found.unwrap_or(BenefitKind::Service)
}

fn per(table: &Table, needed: bool) -> Per {
    match table.string("per").as_deref() {
        Some("once") => Per::Once,
        Some("month") => Per::Month,
        Some("year") => Per::Year,
        None if !needed => Per::Once,
        other => {
            let message = format!("an amount whose `per` is `{}`", other.unwrap_or("not said"));
            table.complain(message, Some("once, month or year".into()));
            Per::Once
        }
    }
}

/// One case of a benefit, or the benefit itself where it has only one.
fn case(
    table: &Table,
    document: DocumentId,
    default: Option<Grade>,
    cite: Option<&Citation>,
    names: &Names,
) -> Option<Case> {
    let when = match table.get("when").and_then(code) {
        Some(code) => names.scope.condition(&code, names.log)?,
        None => Condition::Always(true),
    };
    let grade = table.get("grade").map(grade_of).or(default);
    let unpublished = table.flag("unpublished");
    let amount = table.get("amount").and_then(code);
    if unpublished == amount.is_some() {
        table.complain("a case has either `amount` or `unpublished = true`", None);
    }
    if grade.is_none() && amount.is_some() {
        table.complain("a figure without grade", Some("add `grade = \"…\"`".into()));
    }
    let entry = names.documents.get(usize::from(document.0));
    let own = Citation {
        document,
        article: None,
        grade: grade.unwrap_or(Grade::Official),
        confirmed: entry.map_or(Date::MIN, |entry| entry.document.confirmed),
    };
    let cite = cite.map_or(own.clone(), |cite| Citation { grade: own.grade, ..cite.clone() });
    let amount = match amount {
        Some(code) => Some(names.scope.amount(&code, names.log)?),
        None => None,
    };
    Some(Case { when, amount, cite })
}
