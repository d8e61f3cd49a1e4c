//! The names of the functions that are entered later only.

use std::cell::RefCell;

pub struct Names {
    /// With the line of the list on which each stands.
    paths: Vec<(usize, String)>,
    used: RefCell<Vec<bool>>,
}

impl Names {
    /// One path a line; `#` starts a comment.
    pub fn read(list: &str) -> Names {
        let lines = list.lines().map(|line| line.split('#').next().unwrap_or_default().trim().to_owned());
        let paths: Vec<(usize, String)> = (1..).zip(lines).filter(|(_, path)| !path.is_empty()).collect();
        let used = RefCell::new(vec![false; paths.len()]);
        Names { paths, used }
    }

    /// Whether a function with this mangled or plain name is meant.
    pub fn hold(&self, name: &str) -> bool {
        let name = format!("{:#}", rustc_demangle::demangle(name));
        // A list of something is dropped where it is empty too.
        if name.starts_with("core::ptr::drop_in_place") {
            return false;
        }
        let at = self.paths.iter().position(|(_, path)| stands_in(path, &name));
        if let Some(at) = at {
            self.used.borrow_mut()[at] = true;
        }
        at.is_some()
    }

    /// A path that no function had, and its line.
    pub fn unused(&self) -> Option<(usize, &str)> {
        self.used.borrow().iter().position(|used| !used).map(|at| (self.paths[at].0, self.paths[at].1.as_str()))
    }
}

/// A path of a module stands anywhere in a name, as in `<a::B as c::D>::e`; that of a function is the whole name, or
/// has what was made inside it behind it.
fn stands_in(path: &str, name: &str) -> bool {
    if !path.ends_with("::") {
        return name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    }
    name.match_indices(path).any(|(at, _)| {
        let before = name[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && before != '_' && before != ':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_holds_what_stands_in_it_and_a_function_itself() {
        let names = Names::read("a::b::  # a module\n\na::c::d\nnobody\n");
        for meant in ["a::b::x", "<a::b::T as e::F>::f", "a::c::d", "a::c::d::{{closure}}"] {
            assert!(names.hold(meant), "{meant}");
        }
        for other in
            ["core::ptr::drop_in_place<a::b::T>", "xa::b::x", "z::a::b::x", "a::c::dd", "a::bb::x", "<a::c::d as T>::f"]
        {
            assert!(!names.hold(other), "{other}");
        }
        assert_eq!(names.unused(), Some((4, "nobody")));
    }
}
