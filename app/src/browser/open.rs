//! Reads a file that the user picked.

use leptos::ev::Event;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Why a picked file could not be read as text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unreadable {
    /// Longer than the limit that was given.
    TooLong,
    /// The browser refused.
    Refused,
}

/// Reads the first picked file of a file input and empties the input, so that the same file can be
/// picked again. Nothing happens when none was picked.
pub(crate) fn picked_text(event: &Event, max_bytes: usize, done: impl FnOnce(String, Result<String, Unreadable>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
    let name = file.name();
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    if file.size() > max_bytes as f64 {
        done(name, Err(Unreadable::TooLong));
    } else {
        super::settle(&file.text(), move |result| {
            done(name, result.ok().and_then(|text| text.as_string()).ok_or(Unreadable::Refused));
        });
    }
    input.set_value("");
}
