//! The texts as they are read when somebody fills in for somebody else: “you” becomes that person.

use engine::texts::Texts;

use crate::words::{Word, word};

/// The same texts about a third person.
#[inline(never)]
pub fn told(texts: &Texts) -> Texts {
    let mut told = texts.clone();
    let is_chinese = told.lang.starts_with("zh");
    let they = word(texts, Word::OtherPerson);
    let mut spoken: Vec<&mut String> = Vec::new();
    for word in &mut told.words {
        spoken.push(word);
    }
    for fact in &mut told.facts {
        spoken.push(&mut fact.question);
        let more = [&mut fact.question_plan, &mut fact.help, &mut fact.find_out, &mut fact.yes, &mut fact.no];
        for text in more.into_iter().flatten() {
            spoken.push(text);
        }
        for value in &mut fact.values {
            spoken.push(&mut value.name);
            if let Some(text) = &mut value.help {
                spoken.push(text);
            }
        }
    }
    for cost in &mut told.costs {
        spoken.push(&mut cost.title);
        spoken.push(&mut cost.says);
        spoken.push(&mut cost.ask);
    }
    for text in spoken {
        *text = if is_chinese { chinese(text, they) } else { english(text) };
    }
    told
}

/// A greeting stays what it is.
fn chinese(text: &str, they: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for (i, part) in text.split('您').enumerate() {
        if i > 0 {
            told.push_str(if part.starts_with('好') { "您" } else { they });
        }
        told.push_str(part);
    }
    told
}

/// Every form that goes with “you” goes with “they” too; after a preposition or a verb it is “them”.
fn english(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut before = "";
    for (i, word) in text.split(' ').enumerate() {
        let (bare, end) = word.split_at(word.bytes().position(|c| !c.is_ascii_alphabetic()).unwrap_or(word.len()));
        if i > 0 {
            told.push(' ');
        }
        told.push_str(match bare {
            "you" if TAKES_OBJECT.contains(&before) => "them",
            "you" => "they",
            "You" => "They",
            "your" => "their",
            "Your" => "Their",
            "yours" => "theirs",
            "yourself" if before == "Count" => "them",
            "yourself" => "themselves",
            other => other,
        });
        told.push_str(end);
        before = bare;
    }
    told
}

/// Words after which “you” is an object.
const TAKES_OBJECT: [&str; 10] = ["to", "for", "by", "with", "of", "from", "on", "about", "including", "count"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::interview::lang::Lang;

    #[test]
    fn no_question_speaks_to_the_one_who_fills_in() {
        for lang in Lang::ALL {
            let told = told(&catalogue::texts(lang.tag()));
            for fact in &told.facts {
                for text in [&fact.question].into_iter().chain(&fact.question_plan).chain(&fact.help) {
                    let spoken = text
                        .split(|c: char| !c.is_alphabetic())
                        .any(|word| ["you", "your", "yours", "yourself"].contains(&word.to_lowercase().as_str()));
                    assert!(!spoken && !text.contains('您'), "{text}");
                }
            }
        }
    }

    #[test]
    fn pronouns_fit_their_place() {
        assert_eq!(english("Do you own it, and does it belong to you?"), "Do they own it, and does it belong to them?");
        assert_eq!(english("Count yourself; your share"), "Count them; their share");
        assert_eq!(chinese("您的户口在哪里？", "对方"), "对方的户口在哪里？");
        assert_eq!(chinese("您好，我想核实", "对方"), "您好，我想核实");
    }

    #[test]
    fn the_other_person_is_written_in_the_script_of_the_texts() {
        let told = told(&catalogue::texts("zh-Hant"));
        assert!(told.facts.iter().any(|fact| fact.question.contains("對方")));
        assert!(told.facts.iter().all(|fact| !fact.question.contains("对方")));
    }
}
