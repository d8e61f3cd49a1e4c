//! A row as a line of CSV that no spreadsheet takes for a formula.

use std::borrow::Cow;

use super::vocabulary::narrow;
use crate::exits::sheet::is_risky;

/// Adds one line to a text, its cells made safe.
///
/// Cells with any usual separator are quoted, not only with ours: a spreadsheet may be set to another.
pub fn write<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>, separator: char) {
    let mut is_first = true;
    let mut is_blank = true;
    for cell in cells {
        if !is_first {
            text.push(separator);
            is_blank = false;
        }
        is_first = false;
        let cell = safe(cell);
        is_blank &= cell.is_empty();
        let is_plain = !cell.contains(['"', ',', ';', '\t', '\r', '\n']) && cell.trim() == cell;
        if is_plain {
            text.push_str(&cell);
        } else {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
    }
    // A line without anything would be no row.
    text.push_str(if is_blank { "\"\"\n" } else { "\n" });
}

/// A cell with an apostrophe before what a spreadsheet would run; plain numbers, as `-5` and `+86`, stay.
pub fn safe(cell: &str) -> Cow<'_, str> {
    let is_plain = is_number(cell) && !cell.starts_with(['\t', '\r', '\n']);
    if is_risky(cell) && !is_plain { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A sign and digits, or a lone dash, which stands for nothing.
fn is_number(cell: &str) -> bool {
    let cell = narrow(cell);
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(&cell);
    let digits = unsigned.strip_suffix('%').unwrap_or(unsigned);
    let is_figure = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    is_figure || cell.chars().all(|c| c == '-')
}
