//! Catalogue and texts as bytes: numbers in as few bytes as they need, and apart from them all letters.
//!
//! Reading cannot fail on the way: past the end, or where something makes no sense, a [`Reader`] gives
//! zeros, and says so in the end. So no type needs code for half of itself, which is most of what a
//! decoder with errors weighs in the browser. Letters stand apart because both parts then compress better.

/// What can be written as bytes and read back. Every value takes at least one byte.
pub trait Packed: Sized {
    fn read(from: &mut Reader) -> Self;
    fn write(&self, to: &mut Writer);
}

/// The value that bytes of [`write()`] stand for; `None` where they stand for none.
pub fn read<T: Packed>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader { numbers: bytes, letters: "", broken: false };
    let length = reader.length();
    let (numbers, letters) = reader.numbers.split_at_checked(length)?;
    reader = Reader { numbers, letters: str::from_utf8(letters).ok()?, broken: false };
    let value = T::read(&mut reader);
    (!reader.broken && reader.numbers.is_empty() && reader.letters.is_empty()).then_some(value)
}

/// The bytes that [`read`] reads.
pub fn write<T: Packed>(value: &T) -> Vec<u8> {
    let mut parts = Writer::default();
    value.write(&mut parts);
    let mut whole = Writer::default();
    whole.number(parts.numbers.len() as u64);
    [whole.numbers, parts.numbers, parts.letters.into_bytes()].concat()
}

/// What is left to read.
pub struct Reader<'a> {
    numbers: &'a [u8],
    letters: &'a str,
    broken: bool,
}

impl Reader<'_> {
    /// The next byte, or zero.
    pub fn byte(&mut self) -> u8 {
        match self.numbers.split_first() {
            Some((first, rest)) => {
                self.numbers = rest;
                *first
            }
            None => self.fail(),
        }
    }

    /// The next number: seven bits in a byte, the lowest first.
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    /// A number that counts bytes or elements.
    fn length(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or_default()
    }

    /// Calls `next` once for each element of a list.
    fn list(&mut self, next: &mut dyn FnMut(&mut Self)) {
        for _ in 0..self.length() {
            if self.broken {
                break;
            }
            next(self);
        }
    }

    fn text(&mut self) -> String {
        let length = self.length();
        let (text, rest) = self.letters.split_at_checked(length).unwrap_or_else(|| {
            self.fail();
            ("", "")
        });
        self.letters = rest;
        text.to_owned()
    }

    /// Nothing more can be read; zero from now on.
    pub fn fail(&mut self) -> u8 {
        self.numbers = &[];
        self.broken = true;
        0
    }
}

/// What was written.
#[derive(Default)]
pub struct Writer {
    numbers: Vec<u8>,
    letters: String,
}

impl Writer {
    pub fn byte(&mut self, byte: u8) {
        self.numbers.push(byte);
    }

    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }
}

impl Packed for u64 {
    fn read(from: &mut Reader) -> Self {
        from.number()
    }

    fn write(&self, to: &mut Writer) {
        to.number(*self);
    }
}

/// Small numbers of either sign take few bytes: 0, -1, 1, -2 are written as 0, 1, 2, 3.
impl Packed for i64 {
    fn read(from: &mut Reader) -> Self {
        let number = from.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    fn write(&self, to: &mut Writer) {
        to.number((self << 1 ^ self >> 63).cast_unsigned());
    }
}

/// Numbers of fewer bits travel as one of 64.
macro_rules! narrow {
    ($($narrow:ty as $wide:ty),*) => {
        $(impl Packed for $narrow {
            fn read(from: &mut Reader) -> Self {
                <$narrow>::try_from(<$wide>::read(from)).unwrap_or_else(|_| from.fail().into())
            }

            fn write(&self, to: &mut Writer) {
                <$wide>::from(*self).write(to);
            }
        })*
    };
}

narrow!(u8 as u64, u16 as u64, u32 as u64, i32 as i64);

impl Packed for bool {
    fn read(from: &mut Reader) -> Self {
        from.byte() != 0
    }

    fn write(&self, to: &mut Writer) {
        to.byte((*self).into());
    }
}

impl Packed for String {
    fn read(from: &mut Reader) -> Self {
        from.text()
    }

    fn write(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        to.letters.push_str(self);
    }
}

impl<T: Packed> Packed for Option<T> {
    fn read(from: &mut Reader) -> Self {
        (from.byte() != 0).then(|| T::read(from))
    }

    fn write(&self, to: &mut Writer) {
        to.byte(self.is_some().into());
        self.iter().for_each(|value| value.write(to));
    }
}

impl<T: Packed> Packed for Box<T> {
    fn read(from: &mut Reader) -> Self {
        Box::new(T::read(from))
    }

    fn write(&self, to: &mut Writer) {
        T::write(self, to);
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn read(from: &mut Reader) -> Self {
        let mut list = Vec::new();
        from.list(&mut |from| list.push(T::read(from)));
        list
    }

    fn write(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        self.iter().for_each(|value| value.write(to));
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn read(from: &mut Reader) -> Self {
        (A::read(from), B::read(from))
    }

    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }
}

/// Packs a type field by field; the compiler refuses a list that leaves one out.
///
/// `packed!(Limit { times, per, bit })` for a struct (`{ 0 }` where its field has no name), and for an
/// enum `packed!(enum Known { 0 = Among(mask), 1 = Set { has, may } })`. The variant 0 must be one that
/// holds nothing of its own type, because that is what a broken file reads as.
#[macro_export]
macro_rules! packed {
    (enum $name:ident {
        $($tag:literal = $variant:ident $(($($part:ident),*))? $({ $($field:ident),* })?),* $(,)?
    }) => {
        impl $crate::packed::Packed for $name {
            fn read(from: &mut $crate::packed::Reader) -> Self {
                match from.byte() {
                    $($tag => {
                        $($(let $part = $crate::packed::Packed::read(from);)*)?
                        $($(let $field = $crate::packed::Packed::read(from);)*)?
                        $name::$variant $(($($part),*))? $({ $($field),* })?
                    })*
                    _ => {
                        from.fail();
                        Self::read(from)
                    }
                }
            }

            fn write(&self, to: &mut $crate::packed::Writer) {
                match self {
                    $($name::$variant $(($($part),*))? $({ $($field),* })? => {
                        to.byte($tag);
                        $($($crate::packed::Packed::write($part, to);)*)?
                        $($($crate::packed::Packed::write($field, to);)*)?
                    })*
                }
            }
        }
    };
    ($name:ident { $($field:tt),* $(,)? }) => {
        impl $crate::packed::Packed for $name {
            fn read(from: &mut $crate::packed::Reader) -> Self {
                $name { $($field: $crate::packed::Packed::read(from)),* }
            }

            fn write(&self, to: &mut $crate::packed::Writer) {
                $($crate::packed::Packed::write(&self.$field, to);)*
            }
        }
    };
}

pub use packed;

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::condition::Condition;
    use crate::fact::FactId;
    use crate::term::Term;

    #[test]
    fn numbers_come_back_whole() {
        let numbers = [0, 1, -1, 63, -64, 64, 127, 128, 20_779, i64::MAX, i64::MIN];
        let list: Vec<(i64, u64)> = numbers.iter().map(|one| (*one, one.cast_unsigned())).collect();
        assert_eq!(read(&write(&list)), Some(list));
        assert_eq!(write(&-1_i64), [1, 1], "one byte for the length of the numbers, one for the number");
        assert_eq!(read::<u16>(&write(&65_536_u64)), None, "too large");
    }

    #[test]
    fn rules_and_letters_come_back_whole() {
        let retirement = Term::Retirement { born: Box::new(Term::Fact(FactId(300))), sex: FactId(1), track: FactId(2) };
        let rule = Condition::Any(vec![
            Condition::Has { fact: FactId(7), mask: u64::MAX, negated: true },
            Condition::Compare { op: crate::condition::Comparison::AtMost, left: Term::AsOf, right: retirement },
        ]);
        let whole = (vec![String::from("起步"), String::new(), String::from("qibu")], Some(rule));
        assert_eq!(read(&write(&whole)), Some(whole));
    }

    #[test]
    fn broken_bytes_read_as_nothing() {
        let whole = (vec![String::from("起步")], vec![Condition::All(vec![Condition::Always(true)])]);
        type Whole = (Vec<String>, Vec<Condition>);
        let bytes = write(&whole);
        for end in 0..bytes.len() {
            assert_eq!(read::<Whole>(&bytes[..end]), None, "cut off after {end} bytes");
        }
        assert_eq!(read::<Whole>(&[&bytes[..], b"!"].concat()), None, "something follows");
        let at = bytes.iter().position(|byte| *byte == 6).expect("the length of the name");
        for (length, what) in [(5, "inside a letter"), (7, "past the letters"), (0xff, "past the numbers")] {
            let mut other = bytes.clone();
            other[at] = length;
            assert_eq!(read::<Whole>(&other), None, "a text that ends {what}");
        }
        assert_eq!(read::<Condition>(&[1, 99]), None, "no condition has this number");
        assert_eq!(read::<Vec<String>>(&[5, 0xff, 0xff, 0xff, 0xff, 0x0f]), None, "a list that nobody wrote");
    }
}
