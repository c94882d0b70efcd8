//! Doing a thing once the user has paused.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::{StoredValue, UpdateValue, set_timeout_with_handle};

/// Runs only the last of several calls, after a pause.
#[derive(Clone, Copy)]
pub(crate) struct Pause {
    handle: StoredValue<Option<TimeoutHandle>>,
    millis: u64,
}

impl Pause {
    pub(crate) fn new(millis: u64) -> Self {
        Self { handle: StoredValue::new(None), millis }
    }

    pub(crate) fn run(self, action: impl FnOnce() + 'static) {
        self.cancel();
        let handle = set_timeout_with_handle(action, Duration::from_millis(self.millis)).ok();
        self.handle.try_update_value(|slot| *slot = handle);
    }

    pub(crate) fn cancel(self) {
        if let Some(Some(handle)) = self.handle.try_update_value(Option::take) {
            handle.clear();
        }
    }
}

/// Runs an action later.
pub(crate) fn after(millis: u64, action: impl FnOnce() + 'static) {
    leptos::prelude::set_timeout(action, Duration::from_millis(millis));
}
