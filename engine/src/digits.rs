//! Whole numbers as digits and back, exactly; the library's formatting weighs a kilobyte in the browser.

/// The digits of a whole number.
pub fn digits(mut number: u128) -> String {
    let mut digits = String::new();
    loop {
        digits.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return digits;
        }
    }
}

/// The digits behind a point, zeros in front of them kept: 5 over 100 gives `05`.
///
/// `over` is a power of ten above `part`.
pub fn tail(part: u128, over: u128) -> String {
    // The one in front holds the place of the zeros.
    digits(part + over).split_off(1)
}

/// A number with its sign, as the library writes it.
pub fn signed(number: i128) -> String {
    [if number < 0 { "-" } else { "" }, &digits(number.unsigned_abs())].concat()
}

/// The number that digits stand for; `None` where there are none, something else stands among them, or it is too large.
pub fn read(digits: &str) -> Option<i64> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0_i64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

#[cfg(test)]
mod tests {
    use super::{digits, read, signed, tail};

    #[test]
    fn every_number_is_written_as_the_library_does() {
        for number in [0, 1, 9, 10, 99, 100, 12_345, i128::from(i64::MAX), i128::MAX, i128::MIN, -7] {
            assert_eq!(signed(number), number.to_string());
            assert_eq!(digits(number.unsigned_abs()), number.unsigned_abs().to_string());
        }
        for part in [0, 5, 50, 99] {
            assert_eq!(tail(part, 100), format!("{part:02}"));
        }
    }

    #[test]
    fn only_digits_are_read() {
        assert_eq!(read("0012"), Some(12));
        assert_eq!(read(&i64::MAX.to_string()), Some(i64::MAX));
        for text in ["", "9223372036854775808", "1a", "-1", "1.", "２"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
