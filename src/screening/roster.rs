//! A roster as a stream: bytes in, rows with the lines on which they begin out; memory stays constant.

use std::cell::Cell;
use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};
use engine::packed::packed;

use super::decode::{Decoder, Encoding, NotText, OpenCoder, separator};

/// How many bytes are read at once; the first block tells the encoding.
const BLOCK: usize = 1 << 20;

/// How many rows travel together.
const BATCH: usize = 32;

/// How large the rows that travel together are, in bytes, before no other joins them.
const HEAVY: usize = 1 << 20;

/// How large a row may be: past this a quote was opened and never closed.
const LARGEST: usize = 32 << 20;

/// A row and the line of the file on which it begins.
pub type Row = (u64, StringRecord);

/// Why a roster is not read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A workbook, or something else that is no text.
    NotText,
    /// There is not even a head.
    Empty,
    /// A quote is opened in the row behind a line, and never closed.
    Unclosed { line: u64 },
    /// The source cannot be read, in the row behind a line.
    Source { line: u64, says: String },
}

packed!(enum Refusal { 0 = NotText, 1 = Empty, 2 = Unclosed { line }, 3 = Source { line, says } });

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotText => f.write_str("this is no text: save the workbook as CSV, in UTF-8 or GB18030"),
            Refusal::Empty => f.write_str("the roster is empty: its first line has to name the columns"),
            Refusal::Unclosed { line } => {
                write!(f, "a quote is opened and not closed, in the row behind line {line}")
            }
            Refusal::Source { line: 0, says } => f.write_str(says),
            Refusal::Source { line, says } => write!(f, "{says}, in the row behind line {line}"),
        }
    }
}

impl Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, refusal)
    }
}

/// A roster whose head has been read.
pub struct Roster<R> {
    reader: Reader<Letters<R>>,
    /// What the current row has taken so far.
    taken: Rc<Cell<usize>>,
    pub head: StringRecord,
    pub separator: u8,
    /// It came from a spreadsheet that needs to be told what the bytes are.
    pub wants_mark: bool,
}

impl<R: Read> Roster<R> {
    /// Reads the head; `bytes` counts what has been read.
    ///
    /// # Errors
    /// The source cannot be read, is no text, or is empty.
    pub fn open(source: R, coder: OpenCoder, bytes: Arc<AtomicU64>) -> Result<Roster<R>, Refusal> {
        let taken = Rc::new(Cell::new(0));
        let decoder = Decoder::new(coder);
        let mut letters =
            Letters { source, decoder, text: String::new(), at: 0, is_done: false, bytes, taken: Rc::clone(&taken) };
        let first = letters.fill_buf().map_err(|error| refusal(error, 0))?;
        // INVARIANT: the buffer is the rest of a `String`.
        let separator = separator(std::str::from_utf8(first).unwrap_or_default());
        let wants_mark =
            letters.decoder.has_mark() || !matches!(letters.decoder.encoding(), None | Some(Encoding::Utf8));
        // Lines end with `\n` alone, so that they can be counted; the `\r` before it is taken off the last cell.
        let terminator = Terminator::Any(b'\n');
        let mut builder = ReaderBuilder::new();
        let builder = builder.has_headers(false).flexible(true).delimiter(separator).terminator(terminator);
        let reader = builder.from_reader(letters);
        let mut roster = Roster { reader, taken, head: StringRecord::new(), separator, wants_mark };
        match roster.row()? {
            Some((_, head)) => roster.head = head,
            None => return Err(Refusal::Empty),
        }
        Ok(roster)
    }

    /// The next row and the line on which it begins; blank lines are none.
    ///
    /// # Errors
    /// The source cannot be read, or a quote is never closed.
    pub fn row(&mut self) -> Result<Option<Row>, Refusal> {
        loop {
            let mut record = StringRecord::new();
            self.taken.set(0);
            if !self.reader.read_record(&mut record).map_err(|error| self.refusal(error))? {
                return Ok(None);
            }
            let last = record.len().saturating_sub(1);
            if record.get(last).is_some_and(|cell| cell.ends_with('\r')) {
                let cut = |(i, cell)| if i == last { str::strip_suffix(cell, '\r').unwrap_or(cell) } else { cell };
                record = record.iter().enumerate().map(cut).collect();
            }
            if record.len() == 1 && record[0].is_empty() {
                continue;
            }
            let inner: usize = record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count()).sum();
            let end = self.reader.position().line();
            return Ok(Some((end.saturating_sub(1 + inner as u64).max(1), record)));
        }
    }

    /// The next rows that travel together; none at the end. The same roster falls apart the same way each time.
    ///
    /// # Errors
    /// As above.
    pub fn batch(&mut self) -> Result<Vec<Row>, Refusal> {
        let (mut rows, mut weight) = (Vec::new(), 0);
        while rows.len() < BATCH && weight <= HEAVY {
            let Some((line, record)) = self.row()? else { break };
            weight += record.as_byte_record().as_slice().len();
            rows.push((line, record));
        }
        Ok(rows)
    }

    fn refusal(&self, error: csv::Error) -> Refusal {
        let line = self.reader.position().line();
        match error.into_kind() {
            csv::ErrorKind::Io(error) => refusal(error, line),
            other => Refusal::Source { line, says: format!("not CSV: {other:?}") },
        }
    }
}

/// What stands behind an error of the letters, which do not know their line.
fn refusal(error: io::Error, line: u64) -> Refusal {
    match error.downcast::<Refusal>() {
        Ok(Refusal::Unclosed { .. }) => Refusal::Unclosed { line },
        Ok(other) => other,
        Err(error) => Refusal::Source { line, says: error.to_string() },
    }
}

/// The letters of a source as UTF-8.
struct Letters<R> {
    source: R,
    decoder: Decoder,
    text: String,
    at: usize,
    is_done: bool,
    bytes: Arc<AtomicU64>,
    taken: Rc<Cell<usize>>,
}

impl<R: Read> Letters<R> {
    /// Reads on: a whole block while the encoding is open, then whatever there is.
    fn load(&mut self) -> io::Result<()> {
        let mut block = vec![0; BLOCK];
        let mut filled = 0;
        loop {
            match self.source.read(&mut block[filled..]) {
                Ok(0) => {
                    self.is_done = true;
                    break;
                }
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if filled == BLOCK || self.decoder.encoding().is_some() {
                break;
            }
        }
        self.bytes.fetch_add(filled as u64, Ordering::Relaxed);
        self.text.clear();
        self.at = 0;
        self.decoder.push(&block[..filled], self.is_done, &mut self.text).map_err(|NotText| Refusal::NotText)?;
        if self.is_done {
            // Every row ends with a line end, so that lines can be counted from it.
            self.text.push('\n');
        }
        Ok(())
    }
}

impl<R: Read> BufRead for Letters<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.text.len() && !self.is_done {
            self.load()?;
        }
        Ok(&self.text.as_bytes()[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl<R: Read> Read for Letters<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken.get() > LARGEST {
            return Err(Refusal::Unclosed { line: 0 }.into());
        }
        let ready = self.fill_buf()?;
        let count = ready.len().min(into.len());
        into[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        self.taken.set(self.taken.get() + count);
        Ok(count)
    }
}
