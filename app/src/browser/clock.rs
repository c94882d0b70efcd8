//! The day where the user is, and how long something took.

use web_sys::js_sys::Date;

/// Year, month (January is 1) and day of the month.
pub(crate) fn today() -> (u32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Milliseconds since the page was opened; 0 where the browser does not tell.
pub(crate) fn now_millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map(|clock| clock.now()).unwrap_or_default()
}
