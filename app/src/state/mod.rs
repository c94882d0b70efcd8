//! What the page is about: the draft with its history, everything derived from it, and where the
//! user looks. Derived things are memos; only `browser` is ever talked to by effects.

mod care;
mod field;
mod finding;
mod floor;
mod keep;
mod kept_files;
mod language;
mod outcome;
mod store;
mod ui;
mod versions;

pub(crate) use care::{Care, Trouble};
pub(crate) use field::{At, Field, FieldState};
pub(crate) use finding::{Finding, FindingKind, Go};
pub(crate) use floor::Floor;
pub(crate) use keep::{Keep, restore, use_keep};
pub(crate) use kept_files::{keep_texts, sweep_texts, take_over_old};
pub(crate) use language::{Tr, flag, use_tr};
pub(crate) use outcome::{Complete, EnvironmentSummary, Outcome};
pub(crate) use store::{GroupCount, Keeper, RowIssues, Store, use_store};
pub(crate) use ui::{NEXT_STEPS, Overlay, Panel, Reveal, SEARCH_BOX, Sides, Theme, Toast, ToastAction, Ui, use_ui};
pub(crate) use versions::{Version, Versions, Whose};

use std::ops::Deref;
use std::sync::Arc;

/// A large derived thing that is compared by identity, so that a memo never walks through it.
pub(crate) struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(inner: T) -> Self {
        Self(Arc::new(inner))
    }
}

impl<T> From<Arc<T>> for Shared<T> {
    fn from(inner: Arc<T>) -> Self {
        Self(inner)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
