//! What stands in the way of keeping the design, for as long as it does. It knows nothing of how it is said.

use leptos::prelude::*;

/// Something that the user should know of and can do something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The browser blocks storage.
    Blocked,
    /// Storage took no more.
    Full,
    /// What was stored is no design; a copy lies aside.
    Unreadable {
        /// What was stored.
        text: String,
        /// Why it is none.
        why: design_core::DraftError,
    },
    /// The history cannot be stored.
    HistoryRefused,
    /// A newer version of the product has written the history.
    HistoryNewer,
    /// So many steps cannot be read.
    StepsUnreadable(usize),
    /// A step does not fit the design.
    StepBroken,
    /// Of the user's own files that stood there then, some are not kept any more.
    FilesGone,
}

/// What the user has to be told until it is settled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Care {
    pub(crate) troubles: RwSignal<Vec<Trouble>>,
    /// Another page of this browser has stored another design, and it is not decided which one goes on.
    pub(crate) divided: RwSignal<bool>,
}

impl Care {
    pub(crate) fn new() -> Self {
        Self { troubles: RwSignal::new(Vec::new()), divided: RwSignal::new(false) }
    }

    /// Tells a trouble, once.
    pub(crate) fn tell(self, trouble: Trouble) {
        if self.troubles.with_untracked(|troubles| !troubles.contains(&trouble)) {
            self.troubles.update(|troubles| troubles.push(trouble));
        }
    }

    /// A trouble is over, or was read.
    pub(crate) fn settle(self, trouble: &Trouble) {
        if self.troubles.with_untracked(|troubles| troubles.contains(trouble)) {
            self.troubles.update(|troubles| troubles.retain(|told| told != trouble));
        }
    }
}
