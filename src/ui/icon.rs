//! Small line drawings that stand beside a word, never instead of one.

use yew::prelude::*;

use super::tag::with;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Check,
    CheckPhone,
    Bang,
    Clock,
    Question,
    Cross,
    Stop,
    Back,
    Open,
    Shut,
}

pub fn icon(mark: Mark) -> Html {
    let drawing = with("path", &["d"], &[path(mark)], Vec::new());
    let values = ["icon", "0 0 24 24", "true", "false"];
    with("svg", &["class", "viewBox", "aria-hidden", "focusable"], &values, vec![drawing])
}

/// Strokes on a grid of 24.
fn path(mark: Mark) -> &'static str {
    match mark {
        Mark::Check => "M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0M8 12.5l3 3l5.5-6",
        Mark::CheckPhone => "M12 3a9 9 0 1 0 9 9M8 12.5l3 3l4.5-5M17 3.5h.01M17 7.5h.01M21 5.5h.01",
        Mark::Bang => "M12 3.5L22 20.5H2zM12 10v5M12 17.5v.3",
        Mark::Clock => "M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0M12 7v5l3.5 2",
        Mark::Question => {
            "M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.7v.3"
        }
        Mark::Cross => "M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0M9 9l6 6M15 9l-6 6",
        Mark::Stop => "M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0M8 12h8",
        Mark::Back => "M15 5l-7 7l7 7",
        Mark::Open => "M6 9l6 6l6-6",
        Mark::Shut => "M6 15l6-6l6 6",
    }
}
