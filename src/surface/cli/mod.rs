//! The command line. Thin: it reads, calls the engine, and prints; it may not import `ui`.

mod check;
mod confirm;
mod coverage;
mod export;
mod new;
mod pages;
mod screen;

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use engine::compile::{Compiled, Diagnostic, Source, compile, read_folder};
use engine::date::Date;
use engine::situation::Situation;
use engine::wire::{assessment, situation};
use lexopt::Arg::{Long, Short, Value};

use crate::{catalogue, report};

const USAGE: &str = "\
qibu assess FILE|- [--as-of DATE] [--text|--trace] [--lang zh-CN|zh-Hant|en]
qibu ask FILE|- [--as-of DATE]             the next question
qibu screen FILE.csv|- [-o OUT.csv] [--as-of DATE] [--columns 列名=fact.id,…] [--totals FILE.csv] [--lang zh-CN|en]
                                           many founders at once: results behind the columns of a roster
qibu check [--as-of DATE] [--within 60d]   the policy files: mistakes, what has run out, what will
qibu check --atoms [--write]               which examples show each comparison deciding; write the missing ones
qibu check --links                         whether every official address answers (needs curl and a network)
qibu coverage [--lang zh-CN|zh-Hant|en]    source documents, their measures and the policies that hold them
qibu confirm [FILE] [--lang …]             what to confirm by telephone first; FILE has sample founders
qibu new PLACE/NAME                        the skeleton of a policy file
qibu export                                the catalogue as JSON
qibu pages FOLDER                          the readable pages of the site
qibu changes OLD.json [NEW.json] [--json]  what changed between two exports

FILE is JSON where nothing else is said; - reads standard input. Policy files are read from `policies` here, or in the project.";

/// What went wrong, and the exit code that says so.
enum Failure {
    Findings(String),
    Input(String),
    /// A reader that has seen enough and closed the pipe.
    Closed,
}

type Outcome = Result<String, Failure>;

/// Options of every command.
#[derive(Default)]
struct Options {
    file: Option<String>,
    as_of: Option<Date>,
    within: Option<i32>,
    text: bool,
    trace: bool,
    atoms: bool,
    write: bool,
    links: bool,
    json: bool,
    lang: Option<String>,
    /// Where a roster with its results goes; standard output otherwise.
    out: Option<String>,
    /// Where the totals of a roster go; standard error otherwise.
    totals: Option<String>,
    /// What the columns of a roster stand for, by hand.
    columns: Option<String>,
    /// A second file.
    other: Option<String>,
}

impl Options {
    fn lang(&self) -> &str {
        self.lang.as_deref().unwrap_or("zh-CN")
    }
}

pub fn main() -> ExitCode {
    match run(env::args_os().skip(1)) {
        // What streams has been written already.
        Ok(text) if text.is_empty() => ExitCode::SUCCESS,
        // A reader that has seen enough and closed the pipe is no reason to panic.
        Ok(text) => match writeln!(std::io::stdout(), "{}", text.trim_end()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(Failure::Closed) => ExitCode::FAILURE,
        Err(Failure::Findings(text)) => {
            tell(text.trim_end());
            ExitCode::from(1)
        }
        Err(Failure::Input(text)) => {
            tell(text.trim_end());
            ExitCode::from(2)
        }
    }
}

/// A line on standard error.
fn tell(line: &str) {
    mark(&[line, "\n"].concat());
}

/// Letters on standard error; where it is closed there is nobody to tell that.
fn mark(letters: &str) {
    _ = std::io::stderr().write_all(letters.as_bytes());
}

fn run(args: impl Iterator<Item = OsString>) -> Outcome {
    let mut args = args;
    let command = args.next().map(|word| word.to_string_lossy().into_owned());
    if !catalogue::is_there() && matches!(command.as_deref(), Some("assess" | "ask" | "confirm" | "pages" | "screen")) {
        policies()?;
    }
    match command.as_deref() {
        Some("check") => check::check(&options(args)?),
        Some("coverage") => coverage::coverage(&options(args)?),
        Some("confirm") => confirm::confirm(&options(args)?),
        Some("new") => new::new(&options(args)?),
        Some("pages") => pages::write(&options(args)?),
        Some("export") => export::export(),
        Some("changes") => export::changes(&options(args)?),
        Some("screen") => screen::screen(&options(args)?),
        Some("assess") => assess(&options(args)?),
        Some("ask") => ask(&options(args)?),
        Some("help" | "--help" | "-h") => Ok(USAGE.into()),
        Some(other) => Err(Failure::Input(format!("unknown command `{other}`\n\n{USAGE}"))),
        None => Err(Failure::Input(USAGE.into())),
    }
}

fn bad(error: lexopt::Error) -> Failure {
    Failure::Input(format!("{error}\n\n{USAGE}"))
}

/// The value of the option just read.
fn text(parser: &mut lexopt::Parser) -> Result<String, Failure> {
    parser.value().and_then(lexopt::ValueExt::string).map_err(bad)
}

fn options(args: impl Iterator<Item = OsString>) -> Result<Options, Failure> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut options = Options::default();
    loop {
        match parser.next().map_err(bad)? {
            None => break,
            Some(Long("as-of")) => options.as_of = Some(date(&text(&mut parser)?)?),
            Some(Long("within")) => options.within = Some(days(&text(&mut parser)?)?),
            Some(Long("lang")) => options.lang = Some(lang(text(&mut parser)?)?),
            Some(Short('o')) => options.out = Some(text(&mut parser)?),
            Some(Long("totals")) => options.totals = Some(text(&mut parser)?),
            Some(Long("columns")) => options.columns = Some(text(&mut parser)?),
            Some(Long("text")) => options.text = true,
            Some(Long("trace")) => options.trace = true,
            Some(Long("atoms")) => options.atoms = true,
            Some(Long("write")) => options.write = true,
            Some(Long("links")) => options.links = true,
            Some(Long("json")) => options.json = true,
            Some(Value(file)) if options.file.is_none() => options.file = Some(file.to_string_lossy().into_owned()),
            Some(Value(file)) if options.other.is_none() => options.other = Some(file.to_string_lossy().into_owned()),
            Some(other) => return Err(bad(other.unexpected())),
        }
    }
    Ok(options)
}

fn date(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|()| Failure::Input(format!("`--as-of` is `{text}`, expected a date `YYYY-MM-DD`")))
}

fn days(text: &str) -> Result<i32, Failure> {
    let number = text.strip_suffix('d').and_then(|days| days.parse().ok()).filter(|days| *days >= 0);
    number.ok_or_else(|| Failure::Input(format!("`--within` is `{text}`, expected a number of days such as `60d`")))
}

fn lang(text: String) -> Result<String, Failure> {
    if engine::compile::LANGUAGES.contains(&text.as_str()) {
        return Ok(text);
    }
    Err(Failure::Input(format!("`--lang` is `{text}`, expected one of {}", engine::compile::LANGUAGES.join(", "))))
}

/// The folder `policies`, here or in the project.
fn folder() -> PathBuf {
    let here = PathBuf::from("policies");
    if here.is_dir() { here } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("policies") }
}

fn sources() -> Result<Vec<Source>, Failure> {
    let folder = folder();
    read_folder(&folder).map_err(|error| Failure::Input(format!("{}: {error}", folder.display())))
}

fn compiled(sources: &[Source]) -> Result<Compiled, Failure> {
    compile(sources, None).map_err(|diagnostics| {
        let list: Vec<String> = diagnostics.iter().map(Diagnostic::to_string).collect();
        Failure::Findings(format!("{}\n{} mistakes", list.join("\n"), list.len()))
    })
}

fn policies() -> Result<Compiled, Failure> {
    compiled(&sources()?)
}

fn assess(options: &Options) -> Outcome {
    let catalogue = catalogue::load();
    let situation = situation(options, &catalogue)?;
    let found = engine::assess(&catalogue, &situation);
    if options.trace {
        return Ok(format!("{:#}", engine::compile::trace::write(&catalogue, &situation, &found)));
    }
    if options.text {
        let texts = catalogue::texts(options.lang());
        let report = report::build::build(&catalogue, &texts, &situation, &found);
        return Ok(report::text::render(&report, &texts));
    }
    Ok(format!("{:#}", assessment::write(&catalogue, &found)))
}

fn ask(options: &Options) -> Outcome {
    let catalogue = catalogue::load();
    let found = engine::assess(&catalogue, &situation(options, &catalogue)?);
    Ok(assessment::write_question(&catalogue, &found).to_string())
}

fn situation(options: &Options, catalogue: &engine::policy::Catalogue) -> Result<Situation, Failure> {
    let (file, text) =
        read(options.file.as_deref().ok_or_else(|| Failure::Input(format!("no situation given\n\n{USAGE}")))?)?;
    let draft = situation::read(catalogue, &text).map_err(|errors| {
        Failure::Input(errors.iter().map(|error| format!("{file}: {error}")).collect::<Vec<_>>().join("\n"))
    })?;
    draft.on(catalogue, options.as_of).map_err(|error| Failure::Input(format!("{file}: {error}")))
}

/// A file, or standard input for `-`.
fn read(file: &str) -> Result<(&str, String), Failure> {
    let text = if file == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    text.map(|text| (file, text)).map_err(|error| Failure::Input(format!("{file}: {error}")))
}
