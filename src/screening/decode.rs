//! Which letters the bytes of a roster stand for: UTF-8, GB18030, or what Excel calls Unicode text.

/// An encoding that Excel, WPS or a database writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Gb18030,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// The label by which the Encoding Standard, and with it every browser's `TextDecoder`, knows it.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Gb18030 => "gb18030",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
        }
    }
}

/// What the first bytes of a roster tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Sure(Encoding),
    /// ASCII so far: every encoding but UTF-16 would do, and what comes decides.
    Open,
    /// No text: a workbook, or letters of two bytes without a mark.
    NotText,
}

/// Tells the encoding from a block of bytes, which may end within a letter.
///
/// `is_first` says that the roster begins here, so that a byte order mark counts. UTF-8 stays UTF-8 where only a few
/// letters of it are broken; a text in GB18030 is broken UTF-8 at nearly every letter.
pub fn sniff(block: &[u8], is_first: bool) -> Found {
    if is_first {
        match block {
            [0xEF, 0xBB, 0xBF, ..] => return Found::Sure(Encoding::Utf8),
            [0xFF, 0xFE, ..] => return Found::Sure(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => return Found::Sure(Encoding::Utf16Be),
            [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => return Found::NotText,
            _ => {}
        }
    }
    if block.contains(&0) {
        return Found::NotText;
    }
    let (mut whole, mut broken) = (0usize, 0usize);
    let mut chunks = block.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let is_cut =
            chunks.peek().is_none() && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        broken += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    match (whole, broken) {
        (0, 0) => Found::Open,
        (whole, broken) if broken * 10 <= whole => Found::Sure(Encoding::Utf8),
        _ => Found::Sure(Encoding::Gb18030),
    }
}

/// The separator of a roster, from its head: the one of comma, semicolon and tab that stands there most often.
pub fn separator(head: &str) -> u8 {
    let count = |wanted: u8| {
        let mut is_quoted = false;
        let mut times = 0usize;
        for byte in head.bytes() {
            match byte {
                b'"' => is_quoted = !is_quoted,
                b'\n' | b'\r' if !is_quoted => break,
                byte if byte == wanted && !is_quoted => times += 1,
                _ => {}
            }
        }
        times
    };
    // The first of equals is the comma, which a roster of one column has as well.
    [b'\t', b';', b','].into_iter().max_by_key(|wanted| count(*wanted)).unwrap_or(b',')
}

/// The letter that stands for bytes which are none.
pub const BROKEN: char = '\u{FFFD}';

/// The bytes of a roster are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText;

/// Adds the letters of the next block to a text, [`BROKEN`] where bytes are none; the flag says that nothing follows.
pub type Coder = Box<dyn FnMut(&[u8], bool, &mut String)>;

/// Makes the coder of an encoding; the flag says that the text begins with it, so that a byte order mark is none of
/// its letters.
pub type OpenCoder = fn(Encoding, bool) -> Coder;

/// Bytes to letters, block by block.
pub struct Decoder {
    coder: OpenCoder,
    encoding: Option<Encoding>,
    inner: Option<Coder>,
    is_first: bool,
    has_mark: bool,
}

impl Decoder {
    pub fn new(coder: OpenCoder) -> Decoder {
        Decoder { coder, encoding: None, inner: None, is_first: true, has_mark: false }
    }

    /// Adds the letters of the next block to a text; bytes that are no letter become [`BROKEN`].
    ///
    /// # Errors
    /// The bytes are no text.
    pub fn push(&mut self, block: &[u8], is_last: bool, text: &mut String) -> Result<(), NotText> {
        if self.inner.is_none() {
            match sniff(block, self.is_first) {
                Found::NotText => return Err(NotText),
                // ASCII is the same in both encodings that are left.
                Found::Open => {
                    self.is_first &= block.is_empty();
                    text.extend(block.iter().copied().map(char::from));
                    return Ok(());
                }
                Found::Sure(encoding) => self.settle(encoding, block),
            }
        }
        let Some(inner) = &mut self.inner else { return Ok(()) };
        inner(block, is_last, text);
        Ok(())
    }

    /// What the bytes turned out to be; `None` while they are ASCII.
    pub fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// A byte order mark stood in front.
    pub fn has_mark(&self) -> bool {
        self.has_mark
    }

    fn settle(&mut self, encoding: Encoding, block: &[u8]) {
        let mark: &[u8] = match encoding {
            Encoding::Utf8 => &[0xEF, 0xBB, 0xBF],
            Encoding::Gb18030 => &[0x84, 0x31, 0x95, 0x33],
            Encoding::Utf16Le => &[0xFF, 0xFE],
            Encoding::Utf16Be => &[0xFE, 0xFF],
        };
        self.has_mark = self.is_first && block.starts_with(mark);
        self.encoding = Some(encoding);
        self.inner = Some((self.coder)(encoding, self.is_first));
        self.is_first = false;
    }
}

/// The coder of the command line; a browser has its own `TextDecoder`, by [`Encoding::label`].
#[cfg(not(target_arch = "wasm32"))]
pub fn coder(encoding: Encoding, is_first: bool) -> Coder {
    let coder = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Gb18030 => encoding_rs::GB18030,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
    };
    let mut decoder =
        if is_first { coder.new_decoder_with_bom_removal() } else { coder.new_decoder_without_bom_handling() };
    Box::new(move |block, is_last, text| {
        let mut rest = block;
        loop {
            text.reserve(decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len()));
            let (result, read, _) = decoder.decode_to_string(rest, text, is_last);
            rest = rest.get(read..).unwrap_or_default();
            if result == encoding_rs::CoderResult::InputEmpty {
                return;
            }
        }
    })
}
