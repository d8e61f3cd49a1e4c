//! A roster as a stream: bytes in, rows with the lines on which they begin out; memory stays constant.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};

use crate::screening::decode::{Decoder, Encoding, NotText, separator};

/// How many bytes are read at once; the first block tells the encoding.
const BLOCK: usize = 1 << 20;

/// How large a row may be: past this a quote was opened and never closed.
const LARGEST: usize = 32 << 20;

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
    pub fn open(source: R, bytes: Arc<AtomicU64>) -> io::Result<Roster<R>> {
        let taken = Rc::new(Cell::new(0));
        let decoder = Decoder::default();
        let mut letters =
            Letters { source, decoder, text: String::new(), at: 0, is_done: false, bytes, taken: Rc::clone(&taken) };
        let first = letters.fill_buf()?;
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
        match roster.next()? {
            Some((_, head)) => roster.head = head,
            None => return Err(bad("the roster is empty: its first line has to name the columns")),
        }
        Ok(roster)
    }

    /// The next row and the line on which it begins; blank lines are none.
    ///
    /// # Errors
    /// The source cannot be read, or a quote is never closed.
    pub fn next(&mut self) -> io::Result<Option<(u64, StringRecord)>> {
        loop {
            let mut record = StringRecord::new();
            self.taken.set(0);
            if !self.reader.read_record(&mut record).map_err(|error| self.broken(error))? {
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

    fn broken(&self, error: csv::Error) -> io::Error {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => io::Error::new(
                error.kind(),
                format!("{error}, in the row behind line {}", self.reader.position().line()),
            ),
            other => bad(&format!("not CSV: {other:?}")),
        }
    }
}

fn bad(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
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
        let not_text = |NotText| bad("this is no text: save the workbook as CSV, in UTF-8 or GB18030");
        self.decoder.push(&block[..filled], self.is_done, &mut self.text).map_err(not_text)?;
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
            return Err(bad("a quote is opened and not closed"));
        }
        let ready = self.fill_buf()?;
        let count = ready.len().min(into.len());
        into[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        self.taken.set(self.taken.get() + count);
        Ok(count)
    }
}
