//! The file that is worked on, and what is known of it.

use std::rc::Rc;

use serde_json::Value;
use yew::prelude::*;

use super::told::{self, Told};
use crate::words::Word;

/// What only a browser can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Fetch the checker and the files of the site; answered with [`Act::Opened`].
    Open,
    /// The site's text of a file; answered with [`Act::Loaded`].
    Load(String),
    /// A file of the person's own; answered with [`Act::Chosen`].
    Choose,
    /// Check a text under a path; answered with [`Act::Checked`], unless a newer text took its place.
    Check {
        path: String,
        text: String,
        soon: bool,
    },
    /// Select a range of the text, which is this line of so many.
    Select {
        range: (u32, u32),
        line: usize,
        of: usize,
    },
    /// Answered with [`Act::Says`].
    Copy(String),
    Save {
        name: String,
        text: String,
    },
}

/// What happens here.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// JSON of `web/check.js`: the paths of all files, and the specification.
    Opened(String),
    /// This browser copies texts: no button is shown that does nothing.
    Copies,
    Loaded(String),
    /// JSON of `web/check.js`: a name and a text.
    Chosen(String),
    Path(String),
    Typed(String),
    Checking,
    /// JSON of the checker.
    Checked(String),
    Says(Word),
    /// The checker did not come, or broke.
    Failed,
}

#[derive(Clone, Default, PartialEq)]
pub struct Bench {
    /// Nothing yet: the files of the site are on their way.
    pub paths: Option<Rc<[String]>>,
    /// The specification of policy files.
    pub readme: Rc<str>,
    pub can_copy: bool,
    /// As it was typed.
    pub path: String,
    pub text: String,
    pub is_checking: bool,
    pub told: Option<Rc<Told>>,
    /// What just happened, in a word.
    pub says: Option<Word>,
}

impl Bench {
    /// The site has a file of this path.
    pub fn is_known(&self) -> bool {
        let path = told::path(&self.path);
        self.paths.iter().any(|paths| paths.contains(&path))
    }

    /// What is checked, once there is something to check.
    pub fn check(&self, soon: bool) -> Option<Deed> {
        let path = told::path(&self.path);
        let is_ready = self.paths.is_some() && !path.is_empty() && !self.text.trim().is_empty();
        is_ready.then(|| Deed::Check { path, text: self.text.clone(), soon })
    }

    /// The way to a line of the text.
    pub fn to_line(&self, line: usize) -> Deed {
        Deed::Select { range: told::range(&self.text, line), line, of: self.text.split('\n').count() }
    }

    /// The name under which the text is kept.
    pub fn file_name(&self) -> String {
        let path = told::path(&self.path);
        let name = path.rsplit('/').next().unwrap_or_default();
        if name.is_empty() { "policy.toml".into() } else { name.to_owned() }
    }

    fn opened(&mut self, json: &str) {
        let files: Value = serde_json::from_str(json).unwrap_or_default();
        let paths = told::lines(&files, "paths");
        if paths.is_empty() {
            self.says = Some(Word::StaffCheckFailed);
            return;
        }
        self.says = None;
        self.paths = Some(paths.into());
        self.readme = told::text(&files, "readme").unwrap_or_default().into();
    }

    /// Another text takes the place of this one.
    fn put(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n");
        // The same text is not checked again, so what was told of it stays.
        if text != self.text {
            self.told = None;
            self.text = text;
        }
    }

    fn chosen(&mut self, json: &str) {
        let file: Value = serde_json::from_str(json).unwrap_or_default();
        let (Some(name), Some(text)) = (told::text(&file, "name"), told::text(&file, "text")) else { return };
        let paths = self.paths.clone().unwrap_or_default();
        self.path = told::by_name(&paths, &name);
        self.put(&text);
    }

    fn checked(&mut self, json: &str) {
        self.is_checking = false;
        match told::read(json) {
            Some(told) => self.told = Some(Rc::new(told)),
            None => self.says = Some(Word::StaffCheckFailed),
        }
    }
}

impl Reducible for Bench {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        // What happened is said until something else does; that there is no checker, for as long as there is none.
        let says = self.says.filter(|_| self.paths.is_none());
        let mut next = Bench { says, ..(*self).clone() };
        match act {
            Act::Opened(json) => next.opened(&json),
            Act::Copies => next.can_copy = true,
            Act::Loaded(text) => next.put(&text),
            Act::Chosen(json) => next.chosen(&json),
            Act::Path(path) => {
                next.path = path;
                next.told = None;
            }
            Act::Typed(text) => next.text = text,
            Act::Checking => next.is_checking = true,
            Act::Checked(json) => next.checked(&json),
            Act::Says(word) => next.says = Some(word),
            Act::Failed => {
                next.is_checking = false;
                next.says = Some(Word::StaffCheckFailed);
            }
        }
        Rc::new(next)
    }
}
