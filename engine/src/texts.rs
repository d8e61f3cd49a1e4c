//! The texts of one language. Each list stands in the order of its counterpart in the catalogue.

use serde::{Deserialize, Serialize};

/// Everything a person reads that belongs to the catalogue, and the words of the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    /// `zh-CN` or `en`
    pub lang: String,
    /// A hash over the catalogue and every text: a page takes only the texts of its own build.
    pub hash: String,
    pub places: Vec<PlaceText>,
    pub facts: Vec<FactText>,
    pub documents: Vec<DocumentText>,
    /// Labels of the parameters.
    pub parameters: Vec<String>,
    /// Labels of the definitions.
    pub definitions: Vec<String>,
    pub papers: Vec<String>,
    pub channels: Vec<String>,
    pub policies: Vec<PolicyText>,
    /// The words of the page, in the order of the app's own list.
    pub words: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceText {
    pub name: String,
    /// Other names that people look for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FactText {
    /// How a sentence names the fact.
    pub noun: String,
    /// Clauses of a yes/no fact: what holds, and what does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<String>,
    pub question: String,
    /// The question while the venture is a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question_plan: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// How to find out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub find_out: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueText>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValueText {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentText {
    pub title: String,
    pub issuer: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PolicyText {
    pub name: String,
    pub versions: Vec<VersionText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepText>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VersionText {
    pub requirements: Vec<RequirementText>,
    /// Conditions of the text that no answer can test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unchecked: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RequirementText {
    pub label: String,
    /// Labels of the alternatives, where there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StepText {
    pub say: String,
    /// What is lost otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
}
