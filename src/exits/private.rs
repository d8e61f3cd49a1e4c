//! Answers without the sensitive ones, so that nothing of those can be inferred.

use engine::condition::Condition;
use engine::fact::{Fact, FactId, Kind, Known};
use engine::policy::{Catalogue, Policy};
use engine::situation::Answer;
use engine::term::Part;
use engine::texts::Texts;

use crate::interview::ask::RECEIVED;
use crate::interview::saved::Saved;
use crate::report::format;
use crate::words::{Word, fill};

/// The answers without sensitive ones: those are as if never asked, and so is what only applies by them.
/// Sets that were answered are unsure of every sensitive value, whether it was chosen or not.
#[must_use]
pub fn without_sensitive(catalogue: &Catalogue, saved: &Saved) -> Saved {
    let sensitive = Sensitive::of(catalogue);
    let mut left = saved.clone();
    for (fact, answer) in saved.situation.asked() {
        let answer = match answer {
            _ if sensitive.is_whole(fact) => Answer::Absent,
            Answer::Given(Known::Set { has, may }) => {
                let values = sensitive.values(fact);
                Answer::Given(Known::Set { has: has & !values, may: may | values })
            }
            answer => answer,
        };
        left.situation.set(fact, answer);
    }
    left.asked.retain(|fact| !sensitive.is_whole(*fact));
    left.banded.retain(|fact| !sensitive.is_whole(*fact));
    left
}

/// Some answers do not leave unless it is ticked, be it only that something sensitive does not apply.
#[must_use]
pub fn withholds(catalogue: &Catalogue, saved: &Saved) -> bool {
    without_sensitive(catalogue, saved) != *saved
}

/// What is left out, by name; said also where nothing of it was answered, since silence would tell that.
#[must_use]
pub fn left_out(catalogue: &Catalogue, texts: &Texts) -> String {
    fill(texts, Word::TakeSensitiveOut, &[("a", &format::names(&names(catalogue, texts), texts))])
}

/// What is sensitive, by name: values of sets, and facts as a whole.
fn names(catalogue: &Catalogue, texts: &Texts) -> Vec<String> {
    let mut names = Vec::new();
    for (fact, text) in catalogue.facts.iter().zip(&texts.facts) {
        for (value, text) in fact.values.iter().zip(&text.values) {
            if value.sensitive {
                names.push(text.name.clone());
            }
        }
        if fact.sensitive {
            names.push(text.noun.clone());
        }
    }
    names
}

/// What is sensitive in a catalogue; one entry for each fact.
struct Sensitive {
    /// No answer to the fact may be told.
    whole: Vec<bool>,
    /// Values of a set that may not be told.
    values: Vec<u64>,
}

impl Sensitive {
    fn of(catalogue: &Catalogue) -> Sensitive {
        let mark = |mask, (bit, is_sensitive): (usize, bool)| if is_sensitive { mask | 1 << bit } else { mask };
        let marked = |fact: &Fact| fact.values.iter().map(|value| value.sensitive).enumerate().fold(0, mark);
        let values: Vec<u64> = catalogue.facts.iter().map(marked).collect();
        // A choice has one value: without the sensitive ones, the others tell that it is none of those.
        let is_whole = |(fact, values): (&Fact, &u64)| fact.sensitive || fact.kind != Kind::Set && *values != 0;
        let whole = catalogue.facts.iter().zip(&values).map(is_whole).collect();
        let mut found = Sensitive { whole, values };
        found.follow(catalogue);
        // That a policy was received may tell for whom it is.
        if let Some(received) = catalogue.fact(RECEIVED) {
            let telling = catalogue.policies.iter().filter(|policy| found.is_told_by(policy));
            let bits = telling.filter_map(|policy| policy.limit).fold(0, |mask, limit| mask | 1 << limit.bit);
            found.values[usize::from(received.0)] |= bits;
        }
        found.follow(catalogue);
        found
    }

    fn is_whole(&self, fact: FactId) -> bool {
        self.whole[usize::from(fact.0)]
    }

    fn values(&self, fact: FactId) -> u64 {
        self.values[usize::from(fact.0)]
    }

    /// Adds the facts that apply or not by something sensitive; `order` has each after those that decide it.
    fn follow(&mut self, catalogue: &Catalogue) {
        for fact in &catalogue.order {
            let mut reads = false;
            if let Some(applies) = &catalogue.fact_of(*fact).applies {
                applies.walk(&mut |part| {
                    if let Part::Condition(Condition::Has { fact, mask, .. }) = part {
                        reads |= self.values(*fact) & mask != 0;
                    }
                    part.facts(&mut |read| reads |= self.is_whole(read));
                });
            }
            self.whole[usize::from(fact.0)] |= reads;
        }
    }

    /// Only a sensitive answer meets one of its requirements.
    fn is_told_by(&self, policy: &Policy) -> bool {
        let never = Condition::Always(false);
        let mut requirements = policy.versions.iter().flat_map(|version| &version.requirements);
        requirements.any(|requirement| {
            let mut ways = requirement.conditions().filter(|condition| **condition != never).peekable();
            ways.peek().is_some() && ways.all(|condition| self.is_told_by_truth(condition))
        })
    }

    fn is_told_by_truth(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().any(|part| self.is_told_by_truth(part)),
            Condition::Any(parts) => !parts.is_empty() && parts.iter().all(|part| self.is_told_by_truth(part)),
            Condition::Named { body, negated: false, .. } => self.is_told_by_truth(body),
            // A yes: that it is not so holds for nearly everybody.
            Condition::Among { fact, mask } => self.is_whole(*fact) && mask & 1 == 0,
            Condition::Has { fact, mask, negated: false } => mask & !self.values(*fact) == 0,
            Condition::Named { .. } | Condition::Has { .. } | Condition::Always(_) | Condition::Compare { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use engine::condition::Condition;
    use engine::fact::{FactId, Kind, Known};
    use engine::policy::Catalogue;
    use engine::situation::Answer;

    use super::{Sensitive, names, without_sensitive};
    use crate::exits::seed::Seed;
    use crate::interview::saved::Saved;
    use crate::{catalogue, samples};

    fn facts(catalogue: &Catalogue) -> impl Iterator<Item = FactId> {
        (0u16..).map(FactId).take(catalogue.facts.len())
    }

    /// Something sensitive was told: [`without_sensitive`] takes it out.
    fn has_sensitive(catalogue: &Catalogue, saved: &Saved) -> bool {
        let sensitive = Sensitive::of(catalogue);
        saved.situation.asked().any(|(fact, answer)| match answer {
            Answer::Given(Known::Set { has, .. }) if !sensitive.is_whole(fact) => has & sensitive.values(fact) != 0,
            _ => sensitive.is_whole(fact),
        })
    }

    /// The values of a set that the facts file marks.
    fn marked(catalogue: &Catalogue, fact: FactId) -> u64 {
        let values = catalogue.fact_of(fact).values.iter().enumerate();
        values.filter(|(_, value)| value.sensitive).fold(0, |mask, (bit, _)| mask | 1 << bit)
    }

    /// The same answers but for the sensitive ones, which are those of another founder.
    fn with_sensitive_of(catalogue: &Catalogue, one: &Saved, other: &Saved) -> Saved {
        let mut mixed = one.clone();
        for fact in facts(catalogue) {
            let (own, theirs) = (one.situation.answer(fact), other.situation.answer(fact));
            if catalogue.fact_of(fact).sensitive {
                mixed.situation.set(fact, theirs);
                continue;
            }
            let (Answer::Given(Known::Set { has, may }), Answer::Given(Known::Set { has: their_has, may: their_may })) =
                (own, theirs)
            else {
                continue;
            };
            let mask = marked(catalogue, fact);
            let known = Known::Set { has: has & !mask | their_has & mask, may: may & !mask | their_may & mask };
            mixed.situation.set(fact, Answer::Given(known));
        }
        mixed.asked = facts(catalogue).filter(|fact| mixed.situation.answer(*fact) != Answer::Absent).collect();
        mixed.banded.retain(|fact| mixed.asked.contains(fact));
        mixed
    }

    #[test]
    fn founders_who_differ_only_in_sensitive_answers_look_the_same() {
        let catalogue = catalogue::load();
        let mut seed = Seed(80);
        let (mut differing, mut told) = (0, 0);
        for _ in 0..500 {
            let (one, other) = (seed.saved(&catalogue), seed.saved(&catalogue));
            let mixed = with_sensitive_of(&catalogue, &one, &other);
            differing += usize::from(one != mixed);
            told += usize::from(has_sensitive(&catalogue, &one));
            let left = without_sensitive(&catalogue, &one);
            assert_eq!(left, without_sensitive(&catalogue, &mixed));
            assert_eq!(left, without_sensitive(&catalogue, &left), "nothing more is taken out the second time");
            assert!(!has_sensitive(&catalogue, &left));
        }
        assert!(differing > 200 && told > 200, "{differing} pairs differ, {told} have something sensitive");
    }

    #[test]
    fn a_set_that_was_answered_is_unsure_of_what_is_sensitive() {
        let catalogue = catalogue::load();
        let groups = catalogue.fact("founder.groups").expect("the groups");
        let bit = |id: &str| 1_u64 << catalogue.fact_of(groups).value(id).expect("a group");
        let given = |has| {
            let mut saved = Saved::empty(&catalogue, catalogue.date);
            saved.situation.set(groups, Answer::Given(Known::Set { has, may: 0 }));
            saved.asked.push(groups);
            saved
        };
        let sensitive = marked(&catalogue, groups);
        assert_ne!(sensitive & bit("disabled") & !bit("graduate"), 0);
        let plain = Answer::Given(Known::Set { has: bit("graduate"), may: sensitive });
        for (has, is_told) in [(bit("graduate"), false), (bit("graduate") | bit("disabled"), true)] {
            let saved = given(has);
            assert_eq!(has_sensitive(&catalogue, &saved), is_told);
            assert_eq!(without_sensitive(&catalogue, &saved).situation.answer(groups), plain);
            assert_eq!(without_sensitive(&catalogue, &saved).asked, [groups]);
        }
    }

    #[test]
    fn what_applies_only_by_something_sensitive_is_left_out_too() {
        let mut catalogue = catalogue::load();
        let id = |catalogue: &Catalogue, id: &str| catalogue.fact(id).unwrap_or_else(|| panic!("`{id}` is a fact"));
        let [groups, own_ip, staff, keeps] =
            ["founder.groups", "venture.own_ip", "venture.staff", "venture.keeps_accounts"]
                .map(|one| id(&catalogue, one));
        // Whether there is own IP is asked of the disabled; accounts where there is own IP; staff of graduates.
        let group = |catalogue: &Catalogue, value: &str| 1 << catalogue.fact_of(groups).value(value).expect("a group");
        let has = |mask| Some(Condition::Has { fact: groups, mask, negated: false });
        catalogue.facts[usize::from(own_ip.0)].applies =
            has(group(&catalogue, "disabled") | group(&catalogue, "rural"));
        catalogue.facts[usize::from(keeps.0)].applies = Some(Condition::Among { fact: own_ip, mask: 0b10 });
        catalogue.facts[usize::from(staff.0)].applies = has(group(&catalogue, "graduate"));
        catalogue.order.retain(|fact| ![own_ip, keeps].contains(fact));
        catalogue.order.extend([own_ip, keeps]);
        let mut saved = Saved::empty(&catalogue, catalogue.date);
        for fact in [own_ip, keeps] {
            saved.situation.set(fact, Answer::Given(Known::Among(0b10)));
        }
        saved.situation.set(staff, Answer::Given(Known::Span { lo: 1, hi: 3 }));
        saved.asked = vec![own_ip, keeps, staff];
        saved.banded = vec![staff];
        assert!(has_sensitive(&catalogue, &saved));
        let left = without_sensitive(&catalogue, &saved);
        assert_eq!((left.asked, left.banded), (vec![staff], vec![staff]));
        assert_eq!(left.situation.asked().count(), 1);
    }

    #[test]
    fn a_policy_for_sensitive_groups_alone_does_not_tell_on_whoever_received_it() {
        let catalogue = catalogue::load();
        let sensitive = Sensitive::of(&catalogue);
        let telling: Vec<&str> = catalogue
            .policies
            .iter()
            .filter(|policy| policy.limit.is_some() && sensitive.is_told_by(policy))
            .map(|policy| policy.id.as_str())
            .collect();
        println!("{telling:?}");
        assert!(telling.contains(&"shanghai/flexible-insurance-hard-to-employ"), "{telling:?}");
        assert!(!telling.contains(&"shanghai/first-startup-grant"), "graduates receive it too");
        let received = catalogue.fact("founder.received").expect("what was received");
        let months = catalogue.fact("used_months.shanghai/flexible-insurance-hard-to-employ").expect("its months");
        assert!(sensitive.is_whole(months) && !sensitive.is_whole(received));
        assert_eq!(sensitive.values(received).count_ones() as usize, telling.len());
    }

    #[test]
    fn everything_that_is_marked_has_a_name() {
        let (catalogue, texts) = (catalogue::load(), catalogue::texts("zh-CN"));
        let names = names(&catalogue, &texts);
        let marked: usize = facts(&catalogue).map(|fact| marked(&catalogue, fact).count_ones() as usize).sum();
        let whole = catalogue.facts.iter().filter(|fact| fact.sensitive).count();
        assert!(marked > 3 && whole > 0);
        assert_eq!(names.len(), marked + whole);
        for name in ["残疾人", "刑满释放人员", "就业困难人员认定"] {
            assert!(names.iter().any(|one| one == name), "{name} in {names:?}");
        }
    }

    #[test]
    fn no_founder_keeps_anything_that_is_marked() {
        let catalogue = catalogue::load();
        let founders = samples::all(&catalogue);
        let mut taken = 0;
        for founder in &founders {
            let asked = founder.situation.asked().map(|(fact, _)| fact).collect();
            let saved =
                Saved { situation: founder.situation.clone(), asked, ..Saved::empty(&catalogue, catalogue.date) };
            taken += usize::from(has_sensitive(&catalogue, &saved));
            let left = without_sensitive(&catalogue, &saved);
            for (fact, answer) in left.situation.asked() {
                assert!(!catalogue.fact_of(fact).sensitive, "{}", founder.id);
                if let (Kind::Set, Answer::Given(Known::Set { has, may })) = (catalogue.fact_of(fact).kind, answer) {
                    let mask = marked(&catalogue, fact);
                    assert_eq!((has & mask, may & mask), (0, mask), "{}", founder.id);
                }
            }
        }
        assert!(taken > 5, "only {taken} founders have something sensitive");
    }
}
