//! `qibu screen`: a roster of founders with results behind it, row by row, on every core, in the order of the rows.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use csv::ReaderBuilder;
use engine::texts::Texts;

use super::{Failure, Options, Outcome, mark, tell};
use crate::catalogue;
use crate::report::format;
use crate::screening::columns::{ByHand, Columns, Means};
use crate::screening::decode::coder;
use crate::screening::roster::{Refusal, Roster, Row};
use crate::screening::screen::{Outcome as RowOutcome, Screening};
use crate::screening::tally::Tally;
use crate::screening::vocabulary::Vocabulary;
use crate::screening::{sheet, trouble};
use crate::words::{Word, fill, word};

/// How many places of trouble are told on standard error; all of them stand in the rows.
const TOLD: usize = 20;

/// How often the progress is drawn.
const BEAT: Duration = Duration::from_millis(200);

/// Rows with their lines, and where their results go.
struct Job {
    rows: Vec<Row>,
    done: Sender<Done>,
}

/// Screened rows.
struct Done {
    text: String,
    tally: Tally,
    /// The first places of trouble, without what stands there.
    places: Vec<String>,
}

/// What became of the whole roster.
#[derive(Default)]
struct End {
    tally: Tally,
    places: Vec<String>,
}

/// Nobody takes in what was sent: the other side has failed, and says why itself.
struct Hung;

pub fn screen(options: &Options) -> Outcome {
    let file =
        options.file.as_deref().ok_or_else(|| Failure::Input("no roster given; `-` reads standard input".into()))?;
    let catalogue = catalogue::load();
    let languages: Vec<Texts> = engine::compile::LANGUAGES.iter().map(|lang| catalogue::texts(lang)).collect();
    let texts = catalogue::texts(options.lang());
    let vocabulary = Vocabulary::new(&catalogue, &languages);
    let bytes = Arc::new(AtomicU64::new(0));
    let read = |error: io::Error| Failure::Input(format!("{file}: {error}"));
    let (source, size) = source(file).map_err(read)?;
    let refused = |refusal: Refusal| Failure::Input(format!("{file}: {refusal}"));
    let roster = Roster::open(source, coder, Arc::clone(&bytes)).map_err(refused)?;
    let head: Vec<&str> = roster.head.iter().collect();
    let by_hand = by_hand(options.columns.as_deref())?;
    let columns = Columns::new(&vocabulary, &head, &by_hand).map_err(|errors| {
        let errors = errors.iter().map(|error| format!("{file}: {}", trouble::column_error(error, &texts)));
        Failure::Input(errors.collect::<Vec<_>>().join("\n"))
    })?;
    if options.as_of.is_none() && !columns.has_as_of() {
        return Err(Failure::Input("no day to assess for: give `--as-of DATE`, or a column `as_of`".into()));
    }
    tell(&mapping(&columns, &vocabulary, &texts));
    let screening = Screening { vocabulary: &vocabulary, texts: &texts, columns, as_of: options.as_of };
    let out = target(options.out.as_deref(), file)?;
    let end = run(roster, &screening, out, &Progress::new(bytes, size)).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Input(format!("{file}: {error}")),
    })?;
    let table = end.tally.table(&catalogue, &texts);
    match options.totals.as_deref() {
        Some(path) => write_table(&table, Some(path)).map_err(|error| Failure::Input(format!("{path}: {error}")))?,
        None => write_table(&table, None).map_err(|error| Failure::Input(error.to_string()))?,
    }
    finish(&end, &texts)
}

/// Says what could not be read, and how many rows there were.
fn finish(end: &End, texts: &Texts) -> Outcome {
    let mut lines = end.places.clone();
    let more = end.tally.failed.saturating_sub(lines.len() as u64);
    if more > 0 && lines.len() == TOLD {
        let column = word(texts, Word::ScreenError);
        lines.push(fill(texts, Word::ScreenMore, &[("n", &format::number(more.into())), ("a", column)]));
    }
    lines.push(end.tally.summary(texts));
    let said = lines.join("\n");
    if end.tally.failed > 0 {
        return Err(Failure::Findings(said));
    }
    tell(&said);
    Ok(String::new())
}

/// The bytes of a roster, and how many there are where that is known.
fn source(file: &str) -> io::Result<(Box<dyn Read>, Option<u64>)> {
    if file == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let source = File::open(file)?;
    let size = source.metadata()?.len();
    Ok((Box::new(source), Some(size)))
}

/// Where the rows go; never onto the roster itself, which is still being read.
fn target(out: Option<&str>, file: &str) -> Result<Box<dyn Write + Send>, Failure> {
    let Some(out) = out else { return Ok(Box::new(io::stdout())) };
    let same = |path: &str| fs::canonicalize(Path::new(path)).ok();
    if same(out).is_some() && same(out) == same(file) {
        return Err(Failure::Input(format!("{out}: that is the roster itself; write the results to another file")));
    }
    File::create(out)
        .map(|file| Box::new(file) as Box<dyn Write + Send>)
        .map_err(|error| Failure::Input(format!("{out}: {error}")))
}

/// `列名=fact.id,…`; a name with a comma stands in quotes, as in CSV.
fn by_hand(text: Option<&str>) -> Result<Vec<ByHand>, Failure> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let bad = |part: &str| Failure::Input(format!("`--columns` has `{part}`, expected `column=fact.id`"));
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut pairs = Vec::new();
    for record in reader.records() {
        for part in &record.map_err(|_| bad(text))? {
            let (column, id) = part.rsplit_once('=').ok_or_else(|| bad(part))?;
            pairs.push((column.trim().to_owned(), id.trim().to_owned()));
        }
    }
    Ok(pairs)
}

/// What each column was read as, so that nobody has to guess which answers counted.
fn mapping(columns: &Columns, vocabulary: &Vocabulary<'_>, texts: &Texts) -> String {
    let mut lines = Vec::new();
    let mut passed = Vec::new();
    for column in &columns.list {
        let name = trouble::short(&column.name);
        let means = trouble::means(column.means, texts);
        match column.means {
            Means::Nothing => passed.push(name),
            Means::Perhaps(fact) => {
                let id = &vocabulary.catalogue.fact_of(fact).id;
                lines.push(fill(texts, Word::ScreenPerhaps, &[("a", &name), ("b", &means), ("c", id)]));
            }
            Means::Fact(_) | Means::AsOf => {
                lines.push(fill(texts, Word::ScreenReadAs, &[("a", &name), ("b", &means)]));
            }
        }
    }
    if !passed.is_empty() {
        lines.push(fill(texts, Word::ScreenPassed, &[("a", &format::names(&passed, texts))]));
    }
    lines.join("\n")
}

/// A table as CSV, into a file or onto standard error.
fn write_table(table: &[Vec<String>], path: Option<&str>) -> io::Result<()> {
    let mut text = String::new();
    table.iter().for_each(|line| sheet::write(&mut text, line.iter().map(String::as_str), ','));
    match path {
        Some(path) => fs::write(path, text),
        None => io::stderr().write_all(text.as_bytes()),
    }
}

/// Reads here, screens on every core, writes on a thread of its own.
fn run<R: Read>(
    mut roster: Roster<R>,
    screening: &Screening<'_>,
    out: Box<dyn Write + Send>,
    progress: &Progress,
) -> io::Result<End> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let separator = char::from(roster.separator);
    let mut head = String::from(if roster.wants_mark { "\u{FEFF}" } else { "" });
    let added = screening.results();
    sheet::write(&mut head, roster.head.iter().chain(added.iter().map(String::as_str)), separator);
    thread::scope(|scope| {
        // Both queues are short: whoever is ahead waits, so that memory stays constant.
        let (jobs, taken) = sync_channel::<Job>(workers);
        let (order, next) = sync_channel::<Receiver<Done>>(workers * 4);
        let taken = Arc::new(Mutex::new(taken));
        for _ in 0..workers {
            let taken = Arc::clone(&taken);
            scope.spawn(move || work(screening, separator, &taken));
        }
        drop(taken);
        let writer = scope.spawn(move || write(out, &head, &next, progress));
        let read = feed(&mut roster, &jobs, &order);
        drop((jobs, order));
        let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // Where both failed, the writer failed first: reading goes on until somebody says stop.
        let end = written?;
        read.map(|()| end)
    })
}

/// Hands out the rows, and the order in which they are to be written.
fn feed<R: Read>(roster: &mut Roster<R>, jobs: &SyncSender<Job>, order: &SyncSender<Receiver<Done>>) -> io::Result<()> {
    let send = |rows: Vec<Row>| {
        let (done, receiver) = channel();
        order.send(receiver).map_err(|_| Hung)?;
        jobs.send(Job { rows, done }).map_err(|_| Hung)
    };
    loop {
        let rows = roster.batch()?;
        if rows.is_empty() || send(rows).is_err() {
            return Ok(());
        }
    }
}

/// Screens what there is to screen until nothing more comes.
fn work(screening: &Screening<'_>, separator: char, jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { rows, done }) = job else { return };
        let mut result = Done { text: String::new(), tally: Tally::default(), places: Vec::new() };
        for (line, record) in &rows {
            let cells: Vec<&str> = record.iter().collect();
            let row = screening.row(*line, &cells);
            result.tally.add(&row.outcome);
            if let RowOutcome::Failed(troubles) = &row.outcome {
                let places = troubles.iter().map(|trouble| trouble.place(screening.texts));
                result.places.push(places.collect::<Vec<_>>().join(word(screening.texts, Word::ScreenBetween)));
            }
            sheet::write(&mut result.text, row.kept.iter().chain(&row.results).map(String::as_str), separator);
        }
        if done.send(result).is_err() {
            return;
        }
    }
}

/// Writes the rows in their order.
fn write(
    out: Box<dyn Write + Send>,
    head: &str,
    next: &Receiver<Receiver<Done>>,
    progress: &Progress,
) -> io::Result<End> {
    let mut out = BufWriter::new(out);
    let mut end = End::default();
    out.write_all(head.as_bytes())?;
    let mut drawn = Instant::now();
    while let Ok(Ok(done)) = next.recv().map(|receiver| receiver.recv()) {
        out.write_all(done.text.as_bytes())?;
        end.tally.take(&done.tally);
        end.places.extend(done.places.into_iter().take(TOLD.saturating_sub(end.places.len())));
        if progress.is_shown && drawn.elapsed() > BEAT {
            drawn = Instant::now();
            progress.draw(&end.tally);
        }
    }
    out.flush()?;
    progress.clear();
    Ok(end)
}

/// One line on a terminal: how far, how fast.
struct Progress {
    begun: Instant,
    bytes: Arc<AtomicU64>,
    size: Option<u64>,
    is_shown: bool,
}

impl Progress {
    fn new(bytes: Arc<AtomicU64>, size: Option<u64>) -> Progress {
        Progress { begun: Instant::now(), bytes, size, is_shown: io::stderr().is_terminal() }
    }

    fn draw(&self, tally: &Tally) {
        let read = self.bytes.load(Ordering::Relaxed);
        let part = self.size.filter(|size| *size > 0).map(|size| format!("{:>3} % ", read.min(size) * 100 / size));
        let rows = tally.rows();
        let speed = u128::from(rows) * 1000 / self.begun.elapsed().as_millis().max(1);
        let part = part.unwrap_or_default();
        mark(&format!("\r{part}{rows} rows, {} with errors, {speed} rows/s\u{1b}[K", tally.failed));
    }

    fn clear(&self) {
        if self.is_shown {
            mark("\r\u{1b}[K");
        }
    }
}
