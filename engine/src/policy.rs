//! The catalogue as checked: places, facts, documents, figures and policies, without a sentence.

use crate::condition::Condition;
use crate::date::Date;
use crate::fact::{Fact, FactId};
use crate::grade::Grade;
use crate::packed::{self, packed};
use crate::place::Places;
use crate::term::{ParameterId, Part, Span, Term};

/// Everything that `assess` reads. Texts travel beside it, in the same order.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The day that the catalogue speaks for.
    pub date: Date,
    /// Eight hexadecimal digits over rules and texts.
    pub hash: String,
    pub places: Places,
    pub facts: Vec<Fact>,
    /// The facts, each after those that decide whether it applies.
    pub order: Vec<FactId>,
    pub documents: Vec<Document>,
    pub parameters: Vec<Parameter>,
    /// Ids of `definitions.toml`.
    pub definitions: Vec<String>,
    /// Ids of `papers.toml`.
    pub papers: Vec<String>,
    pub channels: Vec<Channel>,
    /// Sorted by id.
    pub policies: Vec<Policy>,
    /// What founding may cost.
    pub costs: Vec<Cost>,
}

packed!(Catalogue {
    date,
    hash,
    places,
    facts,
    order,
    documents,
    parameters,
    definitions,
    papers,
    channels,
    policies,
    costs,
});

/// Position of a policy in [`Catalogue::policies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(pub u16);

packed!(PolicyId { 0 });

/// Position of a document in [`Catalogue::documents`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u16);

packed!(DocumentId { 0 });

/// A legal document.
#[derive(Clone, Debug)]
pub struct Document {
    pub id: String,
    pub number: Option<String>,
    pub dated: Option<Date>,
    pub url: Option<String>,
    pub grade: Grade,
    /// The last day for which there is evidence that it held.
    pub confirmed: Date,
}

packed!(Document { id, number, dated, url, grade, confirmed });

/// A figure as a dated series, oldest first.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub id: String,
    pub values: Vec<Figure>,
}

packed!(Parameter { id, values });

/// One value of a parameter, from a day until the next value begins.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    pub from: Date,
    pub until: Option<Date>,
    /// Fen, millionths or a whole number.
    pub value: i64,
    pub grade: Grade,
    pub confirmed: Date,
}

packed!(Figure { from, until, value, grade, confirmed });

/// Where and how to apply.
#[derive(Clone, Debug)]
pub struct Channel {
    pub id: String,
    pub kind: ChannelKind,
    pub url: Option<String>,
    pub phone: Option<String>,
}

packed!(Channel { id, kind, url, phone });

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    Online,
    Form,
    Visit,
    Phone,
}

packed!(enum ChannelKind { 0 = Online, 1 = Form, 2 = Visit, 3 = Phone });

/// What a founder has today and may lose by registering; the words stand in the texts.
#[derive(Clone, Debug)]
pub struct Cost {
    /// Whom it concerns.
    pub when: Condition,
    /// The leaves of the place where it holds, for `venture.place`.
    pub place: u64,
    /// `None` where no source says it: ask first.
    pub cite: Option<Citation>,
}

packed!(Cost { when, place, cite });

/// One policy, of one file.
#[derive(Clone, Debug)]
pub struct Policy {
    /// `shanghai/first-startup-grant`
    pub id: String,
    /// A small number that links use; never reused. 0 in a page, which writes none.
    pub code: u16,
    pub family: Family,
    pub beneficiary: Beneficiary,
    /// The leaves of the place whose folder holds the file; every leaf for `national/`.
    pub place: u64,
    /// The fact that must be in that place.
    pub place_of: FactId,
    /// The bit of this policy in `founder.received`, where it has a limit.
    pub limit: Option<Limit>,
    pub supersedes: Vec<PolicyId>,
    pub excludes: Vec<Exclusion>,
    pub papers: Vec<u16>,
    pub channels: Vec<u16>,
    /// Oldest first.
    pub versions: Vec<Version>,
    pub steps: Vec<Step>,
}

packed!(Policy {
    id,
    code,
    family,
    beneficiary,
    place,
    place_of,
    limit,
    supersedes,
    excludes,
    papers,
    channels,
    versions,
    steps,
});

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    Training,
    Loan,
    Rent,
    SocialInsurance,
    StartupGrant,
    Hiring,
    Incubation,
    Tax,
    Talent,
    Contest,
    Service,
    Status,
}

packed!(enum Family {
    0 = Training, 1 = Loan, 2 = Rent, 3 = SocialInsurance, 4 = StartupGrant, 5 = Hiring, 6 = Incubation, 7 = Tax,
    8 = Talent, 9 = Contest, 10 = Service, 11 = Status,
});

/// Who receives the benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beneficiary {
    Founder,
    Venture,
    Operator,
    TrainingBody,
}

packed!(enum Beneficiary { 0 = Founder, 1 = Venture, 2 = Operator, 3 = TrainingBody });

/// How often a policy is granted; once means that one who received it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub times: u8,
    pub per: Scope,
    /// The bit in `founder.received`.
    pub bit: u8,
}

packed!(Limit { times, per, bit });

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Person,
    Venture,
    Worker,
    Loan,
}

packed!(enum Scope { 0 = Person, 1 = Venture, 2 = Worker, 3 = Loan });

/// Two policies that are never granted together. Kept on both sides.
#[derive(Clone, Copy, Debug)]
pub struct Exclusion {
    pub policy: PolicyId,
    pub scope: Scope,
    /// No text says so; the cautious reading.
    pub assumed: bool,
}

packed!(Exclusion { policy, scope, assumed });

/// Do something before a date; the words stand in the texts.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub before: FactId,
}

packed!(Step { before });

/// The rule as it held between two dates.
#[derive(Clone, Debug)]
pub struct Version {
    pub document: DocumentId,
    pub in_force: InForce,
    /// Past its end, the rule goes on for twelve months as likely.
    pub renewal_expected: bool,
    pub state: Option<Halt>,
    pub requirements: Vec<Requirement>,
    pub windows: Vec<Window>,
    pub benefit: Benefit,
}

packed!(Version { document, in_force, renewal_expected, state, requirements, windows, benefit });

/// When a version holds, and the event whose date chooses it.
#[derive(Clone, Debug)]
pub struct InForce {
    pub from: Date,
    pub from_grade: Grade,
    pub until: Option<(Date, Grade)>,
    /// The day of application where there is none.
    pub event: Option<Term>,
}

packed!(InForce { from, from_grade, until, event });

/// Paused, or the budget is used up.
#[derive(Clone, Copy, Debug)]
pub struct Halt {
    pub exhausted: bool,
    pub since: Date,
}

packed!(Halt { exhausted, since });

/// A condition with its source.
#[derive(Clone, Debug)]
pub struct Requirement {
    pub id: String,
    /// One, or several of which one must hold.
    pub any: Vec<Alternative>,
}

packed!(Requirement { id, any });

#[derive(Clone, Debug)]
pub struct Alternative {
    /// What every source says; false where only another source gives the alternative.
    pub when: Condition,
    /// A wider reading of another source.
    pub disputed: Option<Condition>,
    pub cite: Citation,
}

packed!(Alternative { when, disputed, cite });

/// Where a condition or figure stands, and how sure it is.
#[derive(Clone, Debug)]
pub struct Citation {
    pub document: DocumentId,
    pub article: Option<String>,
    pub grade: Grade,
    pub confirmed: Date,
}

packed!(Citation { document, article, grade, confirmed });

/// When to apply; both days are inside.
#[derive(Clone, Debug)]
pub struct Window {
    pub opens: Option<Term>,
    pub closes: Option<Term>,
    pub cite: Citation,
}

packed!(Window { opens, closes, cite });

/// What a version pays.
#[derive(Clone, Debug)]
pub struct Benefit {
    pub kind: BenefitKind,
    pub per: Per,
    /// The first that holds; the last one always does. Empty where nothing is paid.
    pub cases: Vec<Case>,
    pub periods: Option<Term>,
    /// The real sum may be lower.
    pub at_most: bool,
    /// What another source says of the amount.
    pub disputed: Option<Amount>,
    /// Loans: the longest term in months.
    pub term: Option<(u16, Grade)>,
    /// Loans: the highest rate.
    pub rate: Option<Rate>,
    /// Loans: the part of the interest that is paid back, in millionths.
    pub interest_share: Option<(i64, Grade)>,
}

packed!(Benefit { kind, per, cases, periods, at_most, disputed, term, rate, interest_share });

/// A rate of interest, as so many hundredths of a percent over a base rate.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub base: ParameterId,
    pub points: u16,
    pub grade: Grade,
}

packed!(Rate { base, points, grade });

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BenefitKind {
    Cash,
    Loan,
    Interest,
    TaxRelief,
    FeeRelief,
    Space,
    InKind,
    Service,
    Status,
}

packed!(enum BenefitKind {
    0 = Cash, 1 = Loan, 2 = Interest, 3 = TaxRelief, 4 = FeeRelief, 5 = Space, 6 = InKind, 7 = Service, 8 = Status,
});

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    Once,
    Month,
    Year,
}

packed!(enum Per { 0 = Once, 1 = Month, 2 = Year });

#[derive(Clone, Debug)]
pub struct Case {
    pub when: Condition,
    /// `None` where no source publishes a sum.
    pub amount: Option<Amount>,
    pub cite: Citation,
}

packed!(Case { when, amount, cite });

/// A sum in fen: the value of a formula over a denominator, rounded once, half away from zero.
#[derive(Clone, Debug)]
pub struct Amount {
    pub term: Term,
    pub over: i64,
}

packed!(Amount { term, over });

impl Catalogue {
    /// A parameter on a date; it has no value outside its series.
    pub fn parameter(&self, id: ParameterId, date: Span) -> Span {
        let Some((lo, hi)) = date.range else { return Span::NONE };
        let values = &self.parameters[usize::from(id.0)].values;
        let held = values.iter().enumerate().filter_map(|(i, figure)| {
            let (from, end) = figure_days(values, i);
            (from <= hi && lo <= end).then(|| Span::exact(figure.value))
        });
        let covered = values.first().is_some_and(|first| i64::from(first.from.0) <= lo)
            && values.last().is_none_or(|last| last.until.is_none_or(|until| hi <= i64::from(until.0)));
        let gap = Span { range: None, none: date.none || !covered };
        held.fold(gap, Span::join)
    }

    /// The position of a fact, by its id.
    pub fn fact(&self, id: &str) -> Option<FactId> {
        let at = self.facts.iter().position(|fact| fact.id == id)?;
        u16::try_from(at).ok().map(FactId)
    }

    pub fn fact_of(&self, id: FactId) -> &Fact {
        &self.facts[usize::from(id.0)]
    }

    pub fn policy_of(&self, id: PolicyId) -> &Policy {
        &self.policies[usize::from(id.0)]
    }

    pub fn document_of(&self, id: DocumentId) -> &Document {
        &self.documents[usize::from(id.0)]
    }

    /// The catalogue's version, as it stands on every result: `2026-11-22+3f2a91c0`.
    pub fn version(&self) -> String {
        format!("{}+{}", self.date, self.hash)
    }

    /// Reads a catalogue that the build wrote; `None` where the bytes are not one of this engine's version.
    pub fn decode(bytes: &[u8]) -> Option<Catalogue> {
        packed::read(bytes)
    }

    /// The bytes that [`Catalogue::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        packed::write(self)
    }
}

impl Requirement {
    /// The conditions of every alternative, disputed readings included.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.any.iter().flat_map(|one| [Some(&one.when), one.disputed.as_ref()]).flatten()
    }
}

impl Version {
    /// Calls `visit` with every piece of the requirements, the windows and the event date.
    pub fn walk_rule<'a>(&'a self, visit: &mut dyn FnMut(Part<'a>)) {
        self.walk_days(visit);
        for one in self.requirements.iter().flat_map(|requirement| &requirement.any) {
            [Some(&one.when), one.disputed.as_ref()].into_iter().flatten().for_each(|condition| condition.walk(visit));
        }
    }

    /// Calls `visit` with every piece of the windows and the event date.
    pub fn walk_days<'a>(&'a self, visit: &mut dyn FnMut(Part<'a>)) {
        self.in_force.event.iter().for_each(|term| term.walk(visit));
        for window in &self.windows {
            window.opens.iter().chain(&window.closes).for_each(|term| term.walk(visit));
        }
    }

    /// Calls `visit` with every piece of the benefit.
    pub fn walk_benefit<'a>(&'a self, visit: &mut dyn FnMut(Part<'a>)) {
        for case in &self.benefit.cases {
            case.when.walk(visit);
            case.amount.iter().for_each(|amount| amount.term.walk(visit));
        }
        self.benefit.disputed.iter().for_each(|amount| amount.term.walk(visit));
        self.benefit.periods.iter().for_each(|term| term.walk(visit));
    }
}

/// The first and last day of one value of a series; the next value ends it.
pub fn figure_days(values: &[Figure], i: usize) -> (i64, i64) {
    let end = match (values.get(i + 1), values[i].until) {
        (_, Some(until)) => until.0,
        (Some(next), None) => next.from.0 - 1,
        (None, None) => Date::MAX.0,
    };
    (values[i].from.0.into(), end.into())
}

impl Family {
    /// The word of policy files.
    pub fn word(self) -> &'static str {
        FAMILIES.iter().find(|(family, _)| *family == self).map_or("", |(_, word)| word)
    }
}

/// Every family with its word.
pub const FAMILIES: [(Family, &str); 12] = [
    (Family::Training, "training"),
    (Family::Loan, "loan"),
    (Family::Rent, "rent"),
    (Family::SocialInsurance, "social-insurance"),
    (Family::StartupGrant, "startup-grant"),
    (Family::Hiring, "hiring"),
    (Family::Incubation, "incubation"),
    (Family::Tax, "tax"),
    (Family::Talent, "talent"),
    (Family::Contest, "contest"),
    (Family::Service, "service"),
    (Family::Status, "status"),
];

impl BenefitKind {
    /// The word of policy files and of the JSON contract.
    pub fn word(self) -> &'static str {
        BENEFIT_KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// Money that somebody receives or may borrow or need not pay: it needs a sum, or says that none is published.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            BenefitKind::Cash
                | BenefitKind::Loan
                | BenefitKind::Interest
                | BenefitKind::TaxRelief
                | BenefitKind::FeeRelief
        )
    }
}

/// Every kind of benefit with its word.
pub const BENEFIT_KINDS: [(BenefitKind, &str); 9] = [
    (BenefitKind::Cash, "cash"),
    (BenefitKind::Loan, "loan"),
    (BenefitKind::Interest, "interest"),
    (BenefitKind::TaxRelief, "tax-relief"),
    (BenefitKind::FeeRelief, "fee-relief"),
    (BenefitKind::Space, "space"),
    (BenefitKind::InKind, "in-kind"),
    (BenefitKind::Service, "service"),
    (BenefitKind::Status, "status"),
];

impl Per {
    /// The word of policy files and of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Per::Once => "once",
            Per::Month => "month",
            Per::Year => "year",
        }
    }
}
