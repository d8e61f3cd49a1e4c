//! Bits in a row: small numbers take few of them.

/// What was written; the first bit is the highest of the first byte.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// How many bits of the last byte are still free.
    free: u32,
}

impl Writer {
    /// The lowest `count` bits of a number, the highest first.
    pub fn bits(&mut self, number: u64, count: u32) {
        for at in (0..count).rev() {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            self.free -= 1;
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((number >> at & 1) as u8) << self.free;
            }
        }
    }

    /// A number of any size, in groups of so many bits, the lowest group first; a bit before each says that it is not
    /// the last.
    pub fn number(&mut self, number: u64, group: u32) {
        let rest = number >> group;
        self.bits(u64::from(rest != 0), 1);
        self.bits(number, group);
        if rest != 0 {
            self.number(rest, group);
        }
    }

    /// The bytes; the last one is filled with zeros.
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what a [`Writer`] wrote; `None` past the end.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    pub fn bits(&mut self, count: u32) -> Option<u64> {
        let mut number = 0;
        for _ in 0..count {
            let byte = self.bytes.get(self.at / 8)?;
            number = number << 1 | u64::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(number)
    }

    pub fn bit(&mut self) -> Option<bool> {
        self.bits(1).map(|bit| bit == 1)
    }

    /// `None` also where the number does not fit 64 bits.
    pub fn number(&mut self, group: u32) -> Option<u64> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let more = self.bit()?;
            let part = self.bits(group)?;
            number |= part.checked_shl(shift).filter(|shifted| shifted >> shift == part)?;
            shift += group;
            if !more {
                return Some(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, Writer};

    #[test]
    fn numbers_come_back_whole() {
        let numbers = [0, 1, 3, 4, 15, 16, 255, 70_000, u64::MAX];
        for group in 1..=8 {
            let mut writer = Writer::default();
            writer.bits(0b101, 3);
            numbers.iter().for_each(|number| writer.number(*number, group));
            let bytes = writer.bytes();
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.bits(3), Some(0b101));
            numbers.iter().for_each(|number| assert_eq!(reader.number(group), Some(*number), "groups of {group}"));
            assert!(reader.bits(8).is_none(), "nothing follows");
        }
    }

    #[test]
    fn a_number_that_nobody_wrote_is_none() {
        assert_eq!(Reader::new(&[0xff; 40]).number(7), None, "it never ends within 64 bits");
        assert_eq!(Reader::new(&[0xff]).number(7), None, "it is cut off");
        assert_eq!(Reader::new(&[]).bits(1), None);
    }
}
