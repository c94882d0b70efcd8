//! Saved versions of the design in this browser: each a text of its own, so that two pages never write
//! over each other's.

use design_core::DesignDraft;
use design_core::history::KeptSums;
use leptos::prelude::*;
use serde_json::Value as Raw;

use super::kept_files::read_sums;
use crate::browser::{clock, storage};

const KEY: &str = "sekkei.version.";

/// Who saved a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The user, with a name.
    User,
    /// A page, while another page had stored another design.
    Page,
    /// A page that went on with its own design, of the other one.
    Other,
    /// A page, of what had been undone when a new change was made.
    Aside,
}

impl Whose {
    const ALL: [Self; 4] = [Self::User, Self::Page, Self::Other, Self::Aside];

    const fn id(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Page => "page",
            Self::Other => "other",
            Self::Aside => "aside",
        }
    }
}

/// A saved version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) key: String,
    pub(crate) at_millis: u64,
    pub(crate) whose: Whose,
    pub(crate) name: String,
    pub(crate) draft: DesignDraft,
    /// Files of the user that stood beside it.
    pub(crate) kept: KeptSums,
}

/// Saved versions; readers follow its changes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Versions {
    revision: RwSignal<u32>,
    /// Key and record of the one that was deleted last.
    deleted: StoredValue<Option<(String, String)>>,
}

impl Versions {
    pub(crate) fn new() -> Self {
        Self { revision: RwSignal::new(0), deleted: StoredValue::new(None) }
    }

    pub(crate) fn is_version(key: &str) -> bool {
        key.starts_with(KEY)
    }

    /// Saves a version under the end of a key; one with the same is replaced. `kept` are the sums of the
    /// files of the user as JSON, where there are any. False when storage is blocked or full.
    pub(crate) fn save(self, id: &str, whose: Whose, name: &str, design: &str, kept: Option<&str>) -> bool {
        let Ok(design) = serde_json::from_str::<Raw>(design) else { return false };
        let kept = kept.and_then(|kept| serde_json::from_str::<Raw>(kept).ok());
        // Without files in the form that older versions of the product read.
        let form: u32 = if kept.is_some() { 2 } else { 1 };
        let mut record = vec![form.into(), clock::millis_since_1970().into(), whose.id().into(), name.into(), design];
        record.extend(kept);
        self.put(&format!("{KEY}{id}"), &Raw::Array(record).to_string())
    }

    fn put(self, key: &str, record: &str) -> bool {
        let saved = storage::save(key, record);
        self.changed();
        saved
    }

    fn take(self, key: &str) -> Option<String> {
        let record = storage::load(key).ok().flatten()?;
        storage::remove(key);
        self.changed();
        Some(record)
    }

    /// Deletes a version; [`Self::put_back`] undoes it.
    pub(crate) fn delete(self, key: &str) {
        self.deleted.set_value(self.take(key).map(|record| (key.to_owned(), record)));
    }

    /// Puts back what was deleted last.
    pub(crate) fn put_back(self) {
        if let Some((key, record)) = self.deleted.try_update_value(Option::take).flatten() {
            self.put(&key, &record);
        }
    }

    /// Takes out the version of a page, if there is one.
    pub(crate) fn drop_of(self, id: &str) {
        drop(self.take(&format!("{KEY}{id}")));
    }

    /// Of those of a kind, the newest stay.
    pub(crate) fn keep_newest(self, whose: Whose, count: usize) {
        let old = self.list().0.into_iter().filter(|version| version.whose == whose).skip(count);
        let keys: Vec<String> = old.map(|version| version.key).collect();
        for key in keys {
            drop(self.take(&key));
        }
    }

    pub(crate) fn changed(self) {
        self.revision.update(|count| *count = count.wrapping_add(1));
    }

    /// Files of the user that versions lead to.
    pub(super) fn sums() -> Vec<KeptSums> {
        storage::keys(KEY).into_iter().filter_map(read).map(|version| version.kept).collect()
    }

    /// All that can be read, the newest first, and how many cannot.
    pub(crate) fn list(self) -> (Vec<Version>, usize) {
        self.revision.track();
        let keys = storage::keys(KEY);
        let all = keys.len();
        let mut versions: Vec<Version> = keys.into_iter().filter_map(read).collect();
        versions.sort_by(|a, b| b.at_millis.cmp(&a.at_millis).then_with(|| a.key.cmp(&b.key)));
        let unreadable = all - versions.len();
        (versions, unreadable)
    }
}

fn read(key: String) -> Option<Version> {
    let raw: Raw = serde_json::from_str(&storage::load(&key).ok().flatten()?).ok()?;
    let (at, whose, name, design, kept) = match (raw.get(0)?.as_u64()?, raw.as_array()?.as_slice()) {
        (1, [_, at, whose, name, design]) => (at, whose, name, design, None),
        (2, [_, at, whose, name, design, kept]) => (at, whose, name, design, Some(kept)),
        _ => return None,
    };
    let whose = whose.as_str()?;
    Some(Version {
        key,
        at_millis: at.as_u64()?,
        whose: Whose::ALL.into_iter().find(|known| known.id() == whose)?,
        name: name.as_str()?.to_owned(),
        draft: DesignDraft::from_json(&design.to_string()).ok()?,
        kept: kept.map_or(Some(KeptSums::new()), |kept| read_sums(&kept.to_string()))?,
    })
}
