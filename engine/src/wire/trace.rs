//! One decision, step by step, as JSON.
use crate::assessment::Assessment;
use crate::policy::Catalogue;
use crate::situation::Situation;
pub fn write(_catalogue: &Catalogue, _situation: &Situation, _assessment: &Assessment) -> serde_json::Value { serde_json::Value::Null }
