//! What the checker told of a file, and where in its text that is.

use serde_json::Value;

/// What `check/src/lib.rs` wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub path: String,
    /// The line of `codes.toml` that a new policy was checked with.
    pub code: Option<String>,
    /// Those of this file first.
    pub mistakes: Vec<Mistake>,
    pub findings: Vec<String>,
    pub soon: Vec<String>,
    /// Comparisons of this policy that no example shows.
    pub bare: Vec<String>,
    /// Names of the examples of this policy; all of them hold.
    pub examples: Vec<String>,
    /// The date of the catalogue, where the files compile.
    pub as_of: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mistake {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub message: String,
    pub hint: Option<String>,
}

/// `None` for what no checker wrote.
pub fn read(json: &str) -> Option<Told> {
    let told: Value = serde_json::from_str(json).ok()?;
    let path = text(&told, "path")?;
    let mistakes = told["mistakes"].as_array()?.iter().map(mistake).collect::<Option<Vec<Mistake>>>()?;
    let (own, others): (Vec<Mistake>, Vec<Mistake>) = mistakes.into_iter().partition(|one| one.file == path);
    Some(Told {
        code: text(&told, "code"),
        mistakes: [own, others].concat(),
        findings: lines(&told, "findings"),
        soon: lines(&told, "soon"),
        bare: lines(&told, "bare"),
        examples: lines(&told, "examples"),
        as_of: text(&told, "as_of").unwrap_or_default(),
        path,
    })
}

/// The texts of a JSON array; empty where there is none.
pub fn lines(told: &Value, key: &str) -> Vec<String> {
    let list = told[key].as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

pub fn text(told: &Value, key: &str) -> Option<String> {
    told[key].as_str().map(str::to_owned)
}

fn mistake(found: &Value) -> Option<Mistake> {
    let number = |key| found[key].as_u64().and_then(|number| usize::try_from(number).ok());
    Some(Mistake {
        file: text(found, "file")?,
        line: number("line")?,
        column: number("column")?,
        message: text(found, "message")?,
        hint: text(found, "hint"),
    })
}

/// A path as the checker knows it, from what a person typed: below the folder of policies, with its ending.
pub fn path(typed: &str) -> String {
    let path = typed.trim().replace('\\', "/");
    let below = path.rsplit_once("policies/").map_or(path.as_str(), |(_, below)| below).trim_matches('/');
    if below.is_empty() || below.ends_with(".toml") { below.to_owned() } else { [below, ".toml"].concat() }
}

/// The path of the one known file that has this name, or the name itself.
pub fn by_name(paths: &[String], name: &str) -> String {
    let ending = ["/", name].concat();
    let mut same = paths.iter().filter(|path| *path == name || path.ends_with(&ending));
    match (same.next(), same.next()) {
        (Some(one), None) => one.clone(),
        _ => name.to_owned(),
    }
}

/// Where a line begins and ends in a text, in the units of a browser (UTF-16); the end where there is no such line.
pub fn range(text: &str, line: usize) -> (u32, u32) {
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let mut start = 0;
    for (at, content) in (1..).zip(text.split('\n')) {
        let end = start + units(content);
        if at == line {
            return (start, end);
        }
        start = end + 1;
    }
    (units(text), units(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_of_the_file_itself_come_first() {
        let one = |file| format!(r#"{{"file":"{file}","line":2,"column":1,"message":"m","hint":null}}"#);
        let json = format!(r#"{{"path":"b.toml","code":null,"mistakes":[{},{}]}}"#, one("a.toml"), one("b.toml"));
        let told = read(&json).expect("it can be read");
        let files: Vec<&str> = told.mistakes.iter().map(|one| one.file.as_str()).collect();
        assert_eq!(files, ["b.toml", "a.toml"]);
        assert_eq!(
            told.mistakes[0],
            Mistake { file: "b.toml".into(), line: 2, column: 1, message: "m".into(), hint: None }
        );
        assert_eq!(read("[]"), None);
    }

    #[test]
    fn a_line_is_found_in_utf_16() {
        let text = "补贴 = 1\n𠮷 = 2\n\nlast";
        assert_eq!(
            ["1", "2", "3", "4", "9"].map(|line| range(text, line.parse().unwrap_or(0))),
            [(0, 6), (7, 13), (14, 14), (15, 19), (19, 19)]
        );
    }

    #[test]
    fn a_path_is_what_stands_below_the_folder() {
        for (typed, known) in [
            (" shanghai/rent-2018 ", "shanghai/rent-2018.toml"),
            ("D:\\qibu\\policies\\shanghai\\rent-2018.toml", "shanghai/rent-2018.toml"),
            ("/facts.toml", "facts.toml"),
            ("", ""),
        ] {
            assert_eq!(path(typed), known);
        }
        let paths = ["a/x.toml", "b/x.toml", "b/y.toml", "facts.toml"].map(str::to_owned);
        assert_eq!(by_name(&paths, "y.toml"), "b/y.toml");
        assert_eq!(by_name(&paths, "x.toml"), "x.toml");
        assert_eq!(by_name(&paths, "facts.toml"), "facts.toml");
    }
}
