//! What day it is. The clock of the machine may be wrong: it marks old prices and decides nothing.

use web_sys::js_sys::Date;

/// Whole days since 1970-01-01 UTC.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of days, at least nothing")]
pub(crate) fn unix_days() -> u64 {
    (Date::now() / 86_400_000.0).max(0.0) as u64
}
