//! Doing a thing once the user has paused.

use gloo::timers::callback::Timeout;
use leptos::prelude::{LocalStorage, StoredValue, UpdateValue};

/// Runs only the last of several calls, after a pause.
#[derive(Clone, Copy)]
pub(crate) struct Pause {
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
    millis: u32,
}

impl Pause {
    pub(crate) fn new(millis: u32) -> Self {
        Self { waiting: StoredValue::new_local(None), millis }
    }

    pub(crate) fn run(self, action: impl FnOnce() + 'static) {
        // A timeout that is dropped is cancelled.
        let timeout = Timeout::new(self.millis, action);
        self.waiting.try_update_value(|waiting| *waiting = Some(timeout));
    }

    pub(crate) fn cancel(self) {
        self.waiting.try_update_value(|waiting| *waiting = None);
    }
}

/// Runs an action later.
pub(crate) fn after(millis: u32, action: impl FnOnce() + 'static) {
    Timeout::new(millis, action).forget();
}
