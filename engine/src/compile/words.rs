//! The words of the page: one flat file of texts.

use super::diagnostic::{Log, Source};
use super::table::{Table, Text, parse};

/// Keys and texts in the order of the file.
pub fn read(source: &Source, log: &Log) -> (Vec<String>, Vec<Text>) {
    let table = parse(source, log);
    let root = Table::root(&table, source, log);
    let mut entries = root.entries();
    entries.sort_by_key(|(_, node)| node.span().start);
    entries.into_iter().map(|(key, node)| (key, node.text().unwrap_or_default())).unzip()
}
