//! Thirty-six months drawn: a bar for each window, a stroke for each last day, columns of cash; and the same as a table.

use yew::prelude::*;

use super::super::session::Session;
use super::super::tag::{element, line, text, with};
use crate::report::plan::{Bar, Cash, MONTHS, Tick, Timeline, UNITS};
use crate::words::Word;

const WIDTH: u16 = MONTHS * UNITS;

/// The height of a bar with its name above it.
const ROW: u16 = 42;

/// The height of the highest column of cash.
const COLUMN: u16 = 48;

/// Space at both sides, so that strokes and letters at the ends are whole.
const MARGIN: u16 = 6;

/// As many letters as fit above a bar; a wide one counts twice.
const LETTERS: usize = 42;

pub fn timeline(session: &Session, timeline: &Timeline, cash: Option<&Cash>) -> Html {
    let mut rows = Vec::new();
    for bar in &timeline.bars {
        rows.push(row([&bar.name, &bar.opens, &bar.closes]));
    }
    let heads = [Word::PlanPolicy, Word::PlanFrom, Word::PlanTo];
    let highest = cash.map_or("", |cash| &cash.highest);
    let columns = match highest {
        "" => String::new(),
        highest => session.fill(Word::PlanLegendCash, &[("a", highest)]),
    };
    let parts = vec![
        drawing(timeline, cash),
        line("p", "", session.word(Word::PlanLegend)),
        line("p", "", &columns),
        table(session, &timeline.caption, heads, rows),
        line("p", "", &timeline.left_out),
    ];
    element("div", "timeline", None, parts)
}

/// A caption, the heads of three columns, and rows.
pub fn table(session: &Session, caption: &str, heads: [Word; 3], rows: Vec<Html>) -> Html {
    let head = |word: Word| with("th", &["scope"], &["col"], vec![session.say(word)]);
    let [first, second, third] = heads;
    let heads = element("tr", "", None, vec![head(first), head(second), head(third)]);
    let parts =
        vec![line("caption", "", caption), element("thead", "", None, vec![heads]), element("tbody", "", None, rows)];
    element("table", "", None, parts)
}

/// Three cells, of which the first names the row.
pub fn row([first, second, third]: [&str; 3]) -> Html {
    let cell = |words: &str| element("td", "", None, vec![text(words)]);
    let first = with("th", &["scope"], &["row"], vec![text(first)]);
    element("tr", "", None, vec![first, cell(second), cell(third)])
}

/// From the top: bars, columns of cash, the labels of the months.
fn drawing(timeline: &Timeline, cash: Option<&Cash>) -> Html {
    let months = cash.map_or(&[][..], |cash| &cash.months);
    let mut most = 0;
    for month in months {
        most = most.max(month.fen.1);
    }
    let bars_end = ROW * u16::try_from(timeline.bars.len()).unwrap_or_default();
    let axis = if most > 0 { bars_end + ROW / 2 + COLUMN } else { bars_end };
    let mut shapes = vec![with("title", &["id"], &["timeline-says"], vec![text(&timeline.says)])];
    for tick in &timeline.ticks {
        shapes.push(label(tick, axis));
    }
    let mut top = 0;
    for bar in &timeline.bars {
        draw(bar, top, &mut shapes);
        top += ROW;
    }
    for month in months {
        for at in month.from..=month.until {
            for (class, fen) in [("most", month.fen.1), ("least", month.fen.0)] {
                let height = share(fen, most);
                shapes.push(rect(class, [at * UNITS + 1, axis - height, UNITS - 2, height]));
            }
        }
    }
    let (width, height) = ((WIDTH + 2 * MARGIN).to_string(), (axis + ROW).to_string());
    let view = ["-", &MARGIN.to_string(), " 0 ", &width, " ", &height].concat();
    let keys = &["role", "aria-labelledby", "viewBox", "class"];
    with("svg", keys, &["img", "timeline-says", &view, "months"], shapes)
}

/// What a sum is of the highest column; whatever comes is seen.
fn share(fen: i64, most: i64) -> u16 {
    match (fen, most) {
        (1.., 1..) => u16::try_from(fen.saturating_mul(COLUMN.into()) / most).unwrap_or_default().max(2),
        _ => 0,
    }
}

/// The name, the bar below it, and how it ends: a stroke, or a tip that points on.
fn draw(bar: &Bar, top: u16, shapes: &mut Vec<Html>) {
    let (from, until, thin) = (bar.from, bar.until, top + 23);
    shapes.push(words(0, top + 16, "start", &short(&bar.name)));
    if bar.ends {
        shapes.push(rect("run", [from, thin, until - from, 10]));
        shapes.push(rect("last", [until.saturating_sub(1), thin - 4, 3, 18]));
    } else {
        shapes.push(rect("run", [from, thin, until.saturating_sub(from + 4), 10]));
        let mut tip = String::new();
        for (x, y) in [(until - 4, thin - 3), (until + 5, thin + 5), (until - 4, thin + 13)] {
            tip.push_str(&[&x.to_string(), ",", &y.to_string(), " "].concat());
        }
        shapes.push(with("polygon", &["class", "points"], &["run", &tip], Vec::new()));
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
    let parts = vec![
        rect("tick", [tick.at, 0, 1, axis]),
        words(tick.at, axis + 18, anchor, &tick.month),
        words(tick.at, axis + 36, anchor, &tick.year),
    ];
    with("g", &["class"], &["when"], parts)
}

/// From the left, from the top, width and height.
fn rect(class: &str, [x, y, width, height]: [u16; 4]) -> Html {
    let values = [class, &x.to_string(), &y.to_string(), &width.to_string(), &height.to_string()];
    with("rect", &["class", "x", "y", "width", "height"], &values, Vec::new())
}

fn words(x: u16, y: u16, anchor: &str, says: &str) -> Html {
    with("text", &["x", "y", "text-anchor"], &[&x.to_string(), &y.to_string(), anchor], vec![text(says)])
}
