//! Tests of judgements as examples: what is written is compiled again, for every founder and policy.

use engine::compile::{Diagnostic, Source, compile, read_folder};
use engine::policy::{Catalogue, PolicyId};
use engine::situation::{Answer, Situation};
use engine::state::State;
use engine::verdict::Verdict;

use super::example::{Judgement, Says, example};
use crate::{catalogue, samples};

fn judged(says: Says, name: &str) -> Judgement {
    Judgement { name: name.into(), because: "the bureau said so\nby \u{7}telephone".into(), says }
}

/// What the compiler says of the policy files with blocks behind some of them.
fn with_blocks(blocks: &[(String, String)]) -> Vec<Diagnostic> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let mut sources: Vec<Source> = read_folder(&folder).expect("the policies can be read");
    for (policy, block) in blocks {
        let path = format!("{policy}.toml");
        let source = sources.iter_mut().find(|source| source.path == path).expect("the policy's file");
        source.text.push_str(block);
    }
    compile(&sources, None).err().unwrap_or_default()
}

fn founder(catalogue: &Catalogue, id: &str) -> Situation {
    let founder = samples::all(catalogue).into_iter().find(|one| one.id == id);
    founder.expect("the founder").situation
}

fn policy(catalogue: &Catalogue, id: &str) -> PolicyId {
    let at = catalogue.policies.iter().position(|policy| policy.id == id).expect("the policy");
    PolicyId(u16::try_from(at).expect("few policies"))
}

#[test]
fn what_is_judged_right_holds_for_every_founder_and_policy() {
    let catalogue = catalogue::load();
    let mut blocks = Vec::new();
    for founder in samples::all(&catalogue) {
        let state = State::new(&catalogue, &founder.situation);
        for finding in engine::assess::findings(&state) {
            let judgement = judged(Says::Right, &founder.id);
            let block = example(&catalogue, finding.policy, &founder.situation, &judgement);
            blocks.push((catalogue.policy_of(finding.policy).id.clone(), block));
        }
    }
    assert!(blocks.len() > 3000, "only {} blocks", blocks.len());
    assert_eq!(with_blocks(&blocks), []);
}

#[test]
fn what_is_judged_wrong_is_told_by_the_compiler_until_the_rule_is_mended() {
    let catalogue = catalogue::load();
    let (id, path) = ("shanghai/first-startup-grant", "shanghai/first-startup-grant.toml");
    let situation = founder(&catalogue, "graduate-month-13");
    let says = Says::Wrong { verdict: Verdict::Ineligible, fen: None };
    let block = example(&catalogue, policy(&catalogue, id), &situation, &judged(says, "a graduate"));
    let found = with_blocks(&[(id.into(), block)]);
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((found.file.as_str(), found.message.as_str()), (path, "example “a graduate” is likely, not ineligible"));
}

#[test]
fn a_block_says_only_what_the_policy_reads_and_why() {
    let catalogue = catalogue::load();
    let grant = policy(&catalogue, "shanghai/first-startup-grant");
    let mut situation = founder(&catalogue, "graduate-month-13");
    let debt = catalogue.fact("founder.bad_credit").expect("the fact");
    assert_ne!(situation.answer(debt), Answer::Absent);
    let block = example(&catalogue, grant, &situation, &judged(Says::Right, "a \"good\" case"));
    let start = "\n# A real case, judged right.\n# the bureau said so\n# by telephone\n[[example]]\nname   = \"a \\\"good\\\" case\"\nas_of  = 2026-11-22\nexpect = { verdict = \"likely\", amount = \"8000\", opens = ";
    assert!(block.starts_with(start), "{block}");
    assert!(block.contains("\n\"founder.hukou\" = \"shanghai"), "{block}");
    assert!(!block.contains("bad_credit"), "{block}");
    // Without a name there is still one, and an answer that is left open is not told.
    situation.set(catalogue.fact("founder.hukou").expect("the fact"), Answer::Declined);
    let block = example(&catalogue, grant, &situation, &judged(Says::Right, " "));
    assert!(block.contains("name   = \"judged on 2026-11-22\"\n") && !block.contains("hukou"), "{block}");
}
