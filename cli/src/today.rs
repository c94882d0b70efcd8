//! The day: the one place of the command line that asks a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use design_core::Date;

/// Why a text is no day.
pub(crate) const WRITE_A_DAY: &str = "write a day of the calendar as 2026-11-23";

/// Reads `--today`.
pub(crate) fn read(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| WRITE_A_DAY.to_owned())
}

/// The system's date in UTC. `None` where the clock shows a day outside of 2000 to 2199: no waiver is
/// called stale by a clock that is plainly wrong.
pub(crate) fn now() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Date::of_unix_days(i64::try_from(seconds / 86_400).ok()?)
}
