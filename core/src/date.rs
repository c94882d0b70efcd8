//! A day of the calendar, without a clock: whoever knows today says so.

use std::fmt;

/// A day from 2000-01-01 to 2199-12-31, in the Gregorian calendar and no time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, where the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        ((2000..2200).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads `2026-11-23`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, count: usize| {
            let fits = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| fits)
        };
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Self::new(digits(year, 4)?, digits(month, 2)?.try_into().ok()?, digits(day, 2)?.try_into().ok()?)
    }

    /// Reads a day, or a month such as `2026-10`, which counts as its first day: the older reading, as
    /// data files mean it.
    #[must_use]
    pub fn parse_reading(text: &str) -> Option<Self> {
        if text.len() == 7 { Self::parse(&format!("{text}-01")) } else { Self::parse(text) }
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

    /// The day that so many days after 1970-01-01 is, as clocks count.
    #[must_use]
    pub fn of_unix_days(days: i64) -> Option<Self> {
        // Days since 0000-03-01, in eras of 400 years: Howard Hinnant, "chrono-compatible low-level date algorithms".
        let since = days.checked_add(719_468)?;
        let (era, in_era) = (since.div_euclid(146_097), since.rem_euclid(146_097));
        let year_of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let day_of_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for text in ["2026-11-23", "2024-02-29", "2000-02-29", "2199-12-31"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "2026-13-01",
            "2026-02-29",
            "2100-02-29",
            "2026-1-1",
            "26-01-01",
            "2026-01-01T",
            "+026-01-01",
            "1999-12-31",
            "2026/01/01",
            "２０２６-01-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2026-11-23") < Date::parse("2026-12-01"));
    }

    #[test]
    fn days_are_counted_and_months_are_their_first_day() {
        let day = |text| Date::parse_reading(text).unwrap();
        assert_eq!(day("2026-10-08").days_until(day("2026-11-23")), 46);
        assert_eq!(day("2024-02-28").days_until(day("2024-03-01")), 2);
        assert_eq!(day("2026-11-23").days_until(day("2021-03-30")), -2064);
        assert_eq!(day("2026-10"), day("2026-10-01"));
        assert_eq!(Date::parse_reading("2026-1"), None);
    }

    /// Every day of the range, one after the other.
    #[test]
    fn days_since_1970_follow_the_calendar() {
        let mut days = 10_957;
        for year in 2000..2200 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let Some(date) = Date::new(year, month, day) else { continue };
                    assert_eq!(Date::of_unix_days(days), Some(date));
                    days += 1;
                }
            }
        }
        assert_eq!(Date::of_unix_days(days), None);
        assert_eq!(Date::of_unix_days(i64::MIN), None);
        assert_eq!(Date::of_unix_days(i64::MAX), None);
    }
}
