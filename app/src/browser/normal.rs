//! Texts in the form in which they are compared. The browser knows Unicode's tables, so the page need
//! not carry them.

use web_sys::js_sys::JsString;

/// Compatibility composition: full-width letters become plain, half-width kana become whole.
pub(crate) fn nfkc(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { JsString::from(text).normalize("NFKC").into() }
}
