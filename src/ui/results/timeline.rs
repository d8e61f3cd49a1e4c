//! Thirty-six months drawn: a bar for each window, a stroke for each last day, columns of cash; and the same as a table.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

use super::super::session::Session;
use super::super::tag::{element, line, list, text};
use crate::report::plan::{Bar, Cash, MONTHS, Tick, Timeline, UNITS};
use crate::words::Word;

const WIDTH: u16 = MONTHS * UNITS;

/// The height of a bar with its name above it.
const ROW: u16 = 42;

/// The height of the highest column of cash.
const COLUMN: i64 = 48;

/// Space at both sides, so that strokes and letters at the ends are whole.
const MARGIN: u16 = 6;

/// As many letters as fit above a bar; a wide one counts twice.
const LETTERS: usize = 42;

pub fn timeline(session: &Session, timeline: &Timeline, cash: Option<&Cash>) -> Html {
    let row = |bar: &Bar| [bar.name.clone(), bar.opens.clone(), bar.closes.clone()];
    let heads = [Word::PlanPolicy, Word::PlanFrom, Word::PlanTo];
    let highest = cash.map_or("", |cash| &cash.highest);
    let columns = if highest.is_empty() {
        Html::default()
    } else {
        element("p", "", None, vec![session.say_with(Word::PlanLegendCash, &[("a", highest)])])
    };
    let parts = vec![
        drawing(timeline, cash),
        line("p", "", session.word(Word::PlanLegend)),
        columns,
        table(session, &timeline.caption, heads, timeline.bars.iter().map(row).collect()),
        line("p", "", &timeline.left_out),
    ];
    element("div", "timeline", None, parts)
}

/// A caption, the heads of three columns, and rows that their first cell names.
pub fn table(session: &Session, caption: &str, heads: [Word; 3], rows: Vec<[String; 3]>) -> Html {
    let head = |word: Word| html! { <th scope="col">{ session.say(word) }</th> };
    let row = |[first, second, third]: [String; 3]| {
        html! { <tr><th scope="row">{ text(&first) }</th><td>{ text(&second) }</td><td>{ text(&third) }</td></tr> }
    };
    html! {
        <table>
            <caption>{ text(caption) }</caption>
            <thead><tr>{ list(heads.map(head).to_vec()) }</tr></thead>
            <tbody>{ list(rows.into_iter().map(row).collect()) }</tbody>
        </table>
    }
}

/// From the top: bars, columns of cash, the labels of the months.
fn drawing(timeline: &Timeline, cash: Option<&Cash>) -> Html {
    let rows = (0u16..).zip(&timeline.bars);
    let bars_end = ROW * u16::try_from(timeline.bars.len()).unwrap_or_default();
    let most = cash.and_then(|cash| cash.months.iter().map(|month| month.fen.1).max()).unwrap_or_default();
    let axis = if most > 0 { bars_end + ROW / 2 + u16::try_from(COLUMN).unwrap_or_default() } else { bars_end };
    let mut shapes = vec![html! { <title id="timeline-says">{ text(&timeline.says) }</title> }];
    shapes.extend(timeline.ticks.iter().map(|tick| label(tick, axis)));
    rows.for_each(|(i, bar)| draw(bar, i * ROW, &mut shapes));
    for month in cash.iter().flat_map(|cash| &cash.months) {
        for at in month.from..=month.until {
            let mut column = |class, fen: i64| {
                let height = share(fen, most);
                shapes.push(rect(class, at * UNITS + 1, axis - height, UNITS - 2, height));
            };
            column("most", month.fen.1);
            column("least", month.fen.0);
        }
    }
    let frame = [MARGIN, 0, WIDTH + 2 * MARGIN, axis + ROW].map(|side| side.to_string()).join(" ");
    let view = ["-", &frame].concat();
    let keys = &["role", "aria-labelledby", "viewBox", "class"];
    shape("svg", keys, vec!["img".into(), "timeline-says".into(), view, "months".into()], shapes)
}

/// What a sum is of the highest column; whatever comes is seen.
fn share(fen: i64, most: i64) -> u16 {
    match (fen, most) {
        (1.., 1..) => u16::try_from(fen.saturating_mul(COLUMN) / most).unwrap_or_default().max(2),
        _ => 0,
    }
}

/// The name, the bar below it, and how it ends: a stroke, or a tip that points on.
fn draw(bar: &Bar, top: u16, shapes: &mut Vec<Html>) {
    let (from, until, thin) = (bar.from, bar.until, top + 23);
    shapes.push(words(0, top + 16, "start", &short(&bar.name)));
    if bar.ends {
        shapes.push(rect("run", from, thin, until - from, 10));
        shapes.push(rect("last", until.saturating_sub(1), thin - 4, 3, 18));
    } else {
        shapes.push(rect("run", from, thin, until.saturating_sub(from + 4), 10));
        let tip = [(until - 4, thin - 3), (until + 5, thin + 5), (until - 4, thin + 13)];
        let tip = tip.map(|(x, y)| [x.to_string(), y.to_string()].join(",")).join(" ");
        shapes.push(shape("polygon", &["class", "points"], vec!["run".into(), tip], Vec::new()));
    }
}

/// A name that is too long ends in dots; the table has all of it.
fn short(name: &str) -> String {
    let mut used = 0;
    let mut end = name.len();
    for (at, letter) in name.char_indices() {
        used += if letter.is_ascii() { 1 } else { 2 };
        if used > LETTERS - 2 && end == name.len() {
            end = at;
        }
    }
    if used <= LETTERS { name.to_string() } else { [name[..end].trim_end(), "…"].concat() }
}

/// A line through all bars, with month and year at its foot.
fn label(tick: &Tick, axis: u16) -> Html {
    let anchor = match tick.at {
        0 => "start",
        WIDTH => "end",
        _ => "middle",
    };
    let stroke = rect("tick", tick.at, 0, 1, axis);
    let month = words(tick.at, axis + 18, anchor, &tick.month);
    let year = words(tick.at, axis + 36, anchor, &tick.year);
    shape("g", &["class"], vec!["when".into()], vec![stroke, month, year])
}

fn rect(class: &str, x: u16, y: u16, width: u16, height: u16) -> Html {
    let keys = &["class", "x", "y", "width", "height"];
    let mut values = vec![class.to_string()];
    values.extend([x, y, width, height].map(|side| side.to_string()));
    shape("rect", keys, values, Vec::new())
}

fn words(x: u16, y: u16, anchor: &str, says: &str) -> Html {
    let values = vec![x.to_string(), y.to_string(), anchor.to_string()];
    shape("text", &["x", "y", "text-anchor"], values, vec![text(says)])
}

/// An element of a drawing, with its attributes.
fn shape(name: &'static str, keys: &'static [&'static str], values: Vec<String>, children: Vec<Html>) -> Html {
    let mut tag = VTag::new(name);
    let value = |value: String| Some(AttributeOrProperty::Attribute(AttrValue::from(value)));
    tag.set_attributes(Attributes::Dynamic { keys, values: values.into_iter().map(value).collect() });
    if let Some(inside) = tag.children_mut() {
        *inside = list(children);
    }
    tag.into()
}
