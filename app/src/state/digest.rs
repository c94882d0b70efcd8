//! The zip's checksum, worked out once the user has paused: packing every file on each key would be
//! felt.

use infra_templates::{sha256_hex, zip};
use leptos::prelude::*;

use super::Store;
use crate::browser::timer::Pause;

/// Follows the files; `None` while they are being typed or the draft is not right.
pub(crate) fn digest(store: Store) -> RwSignal<Option<String>> {
    let digest = RwSignal::new(None);
    let pause = Pause::new(350);
    Effect::new(move |_| {
        let outcome = store.outcome.get();
        let stale = store.is_stale.get();
        if digest.with_untracked(Option::is_some) {
            digest.set(None);
        }
        pause.cancel();
        if let Some(outcome) = outcome.filter(|_| !stale) {
            pause.run(move || digest.set(Some(sha256_hex(&zip(&outcome.bundle)))));
        }
    });
    digest
}
