//! What changed since a link was made: verdicts then and now, and why they differ.

use engine::assess;
use engine::assessment::{Assessment, Finding};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::Situation;
use engine::texts::Texts;
use engine::verdict::Verdict;

use super::link::{Opened, is_told, rule_print};
use crate::words::{Word, fill, word};

/// A policy whose verdict is another now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    pub policy: PolicyId,
    /// `None` where it was not among those that might pay.
    pub then: Option<Verdict>,
    /// `None` where it is in no result any more.
    pub now: Option<Verdict>,
    pub why: Why,
}

/// Why a verdict is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The rules of today give the old verdict on the day of the link: only days have passed.
    Time,
    /// Another version of the rule is read, or its dates or its document are others.
    Rule,
    /// Something else of the catalogue.
    Catalogue,
    /// Answers of the link were not taken up.
    Answers,
}

/// The verdicts that changed, in the order of the catalogue; none where the link had no room for verdicts.
///
/// `now` is the assessment of the answers that were opened.
pub fn changes(catalogue: &Catalogue, opened: &Opened, now: &Assessment) -> Vec<Changed> {
    let Some(told) = &opened.verdicts else { return Vec::new() };
    let mut on_the_day = None;
    let mut found = Vec::new();
    for policy in (0u16..).map(PolicyId).take(catalogue.policies.len()) {
        let then = told.iter().find(|then| then.policy == policy);
        let finding = finding(now, policy);
        let (old, new) = (then.map(|then| then.verdict), finding.map(|finding| finding.verdict));
        // Whatever was refused is not told in a link.
        if old == new || old.is_none() && !new.is_some_and(Verdict::may_pay) {
            continue;
        }
        let day = on_the_day.get_or_insert_with(|| assess(catalogue, &on(opened)));
        let was = self::finding(day, policy).filter(|finding| is_told(finding)).map(|finding| finding.verdict);
        let is_other_rule = || then.zip(finding).is_some_and(|(then, now)| then.rule != rule_print(catalogue, now));
        let why = match () {
            () if was == old => Why::Time,
            () if is_other_rule() => Why::Rule,
            () if !opened.dropped.is_empty() => Why::Answers,
            () => Why::Catalogue,
        };
        found.push(Changed { policy, then: old, now: new, why });
    }
    found
}

/// One line for each change.
pub fn told(texts: &Texts, changes: &[Changed]) -> Vec<String> {
    let line = |change: &Changed| {
        let name = texts.policies.get(usize::from(change.policy.0)).map_or("", |text| &text.name);
        let then = change.then.map_or(Word::TakeSinceNotThen, short);
        let now = change.now.map_or(Word::TakeSinceNotNow, short);
        let why = match change.why {
            Why::Time => Word::TakeSinceTime,
            Why::Rule => Word::TakeSinceRule,
            Why::Catalogue => Word::TakeSinceCatalogue,
            Why::Answers => Word::TakeSinceAnswers,
        };
        let values = [("p", name), ("a", word(texts, then)), ("b", word(texts, now)), ("w", word(texts, why))];
        fill(texts, Word::TakeSinceLine, &values)
    };
    changes.iter().map(line).collect()
}

/// What changed since a link was made, a line each; works out both days anew.
pub fn since(catalogue: &Catalogue, texts: &Texts, opened: &Opened) -> Vec<String> {
    if opened.verdicts.is_none() {
        return vec![word(texts, Word::TakeSinceUntold).to_owned()];
    }
    let now = assess(catalogue, &opened.saved.situation);
    told(texts, &changes(catalogue, opened, &now))
}

/// The answers on the day of the link.
fn on(opened: &Opened) -> Situation {
    let mut situation = opened.saved.situation.clone();
    situation.as_of = opened.on;
    situation
}

/// What is shown of a policy: a superseded one has no card.
fn finding(assessment: &Assessment, policy: PolicyId) -> Option<&Finding> {
    assessment.findings.iter().find(|finding| finding.policy == policy && finding.superseded_by.is_none())
}

fn short(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Eligible => Word::LightYes,
        Verdict::Likely => Word::TakeSinceLikely,
        Verdict::Upcoming => Word::LightLater,
        Verdict::Undetermined => Word::LightOpen,
        Verdict::Ineligible => Word::LightNo,
        Verdict::Missed => Word::LightMissed,
        Verdict::Ended => Word::LightEnded,
    }
}

#[cfg(test)]
mod tests {
    use engine::assess;
    use engine::condition::Condition;
    use engine::date::Date;
    use engine::policy::{Catalogue, PolicyId};
    use engine::situation::Situation;
    use engine::verdict::Verdict;

    use super::{Changed, Why, changes, since};
    use crate::exits::link::{Opened, read, write};
    use crate::interview::saved::Saved;
    use crate::{catalogue, samples};

    fn founder(catalogue: &Catalogue, id: &str) -> Situation {
        let found = samples::all(catalogue).into_iter().find(|one| one.id == id);
        found.unwrap_or_else(|| panic!("`{id}` is a founder")).situation
    }

    /// A link made in one catalogue on the founder's day, opened in another on another day.
    fn opened(then: &Catalogue, situation: &Situation, now: &Catalogue, today: Date) -> Opened {
        let saved = Saved { situation: situation.clone(), ..Saved::empty(then, situation.as_of) };
        let code = write(then, &saved, situation.as_of, &assess(then, situation));
        read(now, &code, today).expect("what was just written")
    }

    fn found(now: &Catalogue, opened: &Opened) -> Vec<Changed> {
        changes(now, opened, &assess(now, &opened.saved.situation))
    }

    #[test]
    fn nothing_changes_on_the_same_day() {
        let catalogue = catalogue::load();
        for founder in samples::all(&catalogue) {
            let opened = opened(&catalogue, &founder.situation, &catalogue, founder.situation.as_of);
            assert_eq!(found(&catalogue, &opened), [], "{}", founder.id);
        }
    }

    #[test]
    fn only_time_passes() {
        let catalogue = catalogue::load();
        let situation = founder(&catalogue, "graduate-month-13");
        let opened = opened(&catalogue, &situation, &catalogue, situation.as_of.add_months(14));
        let found = found(&catalogue, &opened);
        assert!(found.len() > 3, "{found:?}");
        assert!(found.iter().all(|change| change.why == Why::Time), "{found:?}");
        let missed = |change: &&Changed| change.now == Some(Verdict::Missed);
        assert!(found.iter().find(missed).is_some_and(|change| change.then.is_some_and(Verdict::may_pay)), "{found:?}");
    }

    /// The catalogue with one policy that nobody gets any more.
    fn without(catalogue: &Catalogue, policy: PolicyId) -> Catalogue {
        let mut now = catalogue.clone();
        for version in &mut now.policies[usize::from(policy.0)].versions {
            version.requirements.iter_mut().flat_map(|requirement| &mut requirement.any).for_each(|one| {
                (one.when, one.disputed) = (Condition::Always(false), None);
            });
        }
        now
    }

    #[test]
    fn a_rule_that_is_another_is_told_from_one_that_was_corrected() {
        let then = catalogue::load();
        let situation = founder(&then, "graduate-month-13");
        let at =
            then.policies.iter().position(|policy| policy.id == "shanghai/first-startup-grant").expect("the grant");
        let grant = PolicyId(u16::try_from(at).expect("small"));
        let corrected = without(&then, grant);
        let changed = |why| Changed { policy: grant, then: Some(Verdict::Likely), now: Some(Verdict::Ineligible), why };
        let one = |now: &Catalogue| {
            let opened = opened(&then, &situation, now, situation.as_of.add_days(1));
            found(now, &opened).into_iter().find(|change| change.policy == grant)
        };
        assert_eq!(one(&then), None);
        assert_eq!(one(&corrected), Some(changed(Why::Catalogue)));

        let mut replaced = corrected.clone();
        for version in &mut replaced.policies[at].versions {
            let document = &mut replaced.documents[usize::from(version.document.0)];
            document.number = Some("沪人社规〔2027〕9号".into());
        }
        assert_eq!(one(&replaced), Some(changed(Why::Rule)));

        // A policy that nobody got then, and that one may get now.
        let opened = opened(&corrected, &situation, &then, situation.as_of);
        let new = Changed { policy: grant, then: None, now: Some(Verdict::Likely), why: Why::Catalogue };
        assert!(found(&then, &opened).contains(&new));
        let line = since(&then, &catalogue::texts("zh-CN"), &opened).into_iter().next().expect("a line");
        assert!(line.contains("不在可能的政策里") && line.contains("政策资料更新过"), "{line}");
    }

    #[test]
    fn an_answer_that_was_left_out_is_a_reason() {
        let then = catalogue::load();
        let situation = founder(&then, "graduate-month-13");
        let mut now = then.clone();
        let groups = now.fact("founder.groups").expect("the groups");
        now.facts[usize::from(groups.0)].code = 999;
        let opened = opened(&then, &situation, &now, situation.as_of);
        assert!(!opened.dropped.is_empty());
        let found = found(&now, &opened);
        assert!(!found.is_empty() && found.iter().all(|change| change.why == Why::Answers), "{found:?}");
    }

    #[test]
    fn a_link_without_verdicts_says_so() {
        let catalogue = catalogue::load();
        let situation = founder(&catalogue, "graduate-month-13");
        let mut opened = opened(&catalogue, &situation, &catalogue, situation.as_of.add_months(14));
        opened.verdicts = None;
        let lines = since(&catalogue, &catalogue::texts("en"), &opened);
        assert!(matches!(lines.as_slice(), [line] if line.contains("nothing can be compared")), "{lines:?}");
    }
}
