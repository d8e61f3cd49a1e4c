//! The slip for the founder: what may leave the counter, on one sheet.

use std::rc::Rc;

use engine::date::Date;
use engine::fact::FactId;
use engine::policy::{Catalogue, PolicyId};
use engine::state::State;
use engine::texts::Texts;

use super::rests::only_said;
use crate::exits::leaving::Leaving;
use crate::exits::link;
use crate::exits::qr::{Qr, qr};
use crate::interview::saved::Saved;
use crate::report::checklist::{Checklist, checklist};

/// What is printed; made once for each print.
#[derive(Clone, Debug, PartialEq)]
pub struct Slip {
    pub out: Leaving,
    /// Papers and windows, with the papers that were seen.
    pub list: Checklist,
    /// For each policy the answers that were only said.
    pub said: Vec<(PolicyId, Vec<FactId>)>,
    /// The answers of which a paper was seen, among those that leave.
    pub seen: Vec<FactId>,
    /// The officer's own words.
    pub note: String,
    /// The code that opens the same answers; none where they are too many for one.
    pub code: Option<Qr>,
    /// Sensitive answers do not leave, and with them what papers were seen.
    pub left_out: bool,
}

/// What a slip is made from, beside the answers.
pub struct Told<'a> {
    pub seen: &'a [FactId],
    /// Ids of the papers that were seen.
    pub papers: &'a [String],
    pub note: &'a str,
    /// Only where the founder wants them in.
    pub with_sensitive: bool,
}

impl Slip {
    pub fn of(catalogue: &Catalogue, texts: &Texts, saved: &Rc<Saved>, today: Date, base: &str, told: &Told) -> Slip {
        // Said also where nothing sensitive was answered: silence would tell that.
        let left_out = !told.with_sensitive;
        let out = Leaving::of(catalogue, texts, saved, told.with_sensitive);
        // That a paper was seen may tell what an answer does not.
        let papers: &[String] = if left_out { &[] } else { told.papers };
        let list = checklist(catalogue, texts, &out.report, &out.deadlines, None, papers);
        let situation = &out.saved.situation;
        let state = State::new(catalogue, situation);
        let mut said = Vec::new();
        for finding in &out.assessment.findings {
            let facts = only_said(&state, situation, finding, told.seen);
            if finding.superseded_by.is_none() && !facts.is_empty() {
                said.push((finding.policy, facts));
            }
        }
        let seen = out.saved.asked.iter().copied().filter(|fact| told.seen.contains(fact)).collect();
        let code = link::write(catalogue, &out.saved, today, &out.assessment);
        let code = qr(&link::address(base, &code));
        Slip { list, said, seen, note: told.note.trim().to_owned(), code, left_out, out }
    }

    /// The answers that the result of a policy rests on and for which no paper was seen.
    pub fn said_of(&self, policy: PolicyId) -> &[FactId] {
        self.said.iter().find(|(known, _)| *known == policy).map_or(&[], |(_, facts)| facts)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use engine::fact::FactId;

    use super::{Slip, Told};
    use crate::exits::private::{withholds, without_sensitive};
    use crate::interview::saved::Saved;
    use crate::report::seen::world;

    #[test]
    fn a_slip_tells_nothing_sensitive_unless_it_is_wanted() {
        let world = world();
        let (catalogue, texts) = (&world.catalogue, &world.texts);
        let mut hidden = 0;
        for founder in &world.founders {
            let asked: Vec<FactId> = founder.situation.asked().map(|(fact, _)| fact).collect();
            let saved =
                Saved { situation: founder.situation.clone(), asked, ..Saved::empty(catalogue, catalogue.date) };
            let saved = Rc::new(saved);
            let slip = |saved: &Rc<Saved>, with_sensitive| {
                let papers = &catalogue.papers;
                let told = Told { seen: &saved.asked, papers, note: "", with_sensitive };
                Slip::of(catalogue, texts, saved, catalogue.date, "https://example.org/?a", &told)
            };
            let without = slip(&saved, false);
            assert_eq!((without.left_out, without.list.had()), (true, 0), "{}", founder.id);
            // It is the slip of somebody who never told it.
            let bare = Rc::new(without_sensitive(catalogue, &saved));
            let never = slip(&bare, true);
            assert_eq!((never.out, never.said, never.code), (without.out, without.said, without.code));
            let whole = slip(&saved, true);
            assert_eq!(whole.list.had(), whole.list.papers.len());
            assert!(whole.said.is_empty(), "every answer was seen");
            if withholds(catalogue, &saved) {
                hidden += 1;
                assert_ne!(whole.code, slip(&bare, false).code, "{}", founder.id);
            }
        }
        assert!(hidden > 5, "only {hidden} founders tell anything sensitive");
    }
}
