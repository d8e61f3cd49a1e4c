//! A QR code as a drawing.

use yew::prelude::*;

use super::tag::with;
use crate::exits::qr::Qr;

/// A code as a drawing, at least 25 mm wide on paper.
pub fn code(qr: &Qr, says: &str) -> Html {
    let size = qr.size.to_string();
    let field = ["0 0 ", &size, " ", &size].concat();
    let paths = vec![
        with("path", &["class", "d"], &["code-light", &["M0 0h", &size, "v", &size, "H0z"].concat()], Vec::new()),
        with("path", &["class", "d"], &["code-dark", &qr.path], Vec::new()),
    ];
    with(
        "svg",
        &["class", "viewBox", "role", "aria-label", "shape-rendering"],
        &["code", &field, "img", says, "crispEdges"],
        paths,
    )
}
