//! What may leave: the answers without what the person keeps to themselves, and everything that follows from those
//! alone, so that no exit can tell by a verdict what it does not say.

use std::rc::Rc;

use engine::assessment::Assessment;
use engine::policy::Catalogue;
use engine::texts::Texts;

use super::private::without_sensitive;
use crate::interview::ask;
use crate::interview::saved::Saved;
use crate::report::Report;
use crate::report::build::build;
use crate::report::deadlines::{Deadlines, deadlines};

#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    pub saved: Rc<Saved>,
    pub assessment: Assessment,
    pub report: Report,
    pub deadlines: Deadlines,
}

impl Leaving {
    /// `with_sensitive` only where the person ticked it.
    pub fn of(catalogue: &Catalogue, texts: &Texts, saved: &Rc<Saved>, with_sensitive: bool) -> Leaving {
        let saved = if with_sensitive { saved.clone() } else { Rc::new(without_sensitive(catalogue, saved)) };
        let assessment = engine::assess(catalogue, &saved.situation);
        let mut report = build(catalogue, texts, &saved.situation, &assessment);
        // As many questions as the page says are left; the assessment itself counts those of the contract.
        report.left = ask::ahead(catalogue, &saved.situation, &saved.banded, &assessment, None).1;
        let deadlines = deadlines(catalogue, texts, &saved.situation, &assessment);
        Leaving { saved, assessment, report, deadlines }
    }
}
