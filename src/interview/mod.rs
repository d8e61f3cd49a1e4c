//! The interview: which answers stand, what is shown, and what every action does to both.

pub mod ask;
mod clash;
pub mod lang;
pub mod other;
pub mod preset;
pub mod saved;
pub mod scenario;
pub mod typed;

#[cfg(test)]
mod tests;

use engine::date::Date;
use engine::fact::{FactId, Known};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};

use clash::contradicted;
use lang::Lang;
use preset::Around;
use saved::{Keep, Saved};
use scenario::Scenario;

/// What marks a policy whose result is wrong, in [`Interview::offered`]; no link begins with it.
pub const WRONG: &str = "!";

/// Everything that the person did, and where they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    pub situation: Situation,
    /// The facts that were answered or declined, in the order in which they were asked.
    pub asked: Vec<FactId>,
    /// The facts that were answered by a band: they are asked once more where the exact value matters.
    pub banded: Vec<FactId>,
    /// Filled in for somebody else: other pronouns, and nothing is kept.
    pub for_other: bool,
    /// The reasons for the question are unfolded.
    pub why: bool,
    pub view: View,
    pub lang: Lang,
    /// Large type and strong contrast, one thing at a time.
    pub care: bool,
    pub notice: Option<Notice>,
    /// How often everything was cleared: what is typed into a question does not outlive that.
    pub clears: u32,
    /// What is supposed otherwise, while two scenarios are compared.
    pub scenario: Option<Scenario>,
    /// What was noted where results are taken along, such as papers that are at hand: lines that belong to it.
    pub notes: Vec<String>,
    /// What the address carried, while it is looked at: perhaps answers of a link. Behind [`WRONG`] the policy whose
    /// result is wrong, while that is told.
    pub offered: String,
    /// The one policy that is asked about, while the page is open; everything where there is none.
    pub about: Option<PolicyId>,
    /// The day of the visit, which `situation.as_of` is where nothing else is asked for.
    pub today: Date,
    /// How long the answers are kept on the device.
    pub keep: Keep,
    /// What a page of another site around this one supposes, or a station.
    pub around: Around,
    /// The device did not take the last change: its storage is full, or forbidden.
    pub unkept: bool,
}

/// What a phone shows; a wide screen shows the results beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The question that the agenda proposes.
    Next,
    /// A question that the person chose.
    Ask(FactId, Origin),
    Results,
    Review,
    /// Founders to start from.
    Examples,
    /// The answers beside a scenario.
    Compare,
    /// What a fact is supposed to be.
    Vary(FactId),
    /// What a person takes along: papers, dates, ways out.
    Take,
    /// Answers of a link or code, before they replace anything.
    Offer,
}

/// Where a chosen question was chosen, and where its answer leads back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Next,
    Results,
    Review,
}

/// One thing to say once, above the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Answers of an earlier visit were taken up.
    Restored,
    /// The answers of an example person were taken up.
    Example,
    /// The page around, or a station, has answered some questions ahead.
    Preset,
    /// All answers were cleared, and those are there again.
    PresetAgain,
    /// A question was left for later.
    Skipped(FactId),
    Cleared,
    /// What was kept on the device could not be read.
    Damaged,
    /// What was kept on the device was too old, or from a time to come, and is deleted.
    Lapsed,
    /// The device keeps nothing.
    Unkept,
    /// Answers given in another window were taken up.
    Followed,
    /// The texts of another language, or what is fetched only when used, did not come.
    NoTexts,
    /// The answers of a link were taken up.
    Loaded,
    /// A link named a policy that the catalogue does not have.
    NoPolicy,
    /// The new answer contradicted earlier ones, which are asked again.
    Dropped {
        by: FactId,
        facts: Vec<FactId>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Answer(FactId, Answer),
    /// An interval that the thresholds cut, both ends included.
    Band(FactId, (i64, i64)),
    Ask(FactId),
    Back,
    /// Leaves a chosen question or view for the next question.
    Continue,
    ShowResults,
    ShowReview,
    ShowExamples,
    /// Folds or unfolds why a question is asked.
    Why,
    /// Filled in for somebody else, or no longer.
    ForOther(bool),
    /// Starts from an example person.
    Start(Saved),
    Compare,
    /// Asks what a fact is supposed to be.
    Vary(FactId),
    /// Supposes some facts otherwise, and compares.
    Suppose(Vec<(FactId, Answer)>),
    Unsuppose(FactId),
    /// What the page around supposes, or a station.
    Around(Around),
    /// Asks about one policy only, or about everything again.
    About(Option<PolicyId>),
    /// A link named a policy that the catalogue does not have.
    NoPolicy,
    /// Works everything out as of another day.
    AsOf(Date),
    KeepFor(Keep),
    Speak(Lang),
    Care(bool),
    /// The texts of a language did not come; the old language stays.
    SpeakFailed(Lang),
    Restore(Saved),
    Damaged,
    Lapsed,
    /// Whether the device failed to take the last change.
    Unkept(bool),
    /// Another window has kept these answers, or cleared them.
    Follow(Option<Saved>),
    ShowTake,
    /// What is sent where the result of a policy, by its id, is wrong.
    ShowWrong(String),
    Note(Vec<String>),
    /// What the address carried, or nothing where a code is to be pasted.
    Offer(String),
    /// Takes up the answers of a link in place of those that are there.
    Load(Saved),
    /// What is fetched only when used did not come.
    NotFetched,
    Clear,
}

impl Interview {
    pub fn new(catalogue: &Catalogue, today: Date, lang: Lang) -> Interview {
        let situation = Situation::empty(catalogue, today);
        Interview {
            situation,
            asked: Vec::new(),
            banded: Vec::new(),
            for_other: false,
            why: false,
            view: View::Next,
            lang,
            care: false,
            notice: None,
            clears: 0,
            scenario: None,
            notes: Vec::new(),
            offered: String::new(),
            about: None,
            today,
            keep: Keep::Day,
            around: Around::default(),
            unkept: false,
        }
    }

    /// The one writer of the interview.
    #[must_use]
    pub fn apply(&self, catalogue: &Catalogue, action: Action) -> Interview {
        let mut next = Interview { notice: None, why: false, ..self.clone() };
        match action {
            Action::Answer(fact, answer) => next.answer(catalogue, fact, answer),
            Action::Band(fact, (lo, hi)) => {
                next.answer(catalogue, fact, Answer::Given(Known::Span { lo, hi }));
                if lo < hi && next.asked.contains(&fact) {
                    next.banded.push(fact);
                }
            }
            Action::Ask(fact) => next.view = View::Ask(fact, self.origin()),
            Action::Back => next.view = self.before(),
            Action::Continue => next.view = View::Next,
            Action::ShowResults => next.view = View::Results,
            Action::ShowReview => next.view = View::Review,
            Action::ShowExamples => next.view = View::Examples,
            Action::Why => (next.why, next.notice) = (!self.why, self.notice.clone()),
            Action::ForOther(for_other) => next.for_other = for_other,
            Action::Start(saved) => {
                next.take(saved);
                (next.view, next.notice) = (View::Results, Some(Notice::Example));
            }
            Action::Compare => next.view = View::Compare,
            Action::Vary(fact) => next.view = View::Vary(fact),
            Action::Suppose(set) => {
                let scenario = next.supposing();
                for (fact, answer) in set {
                    scenario.suppose(fact, answer);
                }
            }
            Action::Unsuppose(fact) => next.supposing().unsuppose(fact),
            Action::Around(around) => {
                next.notice = self.notice.clone();
                next.take_up(catalogue, around);
            }
            Action::About(policy) => {
                (next.about, next.view, next.notice) = (policy, View::Next, self.notice.clone());
            }
            Action::NoPolicy => next.notice = Some(Notice::NoPolicy),
            Action::AsOf(day) => next.situation.as_of = day,
            Action::KeepFor(keep) => next.keep = keep,
            Action::Speak(lang) => next.lang = lang,
            Action::Care(care) => next = Interview { care, ..self.clone() },
            Action::SpeakFailed(lang) => next = Interview { lang, notice: Some(Notice::NoTexts), ..next },
            Action::Restore(saved) => next.restore(saved),
            Action::Damaged => next.notice = Some(Notice::Damaged),
            Action::Lapsed => next.notice = Some(Notice::Lapsed),
            Action::Unkept(unkept) => {
                next.unkept = unkept;
                if unkept {
                    next.notice = Some(Notice::Unkept);
                }
            }
            Action::Follow(saved) => next = self.follow(catalogue, saved),
            Action::ShowTake => (next.view, next.offered) = (View::Take, String::new()),
            Action::ShowWrong(policy) => (next.view, next.offered) = (View::Take, [WRONG, policy.as_str()].concat()),
            Action::Note(notes) => next.notes = notes,
            Action::Offer(link) => (next.view, next.offered) = (View::Offer, link),
            Action::Load(saved) => {
                // The link speaks of every policy.
                next.about = None;
                next.take(saved);
                (next.view, next.notice) = (View::Results, Some(Notice::Loaded));
            }
            Action::NotFetched => (next.view, next.notice) = (self.origin().view(), Some(Notice::NoTexts)),
            Action::Clear => next = self.cleared(catalogue),
        }
        // A scenario lasts as long as it is looked at.
        if !matches!(next.view, View::Compare | View::Vary(_)) {
            next.scenario = None;
        }
        if !matches!(next.view, View::Offer | View::Take) {
            next.offered.clear();
        }
        next
    }

    /// Something lies before what is shown.
    pub fn can_go_back(&self) -> bool {
        self.before() != self.view
    }

    /// The answers may be kept on the device: never those for somebody else, nor where others come after.
    pub fn is_kept(&self) -> bool {
        !self.for_other && !self.around.is_shared
    }

    /// Everything is worked out as of another day than that of the visit.
    pub fn is_as_of_another_day(&self) -> bool {
        self.situation.as_of != self.today
    }

    /// How many questions were answered with "not sure".
    pub fn declined(&self) -> usize {
        self.situation.asked().filter(|(_, answer)| *answer == Answer::Declined).count()
    }

    fn answer(&mut self, catalogue: &Catalogue, fact: FactId, answer: Answer) {
        // Whoever does not know more exactly keeps the band.
        let keeps_band = answer == Answer::Declined && self.banded.contains(&fact);
        self.banded.retain(|banded| *banded != fact);
        if !keeps_band {
            self.situation.set(fact, answer);
        }
        if !self.asked.contains(&fact) {
            self.asked.push(fact);
        }
        let facts = contradicted(catalogue, &self.situation, fact);
        for dropped in &facts {
            self.situation.set(*dropped, Answer::Absent);
        }
        self.asked.retain(|asked| !facts.contains(asked));
        self.banded.retain(|banded| !facts.contains(banded));
        self.view = match self.view {
            View::Ask(_, origin) if facts.is_empty() => origin.view(),
            _ => View::Next,
        };
        self.notice = match (facts.is_empty(), answer) {
            (false, _) => Some(Notice::Dropped { by: fact, facts }),
            (true, Answer::Declined) if !keeps_band => Some(Notice::Skipped(fact)),
            (true, _) => None,
        };
    }

    fn cleared(&self, catalogue: &Catalogue) -> Interview {
        let empty = Interview::new(catalogue, self.today, self.lang);
        let mut next = Interview { care: self.care, clears: self.clears.wrapping_add(1), ..empty };
        next.take_up(catalogue, self.around.clone());
        let is_empty = next.asked.is_empty();
        next.notice = Some(if is_empty { Notice::Cleared } else { Notice::PresetAgain });
        next
    }

    /// Two windows show the same answers, so that neither overwrites those of the other; what was only here because it
    /// could not be kept, or may not be, stays.
    fn follow(&self, catalogue: &Catalogue, saved: Option<Saved>) -> Interview {
        let mut next = self.clone();
        if !self.is_kept() || self.unkept {
            return next;
        }
        match saved {
            None if !self.asked.is_empty() => next = self.cleared(catalogue),
            None => {}
            Some(saved) => {
                next.keep = saved.keep;
                next.take(saved);
                if next != *self {
                    next.notice = Some(Notice::Followed);
                }
            }
        }
        next
    }

    fn take(&mut self, saved: Saved) {
        (self.situation, self.asked) = (saved.situation, saved.asked);
        (self.banded, self.notes) = (saved.banded, saved.notes);
    }

    /// The scenario, looked at from now on.
    fn supposing(&mut self) -> &mut Scenario {
        self.view = View::Compare;
        self.scenario.get_or_insert_default()
    }

    fn restore(&mut self, saved: Saved) {
        if self.asked.is_empty() {
            self.keep = saved.keep;
            self.take(saved);
            self.notice = Some(Notice::Restored);
        }
    }

    fn origin(&self) -> Origin {
        match self.view {
            View::Next | View::Examples | View::Offer | View::Ask(_, Origin::Next) => Origin::Next,
            View::Results | View::Compare | View::Vary(_) | View::Take | View::Ask(_, Origin::Results) => {
                Origin::Results
            }
            View::Review | View::Ask(_, Origin::Review) => Origin::Review,
        }
    }

    fn before(&self) -> View {
        let end = match self.view {
            View::Next => self.asked.len(),
            View::Ask(fact, Origin::Next) => {
                self.asked.iter().position(|asked| *asked == fact).unwrap_or(self.asked.len())
            }
            View::Ask(_, origin) => return origin.view(),
            View::Results | View::Review | View::Examples | View::Offer => return View::Next,
            View::Compare | View::Take => return View::Results,
            View::Vary(_) => return View::Compare,
        };
        self.asked[..end].last().map_or(self.view, |fact| View::Ask(*fact, Origin::Next))
    }
}

impl Origin {
    fn view(self) -> View {
        match self {
            Origin::Next => View::Next,
            Origin::Results => View::Results,
            Origin::Review => View::Review,
        }
    }
}
