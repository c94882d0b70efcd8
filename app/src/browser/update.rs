//! A newer version of the page: `app/worker/register.js` tells that it is ready, and switches to it
//! when told. The same two names stand there.

use leptos::prelude::{window, window_event_listener_untyped};
use web_sys::Event;

/// Calls `ready` when a newer version of the page has arrived whole.
pub(crate) fn on_ready(ready: impl Fn() + 'static) {
    let _ = window_event_listener_untyped("sekkei-update", move |_| ready());
}

/// Loads the page again in its newer version.
pub(crate) fn switch() {
    if let Ok(event) = Event::new("sekkei-reload") {
        let _ = window().dispatch_event(&event);
    }
}
