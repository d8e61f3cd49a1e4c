//! Lines and a QR code as a picture that can be kept by a long press, where nothing can be downloaded.

use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::exits::qr::Qr;
use crate::ui::take::Weight;

/// Pixels from edge to edge: twice a phone's width, so that small letters stay sharp.
const WIDTH: u32 = 750;
const MARGIN: u32 = 40;
/// Each module of the code is a whole number of pixels: cameras read no blurred edges.
const MODULE: u32 = 6;

/// The picture as a `data:` address, as PNG.
///
/// # Errors
/// The browser draws on no canvas.
pub fn draw(lines: &[(Weight, String)], qr: Option<&Qr>) -> Result<String, JsValue> {
    let canvas: HtmlCanvasElement = gloo::utils::document().create_element("canvas")?.unchecked_into();
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let mut set = Vec::new();
    let mut y = MARGIN;
    for (weight, text) in lines {
        let (size, leading) = size(*weight);
        context.set_font(&font(*weight, size));
        if *weight == Weight::Head {
            y += leading / 2;
        }
        for row in rows(&context, text)? {
            y += leading;
            set.push((*weight, row, y - leading / 4));
        }
    }
    let code = qr.map_or(0, |qr| qr.size.unsigned_abs() * MODULE);
    canvas.set_width(WIDTH);
    canvas.set_height(y + MARGIN + code);
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, f64::from(WIDTH), f64::from(y + MARGIN + code));
    context.set_fill_style_str("#14191d");
    for (weight, row, y) in &set {
        context.set_font(&font(*weight, size(*weight).0));
        context.fill_text(row, f64::from(MARGIN), f64::from(*y))?;
    }
    if let Some(qr) = qr {
        let left = WIDTH.saturating_sub(code) / 2;
        for (x, row) in &qr.dark {
            let at = |edge: u32, module: i32| f64::from(edge + module.unsigned_abs() * MODULE);
            context.fill_rect(at(left, *x), at(y + MARGIN / 2, *row), f64::from(MODULE), f64::from(MODULE));
        }
    }
    canvas.to_data_url_with_type("image/png")
}

/// Size and leading, in pixels.
fn size(weight: Weight) -> (u32, u32) {
    match weight {
        Weight::Title => (40, 60),
        Weight::Head => (32, 50),
        Weight::Plain => (28, 44),
        Weight::Small => (24, 38),
    }
}

fn font(weight: Weight, size: u32) -> String {
    let bold = if matches!(weight, Weight::Title | Weight::Head) { "600 " } else { "" };
    format!(
        "{bold}{size}px 'PingFang SC','HarmonyOS Sans SC',MiSans,'Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif"
    )
}

/// A text in rows that fit, broken between any two letters but inside a word or a number.
fn rows(context: &CanvasRenderingContext2d, text: &str) -> Result<Vec<String>, JsValue> {
    let most = f64::from(WIDTH - 2 * MARGIN);
    let mut rows = vec![String::new()];
    for piece in crate::report::text::pieces(text) {
        let row = rows.last().map_or("", String::as_str);
        if !row.is_empty() && context.measure_text(&[row, piece.trim_end()].concat())?.width() > most {
            rows.push(String::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push_str(&piece);
        }
    }
    Ok(rows)
}
