//! The sample founders with what is made of their answers, once for all tests.

use std::sync::OnceLock;

use engine::assessment::Assessment;
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::texts::Texts;

use super::Report;
use super::build::build;
use super::deadlines::{Deadlines, deadlines};
use crate::{catalogue, samples};

pub struct World {
    pub catalogue: Catalogue,
    pub texts: Texts,
    pub founders: Vec<Seen>,
}

/// One founder.
pub struct Seen {
    pub id: String,
    pub situation: Situation,
    pub assessment: Assessment,
    pub report: Report,
    pub deadlines: Deadlines,
}

/// The founders in Chinese.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let (catalogue, texts) = (catalogue::load(), catalogue::texts("zh-CN"));
        let founders = samples::all(&catalogue).into_iter();
        let founders = founders.map(|founder| Seen::new(&catalogue, &texts, founder.id, founder.situation)).collect();
        World { catalogue, texts, founders }
    })
}

impl World {
    pub fn founder(&self, id: &str) -> &Seen {
        self.founders.iter().find(|seen| seen.id == id).expect("a founder of the file")
    }

    /// A founder who answers one question otherwise.
    pub fn otherwise(&self, id: &str, fact: &str, answer: Answer) -> Seen {
        let mut situation = self.founder(id).situation.clone();
        situation.set(self.catalogue.fact(fact).expect("a fact of the file"), answer);
        Seen::new(&self.catalogue, &self.texts, id.to_string(), situation)
    }

    pub fn policy(&self, id: &str) -> PolicyId {
        let at = self.catalogue.policies.iter().position(|policy| policy.id == id).expect("a policy");
        PolicyId(u16::try_from(at).expect("few policies"))
    }
}

impl Seen {
    pub fn new(catalogue: &Catalogue, texts: &Texts, id: String, situation: Situation) -> Seen {
        let assessment = engine::assess(catalogue, &situation);
        let report = build(catalogue, texts, &situation, &assessment);
        let deadlines = deadlines(catalogue, texts, &situation, &assessment);
        Seen { id, situation, assessment, report, deadlines }
    }
}
