//! A day of the calendar, as data files and designs write it. There is no clock here: whoever asks
//! for an age says which day it is today.

use std::fmt;

/// A day: `2026-10-08`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2026-10-08`, or `2026-10`, which counts as the first of the month: the older reading.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            part.parse::<u16>().ok()
        };
        let year = number(4)?;
        let month = u8::try_from(number(2)?).ok()?;
        let day = if text.len() == 7 { 1 } else { u8::try_from(number(2)?).ok()? };
        let last = last_day(year, month)?;
        (parts.next().is_none() && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// The day that is so many days after 1970-01-01; `None` after the year 9999.
    #[must_use]
    pub fn from_unix_days(days: u64) -> Option<Self> {
        // By steps of whole years and months: exact, and nobody asks for more than a few.
        let mut left = days;
        for year in 1970..=9999_u16 {
            for month in 1..=12_u8 {
                let last = last_day(year, month)?;
                if left < u64::from(last) {
                    return Some(Self { year, month, day: u8::try_from(left).ok()? + 1 });
                }
                left -= u64::from(last);
            }
        }
        None
    }

    /// Days from this day to a later one; negative where `later` comes before.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.number() - self.number()
    }

    /// Days since 0000-03-01 of the proleptic Gregorian calendar.
    fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        // March begins the year, so that the leap day ends it.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + i64::from(self.day) - 1
    }
}

fn last_day(year: u16, month: u8) -> Option<u8> {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        4 | 6 | 9 | 11 => Some(30),
        2 if leap => Some(29),
        2 => Some(28),
        1..=12 => Some(31),
        _ => None,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_are_read_counted_and_written_back() {
        for text in ["2026-10-08", "2000-02-29", "2024-02-29"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in ["", "2026", "2026-13-01", "2026-02-29", "1900-02-29", "2026-1-1", "2026-10-08T00", "+026-10-08", "2026-10-00"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(day("2026-10-08").days_until(day("2026-11-23")), 46);
        assert_eq!(day("2024-02-28").days_until(day("2024-03-01")), 2);
        assert_eq!(day("2026-11-23").days_until(day("2021-03-30")), -2064);
        for (days, text) in [(0, "1970-01-01"), (59, "1970-03-01"), (20_735, "2026-10-09")] {
            assert_eq!(Date::from_unix_days(days), Some(day(text)));
            assert_eq!(u64::try_from(day("1970-01-01").days_until(day(text))), Ok(days));
        }
        assert_eq!(Date::from_unix_days(u64::MAX), None);
    }
}
