//! The letters of a link: `q1.` and base64url, found again in whatever a messenger made of them.
//!
//! INVARIANT: the frame (mark, length, checksum) is the same in every version, so that a page can tell a
//! link of a later version from a damaged one.

use super::Trouble;

/// Before the number of the version.
const MARK: char = 'q';

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How often an address may have been encoded on its way.
const ENCODINGS: usize = 3;

/// The code of a payload: `q1.` and letters that need no encoding in an address.
///
/// The length stands in front: letters that a messenger puts behind the code do no harm.
pub fn write(version: u8, payload: &[u8]) -> String {
    let mut bytes = Vec::new();
    let mut length = payload.len();
    while length >= 0x80 {
        bytes.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(payload);
    bytes.extend(&checksum(version, payload).to_be_bytes()[1..]);
    let mut code = String::from(MARK) + &engine::digits::digits(version.into()) + ".";
    for three in bytes.chunks(3) {
        let whole = three.iter().fold(0, |whole, byte| whole << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for sign in 0..=three.len() {
            code.push(char::from(LETTERS[(whole >> (18 - 6 * sign) & 63) as usize]));
        }
    }
    // Programs that find addresses in a text may leave out a last sign that is no letter.
    if code.ends_with(['-', '_']) {
        code.push('A');
    }
    code
}

/// Version and payload of the code that a text holds: an address, encoded or not, with or without parameters,
/// broken over lines; or the code alone.
///
/// # Errors
/// There is no code, or each that is there is damaged.
pub fn find(text: &str) -> Result<(u8, Vec<u8>), Trouble> {
    let signs = decoded(text);
    let mut error = Trouble::NoAnswers;
    for at in 0..signs.len() {
        let begins = signs[at] == MARK && at.checked_sub(1).is_none_or(|before| !is_inside_word(signs[before]));
        let Some((version, letters)) = begins.then(|| split(&signs[at + 1..])).flatten() else { continue };
        if let Some(payload) = payload(version, &letters) {
            return Ok((version, payload));
        }
        error = Trouble::Damaged;
    }
    Err(error)
}

/// The signs of a text; `%23` stands for `#`, and may itself have been encoded.
fn decoded(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..ENCODINGS {
        let mut once = Vec::new();
        let mut at = 0;
        while let Some(sign) = signs.get(at) {
            let digit = |place: usize| signs.get(place).and_then(|sign| sign.to_digit(16));
            let byte = digit(at + 1).zip(digit(at + 2)).map(|(high, low)| (high * 16 + low) as u8);
            match byte.filter(|byte| *sign == '%' && byte.is_ascii()) {
                Some(byte) => {
                    once.push(char::from(byte));
                    at += 3;
                }
                None => {
                    once.push(*sign);
                    at += 1;
                }
            }
        }
        signs = once;
    }
    signs
}

/// Version and letters behind the mark; breaks and blanks among them are left out.
fn split(signs: &[char]) -> Option<(u8, Vec<u8>)> {
    let mut signs = signs.iter().copied().filter(|sign| !is_blank(*sign)).peekable();
    let mut version: Option<u8> = None;
    while let Some(digit) = signs.peek().and_then(|sign| sign.to_digit(10)) {
        version = Some(version.unwrap_or(0).checked_mul(10)?.checked_add(digit as u8)?);
        signs.next();
    }
    let version = version.filter(|_| signs.next() == Some('.'))?;
    let value = |sign| LETTERS.iter().position(|letter| char::from(*letter) == sign);
    Some((version, signs.map_while(value).map(|value| value as u8).collect()))
}

/// The payload of letters; `None` where something is missing or the checksum is another.
fn payload(version: u8, letters: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for four in letters.chunks(4) {
        let whole = four.iter().fold(0, |whole, value| whole << 6 | u32::from(*value)) << (6 * (4 - four.len()));
        bytes.extend(&whole.to_be_bytes()[1..four.len()]);
    }
    let last = bytes.iter().position(|byte| *byte < 0x80).filter(|last| *last < 2)?;
    let length = bytes[..=last].iter().rev().fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f));
    let payload = bytes.get(last + 1..last + 1 + length)?;
    let found = bytes.get(last + 1 + length..last + 4 + length)?;
    (found == &checksum(version, payload).to_be_bytes()[1..]).then(|| payload.to_vec())
}

/// CRC-24 of OpenPGP (RFC 9580), over the version and the payload.
fn checksum(version: u8, payload: &[u8]) -> u32 {
    let mut sum: u32 = 0x00b7_04ce;
    for byte in [version].iter().chain(payload) {
        sum ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            sum = if sum & 0x0080_0000 == 0 { sum << 1 } else { sum << 1 ^ 0x0186_4cfb };
        }
    }
    sum & 0x00ff_ffff
}

/// A sign before which no code begins: `faq1.html` has none.
fn is_inside_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || ['-', '_', '.', '/'].contains(&sign)
}

/// What a messenger may put between letters: blanks, line breaks, signs without width.
fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t'..='\r' | '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(sign, '\u{2060}' | '\u{3000}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::super::Trouble;
    use super::{checksum, find, write};

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // The check value that catalogues of checksums give for CRC-24/OPENPGP over "123456789".
        assert_eq!(checksum(b'1', b"23456789"), 0x0021_cf02);
    }

    #[test]
    fn payloads_of_every_length_come_back() {
        for length in 0..300 {
            let payload: Vec<u8> = (0..length).map(|at: u32| (at * 37 % 251) as u8).collect();
            let code = write(1, &payload);
            assert_eq!(find(&code), Ok((1, payload.clone())), "{code}");
            assert!(code.ends_with(|last: char| last.is_ascii_alphanumeric()), "{code}");
            assert_eq!(find(&(code.clone() + "_andMore")), Ok((1, payload)), "something follows: {code}");
        }
    }

    #[test]
    fn a_version_is_part_of_the_checksum() {
        let code = write(1, b"qibu");
        assert_eq!(find(&code.replacen("q1", "q2", 1)), Err(Trouble::Damaged));
        assert_eq!(find(&write(200, b"qibu")), Ok((200, b"qibu".to_vec())));
    }

    #[test]
    fn words_are_no_codes() {
        for text in ["", "https://qibu.example/faq1.html", "q", "q1", "q.abc", "q999.abc", "x.q1.abc", "100%"] {
            assert_eq!(find(text), Err(Trouble::NoAnswers), "{text}");
        }
        assert_eq!(find("q1."), Err(Trouble::Damaged));
    }
}
