//! One step as a text of one line, which is what is stored.

use serde_json::Value as Raw;

use super::deed::Deed;
use super::delta::Delta;
use super::work::{KEPT, KeptSums};

/// Version of a step's form. Older versions keep loading, and a step is written in the oldest that can
/// hold it: since 2 there may be files of a person in it.
pub const STEP_VERSION: u64 = 2;

/// A change that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// When, in milliseconds since 1970.
    pub at_millis: u64,
    /// What was done.
    pub deed: Deed,
    pub(super) delta: Delta,
}

/// Why a text is no step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepError {
    /// Broken or cut off.
    Malformed,
    /// Written by a newer version of the product.
    TooNew(u64),
}

impl Step {
    /// How many values it changed.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.delta.len()
    }

    /// What this name had before and has after, where the step changed it.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<(Option<&Raw>, Option<&Raw>)> {
        self.delta.of(name)
    }

    /// Files of a person that the step changed: as they were before it, and as they are after it.
    #[must_use]
    pub fn kept(&self) -> (KeptSums, KeptSums) {
        self.delta.named(KEPT)
    }

    /// In how many places the step changed what has this name.
    pub(super) fn places(&self, name: &str) -> usize {
        self.delta.count(name)
    }

    /// As one line.
    #[must_use]
    pub fn to_text(&self) -> String {
        let version: u64 = if self.delta.touches(KEPT) { STEP_VERSION } else { 1 };
        Raw::Array(vec![version.into(), self.at_millis.into(), self.deed.to_raw(), self.delta.to_raw()]).to_string()
    }

    /// Reads a line.
    ///
    /// # Errors
    /// When it is broken, or written by a newer version.
    pub fn from_text(text: &str) -> Result<Self, StepError> {
        let raw: Raw = serde_json::from_str(text).map_err(|_| StepError::Malformed)?;
        let version = raw.get(0).and_then(Raw::as_u64).ok_or(StepError::Malformed)?;
        if version > STEP_VERSION {
            return Err(StepError::TooNew(version));
        }
        let read = || {
            let [_, at, deed, delta] = raw.as_array()?.as_slice() else { return None };
            Some(Self { at_millis: at.as_u64()?, deed: Deed::from_raw(deed)?, delta: Delta::from_raw(delta)? })
        };
        read().ok_or(StepError::Malformed)
    }
}
