//! A text as a QR code: a path of squares to be drawn in any size.

use engine::digits::signed;
use qrcodegen::{QrCode, QrCodeEcc};

/// A square of modules, quiet zone included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules from edge to edge.
    pub size: i32,
    /// The dark modules as one SVG path, one unit to a module.
    pub path: String,
    /// The dark modules, row by row.
    pub dark: Vec<(i32, i32)>,
}

/// Light modules on every side, as the standard asks.
const QUIET: i32 = 4;

/// Nothing where the text is too long for any QR code (2,331 bytes). About a seventh of it may be unreadable.
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut dark = Vec::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                dark.push((x + QUIET, y + QUIET));
            }
        }
    }
    let mut path = String::new();
    for (x, y) in &dark {
        path.push_str(&["M", &signed((*x).into()), " ", &signed((*y).into()), "h1v1h-1z"].concat());
    }
    Some(Qr { size: code.size() + 2 * QUIET, path, dark })
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_link_becomes_a_code_and_a_book_does_not() {
        let small = qr("https://example.org/#q1").expect("a short text");
        assert_eq!(small.size, 25 + 8, "version 2 with its quiet zone");
        assert_eq!(small.dark.len(), small.path.matches('z').count());
        assert_eq!(small.dark.first(), Some(&(4, 4)), "the finder pattern stands in the corner");
        assert_eq!(qr(&"a".repeat(2400)), None);
    }
}
