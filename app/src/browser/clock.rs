//! The day where the user is, how long something took, and chance.

use wasm_bindgen::JsValue;
use web_sys::js_sys::{Date, Math};

/// Year, month (January is 1) and day of the month.
pub(crate) fn today() -> (u32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Milliseconds since the page was opened; 0 where the browser does not tell.
pub(crate) fn now_millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map(|clock| clock.now()).unwrap_or_default()
}

/// Milliseconds since 1970.
pub(crate) fn since_1970_millis() -> f64 {
    Date::now()
}

/// A number that no other window draws.
pub(crate) fn random_id() -> String {
    format!("{:x}", Math::random().to_bits() ^ Date::now().to_bits())
}

/// A time as people of a language write it.
pub(crate) fn shown(since_1970_millis: f64, language: &str) -> String {
    Date::new(&JsValue::from_f64(since_1970_millis)).to_locale_string(language, &JsValue::UNDEFINED).into()
}
