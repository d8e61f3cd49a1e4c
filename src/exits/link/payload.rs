//! What a link carries, in the numbers of the catalogue that made it, and the bits of version 1.

use engine::date::Date;
use engine::verdict::Verdict;

use super::bits::{Reader, Writer};

/// Everything between mark and checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// Date and hash of the catalogue.
    pub catalogue: (Date, u32),
    /// The day that the verdicts are of.
    pub on: Date,
    /// The person chose that day; otherwise it was the day of the link.
    pub is_chosen: bool,
    /// Code of a fact and what was said, by rising codes.
    pub answers: Vec<(u16, Said)>,
    /// The policies that might pay then, by rising codes; `None` where they had no room.
    pub verdicts: Option<Vec<Told>>,
}

/// The verdict then, and a print of the rule that it was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub policy: u16,
    pub verdict: Verdict,
    pub rule: u8,
}

/// An answer, told without its fact: one whose fact is no more can be passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Declined,
    No,
    Yes,
    /// The value of a choice, or a place.
    Code(u16),
    Set {
        /// The largest code that could be chosen, and a print of all of them.
        offered: (u16, u8),
        has: Vec<u16>,
        unsure: Vec<u16>,
    },
    Exact(Number),
    /// `None` where an end is open.
    Range {
        lo: Option<Number>,
        hi: Option<Number>,
        /// A band, which may be asked once more.
        banded: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Day(Date),
    /// Whole numbers, fen or millionths.
    Plain(u64),
}

/// Verdicts that may pay, in the order of their two bits.
const VERDICTS: [Verdict; 4] = [Verdict::Eligible, Verdict::Likely, Verdict::Upcoming, Verdict::Undetermined];

/// The verdict that most policies have; one that is that of the policy before takes one bit.
const MOST: Verdict = Verdict::Likely;

/// How many bits the print of a rule takes. Of sixteen rules that changed, one is then taken for the same.
const PRINT: u32 = 4;

/// How many bits a day takes: enough for 1900 to 2199.
const DAY: u32 = 17;

impl Payload {
    /// The bytes of version 1.
    pub fn write(&self) -> Vec<u8> {
        let mut bits = Writer::default();
        write_day(&mut bits, self.catalogue.0);
        bits.bits(self.catalogue.1.into(), 32);
        write_day(&mut bits, self.on);
        bits.bits(self.is_chosen.into(), 1);
        bits.number(self.answers.len() as u64, 5);
        let mut last = 0;
        for (fact, said) in &self.answers {
            write_code(&mut bits, &mut last, *fact);
            said.write(&mut bits);
        }
        bits.bits(self.verdicts.is_some().into(), 1);
        for told in self.verdicts.iter().map(Vec::len) {
            bits.number(told as u64, 5);
        }
        let (mut last, mut verdict) = (0, MOST);
        for told in self.verdicts.iter().flatten() {
            write_code(&mut bits, &mut last, told.policy);
            bits.bits(u64::from(told.verdict != verdict), 1);
            if told.verdict != verdict {
                verdict = told.verdict;
                // INVARIANT: only verdicts that may pay are told.
                let at = VERDICTS.iter().position(|one| *one == verdict).unwrap_or(3);
                bits.bits(at as u64, 2);
            }
            bits.bits(told.rule.into(), PRINT);
        }
        bits.bytes()
    }

    /// Reads version 1; `None` where the bits are none of it.
    pub fn read(bytes: &[u8]) -> Option<Payload> {
        let bits = &mut Reader::new(bytes);
        let catalogue = (read_day(bits)?, u32::try_from(bits.bits(32)?).ok()?);
        let (on, is_chosen) = (read_day(bits)?, bits.bit()?);
        let mut answers = Vec::new();
        let mut last = 0;
        for _ in 0..bits.number(5)? {
            answers.push((read_code(bits, &mut last)?, Said::read(bits)?));
        }
        let verdicts = if bits.bit()? { Some(read_told(bits)?) } else { None };
        Some(Payload { catalogue, on, is_chosen, answers, verdicts })
    }
}

fn read_told(bits: &mut Reader) -> Option<Vec<Told>> {
    let mut all = Vec::new();
    let (mut last, mut verdict) = (0, MOST);
    for _ in 0..bits.number(5)? {
        let policy = read_code(bits, &mut last)?;
        if bits.bit()? {
            verdict = VERDICTS[usize::try_from(bits.bits(2)?).ok()?];
        }
        all.push(Told { policy, verdict, rule: u8::try_from(bits.bits(PRINT)?).ok()? });
    }
    Some(all)
}

impl Said {
    fn write(&self, bits: &mut Writer) {
        match self {
            Said::No => bits.bits(0, 3),
            Said::Yes => bits.bits(1, 3),
            Said::Code(code) => {
                bits.bits(2, 3);
                bits.number((*code).into(), 3);
            }
            Said::Set { offered: (largest, print), has, unsure } => {
                bits.bits(3, 3);
                bits.number((*largest).into(), 4);
                bits.bits((*print).into(), 8);
                for list in [has, unsure] {
                    bits.number(list.len() as u64, 2);
                    let mut last = 0;
                    list.iter().for_each(|code| write_code(bits, &mut last, *code));
                }
            }
            Said::Exact(number) => {
                bits.bits(4, 3);
                number.write(bits);
            }
            Said::Range { lo, hi, banded } => {
                bits.bits(if *banded { 6 } else { 5 }, 3);
                for end in [lo, hi] {
                    bits.bits(end.is_some().into(), 1);
                    end.iter().for_each(|number| number.write(bits));
                }
            }
            Said::Declined => bits.bits(7, 3),
        }
    }

    fn read(bits: &mut Reader) -> Option<Said> {
        let said = match bits.bits(3)? {
            0 => Said::No,
            1 => Said::Yes,
            2 => Said::Code(u16::try_from(bits.number(3)?).ok()?),
            3 => {
                let offered = (u16::try_from(bits.number(4)?).ok()?, u8::try_from(bits.bits(8)?).ok()?);
                Said::Set { offered, has: read_codes(bits)?, unsure: read_codes(bits)? }
            }
            4 => Said::Exact(Number::read(bits)?),
            tag @ (5 | 6) => {
                let mut end = || if bits.bit()? { Some(Some(Number::read(bits)?)) } else { Some(None) };
                Said::Range { lo: end()?, hi: end()?, banded: tag == 6 }
            }
            _ => Said::Declined,
        };
        Some(said)
    }
}

impl Number {
    fn write(self, bits: &mut Writer) {
        match self {
            Number::Day(day) => {
                bits.bits(1, 1);
                write_day(bits, day);
            }
            // Sums are mostly round: zeros at the end are counted.
            Number::Plain(mut number) => {
                bits.bits(0, 1);
                let mut zeros = 0;
                while number != 0 && number.is_multiple_of(10) && zeros < 15 {
                    number /= 10;
                    zeros += 1;
                }
                bits.bits(u64::from(zeros > 0), 1);
                if zeros > 0 {
                    bits.bits(zeros, 4);
                }
                bits.number(number, 4);
            }
        }
    }

    fn read(bits: &mut Reader) -> Option<Number> {
        if bits.bit()? {
            return read_day(bits).map(Number::Day);
        }
        let zeros = if bits.bit()? { u32::try_from(bits.bits(4)?).ok()? } else { 0 };
        bits.number(4)?.checked_mul(10_u64.checked_pow(zeros)?).map(Number::Plain)
    }
}

fn write_day(bits: &mut Writer, day: Date) {
    let day = day.clamp(Date::MIN, Date::MAX);
    bits.bits(u64::from(day.0.abs_diff(Date::MIN.0)), DAY);
}

fn read_day(bits: &mut Reader) -> Option<Date> {
    let days = i32::try_from(bits.bits(DAY)?).ok()?;
    Some(Date(Date::MIN.0 + days)).filter(|day| *day <= Date::MAX)
}

/// A code of a rising list: one bit where it follows the one before, else the distance.
fn write_code(bits: &mut Writer, last: &mut u16, code: u16) {
    let left_out = u64::from(code.saturating_sub(*last).saturating_sub(1));
    bits.bits(u64::from(left_out > 0), 1);
    if left_out > 0 {
        bits.number(left_out - 1, 2);
    }
    *last = code;
}

fn read_code(bits: &mut Reader, last: &mut u16) -> Option<u16> {
    let left_out = if bits.bit()? { u16::try_from(bits.number(2)?).ok()?.checked_add(1)? } else { 0 };
    *last = last.checked_add(left_out)?.checked_add(1)?;
    Some(*last)
}

fn read_codes(bits: &mut Reader) -> Option<Vec<u16>> {
    let mut codes = Vec::new();
    let mut last = 0;
    for _ in 0..bits.number(2)? {
        codes.push(read_code(bits, &mut last)?);
    }
    Some(codes)
}
