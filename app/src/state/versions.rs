//! Named versions of the design, kept in this browser.

use design_core::DesignDraft;
use serde_json::{Value as Raw, json};

use crate::browser::{clock, storage};

const VERSIONS: &str = "sekkei.versions";
/// More than anyone looks through; the oldest would go.
const MOST: usize = 100;

/// A design with a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Version {
    pub(crate) name: String,
    /// When it was kept, in milliseconds since 1970.
    pub(crate) millis: f64,
    pub(crate) draft: DesignDraft,
}

impl Version {
    pub(crate) fn new(name: String, draft: DesignDraft) -> Self {
        Self { name, millis: clock::since_1970_millis(), draft }
    }
}

/// What is kept, the newest first. What cannot be read is left out.
pub(crate) fn versions() -> Vec<Version> {
    let read = || -> Option<Vec<Raw>> { serde_json::from_str(&storage::load(VERSIONS).ok()??).ok() };
    let one = |raw: &Raw| {
        let draft = DesignDraft::from_json(raw.get("design")?.as_str()?).ok()?;
        Some(Version { name: raw.get("name")?.as_str()?.to_owned(), millis: raw.get("on")?.as_f64()?, draft })
    };
    read().unwrap_or_default().iter().filter_map(one).collect()
}

/// Keeps these versions in place of all before. False when storage is blocked or full.
pub(crate) fn keep_versions(all: &[Version]) -> bool {
    let one = |version: &Version| json!({ "name": version.name, "on": version.millis, "design": version.draft.to_json() });
    storage::save(VERSIONS, &Raw::Array(all.iter().take(MOST).map(one).collect()).to_string())
}

/// Keeps one more. False when storage is blocked or full.
pub(crate) fn keep_version(version: Version) -> bool {
    let mut all = versions();
    all.insert(0, version);
    keep_versions(&all)
}
