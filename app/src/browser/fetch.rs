//! Reads a text file that lies beside the page.

use web_sys::Response;
use web_sys::wasm_bindgen::JsCast;

use super::settle;

/// Calls `done` with the text at a path of the page's own folder, or with `None` when there is none.
pub(crate) fn text(path: &str, done: impl FnOnce(Option<String>) + 'static) {
    let Some(window) = web_sys::window() else { return done(None) };
    settle(&window.fetch_with_str(path), move |answer| {
        let response = answer.ok().and_then(|answer| answer.dyn_into::<Response>().ok()).filter(Response::ok);
        match response.and_then(|response| response.text().ok()) {
            Some(body) => settle(&body, move |text| done(text.ok().and_then(|text| text.as_string()))),
            None => done(None),
        }
    });
}
