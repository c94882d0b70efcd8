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

/// Milliseconds since 1970 by the user's clock.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below 2^53, and no clock stands before 1970")]
pub(crate) fn millis_since_1970() -> u64 {
    Date::now() as u64
}

/// Year, month, day, hour and minute of a moment, where the user is.
pub(crate) fn local(millis: u64) -> (u32, u32, u32, u32, u32) {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let moment = Date::new(&(millis as f64).into());
    (moment.get_full_year(), moment.get_month() + 1, moment.get_date(), moment.get_hours(), moment.get_minutes())
}

/// A word that no other page has.
pub(crate) fn unique() -> String {
    let chance = web_sys::js_sys::Math::random().to_bits();
    format!("{:x}-{chance:x}", millis_since_1970())
}
