//! Answers as they are kept on the device: the situation of the wire, the order of the questions, and when.

use engine::date::Date;
use engine::fact::FactId;
use engine::policy::Catalogue;
use engine::situation::{Answer, Situation};
use engine::wire::situation::{read as read_wire, write as write_wire};
use serde_json::{Value, json};

/// Answers of an earlier visit, put on today's date.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub situation: Situation,
    pub asked: Vec<FactId>,
}

/// What was kept cannot be read, or contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// How long answers are kept, in milliseconds.
pub const KEPT_FOR: u64 = 24 * 60 * 60 * 1000;

/// `now` in milliseconds since 1970.
pub fn write(catalogue: &Catalogue, situation: &Situation, asked: &[FactId], now: u64) -> String {
    let asked: Vec<&str> = asked.iter().map(|fact| catalogue.fact_of(*fact).id.as_str()).collect();
    json!({ "saved_at": now, "asked": asked, "situation": write_wire(catalogue, situation) }).to_string()
}

/// Reads what [`write`] wrote; nothing where it is too old.
///
/// # Errors
/// It is not what [`write`] writes for this catalogue, or its answers contradict each other.
pub fn read(catalogue: &Catalogue, text: &str, as_of: Date, now: u64) -> Result<Option<Saved>, Damaged> {
    let value: Value = serde_json::from_str(text).map_err(|_| Damaged)?;
    let saved_at = value["saved_at"].as_u64().ok_or(Damaged)?;
    // A time to come means that the clock was changed: how old the answers are is not known.
    if now < saved_at || now - saved_at > KEPT_FOR {
        return Ok(None);
    }
    let draft = read_wire(catalogue, &value["situation"].to_string()).map_err(|_| Damaged)?;
    let situation = draft.on(catalogue, Some(as_of)).map_err(|_| Damaged)?;
    let ids = value["asked"].as_array().ok_or(Damaged)?.iter();
    let told =
        ids.filter_map(|id| catalogue.fact(id.as_str()?)).filter(|fact| situation.answer(*fact) != Answer::Absent);
    let mut asked = Vec::new();
    for fact in told.chain(situation.asked().map(|(fact, _)| fact)) {
        if !asked.contains(&fact) {
            asked.push(fact);
        }
    }
    Ok((!asked.is_empty()).then_some(Saved { situation, asked }))
}
