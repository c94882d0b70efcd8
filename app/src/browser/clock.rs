//! The day where the user is.

use web_sys::js_sys::Date;

/// Year, month (January is 1) and day of the month.
pub(crate) fn today() -> (u32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year(), now.get_month() + 1, now.get_date())
}
