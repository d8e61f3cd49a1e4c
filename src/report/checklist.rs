//! What to bring and where to go: papers merged over the policies, by window, and every way to apply by its kind.

use engine::policy::{Catalogue, ChannelKind, PolicyId};
use engine::texts::Texts;

use super::deadlines::{Deadline, Deadlines, Occasion};
use super::{Card, HOTLINE, Light, Report, StepLine, format};
use crate::words::{Word, fill, word};

/// Papers, trips and ways, for the policies that can be worked towards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checklist {
    /// Each paper once: what is needed first comes first, what only open policies need comes last.
    pub papers: Vec<Paper>,
    /// One for each window, form or site; those that settle most come first within their kind.
    pub trips: Vec<Trip>,
    /// One for each policy, in the order of the cards.
    pub paths: Vec<Path>,
}

/// One paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Its id in the catalogue, by which it is kept that one has it.
    pub id: String,
    pub name: String,
    pub had: bool,
    /// The policies that need it, in the order of the cards.
    pub policies: Vec<PolicyId>,
    /// `3 项政策需要：…`
    pub needed: String,
    /// Which of them needs it first, and by when; empty where none has a last day.
    pub first: String,
    /// Where it is handed in, each place once.
    pub windows: Vec<String>,
    /// Only policies need it that still have questions open.
    pub is_open: bool,
}

/// One window, form or site, with everything that can be settled there.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip {
    pub way: Way,
    pub policies: Vec<PolicyId>,
    /// The names of the policies.
    pub names: Vec<String>,
    /// Positions in [`Checklist::papers`].
    pub papers: Vec<usize>,
}

/// How to apply for one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    pub policy: PolicyId,
    pub name: String,
    pub light: Light,
    /// The light in words.
    pub sure: String,
    /// The one action of the card.
    pub action: String,
    /// What must come first.
    pub orders: Vec<StepLine>,
    /// Online, form, visit, telephone, in this order; never empty.
    pub ways: Vec<Way>,
}

/// One way to apply or to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub kind: ChannelKind,
    /// `网上办理`, `填表`, `到窗口`, `打电话`
    pub kind_name: String,
    pub name: String,
    pub url: Option<String>,
    pub phone: Option<String>,
}

/// The kinds of ways in the order in which they are offered.
const KINDS: [ChannelKind; 4] = [ChannelKind::Online, ChannelKind::Form, ChannelKind::Visit, ChannelKind::Phone];

/// The checklist of the policies that were chosen, or else of all that founder or venture may work towards; `had` are
/// the ids of the papers that one has. `catalogue` is the whole one, with the ids of papers.
pub fn checklist(
    catalogue: &Catalogue,
    texts: &Texts,
    report: &Report,
    deadlines: &Deadlines,
    chosen: Option<&[PolicyId]>,
    had: &[String],
) -> Checklist {
    let mut list = Checklist::default();
    let open = |card: &Card| chosen.is_none() && card.light == Light::Open;
    let mut cards = wanted(report, chosen);
    cards.sort_by_key(|card| open(card));
    let mut near: Vec<Option<&Deadline>> = Vec::new();
    for card in &cards {
        for at in &catalogue.policy_of(card.policy).papers {
            let (Some(id), Some(name)) = (catalogue.papers.get(usize::from(*at)), texts.papers.get(usize::from(*at)))
            else {
                continue;
            };
            let at = list.papers.iter().position(|paper| paper.id == *id).unwrap_or_else(|| {
                list.papers.push(Paper::new(id, name, had, open(card)));
                near.push(None);
                list.papers.len() - 1
            });
            list.papers[at].add(card);
            let last = deadlines.last_of(card.policy).filter(|_| !open(card));
            near[at] = [near[at], last].into_iter().flatten().min_by_key(|one| one.day);
        }
    }
    let mut papers: Vec<(Paper, Option<&Deadline>)> = list.papers.into_iter().zip(near).collect();
    papers.sort_by_key(|(paper, near)| {
        (paper.is_open, near.map_or(i32::MAX, |one| one.day.0), std::cmp::Reverse(paper.policies.len()))
    });
    list.papers = papers.into_iter().map(|(paper, near)| paper.told(texts, report, near)).collect();
    for card in &cards {
        let path = path(texts, card);
        if !open(card) {
            list.add_trips(card, &path.ways);
        }
        list.paths.push(path);
    }
    list.trips.sort_by_key(|trip| (place_of(trip.way.kind), std::cmp::Reverse(trip.policies.len())));
    list
}

impl Checklist {
    /// How many papers one has; the others are missing.
    pub fn had(&self) -> usize {
        self.papers.iter().filter(|paper| paper.had).count()
    }

    /// Puts a policy under each of its windows; one cannot hand anything in by telephone.
    fn add_trips(&mut self, card: &Card, ways: &[Way]) {
        for way in ways.iter().filter(|way| way.kind != ChannelKind::Phone) {
            let at = self.trips.iter().position(|trip| trip.way == *way).unwrap_or_else(|| {
                self.trips.push(Trip { way: way.clone(), policies: vec![], names: vec![], papers: vec![] });
                self.trips.len() - 1
            });
            let trip = &mut self.trips[at];
            trip.policies.push(card.policy);
            trip.names.push(card.name.clone());
            for (i, paper) in self.papers.iter().enumerate() {
                if paper.policies.contains(&card.policy) && !trip.papers.contains(&i) {
                    trip.papers.push(i);
                }
            }
            trip.papers.sort_unstable();
        }
    }
}

impl Paper {
    fn new(id: &str, name: &str, had: &[String], is_open: bool) -> Paper {
        Paper {
            id: id.to_string(),
            name: name.to_string(),
            had: had.iter().any(|one| one == id),
            policies: Vec::new(),
            needed: String::new(),
            first: String::new(),
            windows: Vec::new(),
            is_open,
        }
    }

    /// One more policy that needs it.
    fn add(&mut self, card: &Card) {
        if !self.policies.contains(&card.policy) {
            self.policies.push(card.policy);
        }
        for channel in card.channels.iter().filter(|channel| channel.kind != ChannelKind::Phone) {
            if !self.windows.contains(&channel.name) {
                self.windows.push(channel.name.clone());
            }
        }
    }

    /// With its sentences.
    fn told(mut self, texts: &Texts, report: &Report, near: Option<&Deadline>) -> Paper {
        let mut names = Vec::new();
        for card in report.all() {
            if self.policies.contains(&card.policy) {
                names.push(fill(texts, Word::Quoted, &[("x", &card.name)]));
            }
        }
        let key = if self.is_open { Word::TakeNeededOpen } else { Word::TakeNeeded };
        let count = format::count(self.policies.len() as i128, key, texts);
        self.needed = fill(texts, Word::Labelled, &[("a", &count), ("b", &format::few(&names, texts))]);
        if let Some(one) = near {
            let key = if one.occasion == Occasion::Ends { Word::TakeNeededRule } else { Word::TakeNeededFirst };
            let day = format::date(one.day, texts);
            self.first = fill(texts, key, &[("a", &day), ("p", &one.name), ("n", &one.left)]);
        }
        self
    }
}

/// The cards that are worked towards, in the order of the report. Without a choice: those of founder and venture that
/// are open, come later or still have questions open; services only where they need papers.
fn wanted<'r>(report: &'r Report, chosen: Option<&[PolicyId]>) -> Vec<&'r Card> {
    if let Some(chosen) = chosen {
        return report.all().filter(|card| chosen.contains(&card.policy)).collect();
    }
    let mut cards = Vec::new();
    for group in report.groups.iter().filter(|group| group.light <= Light::Open) {
        cards.extend(&group.cards);
        cards.extend(group.services.iter().filter(|card| !card.papers.is_empty()));
    }
    cards
}

fn path(texts: &Texts, card: &Card) -> Path {
    let mut ways = Vec::new();
    for kind in KINDS {
        for channel in card.channels.iter().filter(|channel| channel.kind == kind) {
            ways.push(Way {
                kind,
                kind_name: word(texts, kind_word(kind)).to_string(),
                name: channel.name.clone(),
                url: channel.url.clone(),
                phone: channel.phone.clone(),
            });
        }
    }
    if ways.is_empty() {
        // No source names a place: the hotline is the one thing that is sure.
        ways.push(Way {
            kind: ChannelKind::Phone,
            kind_name: word(texts, Word::TakeByPhone).to_string(),
            name: word(texts, Word::TakeAskWhere).to_string(),
            url: None,
            phone: Some(HOTLINE.to_string()),
        });
    }
    Path {
        policy: card.policy,
        name: card.name.clone(),
        light: card.light,
        sure: word(texts, card.light.title()).to_string(),
        action: card.action.clone(),
        orders: card.steps.clone(),
        ways,
    }
}

/// A way to apply, by its kind.
pub fn kind_word(kind: ChannelKind) -> Word {
    match kind {
        ChannelKind::Online => Word::TakeOnline,
        ChannelKind::Form => Word::TakeForm,
        ChannelKind::Visit => Word::TakeVisit,
        ChannelKind::Phone => Word::TakeByPhone,
    }
}

fn place_of(kind: ChannelKind) -> usize {
    KINDS.iter().position(|one| *one == kind).unwrap_or(KINDS.len())
}
